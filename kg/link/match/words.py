"""Korean names cut into the words they are put together from. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from kg.files import resource_toml
from kg.link.match.spelling import WORDS

PLACES: Final = "link/places.toml"
LONGEST: Final = 7  # syllables of a word in the table
LEAST_STEM: Final = 3  # syllables that make a name one body's own whatever its head
# A single unknown syllable between known words is mostly a wrong cut: it costs more than its share.
_UNKNOWN_START, _UNKNOWN_MORE = 1.6, 0.55
_RUN: Final = re.compile(r"[a-z0-9&+]+|[가-힣]+")


@lru_cache(maxsize=1 << 17)
def cut(name: str) -> tuple[str, ...]:
    """Return the words of a tight Korean name; a stretch the table does not know is one word.

    >>> cut("한국생산기술연구원")
    ('한국', '생산기술', '연구원')
    >>> cut("화진산업")
    ('화진', '산업')
    """
    return tuple(word for run in _RUN.findall(name) for word in _cut(run))


@lru_cache(maxsize=1 << 16)
def cuts(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a tight Korean name in each way that its last word may be cut off.

    >>> cuts("대한신경과학회")
    (('대한', '신경', '과학회'), ('대한', '신경과', '학회'))
    """
    found = {cut(name): None}
    for size in range(2, min(LONGEST, len(name) - 2) + 1):
        if is_head(name[-size:]):
            found[(*cut(name[:-size]), name[-size:])] = None
    return tuple(found)


def is_head(word: str) -> bool:
    """Tell whether a word says what kind of body a name names."""
    return word in resource_toml(WORDS)["heads"]


def is_prefix(word: str) -> bool:
    """Tell whether an abbreviation may leave a word out in front."""
    return word in resource_toml(WORDS)["prefixes"]


def is_trade(word: str) -> bool:
    """Tell whether a word says what a firm makes and is often left out behind its name."""
    return word in resource_toml(WORDS)["trades"]["words"]


def is_light(word: str) -> bool:
    """Tell whether a word tells so little that an abbreviation may leave it out amid others."""
    return word in resource_toml(WORDS)["often_left_out"]["words"]


def is_special(word: str) -> bool:
    """Tell whether a word may be one body's own: a place or a word the table does not know."""
    return is_town(word) or not (is_known(word) or is_light(word))


def is_town(word: str) -> bool:
    """Tell whether a word names a place, in either script and any case."""
    return word.casefold() in _towns()


def is_known(word: str) -> bool:
    """Tell whether a word is in the table."""
    return word in _english()


@lru_cache(maxsize=1 << 16)
def grown(name: str) -> tuple[str, str]:
    """Return a tight name without its head, and the grade of that head; empty for no such head.

    >>> grown("한국가온연구소"), grown("환경청")
    (('한국가온', 'institutes'), ('', ''))
    """
    for grade, heads in resource_toml(WORDS)["grades"].items():
        for head in sorted(heads, key=len, reverse=True):
            if name.endswith(head) and len(name) >= len(head) + LEAST_STEM:
                return name.removesuffix(head), grade
    return "", ""


def english(word: str) -> tuple[tuple[str, ...], ...]:
    """Return how English may say a word, each way as its words; none for an unknown one."""
    return _english().get(word, ())


@cache
def light_english() -> frozenset[str]:
    """Return the English words that say so little that they part no two names."""
    return frozenset(resource_toml(WORDS)["light"]["words"])


def _cut(run: str) -> tuple[str, ...]:
    """Cut one stretch of Hangul so that known, long words cover most of it."""
    if run[0].isascii():
        return (run,)
    size = len(run)
    best: list[tuple[float, tuple[str, ...], bool]] = [(0.0, (), False)]
    for end in range(1, size + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            word = run[start:end]
            if is_known(word) and _may_stand(word, start, end == size):
                cost, words, _ = best[start]
                options.append((cost + 1.0, (*words, word), False))
        cost, words, is_unknown = best[end - 1]
        longer = (*words[:-1], words[-1] + run[end - 1]) if is_unknown else (*words, run[end - 1])
        added = _UNKNOWN_MORE if is_unknown else _UNKNOWN_START
        options.append((cost + added, longer, True))
        best.append(min(options, key=lambda each: (each[0], len(each[1]))))
    return best[size][1]


def _may_stand(word: str, start: int, is_last: bool) -> bool:  # noqa: FBT001  # private
    """Tell whether a word may stand there: a head of one syllable only ends a name."""
    return len(word) > 1 or (is_last and start > 0 and is_head(word))


@cache
def _towns() -> frozenset[str]:
    towns: dict[str, list[str]] = resource_toml(PLACES)["geonames"]
    return frozenset(name.casefold() for names in towns.values() for name in names)


@cache
def _english() -> dict[str, tuple[tuple[str, ...], ...]]:
    table = resource_toml(WORDS)
    towns: dict[str, list[str]] = resource_toml(PLACES)["geonames"]
    places = {
        name: tuple((each.lower(),) for each in names if each.isascii())
        for names in towns.values()
        for name in names
        if not name.isascii()
    }
    return places | {
        word: tuple(tuple(each.split()) for each in said.split("|") if each)
        for part in ("words", "prefixes", "heads")
        for word, said in table[part].items()
    }
