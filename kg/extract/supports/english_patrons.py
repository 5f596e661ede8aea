"""Marks beside an English firm's name that tell the larger of two, counted. Pure.

None settles it alone: "Garam's engineers" may be a small firm's. What speaks for the patron is
set against what speaks for the one helped, over the whole text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading

_NEAR: Final = 50  # code points before a name
_FAR: Final = 130  # code points behind it
_LIST: Final = re.compile(r"(?:\s\([^()]{1,30}\))?(?:,\s(?:and\s)?|\sand\s)(?:the\s)?")

_OF: Final = re.compile(r"\b(?:of|to|from|by|at|for)\s(?:the\s)?$")


def scores(reading: Reading, guessed: set[str]) -> dict[str, int]:
    """Return the marks of each guessed firm as the larger, less those as the smaller one."""
    score = dict.fromkeys(guessed, 0)
    told = [m for m in reading.mentions if m.names[0] in guessed and m.kind in {"name", "alias"}]
    for mention in told:
        score[mention.names[0]] += _marks(reading.document.text, mention)
    for mention in reading.mentions:
        if mention.kind == "anaphor" and mention.names[0] in guessed:
            score[mention.names[0]] += 2 * bool(_called_large().search(_printed(reading, mention)))
    for name in guessed:
        score[name] += bool(_heavy().search(name))
    return score


def akin(reading: Reading, guessed: set[str], found: set[str]) -> set[str]:
    """Return the guessed firms that are large as their likes are: listed together, or one house."""
    large = {a.name for a in reading.facts.actors if a.type == "LargeEnterprise"} | found
    houses = {name.split()[0] for name in large if " " in name}
    house = {name for name in guessed if " " in name and name.split()[0] in houses}
    return house | _listed(reading, guessed, found)


def _printed(reading: Reading, mention: Mention) -> str:
    return mention.span.of(reading.document.text)


@cache
def _called_large() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('en', 'patrons')['called'])})$", re.IGNORECASE)


def _marks(text: str, mention: Mention) -> int:
    """Return the marks for the larger firm less those for the smaller one, at one mention."""
    start, end = mention.span.start, mention.span.end
    lead = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    rest = text[end : end + _FAR].partition("\n")[0]
    behind = rest if mention.kind == "name" else _whole(rest, mention)
    is_subject = not re.search(
        r"\b(?:at|of|by|from|to|for|with|in)\s(?:(?:the|its|an?)\s)?(?:[a-z-]+\s){0,3}$", lead
    )
    larger = _any("large_before", lead) + _any("large_behind", behind)
    larger += is_subject and _any("large_apart", behind)
    smaller = _any("small_before", lead) + (is_subject and _any("small_behind", behind))
    return larger - smaller


def _whole(rest: str, mention: Mention) -> str:
    """Return the words behind the whole name where its short form was found inside it."""
    name, length = mention.names[0], len(mention.span)
    return rest[len(name) - length :] if name[length:] == rest[: len(name) - length] else rest


def _any(key: str, told: str) -> bool:
    found = _patterns(key)
    return bool(found.search(told) if key.endswith("before") else found.match(told))


@cache
def _patterns(key: str) -> re.Pattern[str]:
    end = "$" if key.endswith("before") else ""
    return re.compile(rf"(?:{'|'.join(words('en', 'patrons')[key])}){end}")


@cache
def _heavy() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(words('en', 'patrons')['heavy'])})$")


def _listed(reading: Reading, guessed: set[str], found: set[str]) -> set[str]:
    """Return the firms of a list of three or more in which one is large."""
    more: set[str] = set()
    for members in _lists(reading):
        large = any(m.type == "LargeEnterprise" or m.names[0] in found for m in members)
        if large:
            more |= {m.names[0] for m in members} & guessed
    return more


def _lists(reading: Reading) -> Iterator[list[Mention]]:
    """Yield the named firms of "Garam, Bada and Nuri", not of "suppliers of Garam, …"."""
    text = reading.document.text
    row: list[Mention] = []
    for one in [m for m in reading.mentions if m.kind != "group"]:
        gap = _whole(text[row[-1].span.end : one.span.start], row[-1]) if row else ""
        row = [*row, one] if row and _LIST.fullmatch(gap) else [one]
        lead = text[max(0, row[0].span.start - 16) : row[0].span.start]
        ahead = text[max(0, row[0].span.start - 70) : row[0].span.start]
        is_told = len(row) > 1 and _LARGE_ONES.search(ahead)
        if (len(row) >= _LONG or is_told) and " and " in gap and not _OF.search(lead):
            yield row


_LARGE_ONES: Final = re.compile(
    r"\b(?:retailers|carmakers|shipbuilders|steelmakers|chipmakers|groups|chains"
    r"|large (?:firms|companies)|customers|buyers)\b[^.;]{0,30}?"
    r"(?:among them|including|such as|namely|:|[-–—])\s$"
)
_LONG: Final = 3  # firms in a list whose members are alike
