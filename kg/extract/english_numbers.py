"""English number words and multipliers. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from kg.files import resource_toml

LONGEST: Final = 80  # code points of "one hundred and twenty thousand ..."


@cache
def start_words() -> tuple[str, ...]:
    """Return every word an English number may begin with, longest first."""
    words = resource_toml("words/en/numbers.toml")
    tables = ("cardinals", "scales", "fractions", "multiples")
    return tuple(sorted((word for table in tables for word in words[table]), key=len, reverse=True))


def parse(
    text: str, start: int
) -> tuple[float, int, Literal["words", "fraction", "multiple"]] | None:
    """Return value, end and form of the number in words at `start`, or None."""
    if not text[start : start + 1].isalpha() or not text[start].isascii():
        return None
    fixed = _fixed(text, start)
    if fixed is not None:
        return fixed
    pattern, units, scales = _cardinals()
    match = pattern.match(text, start, start + LONGEST)
    if match is None:
        return None
    total, group = 0.0, 0.0
    for word in re.split(r"[\s-]+", match[0].lower()):
        if word in units:
            group += units[word]
        elif word in scales and scales[word] <= 100:
            group = (group or 1) * scales[word]
        elif word in scales:
            total, group = total + (group or 1) * scales[word], 0.0
    return total + group, match.end(), "words"


@cache
def _cardinals() -> tuple[re.Pattern[str], dict[str, float], dict[str, float]]:
    words = resource_toml("words/en/numbers.toml")
    units: dict[str, float] = {**words["cardinals"]}
    scales: dict[str, float] = {**words["scales"]}
    one = "|".join(sorted((*units, *scales), key=len, reverse=True))
    return (
        re.compile(rf"(?:{one})(?:(?:-|\s(?:and\s)?)(?:{one}))*+\b", re.IGNORECASE),
        units,
        scales,
    )


@cache
def _fixed_words() -> tuple[
    re.Pattern[str], dict[str, tuple[float, Literal["fraction", "multiple"]]]
]:
    words = resource_toml("words/en/numbers.toml")
    fixed: dict[str, tuple[float, Literal["fraction", "multiple"]]] = {}
    fixed |= {word: (float(value), "fraction") for word, value in words["fractions"].items()}
    fixed |= {word: (float(value), "multiple") for word, value in words["multiples"].items()}
    choices = "|".join(sorted(map(re.escape, fixed), key=len, reverse=True))
    return re.compile(rf"(?:{choices})\b", re.IGNORECASE), fixed


def _fixed(text: str, start: int) -> tuple[float, int, Literal["fraction", "multiple"]] | None:
    pattern, fixed = _fixed_words()
    match = pattern.match(text, start)
    if match is None:
        return None
    value, form = fixed[match[0].lower()]
    return value, match.end(), form


def scale(text: str, at: int, *, is_money: bool) -> tuple[float, int]:
    """Return the multiplier behind digits ("2 million", "1.2bn") and where it ends.

    A bare "m", "k" or "b" counts only for money: "3m" is else three metres.
    """
    words = resource_toml("words/en/numbers.toml")
    match = re.compile(r"[ -]?([A-Za-z]{1,10})(?![A-Za-z0-9])").match(text, at)
    if match is None:
        return 1.0, at
    word = match[1].lower()
    found = words["scales"].get(word) or words["short_scales"].get(word)
    if found is None and is_money:
        found = words["money_scales"].get(word)
    return (float(found), match.end()) if found else (1.0, at)
