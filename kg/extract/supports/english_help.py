"""English nouns of help beside their giver: "help from X", "audits of Y by X". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from kg.extract.grammar import english_frames
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.model.facts import KindCode

_ON_LOAN: Final = re.compile(r"\bon (?:free |permanent |long-term )?(?:loan|secondment)\b")
_DONE: Final = ("Diagnosis", "KnowHowTransfer")  # kinds of "audits of Y by X"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of help before its giver: "with help from", "an audit by"; or behind "X's"."""

    start: int
    end: int
    kind: KindCode


@cache
def _nouns() -> tuple[re.Pattern[str], ...]:
    listed = resource_toml("frames/en/supports.toml")
    groups = [rf"(?P<{kind}>{'|'.join(own)})" for kind, own in listed["nouns"].items()]
    behind = "|".join(sorted(listed["noun_links"]["behind"], key=len, reverse=True))
    before = "|".join(sorted(listed["noun_links"]["before"], key=len, reverse=True))
    nouns = rf"(?:{'|'.join(groups)})"
    lead = rf"\b(?i:{before})\s?(?:[\w.,’'%$₩€£¥₹-]+(?<![.,])\s){{0,7}}?"
    behind = rf"\s(?:{behind})\s(?:the\s)?(?=[A-Z\d]|(?:[a-z-]+\s){{1,4}}[A-Z])"
    linked = re.compile(rf"{lead}{nouns}{behind}")
    effects = "|".join(listed["noun_links"]["effects"])
    opening = re.compile(
        rf"^(?:[\w’'-]+\s){{0,3}}?(?i:{nouns}){behind}(?=[^,.;]{{2,60}}?\s(?:{effects})\b)"
    )
    own = "|".join(f"(?P<{kind}>{'|'.join(listed['nouns'][kind])})" for kind in _DONE)
    done = re.compile(
        rf"(?i:{own})\s(?:of|at|for|to)\s(?=[^,.;]{{3,60}}\sby\s)"
        rf"[^,.;]{{3,60}}?\sby\s(?:the\s)?(?=[A-Z])"
    )
    owned = re.compile(rf"(?:'s|’s|(?<=s)['’])\s(?:[a-z-]+\s){{0,3}}?{nouns}\b")
    return linked, owned, done, opening


def nouns(text: str) -> tuple[Noun, ...]:
    """Return the nouns of help that a giver follows."""
    return tuple(
        Noun(match.start(str(match.lastgroup)), match.end(), _kind(match))
        for pattern in (_nouns()[0], *_nouns()[2:])
        for match in pattern.finditer(text)
    )


def _kind(match: re.Match[str]) -> KindCode:
    """Return the kind a noun tells: "on loan" is of the people or the things lent."""
    lent = _ON_LOAN.search(match[0])
    if lent is None:
        return cast("KindCode", match.lastgroup)
    is_people = english_frames.gifts("people").search(match[0], 0, lent.start())
    return "Mentoring" if is_people else "FacilityInvestment"


def owned_noun(text: str, at: int) -> Noun | None:
    """Return the noun of help that follows "X's" at `at`."""
    match = _nouns()[1].match(text, at)
    return Noun(match.start(), match.end(), cast("KindCode", match.lastgroup)) if match else None
