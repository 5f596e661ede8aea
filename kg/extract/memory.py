"""Values an earlier sentence began and a later one goes on with. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import units
from kg.extract.verbs import compatible
from kg.files import resource_toml
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.figures import Line
    from kg.extract.reading import Quantity
    from kg.model.facts import IndicatorCode

LONGEST: Final = 40  # values kept
WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")
NEAR: Final = 45  # code points around a value whose words say what it is


@dataclass(frozen=True, slots=True)
class Held:
    """A value told earlier, offsets in the document."""

    quantity: Quantity
    codes: frozenset[IndicatorCode]
    words: frozenset[str]


@dataclass(slots=True)
class Memory:
    """The values of the sentences read so far that no change has used."""

    held: list[Held] = field(default_factory=list)
    used: set[Span] = field(default_factory=set)

    def keep(self, line: Line) -> None:
        """Remember the values of a sentence; a used one tells nothing more."""
        for quantity in line.quantities:
            span = line.span(quantity.span.start, quantity.span.end)
            if span in self.used or quantity.kind in ("money", "points", "multiple", "fraction"):
                continue
            around = line.text[max(0, quantity.span.start - NEAR) : quantity.span.end + NEAR // 2]
            codes = {
                cue.code
                for cue in line.cues
                if not cue.is_weak and abs(cue.start - quantity.span.start) <= NEAR
            }
            held = Held(replace(quantity, span=span), frozenset(codes), stems(around))
            self.held.append(held)
        del self.held[:-LONGEST]

    def before(self, line: Line, after: Quantity, code: IndicatorCode | None) -> Quantity | None:
        """Return the earlier value of the same thing, the nearest first, and use it up."""
        around = stems(line.text[max(0, after.span.start - NEAR) : after.span.start])
        for held in reversed(self.held):
            if held.quantity.span in self.used or not compatible(held.quantity, after):
                continue
            is_same_code = code is not None and code in held.codes
            is_same_thing = after.kind == "duration" and bool(around & held.words)
            if is_same_code or is_same_thing:
                self.used.add(held.quantity.span)
                return held.quantity
        return None


@cache
def _stop() -> frozenset[str]:
    table = resource_toml("words/ko/memory.toml")
    return frozenset((*table["stop_ko"], *table["stop_en"]))


def stems(text: str) -> frozenset[str]:
    """Return what the words of a stretch begin with: two syllables, or five letters."""
    found = set()
    for word in WORD.findall(text):
        stem = word[:5].lower() if word.isascii() else word[:2]
        if stem not in _stop() and not units.seconds(stem):
            found.add(stem)
    return frozenset(found)
