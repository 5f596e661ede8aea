"""Whether "N일" and "N년" name a date or count days and years. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.files import resource_toml

PAIR: Final = re.compile(
    r"\s?분?(?:에서|→|->|⇒|이던 것이|이 걸리던)\s?(?:약 |평균 |단 )?(?:\d{1,3}\s?(?:영업)?일"
    r"|하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|일주일|\d\s?주|\d{1,2}\s?시간)|\s?[~∼～-]\s?\d{1,3}일"
)
PAIR_BEFORE: Final = re.compile(r"\d{1,3}\s?일?\s?(?:에서|→|->|⇒)\s?(?:약 )?$")


def is_year(value: float) -> bool:
    """Tell whether a number before 년 names a year rather than counting years."""
    return value.is_integer() and 1900 <= value <= 2100


def is_day_of_month(text: str, start: int, end: int) -> bool:
    """Tell whether "N일" at `[start, end)` is a day of a month rather than a number of days.

    >>> is_day_of_month("14일 열렸다", 0, 3), is_day_of_month("10일간 열렸다", 0, 3)
    (True, False)
    """
    number = re.match(r"\d{1,3}", text[start:end])
    if number is None or not 1 <= int(number[0]) <= 31:
        return False
    if text[start:end].endswith("영업일") or re.search(r"(?<![가-힣])주\s$", text[:start][-3:]):
        return False
    if re.search(r"월\s?$", text[max(0, start - 3) : start]):
        return True
    behind = text[end : end + 12]
    if _lengths().match(behind):
        return False
    is_pair = PAIR.match(behind) or PAIR_BEFORE.search(text[max(0, start - 12) : start])
    return not (is_pair and any(word in text for word in _around()))


@cache
def _lengths() -> re.Pattern[str]:
    words = resource_toml("words/ko/dates.toml")["lengths"]["behind"]
    return re.compile("|".join(map(re.escape, words)))


@cache
def _around() -> tuple[str, ...]:
    return tuple(resource_toml("words/ko/dates.toml")["lengths"]["around"])
