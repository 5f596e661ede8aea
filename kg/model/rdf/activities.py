"""Programmes, supports, what gave rise to them, and events. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import vocab
from kg.model.rdf.concepts import say_concept
from kg.model.rdf.parties import place_node, say_party, say_phrase, say_place
from kg.model.rdf.said import Teller
from kg.model.rdf.times import say_time, time_node
from kg.model.rdf.titles import support_title
from kg.model.wording import fold
from kg.vocab import KIND, MODE, RDF, SKOS, STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from kg.model.evidence import Basis
    from kg.model.facts import Circumstance, Event, Programme, StatusCode, Support
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said


def say_programme(page: Page, fact: Programme) -> Iterator[Said]:
    """Yield a programme, who runs it and who takes part."""
    teller = Teller(page.programme(fact.name), fact.basis)
    yield from _programme(page, fact.basis, fact.name, "name")
    for alias in fact.aliases:
        yield teller.say(SKOS.altLabel, page.literal(alias), "aliases", (alias,))
    for name in fact.operator:
        organization = page.organization(name)
        if organization:
            names = page.other_names(name)
            yield teller.say(vocab.operator, organization, "operator", names)
    for name in fact.participants:
        names = page.other_names(name)
        yield teller.say(vocab.participant, page.party(name), "participants", names)
        yield from say_party(page, fact.basis, name, "participants")


def _programme(page: Page, basis: Basis, name: str, field: str) -> Iterator[Said]:
    teller = Teller(page.programme(name), basis)
    yield teller.say(RDF.type, vocab.SupportProgramme, field)
    yield from _shared_name(page, teller, name, field)


def _shared_name(page: Page, teller: Teller, name: str, field: str) -> Iterator[Said]:
    """Yield the one name of a thing that sources share, and this source's spelling of it."""
    spelled = page.spelled(name)
    yield from teller.name(page.both(spelled), field)
    if spelled != name:
        yield teller.say(SKOS.altLabel, page.literal(name), field)


def support_node(page: Page, fact: Support) -> NamedNode:
    """Return the IRI of a support; the same parties, kind and product are the same support."""
    parties = ("|".join(sorted(fact.supporter)), "|".join(sorted(fact.recipient)))
    group = fact.recipient_group or ""
    about = (fact.kind, fact.status, fold(fact.product or ""), fact.programme or "")
    return page.node("support", *parties, group, *about)


def say_support(page: Page, fact: Support) -> Iterator[Said]:
    """Yield one support: who helped whom, how, with what, why."""
    teller = Teller(support_node(page, fact), fact.basis)
    yield teller.say(RDF.type, vocab.SupportActivity)
    yield from teller.name(support_title(page, fact))
    yield teller.say(vocab.supportKind, KIND[fact.kind], "kind")
    yield teller.say(vocab.status, STATUS[fact.status], "status")
    for predicate, field, names in (
        (vocab.supporter, "supporter", fact.supporter),
        (vocab.recipient, "recipient", fact.recipient),
        (vocab.partner, "partners", fact.partners),
    ):
        for name in names:
            yield teller.say(predicate, page.party(name), field, page.other_names(name))
            yield from say_party(page, fact.basis, name, field)
    if fact.recipient_group:
        phrase = fact.recipient_group
        group = page.group(phrase)
        yield teller.say(vocab.recipientGroup, group, "recipient_group")
        yield from say_phrase(page, fact.basis, phrase, "recipient_group")
        if not fact.recipient:
            yield teller.say(vocab.recipient, group, "recipient_group")
    yield from _support_context(page, teller, fact)


def _support_context(page: Page, teller: Teller, fact: Support) -> Iterator[Said]:
    basis = fact.basis
    if fact.programme:
        yield teller.say(vocab.underProgramme, page.programme(fact.programme), "programme")
        if not _is_alias(page, fact.programme):
            yield from _programme(page, basis, fact.programme, "programme")
    if fact.product:
        yield teller.say(vocab.product, page.concept("product", fact.product), "product")
        yield from say_concept(page, basis, "product", fact.product, "product")
    if fact.purpose:
        yield teller.say(vocab.purpose, page.literal(fact.purpose), "purpose")
    affiliation = page.organization(fact.mentor_affiliation)
    if affiliation:
        yield teller.say(vocab.mentorAffiliation, affiliation, "mentor_affiliation")
    for name in fact.motivated_by:
        yield teller.say(vocab.motivatedBy, circumstance_node(page, name), "motivated_by", (name,))
        yield from _circumstance(page, basis, name, "motivated_by")
    if fact.kind == "SiteVisit":
        for name in fact.recipient:
            yield teller.say(vocab.visited, page.party(name), "recipient", page.other_names(name))
    yield from _outcomes(page, teller, fact)


def _outcomes(page: Page, teller: Teller, fact: Support) -> Iterator[Said]:
    for text in fact.heard:
        difficulty = Teller(page.node("difficulty", text), fact.basis)
        yield teller.say(vocab.heard, difficulty.subject, "heard", (text,))
        yield difficulty.say(RDF.type, vocab.Difficulty, "heard", (text,))
        yield from difficulty.name(page.both(text), "heard")
    for text in fact.yielded:
        task = Teller(page.node("task", text), fact.basis)
        yield teller.say(vocab.yielded, task.subject, "yielded", (text,))
        yield task.say(RDF.type, vocab.ImprovementTask, "yielded", (text,))
        yield from task.name(page.both(text), "yielded")
        for name in fact.recipient:
            party = page.party(name)
            if page.organization(name) or page.entity(name) is None:
                yield task.say(vocab.taskFor, party, "recipient", page.other_names(name))


def circumstance_node(page: Page, name: str) -> NamedNode:
    """Return the IRI of a circumstance as one source tells it."""
    return page.node("circumstance", fold(name))


def say_circumstance(page: Page, fact: Circumstance) -> Iterator[Said]:
    """Yield a circumstance, what it concerns and what brought it about."""
    yield from _circumstance(page, fact.basis, fact.name, "name")
    teller = Teller(circumstance_node(page, fact.name), fact.basis)
    if fact.product:
        yield teller.say(vocab.product, page.concept("product", fact.product), "product")
        yield from say_concept(page, fact.basis, "product", fact.product, "product")
    if fact.caused_by:
        cause = circumstance_node(page, fact.caused_by)
        yield teller.say(vocab.motivatedBy, cause, "caused_by")
        yield from _circumstance(page, fact.basis, fact.caused_by, "caused_by")


def _circumstance(page: Page, basis: Basis, name: str, field: str) -> Iterator[Said]:
    teller = Teller(circumstance_node(page, name), basis)
    yield teller.say(RDF.type, vocab.Circumstance, field, (name,))
    yield from teller.name(page.both(name), field)


def event_node(page: Page, name: str) -> NamedNode:
    """Return the IRI of an event; a dated one is the same in every source that names it so."""
    fact = next((each for each in page.facts.events if name in (each.name, *each.aliases)), None)
    if fact is None:
        return page.node("event", fold(name))
    if fact.start is None:
        return page.node("event", fold(fact.name))
    return page.setting.shared("event", fold(fact.name), fact.start)


def say_event(page: Page, fact: Event) -> Iterator[Said]:
    """Yield a gathering: when, where, who, about what."""
    teller = Teller(event_node(page, fact.name), fact.basis)
    yield teller.say(RDF.type, vocab.Event)
    yield from _shared_name(page, teller, fact.name, "name")
    for alias in fact.aliases:
        yield teller.say(SKOS.altLabel, page.literal(alias), "aliases", (alias,))
    yield teller.say(vocab.status, STATUS[event_status(page, fact)], "status")
    if fact.start or fact.time_text:
        end = None if fact.end == fact.start else fact.end
        when = time_node(page, fact.start, end, fact.time_text)
        yield teller.say(vocab.when, when, "time_text")
        yield from say_time(
            page, fact.basis, "time_text", start=fact.start, end=end, text=fact.time_text
        )
    if fact.mode:
        yield teller.say(vocab.attendanceMode, MODE[fact.mode], "mode")
    for predicate, field, names in (
        (vocab.organizer, "organizer", fact.organizer),
        (vocab.attendee, "attendees", fact.attendees),
    ):
        for name in names:
            yield teller.say(predicate, page.party(name), field, page.other_names(name))
            yield from say_party(page, fact.basis, name, field)
    for topic in fact.topics:
        yield teller.say(vocab.topic, page.concept("topic", topic), "topics", (topic,))
        yield from say_concept(page, fact.basis, "topic", topic, "topics")
    if fact.place:
        yield teller.say(vocab.locatedIn, place_node(page, fact.place), "place")
        yield from say_place(page, fact.basis, fact.place, "place")


def event_status(page: Page, fact: Event) -> StatusCode:
    """Return the status; what begins after the source was published is planned."""
    published = page.document.meta.published
    is_ahead = published and fact.start and fact.start > published.isoformat()
    return "planned" if is_ahead and fact.status == "actual" else fact.status


def _is_alias(page: Page, name: str) -> bool:
    """Tell whether the source gives a programme this name beside its own."""
    folded = fold(name)
    return any(folded in map(fold, programme.aliases) for programme in page.facts.programmes)
