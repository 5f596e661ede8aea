"""Who helps whom, and how, at one English verb or noun of support. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.grammar import english_clauses, english_frames
from kg.extract.supports import (
    english_given,
    english_receipts,
    english_subjects,
    english_takers,
    english_unsaid,
    english_works,
)
from kg.extract.supports.english_deeds import Deed, deed_of
from kg.extract.supports.english_subjects import Nominal, gives

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.grammar.english_frames import Frame, Use, Verb
    from kg.extract.supports.english_takers import Taker

_BY: Final = re.compile(
    r"(?:(?!\b(?:after|following|before|thanks)\b"
    r"|\bsince\s(?!January|February|March|April|May|June|July|August|September|October|November|December"
    r"|last|then|the\s|early|late|mid|\d|spring|summer|autumn|winter))[^,;:]){0,60}?\bby\s(?:(?:the|its|their|an?)\s)?(?:[\w-]+\s){0,5}?(?:(?:from|of|at)\s(?:the\s)?)?"
)
_PROMISES: Final = re.compile(
    r"\s(?:(?:on|in)\s\w+\s|\w+day\s)?to\s(?!the|its|their|an?\s|our)[a-z]+\s"
)


def of_verb(view: Scene, verb: Verb, group: Group, stop: int, memory: Memory) -> Deed | None:
    """Return the support a verb tells of, or None when an end or the kind cannot be told."""
    if group.voice == "active":
        received = english_receipts.of_verb(view, verb, group, memory)
        received = received or english_unsaid.of_receipt(view, verb, group, stop, memory)
        return received or _active(view, verb, group, stop, memory)
    agent = _agent(view, verb.end)
    if agent is None:
        if group.voice != "passive":
            return None
        received = english_receipts.of_verb(view, verb, group, memory)
        return received or english_unsaid.of_passive(view, verb, group, memory)
    return _passive(view, verb, group, agent, memory)


def _agent(view: Scene, end: int) -> Party | None:
    """Return X of "was coached for a month by engineers of X"."""
    text = view.stretch.text
    for party in view.between(end, len(text)):
        if gives(party) and _BY.fullmatch(text[end : view.at(party)[0]]):
            return party
    return None


def _active(view: Scene, verb: Verb, group: Group, stop: int, memory: Memory) -> Deed | None:
    subject = english_subjects.subject(view, group.start, memory)
    if subject is None or not subject.names:
        return None
    if subject.party is not None and not gives(subject.party):
        return None
    for use in verb.uses:
        deed = _by_use(view, (verb, use, group), stop, subject, memory)
        if deed is not None:
            return deed
    return None


def _by_use(
    view: Scene, place: tuple[Verb, Use, Group], stop: int, subject: Nominal, memory: Memory
) -> Deed | None:
    """Return the support that a verb tells of in one of its uses."""
    verb, use, group = place
    frame = use.frame
    if frame.receives or frame.passive_only or _PROMISES.match(view.stretch.text, use.end):
        return None  # "pledged to spend": the deed is what is promised
    if frame.follows and not (memory.supporters or subject.is_people):
        return None
    if frame.stays and not (subject.is_people or subject.is_person):
        return None
    taker = english_takers.behind(view, frame, (use.end, stop), subject.names, memory)
    if not english_works.is_help(view, place, subject, taker, memory):
        return None
    told = _without(view, use.end, stop, taker)
    if not re.search(r"[A-Za-z]", told):
        # "the welders that X lent us", "the foremen it sends to the shops"
        told = english_given.before(view, group) or english_given.bare(view, subject, group)
    kind = english_frames.kind_of(frame, told)
    if kind is None and taker is not None:
        # "the loan X gave Y"
        kind = english_frames.kind_of(frame, english_given.before(view, group))
    if frame.id == "visit" and english_works.is_advice(view, subject):
        kind = "Mentoring"  # "mentors will visit each workshop"
    if kind is None or (taker is None and subject.is_person and not frame.stays):
        return None
    is_past = verb.form in {"past", "part"}
    found = taker or _elsewhere(view, frame, group, subject, memory, is_past=is_past)
    if found is None or not found.names or set(found.names) & set(subject.names):
        return None
    return deed_of(frame, kind, subject, found, (verb, use.end, group), told)


_WAGES: Final = re.compile(r"\b(?:[Ww]ages|[Ss]alaries)\b")  # others may pay them


def _without(view: Scene, start: int, stop: int, taker: Taker | None) -> str:
    """Return the words of an object without those for the one helped."""
    told = view.stretch.text[start:stop]
    if taker is None or taker.start < start or taker.start >= stop:
        return told
    low, high = taker.start - start, min(taker.end, stop) - start
    return f"{told[:low]}{english_clauses.HIDDEN * (high - low)}{told[high:]}"


def _elsewhere(
    view: Scene, frame: Frame, group: Group, subject: Nominal, memory: Memory, *, is_past: bool
) -> Taker | None:
    """Return who is helped where the words behind the verb name nobody."""
    text = english_clauses.masked(view.stretch.text, group.start)
    _, opener_at, opener = english_clauses.opening(text, group.start)
    if " " in opener and opener.split()[-1] in {"which", "whom"}:
        before = right_before(view, text, opener_at)
        if before is not None and english_takers.may_take(before, subject.names):
            return english_takers.of_party(view, before)
    at_place = [
        party
        for party in english_subjects.fronted(view, group.start)
        if english_takers.may_take(party, subject.names) and can_take(party)
    ]
    if at_place:
        return english_takers.of_party(view, at_place[-1])
    is_free = _FREE.search(view.stretch.text, group.start)
    near = view.stretch.sentence.paragraph - memory.paragraph <= 1
    is_shared = frame.id == "spend" and memory.group is not None and memory.shared and near
    if frame.near and not is_shared and not (memory.only and (is_free or is_past)):
        return None
    if frame.via and (behind := _their_place(view, group, subject)) is not None:
        return behind
    # "When Y wanted a booth, X put money towards it".
    earlier = [
        party
        for party in english_subjects.in_clause(view, max(subject.start, 0))
        if english_takers.may_take(party, subject.names)
        and can_take(party)
        and party.is_named
        and not set(party.names) & set(memory.supporters)
    ]
    if earlier:
        return english_takers.of_party(view, earlier[0])
    aimed = english_given.aimed_at(view, group, subject)
    if aimed is not None:
        return aimed
    back = english_takers.called_back(view, subject.names, memory)
    is_sent = frame.via or frame.stays or subject.is_people
    return back or (english_takers.only(view, subject.names, memory) if is_sent else None)


_FREE: Final = re.compile(
    r"\b(?:free|at no (?:cost|charge)|on loan|without charge|for nothing|no charge|as a gift)\b"
)


def _their_place(view: Scene, group: Group, subject: Nominal) -> Taker | None:
    """Return where the people sent worked: "sent two bakers, who rewrote recipes at Y"."""
    for party in english_subjects.fronted(view, len(view.stretch.text)):
        is_later = view.at(party)[0] > group.start
        if is_later and english_takers.may_take(party, subject.names) and can_take(party):
            return english_takers.of_party(view, party)
    return None


def right_before(view: Scene, text: str, at: int) -> Party | None:
    """Return the party whose words end right before `at`, asides apart."""
    for party in reversed(view.between(0, at)):
        gap = text[view.at(party)[1] : at].replace(english_clauses.HIDDEN, "").strip(" ,")
        return party if not gap else None
    return None


def _passive(view: Scene, verb: Verb, group: Group, agent: Party, memory: Memory) -> Deed | None:
    """Read "Y was coached by X", "robots given to Y by X", "coached by X, Y did"."""
    text = view.stretch.text
    hidden = english_clauses.masked(text, group.start)
    clause = english_clauses.opening(hidden, group.start)[0]
    subject = english_subjects.subject(view, group.start, memory)
    if group.voice == "reduced" and hidden[clause : group.start].strip():
        subject = _adjacent(view, group.start)
    behind = text[verb.end : view.at(agent)[0]]
    for use in verb.uses:
        frame = use.frame
        if frame.receives or (frame.works and not _acts(view, agent)):
            continue
        given = _WAGES.sub("costs", text[clause : group.start])
        told = behind if subject is not None and subject.party else f"{behind} {given}"
        kind = english_frames.kind_of(frame, told)
        if kind is None and told is not behind:
            kind = english_frames.kind_of(frame, english_given.last_noun(given))
        if kind is None:
            continue
        taker = _passive_taker(view, frame, (verb, group, agent), subject, memory)
        if taker is None or not taker.names or set(taker.names) & set(agent.names):
            continue
        nominal = Nominal(start=0, end=0, names=agent.names, party=agent)
        thing = behind if subject is not None and subject.party else english_given.last_noun(given)
        return deed_of(frame, kind, nominal, taker, (verb, use.end, group), thing)
    return None


def _acts(view: Scene, agent: Party) -> bool:
    return english_subjects.is_acting(view.stretch.text, *view.at(agent))


def _adjacent(view: Scene, at: int) -> Nominal | None:
    """Return the party right before a participle: "the firms coached by X"."""
    before = view.between(0, at)
    if not before:
        return None
    begin, end = view.at(before[-1])
    if view.stretch.text[end:at].strip(" ,"):
        return None
    return Nominal(start=begin, end=end, names=before[-1].names, party=before[-1])


def _passive_taker(
    view: Scene,
    frame: Frame,
    place: tuple[Verb, Group, Party],
    subject: Nominal | None,
    memory: Memory,
) -> Taker | None:
    verb, group, agent = place
    if subject is not None and subject.names:
        party = subject.party
        if party is None or english_takers.may_take(party, agent.names):
            if party is not None:
                return english_takers.of_party(view, party)
            return english_takers.Taker(names=subject.names)
    text = view.stretch.text
    spans = (
        (verb.end, view.at(agent)[0]),
        (view.at(agent)[1], english_clauses.closing(text, view.at(agent)[1])),
    )
    for span in spans:
        told = english_takers.behind(view, frame, span, agent.names, memory)
        if told is not None and _is_whom(text, span[0], told):
            return told
    found = english_takers.before(view, group.start, agent.names)
    found = found or following(view, view.at(agent)[1], agent)
    found = found or english_takers.called_back(view, agent.names, memory)
    return found or (english_takers.only(view, agent.names, memory) if frame.via else None)


def _is_whom(text: str, start: int, taker: Taker) -> bool:
    return bool(re.search(r"\b(?:to|at|for|in|with)\s", text[start : taker.start]))


def following(view: Scene, start: int, agent: Party) -> Taker | None:
    """Return Y of "Coached by X, Y did", `start` being behind X."""
    text = view.stretch.text
    for party in view.between(start, len(text)):
        lead = text[start : view.at(party)[0]]
        is_subject = _FOLLOWS.fullmatch(lead)
        if is_subject and english_takers.may_take(party, agent.names) and can_take(party):
            gives_itself = _GIVES.match(text, view.at(party)[1])
            return None if gives_itself else english_takers.of_party(view, party)
    return None


_FOLLOWS: Final = re.compile(
    r",\s(?:[^,]{0,60},\s)?(?:the\s)?(?:[a-z-]+\s){0,3}"
    r"|\s(?:has\s|have\s|had\s|also\s)*(?:helped|let|enabled|allowed|taught|saved|gave|brought|got"
    r"|spared|made|kept|showed|bought|led|moved|turned|put|lifted|paid for|freed)"
    r"\s(?:the\s)?(?:[a-z-]+\s)?"
)
# "With money from X, Z sent a planner": Z helps too, the one helped is another.
_GIVES: Final = re.compile(
    r"\s(?:has\s|have\s|had\s|will\s|also\s|then\s)*(?:sent|send|lent|lend|donated|seconded|dispatched|taught"
    r"|trained|coached|mentored|audited|diagnosed|gave|provided|offered|supported|helped)\b"
)
