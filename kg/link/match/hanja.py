"""Chinese characters as Korean reads them. Pure.

Source: Unihan kHangul, see the head of `data/link/hanja.tsv`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from typing import Final

from kg.files import resource_text

TABLE: Final = "link/hanja.tsv"
HANJA: Final = re.compile(r"[\u4e00-\u9fff]")
MOST: Final = 16  # readings of one name: a character has one or two, a name few such characters
# At the head of a word ㄹ and ㄴ weaken: 女 is 녀, but 女性 is 여성 (the initial sound rule).


def has_hanja(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return HANJA.search(unicodedata.normalize("NFKC", text)) is not None


def readings(text: str) -> tuple[str, ...]:
    """Return how a text with Chinese characters is read, the likeliest reading first.

    A character that the table lacks stays. A text without any is its own reading.

    >>> readings("女性")[0], readings("LG電子")
    ('여성', ('LG전자',))
    """
    plain = unicodedata.normalize("NFKC", text)
    choices = [
        _choices(letter, is_first=index == 0 or not plain[index - 1].isalnum())
        for index, letter in enumerate(plain)
    ]
    return tuple("".join(each) for each in itertools.islice(itertools.product(*choices), MOST))


def _choices(letter: str, *, is_first: bool) -> tuple[str, ...]:
    known = _table().get(letter, (letter,))
    if not is_first or len(known) == 1:
        return known
    # The weakened reading comes first at the head of a word and last elsewhere.
    return tuple(sorted(known, key=lambda each: _is_strong(each, known)))


def _is_strong(reading: str, known: tuple[str, ...]) -> bool:
    """Tell whether a reading opens with the ㄹ or ㄴ that another one of the character drops."""
    onset, rest = divmod(ord(reading) - 0xAC00, 588)
    weak = [(ord(each) - 0xAC00) // 588 for each in known if (ord(each) - 0xAC00) % 588 == rest]
    return onset in {2, 5} and any(each in {2, 11} and each != onset for each in weak)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    first: dict[str, list[str]] = {}
    also: dict[str, list[str]] = {}
    for line in resource_text(TABLE).splitlines():
        if line.startswith("#"):
            continue
        reading, main, others = line.split("\t")
        for letter in main:
            first.setdefault(letter, []).append(reading)
        for letter in others:
            also.setdefault(letter, []).append(reading)
    return {letter: (*first.get(letter, ()), *also.get(letter, ())) for letter in {**first, **also}}
