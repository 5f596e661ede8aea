"""Who helps whom in an English sentence, active, passive and by noun. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import Memory, can_give, can_take
from kg.extract.frames import kind_of
from kg.extract.parties import Party, giver_words, is_pointer
from kg.extract.recall import Sides

if TYPE_CHECKING:
    from kg.extract.frames import Trigger
    from kg.extract.scene import Scene

BEFORE: Final = re.compile(
    r"\b(?:by|from|with|to|for|of|at|in|on|than|after|like|near|against)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BE: Final = re.compile(
    r"\b(?:was|were|been|being|is|are|be|gets?|got)\s(?:also\s|then\s|later\s|first\s|jointly\s|fully\s|partly\s)?$",
    re.IGNORECASE,
)
_POSSESSIVE: Final = re.compile(r"(?:'s|’s|'|’)\s", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"(?:^|[\s,])(?:it|they|the (?:[a-z]+(?:'s|’s)?\s){0,3}?"
    r"(?:company|group|firm|ministry|agency|institute|conglomerate|arm|unit|maker|giant|carmaker"
    r"|chipmaker|shipbuilder|steelmaker|government|city|province|foundation|association))\b",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"\b(?:to|for|at|with|in|among|across|of|inside)\s(?:[a-z]+\s){0,3}?$", re.IGNORECASE
)
_BY: Final = re.compile(r"[^,.;]{0,60}?\bby\s(?:\w+\s){0,4}?(?:from\s|at\s|of\s)?(?:the\s)?")
_PEOPLE: Final = re.compile(
    r"\b(?:engineers?|experts?|teams?|staff|specialists?|technicians?|employees|mentors?|veterans)\s(?:from|of|at)\s(?:the\s)?$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(r"\b(?:it|its|the (?:company|firm|plant))\b", re.IGNORECASE)


def ends(view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    """Return who helps whom at a trigger, or None when an end cannot be told."""
    if trigger.frame.voice == "noun":
        return _noun(view, trigger, memory)
    if trigger.frame.voice == "receive":
        return _received(view, trigger, memory)
    agent = _agent(view, trigger)
    if agent is not None:
        return _passive(view, trigger, agent, memory)
    if _BE.search(view.stretch.text[: trigger.start]) and not _is_progressive(view, trigger):
        return None
    return _active(view, trigger, memory)


def _is_progressive(view: Scene, trigger: Trigger) -> bool:
    return view.stretch.text[trigger.start : trigger.end].split()[0].endswith("ing")


def _agent(view: Scene, trigger: Trigger) -> Party | None:
    """Return X of "was supported by X", None for an active verb."""
    tail = view.stretch.text[trigger.end :]
    for party in view.parties:
        begin = view.at(party)[0]
        if begin >= trigger.end and gives(party):
            return party if _BY.fullmatch(tail[: begin - trigger.end]) else None
    return None


def gives(party: Party) -> bool:
    """Tell whether a party can stand as supporter."""
    if can_give(party):
        return True
    return party.type is None and bool(giver_words("en").match(party.group or ""))


def _subject(view: Scene, place: int, helped: tuple[str, ...] = ()) -> Party | None:
    """Return the party that is the subject of the verb at `place`."""
    text = view.stretch.text
    for party in reversed(view.between(0, place)):
        begin, end = view.at(party)
        people = _PEOPLE.search(text[:begin])
        if (BEFORE.search(text[:begin]) and not people) or party.type == "Person":
            continue
        if party.names == helped:
            continue  # the object of an earlier verb of the sentence
        if _POSSESSIVE.match(text[end : end + 3]):
            between = text[end:place]
            people = re.match(
                r"(?:'s|’s|'|’)\s(?:own\s|[a-z-]+\s){0,3}?(?:engineers?|experts?|team|staff|specialists?|technicians?|employees|mentors?|arm|unit|institute|division|lab)\b",
                between,
            )
            if people is None:
                continue
        return party
    return None


def _active(view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    giver = _subject(view, trigger.start, memory.recipients)
    if giver is not None and not gives(giver):
        if can_take(giver):
            return None
        giver = None
    supporter = giver.names if giver else ()
    clause = view.stretch.text[view.clause(trigger.start) : trigger.start]
    if giver is None and not view.stretch.is_quote:
        supporter = _carried(view, trigger, memory, clause)
    if not supporter:
        return None
    taker, told = _object(view, trigger, giver)
    return _closed(view, trigger, (giver, taker), supporter, told, memory)


def _carried(view: Scene, trigger: Trigger, memory: Memory, clause: str) -> tuple[str, ...]:
    if memory.topic is None or not (_PRONOUN.search(clause) or trigger.frame.follows):
        return ()
    del view
    return memory.topic.names


def _object(view: Scene, trigger: Trigger, giver: Party | None) -> tuple[Party | None, str]:
    """Return who is helped, and the words of the clause behind the verb."""
    text = view.stretch.text
    end = next((at for at in sorted(view.bounds) if at > trigger.end), len(text))
    for party in view.between(trigger.end, len(text)):
        begin, stop = view.at(party)
        gap = text[trigger.end : begin]
        if party is giver or party.type == "Person" or (begin > end and party.kind != "name"):
            continue
        if begin > end + 40 or not (can_take(party) or party.type == "LargeEnterprise"):
            continue
        if party.type is None and giver_words("en").match(party.group or ""):
            continue
        direct = re.fullmatch(
            r"\s(?:(?:the|its|their|all|both|some|these|those|many|of|more)\s|than\s|\d[\d,]*\s|[a-z-]+\s)*",
            gap,
        )
        if (direct and trigger.frame.voice == "give") or _TO.search(gap):
            return party, text[trigger.start : max(end, stop)]
    return None, text[trigger.start : end]


def _passive(view: Scene, trigger: Trigger, agent: Party, memory: Memory) -> Sides | None:
    """Read "Y was supported by X", "supported by X, Y did" and "equipment installed at Y by X"."""
    text = view.stretch.text
    taker = None
    for party in reversed(view.between(0, trigger.start)):
        gap = text[view.at(party)[1] : trigger.start]
        if can_take(party) and (not BEFORE.search(text[: view.at(party)[0]]) or len(gap) < 4):
            taker = party
            break
    if taker is None:
        behind = [
            party
            for party in view.parties
            if view.at(party)[0] >= trigger.end and party is not agent and can_take(party)
        ]
        taker = behind[0] if behind else None
    told = text[trigger.start : view.at(agent)[0]]
    given = text[view.clause(trigger.start) : trigger.start]
    if taker is not None and view.at(taker)[0] >= trigger.end and kind_of(given, "en"):
        told = given  # "two robots were given to Y by X"
    return _closed(view, trigger, (agent, taker), agent.names, told, memory)


def _received(view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    text = view.stretch.text
    giver = None
    for party in view.between(trigger.end, len(text)):
        begin, end = view.at(party)
        gap = text[trigger.end : begin]
        if not gives(party):
            continue
        if (
            re.search(r"\b(?:from|by|of)\s(?:the\s)?$", gap)
            or _POSSESSIVE.match(text[end : end + 3])
            or not gap.strip(" the")
        ):
            giver = party
            break
    if giver is None:
        return None
    subject = [party for party in view.between(0, trigger.start) if can_take(party)]
    taker = subject[-1] if subject else None
    told = text[trigger.end : view.at(giver)[0]]
    if not kind_of(told, "en"):
        told = re.split(r"[,.;]", text[trigger.end :])[0]
    return _closed(view, trigger, (giver, taker), giver.names, told, memory)


def _noun(view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    after = [
        party
        for party in view.parties
        if 0 <= view.at(party)[0] - trigger.end < 25 and gives(party)
    ]
    if not after:
        return None
    giver = after[0]
    others = [
        party
        for party in view.parties
        if can_take(party) and party is not giver and not is_pointer(party, "en")
    ]
    text = view.stretch.text
    subjects = [p for p in others if not BEFORE.search(text[: view.at(p)[0]])]
    found = subjects or others
    taker = found[0] if found else None
    told = text[trigger.start : trigger.end]
    if not kind_of(told, "en"):
        told = re.split(r"[,.;]", text[trigger.start :])[0]
    return _closed(view, trigger, (giver, taker), giver.names, told, memory)


def _closed(
    view: Scene,
    trigger: Trigger,
    sides: tuple[Party | None, Party | None],
    supporter: tuple[str, ...],
    told: str,
    memory: Memory,
) -> Sides | None:
    """Return both ends, calling back a recipient that the sentence leaves out."""
    giver, taker = sides
    names: tuple[str, ...] = ()
    group = None
    if taker is not None and not is_pointer(taker, "en"):
        names, group = taker.names, taker.group
    elif trigger.frame.needs == "recipient-near":
        return None
    elif (
        memory.recipients
        and view.stretch.sentence.paragraph - memory.paragraph < 2
        and (taker is not None or set(supporter) & set(memory.supporters))
    ):
        names, group = memory.recipients, memory.group
    elif taker is None and _OWN.search(told) and _firms(view, trigger, supporter):
        names = _firms(view, trigger, supporter)[-1].names
    elif (memory.firm is not None and trigger.frame.voice != "give") or (
        memory.firm is not None and re.search(r"\b(?:it|its|the (?:company|firm|plant))\b", told)
    ):
        names = memory.firm.names
    if not names or set(names) & set(supporter):
        return None
    return Sides(
        giver=giver, supporter=supporter, taker=taker, recipient=names, group=group, told=told
    )


def _firms(view: Scene, trigger: Trigger, supporter: tuple[str, ...]) -> list[Party]:
    """Return the named firms before a trigger that could be helped."""
    return [
        party
        for party in view.between(0, trigger.start)
        if can_take(party) and party.is_named and not set(party.names) & set(supporter)
    ]
