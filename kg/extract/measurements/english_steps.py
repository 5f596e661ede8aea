"""Steps of an English change, before it is known what changes, and which belong together. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.indicators import Cue
    from kg.extract.measurements.verbs import Verb
    from kg.extract.reading import Quantity


FAR: Final = 60  # code points between a verb and its number


_FROM: Final = re.compile(r",?\s\(?(?:or\s)?from\s(?:about\s|some\s|around\s)?")


_ITS_FROM: Final = re.compile(
    r"\s(?:[a-z'’-]+\s){1,6}?\(?from\s|\s(?:[a-z'’-]+\s){0,5}[a-z'’-]+,\s\(?from\s"
)


Role = Literal["before", "after", "percent", "absolute", "value"]


@dataclass(frozen=True, slots=True)
class Step:
    """Quantities that tell of one change, before it is known what changes."""

    slots: dict[Role, Quantity] = field(default_factory=dict)
    verb: Verb | None = None

    @property
    def start(self) -> int:
        """Where its first quantity starts."""
        return min(quantity.span.start for quantity in self.slots.values())

    @property
    def last(self) -> int:
        """Where its last quantity ends."""
        return max(quantity.span.end for quantity in self.slots.values())


def is_between(quantity: Quantity, steps: Sequence[Step]) -> bool:
    """Tell whether a share only compares two values told: "11 minutes, less than half of 25"."""
    return quantity.kind in ("fraction", "multiple") and any(
        step.start < quantity.span.start < step.last and len(step.slots) > 1 for step in steps
    )


def is_vague(text: str, one: Step, other: Step) -> bool:
    """Tell whether a share only hints at what is told: "more than halved, from 2.9 to 1.2"."""
    told = next(iter(one.slots.values()))
    hinted = set(one.slots) == {"percent"} and told.kind in ("fraction", "multiple")
    is_full = {"before", "after"} <= set(other.slots)
    return hinted and is_full and _HINT.search(text[: one.start]) is not None


_HINT: Final = re.compile(
    r"\b(?:more than|less than|almost|nearly|roughly|about|over|well over|all but|virtually)\s$"
)


def joins(one: Step, other: Step, cues: Sequence[Cue], text: str) -> bool:
    """Tell whether quantities tell more of the change before them."""
    between = text[one.last : other.start]
    is_far = len(between) > FAR or re.search(r"[;\n]|\.\s", between) is not None
    if is_far or set(one.slots) & set(other.slots):
        return False
    if "after" in other.slots:
        return _leads_to(one, other, cues, between)
    if set(other.slots) - {"percent", "absolute"}:
        return False
    if any(one.last <= cue.start < other.start and not cue.is_weak for cue in cues):
        return False
    quantity = next(iter(other.slots.values()))
    is_compared = any(
        pattern("en", "changes", key).match(text, quantity.span.end)
        for key in ("as_much", "of_former")
    )
    if other.verb is not None and other.verb.start == quantity.span.start and not is_compared:
        return False  # "..., and halved": a change of its own
    mine = next(iter(one.slots.values()))
    is_points = quantity.kind == "points" or (quantity.unit == "points" and mine.kind == "percent")
    is_other = quantity.unit not in ("", mine.unit) or bool(
        {"percent", "absolute"} & set(one.slots)
    )
    if "absolute" in other.slots and not is_points and is_other:
        return False
    return pattern("en", "changes", "aside").fullmatch(between) is not None


def _leads_to(one: Step, other: Step, cues: Sequence[Cue], between: str) -> bool:
    """Read "doubled its output to 90,000 bolts", "by 18 points to 94" as one change."""
    is_object = one.verb is not None and one.verb.start == one.start
    is_named = any(one.last <= cue.start < other.start and not cue.is_weak for cue in cues)
    if (is_named and not is_object) or {"before", "after", "value"} & set(one.slots):
        return False
    if "before" in other.slots and _FROM.fullmatch(between):
        return True  # "rose 25 percent, from 80 to 100 pieces"
    if "before" in other.slots and is_object and _ITS_FROM.fullmatch(between):
        return True  # "halved its scrap rate, from 3 to 1.4 percent"
    return pattern("en", "changes", "then_to").fullmatch(between) is not None
