"""The grammar of numbers as Korean and English write them. Pure.

A number is read where it stands: the text is never normalised, so offsets stay exact.
Which words mean which value is data (`words/ko/numbers.toml`, `words/en/numbers.toml`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from kg.extract.values import english_numbers as english
from kg.files import resource_toml

NumberForm = Literal["digits", "words", "fraction", "multiple", "days"]
LONGEST_DIGITS: Final = 18  # longer runs are codes, not counts

DIGITS: Final = re.compile(r"\d{1,3}(?>(?:[,，]\d{3})+)(?!\d)(?:[.．]\d++)?|\d++(?:[.．]\d++)?")
SMALL: Final = {"십": 10.0, "백": 100.0, "천": 1000.0}
LARGE: Final = {"만": 1e4, "억": 1e8, "조": 1e12, "경": 1e16}
# "3조 5천억", "8만 8000개"; not the year of "1만 2025년"
GROUP_BEHIND: Final = re.compile(
    r" (?=[\d,.]{1,9}[십백천만억]|(?!\d{4}\s?년)(?:\d{3,4}|\d,\d{3})(?!\d)\s?(?:여\s?)?[가-힣㎡%])"
)
HANGUL: Final = re.compile(r"[가-힣]")
RANGE: Final = re.compile(r"\s?[~∼～〜–]\s?|-(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at `[start, end)`.

    Attributes:
        value: The number; the lower end of a range ("3~5", "서너"); a fraction as a share of 1.
        high: The upper end of a range, or None.
        is_about: Whether the words themselves are vague ("백여", "서너").
        form: How it is written; `words` needs a unit behind it to be trusted;
            `days` is its own unit ("사흘").
    """

    start: int
    end: int
    value: float
    high: float | None = None
    is_about: bool = False
    form: NumberForm = "digits"


def parse(text: str, start: int) -> Number | None:
    """Return the number that begins at `start`, or None when none begins there.

    >>> parse("1억2천만 원", 0).value
    120000000.0
    >>> parse("3분의 1로", 0).value  # doctest: +ELLIPSIS
    0.333...
    """
    fixed = _fixed(text, start)
    if fixed is not None:
        return fixed
    first = _plain(text, start)
    if first is not None:
        return _fraction(text, first) or _range(text, first)
    found = english.parse(text, start)
    if found is None:
        return None
    value, end, form = found
    return Number(start=start, end=end, value=value, form=form)


def is_start(text: str, at: int) -> bool:
    """Tell whether a number may begin at `at`: not inside a number, word or code."""
    if at == 0:
        return True
    before, here = text[at - 1], text[at]
    if here.isdigit():
        inside = before.isdigit() or (before in ".,．，" and at > 1 and text[at - 2].isdigit())
        return not inside and not (before.isascii() and before.isalpha())
    return not (before.isalnum() or before == "-")


@cache
def _fixed_words() -> tuple[tuple[re.Pattern[str], float, NumberForm], ...]:
    words = resource_toml("words/ko/numbers.toml")
    found: list[tuple[str, float, NumberForm]] = []
    found += [(word, value, "fraction") for word, value in words["fractions"].items()]
    found += [(word, value, "multiple") for word, value in words["multiples"].items()]
    found += [(word, value, "days") for word, value in words["days"].items()]
    found.sort(key=lambda one: (-len(one[0]), one[0]))
    return tuple((re.compile(word), float(value), form) for word, value, form in found)


def _fixed(text: str, start: int) -> Number | None:
    for pattern, value, form in _fixed_words():
        match = pattern.match(text, start)
        if match is not None:
            return Number(start=start, end=match.end(), value=value, form=form)
    return None


def _plain(text: str, start: int) -> Number | None:
    if start >= len(text):
        return None
    if text[start].isdecimal() or text[start] in hangul_starts():
        return _sino(text, start) or _native(text, start)
    return None


@cache
def hangul_starts() -> frozenset[str]:
    """Return the letters a Hangul numeral may begin with."""
    words = resource_toml("words/ko/numbers.toml")
    native = {word[0] for table in ("native", "tens", "about") for word in words[table]}
    return frozenset(native | set(words["digits"]) | set(SMALL) | set(LARGE))


def _sino(text: str, start: int) -> Number | None:
    """Read digits and Sino-Korean numerals with their multipliers, groups of four downward."""
    if not text[start].isdecimal() and _is_vague(text, start):
        return None
    total, at, floor, scaled = 0.0, start, math.inf, False
    while at < len(text):
        group = _group(text, at, is_first=at == start)
        if group is None:
            break
        value, end = group
        scale = LARGE.get(text[end : end + 1], 1.0)
        if not scale < floor or (scale == 1.0 and end == at):
            break
        if scaled and scale == 1.0 and not text[start].isdecimal() and value < 10:
            break
        total, at = total + value * scale, end + (scale > 1.0)
        scaled = scaled or scale > 1.0
        if scale == 1.0:
            break
        floor = scale
        at = _over_blank(text, at)
    at = _trim(text, at)
    return _checked_sino(text, start, at, total)


def _checked_sino(text: str, start: int, end: int, total: float) -> Number | None:
    if end <= start:
        return None
    if text[start].isdecimal():
        return _with_yeo(text, Number(start=start, end=end, value=total))
    words = text[start:end]
    # A lone Hangul digit ("이", "사", "일") is a word far more often than a number.
    if not any(letter in SMALL or letter in LARGE for letter in words):
        return None
    return _with_yeo(text, Number(start=start, end=end, value=total, form="words"))


def _with_yeo(text: str, number: Number) -> Number:
    """Take in the "여" of "30여 곳"; in "1천500여만 원" the multiplier stands behind it."""
    if text[number.end : number.end + 1] != "여":
        return number
    scale = LARGE.get(text[number.end + 1 : number.end + 2])
    end = number.end + (2 if scale else 1)
    return replace(number, end=end, value=number.value * (scale or 1.0), is_about=True)


def _group(text: str, start: int, *, is_first: bool) -> tuple[float, int] | None:
    """Read one group below 만: "9천5백", "1,390", "3.2", "이천삼백", or nothing before 만."""
    total, at, floor, seen = 0.0, start, math.inf, False
    while at < len(text):
        digits = _digits(text, at)
        value, end = digits if digits is not None else (1.0, at)
        scale = SMALL.get(text[end : end + 1], 1.0)
        if (digits is None and scale == 1.0) or not scale < floor:
            break
        if scale == 1.0 and seen and value >= floor:
            break
        total, at, seen, floor = total + value * scale, end + (scale > 1.0), True, scale
        if scale == 1.0:
            break
    if seen:
        return total, at
    # "만 원", "억 원": the multiplier alone counts as one of itself.
    return (1.0, start) if is_first and text[start : start + 1] in LARGE else None


def _digits(text: str, at: int) -> tuple[float, int] | None:
    match = DIGITS.match(text, at)
    if match is not None:
        if len(match[0]) > LONGEST_DIGITS:
            return None
        plain = match[0].replace(",", "").replace("，", "").replace("．", ".")
        return float(plain), match.end()
    value = resource_toml("words/ko/numbers.toml")["digits"].get(text[at : at + 1])
    return None if value is None else (float(value), at + 1)


def _over_blank(text: str, at: int) -> int:
    """Step over the blank of "3조 5천억" when a smaller multiplied group follows."""
    follow = GROUP_BEHIND.match(text, at)
    return follow.end() if follow else at


def _trim(text: str, at: int) -> int:
    return at - 1 if at and text[at - 1 : at] == " " else at


def _is_vague(text: str, start: int) -> bool:
    """Tell whether "수" or "몇" stands before: "수십", "몇 천" have no value."""
    before = text[max(0, start - 2) : start]
    return before.rstrip()[-1:] in ("수", "몇")


@cache
def _native_words() -> re.Pattern[str]:
    words = resource_toml("words/ko/numbers.toml")
    found = sorted((*words["native"], *words["about"]), key=len, reverse=True)
    tens = sorted(words["tens"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(tens)})?(?:{'|'.join(found)})|(?:{'|'.join(tens)})")


def _native(text: str, start: int) -> Number | None:
    """Read "열두", "스물다섯", "서너"."""
    words = resource_toml("words/ko/numbers.toml")
    match = _native_words().match(text, start)
    if match is None:
        return None
    word = match[0]
    if word in words["about"]:
        low, high = words["about"][word]
        return Number(
            start=start, end=match.end(), value=low, high=high, is_about=True, form="words"
        )
    ten = next((ten for ten in words["tens"] if word.startswith(ten)), "")
    rest = word.removeprefix(ten)
    if word in words["native"]:
        value = words["native"][word]
    else:
        value = words["tens"].get(ten, 0) + words["native"].get(rest, 0)
    number = Number(start=start, end=match.end(), value=float(value), form="words")
    return _with_yeo(text, number)


def _fraction(text: str, below: Number) -> Number | None:
    """Read "3분의 1": the whole comes first in Korean."""
    link = re.compile(r"\s?분의\s?").match(text, below.end)
    above = _plain(text, link.end()) if link else None
    if above is None:
        above = _one_of(text, link.end()) if link else None
    if above is None or not below.value:
        return None
    return Number(
        start=below.start, end=above.end, value=above.value / below.value, form="fraction"
    )


def _one_of(text: str, at: int) -> Number | None:
    value = resource_toml("words/ko/numbers.toml")["digits"].get(text[at : at + 1])
    return None if value is None else Number(start=at, end=at + 1, value=float(value))


def _range(text: str, low: Number) -> Number:
    link = RANGE.match(text, low.end)
    if link is None or low.form != "digits" or text[low.start - 1 : low.start] == "-":
        return low
    high = _plain(text, link.end())
    if high is None or high.form != "digits" or text[high.end : high.end + 1] == "-":
        return low
    value = low.value
    # "3~5만": the multiplier behind the second holds for both.
    bare = DIGITS.fullmatch(text, low.start, low.end) is not None
    tail = text[high.start : high.end].lstrip("0123456789.,")
    if bare and tail and tail[0] in (SMALL | LARGE):
        value *= (SMALL | LARGE)[tail[0]]
    if value >= high.value:
        return low
    return replace(low, end=high.end, value=value, high=high.value, is_about=True)
