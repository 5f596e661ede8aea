"""Changes told in one sentence: before, after, by how much, and which way. Pure.

The shapes are found from the words between and behind the quantities; which words tell a
change is data (`words/ko/changes.toml`, `words/en/changes.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.measurements import english_changes, english_steps, korean_changes
from kg.extract.measurements.verbs import Verb, compatible, find_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.indicators import Cue
    from kg.extract.measurements.verbs import Part
    from kg.extract.reading import Quantity
    from kg.model.source import Language

LISTED: Final = re.compile(r",\s?[가-힣]+\s(?:[가-힣]+\s)?$")  # "30분, 오기 건수 90% 감소"
# "9%에서 3%로 떨어졌고, 시간은 절반이 됐다": another clause tells of another thing.
CLAUSE_END: Final = re.compile(r"[가-힣](?:고|며|면서|지만|으나|는데|반면),?\s(?!각각|모두)")
PERIOD: Final = re.compile(r"(?:연간|매년|해마다|한 해|매월|매달|월|연)\s(?:약\s)?$")
IN_BRACKETS: Final = re.compile(r"[^.;()]{0,16}\([^()]{0,20}")
Role = Literal["before", "after", "percent", "absolute", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Quantities of one sentence that tell one change, or one value.

    Attributes:
        slots: The quantity of each role; offsets count from the sentence's start.
        verb: The word that gives the direction, if any.
        start: Where its first quantity starts.
        end: Where its last quantity or its verb ends.
    """

    start: int
    end: int
    slots: dict[Role, Quantity] = field(default_factory=dict)
    verb: Verb | None = None

    @property
    def first(self) -> Quantity:
        """The quantity that stands first."""
        return min(self.slots.values(), key=lambda quantity: quantity.span.start)

    @property
    def is_value(self) -> bool:
        """Whether it tells a state and no change."""
        return set(self.slots) == {"value"}


def find(
    text: str, quantities: Sequence[Quantity], cues: Sequence[Cue], lang: Language
) -> tuple[Change, ...]:
    """Return the changes of a sentence in order; quantities that tell none are left out."""
    if lang == "en":
        return tuple(_of_step(step) for step in english_changes.find(text, quantities, cues))
    parts = korean_changes.parts(text, quantities, find_verbs(text, lang))
    found: list[Change] = []
    for part in sorted(parts, key=lambda part: part.quantity.span.start):
        if found and not _is_apart(found[-1], part, text) and _joins(found[-1], part, cues, text):
            found[-1] = _added(found[-1], part)
        else:
            found.append(_started(part))
    return tuple(found)


def _of_step(step: english_steps.Step) -> Change:
    end = max(step.last, step.verb.end if step.verb else 0)
    return Change(start=step.start, end=end, slots=dict(step.slots), verb=step.verb)


def _started(part: Part) -> Change:
    span = part.quantity.span
    end = max(span.end, part.verb.end if part.verb else 0)
    return Change(start=span.start, end=end, slots={part.role: part.quantity}, verb=part.verb)


def _added(change: Change, part: Part) -> Change:
    verb = part.verb if part.verb and part.verb.is_change else change.verb or part.verb
    return replace(
        change,
        end=max(change.end, part.quantity.span.end, part.verb.end if part.verb else 0),
        slots={**change.slots, part.role: part.quantity},
        verb=verb,
    )


def _is_ends(change: Change, part: Part, between: str) -> bool:
    """Tell whether before and after are of one kind, and of one clause when turned round."""
    is_forward = part.role == "after"
    return compatible(change.first, part.quantity) and (
        is_forward or CLAUSE_END.search(between) is None
    )


def _is_apart(change: Change, part: Part, text: str) -> bool:
    """Tell whether a clause ends between a change and a quantity that is not its other end."""
    last = max(quantity.span.end for quantity in change.slots.values())
    is_pair = {part.role, *change.slots} == {"before", "after"}
    between = text[last : part.quantity.span.start]
    return not is_pair and CLAUSE_END.search(between) is not None


def _joins(change: Change, part: Part, cues: Sequence[Cue], text: str) -> bool:
    """Tell whether a quantity tells more of the same change."""
    if part.role in change.slots:
        return False
    last = max(quantity.span.end for quantity in change.slots.values())
    between = text[last : part.quantity.span.start]
    if {part.role, *change.slots} == {"before", "after"}:
        return _is_ends(change, part, between)
    if part.role in ("before", "value") or LISTED.search(between):
        return False
    start = part.quantity.span.start
    if any(last <= cue.start < start and not cue.is_weak for cue in cues):
        return False
    if "after" in change.slots and part.quantity.kind == "multiple":
        return len(between) <= 24  # "140만 달러로 재작년의 2.5배다"
    if "value" in change.slots:
        # as in "31억 원 달성(2022년 대비 41% 증가)": the share explains the value
        return part.role == "percent" and IN_BRACKETS.fullmatch(between) is not None
    if part.role == "absolute" and part.quantity.kind != "points":
        # "2천900원으로 낮아져 연간 4억 원을 아꼈다" tells another thing
        is_other = part.quantity.unit != change.first.unit or PERIOD.search(between)
        if is_other or {"percent", "absolute"} & set(change.slots):
            return False
    return len(between) <= 40 and not any(mark in between for mark in ".;\n")
