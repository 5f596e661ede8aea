"""Who is helped by an English verb: its object, behind a preposition, or told of before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import giver_words, is_pointer
from kg.extract.grammar import english_clauses
from kg.extract.grammar.words import either, table
from kg.extract.names.english_forms import is_lender
from kg.extract.supports import english_fuller, english_subjects

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_frames import Frame

_DIRECT: Final = re.compile(
    rf"\s(?:(?:{'|'.join(table('en/grammar')['before_objects'])})\s|[a-z]+(?:-[a-z-]+)?\s)*"
)
_NP_BEHIND: Final = re.compile(
    rf"\s(?:with\s)?(?:{'|'.join(table('en/grammar')['second_objects'])})(?:\b|(?<=[$€£₩¥₹]))"
)
# What may follow "gave it": any noun phrase, no word that begins something else
_THING_BEHIND: Final = re.compile(
    r"\s(?!(?:to|for|with|in|at|on|and|or|by|of|from|as|so|but|who|that|which|when|while|after|before|until"
    r"|because|since|into|over|up|out|off|back|down|away|all|through|across|towards?|under|if|than|then|is|was"
    r"|are|were|has|have|had|will|would|can|could|may|free|last|next|this|every|each|once|twice|again|too"
    r"|also|more|less|much|only|here|there|now|today|yesterday|together|alongside|during|without|within"
    r"|between|among|around|[a-z]+ly)\b)[a-z£$€₩¥₹\d]|\slast\s[a-z]+['’]s\s"
)
_PREPOSED: Final = re.compile(
    r"\b(?:to|for|from|of|in|at|with|by|on|into|as|under|over|through|after|since|until|and|or)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Who is helped.

    Attributes:
        start: Where the words stand, in the stretch; -1 when nobody is named there.
        names: Empty when the words say that it is the giver itself.
    """

    names: tuple[str, ...]
    party: Party | None = None
    group: str | None = None
    start: int = -1
    end: int = -1


def of_party(view: Scene, party: Party) -> Taker:
    """Return a party as the one helped."""
    begin, end = view.at(party)
    return Taker(names=party.names, party=party, group=party.group, start=begin, end=end)


def may_take(party: Party, giver: tuple[str, ...]) -> bool:
    """Tell whether a party can be helped by a giver."""
    if party.type == "Person" or set(party.names) & set(giver):
        return False
    if party.type == "OtherOrganization" and is_lender(party.names[0]):
        return False
    if party.type is None and giver_words("en").match(party.group or ""):
        return False
    return can_take(party) or party.type == "LargeEnterprise"


def behind(
    view: Scene, frame: Frame, place: tuple[int, int], giver: tuple[str, ...], memory: Memory
) -> Taker | None:
    """Return who is helped in the words behind a verb, `place` being what they span."""
    start, end = place
    text = view.stretch.text
    hidden = english_clauses.masked(text, start)
    found = [by_word(view, frame, place, giver, memory)]
    for party in view.between(start, len(text)):
        begin, stop = view.at(party)
        if begin >= end or not may_take(party, giver):
            continue
        gap = text[start:begin]
        if _TOGETHER.search(gap):
            continue
        is_direct = bool(_DIRECT.fullmatch(gap)) and not _PREPOSED.search(gap)
        after = hidden[stop:].lstrip(english_clauses.HIDDEN)
        if is_direct and frame.takes == "thing" and not _NP_BEHIND.match(after):
            is_direct = False
        if is_direct or _whom(frame).search(gap):
            is_firm = party.is_named or _OTHERS.search(party.group or "")
            owner = None if is_firm else _owner(view, stop, giver) or _owned_by(view, stop)
            found.append(pointed(view, owner or party, memory))
            break
    named = [taker for taker in found if taker is not None]
    return min(named, key=lambda taker: taker.start) if named else None


# "two suppliers of Garam" are not Garam
_OTHERS: Final = re.compile(
    r"(?:suppliers?|subcontractors?|vendors?|partners?|members?|customers?|dealers?|tenants?)$"
)


def _owned_by(view: Scene, at: int) -> Party | None:
    """Return the firms without names behind "of" at `at`: "the plants of 150 suppliers"."""
    for party in view.parties:
        begin = view.at(party)[0]
        if begin >= at and party.group and not party.is_named:
            lead = re.fullmatch(r"\s(?:of|at|from)\s(?:the\s)?", view.stretch.text[at:begin])
            return party if lead and can_take(party) else None
    return None


def _owner(view: Scene, at: int, giver: tuple[str, ...]) -> Party | None:
    """Return Y of "coached the moulders of Y"."""
    for party in view.parties:
        if view.at(party)[0] >= at and party.is_named and may_take(party, giver):
            gap = view.stretch.text[at : view.at(party)[0]]
            return party if re.fullmatch(r"\s(?:of|at)\s(?:the\s)?", gap) else None
    return None


def pointed(view: Scene, party: Party, memory: Memory) -> Taker:
    """Return a party, or whom the last support helped for "these firms"."""
    taker = of_party(view, party)
    is_ours = re.match(r"(?:[\w-]+\sof\s)?(?:our|my)\s", party.group or "")
    if memory.own and is_ours and not _OTHERS.search(party.group or ""):
        return Taker(names=memory.own, start=taker.start, end=taker.end)
    told = english_fuller.told_before(party, memory)
    if told is not None:
        return Taker(names=told, group=told[0], start=taker.start, end=taker.end)
    is_back = is_pointer(party, "en") or bool(_THEIRS.match(party.group or ""))
    if re.search(r"\d", party.group or "") and not re.search(r"\d", "".join(memory.recipients)):
        is_back = False  # "the 32 frame makers" says more than what was told before
    if is_back and memory.recipients:
        return Taker(names=memory.recipients, group=memory.group, start=taker.start, end=taker.end)
    return taker


# "funds plants together with Garam": who helps too
_TOGETHER: Final = re.compile(
    r"\b(?:together|along|jointly|partnership|cooperation|co-operation|tandem|association|concert)"
    r"\swith\s(?:the\s)?$"
)
# "visited their plants": the plants of those helped in the sentence before
_THEIRS: Final = re.compile(
    r"(?:their|each|every|all|these|those)\s(?:of\s(?:the|these|those|their)\s)?(?:[a-z-]+\s)?"
    r"(?:plants?|factor(?:y|ies)|sites?|workshops?|yards?|mills?|foundr(?:y|ies)|works|studios?|shops?"
    r"|kitchens?|company|firm|maker|business|bakery|supplier)$",
    re.IGNORECASE,
)


@cache
def _whom(frame: Frame) -> re.Pattern[str]:
    lead = "|".join(table("en/grammar")["before_names"])
    return re.compile(
        rf"(?:^|\s){either(frame.whom)}\s(?:(?:{lead})\s)*(?:(?!(?:from|by)\s)[a-z-]+\s){{0,3}}?$",
        re.IGNORECASE,
    )


_PARTS: Final = frozenset({"line", "site", "shop floor", "plant", "factory", "workshop"})


@cache
def _words() -> re.Pattern[str]:
    people = "|".join(sorted(table("en/gifts")["own_people"], key=len, reverse=True))
    places = "|".join(sorted(table("en/gifts")["places"], key=len, reverse=True))
    money = "|".join(sorted(table("en/gifts")["own_costs"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<costs>their\s(?:[a-z-]+\s){{0,2}}?(?:{money}))(?![\w-])|(?P<pronoun>it|them|us|ours|him|her|me)(?=\s|[,.;]|$)"
        rf"|(?P<owner>the|its|their|our|his|her|my|each|every)\s(?:[A-Z][a-z]+-(?:based|born)\s)?(?:[a-z-]+\s){{0,2}}?(?:(?P<people>{people})|(?P<place>{places}))(?![\w-])"
        rf"|(?P<bare>(?:[a-z]+\s)?(?:{people}))(?![\w-]))"
    )


def by_word(
    view: Scene, frame: Frame, place: tuple[int, int], giver: tuple[str, ...], memory: Memory
) -> Taker | None:
    """Return who is meant by "it", "them", "the workshop", "its staff"."""
    start, end = place
    text = view.stretch.text
    for found in _words().finditer(text, start, end):
        taken = any(
            low <= found.start() < high or low < found.end() <= high
            for low, high in map(view.at, view.parties)
        )
        gap = text[start : found.start()]
        is_direct = bool(_DIRECT.fullmatch(gap)) and not _PREPOSED.search(gap)
        if taken or not (is_direct or _whom(frame).search(gap)):
            continue
        if found["costs"]:
            whose = memory.recipients or (memory.crowd.names if memory.crowd else ())
            if frame.takes != "party" and whose and not set(whose) & set(giver):
                return Taker(names=whose, group=memory.group)
            continue
        if not found["pronoun"] and _owned_by(view, found.end()) is not None:
            continue  # "the staff of 27 dairies": those are told of
        is_person = found["pronoun"] in {"us", "me", "him", "her"}
        if (
            is_direct
            and frame.takes == "thing"
            and not is_person
            and not _NP_BEHIND.match(text, found.end())
            and not (found["pronoun"] and _THING_BEHIND.match(text, found.end()))
        ):
            continue
        if found["bare"] and not (
            is_direct and frame.takes == "party" and found["bare"].split()[0] != "its"
        ):
            continue
        return _meant(found, memory, _nearest(view, start, giver))
    return None


def _nearest(view: Scene, at: int, giver: tuple[str, ...]) -> Party | None:
    """Return the party named last before `at` that is not the giver, for "its welders"."""
    near = [p for p in view.between(0, at) if may_take(p, giver) and can_take(p) and p.is_named]
    return near[-1] if near else None


def _meant(found: re.Match[str], memory: Memory, near: Party | None) -> Taker | None:
    pronoun, owner = found["pronoun"], found["owner"]
    names: tuple[str, ...] = ()
    group = None
    firm = memory.firm.names if memory.firm else ()
    crowd = memory.crowd.names if memory.crowd else ()
    if owner in {"each", "every"}:
        names, group = memory.recipients or crowd, memory.group or next(iter(crowd), None)
    elif pronoun in {"us", "me", "ours"} or owner in {"our", "my"}:
        names = memory.own
    elif pronoun == "them" or (owner == "their" and memory.recipients):
        names, group = memory.recipients or crowd or firm, memory.group
    elif owner == "its" and (near is None or " own " in found[0]):
        return None
    else:
        names = near.names if near is not None else firm or memory.sole
        of_others = found.string.startswith(" of ", found.end())
        is_part = (found["place"] or "").rstrip("s") in _PARTS and not of_others
        if near is None and memory.group and is_part:
            names, group = memory.recipients, memory.group  # "troubles on the line"
    if not names:
        return None
    return Taker(names=names, group=group, start=found.start(), end=found.end())


def before(view: Scene, at: int, giver: tuple[str, ...]) -> Taker | None:
    """Return whom the sentence tells of before `at`: its subject, or "At Garam Foods, …"."""
    for party in english_subjects.in_clause(view, at):
        if may_take(party, giver) and can_take(party):
            return of_party(view, party)
    for party in english_subjects.fronted(view, at):
        if may_take(party, giver) and can_take(party):
            return of_party(view, party)
    return None


def called_back(view: Scene, giver: tuple[str, ...], memory: Memory) -> Taker | None:
    """Return whom the sentences before told of: those last helped, or the firm in focus."""
    near = view.stretch.sentence.paragraph - memory.paragraph < _NEAR
    same = set(giver) & set(memory.supporters) or memory.shared
    if memory.recipients and near and same and not set(giver) & set(memory.recipients):
        return Taker(names=memory.recipients, group=memory.group)
    if memory.own and view.stretch.is_quote and not set(giver) & set(memory.own):
        return Taker(names=memory.own)
    others = () if view.stretch.is_quote else (memory.crowd, memory.former)
    for told in (memory.firm, *others):
        if told is not None and not set(giver) & set(told.names):
            return Taker(names=told.names, group=told.group)
    return None


def only(view: Scene, giver: tuple[str, ...], memory: Memory) -> Taker | None:
    """Return the one firm of a text that is named only later, whom people sent can but help."""
    if not memory.sole or set(giver) & set(memory.sole) or view.stretch.is_quote:
        return None
    return Taker(names=memory.sole)


_NEAR: Final = 2  # paragraphs
