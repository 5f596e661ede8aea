"""Korean passages once misread: names, groups, speech, help and figures of unlike genres."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any  # the tables of a passage: the tests below are their types

import pytest

from kg.extract import read
from kg.model.document import Document
from kg.model.facts import Facts
from kg.model.source import Meta

PASSAGES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("korean_passages.toml").read_text("utf-8")
)["passage"]
DAY = date(2025, 8, 14)


@cache
def facts(index: int) -> Facts:
    text = PASSAGES[index]["text"].strip() + "\n"
    meta = Meta(language="ko", published=DAY)
    return read(Document(source="0" * 64, name="passage", text=text, meta=meta)).facts


def of(field: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test on each passage that tells of `field`."""
    chosen = [index for index, one in enumerate(PASSAGES) if field in one]
    return pytest.mark.parametrize("index", chosen, ids=[PASSAGES[i]["name"] for i in chosen])


def number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"


@of("actors")
def test_parties_have_their_types(index: int) -> None:
    loose = PASSAGES[index].get("any_type", ())
    found = {actor.name: actor.type for actor in facts(index).actors}

    for name, kind in (one.split("=") for one in PASSAGES[index]["actors"]):
        assert name in found
        assert name in loose or found[name] == kind


@of("no")
def test_what_is_no_name_names_nobody(index: int) -> None:
    own = facts(index)
    names = {actor.name for actor in own.actors}
    names |= {name for one in own.supports for name in (*one.supporter, *one.recipient)}

    assert names
    assert names & set(PASSAGES[index]["no"]) == set()


@of("groups")
def test_counted_groups_are_noun_phrases(index: int) -> None:
    found = {f"{group.name}={group.count}" for group in facts(index).groups}

    assert found == set(PASSAGES[index]["groups"])


@of("posts")
def test_posts_are_read(index: int) -> None:
    found = {f"{one.person}={one.organization}={one.role}" for one in facts(index).affiliations}

    assert found == set(PASSAGES[index]["posts"])


@of("said")
def test_words_have_their_speakers(index: int) -> None:
    expected = [one.split("=") for one in PASSAGES[index]["said"]]
    found = [(one.speaker, one.quote) for one in facts(index).statements]

    assert len(found) == len(expected)
    for (speaker, quote), (who, start) in zip(found, expected, strict=True):
        assert speaker == who
        assert quote.startswith(start)


@of("helps")
def test_help_is_read_with_both_ends(index: int) -> None:
    found = {
        f"{'+'.join(one.supporter)}={'+'.join(one.recipient)}={one.kind}"
        for one in facts(index).supports
    }

    assert found == set(PASSAGES[index]["helps"])


@of("figures")
def test_figures_have_their_owners(index: int) -> None:
    found = {
        f"{'+'.join(one.subject)}={one.indicator}={number(one.before)}={number(one.after)}"
        f"={number(one.change_percent)}"
        for one in facts(index).measurements
    }

    assert set(PASSAGES[index]["figures"]) <= found
    assert found & set(PASSAGES[index].get("no_figures", ())) == set()
