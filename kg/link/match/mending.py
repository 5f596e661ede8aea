"""A mention put right: letters that were spelled out, a slip in the word that ends it. Pure."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.files import resource_toml
from kg.link.match.sounds import slips
from kg.link.match.spelling import LETTERS, WORDS, is_korean, tight

LONG_HEAD: Final = 3  # syllables: in a shorter word one letter makes another word


def lettered(text: str) -> str:
    """Return a Korean name with the names of Latin letters in front written as letters.

    >>> lettered("에스케이케미칼"), lettered("이천도자기")
    ('SK케미칼', '')
    """
    spoken = _spoken()
    rest, letters = text.strip(), ""
    while True:
        said = next((each for each in spoken if rest.startswith(each)), "")
        if not said or len(rest) - len(said) < 2:
            break
        letters, rest = letters + spoken[said], rest[len(said) :].lstrip()
    return letters + rest if len(letters) > 1 else ""


def mended(text: str) -> str:
    """Return a Korean name whose last word is a slip for a word that ends names.

    >>> mended("한국가온연규원"), mended("한국가온연구원")
    ('한국가온연구원', '')
    """
    key = tight(text)
    if not is_korean(key) or any(key.endswith(head) for head in _heads()):
        return ""
    for head in _heads():
        end = key[-len(head) :]
        if len(key) > len(head) + 1 and slips(end, head, 1) == 1:
            return key[: -len(head)] + head
    return ""


@cache
def _heads() -> tuple[str, ...]:
    """Return the words that end names and are long enough to be known again, longest first."""
    heads = [each for each in resource_toml(WORDS)["heads"] if len(each) >= LONG_HEAD]
    return tuple(sorted(heads, key=lambda each: (-len(each), each)))


@cache
def _spoken() -> dict[str, str]:
    """Return what Korean says to the Latin letter, the longest first."""
    said = {each: letter for letter, told in resource_toml(LETTERS).items() for each in told}
    return dict(sorted(said.items(), key=lambda item: (-len(item[0]), item)))
