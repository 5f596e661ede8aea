"""What a clause gives where its noun stands before it: "the welders that X lent us". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.grammar import english_clauses
from kg.extract.supports import english_takers

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.supports.english_subjects import Nominal
    from kg.extract.supports.english_takers import Taker


def before(view: Scene, group: Group) -> str:
    """Return the noun that a relative clause tells the giving of."""
    text = english_clauses.masked(view.stretch.text, group.start)
    _, opener_at, opener = english_clauses.opening(text, group.start)
    return last_noun(text[:opener_at]) if opener in {"which", "that"} else ""


def bare(view: Scene, subject: Nominal, group: Group) -> str:
    """Return the noun before a clause that follows it without a pronoun: "the foremen it sends"."""
    text = english_clauses.masked(view.stretch.text, group.start)
    lead = text[english_clauses.opening(text, group.start)[0] : max(0, subject.start)]
    is_bare = lead.endswith(" ") and not text[subject.end : group.start].strip()
    return last_noun(lead) if is_bare and re.search(r"[a-z]\s$", lead) else ""


def last_noun(given: str) -> str:
    """Return the last noun phrase of a stretch: the sorter of "has installed a sorter"."""
    found = list(
        re.finditer(r"\b(?:an?|the|its|their|some|\d[\d,]*|two|three|four|five|six)\s", given)
    )
    return given[found[-1].start() :] if found else given


def aimed_at(view: Scene, group: Group, subject: Nominal) -> Taker | None:
    """Return Y of "gave 55 million won so that Y could replace its tank"."""
    for party in view.between(group.start, len(view.stretch.text)):
        lead = view.stretch.text[group.start : view.at(party)[0]]
        if _SO_THAT.search(lead) and english_takers.may_take(party, subject.names):
            return english_takers.of_party(view, party) if can_take(party) else None
    return None


_SO_THAT: Final = re.compile(
    r"\b(?:so that|so|to let|to help|letting|enabling|allowing|helping)\s(?:the\s)?$"
)
