"""English number words and multipliers. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from kg.files import resource_toml

LONGEST: Final = 80  # code points of "one hundred and twenty thousand ..."
MOST: Final = 1000  # of how many a share may be told
HALF: Final = re.compile(r"(?:\s|-)(?:and|&)(?:\s|-)(?:a|one)(?:\s|-)half\b", re.IGNORECASE)
OUT_OF: Final = re.compile(r"\s(?:in|out of|of)\s(?:every\s)?(?=\S)", re.IGNORECASE)
ONE_OF: Final = re.compile(r"\s[a-z-]{3,}\s(?:in|out of)\s(?:every\s)?(?=\S)")  # "one bottle in 25"
WHOLE: Final = re.compile(r"\d{1,3}(?:,\d{3})?(?![\d.])")
# "3 in 10 days" is no share, nor "4 of 12%"
NO_WHOLE: Final = re.compile(
    r"\s?(?:%|percent|per cent|-|seconds?|minutes?|hours?|days?|weeks?|months?|years?"
    r"|million|billion|won|dollars?|[/:])",
    re.IGNORECASE,
)


@cache
def start_words() -> tuple[str, ...]:
    """Return every word an English number may begin with, longest first."""
    words = resource_toml("words/en/numbers.toml")
    tables = ("cardinals", "scales", "fractions", "multiples")
    listed = [word for table in tables for word in words[table]]
    listed += [f"{one} {part}" for one in ("a", "an") for part in words["parts"]]
    listed += [f"every {part}" for part in ("other", "second", *words["parts"])]
    listed += [f"a {time}" for time in ("second", "minute", "day", "week", "month", "year")]
    listed += ["an hour", *(f"a {scale}" for scale in words["scales"])]
    listed += [f"a {scale}" for scale in words["scales"]]
    return tuple(sorted(listed, key=len, reverse=True))


def parse(
    text: str, start: int
) -> tuple[float, int, Literal["words", "fraction", "multiple"]] | None:
    """Return value, end and form of the number in words at `start`, or None."""
    if not text[start : start + 1].isalpha() or not text[start].isascii():
        return None
    told = _told(text, start)
    if told is not None:
        return told
    fixed = _fixed(text, start) or _ordinal_fraction(text, start)
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
    half = HALF.match(text, match.end())  # "one and a half"
    if half is not None:
        return total + group + 0.5, half.end(), "words"
    return total + group, match.end(), "words"


def _told(text: str, start: int) -> tuple[float, int, Literal["words"]] | None:
    """Read "every fifth" and the "a" of "a day less"."""
    every = _every().match(text, start)
    if every is not None:
        parts = {"other": 2, "second": 2, **resource_toml("words/en/numbers.toml")["parts"]}
        return 100 / parts[every[1].lower()], every.end(), "words"
    if _ONE_LESS.match(text, start):
        return 1.0, start + len(text[start:].split(" ", maxsplit=1)[0]), "words"
    return None


# "a day less than before"
_ONE_LESS: Final = re.compile(
    r"an?\s(?:second|minute|hour|day|week|month|year)\s(?:less|shorter|fewer|more|longer|faster|quicker|sooner|earlier|later)\b"
)


_PER_QUARTER: Final = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|million|billion|won)|[a-z]{3,}s)\s$"
)


def is_share(text: str, start: int) -> bool:
    """Tell whether a number at `start` is one of several told in turn: "every fifth jar"."""
    return _every().match(text, start) is not None


@cache
def _every() -> re.Pattern[str]:
    parts = "|".join(("other", "second", *resource_toml("words/en/numbers.toml")["parts"]))
    return re.compile(
        rf"every\s({parts})(?=\s(?-i:[a-z])|[.,;])(?!\s(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|shifts?|nights?"
        r"|mornings?|evenings?|afternoons?|weekends?|quarters?|times?|saturday|season|visit|round|spring|summer"
        r"|autumn|winter)\b)",
        re.IGNORECASE,
    )


def _ordinal_fraction(text: str, start: int) -> tuple[float, int, Literal["fraction"]] | None:
    """Read "two-fifths", "three quarters", "a seventh"."""
    words = resource_toml("words/en/numbers.toml")
    match = _fraction_pattern().match(text, start, start + LONGEST)
    if match is None:
        return None
    if text[max(0, start - 7) : start].lower().endswith(("in ", "within ", "each ", "per ")):
        return None  # "in one quarter" is a time
    if match["part"].lower() == "quarter" and _PER_QUARTER.search(text[max(0, start - 24) : start]):
        return None  # "two a quarter"
    parts = words["parts"][match["part"].lower().removesuffix("s")]
    count = {"a": 1, "an": 1, **words["cardinals"]}[match["count"].lower()]
    return (count / parts, match.end(), "fraction") if 0 < count < parts else None


@cache
def _fraction_pattern() -> re.Pattern[str]:
    words = resource_toml("words/en/numbers.toml")
    counts = "|".join(("an", "a", *words["cardinals"]))
    parts = "|".join(words["parts"])
    return re.compile(
        rf"(?P<count>{counts})[\s-](?P<part>(?:{parts})s?)\b(?!\s(?:{'|'.join(words['ranked'])}))",
        re.IGNORECASE,
    )


def share(text: str, end: int, value: float) -> tuple[float, int] | None:
    """Return the percentage and the end of a share: "two in five", "7 out of 10", or None.

    >>> share("two in five firms", 3, 2)
    (40.0, 11)
    """
    joint = OUT_OF.match(text, end) or (ONE_OF.match(text, end) if value == 1 else None)
    if joint is None:
        return None
    whole: float
    digits = WHOLE.match(text, joint.end())
    if digits is not None:
        whole, stop = float(digits[0].replace(",", "")), digits.end()
    else:
        told = parse(text, joint.end())
        if told is None or told[2] != "words":
            return None
        whole, stop = told[0], told[1]
    is_part = 0 < value < whole <= MOST and float(value).is_integer()
    if not is_part or NO_WHOLE.match(text, stop):
        return None
    return round(value / whole * 100, 6), stop


@cache
def _cardinals() -> tuple[re.Pattern[str], dict[str, float], dict[str, float]]:
    words = resource_toml("words/en/numbers.toml")
    units: dict[str, float] = {**words["cardinals"]}
    scales: dict[str, float] = {**words["scales"]}
    one = "|".join(sorted((*units, *scales), key=len, reverse=True))
    return (
        re.compile(
            rf"(?:an?\s(?=(?:{'|'.join(scales)})\b))?(?:{one})(?>(?:(?:-|\s(?:and\s)?)(?:{one}))*)\b",
            re.IGNORECASE,
        ),
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
