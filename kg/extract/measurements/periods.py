"""When a value held: the month or year told beside it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.extract.reading import Reading, When
    from kg.model.evidence import Span

MONTH: Final = len("2020-04")
YEAR_END: Final = re.compile(r"연말|연초|년\s?[말초]$")
LOOK_BACK: Final = 3  # sentences


def of(line: Line, end: int, *, is_programme: bool) -> tuple[str | None, When | None]:
    """Return the period of a figure that ends at `end` in its sentence, and its words.

    Days are left out: they tell when something was said, not when a value held.
    """
    if line.reading.lang == "en":
        return _nearest(line, end)
    inside = [
        time
        for time in _times(line.reading, line.sentence.span)
        if time.start
        and len(time.start) <= MONTH
        and time.span.start < line.sentence.span.start + end
    ]
    if inside:
        words = inside[-1].span.of(line.reading.document.text)
        if YEAR_END.search(words):  # a goal for the end of a year is the year's
            return (inside[-1].start or "")[:4], inside[-1]
        return _text(inside[-1]), inside[-1]
    if is_programme:
        for back in range(line.index - 1, max(-1, line.index - LOOK_BACK - 1), -1):
            year = _year_in(line.reading, back)
            if year is not None:
                return year.start, year
    return None, None


def _nearest(line: Line, end: int) -> tuple[str | None, When | None]:
    """Return the month or year told nearest to an English figure, behind it first."""
    at = line.sentence.span.start + end
    told = [
        time
        for time in _times(line.reading, line.sentence.span)
        if time.start and len(time.start) <= MONTH
    ]
    if not told:
        return None, None
    behind = [time for time in told if time.span.start >= at]
    time = min(behind, key=lambda one: one.span.start) if behind else told[-1]
    return _text(time), time


def _times(reading: Reading, span: Span) -> tuple[When, ...]:
    low = bisect_left(reading.times, span.start, key=lambda time: time.span.start)
    high = bisect_left(reading.times, span.end, key=lambda time: time.span.start)
    return reading.times[low:high]


def of_last(line: Line, end: int) -> When | None:
    """Return the year in brackets right behind a value: "89억 원(2022)"."""
    place = line.sentence.span.start + end + 1
    if line.text[end : end + 1] != "(":
        return None
    return next(
        (time for time in _times(line.reading, line.sentence.span) if time.span.start == place),
        None,
    )


def _text(time: When) -> str | None:
    return f"{time.start}/{time.end}" if time.end else time.start


def _year_in(reading: Reading, index: int) -> When | None:
    years = [
        time
        for time in _times(reading, reading.sentences[index].span)
        if time.start and len(time.start) == 4 and time.end is None
    ]
    return years[0] if years else None
