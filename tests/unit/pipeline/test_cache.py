"""The cache of read documents: found only under its right name, and never half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model.document import Block, Document
from kg.model.entities import Entity, Label
from kg.model.evidence import Basis, Evidence, Span
from kg.model.facts import Actor, Facts
from kg.model.report import Finding, Text
from kg.model.source import Meta
from kg.pipeline import cache

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "다솜정밀은 부품을 만든다."
DOCUMENT = Document(
    source="ab" * 32, name="a.txt", text=TEXT, blocks=(Block("paragraph", Span(0, len(TEXT))),)
)
FOUND = Evidence(source=DOCUMENT.source, place=Span(0, 4), quote="다솜정밀")
FACTS = Facts(
    actors=(
        Actor(
            basis=Basis(evidence=(FOUND,), rule="names", confidence=0.5),
            name="다솜정밀",
            type="SME",
        ),
    )
)
DOUBTS = (Finding(severity="info", focus="a", rule="r", message=Text("가", "a")),)
KNOWN = cache.known_digest(())


def test_what_was_kept_is_found_with_its_doubts(tmp_path: Path) -> None:
    key = cache.key_of(DOCUMENT, KNOWN)
    cache.keep(tmp_path, key, DOCUMENT, (FACTS, DOUBTS))

    assert cache.find(tmp_path, key) == (FACTS, DOUBTS)
    assert (tmp_path / ".cache" / ".gitignore").read_text() == "*\n"


def test_nothing_is_found_where_nothing_was_kept(tmp_path: Path) -> None:
    assert cache.find(tmp_path, cache.key_of(DOCUMENT, KNOWN)) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(DOCUMENT, text=TEXT.replace("부품", "볼트")),
        replace(DOCUMENT, source="cd" * 32),
        replace(DOCUMENT, name="b.txt"),
        replace(DOCUMENT, meta=Meta(published=date(2024, 5, 1))),
        replace(DOCUMENT, blocks=(Block("title", Span(0, len(TEXT))),)),
    ],
    ids=["text", "source", "name", "meta", "blocks"],
)
def test_whatever_decides_the_reading_decides_the_name(other: Document) -> None:
    assert cache.key_of(other, KNOWN) != cache.key_of(DOCUMENT, KNOWN)


def test_who_is_known_decides_the_name() -> None:
    someone = Entity(iri="https://e/id/org.a", type="SME", labels=(Label("다솜", "ko"),))

    assert cache.key_of(DOCUMENT, cache.known_digest((someone,))) != cache.key_of(DOCUMENT, KNOWN)


@pytest.mark.parametrize("at", [0, 10, 66, 200, -1])
def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path, at: int) -> None:
    key = cache.key_of(DOCUMENT, KNOWN)
    cache.keep(tmp_path, key, DOCUMENT, (FACTS, DOUBTS))
    (path,) = (tmp_path / ".cache" / "facts").glob("*.json")
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(body)

    assert cache.find(tmp_path, key) is None


@pytest.mark.parametrize("length", [0, 5, 65, 300])
def test_a_cut_entry_is_as_good_as_none(tmp_path: Path, length: int) -> None:
    key = cache.key_of(DOCUMENT, KNOWN)
    cache.keep(tmp_path, key, DOCUMENT, (FACTS, DOUBTS))
    (path,) = (tmp_path / ".cache" / "facts").glob("*.json")
    path.write_bytes(path.read_bytes()[:length])

    assert cache.find(tmp_path, key) is None


def test_entries_that_no_source_needs_are_swept_away(tmp_path: Path) -> None:
    for key in ("one", "two"):
        cache.keep(tmp_path, key, DOCUMENT, (FACTS, ()))

    cache.sweep(tmp_path, {"two"})

    assert cache.find(tmp_path, "one") is None
    assert cache.find(tmp_path, "two") is not None


def test_the_program_is_named_by_its_code_and_words() -> None:
    assert len(cache.program()) == 64
    assert cache.program() == cache.program()
