"""The ways a mention may be meant: as written, without particles, with its place, mended. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.link.match.mending import lettered, mended
from kg.link.match.places import places_said
from kg.link.match.spelling import (
    bared,
    is_korean,
    tight,
    without_country,
)

if TYPE_CHECKING:
    from kg.link.match.known import Mention

BRACKETS: Final = re.compile(r"\s*[(（][^)）]*[)）]\s*$")
LONG_PLACED: Final = 8  # letters of a name that a place is put in front of
_BEFORE: Final = re.compile(r"([가-힣A-Za-z&]{2,12})\s$")


@dataclass(frozen=True, slots=True)
class Form:
    """One way a mention may be meant.

    Attributes:
        less: What is taken off for it, a key of `[less]` in the weights; empty for nothing.
    """

    text: str
    less: str = ""


def texts(text: str) -> tuple[str, ...]:
    """Return a mention as it stands, without brackets, without country, without particles."""
    plain = text.strip()
    found = {plain: None}
    if outside := BRACKETS.sub("", plain):
        found[outside] = None
    for each in tuple(found):
        found[without_country(each)] = None
    for each in tuple(found):
        found |= dict.fromkeys(bared(each))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def forms(mention: Mention) -> tuple[Form, ...]:
    """Return the forms of a mention, what is written first; each text once."""
    plain = mention.text.strip()
    found: dict[str, str] = {}
    for place, text in enumerate(texts(plain)):
        rest = plain[len(text) :] if place else ""
        is_cut = bool(rest) and not any(bracket in rest for bracket in "(（")
        found.setdefault(text, "particle" if is_cut else "")
    for text, less in tuple(found.items()):
        for made, why in ((lettered(text), "lettered"), (mended(text), "mended")):
            if made:
                found.setdefault(made, less or why)
    for text, less in _placed(plain, mention):
        found.setdefault(text, less)
    return tuple(Form(text, less) for text, less in found.items())


def _placed(text: str, mention: Mention) -> tuple[tuple[str, str], ...]:
    """Return a short Korean name behind the word in front of it and behind the places around."""
    if not is_korean(text) or len(tight(text)) > LONG_PLACED or is_common(text):
        return ()
    found: dict[str, str] = {}
    at = mention.context.find(text)
    before = _BEFORE.search(mention.context[:at]) if at > 0 else None
    places = places_said(f"{mention.context} {mention.place}")
    for stem in (text, *bared(text)):
        if before:
            found[f"{before[1]}{stem}"] = "beside"
        for place in places:
            found.setdefault(f"{place}{stem}", "placed")
    return tuple((made, less) for made, less in found.items() if tight(made) != tight(text))


def is_common(text: str) -> bool:
    """Tell whether a mention is a common noun and no name."""
    return tight(text) in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(map(tight, resource_toml("link/context.toml")["common"]["words"]))
