"""A Korean name beside an English one, word by word. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from kg.link.match.sounds import rough
from kg.link.match.spelling import english_words
from kg.link.match.words import cuts, english, light_english

LIGHT: Final = 0.25
LEAST: Final = 0.76  # a smaller part that fits says nothing
SOUND: Final = 78.0
_STOP: Final = frozenset(("of", "the", "and", "for", "in", "at", "to", "co", "ltd", "inc", "corp"))


@lru_cache(maxsize=1 << 16)
def likeness(korean: str, name: str) -> float:
    """Return the part of a tight Korean and an English name that fits, 0 where too little does.

    >>> likeness("한국화학연구원", "Korea Research Institute of Chemical Technology") > 0.8
    True
    >>> likeness("한국화학연구원", "Korea Institute of Toxicology")
    0.0
    """
    said = english_words(name)
    return max(_fit(words, said) if len(words) > 1 else 0.0 for words in cuts(korean))


def _fit(words: tuple[str, ...], said: tuple[str, ...]) -> float:
    left = [each for each in said if each not in _STOP]
    total = fitting = 0.0
    for word in words:
        ways = english(word)
        weight = _weight(ways)
        total += weight
        taken = _take(word, ways, left)
        if taken is None:
            continue
        fitting += weight
        for each in taken:
            left.remove(each)
    rest = sum(LIGHT if each in light_english() else 1.0 for each in left)
    heavy = sum(LIGHT if each in light_english() else 1.0 for each in said if each not in _STOP)
    if not total or not heavy:
        return 0.0
    part = min(fitting / total, (heavy - rest) / heavy)
    return part if part >= LEAST else 0.0


def _take(word: str, ways: tuple[tuple[str, ...], ...], left: list[str]) -> list[str] | None:
    """Return the English words that say a Korean one, out of those left; None when none do."""
    fits = [list(way) for way in ways if all(left.count(each) >= way.count(each) for each in way)]
    if fits:
        return max(fits, key=len)
    if ways:
        return None
    sound = rough(word)[0]
    for size in (1, 2):
        for at in range(len(left) - size + 1):
            if any(
                fuzz.ratio(sound, each) >= SOUND for each in rough("".join(left[at : at + size]))
            ):
                return left[at : at + size]
    return None


def _weight(ways: tuple[tuple[str, ...], ...]) -> float:
    if any(not way for way in ways):
        return 0.0
    return LIGHT if ways and all(set(way) <= light_english() for way in ways) else 1.0
