"""Values that go on from the sentence before: of now, of then, and how far they went. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import figures, making
from kg.extract.measurements.begun import is_now, label, nearest
from kg.extract.measurements.changes import Change
from kg.extract.measurements.verbs import compatible, words

if TYPE_CHECKING:
    from kg.extract.measurements.begun import Held, Memory
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.facts import Measurement


def gone_on(line: Line, quantity: Quantity, memory: Memory) -> Measurement | None:
    """Read a value of now that an earlier sentence began: "지금은 5,100개를 빚는다"."""
    if _is_then(line, quantity):
        return _turned(line, quantity, memory)
    is_enough = pattern("ko", "changes", "all").match(line.text, quantity.span.end)
    is_told = is_now(line, quantity) or label(line.text) == "after"
    if not is_told and not (line.reading.lang == "ko" and is_enough):
        return None
    cue = nearest(line, quantity)
    before = memory.before(line, quantity, cue.code if cue and not cue.is_weak else None)
    if before is None or before.quantity.value == quantity.value:
        return None
    told = Change(start=quantity.span.start, end=quantity.span.end, slots={"after": quantity})
    cue = cue if cue is not None and not cue.is_weak else before.cue or cue
    figure = figures.with_before(figures.of(told, cue, line.text), before.quantity)
    memory.used.add(line.span(quantity.span.start, quantity.span.end))
    return making.of_change(line, told, cue, figure)


def _is_then(line: Line, quantity: Quantity) -> bool:
    """Tell whether a sentence only adds how it was before: "종전에는 24대였다"."""
    then = pattern("ko", "changes", "was").match(line.text)
    if line.reading.lang != "ko" or then is None:
        return False
    each = words("ko", "spread", "each").search(line.text)
    return then.end() >= quantity.span.start or bool(each and each.start() <= then.end())


def _turned(line: Line, quantity: Quantity, memory: Memory) -> Measurement | None:
    """Read the value of then behind one of now: "시간당 36대가 나온다. 종전에는 24대였다"."""
    held = _turned_from(line, quantity, memory)
    if held is None or line.index - held.index != 1 or held.quantity.span in memory.used:
        return None
    if held.quantity.unit != quantity.unit or held.quantity.value == quantity.value:
        return None
    told = Change(start=quantity.span.start, end=quantity.span.end, slots={"after": quantity})
    figure = figures.with_before(figures.of(told, held.cue, line.text), held.quantity)
    figure = replace(figures.turned(figure), per=figure.per or held.quantity.per)
    memory.used |= {held.quantity.span, line.span(quantity.span.start, quantity.span.end)}
    memory.begun.add(held.quantity.span)
    return making.of_change(line, told, held.cue, figure)


def _turned_from(line: Line, quantity: Quantity, memory: Memory) -> Held | None:
    """Return the value of now: the last told, or its fellow in "각각 96억 원, 1억 원이었다"."""
    each = words("ko", "spread", "each").search(line.text)
    if each is None:
        return memory.held[-1] if memory.held else None
    own = [one for one in line.quantities if compatible(one, quantity)]
    told = [
        held
        for held in memory.held
        if line.index - held.index == 1 and compatible(held.quantity, quantity)
    ]
    return told[own.index(quantity)] if len(told) == len(own) else None


def told_more(line: Line, change: Change, cue: Cue | None, memory: Memory) -> Measurement | None:
    """Read how a value of the sentence before came about: "전년보다 31% 늘어난 규모다"."""
    held = memory.first_of(line.index - 1) if line.reading.lang == "ko" else None
    is_open = {"percent", "absolute"} & set(change.slots) and "after" not in change.slots
    if held is None or not is_open or (cue is not None and not cue.is_weak and cue.code != "Other"):
        return None
    before = change.slots.get("before")
    is_told = held.cue is not None or before is not None
    if held.quantity.span in memory.used or not is_told:
        return None
    is_alike = before is None or compatible(before, held.quantity)
    head = line.text[: change.start]
    is_pointing = pattern("ko", "changes", "points_back").search(line.text, change.end)
    if not is_alike or not (is_pointing or pattern("ko", "changes", "bare_head").fullmatch(head)):
        return None
    figure = figures.after_before(figures.of(change, held.cue, line.text), held.quantity)
    memory.used.add(held.quantity.span)
    memory.begun.add(held.quantity.span)
    return making.of_change(line, change, held.cue, figure)


def is_begun(one: Measurement, memory: Memory) -> bool:
    """Tell whether a single value was only the beginning of a change told later."""
    if one.before is not None or one.change_percent is not None or one.change_abs is not None:
        return False
    return any(
        slot.field == "after" and slot.evidence.place in memory.begun for slot in one.basis.slots
    )
