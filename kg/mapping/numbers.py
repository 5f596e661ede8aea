"""Numbers as tables write them: separators, Korean multipliers, accountants' signs. Pure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.files import resource_toml


@dataclass(frozen=True, slots=True)
class Amount:
    """A plain number with what is written beside it.

    Attributes:
        unit: Empty where none is written; money as ISO 4217.
        is_whole: Whether the words tell their own unit or multiplier, so that the unit of the
            column says nothing about them.
    """

    value: float
    unit: str = ""
    is_whole: bool = False


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a whole amount and of one part of it."""
    told = _units()
    times = "|".join(sorted(map(re.escape, told["multipliers"]), key=len, reverse=True))
    words = "|".join(map(re.escape, told["words"]))
    signs = "|".join(map(re.escape, told["minus"]["signs"]))
    number = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    whole = re.compile(
        rf"(?P<open>\()?(?P<sign>{signs}|\+)?\s*(?P<before>[₩$])?\s*"
        rf"(?P<parts>{number}\s*(?:{times})?(?:\s*{number}\s*(?:{times}))*(?:\s*{number})?)"
        rf"\s*(?P<word>{words})?\s*(?P<unit>[^\d\s,.()][^\d,()]*?)?\s*(?P<close>\))?"
    )
    return whole, re.compile(rf"({number})\s*({times})?")


@cache
def _units() -> dict[str, Any]:  # Any: TOML values
    return resource_toml("mapping/units.toml")


def amount(words: str) -> Amount | None:
    """Read a cell as a number with its unit; None when it is something else.

    >>> amount("1억 2,000만원")
    Amount(value=120000000.0, unit='KRW', is_whole=True)
    >>> amount("△3.5%")
    Amount(value=-3.5, unit='%', is_whole=True)
    """
    whole, part = _grammar()
    found = whole.fullmatch(words.strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    value, last = 0.0, math.inf
    largest = 1.0
    for digits, times in part.findall(found["parts"]):
        factor = _units()["multipliers"].get(times, 1.0)
        if factor >= last:
            return None  # 2만 3억 is no number
        value, last = value + float(digits.replace(",", "")) * factor, factor
        largest = max(largest, factor)
    value *= _units()["words"].get(found["word"], 1.0)
    is_fall = bool(found["open"]) or (found["sign"] or "+") != "+"
    printed = (found["unit"] or found["before"] or "").strip()
    is_whole = bool(printed or found["word"]) or largest > 1
    unit = _units()["money"].get(printed, printed)
    return Amount(-value if is_fall else value, unit, is_whole)


def column_unit(words: str) -> Amount | None:
    """Read the unit a column counts in, such as `천원`, `백만원`, `만개`, `%`, `million won`.

    >>> column_unit("백만원")
    Amount(value=1000000.0, unit='KRW', is_whole=True)
    """
    if words in _units()["money"]:
        return Amount(1.0, _units()["money"][words])
    return amount(f"1{words}")
