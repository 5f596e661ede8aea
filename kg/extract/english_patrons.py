"""Marks beside an English firm's name that tell the larger of two, counted. Pure.

None settles it alone: "Garam's engineers" may be a small firm's. What speaks for the patron is
set against what speaks for the one helped, over the whole text.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.clauses import words

if TYPE_CHECKING:
    from kg.extract.reading import Mention, Reading

_NEAR: Final = 50  # code points before a name
_FAR: Final = 130  # code points behind it
_LIST: Final = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?:the\s)?")

_OF: Final = re.compile(r"\b(?:of|to|from|by|at|for)\s(?:the\s)?$")


def marked(reading: Reading, guessed: set[str]) -> set[str]:
    """Return the guessed firms that more marks show as the larger than as the smaller one."""
    score = dict.fromkeys(guessed, 0)
    told = [m for m in reading.mentions if m.names[0] in guessed and m.kind in {"name", "alias"}]
    for mention in told:
        score[mention.names[0]] += _marks(reading.document.text, mention)
    for mention in reading.mentions:
        if mention.kind == "anaphor" and mention.names[0] in guessed:
            score[mention.names[0]] += 2 * bool(_called_large().search(_printed(reading, mention)))
    for name in guessed:
        score[name] += bool(_heavy().search(name))
    found = {name for name, count in score.items() if count > 0}
    return found | _listed(reading, guessed, found)


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
    is_subject = not re.search(r"\b(?:at|of|by|from|to|for|with|in)\s(?:the\s)?$", lead)
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
    """Return the firms listed beside one that is large: "Garam Group and Bada Foods"."""
    text = reading.document.text
    more: set[str] = set()
    firms = [m for m in reading.mentions if m.kind != "group"]
    for left, right in pairwise(firms):
        pair = (left, right)
        large = [m.type == "LargeEnterprise" or m.names[0] in found | more for m in pair]
        between = text[left.span.end : right.span.start]
        if _OF.search(text[max(0, left.span.start - 16) : left.span.start]):
            continue  # "suppliers of Garam Motors, Bada Casting and Nuri Valve"
        if any(large) and _LIST.fullmatch(_whole(between, left)):
            more |= {m.names[0] for m in pair} & guessed
    return more
