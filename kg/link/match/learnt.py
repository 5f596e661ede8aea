"""Abbreviations that somebody wrote down beside the full name. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.link.match.spelling import tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model.entities import Entity

HEREAFTER: Final = re.compile(
    r"(?P<full>[가-힣A-Za-z0-9&·]+(?: [가-힣A-Za-z0-9&·]+){0,4}?)\s*[(（]\s*"
    r"(?:이하|약칭|줄여서|hereafter|hereinafter)[:,\s]*['‘“\"]?(?P<short>[^)）'’”\"]{2,20}?)['’”\"]?\s*[)）]",
    re.IGNORECASE,
)


def told_in(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the abbreviations that texts introduce, tight, with the names they stand for.

    >>> told_in(["한국가온진흥원(이하 가온원)이 밝혔다."])
    {'가온원': frozenset({'한국가온진흥원'})}
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for seen in HEREAFTER.finditer(text):
            words = seen["full"].split()
            fulls = {tight(" ".join(words[at:])) for at in range(len(words))}
            found.setdefault(tight(seen["short"]), set()).update(fulls)
    return {short: frozenset(fulls) for short, fulls in found.items()}


def told_by(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    """Return each tight other name of our own entities with their preferred names."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        fulls = {tight(label.text) for label in entity.labels}
        for alias in entity.aliases:
            found.setdefault(tight(alias.text), set()).update(fulls)
    return {short: frozenset(fulls) for short, fulls in found.items()}


def together(*tables: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return several tables as one."""
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for short, fulls in table.items():
            found[short] = found.get(short, frozenset()) | fulls
    return found
