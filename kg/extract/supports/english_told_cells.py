"""What a cell of an English table or list says was given: kinds of help, and things. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_frames

if TYPE_CHECKING:
    from kg.model.facts import KindCode


_PARTS: Final = re.compile(r"\s*(?:;|,|\+|/|\band\b|&)\s*")


NOBODY: Final = re.compile(r"(?:none|no\b|nil|n/?a\b|-|–|—|not\b|nobody)", re.IGNORECASE)


def kinds(told: str, *, is_lent: bool = False) -> tuple[KindCode, ...]:
    """Return the kinds of help a cell tells of, each once."""
    if not told.strip(" -–—") or NOBODY.match(told.strip()):
        return ()
    frame = english_frames.Frame(
        id="row", default="FacilityInvestment" if is_lent else "TechnologySupport"
    )
    whole = english_frames.kind_of(frame, told)
    parts = [english_frames.kind_in(part) for part in _PARTS.split(told) if part.strip()]
    told_kinds = tuple(dict.fromkeys(kind for kind in parts if kind is not None))
    return told_kinds or ((whole,) if whole else ())


def part_of(told: str, kind: KindCode) -> str:
    """Return the part of a cell that tells a kind, the whole of it where there is but one."""
    parts = [part for part in _PARTS.split(told) if part.strip()]
    return next((part for part in parts if english_frames.kind_in(part) == kind), told)


def product(told: str, kind: KindCode) -> str | None:
    """Return the thing a cell names, or what its money is for."""
    found = re.search(r"\bfor\s(?:an?\s|the\s)?([a-z][a-z -]{2,40})$", told)
    if found and kind in {"Funding", "FacilityInvestment"}:
        return found[1]
    bare = _LOAN.sub("", told.strip())
    is_thing = kind == "FacilityInvestment" and bare[:1].islower() and len(bare.split()) < _WORDS
    return bare if is_thing else None


_LOAN: Final = re.compile(
    r"^(?:(?:free |long-term )?(?:loan|lease|gift|donation|supply|purchase|installation) of )?"
    r"(?:an?|one|two|three|four|five|six|\d+)?\b\s?|\s(?:on|for|at|free|worth)\b.*$"
)


_WORDS: Final = 5  # words of a product's name, and one
