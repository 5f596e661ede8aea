"""Who is named in a document: actors with types and aliases, and every place they stand. Pure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import particles
from kg.extract.names import (
    aliases,
    callings,
    english_lone,
    english_names,
    english_strangers,
    foreign_persons,
    gazetteer,
    grids,
    headings,
    lists,
    local,
    organisations,
    outlets,
    persons,
    places,
    plain_persons,
    schools,
    shaped,
    sites,
    strangers,
    titles,
)
from kg.extract.names.actors import Party, gather
from kg.extract.names.candidates import Candidate, settle
from kg.extract.names.gazetteer import Known
from kg.extract.reading import Mention
from kg.model.evidence import Span
from kg.model.facts import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.names.gazetteer import Gazetteer
    from kg.extract.reading import Reading, Sentence
    from kg.model.entities import Entity
    from kg.model.facts import ActorType

_FORMS: Final = (organisations, outlets, callings, headings, schools)
_CHAINING: Final = frozenset(
    {"name.apposition", "name.legal-form", "name.bracket-owner", "name.firm-ending"}
)


def find(reading: Reading, known: Sequence[Entity]) -> Reading:
    """Return the reading with its actors and the mentions of their names.

    Args:
        reading: With sentences.
        known: Entities of the authority; their labels are names with types.
    """
    listed = gazetteer.build(known)
    found = [
        candidate
        for index, sentence in enumerate(reading.sentences)
        for candidate in _settled(reading, index, sentence, listed)
    ]
    if reading.lang == "ko":
        found = list(settle([*found, *local.find(reading), *grids.find(reading)]))
        found = list(settle([*found, *strangers.find(reading, found)]))
        found = list(settle([*found, *shaped.find(reading, found)]))
    else:
        found = list(
            settle(
                english_strangers.whole(reading, [*found, *english_strangers.find(reading, found)])
            )
        )
        found = list(settle([*found, *english_lone.find(reading, found)]))
    short, places = _short_forms(reading, found)
    parties = gather([*found, *places], short)
    actors = tuple(_actor(reading, party) for party in parties.values())
    ordered = tuple(sorted(actors, key=lambda actor: actor.basis.evidence[0].place))
    mentions = tuple(_mentions(reading, ordered, [*found, *places]))
    if reading.lang == "ko":
        mentions = _with_partial(reading, mentions)
    return replace(reading, mentions=mentions, facts=replace(reading.facts, actors=ordered))


def _settled(
    reading: Reading, index: int, sentence: Sentence, listed: Gazetteer
) -> tuple[Candidate, ...]:
    """Return the names of one sentence, the plants of lighthouse texts among them."""
    found = list(_candidates(reading, sentence, listed))
    around = reading.sentences[max(0, index - 1) : index + 2]
    is_near = any(sites.speaks_of_lighthouses(one.text, reading.lang) for one in around)
    plants = sites.find(sentence, reading.lang, settle(found) if is_near else (), is_near=is_near)
    return settle([*found, *plants])


def _candidates(reading: Reading, sentence: Sentence, listed: Gazetteer) -> Iterator[Candidate]:
    text = reading.document.text
    for hit in listed.find(text, sentence.span):
        is_local = reading.lang == "ko" and places.is_place(hit.name)
        if not is_local or places.is_local_party(text, hit.span.end):
            yield hit
    if reading.lang == "en":
        yield from english_names.find(sentence)
        return
    formed = [c for room in _FORMS for c in room.find(sentence)]
    yield from formed
    yield from lists.chained(sentence, [c for c in formed if c.rule in _CHAINING])
    for listing in lists.find(sentence):
        yield from lists.candidates(sentence, listing)
    yield from plain_persons.find(sentence)
    yield from foreign_persons.find(sentence)
    for person in persons.find(sentence):
        yield Candidate(
            span=person.name,
            name=person.name.of(text),
            type="Person",
            rule="name.person",
            confidence=0.94,
            email=person.mail.of(text) if person.mail else "",
        )
        yield from _body_of(text, person)


def _body_of(text: str, person: persons.Found) -> Iterator[Candidate]:
    """Yield the organisation that a person's title tells of."""
    start, name, confidence = 0, "", 0.85
    kind: ActorType | None = None
    if person.between:
        name = persons.body_between(person.between.of(text))
        start = text.find(name, person.between.start)
    elif person.role:
        start = person.role.start
        name = person.role.of(text)[: titles.unit(person.role.of(text))]
        confidence = 0.91  # surer than that the title's head is a name by its ending
        kind = "PublicAgency" if name[-1:] in {"시", "군", "구", "도"} else None
    if name:
        yield Candidate(
            span=Span(start, start + len(name)),
            name=name,
            type=organisations.type_of(name) or _school_type(name) or kind,
            rule="name.post",
            confidence=confidence,
        )


def _school_type(name: str) -> ActorType | None:
    return "ResearchInstitute" if schools.is_university(name) else None


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
    forms.update(_surnames(found) if reading.lang == "en" else {})
    firms = {c.name: c for c in found if c.type in {None, "LargeEnterprise", "SME"}}
    heads = aliases.shortened(firms, reading.lang)
    if reading.lang == "ko":
        bodies = {c.name: c for c in found if c.type not in {None, "Person"}}
        heads.update(aliases.by_ending(bodies))
        firms.update(bodies)
    else:
        heads.update(aliases.shouted(firms, text))
        forms.update(aliases.by_seat({c.name for c in found if c.type == "PublicAgency"}))
    index = gazetteer.of_names({head: Known(key=head, type="SME") for head in heads})
    for sentence in reading.sentences:
        for hit in index.find(text, sentence.span):
            if hit.name not in forms:
                forms[hit.name] = heads[hit.name]
                extra.append(_alias(firms[heads[hit.name]], hit.span, hit.name))
    return forms, extra


def _surnames(found: Sequence[Candidate]) -> dict[str, str]:
    """Return the surnames behind a title ("Dr. Lee") with the full names they stand for."""
    people = [c.name for c in found if c.type == "Person"]
    full = [name for name in people if " " in name]
    return {
        name: owner for name in people if " " not in name for owner in full if name in owner.split()
    }


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
        email=party.email or None,
    )


def _mentions(
    reading: Reading, actors: Sequence[Actor], found: Sequence[Candidate]
) -> Iterator[Mention]:
    text = reading.document.text
    owners = {name: actor for actor in reversed(actors) for name in (actor.name, *actor.aliases)}
    index = gazetteer.of_names(
        {name: Known(key=actor.name, type=actor.type) for name, actor in owners.items()}
    )
    places = {candidate.span: candidate.name for candidate in found}
    glued = sorted(places)
    done = 0
    for sentence in reading.sentences:
        hits = {hit.span: hit.name for hit in index.find(text, sentence.span)}
        # A name glued into a title ("들빛진흥원장") stands where no word ends.
        low = bisect_left(glued, sentence.span.start, key=lambda span: span.start)
        high = bisect_left(glued, sentence.span.end, key=lambda span: span.start)
        for span in sorted({*hits, *glued[low:high]}):
            name = hits.get(span) or places[span]
            if span.start >= done and name in owners:
                done = span.end
                yield _mention(text, span, name, owners[name])


def _with_partial(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions with those of persons by a surname or a letter alone."""
    known: dict[str, str] = {}
    taken = {place for one in mentions for place in range(one.span.start, one.span.end)}
    found = list(mentions)
    named = replace(reading, mentions=mentions)
    for sentence in reading.sentences:
        parts = plain_persons.partial(sentence, known)
        found.extend(one for one in parts if one.span.start not in taken)
        own = named.mentions_in(sentence.span)
        known.update({one.names[0][0]: one.names[0] for one in own if one.type == "Person"})
    return tuple(sorted(found, key=lambda one: one.span))


def _mention(text: str, span: Span, name: str, actor: Actor) -> Mention:
    particle = particles.behind().match(text, span.end)
    return Mention(
        span=span,
        names=(actor.name,),
        type=actor.type,
        kind="name" if name == actor.name else "alias",
        particle=particle[0] if particle else "",
    )
