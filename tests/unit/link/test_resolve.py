from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.link.authority import built_in, read_authority
from kg.link.resolve import Resolved, resolve
from kg.model.evidence import Basis
from kg.model.facts import Actor, ActorType, Affiliation, Facts, Programme, Support
from kg.model.source import Meta

if TYPE_CHECKING:
    from kg.model.entities import Entity

ONE, TWO = "a" * 64, "b" * 64
Because = Callable[..., Basis]


@pytest.fixture
def facts(because: Because) -> Callable[..., Facts]:
    def make(*parties: tuple[str, ActorType], posts: tuple[tuple[str, str], ...] = ()) -> Facts:
        return Facts(
            actors=tuple(Actor(basis=because(), name=name, type=kind) for name, kind in parties),
            affiliations=tuple(
                Affiliation(basis=because(), person=person, organization=firm, role="대표")
                for person, firm in posts
            ),
        )

    return make


Make = Callable[..., Facts]


def who(resolved: Resolved, source: str, name: str) -> Entity:
    resolution = resolved.resolution
    return resolution.entities[resolution.names[source][name]]


def test_a_known_name_is_linked_and_an_unknown_one_gets_its_own_iri(facts: Make) -> None:
    told = facts(("삼성전자", "LargeEnterprise"), ("㈜새봄정밀", "SME"))

    resolved = resolve({ONE: told}, built_in(), metas={})

    assert who(resolved, ONE, "삼성전자").iri.endswith("/org.samsung-electronics")
    minted = who(resolved, ONE, "㈜새봄정밀")
    assert minted.iri.endswith("/org.saebomjeongmil")
    assert [(label.text, label.lang, label.is_romanised) for label in minted.labels] == [
        ("㈜새봄정밀", "ko", False),
        ("Saebomjeongmil", "en", True),
    ]
    assert resolved.findings == ()


def test_one_firm_of_two_sources_is_one_entity_whatever_the_order(facts: Make) -> None:
    first, second = facts(("㈜ 새봄정밀", "SME")), facts(("새봄정밀", "OtherOrganization"))

    forth = resolve({ONE: first, TWO: second}, (), metas={})
    back = resolve({TWO: second, ONE: first}, (), metas={})

    assert forth == back
    assert who(forth, ONE, "㈜ 새봄정밀") == who(forth, TWO, "새봄정밀")
    assert who(forth, TWO, "새봄정밀").type == "SME"


def test_a_small_and_a_large_firm_of_one_name_stay_two(facts: Make) -> None:
    told = {ONE: facts(("나래", "SME")), TWO: facts(("나래", "LargeEnterprise"))}

    resolved = resolve(told, (), metas={})

    assert who(resolved, ONE, "나래").iri != who(resolved, TWO, "나래").iri


def test_a_minted_name_never_takes_an_iri_of_the_authority(facts: Make) -> None:
    resolved = resolve({ONE: facts(("삼성전자", "SME"))}, built_in(), metas={})

    assert who(resolved, ONE, "삼성전자").iri.endswith("/org.samseongjeonja")
    assert [finding.rule for finding in resolved.findings] == ["link.kind"]

    taken = resolve({ONE: facts(("Samsung Electronics", "SME"))}, built_in(), metas={})

    assert not who(taken, ONE, "Samsung Electronics").iri.endswith("/org.samsung-electronics")


def test_a_name_of_several_is_linked_to_none_and_reported(facts: Make) -> None:
    text = "id,type,ko,en,aliases\norg.a,SME,가람산업,,가람\norg.b,SME,가람전기,,가람\n"
    authority, _ = read_authority(text, "a.csv")

    resolved = resolve({ONE: facts(("가람", "SME"))}, authority, metas={})

    assert not who(resolved, ONE, "가람").is_authority
    (finding,) = resolved.findings
    assert (finding.rule, finding.value) == ("link.ambiguous", "가람")
    assert "org.a, org.b" in finding.message.ko
    assert "org.a, org.b" in finding.message.en


def test_the_day_of_the_source_decides_between_predecessor_and_successor(facts: Make) -> None:
    told = {ONE: facts(("중진공", "PublicAgency")), TWO: facts(("중진공", "PublicAgency"))}
    metas = {ONE: Meta(published=date(2016, 1, 1)), TWO: Meta(published=date(2022, 1, 1))}

    resolved = resolve(told, built_in(), metas=metas)

    assert who(resolved, ONE, "중진공").labels[0].text == "중소기업진흥공단"
    assert who(resolved, TWO, "중진공").labels[0].text == "중소벤처기업진흥공단"


def test_a_project_row_stands_before_the_built_in_one(facts: Make) -> None:
    own, _ = read_authority(
        "id,type,ko,en\norg.samsung-electronics,LargeEnterprise,삼성전자,SEC\n", "own.csv"
    )

    resolved = resolve({ONE: facts(("삼성전자", "LargeEnterprise"))}, (*own, *built_in()), metas={})

    assert who(resolved, ONE, "삼성전자").labels[1].text == "SEC"


def test_an_authority_row_in_one_language_is_filled_up(facts: Make) -> None:
    own, _ = read_authority("type,ko,en\nSME,다온테크,\nSME,,Gaon Inc\n", "own.csv")

    resolved = resolve({ONE: facts(("다온테크", "SME"), ("Gaon Inc", "SME"))}, own, metas={})

    assert [each.text for each in who(resolved, ONE, "다온테크").labels] == [
        "다온테크",
        "Daontekeu",
    ]
    assert {each.lang for each in who(resolved, ONE, "Gaon Inc").labels} == {"ko", "en"}


def test_persons_of_one_name_are_one_only_in_one_organisation(facts: Make) -> None:
    post = (("한이슬", "새봄정밀"),)
    told = {
        ONE: facts(("한이슬", "Person"), ("새봄정밀", "SME"), posts=post),
        TWO: facts(("한이슬", "Person"), ("㈜새봄정밀", "SME"), posts=(("한이슬", "㈜새봄정밀"),)),
        "c" * 64: facts(("한이슬", "Person")),
    }

    resolved = resolve(told, (), metas={})

    assert who(resolved, ONE, "한이슬") == who(resolved, TWO, "한이슬")
    assert who(resolved, ONE, "한이슬").iri != who(resolved, "c" * 64, "한이슬").iri


def test_the_publisher_is_resolved_though_no_text_names_it(facts: Make) -> None:
    metas = {ONE: Meta(publisher="전자신문"), TWO: Meta(publisher="가상일보", genre="news")}

    resolved = resolve({ONE: facts(), TWO: facts()}, built_in(), metas=metas)

    assert who(resolved, ONE, "전자신문").iri.endswith("/org.etnews")
    assert who(resolved, TWO, "가상일보").type == "Media"


def test_a_post_of_nobody_is_reported(facts: Make) -> None:
    resolved = resolve({ONE: facts(posts=(("한이슬", "새봄정밀"),))}, (), metas={})

    assert [(finding.rule, finding.value) for finding in resolved.findings] == [
        ("link.dangling", "한이슬"),
        ("link.dangling", "새봄정밀"),
    ]


def test_a_known_name_that_no_actor_bears_is_linked_all_the_same(
    facts: Make, because: Because
) -> None:
    support = Support(
        basis=because(), supporter=("중기부",), recipient=("참여기업",), kind="Funding"
    )
    told = replace(facts(("새봄정밀", "SME")), supports=(support,))

    resolved = resolve({ONE: told}, built_in(), metas={})

    assert who(resolved, ONE, "중기부").iri.endswith("/org.mss")
    assert "참여기업" not in resolved.resolution.names[ONE]
    assert resolved.findings == ()


def test_other_names_lead_to_the_same_entity(because: Because) -> None:
    actor = Actor(basis=because(), name="새봄정밀", type="SME", aliases=("새봄",))

    resolved = resolve({ONE: Facts(actors=(actor,))}, (), metas={})

    assert who(resolved, ONE, "새봄") == who(resolved, ONE, "새봄정밀")
    assert [alias.text for alias in who(resolved, ONE, "새봄").aliases] == ["새봄"]


def test_of_several_spellings_the_most_frequent_is_shown(because: Because) -> None:
    def told(name: str) -> Facts:
        return Facts(programmes=(Programme(basis=because(), name=name),))

    many = {ONE: told("제조혁신사업"), TWO: told("제조 혁신 사업"), "c" * 64: told("제조혁신사업")}

    assert resolve(many, (), metas={}).resolution.spellings == {"제조혁신사업": "제조혁신사업"}
    assert resolve({ONE: told("제조혁신사업")}, (), metas={}).resolution.spellings == {}
