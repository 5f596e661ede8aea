"""What both languages share in reading speech: what was said, its kind, where. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import table

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence
    from kg.model.evidence import Span
    from kg.model.facts import StatementKind

_KINDS: Final[tuple[StatementKind, ...]] = ("Policy", "Proposal", "Plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said.

    Attributes:
        quote: Where the words stand, quotation marks excluded.
        speaker: Canonical name, or None when the text does not tell.
        speaker_at: Where the speaker stands, when in the same sentence.
        verb: Where the verb of saying stands.
    """

    quote: Span
    speaker: str | None
    kind: StatementKind
    is_direct: bool
    confidence: float
    speaker_at: Span | None = None
    verb: Span | None = None


def kind_of(words: str, verb: str, lang: str) -> StatementKind:
    """Return the kind of what was said, by how it ends and by the verb it is told with."""
    plain = words.strip().rstrip(" .!?…,\"'”’")
    for kind in _KINDS:
        if any(pattern.search(plain) for pattern in _patterns(lang, kind)):
            return kind
    for kind in _KINDS:
        if any(cue in verb for cue in table(f"{lang}/speech")["verb_kinds"].get(kind, ())):
            return kind
    return "Claim"


@cache
def _patterns(lang: str, kind: StatementKind) -> tuple[re.Pattern[str], ...]:
    cues = table(f"{lang}/speech")["kinds"].get(kind, ())
    return tuple(re.compile(cue, re.IGNORECASE) for cue in cues)


def context(reading: Reading, sentence: Sentence, said: Said, *, is_future: bool) -> str | None:
    """Return the event of the sentence where something was said, or will be reported.

    A plan that names a coming event reports to it; any other statement that names a past
    event beside the quote was made there.
    """
    for event in reading.facts.events:
        coming = event.status == "planned"
        if coming != is_future or (is_future and said.kind != "Plan"):
            continue
        for name in (event.name, *event.aliases):
            place = sentence.text.find(name)
            inside = sentence.span.start + place
            quoted = said.is_direct and said.quote.start <= inside < said.quote.end
            if place >= 0 and not quoted:
                return event.name
    return None
