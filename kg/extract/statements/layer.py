"""Who said what: quoted stretches, reported speech, announced plans. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.statements import english_speech, korean_speech
from kg.extract.statements.speech import Said, context
from kg.model.evidence import Span
from kg.model.facts import Statement

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence


def read(reading: Reading) -> Reading:
    """Return the reading with its statements, direct and reported, in the text's order.

    A quoted stretch is a statement when someone says it; a name, a slogan or a word in
    scare quotes is none.
    """
    speech = korean_speech if reading.lang == "ko" else english_speech
    found: list[Statement] = []
    last: Said | None = None
    for index, sentence in enumerate(reading.sentences):
        for said in speech.find(reading, index, last):
            found.append(_statement(reading, sentence, said))
            last = said
    return replace(reading, facts=replace(reading.facts, statements=tuple(found)))


def _statement(reading: Reading, sentence: Sentence, said: Said) -> Statement:
    text = reading.document.text
    slots = {"quote": said.quote}
    if said.speaker_at is not None:
        slots["speaker"] = said.speaker_at
    clause = sentence.span if sentence.span.holds(said.quote) else said.quote
    rule = f"statement.{'direct' if said.is_direct else 'reported'}"
    day = _announced(reading, sentence, said)
    return Statement(
        basis=reading.basis(clause, rule, said.confidence, slots),
        speaker=said.speaker,
        kind=said.kind,
        quote=said.quote.of(text),
        is_direct=said.is_direct,
        made_at=context(reading, sentence, said, is_future=False),
        announced=day[0],
        announced_text=day[1],
        reports_to=context(reading, sentence, said, is_future=True),
    )


def _announced(reading: Reading, sentence: Sentence, said: Said) -> tuple[str | None, str | None]:
    """Return the day the words were said and its words: a day right before the verb of saying."""
    text = reading.document.text
    if said.verb is None:
        return None, None
    tail = Span(max(sentence.span.start, said.verb.start - 30), said.verb.end)
    for when in reversed(reading.times_in(tail)):
        between = text[when.span.end : said.verb.start].strip()
        if when.end is None and when.start and len(when.start) == 10 and len(between) <= 3:
            return when.start, when.span.of(text)
    return None, None
