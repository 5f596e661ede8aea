"""Names, posts and words in invented passages of many genres; every firm here is fictional."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.extract import read
from kg.extract.reading import Reading
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.source import Meta

# Any: the values of a TOML file are what this file's tests expect of them
Passage = dict[str, Any]
PASSAGES: list[Passage] = [
    passage
    for file in ("names_passages.toml", "names_strangers.toml")
    for passage in tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))["passage"]
]


def reading_of(passage: Passage) -> Reading:
    meta = Meta(published=date(2024, 5, 20), language=passage["lang"])
    text = passage["text"].strip()
    return read(Document(source="0" * 64, name="passage", text=text, meta=meta), built_in())


def test_there_are_passages_of_both_languages() -> None:
    assert len(PASSAGES) >= 25
    assert sum(passage["lang"] == "en" for passage in PASSAGES) >= 5


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["about"] for p in PASSAGES])
def test_parties_their_types_posts_and_words_are_read(passage: Passage) -> None:
    facts = reading_of(passage).facts
    types = {name: actor.type for actor in facts.actors for name in (actor.name, *actor.aliases)}
    extra = [a.name for a in facts.actors if not {a.name, *a.aliases} & set(passage["actors"])]
    posts = sorted([p.person, p.organization, p.role] for p in facts.affiliations)
    said = [s for s in facts.statements if s.is_direct]
    begun = [
        [s.speaker, s.kind, start]
        for s, (_, _, start) in zip(said, passage["said"], strict=False)
        if s.quote.startswith(start)
    ]

    assert {name: types.get(name) for name in passage["actors"]} == passage["actors"]
    assert extra == []
    assert posts == sorted(passage["posts"])
    assert begun == passage["said"]
    assert len(said) == len(passage["said"])
