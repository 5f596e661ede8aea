"""What a clause gives where its noun stands before it: "the welders that X lent us". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.grammar import english_clauses

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.supports.english_subjects import Nominal


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
