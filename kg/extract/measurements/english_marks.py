"""Then and now around the values of an English sentence. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.measurements.verbs import is_value, words
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.reading import Quantity

SEGMENT: Final = re.compile(
    r"[;:.—–]\s|,\s|\s(?:but|while|whereas)\s|\sand\s(?=(?:now|today|it|they|currently)\b)"
)
STOP: Final = re.compile(r"[;:.]\s")
AGO: Final = re.compile(r"[\w\s-]{1,30} (?:ago|earlier|before)\b", re.IGNORECASE)
DISTANCE: Final = re.compile(r"\s(?:ago|earlier|later|from now|into the)\b", re.IGNORECASE)
COUNTED: Final = re.compile(
    r"[a-z]{2,}(?<!s)(?<!u)(?<!i)s\b(?!\s(?:rate|ratio|time|per))|[a-z]{2,}(?<!s)s(?=\sper\b)"
)
Side = Literal["before", "after", "plan", ""]
Mark = Literal["then", "now", ""]


def fit(one: Quantity, other: Quantity) -> bool:
    """Tell whether two values can be one thing then and now; a bare number fits any unit."""
    if not (is_value(one) and is_value(other)) or "fraction" in (one.kind, other.kind):
        return False
    if one.kind == other.kind == "duration" or one.unit == other.unit:
        return True
    if units.role(one.unit) and units.role(one.unit) == units.role(other.unit):
        return True
    bare, counted = (one, other) if one.unit == "" else (other, one)
    if bare.unit == "" and counted.kind in ("count", "duration", "percent"):
        return True
    return one.kind == other.kind == "count" and _heads(one.unit) == _heads(other.unit)


def _heads(unit: str) -> str:
    return unit.rsplit(maxsplit=1)[-1] if unit else ""


def is_distance(text: str, quantity: Quantity) -> bool:
    """Tell whether a length of time only says when: "two years ago"."""
    return quantity.kind == "duration" and DISTANCE.match(text, quantity.span.end) is not None


def segment(text: str, quantity: Quantity) -> tuple[int, int]:
    """Return where the part of the sentence around a quantity begins and ends."""
    low, high = max(0, quantity.span.start - 160), quantity.span.end + 120
    begin = max(
        (one.end() for one in SEGMENT.finditer(text, low, quantity.span.start)), default=low
    )
    cut = SEGMENT.search(text, quantity.span.end, high)
    return begin, cut.start() if cut else min(len(text), high)


def mark(text: str, quantity: Quantity) -> Mark:
    """Return whether the words around a value say that it held then or holds now."""
    start, end = segment(text, quantity)
    around = text[start:end]
    is_then = words("en", "before", "then").search(around) is not None
    is_now = words("en", "after", "now").search(around) is not None
    if is_then != is_now:
        return "then" if is_then else "now"
    return "" if is_then else _fronted(text, start)


def _fronted(text: str, start: int) -> Mark:
    """Return what an adverbial ahead of the clause says: "Before the mentors came, ..."."""
    begin = max((cut.end() for cut in STOP.finditer(text, 0, start)), default=0)
    head = text[begin:start].lstrip(" \"“'‘")
    if "," not in head:
        return ""
    if words("en", "before", "then").match(head) or AGO.match(head):
        return "then"
    return "now" if words("en", "after", "now").match(head) else ""


def label(text: str) -> Side:
    """Return what a line says it tells: "Before: ...", "Results", "Situation. ..."."""
    match = _label().match(text)
    if match is None:
        return ""
    return "before" if match["before"] else "after" if match["after"] else "plan"


@cache
def _label() -> re.Pattern[str]:
    listed = resource_toml("words/en/changes.toml")["labels"]
    sides = "|".join(f"(?P<{side}>{'|'.join(words)})" for side, words in listed.items())
    return re.compile(
        rf"[^\w(\[]{{0,3}}[(\[]?\s?(?:{sides})(?:\s?[:)\]|–—-]|[.]?\s*$)", re.IGNORECASE
    )


def counted(words: str) -> str:
    """Return what a bare number counts: "Deviations are down from 26 to four".

    >>> counted("press stoppages per month")
    'stoppages'
    """
    found = COUNTED.findall(words.lower())
    return found[0] if found else ""
