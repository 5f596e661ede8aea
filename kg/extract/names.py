"""Who is named in a document: actors with types and aliases, and every place they stand. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import aliases, gazetteer, organisations, particles, persons
from kg.extract.candidates import Candidate, settle
from kg.extract.gazetteer import Known
from kg.extract.actors import Party, gather
from kg.extract.reading import Mention
from kg.model.evidence import Span
from kg.model.facts import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.gazetteer import Gazetteer
    from kg.extract.reading import Reading, Sentence
    from kg.model.entities import Entity


def find(reading: Reading, known: Sequence[Entity]) -> Reading:
    """Return the reading with its actors and the mentions of their names.

    Args:
        reading: With sentences.
        known: Entities of the authority; their labels are names with types.
    """
    listed = gazetteer.build(known)
    found = [
        candidate
        for sentence in reading.sentences
        for candidate in settle(_candidates(reading, sentence, listed))
    ]
    short, places = _short_forms(reading, found)
    parties = gather([*found, *places], short)
    actors = tuple(_actor(reading, party) for party in parties.values())
    ordered = tuple(sorted(actors, key=lambda actor: actor.basis.evidence[0].place))
    mentions = tuple(_mentions(reading, ordered))
    return replace(reading, mentions=mentions, facts=replace(reading.facts, actors=ordered))


def _candidates(reading: Reading, sentence: Sentence, listed: Gazetteer) -> Iterator[Candidate]:
    text = reading.document.text
    yield from listed.find(text, sentence.span)
    if reading.lang != "ko":
        return
    yield from organisations.find(sentence)
    for person in persons.find(sentence):
        yield Candidate(
            span=person.name,
            name=person.name.of(text),
            type="Person",
            rule="name.person",
            confidence=0.94,
        )


def _short_forms(
    reading: Reading, found: Sequence[Candidate]
) -> tuple[dict[str, str], list[Candidate]]:
    """Return short form to name, and the candidates the short forms make."""
    text = reading.document.text
    forms: dict[str, str] = {}
    extra: list[Candidate] = []
    for candidate in found:
        start, short = aliases.in_brackets(text, candidate)
        if short and candidate.type != "Person":
            forms.setdefault(short, candidate.name)
            extra.append(_alias(candidate, Span(start, start + len(short)), short))
    firms = {c.name: c for c in found if c.type in {None, "LargeEnterprise", "SME"}}
    heads = aliases.shortened(firms)
    index = gazetteer.of_names({head: Known(key=head, type="SME") for head in heads})
    for sentence in reading.sentences:
        for hit in index.find(text, sentence.span):
            if hit.name not in forms:
                forms[hit.name] = heads[hit.name]
                extra.append(_alias(firms[heads[hit.name]], hit.span, hit.name))
    return forms, extra


def _alias(candidate: Candidate, span: Span, short: str) -> Candidate:
    return replace(candidate, span=span, name=short, also="", rule="name.short-form")


def _actor(reading: Reading, party: Party) -> Actor:
    text = reading.document.text
    whole = party.first.span
    return Actor(
        basis=reading.basis(whole, party.first.rule, party.first.confidence, {"name": whole}),
        name=party.name,
        type=party.type_or("SME"),
        aliases=tuple(alias for alias in party.aliases if alias in text),
    )


def _mentions(reading: Reading, actors: Sequence[Actor]) -> Iterator[Mention]:
    text = reading.document.text
    types = {actor.name: actor.type for actor in actors}
    names = {
        name: Known(key=actor.name, type=actor.type)
        for actor in reversed(actors)
        for name in (actor.name, *actor.aliases)
    }
    index = gazetteer.of_names(names)
    for sentence in reading.sentences:
        for hit in index.find(text, sentence.span):
            particle = particles.behind().match(text, hit.span.end)
            yield Mention(
                span=hit.span,
                names=(hit.of,),
                type=types[hit.of],
                kind="name" if hit.name == hit.of else "alias",
                particle=particle[0] if particle else "",
            )
