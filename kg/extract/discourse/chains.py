"""Parties listed together: "가, 나, 다 등 3개 업체". Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.reading import Mention, Reading

JOINT: Final = re.compile(
    r"(?:\s?\([^()\n]{1,30}\))?(?:와|과)?\s?(?:,|·|ㆍ|/|및|그리고|, and|and|&)?\s?(?:[‘'“\"]\s?)?"
)


def of(reading: Reading, mention: Mention) -> list[Mention]:
    """Return the mentions listed together with one: "가, 나 등 2개 업체"."""
    place = bisect_left(reading.mentions, mention.span.start, key=lambda one: one.span.start)
    first = last = place
    while first > 0 and _linked(reading, reading.mentions[first - 1], reading.mentions[first]):
        first -= 1
    while last + 1 < len(reading.mentions) and _linked(
        reading, reading.mentions[last], reading.mentions[last + 1]
    ):
        last += 1
    return list(reading.mentions[first : last + 1])


def _linked(reading: Reading, one: Mention, other: Mention) -> bool:
    between = reading.document.text[one.span.end : other.span.start]
    if len(between) > 40 or "\n" in between:
        return False
    if other.kind == "group":
        return bool(re.fullmatch(r"(?:\s?\([^()]{1,30}\))?\s?등\s?", between))
    is_joined = one.particle in ("와", "과") and "Person" not in (one.type, other.type)
    if not between.strip() or (one.type != other.type and not is_joined):
        return False
    return bool(JOINT.fullmatch(between)) and (one.particle in ("", "와", "과"))
