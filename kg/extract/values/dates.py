"""Dates and time expressions, resolved backward for news. Pure.

A bare "14일" is the latest past one unless 오는, 다음 달 or 내달 says otherwise. Without a
publication date nothing relative is resolved: the expression is found, its start stays None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.reading import Reading, When
from kg.extract.values import english_dates, korean_dates
from kg.extract.values.moments import Found, settle
from kg.model.evidence import Span

if TYPE_CHECKING:
    from datetime import date

    from kg.model.source import Language


def read(reading: Reading) -> Reading:
    """Return the reading with the time expressions of its sentences."""
    found: list[When] = []
    for sentence in reading.sentences:
        for when in find(sentence.text, reading.lang, reading.published):
            start = sentence.span.start
            found.append(replace(when, span=Span(start + when.span.start, start + when.span.end)))
    return replace(reading, times=tuple(found))


def find(text: str, lang: Language, published: date | None) -> tuple[When, ...]:
    """Return the time expressions of a sentence, in order; offsets count from its start.

    >>> from datetime import date
    >>> [w.start for w in find("지난달과 내년 1월, 14일", "ko", date(2023, 3, 20))]
    ['2023-02', '2024-01', '2023-03-14']
    """
    raw = korean_dates.find(text) if lang == "ko" else english_dates.find(text)
    return tuple(_when(one, published) for one in raw)


def _when(found: Found, published: date | None) -> When:
    start, end = settle(found, published)
    is_relative = found.is_relative and start is not None
    today = published.isoformat() if published else ""
    is_future = bool(start and published and start > today[: len(start)])
    return When(
        span=Span(found.start, found.end),
        start=start,
        end=end,
        is_relative=is_relative,
        is_future=is_future,
    )
