"""Values an English text told as they were, for a later clause to go on from. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.measurements.begun import nearest
from kg.extract.measurements.english_marks import fit, label, mark, segment
from kg.extract.measurements.verbs import is_value
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.measurements.english_marks import Mark, Side
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.evidence import Span
    from kg.model.facts import IndicatorCode

LONGEST: Final = 30  # values kept
RECENT: Final = 3  # sentences that "now" alone may point back over
FAR: Final = 14  # sentences that the same indicator may lie apart
STOP: Final = re.compile(r"[.;?!]\s")
IT: Final = re.compile(
    r"\b(?:it|that|this|the (?:figure|rate|number|share|ratio|total|level))(?:['’]s|\s(?:is|are"
    r"|stands|runs|has|takes|comes|was))\b",
    re.IGNORECASE,
)
WORD: Final = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Held:
    """A value told as it was, offsets in the document."""

    quantity: Quantity
    cue: Cue | None
    stems: frozenset[str]
    index: int
    mark: Mark
    is_side: bool = False


@dataclass(slots=True)
class Past:
    """Values that no change has used yet, and those a later sentence went on from."""

    held: list[Held] = field(default_factory=list)
    begun: set[Span] = field(default_factory=set)
    side: Side = ""
    paragraph: int = -1

    def turn_to(self, line: Line) -> None:
        """Note what a label says of its paragraph: "Before: ...", "Result. ..."."""
        told = label(line.text)
        if told or line.sentence.paragraph != self.paragraph:
            self.side, self.paragraph = told, line.sentence.paragraph

    def mark(self, line: Line, quantity: Quantity) -> Mark:
        """Return whether a value held then or holds now, by its words or by its label."""
        if self.side == "plan":
            return ""
        if self.side:
            return "then" if self.side == "before" else "now"
        return mark(line.text, quantity)

    def keep(self, line: Line, used: set[Span]) -> None:
        """Remember the values of a sentence that nothing has told in full."""
        for quantity in line.quantities:
            if quantity.span in used or not is_value(quantity) or quantity.kind == "fraction":
                continue
            start, end = segment(line.text, quantity)
            placed = replace(quantity, span=line.span(quantity.span.start, quantity.span.end))
            told = self.mark(line, quantity)
            cue = beside(line, quantity)
            if (
                quantity.value == 1
                and not quantity.unit
                and not line.text[quantity.span.start].isdigit()
            ):
                continue  # "tasted one"
            around, is_side = stems(line.text[start:end]), self.side == "before"
            self.held.append(Held(placed, cue, around, line.index, told, is_side))
        del self.held[:-LONGEST]

    def _is_only(self, held: Held, now: Quantity) -> bool:
        """Tell whether a labelled "before" told only one value of this unit."""
        same = [one for one in self.held if one.is_side and one.quantity.unit == held.quantity.unit]
        return len(same) == 1 and held.quantity.unit == now.unit

    def before(
        self, line: Line, now: Quantity, code: IndicatorCode | None, *, is_end: bool = False
    ) -> Held | None:
        """Return the value that one told as it is now goes on from, and use it up.

        `is_end` says that the value is where a change led: "has dropped to one in 400".
        """
        if self.side == "plan":
            return None
        start, end = segment(line.text, now)
        around = stems(line.text[start:end])
        is_now = self.mark(line, now) == "now"
        for held in reversed(self.held):
            if line.index - held.index > FAR or not fit(held.quantity, now):
                continue
            if held.mark == "now":
                continue
            is_same = code is not None and held.cue is not None and held.cue.code == code
            is_alike = bool(around & held.stems)
            is_side = held.is_side and self.side == "after" and self._is_only(held, now)
            is_close = held.mark == "then" and (line.index - held.index <= RECENT or is_side)
            is_firm = held.quantity.unit == now.unit or "" not in (held.quantity.unit, now.unit)
            is_it = not now.unit and bool(IT.search(line.text, start, end))
            is_firm = is_firm or is_it
            is_led = is_end and line.index - held.index <= RECENT and held.quantity.unit == now.unit
            if (is_same and (held.mark == "then" or is_now or is_led)) or (
                is_close and is_now and (is_alike or is_firm)
            ):
                self.held.remove(held)
                self.begun.add(held.quantity.span)
                return held
        return None


def beside(line: Line, quantity: Quantity) -> Cue | None:
    """Return the word that says what a value is, not looking past the end of a sentence."""
    start, end = quantity.span.start, quantity.span.end
    own = tuple(
        cue
        for cue in line.cues
        if not STOP.search(line.text, min(cue.end, end), max(cue.start, start))
    )
    return nearest(replace(line, cues=own), quantity)


@cache
def _stop() -> frozenset[str]:
    return frozenset(resource_toml("words/ko/memory.toml")["stop_en"])


def stems(text: str) -> frozenset[str]:
    """Return the words of a stretch without their endings: "jammed" and "jams" are one."""
    found = set()
    for word in WORD.findall(text.lower()):
        bare = re.sub(r"(?:ing|ed|es|s|e)$", "", word)
        bare = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", bare)
        if len(bare) > 2 and word[:5] not in _stop() and not units.seconds(word):
            found.add(bare)
    return frozenset(found)
