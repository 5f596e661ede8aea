"""English speech: `"…," said Han Ji-woo`, `the firm said that …`, and whose words. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.speech import Said, kind_of
from kg.extract.words import either, table
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
    quoted = [quote for quote in sentence.quotes if _is_speech(text, sentence, quote)]
    if not quoted:
        yield from _reported(reading, sentence)
        return
    own: tuple[str, Span | None] | None = _speaker(reading, sentence, quoted)
    verb = _verb(text, sentence, quoted)
    if own is None:
        own = _carried(reading, sentence, last)
    if own is None and verb is None:
        return
    speaker, place = own or (None, None)
    told = verb.of(text) if verb else ""
    for number, quote in enumerate(quoted):
        # "We started late," she said. "We will catch up": a quote broken by its verb is one
        # stretch when the first part ends in a comma and the next goes on in lower case.
        if number and quote.of(text)[:1].islower():
            continue
        yield Said(
            quote=quote,
            speaker=speaker,
            kind=kind_of(quote.of(text), told, "en"),
            is_direct=True,
            confidence=0.9 if place else 0.7,
            speaker_at=place,
            verb=verb,
        )


def _is_speech(text: str, sentence: Sentence, quote: Span) -> bool:
    if sentence.block in {"title", "caption"} or text[quote.start - 1] == "'":
        return False
    words = quote.of(text).split()
    ends = quote.of(text).rstrip()[-1:]
    return len(words) >= _WORDS or (len(words) > 1 and ends in ",.!?")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b{either(table('en/persons')['said'])}\b")


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
    for part in _outside(sentence, quoted):
        found = _said().search(text, part.start, part.end)
        if found:
            return Span(found.start(), found.end())
    return None


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
    return None


def _carried(
    reading: Reading, sentence: Sentence, last: Said | None
) -> tuple[str, Span | None] | None:
    if last and last.speaker and sentence.span.start - last.quote.end < _NEAR:
        return last.speaker, None
    near = Span(max(0, sentence.span.start - _NEAR), sentence.span.start + 1)
    people = [m for m in reading.mentions_in(near) if m.type == "Person"]
    return (people[-1].names[0], None) if people else None


_REPORTS: Final = re.compile(
    r"\s(?:also\s)?(?P<verb>said|says|announced|reported|reports|added|stressed|explained)\s(?:on\s[A-Z]\w+(?:\s\d+)?\s)?(?:that\s)?(?P<words>[^.\"“]{20,})"
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
