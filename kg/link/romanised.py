"""Whether a Korean name and one in Latin letters may be one person's. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, Literal

from kg.files import resource_toml
from kg.ids.romanise import DOUBLE_SURNAMES, romanise

PERSONS: Final = "link/persons.toml"
Likeness = Literal["same_name", "romanised", "customary", "rough", ""]
_HANGUL: Final = re.compile(r"[가-힣]{2,5}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z.'’ -]*[A-Za-z]")


@lru_cache(maxsize=1 << 14)
def alike(one: str, other: str) -> Likeness:
    """Return how a person's names fit, from the same name down to one that sounds alike.

    `romanised` is the Revised Romanisation, `customary` has a surname as families write theirs,
    `rough` spells sounds as custom does. Surname and given name may change places.

    >>> [alike("조주현", name) for name in ("Jo Ju-hyeon", "Ju-hyeon Cho", "Cho Joo-hyun")]
    ['romanised', 'customary', 'rough']
    >>> alike("조주현", "Jo Ju-hyeok")
    ''
    """
    if one == other:
        return "same_name" if one else ""
    korean = [each for each in (one, other) if _HANGUL.fullmatch(each)]
    latin = [each for each in (one, other) if _LATIN.fullmatch(each)]
    if len(latin) == 2:
        return _spelt(*latin)
    if len(korean) != 1 or len(latin) != 1:
        return ""
    found = {
        _fit(family, given, *parts)
        for family, given in _korean(korean[0])
        for parts in _latin(latin[0])
    }
    ranks: tuple[Likeness, ...] = ("romanised", "customary", "rough")
    return next((each for each in ranks if each in found), "")


def keys(name: str) -> frozenset[str]:
    """Return what names that are alike have in common: given names by their sound."""
    found = {name}
    if _HANGUL.fullmatch(name):
        found |= {fold(said) for _, given in _korean(name) for said in _by_rule(given)}
    elif _LATIN.fullmatch(name):
        found |= {fold(given) for _, given in _latin(name)}
    return frozenset(found - {""})


def _fit(family: str, given: str, surname: str, name: str) -> Likeness:
    """Return how a Korean surname and given name fit those of a Latin name."""
    by_rule = surname in _by_rule(family)
    by_custom = surname in resource_toml(PERSONS)["surnames"].get(family, ())
    folded = folded_in(_by_rule(family)) | folded_in(
        resource_toml(PERSONS)["surnames"].get(family, ())
    )
    if not (by_rule or by_custom or fold(surname) in folded):
        return ""
    if name in _by_rule(given):
        return "romanised" if by_rule else "customary"
    return "rough" if fold(name) in folded_in(_by_rule(given)) else ""


def _spelt(one: str, other: str) -> Likeness:
    """Return how two Latin spellings fit: hyphens and order do not matter, or they sound alike."""
    mine, yours = _latin(one), _latin(other)
    if set(mine) & set(yours):
        return "same_name"
    sounds = ({tuple(map(fold, parts)) for parts in each} for each in (mine, yours))
    return "rough" if set.intersection(*sounds) else ""


def _korean(name: str) -> list[tuple[str, str]]:
    """Return the ways a Korean name may be surname and given name."""
    ways = [(name[:1], name[1:])]
    if name.startswith(DOUBLE_SURNAMES) and len(name) > 2:
        ways.append((name[:2], name[2:]))
    return ways


def _latin(name: str) -> list[tuple[str, str]]:
    """Return the ways a Latin name may be surname and given name: either may stand first."""
    words = [_bare(word) for word in name.split()]
    if len(words) < 2:
        return []
    return [(words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))]


def _bare(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


@lru_cache(maxsize=1 << 12)
def _by_rule(hangul: str) -> frozenset[str]:
    """Return the Revised Romanisation syllable by syllable, and as one word."""
    return frozenset((romanise(hangul), "".join(map(romanise, hangul))))


def folded_in(spellings: frozenset[str] | tuple[str, ...] | list[str]) -> frozenset[str]:
    """Return spellings as they are compared by sound."""
    return frozenset(map(fold, spellings))


@lru_cache(maxsize=1 << 14)
def fold(spelling: str) -> str:
    """Return a spelling with what custom writes in several ways written in one.

    >>> fold("hyun") == fold("hyeon"), fold("juhyeon") == fold("joohyun")
    (True, True)
    """
    for pattern, put in _folds():
        spelling = pattern.sub(put, spelling)
    return spelling


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(each["find"]), each["put"]) for each in resource_toml(PERSONS)["fold"])
