"""The keys under which a name is filed and a mention looks. Pure.

Two names that have no key in common are never compared: that keeps linking near-linear.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from typing import TYPE_CHECKING, Final

from kg.link.match.abbreviations import MINISTRIES
from kg.link.match.forms import forms
from kg.link.match.hanja import has_hanja, readings
from kg.link.match.sounds import consonants, romans, rough
from kg.link.match.spelling import (
    english_words,
    is_korean,
    is_latin,
    spoken,
    tight,
    unfolded,
)
from kg.link.match.words import cut, cuts, english, grown, is_head, is_prefix, is_special

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.match.known import Known, Mention

MOST_SYLLABLES: Final = 24
SHORTENED: Final = 8  # syllables: nobody calls a longer name an abbreviation
LONGEST_SOUND: Final = 40  # letters: a longer name is a sentence, which nobody hears as one
LEAST_SLIP: Final = 4  # letters of a name that a slip is looked for in
LIGHT_ENGLISH: Final = frozenset(
    ("of", "the", "and", "for", "in", "at", "korea", "korean", "national", "institute", "research")
)
AROUND: Final = frozenset(("beside", "placed"))
_PART: Final = re.compile(r"[가-힣]|[a-z0-9]+")


def hashed(kind: str, key: str) -> int:
    """Return a key as a 64-bit number; two that clash are told apart when names are compared."""
    body = f"{kind}:{key}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(body, digest_size=8).digest(), "big")


def sure_keys(known: Known) -> Iterator[int]:
    """Yield the keys of an entity that nearly settle who it is: numbers and whole names."""
    for kind, number in known.numbers:
        yield hashed("n", f"{kind} {number.replace('-', '').upper()}")
    for name in known.names:
        for text, _ in name.variants():
            yield from _whole(text)


def rough_keys(known: Known) -> Iterator[int]:
    """Yield the keys by which an entity is only a candidate: slips, abbreviations, sounds."""
    has_korean = any(is_korean(each.text) for each in known.names)
    for name in known.names:
        for text, _ in name.variants():
            key = tight(text)
            yield from (hashed("d", each) for each in slipped(text))
            if is_korean(text):
                yield from (hashed("a", each) for each in _initials(key))
                yield from _grown(key)
            elif not has_korean:
                yield from (hashed("t", each) for each in _english_keys(text))
            yield from (hashed("c", each) for each in _sounds(text))


def sure_lookups(mention: Mention) -> Iterator[int]:
    """Yield the keys of `sure_keys` that a mention looks under."""
    for kind, number in mention.numbers:
        yield hashed("n", f"{kind} {number.replace('-', '').upper()}")
    for form in forms(mention):
        yield from _whole(form.text)


def shortened_lookups(mention: Mention) -> tuple[tuple[int, ...], ...]:
    """Return, for each way to read a mention as an abbreviation, the keys that must all hold."""
    found: dict[tuple[int, ...], None] = {}
    for form in forms(mention):
        key = tight(form.text)
        letters = _PART.findall(key)
        if is_korean(key) and 2 <= len(letters) <= SHORTENED + 2:
            pairs = dict.fromkeys(f"{letters[0]}{each}" for each in letters[1:])
            found[tuple(hashed("a", each) for each in pairs)] = None
    return tuple(found)


def rough_lookups(mention: Mention) -> Iterator[int]:
    """Yield the keys for slips and sounds that a mention looks under."""
    for text in (form.text for form in forms(mention)):
        yield from (hashed("d", each) for each in slipped(text))
        yield from (hashed("c", each) for each in _sounds(text))
        yield from _grown(tight(text))


def word_lookups(mention: Mention) -> tuple[int, ...]:
    """Return the keys of the English words that a Korean mention may be said with."""
    words: dict[str, None] = {}
    for text in (form.text for form in forms(mention) if form.less not in AROUND):
        ways = cuts(tight(text)) if is_korean(text) else ()
        for word in dict.fromkeys(word for way in ways for word in way):
            for said in english(word):
                words |= dict.fromkeys(said)
            if not english(word):
                words |= dict.fromkeys(f"~{each}" for each in map(consonants, rough(word)) if each)
    return tuple(hashed("t", each) for each in words if each not in LIGHT_ENGLISH)


def slipped(text: str) -> tuple[str, ...]:
    """Return a name with each single letter, or in a long Latin name each single word, left out.

    Two names that one slip parts have one of these in common.
    """
    key = tight(text)
    words = english_words(text) if is_latin(text) else ()
    if len(words) > 2:
        parts: tuple[str, ...] = words
    elif LEAST_SLIP <= len(key) <= MOST_SYLLABLES:
        parts = tuple(key)
    else:
        return ()
    gaps = ("".join((*parts[:at], *parts[at + 1 :])) for at in range(len(parts)))
    return tuple(dict.fromkeys((key, *gaps)))


def _whole(text: str) -> Iterator[int]:
    """Yield the keys of a name as it is written, spelled out, read and romanised."""
    key = tight(text)
    yield hashed("w", key)
    said = spoken(key)
    yield hashed("s", said)
    for each in readings(text) if has_hanja(text) else ():
        yield hashed("w", tight(each))
        yield hashed("s", spoken(tight(each)))
    yield from (hashed("r", each) for each in romans(text))
    if is_latin(text):
        yield hashed("e", unfolded(text))


def _initials(key: str) -> Iterator[str]:
    """Yield the pairs of a first letter with each later one, with and without a prefix."""
    letters = _PART.findall(key)
    if not 3 <= len(letters) <= MOST_SYLLABLES:
        return
    words = cut(key)
    starts = {0}
    if is_prefix(words[0]) or words[0].isascii():
        starts.add(len(_PART.findall(words[0])))
    if words[-1] in MINISTRIES:  # 복지부 for 보건복지부
        starts |= {len(_PART.findall("".join(words[:at]))) for at in range(1, len(words) - 1)}
    for at in range(1, len(words)):  # 해운대백병원 for 인제대학교해운대백병원
        if is_head(words[at - 1]) and any(map(is_special, words[at:])):
            starts.add(len(_PART.findall("".join(words[:at]))))
    for start in starts:
        yield from dict.fromkeys(f"{letters[start]}{each}" for each in letters[start + 1 :])


def _grown(key: str) -> Iterator[int]:
    stem, grade = grown(key)
    if stem:
        yield hashed("g", f"{stem} {grade}")


def _sounds(text: str) -> Iterator[str]:
    if len(text) <= LONGEST_SOUND:
        yield from filter(None, map(consonants, rough(text)))


def _english_keys(text: str) -> Iterator[str]:
    words = english_words(text)
    for word in words:
        if word not in LIGHT_ENGLISH:
            yield word
            yield from (f"~{each}" for each in map(consonants, rough(word)) if each)
    for one, other in itertools.pairwise(words):
        yield from (f"~{each}" for each in map(consonants, rough(one + other)) if each)
