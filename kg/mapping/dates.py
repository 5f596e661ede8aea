"""Dates as tables write them, to the precision they give. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

# A year of two digits counts only behind an apostrophe: 24.03.01 may be a day in March or 2001.
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|['’‘]\d\d)"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR + r"\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})\.?(?:[T ]\d\d:\d\d.*)?",
        _YEAR + r"년\s*(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일",
        _YEAR + r"(?P<month>\d\d)(?P<day>\d\d)",
        _YEAR + r"(?:\s*[-./]\s*(?P<month>\d{1,2})\.?)?",
        _YEAR + r"년(?:\s*(?P<month>\d{1,2})월)?(?:도)?",
    )
)


def iso_date(words: str) -> str | None:
    """Read a cell as `2024-03-01`, `2024-03` or `2024`; None when it is something else.

    >>> iso_date("2024. 3. 1."), iso_date("2024년 3월"), iso_date("'24")
    ('2024-03-01', '2024-03', '2024')
    """
    for pattern in _PATTERNS:
        found = pattern.fullmatch(words.strip())
        if found:
            told = {"month": None, "day": None} | found.groupdict()
            return _checked(told["year"] or "", told["month"], told["day"])
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    full = f"20{year[1:]}" if len(year) == 3 else year
    try:
        date(int(full), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([full, *(f"{int(part):02}" for part in (month, day) if part)])
