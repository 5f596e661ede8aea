"""Firms beside or behind a word for their kind, and runs that only name a field. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.facts import ActorType

CAP: Final = r"[A-Z0-9]*[A-Z][\w&+\-]*(?:\.com)?"
_ONE: Final = rf"{CAP}(?:\s(?:&\s)?{CAP})*"
_MEMBER: Final = re.compile(_ONE)


def firms(text: str) -> Iterator[tuple[int, int]]:
    """Yield where firms listed behind their kind stand.

    >>> [found for found in firms("Two net makers joined: Ever and Rest Nets.")]
    []
    >>> [found for found in firms("Three net makers joined: Ever, P&Q and Rest Nets.")]
    [(25, 29), (31, 34), (39, 48)]
    """
    found = _list().search(text)
    if found is None:
        return
    bad = words("en/names", "common", "words") | words("en/names", "common", "places")
    for one in _MEMBER.finditer(text, found.start("list"), found.end("list")):
        if one[0] not in bad:
            yield one.span()


@cache
def _list() -> re.Pattern[str]:
    kinds = "|".join(table("en/names")["firms"]["plurals"])
    return re.compile(
        rf"\b(?:{kinds})\b[^.;:|]{{0,60}}?(?::|,?\s(?:such as|including|namely)|\s[–—-])\s"
        rf"(?P<list>{_ONE}(?:,\s{_ONE})+,?\s(?:and|&)\s{_ONE})(?=[.,;)]|$|\s[a-z]|\s[–—-]\s)"
    )


def is_field(name: str) -> bool:
    """Tell whether a name is only words of a field: "Advanced Manufacturing"."""
    return all(part in words("en/names", "common", "fields") for part in name.split())


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = either(table("en/names")["firms"]["cues"])
    before = re.compile(
        rf"\b(?i:{cues})(?:\s(?:in|from|near|outside|of)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?=,))?"
        rf"(?:\s(?:called|named|such as|including|like))?,?\s$|\bOne of them, $"
        r"|\b(?:[Aa]mong (?:them|those|the [a-z ]+) (?:is|are|was|were)|[Oo]ne of (?:them|these"
        r"|the [a-z ]+) is"
        r"|[Aa]nother is|[Tt]he (?:first|latest|newest|most recent) (?:is|was)|[Aa] case in "
        r"point is)\s$"
    )
    after = re.compile(
        rf"(?:\s\([^()]*\))?,\s(?:an?|the|one of|its|their|his|her|our)\s"
        rf"(?:[\w'’.,-]+\s){{0,8}}?{cues}\b"
        r"|(?:'s|’s)\s(?:CEO|chief executive|president|owner|founder|plant manager|engineers)\b"
    )
    return before, after


def is_cued(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands beside a word for firms: "the baker Garam"."""
    before, after = _cues()
    return bool(before.search(text[max(0, start - 60) : start]) or after.match(text, end))


def told_type(text: str, start: int, end: int) -> ActorType | None:
    """Return the type that words beside a name tell: "trade body Garam", "Garam, a charity".

    >>> text = "A grant from development agency Garam Forward"
    >>> told_type(text, text.index("Garam"), len(text))
    'PublicAgency'
    """
    for kind, (before, after) in _told().items():
        if before.search(text[max(0, start - 60) : start]) or after.match(text, end):
            return kind
    return None


@cache
def _told() -> dict[ActorType, tuple[re.Pattern[str], re.Pattern[str]]]:
    found: dict[ActorType, tuple[re.Pattern[str], re.Pattern[str]]] = {}
    for kind, own in table("en/names")["told"].items():
        words_ = "|".join(own)
        found[kind] = (
            re.compile(rf"(?<![\w-])(?:{words_}),?\s$"),
            re.compile(
                rf"(?:\s\([^()]*\))?,\s(?:an?|the|its|their|our)\s(?:[\w'’-]+\s){{0,4}}?(?:{words_})"
                r"(?=[,.;]|\s(?:of|for|in|that|which|and|behind)\b|$)"
            ),
        )
    return found
