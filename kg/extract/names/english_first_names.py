"""Persons by a first name of another country, before a surname of any kind. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table

if TYPE_CHECKING:
    from collections.abc import Iterator

# A firm may bear a person's name: what it makes follows
_OWNER: Final = re.compile(
    r",\s(?:an?|the)\s(?:[\w-]+\s){0,4}?"
    r"(?:maker|manufacturer|supplier|firm|company|group|brand)\b"
)

# The heading of an interview: "Ten minutes with Helen Garam"
_MEETING: Final = re.compile(
    r"(?i:\b(?:interview|minutes|conversation|talking|a talk|q&a|questions|coffee|lunch|in person)"
    r"\s(?:with|to|for))\s([A-Z][a-z]+(?:-[A-Za-z][a-z]*)?(?:\s[A-Z][a-z]+(?:-[a-z]+)?){1,2})\s*$"
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield where first names stand with their surnames.

    >>> list(find("said Helen Garam, who runs Martin Noeul & Sons"))
    [(5, 16)]
    """
    met = _MEETING.search(text)
    if met is not None:
        yield met.span(1)
    for found in _pattern().finditer(text):
        if not _OWNER.match(text, found.end()):
            yield found.span(1)


@cache
def _pattern() -> re.Pattern[str]:
    given = either(table("en/persons")["given"])
    return re.compile(
        rf"(?<![\w&'’-])({given}(?:\s[A-Z]\.)?"
        r"(?:\s(?:van|von|de|del|della|di|da|al|el|bin|ter|den|der))*"
        r"\s[A-Z][\w’'-]+)(?![\w-])(?!\s(?:&\s)?[A-Z])(?!\s&)"
    )
