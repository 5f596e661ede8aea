from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.link.authority import built_in
from kg.link.candidates import Index, can_be, index

if TYPE_CHECKING:
    from kg.model.facts import ActorType


@pytest.fixture(scope="module")
def known() -> Index:
    return index(built_in())


def names(known: Index, name: str, day: date | None, kind: ActorType | None = None) -> list[str]:
    return [each.iri.rpartition("/")[2] for each in known.find((name,), kind, day)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("삼성전자", ["org.samsung-electronics"]),
        ("(주)삼성전자", ["org.samsung-electronics"]),
        ("엘지 화학", ["org.lg-chem"]),
        ("SAMSUNG ELECTRONICS", ["org.samsung-electronics"]),
        ("중기중앙회", ["org.kbiz"]),
        ("가나다라전자", []),
    ],
)
def test_a_name_leads_to_its_owner(known: Index, name: str, found: list[str]) -> None:
    assert names(known, name, date(2020, 5, 18)) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2018, 1, 1), ["org.sbc"]),
        (date(2020, 1, 1), ["org.kosme"]),
        (None, ["org.kosme"]),
    ],
)
def test_an_abbreviation_stands_for_who_bore_it_that_day(
    known: Index, day: date | None, found: list[str]
) -> None:
    assert names(known, "중진공", day) == found


def test_a_predecessor_is_not_its_successor(known: Index) -> None:
    assert names(known, "중소기업청", date(2020, 1, 1)) == ["org.smba"]
    assert names(known, "중소벤처기업부", date(2016, 1, 1)) == []


def test_one_abbreviation_of_two_living_bodies_leads_to_both(known: Index) -> None:
    assert names(known, "산자부", date(2004, 1, 1)) == ["org.mocie"]
    assert names(known, "산자부", date(2020, 1, 1)) == ["org.motie"]


@pytest.mark.parametrize("kind", ["SME", "Person", "LighthouseFactory"])
def test_a_name_of_another_kind_is_not_linked(known: Index, kind: ActorType) -> None:
    assert names(known, "삼성전자", None, kind) == []
    assert [each.iri.rpartition(".")[2] for each in known.misfits("삼성전자", kind)] == [
        "samsung-electronics"
    ]


def test_kinds_that_readers_confuse_may_be_one_party() -> None:
    assert can_be("OtherOrganization", "PublicAgency")
    assert can_be("Person", "Person")
    assert not can_be("OtherOrganization", "Person")
