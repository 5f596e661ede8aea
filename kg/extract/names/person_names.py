"""Which words have the form of a Korean person's name. Pure."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.grammar import particles
from kg.extract.grammar.words import words


def is_name(word: str) -> bool:
    """Tell whether a word has the form of a Korean person's name.

    >>> is_name("나하늘"), is_name("전문가")
    (True, False)
    """
    if not 2 <= len(word) <= 4 or word in words("ko/persons", "not_names"):
        return False
    if not re.fullmatch("[가-힣]+", word) or word in words("ko/names", "common", "words"):
        return False
    if word in words("ko/persons", "countries"):
        return False
    if word[1] == "씨" or word[1:] in {"모", "모씨"}:
        return False  # 김씨, 이모 씨: nobody is named
    if len(word) == 2:
        return word[0] in words("ko/persons", "common_surnames")
    if word[:2] in words("ko/persons", "double_surnames"):
        return True
    if len(word) == 4 or word[0] not in words("ko/persons", "surnames"):
        return False
    common = word[:2] in words("ko/names", "common", "words") or word[:2] in words(
        "ko/persons", "not_names"
    )
    is_particle = particles.is_particle(word[2:]) and particles.agrees(word[1], word[2:])
    return not (common and is_particle) and word[-1] not in _NOT_LAST


_NOT_LAST: Final = "시군부처청업들적년측및등를에와께팀"


def is_likelier(inner: str, outer: str) -> bool:
    """Tell whether the word next to a title is the name: `은파릴 나하늘 사장`."""
    given = words("ko/persons", "given")
    reads = [is_name(one) and all(letter in given for letter in one[1:]) for one in (inner, outer)]
    return reads == [True, False]
