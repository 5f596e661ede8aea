"""Posts in English text: `Han Ji-woo, chief engineer of Hanul Precision`. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.past import FIRMS
from kg.extract.grammar.words import either, table, words
from kg.extract.names import english_labels, english_persons
from kg.model.evidence import Span
from kg.model.facts import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.names.english_persons import Found
    from kg.extract.reading import Mention, Reading, Sentence

_LINK: Final = re.compile(r"[\s,]*\b(?:of|at|for|with|from|in)(?:\sthe)?\s*$|[\s,]+(?:the\s)?$")
_OWNS: Final = re.compile(r"(?:'s|’s|'|’)?\s+|\s?\(")
_LEAD: Final = re.compile(
    r"(?:(?:the|an?|its|their|one of the|now|then|current|new)\s)+", re.IGNORECASE
)
_AGE: Final = re.compile(r"^(?:aged\s)?\d{2},\s")


def find(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """Yield the posts a sentence tells of."""
    text = reading.document.text
    yield from english_labels.posts(reading, sentence)
    yield from _owners(reading, sentence)
    yield from _doers(reading, sentence)
    for person in english_persons.find(sentence):
        named = next(iter(reading.mentions_in(person.name)), None)
        post = _post(text, person)
        if named is None or named.type != "Person" or post is None:
            continue
        body = _body(reading, sentence, person)
        is_told = body is not None
        body = body or _pointed(reading, post) or _from_before(reading, sentence, person, post)
        role = _role(text, post, body)
        spans = [person.name, role, *([body.span] if body and is_told else [])]
        clause = Span(min(s.start for s in spans), max(s.end for s in spans))
        slots = {"person": person.name, "role": role}
        if body:
            slots["organization"] = body.span
        yield Affiliation(
            basis=reading.basis(clause, "affiliation.title", 0.9 if is_told else 0.6, slots),
            person=named.names[0],
            organization=body.names[0] if body else None,
            role=role.of(text),
        )


_HIS: Final = re.compile(
    r"\b(?:[Hh]is|[Hh]er)\s(?:own\s|small\s|family\s)?(?:company|firm|business|workshop|bakery|factory"
    r"|foundry|mill|studio|start-?up|brewery|shop|plant|farm),\s$"
)


def _owners(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """Yield whose firm is told of: "Han Ji-woo makes cymbals. His company, Hanul Brass, …"."""
    text = reading.document.text
    for mention in reading.mentions_in(sentence.span):
        lead = _HIS.search(text[max(0, mention.span.start - 40) : mention.span.start])
        ahead = reading.mentions_in(Span(0, mention.span.start)) if lead else ()
        people = [m for m in ahead if m.type == "Person"]
        if lead and people and mention.type in FIRMS:
            slots = {"person": people[-1].span, "organization": mention.span}
            yield Affiliation(
                basis=reading.basis(mention.span, "affiliation.title", 0.7, slots),
                person=people[-1].names[0],
                organization=mention.names[0],
                role=None,
            )


@cache
def _deed() -> re.Pattern[str]:
    deeds = either(table("en/persons")["deeds"])
    return re.compile(rf"(?:,\swho|\swho)?\s(?:has\s|now\s|also\s)?(?P<deed>{deeds})\s(?:the\s)?")


def _doers(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """Yield whose head a sentence tells by a verb: "Han Ji-woo took over Hanul Zinc"."""
    text = reading.document.text
    told = reading.mentions_in(sentence.span)
    for person, body in pairwise(told):
        if person.type != "Person" or body.type in {"Person", None} or body.kind == "group":
            continue
        deed = _deed().match(text, person.span.end, body.span.start)
        if deed is None or deed.end() != body.span.start:
            continue
        role = Span(deed.start("deed"), deed.end("deed"))
        slots = {"person": person.span, "role": role, "organization": body.span}
        yield Affiliation(
            basis=reading.basis(
                Span(person.span.start, body.span.end), "affiliation.title", 0.8, slots
            ),
            person=person.names[0],
            organization=body.names[0],
            role=role.of(text),
        )


def _post(text: str, person: Found) -> Span | None:
    """Return where the post stands without age and article; None for a bare honorific."""
    if person.post is None:
        return None
    told = person.post.of(text)
    if told.rstrip(".") in words("en/persons", "plain_honorifics"):
        return None
    age = _AGE.match(told)
    return Span(person.post.start + (age.end() if age else 0), person.post.end)


def _body(reading: Reading, sentence: Sentence, person: Found) -> Mention | None:
    """Return the organisation inside the words of the post, or right before them."""
    text = reading.document.text
    post = person.post or person.name
    inside = [m for m in reading.mentions_in(post) if m.type != "Person" and m.kind != "group"]
    if inside:
        return inside[-1]
    before = reading.mentions_in(Span(sentence.span.start, post.start + 1))
    for mention in before[::-1]:
        if mention.type != "Person" and mention.kind != "group":
            if not person.leads and _OWNS.fullmatch(text[mention.span.end : post.start]):
                return mention
            break
    if person.leads:
        return None
    behind = reading.mentions_in(Span(person.name.end, max(sentence.span.end, person.name.end + 1)))
    for mention in behind[:1]:
        gap = text[person.name.end : mention.span.start]
        if mention.type != "Person" and re.fullmatch(r",?\s(?:of|at|from)\s(?:the\s)?", gap):
            return mention
    return None


@cache
def _pointer() -> re.Pattern[str]:
    heads = either(table("en/persons")["body_heads"])
    return re.compile(rf"\b(?:the|this|that|its)\s(?:[a-z-]+\s){{0,2}}?({heads})\b")


def _pointed(reading: Reading, post: Span) -> Mention | None:
    """`a senior fellow at the institute`: the nearest body before whose name has that word."""
    found = _pointer().search(post.of(reading.document.text))
    if found is None:
        return None
    before = reading.mentions_in(Span(0, post.start + 1))[::-1]
    return next((m for m in before if found[1] in m.names[0].casefold().split()), None)


def _from_before(reading: Reading, sentence: Sentence, person: Found, post: Span) -> Mention | None:
    """`Minister Ahn …`, `the plant manager, …`: the body the text is about, of fitting type."""
    told = post.of(reading.document.text).casefold()
    before = [
        m
        for m in reading.mentions_in(Span(0, max(person.name.start, 1)))
        if m.kind in {"name", "alias"} and not _is_quoted(sentence, m)
    ]
    for cue, kinds in table("en/persons")["post_types"].items():
        if cue in told:
            fitting = [m for m in before if m.type in kinds]
            return fitting[-1] if fitting else None
    if re.search(r"\b(?:at|of|for|with)\s(?:an?\s|[A-Z])", post.of(reading.document.text)):
        return None  # at a body that the text does not name otherwise
    firms = [m for m in before if m.type in FIRMS]
    cases = {a.name for a in reading.facts.actors if a.basis.rule == "name.case-head"}
    headed = [m for m in firms if m.names[0] in cases]
    if headed:
        return headed[-1]
    if re.search(r"\b(?:its|whose)\s$|^(?:its|whose)\s", _around(reading, post)) and firms:
        return firms[-1]
    opening = [m for m in firms if _opens(reading, sentence, m)]
    bodies = [m for m in before if m.type != "Person"]
    return next(iter(opening or firms or bodies), None)


def _around(reading: Reading, post: Span) -> str:
    """Return the word before a post, or its first words when the article is inside."""
    text = reading.document.text
    inside = post.of(text)
    return (
        inside
        if inside.startswith(("its ", "whose "))
        else text[max(0, post.start - 6) : post.start]
    )


def _is_quoted(sentence: Sentence, mention: Mention) -> bool:
    return any(quote.holds(mention.span) for quote in sentence.quotes)


def _opens(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a firm is what a sentence of the same paragraph before begins with."""
    for other in reading.sentences:
        if other.paragraph == sentence.paragraph and other.span.holds(mention.span):
            lead = reading.document.text[other.span.start : mention.span.start]
            return not re.search(r"[,;]|\bby\s", lead) and len(lead) < _OPENING
    return False


_OPENING: Final = 40  # code points of a trade before the name a sentence begins with


def _role(text: str, post: Span, body: Mention | None) -> Span:
    """Return the words of the post without article, organisation and what links them."""
    end = post.end
    start = post.start
    pointer = _pointer().search(text, start, end)
    if body is not None and text.startswith(body.names[0], body.span.start):
        # the name goes on where its short form was found
        body = replace(body, span=Span(body.span.start, body.span.start + len(body.names[0])))
    if body is not None and post.holds(body.span):
        plain = _LINK.sub("", text[start : body.span.start])
        if plain.strip():
            end = start + len(plain)
        else:
            owns = _OWNS.match(text[body.span.end : end])
            behind = body.span.end + (owns.end() if owns else 0)
            start = behind if behind < end else start
    elif pointer and pointer.start() > start:
        end = start + len(_LINK.sub("", text[start : pointer.start()]))
    elif pointer and text[pointer.end() :][:2] in {"'s", "’s"}:
        start = pointer.end() + 3
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    return Span(start, end)
