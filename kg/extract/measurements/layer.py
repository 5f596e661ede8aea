"""Measurements: indicators of firms and programmes, with before, after and change. Pure.

A sentence is read in three passes: changes, single values, and values that an earlier sentence
began ("평균 40분이 걸렸다" ... "5분으로 단축됐다"). What the words mean is data.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import (
    amounts,
    changes,
    figures,
    going_on,
    indicators,
    korean_holders,
    making,
    merging,
    pairing,
    tables,
    tenses,
)
from kg.extract.measurements import english as english_measurements
from kg.extract.measurements.begun import Memory, label
from kg.extract.measurements.english_marks import is_distance
from kg.extract.measurements.figures import Line
from kg.extract.reading import Quantity, When
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.measurements.changes import Change
    from kg.extract.measurements.figures import Figure
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Mention, Reading, Sentence
    from kg.model.facts import Measurement

Placed = TypeVar("Placed", Quantity, When, "Mention")

_HEAD: Final = 4  # lines of a document a headline may stand in
NEAR: Final = 14  # code points between an indicator and a value it only states


def read(reading: Reading) -> Reading:
    """Return the reading with the measurements of its sentences among the facts."""
    told = tables.read(reading)
    lines = told.lines
    if reading.lang == "en":
        rest = (
            _line(reading, index, sentence)
            for index, sentence in enumerate(reading.sentences)
            if sentence.block != "byline" and not _meets(lines, sentence.span)
        )
        merged = merging.merge((*told.measurements, *english_measurements.of_lines(reading, rest)))
        return replace(reading, facts=replace(reading.facts, measurements=merged))
    memory, whole = Memory(), reading
    reading = korean_holders.as_givers(reading)
    found: list[Measurement] = list(told.measurements)
    for note in told.notes:
        found += _noted(reading, note)
    for index, sentence in enumerate(reading.sentences):
        if sentence.block == "byline" or _meets(lines, sentence.span):
            continue
        line = _line(reading, index, sentence)
        if line.quantities:
            found += _measure(line, memory)
        memory.keep(line)
    titles = [s.span for s in reading.sentences[:_HEAD] if s.block == "title" or _is_headline(s)]
    merged = merging.merge((one for one in found if not going_on.is_begun(one, memory)), titles)
    return replace(whole, facts=replace(whole.facts, measurements=merged))


def _noted(reading: Reading, note: tables.Note) -> Iterator[Measurement]:
    """Yield what a cell of words says of the firm its record tells of."""
    index = bisect_left(reading.sentences, note.span.end, key=lambda one: one.span.end)
    words = note.span.of(reading.document.text)
    cell = replace(reading.sentences[index], span=note.span, text=words, quotes=())
    line = _line(reading, index, cell)
    if line.quantities and line.cues:
        for made in _measure(line, Memory()):
            is_own = made.indicator not in making.PAYERS
            yield replace(made, subject=note.names, group=None) if is_own else made


def _is_headline(sentence: Sentence) -> bool:
    """Tell whether a line is a headline: no full stop, its verb in the plain present."""
    return sentence.text[-1:] not in '.!?"”’'


def _line(reading: Reading, index: int, sentence: Sentence) -> Line:
    base, text = sentence.span.start, sentence.text
    quantities = tuple(
        replace(one, span=Span(one.span.start - base, one.span.end - base))
        for one in _inside(reading.quantities, sentence.span)
        if not any(time.span.meets(one.span) for time in _inside(reading.times, sentence.span))
    )
    if reading.lang == "en":
        quantities = tuple(one for one in quantities if not is_distance(text, one))
    names = [
        (one.span.start - base, one.span.end - base)
        for one in _inside(reading.mentions, sentence.span)
        if one.kind in ("name", "alias")
    ]
    taken = [*names, *((one.span.start, one.span.end) for one in quantities)]
    cues = indicators.find(text, reading.lang, taken) if quantities else ()
    return Line(
        reading=reading,
        index=index,
        sentence=sentence,
        text=text,
        quantities=quantities,
        cues=cues,
        changes=changes.find(text, quantities, cues, reading.lang),
        mentions=_inside(reading.mentions, sentence.span),
    )


def _inside(items: tuple[Placed, ...], span: Span) -> tuple[Placed, ...]:
    low = bisect_left(items, span.start, key=lambda item: item.span.start)
    high = bisect_left(items, span.end, key=lambda item: item.span.start)
    return items[low:high]


def _meets(lines: tuple[Span, ...], span: Span) -> bool:
    """Tell whether a sentence is a line of a table; `lines` are in order."""
    place = bisect_left(lines, span.start, key=lambda line: line.end)
    return place < len(lines) and lines[place].meets(span)


def _measure(line: Line, memory: Memory) -> Iterator[Measurement]:
    taken: set[Span] = set()
    last: Measurement | None = None
    for number, (change, cues) in enumerate(zip(line.changes, pairing.cues_of(line), strict=True)):
        for made in _of_change(line, number, change, cues, memory):
            own = {quantity.span for quantity in change.slots.values()}
            taken |= own
            if not _is_told_once(made):
                memory.used |= {line.span(span.start, span.end) for span in own}
            last = _of_same_group(line, made, last)
            yield last
    free = [quantity for quantity in line.quantities if quantity.span not in taken]
    for quantity in tuple(free):
        more = going_on.gone_on(line, quantity, memory)
        if more is not None:
            free.remove(quantity)
            yield more
    if label(line.text) == "before":
        return
    for amount in amounts.find(line, free):
        yield making.of_amount(line, amount)


def _of_same_group(line: Line, made: Measurement, last: Measurement | None) -> Measurement:
    """Return a change of the unnamed firms told of just before, unless it names its own firm."""
    subject = (slot.evidence.place for slot in made.basis.slots if slot.field == "subject")
    is_own = any(isinstance(one, Span) and line.sentence.span.holds(one) for one in subject)
    is_group = last is not None and last.group is not None and not last.subject
    if line.reading.lang != "ko" or is_own or not is_group or made.indicator in making.PAYERS:
        return made
    return replace(made, subject=(), group=last.group if last else None)


def _is_told_once(made: Measurement) -> bool:
    """Tell whether a measurement is a single value, which a later sentence may go on with."""
    return made.before is None and made.change_percent is None and made.change_abs is None


def _of_change(
    line: Line, number: int, change: Change, cues: tuple[Cue, ...], memory: Memory
) -> Iterator[Measurement]:
    if line.reading.lang == "ko" and _is_unsaid(line, change):
        return
    cues = tuple(cue for cue in cues if _is_fit(change, cue))
    cue = cues[0] if cues else None
    more = going_on.told_more(line, change, cue, memory)
    if more is not None:
        yield more
        return
    figure = figures.of(change, cue, line.text)
    if set(change.slots) <= {"after", "value"}:
        before = memory.before(line, change.first, cue.code if cue else None)
        if before is not None:
            figure, cue = figures.with_before(figure, before.quantity), cue or before.cue
            cues = (cue,) if cue else ()
    if figures.is_single(figure) and not (cue and _may_stand(line, change, cue)):
        return
    if cue is None and not _is_clear(change, figure):
        return
    is_moved = change.verb is not None and change.verb.is_change
    if cue and cue.code == "Other" and change.first.kind == "multiple" and not is_moved:
        return  # "이탈리아산이 4.3배다" compares, and tells no change
    for one in cues or (None,):
        again = figures.of(change, one, line.text) if len(cues) > 1 else figure
        yield making.of_change(line, change, one, again, number=number)


def _is_unsaid(line: Line, change: Change) -> bool:
    """Tell whether a change is supposed, or the share of those who say so: "63%가 …다고 답했다"."""
    if tenses.is_unreal(line.text, change):
        return True
    is_share = len(change.slots) == 1 and change.first.kind == "percent"
    says = pattern("ko", "holders", "share_says")
    if is_share and amounts.is_of_those_asked(line, change.first):
        return True
    return is_share and says.match(line.text, change.first.span.end) is not None


def _is_fit(change: Change, cue: Cue) -> bool:
    """Tell whether an indicator can change in that way: money is no rate of defects."""
    kind = change.first.kind
    if kind == "money":
        return cue.code in indicators.MONEY
    if cue.code in ("SupportBudget", "Investment") and kind in ("count", "duration"):
        return False
    is_share = kind == "percent" and set(change.slots) <= {"after", "value"}
    if cue.code in ("SupportBudget", "Investment") and is_share:
        return False
    return not (kind == "duration" and cue.code in ("Satisfaction", "Employment"))


def _may_stand(line: Line, change: Change, cue: Cue) -> bool:
    """Tell whether a single value beside its indicator is a measurement."""
    quantity = change.first
    if label(line.text) == "before":
        return False
    head = line.text[max(0, quantity.span.start - 12) : quantity.span.start]
    if line.reading.lang == "ko" and pattern("ko", "holders", "given_things").search(head):
        return False
    if "after" in change.slots:
        return change.verb is not None
    if cue.is_weak or cue.code not in indicators.STANDING or cue.end > quantity.span.start:
        return False
    gap = line.text[cue.end : quantity.span.start]
    return len(gap) <= NEAR and not re.search(r"[.;,]", gap)


def _is_clear(change: Change, figure: Figure) -> bool:
    """Tell whether a change without a known indicator is told clearly enough to be kept."""
    if making.is_saving(change):
        return True
    if change.first.kind in ("money", "multiple", "points"):
        return False
    is_moved = change.verb is not None and change.verb.is_change
    if figure.before is not None and figure.after is not None:
        return True
    is_share = change.first.kind in ("percent", "fraction")
    return figure.change_percent is not None and is_moved and is_share
