"""Towns and villages in English text: when they act, and when they only say where. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table
from kg.extract.names import english_runs
from kg.extract.names.candidates import Candidate
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Sentence


# Villages and towns, as romanised: "Garam-ri"
VILLAGE: Final = re.compile(r"[A-Z][a-z]+-(?:ri|dong|gun|eup|myeon|si|do|gu)")


@cache
def _seat_of() -> re.Pattern[str]:
    nouns = either(table("en/names")["common"]["seat_nouns"])
    return re.compile(rf"\b((?i:{nouns})\sof\s)([A-Z][a-z]+(?:[-\s][A-Z][a-z]+)?)(?![\w-])")


def seats(sentence: Sentence) -> Iterator[Candidate]:
    """Yield towns that act: "the town of Garam gave", but not "in the town of Garam"."""
    for found in _seat_of().finditer(sentence.text):
        if english_runs.is_where(sentence.text, found.start()):
            continue
        place = sentence.span.start
        span = Span(place + found.start(2), place + found.end(2))
        yield Candidate(
            span=span,
            name=found[2],
            type="PublicAgency",
            rule="name.seat",
            confidence=0.95,
            also=found[0],
        )
