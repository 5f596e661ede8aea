"""Korean help in invented passages of many genres, read whole, with the names as known."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from kg.extract import read
from kg.extract.supports.layer import guide_view
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.entities import Entity, Label
from kg.model.source import Meta

if TYPE_CHECKING:
    from kg.model.facts import ActorType, Facts

# Any: the values of a TOML file are what this file's tests expect of them
Passage = dict[str, Any]
PASSAGES: list[Passage] = tomllib.loads(
    Path(__file__).with_name("ko_helps.toml").read_text("utf-8")
)["passage"]


def known(names: dict[str, str]) -> list[Entity]:
    """Return the passage's parties as an authority would list them."""
    found: dict[str, Entity] = {}
    for name, told in names.items():
        kind, _, of = told.partition("=")
        if not of and kind != "Person":
            found[name] = Entity(
                iri=f"x:{len(found)}", type=cast("ActorType", kind), labels=(Label(name, "ko"),)
            )
    return list(found.values())


def facts(passage: Passage) -> Facts:
    meta = Meta(published=date(2024, 5, 20), language="ko")
    document = Document(source="0" * 64, name="p", text=passage["text"].strip(), meta=meta)
    return read(document, [*built_in(), *known(passage["names"])]).facts


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["about"] for p in PASSAGES])
def test_help_schemes_and_gatherings_are_read(passage: Passage) -> None:
    found = facts(passage)

    helps_are_those(found, passage["helps"])
    schemes_are_those(found, passage.get("schemes", []))
    gatherings_are_among(found, passage.get("gatherings", []))


def helps_are_those(facts: Facts, expected: list[list[str]]) -> None:
    """Demand each help, who gives it to whom, its kind and status, and no other."""
    left = list(guide_view(facts.supports))
    for giver, taker, kinds, status in expected:
        for found in left:
            if (
                set(found.supporter) == set(giver.split("+"))
                and any(set(found.recipient) == set(one.split("+")) for one in taker.split("|"))
                and found.kind in kinds.split("|")
                and found.status in status.split("|")
            ):
                left.remove(found)
                break
        else:
            seen = [(s.supporter, s.recipient, s.kind, s.status) for s in left]
            pytest.fail(f"{giver} -> {taker} {kinds} {status} is not among {seen}")
    assert [(s.supporter, s.recipient, s.kind, s.status) for s in left] == []


def schemes_are_those(facts: Facts, expected: list[list[str]]) -> None:
    """Demand each scheme and who runs it, and no other."""
    found = [[p.name, "+".join(p.operator)] for p in facts.programmes]
    for (name, run), (told, told_run) in zip(sorted(found), sorted(expected), strict=True):
        assert name == told
        assert Counter(run.split("+")) == Counter(told_run.split("+"))


def gatherings_are_among(facts: Facts, expected: list[tuple[str, str]]) -> None:
    """Demand each gathering and who held it."""
    found = {event.name: "+".join(event.organizer) for event in facts.events}
    assert {name: found.get(name) for name, _ in expected} == dict(expected)
