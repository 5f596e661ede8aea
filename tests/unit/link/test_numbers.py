from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.link.authority import built_in
from kg.link.numbers import disagree, right, wrong
from kg.link.resolve import Resolved, resolve
from kg.model.facts import Actor, Facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model.evidence import Basis

ONE, TWO, THREE = "a" * 64, "b" * 64, "c" * 64
BUSINESS = "businessRegistrationNumber"
# Numbers whose check digits fit; they belong to nobody we know of.
FIRST, SECOND = (BUSINESS, "111-11-11119"), (BUSINESS, "222-22-22227")
SAMSUNG = ("corporateRegistrationNumber", "130111-0006246")
BAD = (BUSINESS, "111-11-11111")


@pytest.fixture
def told(because: Callable[..., Basis]) -> Callable[..., Facts]:
    def make(*actors: tuple[str, tuple[tuple[str, str], ...]]) -> Facts:
        return Facts(
            actors=tuple(
                Actor(basis=because(), name=name, type="OtherOrganization", identifiers=numbers)
                for name, numbers in actors
            )
        )

    return make


def iri(resolved: Resolved, source: str, name: str) -> str:
    return resolved.resolution.names[source][name].rpartition("/")[2]


def test_the_numbers_of_these_tests_are_what_they_are_said_to_be() -> None:
    assert right([BAD, FIRST, SECOND, SAMSUNG]) == (SAMSUNG, FIRST)
    assert wrong([FIRST, SECOND, SAMSUNG]) == ()
    assert wrong([BAD, ("taxNumber", "1")]) == (BAD, ("taxNumber", "1"))


def test_a_number_leads_to_its_owner_whatever_the_name(told: Callable[..., Facts]) -> None:
    resolved = resolve({ONE: told(("SEC", (SAMSUNG,)))}, built_in(), metas={})

    assert iri(resolved, ONE, "SEC") == "org.samsung-electronics"


def test_one_number_under_two_names_is_one_firm(told: Callable[..., Facts]) -> None:
    facts = {ONE: told(("새봄정밀", (FIRST,))), TWO: told(("새봄테크", (FIRST,)))}

    resolved = resolve(facts, (), metas={})

    assert iri(resolved, ONE, "새봄정밀") == iri(resolved, TWO, "새봄테크")


def test_one_name_with_two_numbers_is_two_firms(told: Callable[..., Facts]) -> None:
    facts = {ONE: told(("새봄정밀", (FIRST,))), TWO: told(("새봄정밀", (SECOND,)))}

    resolved = resolve(facts, (), metas={})

    assert iri(resolved, ONE, "새봄정밀") != iri(resolved, TWO, "새봄정밀")


def test_a_name_without_a_number_is_the_one_firm_of_that_name(told: Callable[..., Facts]) -> None:
    one = {ONE: told(("새봄정밀", (FIRST,))), TWO: told(("㈜새봄정밀", ()))}
    several = one | {THREE: told(("새봄정밀", (SECOND,)))}

    alone = resolve(one, (), metas={})
    crowd = resolve(several, (), metas={})

    assert iri(alone, ONE, "새봄정밀") == iri(alone, TWO, "㈜새봄정밀")
    names = {
        iri(crowd, ONE, "새봄정밀"),
        iri(crowd, TWO, "㈜새봄정밀"),
        iri(crowd, THREE, "새봄정밀"),
    }
    assert len(names) == 3


def test_a_known_firm_of_another_number_is_another_firm(told: Callable[..., Facts]) -> None:
    resolved = resolve({ONE: told(("삼성전자", (FIRST,)))}, built_in(), metas={})

    assert iri(resolved, ONE, "삼성전자") != "org.samsung-electronics"


def test_a_wrong_number_is_used_for_nothing_and_reported(told: Callable[..., Facts]) -> None:
    facts = {ONE: told(("새봄정밀", (BAD,))), TWO: told(("새봄정밀", (FIRST,)))}

    resolved = resolve(facts, (), metas={})

    assert iri(resolved, ONE, "새봄정밀") == iri(resolved, TWO, "새봄정밀")
    assert [finding.rule for finding in resolved.findings] == ["link.number"]


def test_a_firm_of_one_source_with_two_numbers_is_reported(told: Callable[..., Facts]) -> None:
    facts = {ONE: told(("새봄정밀", (FIRST,)), ("새봄정밀", (SECOND,)))}

    (finding,) = resolve(facts, (), metas={}).findings

    assert (finding.rule, finding.value) == ("link.homonym", "111-11-11119 / 222-22-22227")


def test_numbers_of_different_kinds_never_disagree() -> None:
    assert not disagree([FIRST], [SAMSUNG])
    assert not disagree([FIRST], [(BUSINESS, "1111111119")])
    assert disagree([FIRST, SAMSUNG], [SECOND])
