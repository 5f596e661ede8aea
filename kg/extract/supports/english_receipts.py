"""Who received help from whom: "Y got a loan from X", "Y was given robots from X". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_clauses, english_frames
from kg.extract.supports import english_help, english_subjects, english_takers
from kg.extract.supports.english_deeds import Deed, deed_of
from kg.extract.supports.english_subjects import Nominal, gives

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.grammar.english_frames import Verb
    from kg.extract.supports.english_takers import Taker

_FROM: Final = re.compile(
    r"[^;:]{0,110}?\b(?:from|by|(?:help|support|backing|advice|services|guidance|assistance|sponsorship"
    r"|laborator(?:y|ies)|labs?|facilit(?:y|ies)|test (?:cent(?:re|er)|bed|line)|pilot line"
    r"|equipment|servers?|visits?|engineers|experts|mentors|trainers|aid|use)\sof)\s(?:the\s)?"
    r"(?:[a-z-]+\s){0,3}?"
)
_UNDER: Final = re.compile(
    r"[^;:,]{0,60}?\b(?:through|under|via|as part of|within|thanks to|in)\s(?:the\s)?"
)
_HELP: Final = re.compile(r"\b(?:help|support|assistance|backing|aid)\b")
_OWNS: Final = re.compile(r"(?:'s|’s|(?<=s)['’])\s")


def of_verb(view: Scene, verb: Verb, group: Group, memory: Memory) -> Deed | None:
    """Read "Y received a loan from X", "Y was given two robots from X"."""
    text = view.stretch.text
    use = next((use for use in verb.uses if use.frame.receives), None)
    if use is None:
        if group.voice != "passive":
            return None
        use = verb.uses[0]
    giver = _source(view, use.end)
    if giver is None:
        return None
    told = text[use.end : view.at(giver)[0]]
    owned = english_help.owned_noun(text, view.at(giver)[1])
    kind = use.frame.kind or english_frames.kind_in(told)
    cue = english_frames.cue_of(told)
    if kind is None or (cue == "money" and not use.frame.kind):
        kind = "Funding" if cue == "money" else (owned.kind if owned else kind)
    if kind is None and (use.frame.cue != "any" or _HELP.search(told)):
        kind = "TechnologySupport"
    if kind is None or english_frames.gifts("never").match(told.strip()):
        return None
    taker = _receiver(view, group, giver, memory)
    if taker is None or not taker.names:
        return None
    nominal = Nominal(start=0, end=0, names=giver.names, party=giver)
    return deed_of(use.frame, kind, nominal, taker, (verb, use.end, group), told)


def more(view: Scene, deed: Deed) -> Deed | None:
    """Read the second source of "got a loan from X and a used lathe from Y"."""
    if not deed.frame.receives or deed.giver is None:
        return None
    text = view.stretch.text
    start = view.at(deed.giver)[1]
    for party in view.between(start, len(text)):
        found = _AND.fullmatch(text[start : view.at(party)[0]])
        kind = english_frames.kind_in(found[1]) if found else None
        if found and kind and gives_or_may(party, deed):
            return replace(
                deed,
                kind=kind,
                supporter=party.names,
                giver=party,
                start=start,
                end=view.at(party)[1],
                told=f" {found[1]}",
            )
    return None


def gives_or_may(party: Party, deed: Deed) -> bool:
    """Tell whether a second source can be one: it gives, and is not the one who gets."""
    return gives(party) and not set(party.names) & set(deed.taker.names)


_AND: Final = re.compile(
    r",?\s(?:and|as well as|plus)\s"
    r"((?:an?|the|two|three|four|five|six|some|\d+|its|free|further)\s[^,.;]{2,50}?)"
    r"\s(?:from|by)\s(?:the\s)?(?:[a-z-]+\s){0,2}"
)


def _source(view: Scene, end: int) -> Party | None:
    text = view.stretch.text
    stop = english_clauses.closing(text, end)
    for party in view.between(end, len(text)):
        begin, behind = view.at(party)
        if begin > stop or not gives(party):
            continue
        gap = text[end:begin]
        if _UNDER.fullmatch(gap) and _OWNS.match(text, behind):
            return party  # "received support through the ministry's project"
        if _FROM.fullmatch(gap) or (_OWNS.match(text, behind) and not gap.strip(" the")):
            return party
    return None


def _receiver(view: Scene, group: Group, giver: Party, memory: Memory) -> Taker | None:
    subject = english_subjects.subject(view, group.start, memory)
    if subject is not None and subject.party is not None:
        if english_takers.may_take(subject.party, giver.names):
            return english_takers.of_party(view, subject.party)
        return None
    if subject is not None and subject.names and not set(subject.names) & set(giver.names):
        return english_takers.Taker(names=subject.names)
    if subject is None:
        return english_takers.before(view, group.start, giver.names)
    return None
