"""Where an entity sits and where a context plays, by the names of places. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACES: Final = "link/places.toml"


def places_of(told: Iterable[str]) -> frozenset[str]:
    """Return the Korean names of places told as GeoNames IRIs or as names.

    >>> sorted(places_of(["https://sws.geonames.org/1846371/", "Daejeon"]))
    ['대전', '장성']
    """
    found: set[str] = set()
    for each in told:
        number = re.search(r"geonames\.org/(\d+)", each)
        if number:
            found |= set(_table().get(number[1], ())[:1])
        else:
            found |= named_places(each)
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def named_places(text: str) -> frozenset[str]:
    """Return the places a text names at the beginning of a word, by their first Korean name.

    A province stands for itself and for every town in it.
    """
    pattern, first = _finder()
    found = {first[each[0]] for each in pattern.finditer(text)}
    within: dict[str, list[str]] = resource_toml(PLACES)["within"]
    return frozenset(found | {town for each in found for town in within.get(each, ())})


@lru_cache(maxsize=1 << 14)
def places_said(text: str) -> tuple[str, ...]:
    """Return the places a text names at the beginning of a word, as it writes them."""
    pattern, _ = _finder()
    return tuple(dict.fromkeys(each[0] for each in pattern.finditer(text) if not each[0].isascii()))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {number: tuple(names) for number, names in resource_toml(PLACES)["geonames"].items()}


@cache
def _finder() -> tuple[re.Pattern[str], dict[str, str]]:
    first: dict[str, str] = {}
    for names in _table().values():
        for each in names:
            first.setdefault(each, names[0])
    for province in resource_toml(PLACES)["within"]:
        first.setdefault(province, province)
    longest = sorted(first, key=len, reverse=True)
    return re.compile(r"(?<![가-힣A-Za-z])(?:" + "|".join(map(re.escape, longest)) + ")"), first
