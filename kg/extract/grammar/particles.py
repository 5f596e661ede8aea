"""Korean particles: what is glued behind a name, and how to cut it off. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.files import resource_toml

_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3


def has_final(letter: str) -> bool | None:
    """Tell whether a letter is read with a final consonant; None when it cannot be told.

    >>> has_final("강"), has_final("소"), has_final("7")
    (True, False, None)
    """
    if _FIRST <= ord(letter) <= _LAST:
        return (ord(letter) - _FIRST) % 28 > 0
    return None


def ends_in_n(letter: str) -> bool:
    """Tell whether a letter's final consonant is ㄴ, as that of a verb in the present (`한다`).

    >>> ends_in_n("한"), ends_in_n("했")
    (True, False)
    """
    return _FIRST <= ord(letter) <= _LAST and (ord(letter) - _FIRST) % 28 == 4


@cache
def behind() -> re.Pattern[str]:
    """Return the pattern of a particle (stacked ones too) that a name may carry.

    It matches the empty string where a word ends without one.
    """
    words = sorted(_table()["particles"], key=lambda word: (-len(word), word))
    return re.compile(f"(?:(?:{'|'.join(words)})?(?![가-힣A-Za-z0-9]))")


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = resource_toml("words/ko/particles.toml")
    return table


def agrees(letter: str, particle: str) -> bool:
    """Tell whether a particle's form fits the letter before it.

    >>> agrees("강", "은"), agrees("강", "는"), agrees("울", "로"), agrees("W", "는")
    (True, False, True, True)
    """
    final = has_final(letter)
    if final is None or not particle:
        return True
    table = _table()
    if particle in table["after_final"]:
        # 로 stands behind ㄹ as well, 으로 does not.
        return final and not (particle.startswith("으로") and _is_rieul(letter))
    if particle in table["after_vowel"]:
        return not final or (particle.startswith("로") and _is_rieul(letter))
    return True


def cut(word: str) -> tuple[str, str]:
    """Return a word without its particle, and the particle; the shortest stem of two letters.

    A particle that names often end in (`로`, `나`, `고`) is not cut off, nor one stacked
    on it: the name would lose its last letter more often than it would win.

    >>> cut("가람정밀은"), cut("솔빛테크에서는"), cut("나리아그로는"), cut("한들")
    (('가람정밀', '은'), ('솔빛테크', '에서는'), ('나리아그로', '는'), ('한들', ''))
    """
    for size in range(2, len(word)):
        stem, rest = word[:size], word[size:]
        if rest in _set() and rest not in _doubtful() and agrees(stem[-1], rest):
            return stem, rest
    return word, ""


def cut_at(word: str, size: int) -> tuple[str, str]:
    """Return the first `size` letters and the rest if the rest is a fitting particle.

    A word that does not end so is returned whole, with an empty particle.
    """
    stem, rest = word[:size], word[size:]
    if rest in _set() and agrees(stem[-1], rest):
        return stem, rest
    return word, ""


def is_particle(word: str) -> bool:
    """Tell whether a word is a particle, alone or stacked."""
    return word in _set()


@cache
def _set() -> frozenset[str]:
    return frozenset(_table()["particles"])


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(_table()["doubtful"])


def _is_rieul(letter: str) -> bool:
    return (ord(letter) - _FIRST) % 28 == 8
