"""Measurements of English texts: changes, values begun earlier, single values. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import (
    english_amounts,
    english_holders,
    english_pairing,
    english_scene,
    figures,
    indicators,
    making,
    merging,
)
from kg.extract.measurements.changes import Change
from kg.extract.measurements.english_held import Past, beside
from kg.extract.measurements.english_marks import counted
from kg.extract.measurements.english_rules import (
    is_clear,
    is_fit,
    is_lost,
    is_pointing,
    is_saved,
    may_stand,
    standing,
)
from kg.extract.measurements.making import PAYERS
from kg.model.evidence import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.measurements.english_scene import Scene
    from kg.extract.measurements.figures import Figure, Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity, Reading
    from kg.model.evidence import Span
    from kg.model.facts import Measurement


def of_lines(reading: Reading, lines: Iterable[Line]) -> tuple[Measurement, ...]:
    """Return the measurements of an English text's sentences."""
    scene = english_scene.of(reading)
    past = Past()
    found: list[Measurement] = []
    for told in lines:
        line = replace(told, cues=english_pairing.clear(told))
        used: set[Span] = set()
        past.turn_to(line)
        if line.quantities:
            made = list(_measure(line, scene, past, used))
            if past.side == "plan":
                made = [replace(one, status="target") for one in made]
            if not made and found:
                found[-1] = _with_past(line, past, found[-1])
            found += made
        past.keep(line, used)
    return merging.merge(one for one in found if not _is_begun(one, past))


def _with_past(line: Line, past: Past, one: Measurement) -> Measurement:
    """Return the last figure with what it was: "... are down to 1.8. In 2022 it was 6."."""
    quantity = line.quantities[-1]
    start = quantity.span.start
    is_told = pattern("en", "changes", "back_then").search(line.text, max(0, start - 60), start)
    if is_told is None or one.before is not None or one.after is None:
        return one
    if past.mark(line, quantity) != "then" or quantity.unit not in ("", one.unit):
        return one
    span = line.span(quantity.span.start, quantity.span.end)
    slot = Slot("before", line.reading.document.evidence(span))
    basis = replace(one.basis, slots=(*one.basis.slots, slot))
    said = span.of(line.reading.document.text)
    return replace(one, basis=basis, before=quantity.value, before_text=said)


def _measure(line: Line, scene: Scene, past: Past, used: set[Span]) -> Iterator[Measurement]:
    for change, cues in zip(line.changes, english_pairing.cues_of(line), strict=True):
        for made in _of_change(line, scene, past, change, cues):
            used |= {quantity.span for quantity in change.slots.values()}
            yield made
    free = [quantity for quantity in line.quantities if quantity.span not in used]
    for quantity in tuple(free):
        more = _gone_on(line, scene, past, quantity) or _stands(line, scene, past, quantity)
        if more is not None:
            free.remove(quantity)
            used.add(quantity.span)
            yield more
    if past.side == "before":
        return
    for amount, holder in english_amounts.find(line, scene, free):
        yield making.of_amount(line, amount, holder)


def _of_change(
    line: Line, scene: Scene, past: Past, change: Change, cues: tuple[Cue, ...]
) -> Iterator[Measurement]:
    if past.side == "before" and is_lost(line, change):
        return
    if english_amounts.is_void(line, change.start, change.end, is_change=True) or is_saved(
        line, change
    ):
        return
    cues = tuple(cue for cue in cues if is_fit(change, cue))
    if not cues and scene.cue is not None and is_pointing(line, change):
        cues = (scene.cue,) if is_fit(change, scene.cue) else ()
    cue = cues[0] if cues else None
    figure = figures.of(change, cue, line.text)
    if set(change.slots) <= {"after", "value"}:
        is_end = "after" in change.slots and change.verb is not None and change.verb.is_change
        before = past.before(line, change.first, cue.code if cue else None, is_end=is_end)
        if before is not None:
            figure, cue = figures.with_before(figure, before.quantity), cue or before.cue
            cues = (cue,) if cue else ()
    if figures.is_single(figure) and not (cue and may_stand(line, past, change, cue)):
        return
    if cue is None and not is_clear(line, change, figure):
        return
    for one in cues or (None,):
        again = figures.of(change, one, line.text) if len(cues) > 1 else figure
        made = _made(line, scene, change, one, again)
        if one is not None or made.subject or made.group:  # nobody's unknown share is no figure
            yield made


def _made(line: Line, scene: Scene, change: Change, cue: Cue | None, figure: Figure) -> Measurement:
    start, end = change.start, change.end
    scene.cue = cue or scene.cue
    if cue is not None and cue in line.cues:
        if not figure.unit and figure.change_percent is None:
            figure = replace(figure, unit=counted(line.text[cue.start : cue.end]))
        start, end = min(start, cue.start), max(end, cue.end)
    is_paid = cue is not None and (
        indicators.refine(cue, line.text, change.first, figure.per) in PAYERS
    )
    holder = (
        english_amounts.payer(line, scene, start, end)
        if is_paid
        else english_holders.of_figure(line, scene, start, end)
    )
    return making.of_change(line, change, cue, figure, holder=holder)


def _gone_on(line: Line, scene: Scene, past: Past, quantity: Quantity) -> Measurement | None:
    """Read a value of now that an earlier sentence began: "Today it turns out 17"."""
    cue = beside(line, quantity)
    is_now = past.mark(line, quantity) == "now"
    if not is_now and (cue is None or cue.is_weak):
        return None
    before = past.before(line, quantity, cue.code if cue else None)
    if before is None or before.quantity.value == quantity.value:
        return None
    told = Change(start=quantity.span.start, end=quantity.span.end, slots={"after": quantity})
    is_vague = cue is not None and cue.is_weak and cue.code != "LeadTime"
    if cue is None or (is_vague and before.cue is not None):
        cue = before.cue or cue
    unit = quantity.unit or before.quantity.unit
    figure = figures.with_before(figures.of(told, cue, line.text), before.quantity)
    figure = replace(figure, unit=figure.unit or unit, per=figure.per or before.quantity.per)
    return _made(line, scene, told, cue, figure)


def _stands(line: Line, scene: Scene, past: Past, quantity: Quantity) -> Measurement | None:
    """Read a value right behind its indicator: "a capacity of 18,000 terminals", "Yield: 97%"."""
    cue = standing(line, quantity)
    if cue is None or past.mark(line, quantity) == "then":
        return None
    if english_amounts.is_void(line, quantity.span.start, quantity.span.end):
        return None
    told = Change(start=quantity.span.start, end=quantity.span.end, slots={"value": quantity})
    return _made(line, scene, told, cue, figures.of(told, cue, line.text))


def _is_begun(one: Measurement, past: Past) -> bool:
    """Tell whether a single value was only the beginning of a change told later."""
    if one.before is not None or one.change_percent is not None or one.change_abs is not None:
        return False
    return any(
        slot.field == "after" and slot.evidence.place in past.begun for slot in one.basis.slots
    )
