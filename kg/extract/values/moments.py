"""A point in time as a text says it, and its resolution against the publication date. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

Direction = Literal["", "past", "future"]
HALF_YEAR: Final = 183  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The parts of a date that are said.

    Attributes:
        year: Calendar year, or the shift against the publication's when `is_year_shift`.
        month: 1 to 12, or the shift against the publication's when `is_month_shift`.
        day: Day of the month, or the shift in days when `is_day_shift`.
        months: First and last month of a part of the year ("상반기").
        direction: What "지난" or "오는" says.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: tuple[int, int] | None = None
    is_year_shift: bool = False
    is_month_shift: bool = False
    is_day_shift: bool = False
    direction: Direction = ""

    @property
    def is_relative(self) -> bool:
        """Whether a publication date is needed to resolve it."""
        return self.year is None or self.is_year_shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time expression at `[start, end)`: one moment, or a first and a last."""

    start: int
    end: int
    first: Moment
    last: Moment | None = None

    @property
    def is_relative(self) -> bool:
        """Whether a publication date is needed to resolve its start."""
        return self.first.is_relative


def settle(found: Found, published: date | None) -> tuple[str | None, str | None]:
    """Return start and end in ISO 8601 to the precision said; None where it cannot be told."""
    first, last = found.first, found.last
    if last is None:
        return _single(first, published)
    if last.year is None and not first.is_relative:
        last = replace(last, year=first.year)
    if last.month is None and first.month is not None:
        last = replace(last, month=first.month, is_month_shift=first.is_month_shift)
        last = replace(last, year=first.year, is_year_shift=first.is_year_shift)
    if first.month is None and last.month is not None:
        return _back_from(first, last, published)
    start, _ = _single(first, published)
    end, _ = _single(last, published)
    if start and end and end < start and last.year is None and not first.is_relative:
        end = None
    if start and end and end < start and first.month is None and published:
        # "30일부터 2일까지": the last day falls into the month after.
        end = _day_after(start, last.day or 1)
    return start, end


def _single(moment: Moment, published: date | None) -> tuple[str | None, str | None]:
    if moment.is_relative and published is None:
        return None, None
    if moment.is_day_shift and published:
        return (published + timedelta(days=moment.day or 0)).isoformat(), None
    year, month = _year_month(moment, published)
    if year is None:
        return None, None
    if moment.months:
        first, last = moment.months
        start = f"{year:04d}-{first:02d}"
        return start, None if first == last else f"{year:04d}-{last:02d}"
    if month is None:
        return f"{year:04d}", None
    if moment.day is None:
        return f"{year:04d}-{month:02d}", None
    return _day(year, month, moment.day), None


def _year_month(moment: Moment, published: date | None) -> tuple[int | None, int | None]:
    if published is None:
        return moment.year, moment.month
    if moment.is_month_shift:
        index = published.year * 12 + published.month - 1 + (moment.month or 0)
        return index // 12, index % 12 + 1
    if moment.is_year_shift:
        return published.year + (moment.year or 0), moment.month
    if moment.year is not None:
        return moment.year, moment.month
    if moment.months:
        return published.year, None
    if moment.month is not None:
        return _nearest_year(moment, published), moment.month
    return _bare_day(moment, published)


def _nearest_year(moment: Moment, published: date) -> int:
    """Return the year of "9월" or "9월 3일": the nearest one, unless 지난 or 오는 stands before."""
    month, day = moment.month or 1, moment.day or 15
    day = min(day, monthrange(published.year, month)[1])
    this = date(published.year, month, day)
    is_same = month == published.month and moment.day is None
    if moment.direction == "past":
        return this.year - (this > published and not is_same)
    if moment.direction == "future":
        return this.year + (this < published or is_same)
    if this > published and (this - published).days > HALF_YEAR:
        return this.year - 1
    return this.year + ((published - this).days > 365 - HALF_YEAR // 2)


def _bare_day(moment: Moment, published: date) -> tuple[int | None, int | None]:
    if moment.day is None:
        return None, None
    ahead = moment.day > published.day
    shift = -1 if ahead and moment.direction != "future" else 0
    if moment.direction == "future" and moment.day < published.day:
        shift = 1
    index = published.year * 12 + published.month - 1 + shift
    return index // 12, index % 12 + 1


def _back_from(
    first: Moment, last: Moment, published: date | None
) -> tuple[str | None, str | None]:
    """Resolve "14일부터 2월 7일까지": the start is the latest such day before the end."""
    end, _ = _single(last, published)
    if end is None or first.day is None or len(end) < 10:
        return None, end
    year, month, day = (int(part) for part in end.split("-"))
    if first.day > day:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return _day(year, month, first.day), end


def _day_after(start: str, day: int) -> str | None:
    year, month = int(start[:4]), int(start[5:7])
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
