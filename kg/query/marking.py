"""The words somebody looks for, and where they stand in a quote. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from kg.query.search import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS: Final = 12  # of one question; further ones are left out of account


def words_of(text: str) -> list[str]:
    """Return the words of a question in comparable form, each once."""
    words = dict.fromkeys(comparable(word) for word in text.split())
    return [word for word in words if word][:WORDS]


def marked(quote: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return a quote cut into stretches, each with whether it is one of the words.

    >>> marked("Ｆactory  floor", ["ory", "fl"])
    [('Ｆact', False), ('ory', True), ('  ', False), ('fl', True), ('oor', False)]
    """
    clusters = list(_clusters(quote))
    keys = [comparable(cluster) for cluster in clusters]
    owner = [place for place, key in enumerate(keys) for _ in key]
    whole = "".join(keys)
    is_hit = [False] * len(clusters)
    for word in words:
        start = whole.find(word)
        while word and start >= 0:
            for place in range(owner[start], owner[start + len(word) - 1] + 1):
                is_hit[place] = True
            start = whole.find(word, start + 1)
    found: list[tuple[str, bool]] = []
    for cluster, hit in zip(clusters, is_hit, strict=True):
        if found and found[-1][1] is hit:
            found[-1] = (found[-1][0] + cluster, hit)
        else:
            found.append((cluster, hit))
    return found


def _clusters(text: str) -> Iterator[str]:
    """Yield the letters with the marks and jamo that compose with them."""
    held = ""
    for letter in text:
        composes = unicodedata.combining(letter) or "\u1160" <= letter <= "\u11ff"
        if held and not composes:
            yield held
            held = ""
        held += letter
    if held:
        yield held
