"""Who helps whom by an English noun of help: "with help from X", "after an audit by X". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.grammar import english_clauses, english_frames
from kg.extract.supports import english_help, english_sides, english_subjects, english_takers
from kg.extract.supports.english_deeds import Deed
from kg.extract.supports.english_subjects import gives

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.supports.english_help import Noun
    from kg.extract.supports.english_takers import Taker

_CLOSED: Final = re.compile(r",\sand\s")  # a relative clause is over
_IS_LOAN: Final = re.compile(
    r"\b(?:is|was|were|are)\s(?:an?\s)?(?:[a-z-]+\s)?(?:loans?|gifts?|donation)\s\w+\s"
)


def _told_thing(text: str, end: int) -> bool:
    """Tell whether the words before a noun of help end with equipment."""
    return english_frames.kind_in(text[max(0, end - 40) : end]) == "FacilityInvestment"


_LONGEST: Final = 25  # letters between a noun of help and its giver
_RELATIVES: Final = ("which", "whom", "whose", "that", "who")
_NOUN_FRAME: Final = english_frames.Frame(id="noun")


def of_noun(view: Scene, noun: Noun, memory: Memory) -> Deed | None:
    """Read "with help from X", "after an audit by X", "audits of Y by X"."""
    after = [
        party
        for party in view.parties
        if -1 <= view.at(party)[0] - noun.end < _LONGEST and gives(party)
    ]
    return _by_noun(view, noun, after[0], memory) if after else None


def of_owned(view: Scene, party: Party, memory: Memory) -> Deed | None:
    """Read "with X's help", "under X's guidance"."""
    begin, end = view.at(party)
    noun = english_help.owned_noun(view.stretch.text, end)
    lead = view.stretch.text[:begin]
    if noun is None or not gives(party) or not _WITH.search(lead):
        return None
    return _by_noun(view, english_help.Noun(begin, noun.end, noun.kind), party, memory)


_WITH: Final = re.compile(
    r"\b(?:with|under|through|thanks to|owing to|on|following|after|using|via|by|and)\s(?:the\s)?$",
    re.IGNORECASE,
)


def _by_noun(view: Scene, noun: Noun, giver: Party, memory: Memory) -> Deed | None:
    text = view.stretch.text
    inside = [p for p in view.between(noun.start, noun.end) if can_take(p) and p is not giver]
    hidden = english_clauses.masked(text, noun.start)
    _, opener_at, opener = english_clauses.opening(hidden, noun.start)
    taker: Taker | None = None
    if inside:
        taker = english_takers.of_party(view, inside[-1])
    elif opener.rsplit(" ", maxsplit=1)[-1] in _RELATIVES and not _CLOSED.search(
        hidden[opener_at + 1 : noun.start]
    ):
        owner = english_sides.right_before(view, hidden, opener_at)
        if owner is not None and english_takers.may_take(owner, giver.names):
            taker = english_takers.of_party(view, owner)
    if taker is None:
        start = max(noun.end, view.at(giver)[1])
        taker = english_takers.before(view, noun.start, giver.names)
        taker = taker or english_sides.following(view, start, giver)
    if taker is None and not english_subjects.in_clause(view, noun.start):
        taker = english_takers.called_back(view, giver.names, memory)
    if taker is None or set(taker.names) & set(giver.names):
        return None
    kind = noun.kind
    if kind == "Funding" and _IS_LOAN.search(text[: noun.end]) and _told_thing(text, noun.start):
        kind = "FacilityInvestment"  # "the analyser was a loan from Garam"
    by_people = noun.kind == "TechnologySupport" and english_frames.gifts("people").search(
        text[noun.end : view.at(giver)[0]]
    )
    return Deed(
        frame=_NOUN_FRAME,
        kind="Mentoring" if by_people else kind,
        supporter=giver.names,
        giver=giver,
        taker=taker,
        start=noun.start,
        end=noun.end,
        group_start=noun.start,
        is_past=True,
    )
