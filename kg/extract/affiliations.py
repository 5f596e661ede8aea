"""Who holds which post where. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import persons
from kg.model.evidence import Span
from kg.model.facts import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence


def read(reading: Reading) -> Reading:
    """Return the reading with the posts its persons hold."""
    found: dict[tuple[str, str | None], Affiliation] = {}
    for sentence in reading.sentences:
        for affiliation in _korean(reading, sentence):
            found.setdefault((affiliation.person, affiliation.organization), affiliation)
    return replace(reading, facts=replace(reading.facts, affiliations=tuple(found.values())))


def _korean(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    if reading.lang != "ko":
        return
    text = reading.document.text
    mentions = reading.mentions_in(sentence.span)
    for person in persons.find(sentence):
        if person.role is None:
            continue
        body = _body(mentions, person)
        if body is None:
            continue
        clause = Span(
            min(person.name.start, body.span.start), max(person.role.end, person.name.end)
        )
        yield Affiliation(
            basis=reading.basis(clause, "affiliation.title", 0.9),
            person=person.name.of(text),
            organization=body.names[0],
            role=person.role.of(text),
        )


def _body(mentions: tuple[Mention, ...], person: persons.Found) -> Mention | None:
    for mention in mentions:
        if mention.type == "Person":
            continue
        if person.between and person.between.holds(mention.span):
            return mention
        if mention.span.end + len(mention.particle) + 1 == person.name.start:
            return mention
    return None
