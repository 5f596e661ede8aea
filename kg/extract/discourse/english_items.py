"""Texts of short items that have nothing to do with each other: briefs and bulletins. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.reading import Reading

_FEWEST: Final = 3  # items of a bulletin
_SHORT: Final = 60  # code points of a line that only heads others


_BACK: Final = re.compile(
    r"\W*(?:It|Its|They|Their|He|His|She|Her|This|That|These|Those|But|And|What|So|Yet|Then|Both)\b"
)


def apart(reading: Reading) -> frozenset[int]:
    """Return the paragraphs that tell a story of their own; none in a text that goes on.

    Each of three or more paragraphs names parties in its first sentence, and none of them
    names or points back to a party of another.
    """
    named: dict[int, set[str]] = {}
    for sentence in reading.sentences:
        is_first = sentence.paragraph not in named
        told = named.setdefault(sentence.paragraph, set())
        for mention in reading.mentions_in(sentence.span):
            if mention.type not in (None, "Person") and mention.kind != "group":
                told.update(mention.names)
        if sentence.block == "title" or (len(sentence.text) < _SHORT and not told):
            named.pop(sentence.paragraph, None)
        elif is_first and (not told or _BACK.match(sentence.text)):
            return frozenset()
    items = list(named.values())
    if len(items) < _FEWEST or not all(items):
        return frozenset()
    count = sum(len(own) for own in items)
    return frozenset(named) if count == len(set().union(*items)) else frozenset()
