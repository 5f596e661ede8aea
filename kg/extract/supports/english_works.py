"""Whether English work ("rebuilt the line") is done for another, and so is help. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.grammar.english_frames import Use, Verb
    from kg.extract.supports.english_subjects import Nominal
    from kg.extract.supports.english_takers import Taker


def is_help(
    view: Scene,
    place: tuple[Verb, Use, Group],
    subject: Nominal,
    taker: Taker | None,
    memory: Memory,
) -> bool:
    """Tell whether work is done for another, and a look is taken at another, not at wafers."""
    frame, end = place[1].frame, place[1].end
    if frame.kind == "Diagnosis" and taker is None and _BARE_THING.match(view.stretch.text, end):
        return False
    return not frame.works or is_work(view, place, subject, taker, memory)


def is_advice(view: Scene, subject: Nominal) -> bool:
    """Tell whether those who visit are mentors or advisers."""
    return subject.is_people and bool(
        _ADVISE.search(view.stretch.text[subject.start : subject.end])
    )


def is_work(
    view: Scene,
    place: tuple[Verb, Use, Group],
    subject: Nominal,
    taker: Taker | None,
    memory: Memory,
) -> bool:
    """Tell whether work is done for another: by people sent, or by the giver just told of."""
    verb, use, group = place
    text = view.stretch.text
    lead = text[: group.start]
    if (
        _CAUSED.search(lead)
        or _AIM.search(lead)
        or text.startswith("to ", group.start)
        or _PLAN.match(text, use.end)
    ):
        return False
    if verb.form == "ing" and group.start == verb.start and not _JOINS.search(lead):
        return False  # "its old drawing bench"
    if subject.is_people or (taker is not None and taker.start >= 0 and taker.party is not None):
        return True
    is_own = _ITS.match(text, use.end)
    return bool(set(subject.names) & set(memory.supporters)) and not is_own


# "spent 2 billion won to connect", "showed us how to write": what the deed was for
_AIM: Final = re.compile(r"\b(?:for|how|by|of|in)\s$")
# "has had its paint line rebuilt": who did it is not told
_CAUSED: Final = re.compile(
    r"\b(?:has|have|had|having|get|gets|got|getting)\s(?:had\s)?(?:its|their|the|an?|all|two|three)\s"
    r"(?:[a-z-]+\s){1,4}$"
)
_JOINS: Final = re.compile(r"(?:,|\b(?:while|then|and))\s$")
_PLAN: Final = re.compile(
    r"\s(?:(?:an?|the|its|their|some|\d+|two|three)\s)?(?:[a-z-]+\s)?"
    r"(?:plans?|lists?|proposals?|reports?|roadmaps?|letters?|invoices?)\b"
)
_ITS: Final = re.compile(r"\s(?:its|their|his|her|in|by|from|to|at|on)\s")

_BARE_THING: Final = re.compile(
    r"\s(?!its|this|us)(?:[a-z-]+\s)?[a-z]{3,}(?<!s)s\b(?!\s(?:at|of|from)\b)"
)
_ADVISE: Final = re.compile(
    r"mentor|coach|advis|tutor|trainer|instructor|consultant", re.IGNORECASE
)
