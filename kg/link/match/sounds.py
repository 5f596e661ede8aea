"""Names by their sound: jamo for slips of the pen, one rough spelling for both scripts. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from kg.ids.romanise import romanise
from kg.link.match.spelling import spoken, tight
from kg.link.normalise import bare_name

_VOWELS: Final = re.compile(r"[aeiouyw]+")
_STRANGE: Final = re.compile(r"[^a-z0-9]")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
# How English spells what Korean hears, in this order.
_LATIN_RULES: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"ph", "f"), (r"tech", "tek"), (r"chem", "kem"), (r"bio", "baio"), (r"ts", "j"),
         (r"wh", "hw"), (r"ck|q", "k"),
        (r"x", "ks"),
        (r"sch|sh", "s"), (r"ch|tch", "j"),
        (r"ce?(?=[eiy])", "s"), (r"c", "k"), (r"z", "j"), (r"v", "b"), (r"f", "p"),
        (r"oo|ou", "u"), (r"ee|ea", "i"), (r"eo", "o"), (r"ae|ai|ay", "e"),
        (r"(?<=[^aeiou])e$", ""),
    )
)  # fmt: skip
_KOREAN_RULES: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"eu", ""), (r"eo", "o"), (r"ae|ai", "e"), (r"oe|we", "e"), (r"ch", "j"), (r"ui", "i"),
    )
)  # fmt: skip
_NG: Final = re.compile(r"ng(?![aeiouy])")  # one sound: Dongguk is no Dankook
_VOICED: Final = str.maketrans({"g": "k", "d": "t", "b": "p", "l": "r"})
FEW_CONSONANTS: Final = 3


@lru_cache(maxsize=1 << 17)
def jamo(text: str) -> str:
    """Return a tight name with every syllable taken apart into its letters."""
    return unicodedata.normalize("NFD", text)


def slips(one: str, other: str, most: int) -> int:
    """Return how many letters part two tight names; one more than `most` where more do.

    Letters are jamo and Latin letters; two swapped neighbours count once.

    >>> slips("중소벤쳐기업부", "중소벤처기업부", 2)
    1
    """
    return int(OSA.distance(jamo(one), jamo(other), score_cutoff=most))


@lru_cache(maxsize=1 << 17)
def roman(key: str) -> str:
    """Return a tight name in the letters of the Revised Romanisation."""
    return romanise(key)


@lru_cache(maxsize=1 << 17)
def romans(text: str) -> tuple[str, ...]:
    """Return a name in the letters of the Revised Romanisation, as one word and word by word.

    >>> romans("물 안보")
    ('muranbo', 'mulanbo')
    """
    apart = "".join(roman(tight(word)) for word in bare_name(text).split())
    return tuple(dict.fromkeys((roman(tight(text)), apart)))


@lru_cache(maxsize=1 << 16)
def rough(name: str) -> tuple[str, ...]:
    """Return a name's rough spellings, by which 셀트리온 and Celltrion are nearly one.

    A Latin name has up to four: soft and hard g differ, an r may be mute, and capitals may be
    spelled out.
    """
    key = tight(name)
    if not key.isascii():
        return (_korean(spoken(key)),)
    hard = _latin(key)
    soft = _latin(re.sub(r"g(?=[eiy])", "j", key))
    # 스타 for star: Korean does not hear an r that no vowel follows.
    dropped = _latin(re.sub(r"(?<=[aeiou])r(?![aeiour])", "", key))
    capitals = re.sub(r"\b[A-Z]{1,5}\b", lambda run: spoken(run[0].lower()), name)
    out = () if capitals == name else (_mixed(tight(capitals)),)
    return tuple(dict.fromkeys((hard, soft, dropped, *out)))


def consonants(spelling: str) -> str:
    """Return the consonants of a rough spelling; few tell nothing and come back empty."""
    found = _VOWELS.sub("", spelling)
    return found if len(found) >= FEW_CONSONANTS else ""


def _mixed(key: str) -> str:
    """Return the rough spelling of a name whose capitals were spelled out in Hangul."""
    parts = re.findall(r"[가-힣]+|[a-z0-9]+", key)
    return "".join(_latin(each) if each.isascii() else _korean(each) for each in parts)


def _korean(key: str) -> str:
    return _fold(roman(key), _KOREAN_RULES)


def _latin(key: str) -> str:
    return _fold(key, _LATIN_RULES)


def _fold(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, put in rules:
        text = pattern.sub(put, text)
    plain = _NG.sub("q", _STRANGE.sub("", text))
    return _DOUBLED.sub(r"\1", plain.translate(_VOICED))
