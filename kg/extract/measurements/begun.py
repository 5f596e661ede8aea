"""Values an earlier sentence began and a later one goes on with. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.verbs import compatible, words
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.evidence import Span
    from kg.model.facts import IndicatorCode

LONGEST: Final = 40  # values kept
WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")
NEAR: Final = 45  # code points around a value whose words say what it is
GIVEN: Final = ("SupportBudget", "Investment", "SupportedCompanies")  # sums, not states
RECENT: Final = 4  # sentences "now" may point back over
LABEL: Final = re.compile(
    r"[^\w(\[]{0,3}[(\[]?\s?(?:(?:도입|개선|구축|지원|참여|적용|추진)\s?(?:이)?(?P<ko>전|후)|(?P<en>before|after))"
    r"\s?[:：)\]|-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A value told earlier, offsets in the document."""

    quantity: Quantity
    cue: Cue | None
    words: frozenset[str]
    index: int
    label: str


@dataclass(slots=True)
class Memory:
    """The values of the sentences read so far that no change has used.

    Attributes:
        used: Spans of values that changes have told.
        begun: Spans of values that a later sentence went on with.
    """

    held: list[Held] = field(default_factory=list)
    used: set[Span] = field(default_factory=set)
    begun: set[Span] = field(default_factory=set)

    def keep(self, line: Line) -> None:
        """Remember the values of a sentence; a used one tells nothing more."""
        side = label(line.text)
        for quantity in line.quantities:
            span = line.span(quantity.span.start, quantity.span.end)
            if span in self.used or quantity.kind in ("points", "multiple", "fraction"):
                continue
            if _is_length(line, quantity):
                continue
            around = line.text[max(0, quantity.span.start - NEAR) : quantity.span.end + NEAR // 2]
            placed = replace(quantity, span=span)
            self.held.append(Held(placed, nearest(line, quantity), stems(around), line.index, side))
        del self.held[:-LONGEST]

    def first_of(self, index: int) -> Held | None:
        """Return the first value of a sentence, one with an indicator before others."""
        own = [held for held in self.held if held.index == index]
        told = [held for held in own if held.cue is not None and not held.cue.is_weak]
        return next(iter(told or own), None)

    def before(self, line: Line, after: Quantity, code: IndicatorCode | None) -> Held | None:
        """Return the earlier value of the same thing, the nearest first, and use it up."""
        if code in GIVEN or _is_length(line, after):
            return None
        around = stems(line.text[max(0, after.span.start - NEAR) : after.span.start])
        now = is_now(line, after)
        side = label(line.text)
        for held in reversed(self.held):
            if held.quantity.span in self.used or not compatible(held.quantity, after):
                continue
            if held.quantity.kind == "money" and not (code and held.cue and held.cue.code == code):
                continue
            is_same_code = code is not None and held.cue is not None and code == held.cue.code
            is_same_thing = after.kind == "duration" and bool(around & held.words)
            is_then = (
                now
                and line.index - held.index <= RECENT
                and (after.unit == held.quantity.unit or after.kind == "duration")
                and (after.kind in ("count", "duration") or _are_rates(line, held, after))
            )
            is_pair = side == "after" and held.label == "before" and is_same_code
            if side == "after" and not is_pair:
                continue
            is_pointed = pattern("ko", "changes", "pointed").search(
                line.text[max(0, after.span.start - 16) : after.span.start]
            )
            is_next = bool(is_pointed) and line.index - held.index <= RECENT
            if is_same_code or is_same_thing or is_then or is_next:
                self.used.add(held.quantity.span)
                self.begun.add(held.quantity.span)
                return held
        return None


def _is_length(line: Line, quantity: Quantity) -> bool:
    """Tell whether a time only says how long something was done: "6개월간", "3년째"."""
    if line.reading.lang != "ko" or quantity.kind != "duration":
        return False
    return pattern("ko", "quantities", "length").match(line.text, quantity.span.end) is not None


def _are_rates(line: Line, held: Held, after: Quantity) -> bool:
    """Tell whether both values count parts of a whole: "백 개에 여섯 개" and "천 개에 네 개"."""
    mine = line.text[after.span.start : after.span.end]
    theirs = held.quantity.span.of(line.reading.document.text)
    return after.kind == "percent" and not mine.endswith(_SIGNS) and not theirs.endswith(_SIGNS)


_SIGNS: Final = ("%", "％", "퍼센트", "프로", "percent")


def label(text: str) -> Literal["before", "after", ""]:
    """Return what a line says it tells: "도입 전: ...", "After: ..."."""
    match = LABEL.match(text)
    if match is None:
        return ""
    return "before" if match["ko"] == "전" or (match["en"] or "").lower() == "before" else "after"


def is_now(line: Line, quantity: Quantity) -> bool:
    """Tell whether words before a value say that it holds now ("이제는 5분이면")."""
    head = line.text[max(0, quantity.span.start - 40) : quantity.span.start]
    return bool(words(line.reading.lang, "after", "now").search(head))


def nearest(line: Line, quantity: Quantity) -> Cue | None:
    """Return the word that says what a value is: the last before it, else the next behind."""
    near = [cue for cue in line.cues if abs(cue.start - quantity.span.start) <= NEAR]
    near = [cue for cue in near if cue.fits(quantity)]
    for cues in ([cue for cue in near if not cue.is_weak], near):
        before = [cue for cue in cues if cue.end <= quantity.span.start]
        behind = [cue for cue in cues if cue.start >= quantity.span.end]
        if before or behind:
            return before[-1] if before else behind[0]
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
