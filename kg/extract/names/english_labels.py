"""Speakers printed before their words: `HAN JI-WOO, PRODUCTION HEAD, HANUL MEDICAL: "…"`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.model.evidence import Span
from kg.model.facts import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence

_LABEL: Final = re.compile(
    r"\s*([A-Z][A-Z.’' -]+|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})"
    r"(?:\s?[,(]\s?([^:,()\"“]{2,60})(?:,\s([^:()\"“]{2,60}))?\)?)?:(?=\s|$)"
)


# A question and an answer, marked by a letter with a stop
_ASKED: Final = re.compile(r"\s*([QA])\d{0,2}\s?[.)](?=\s)")
# "[Han Ji-woo, Hanul Medical CEO]" in a script
_VOICE: Final = re.compile(
    r"\s*\[([A-Z][A-Za-z.’'-]*(?:\s[A-Z][A-Za-z.’'-]*){0,3})(?:\s?[,/(][^\]\n]{2,60})?\]:?(?=\s|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before a colon at the head of a line.

    Attributes:
        name: Where the speaker's name or part stands ("HAN", "REPORTER", "A").
        role: Where the post stands, if told.
        body: Where the organisation stands, if told.
        end: Where the speech may begin.
    """

    name: Span
    role: Span | None
    body: Span | None
    end: int


def of(sentence: Sentence) -> Label | None:
    """Return the speaker's label a sentence begins with, or None."""
    found = _LABEL.match(sentence.text)
    place = sentence.span.start
    asked = _ASKED.match(sentence.text) if found is None else None
    if asked is not None:
        name = Span(place + asked.start(1), place + asked.end(1))
        return Label(name=name, role=None, body=None, end=place + asked.end())
    if found is None:
        voice = _VOICE.match(sentence.text)
        if voice is None:
            return None
        name = Span(place + voice.start(1), place + voice.end(1))
        return Label(name=name, role=None, body=None, end=place + voice.end())

    posted = _posted(sentence, found)
    if posted is not None:
        return posted

    def span(group: int) -> Span | None:
        if not found[group]:
            return None
        return Span(place + found.start(group), place + found.end(group))

    return Label(
        name=Span(place + found.start(1), place + found.end(1)),
        role=span(2),
        body=span(3),
        end=place + found.end(),
    )


def _posted(sentence: Sentence, found: re.Match[str]) -> Label | None:
    """Return the label of "HANUL MEDICAL OWNER HAN JI-WOO:", the post before the name."""
    told, place = found[1], sentence.span.start + found.start(1)
    post = _post().match(told)
    if post is None:
        return None
    body = Span(place, place + post.end("body")) if post["body"] else None
    if found[2] and body is None:
        body = Span(sentence.span.start + found.start(2), sentence.span.start + found.end(2))
    return Label(
        name=Span(place + post.start("name"), place + post.end("name")),
        role=Span(place + post.start("role"), place + post.end("role")),
        body=body,
        end=sentence.span.start + found.end(),
    )


@cache
def _post() -> re.Pattern[str]:
    heads = either(table("en/persons")["heads"])
    name = r"[A-Z][A-Za-z’'-]*(?:\s[A-Z][A-Za-z’'-]*){1,2}"
    return re.compile(
        rf"(?:(?P<body>[A-Z][\w&.’' -]*?)(?:['’]S|['’]s)?\s)?"
        rf"(?P<role>(?:(?i:senior|vice|deputy|chief|plant|line|factory|quality|production|general|works|shift"
        rf"|technical|managing|co-)[ -]?)*(?i:{heads}))\s(?P<name>{name})$"
    )


def is_part(told: str) -> bool:
    """Tell whether a label is a part in a dialogue, not a name: `Q`, `REPORTER`, `ANCHOR`."""
    return told.casefold() in words("en/persons", "parts")


def person(sentence: Sentence) -> Span | None:
    """Return where a label names a person: a Korean surname, and a post behind."""
    label = of(sentence)
    if label is None or label.role is None:
        return None
    place = sentence.span.start
    told = sentence.text[label.name.start - place : label.name.end - place]
    parts = [part.capitalize() for part in told.split()]
    surnames = words("en/persons", "surnames")
    is_korean = parts[0] in surnames or parts[-1] in surnames
    return label.name if len(parts) > 1 and is_korean else None


def posts(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """Yield the post that a label tells of, and the outlet a reporter signs off for."""
    text = reading.document.text
    label = of(sentence)
    if label is None:
        return
    if label.role is None and is_part(label.name.of(text)):
        yield from _sign_off(reading, sentence, label)
        return
    named = _person_at(reading, label.name)
    if named is None or label.role is None:
        return
    whole = Span(
        min(label.name.start, label.role.start, (label.body or label.role).start), label.end
    )
    body = next((m for m in reading.mentions_in(whole) if m.type != "Person"), None)
    body = body or (_told_before(reading, label.name) if label.name.start != whole.start else None)
    slots = {"person": label.name, "role": label.role}
    if body is not None:
        slots["organization"] = body.span
    yield Affiliation(
        basis=reading.basis(whole, "affiliation.label", 0.9, slots),
        person=named.names[0],
        organization=body.names[0] if body else None,
        role=label.role.of(text),
    )


def _told_before(reading: Reading, name: Span) -> Mention | None:
    """Return the small firm last named before, whose "OWNER HAN JI-WOO" then is."""
    before = [m for m in reading.mentions_in(Span(0, name.start)) if m.type == "SME"]
    return before[-1] if before else None


def _person_at(reading: Reading, span: Span) -> Mention | None:
    return next((m for m in reading.mentions_in(span) if m.type == "Person"), None)


def _sign_off(reading: Reading, sentence: Sentence, label: Label) -> Iterator[Affiliation]:
    """Yield the outlet of a sign-off: `REPORTER: Han Ji-woo, Hanul News`, alone on its line."""
    rest = reading.mentions_in(Span(label.end, max(sentence.span.end, label.end + 1)))
    if len(rest) < 2 or rest[0].type != "Person" or rest[1].type != "Media":
        return
    text = reading.document.text
    if text[label.end : rest[0].span.start].strip() or len(sentence.text) > _SHORT:
        return
    yield Affiliation(
        basis=reading.basis(
            sentence.span,
            "affiliation.label",
            0.8,
            {"person": rest[0].span, "organization": rest[1].span, "role": label.name},
        ),
        person=rest[0].names[0],
        organization=rest[1].names[0],
        role=label.name.of(text),
    )


_SHORT: Final = 80  # code points of a line that only signs off
