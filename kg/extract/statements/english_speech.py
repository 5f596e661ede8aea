"""English speech: `"…," said Han Ji-woo`, `the firm said that …`, and whose words. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table
from kg.extract.names import english_labels
from kg.extract.statements.speech import Said, kind_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading, Sentence

_WORDS: Final = 4  # words a quoted stretch needs to be speech and not a name
_NEAR: Final = 300  # code points back to the person whose words go on


def find(reading: Reading, index: int, last: Said | None) -> Iterator[Said]:
    """Yield what is said in one sentence, in order."""
    sentence = reading.sentences[index]
    text = reading.document.text
    label = english_labels.of(sentence)
    quoted = [quote for quote in sentence.quotes if _is_speech(text, sentence, quote)]
    if not quoted:
        yield from _reported(reading, sentence)
        return
    own: tuple[str, Span | None] | None = _labelled(reading, label)
    own = own or _speaker(reading, sentence, quoted) or _signed(reading, sentence, quoted)
    verb = _verb(text, sentence, quoted[:1])
    if own is None:
        own = _carried(reading, sentence, last)
    if own is None and verb is None:
        return
    speaker, place = own or (None, None)
    for number, quote in enumerate(quoted):
        # "We started late," she said. "We will catch up": a quote broken by its verb is one
        # stretch when the first part ends in a comma and the next goes on in lower case.
        gap = text[quoted[number - 1].end : quote.start] if number else ""
        is_new = not gap[:-1].rstrip().endswith((",", "—", "-", "–"))
        if number and quote.of(text)[:1].islower() and not is_new:
            continue
        verb = _verb(text, sentence, quoted[number - 1 : number + 1]) or verb if number else verb
        yield Said(
            quote=quote,
            speaker=speaker,
            kind=kind_of(quote.of(text), verb.of(text) if verb else "", "en"),
            is_direct=True,
            confidence=0.9 if place else 0.7,
            speaker_at=place,
            verb=verb,
        )


def _is_speech(text: str, sentence: Sentence, quote: Span) -> bool:
    if sentence.block in {"title", "caption"} or text[quote.start - 1] == "'":
        return False
    words = quote.of(text).split()
    lead = text[sentence.span.start : quote.start - 1]
    if len(words) > 1 and _SHORT.search(lead) and _said().search(lead[-80:]):
        return True
    ends = quote.of(text).rstrip()[-1:]
    return len(words) >= _WORDS or (len(words) > 1 and ends in ",.!?")


_SHORT: Final = re.compile(r"\b(?:that|was|were|is|are|to|as|it|be|for|by|of|a|an|the)\s$")


def _labelled(reading: Reading, label: english_labels.Label | None) -> tuple[str, Span] | None:
    """Return the speaker a label names: in full, by surname, or the one who is interviewed."""
    if label is None:
        return None
    text = reading.document.text
    inside = [m for m in reading.mentions_in(label.name) if m.type == "Person"]
    if inside:
        return inside[0].names[0], label.name
    told = label.name.of(text)
    people = [actor for actor in reading.facts.actors if actor.type == "Person"]
    if told.casefold() in {"a", "answer"} and people:
        return people[0].name, label.name
    for actor in people:
        if told.casefold() in actor.name.casefold().split():
            return actor.name, label.name
    return None


@cache
def _said() -> re.Pattern[str]:
    said = either(table("en/persons")["said"])
    return re.compile(rf"\b(?:{said}|[Aa]ccording to)\b")


def _outside(sentence: Sentence, quoted: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence outside its quotes."""
    start = sentence.span.start
    for quote in quoted:
        if quote.start - 1 > start:
            yield Span(start, quote.start - 1)
        start = quote.end + 1
    if start < sentence.span.end:
        yield Span(start, sentence.span.end)


def _verb(text: str, sentence: Sentence, quoted: list[Span]) -> Span | None:
    """Return the verb beside the last of these quotes: the last before it, else one behind."""
    last = quoted[-1]
    start = quoted[-2].end if len(quoted) > 1 else sentence.span.start
    before = list(_said().finditer(text, start, last.start))
    found = before[-1] if before else _said().search(text, last.end, sentence.span.end)
    return Span(found.start(), found.end()) if found else None


def _speaker(reading: Reading, sentence: Sentence, quoted: list[Span]) -> tuple[str, Span] | None:
    """Return who speaks: the party beside the verb of saying, a person first."""
    text = reading.document.text
    for part in _outside(sentence, quoted):
        verb = _said().search(text, part.start, part.end)
        if not verb:
            continue
        parties = [m for m in reading.mentions_in(part) if m.kind != "group"]
        people = [m for m in parties if m.type == "Person"]
        for mention in (*people, *parties):
            is_beside = mention.span.start >= verb.end() or mention.span.end <= verb.start()
            if is_beside:
                return mention.names[0], mention.span
        unnamed = _unnamed().search(text, part.start, part.end)
        if unnamed:
            group = 1 if unnamed[1] else 2
            return unnamed[group], Span(unnamed.start(group), unnamed.end(group))
    return None


_SIGNATURE: Final = 40  # code points of a signature behind a quotation
_SIGNED: Final = re.compile(r"[\"”’']\s*(?:[-–—~]+|\()\s*$")


def _signed(reading: Reading, sentence: Sentence, quoted: list[Span]) -> tuple[str, Span] | None:
    """Return who signs a quotation: `"It works." - Han Ji-woo, founder`, `"…" (Han Ji-woo)`."""
    text = reading.document.text
    for mention in reading.mentions_in(
        Span(quoted[-1].end, max(sentence.span.end, quoted[-1].end + _SIGNATURE))
    ):
        if mention.type == "Person" and _SIGNED.match(text, quoted[-1].end, mention.span.start):
            return mention.names[0], mention.span
    return None


@cache
def _unnamed() -> re.Pattern[str]:
    """Return the pattern of a speaker without a name: `the owner told me`, `said one manager`."""
    heads = either(table("en/persons")["heads"])
    said = either(table("en/persons")["said"])
    who = rf"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]er|[Hh]is|[Ii]ts)\s(?:[a-z-]+\s){{0,2}}?{heads}"
    return re.compile(rf"\b({who})\s{said}\b|\b{said}\s({who})\b")


def _carried(
    reading: Reading, sentence: Sentence, last: Said | None
) -> tuple[str, Span | None] | None:
    if last and last.speaker and sentence.span.start - last.quote.end < _NEAR:
        return last.speaker, None
    near = Span(max(0, sentence.span.start - _NEAR), sentence.span.start + 1)
    people = [m for m in reading.mentions_in(near) if m.type == "Person"]
    return (people[-1].names[0], None) if people else None


_REPORTS: Final = re.compile(
    r"\s(?:also\s)?(?P<verb>said|says|announced|reported|reports|added|stressed|explained)\s(?:(?:[A-Z][a-z]+day|yesterday|today)\s)?(?:on\s[A-Z]\w+(?:\s\d+)?\s)?(?:that\s)?(?P<words>[^.\"“]{20,})"
)
_PLANS: Final = re.compile(
    r"\s(?P<verb>plans|plan|intends|aims|will)\s(?:to\s)?(?P<words>[^.\"“]{12,})"
)


def _reported(reading: Reading, sentence: Sentence) -> Iterator[Said]:
    """Yield `the firm said that …` and `the agency plans to …`, the subject being a party."""
    text = reading.document.text
    for mention in reading.mentions_in(sentence.span):
        if mention.kind == "group" or not mention.names:
            continue
        told = _REPORTS.match(text, mention.span.end, sentence.span.end)
        found = told or _PLANS.match(text, mention.span.end, sentence.span.end)
        if not found:
            continue
        quote = Span(found.start("words"), found.end("words"))
        verb = Span(found.start("verb"), found.end("verb"))
        yield Said(
            quote=quote,
            speaker=mention.names[0],
            kind=kind_of(quote.of(text), verb.of(text), "en") if told else "Plan",
            is_direct=False,
            confidence=0.75,
            speaker_at=mention.span,
            verb=verb if told else None,
        )
        return
