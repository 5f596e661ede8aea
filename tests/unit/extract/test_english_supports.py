"""Who helps whom in invented English passages of many genres; every firm here is fictional."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.extract import read
from kg.extract.supports.layer import guide_view
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.source import Meta

# Any: the values of a TOML file are what this file's tests expect of them
Passage = dict[str, Any]
PASSAGES: list[Passage] = tomllib.loads(
    Path(__file__).with_name("english_supports.toml").read_text("utf-8")
)["passage"]


def rows(passage: Passage) -> set[tuple[str, str, str, str]]:
    """Read a passage; a row is helper, helped, kind, status."""
    meta = Meta(published=date(2024, 5, 20), language="en")
    document = Document(source="0" * 64, name="passage", text=passage["text"].strip(), meta=meta)
    reading = read(document, built_in())
    return {
        (" + ".join(s.supporter), " + ".join(s.recipient), s.kind, s.status)
        for s in guide_view(reading.facts.supports)
    }


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["about"] for p in PASSAGES])
def test_who_helps_whom_is_read_as_a_person_would(passage: Passage) -> None:
    assert rows(passage) == {tuple(row) for row in passage["supports"]}


def test_the_passages_hold_what_is_no_support_too() -> None:
    assert sum(not passage["supports"] for passage in PASSAGES) >= len(PASSAGES) // 7
