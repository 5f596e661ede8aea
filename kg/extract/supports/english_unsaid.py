"""Who helps where an English verb names nobody: the giver told of before, or who runs it. Pure.

"Each is to receive 20 million won", "two engineers were sent to the mill".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_clauses, english_frames
from kg.extract.grammar.words import table
from kg.extract.supports import english_subjects, english_takers
from kg.extract.supports.english_deeds import Deed, deed_of
from kg.extract.supports.english_subjects import Nominal

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.grammar.english_frames import Verb
    from kg.extract.supports.english_takers import Taker

_NEAR: Final = 2  # paragraphs
_GIVEN: Final = frozenset({"money", "people", "deed", "know"})  # what a receipt must tell
_EACH: Final = re.compile(
    r"(?:^|[.,;:(]\s?|\b(?:and|which|that)\s)(?:each|all|both)(?:\sof\s(?:them|the\s[a-z-]+))?"
    r"(?:\s(?:firm|company|maker|supplier|plant|business"
    r"|workshop|participant|member|recipient|enterprise|winner))?\s$",
    re.IGNORECASE,
)
# "has set aside" is no receipt, "has two engineers" may be
_SOME: Final = re.compile(
    r"\s(?:an?|the|its|their|up to|about|some|more|further|free|extra|two|three|four|five|six"
    r"|half|help|support|money|funding|training|mentors?|mentoring|coaching|advice|grants?|loans?|\d|[A-Z]{0,3}\s?[$₩€£¥₹\d])"
)
_BY: Final = re.compile(r"\bby\s(?:the|an?|its|their|some|other|[a-z]+s)\s(?!end\b)")
_TO: Final = re.compile(r"\b(?:to|for|at|into|in|with|among|across)\s")
_OWNED: Final = re.compile(r"\b(?:at|in|inside)\s(?:the\s)?$")


def of_receipt(view: Scene, verb: Verb, group: Group, stop: int, memory: Memory) -> Deed | None:
    """Read "each is to receive 20 million won" where the text told before who gives."""
    use = next((use for use in verb.uses if use.frame.receives and use.frame.cue), None)
    givers = _givers(view, memory)
    if use is None or not givers:
        return None
    told = view.stretch.text[use.end : stop]
    cue = english_frames.cue_of(told)
    if (
        cue not in _GIVEN
        or not _SOME.match(told)
        or english_frames.gifts("never").match(told.strip())
    ):
        return None
    kind = "Funding" if cue == "money" else english_frames.kind_of(use.frame, told)
    taker = _subject(view, group, givers, memory)
    if kind is None or taker is None:
        return None
    nominal = Nominal(start=0, end=0, names=givers)
    return deed_of(use.frame, kind, nominal, taker, (verb, use.end, group), told)


def of_passive(view: Scene, verb: Verb, group: Group, memory: Memory) -> Deed | None:
    """Read "two engineers were sent to the mill", "its crew was trained at Garam's plant"."""
    text = view.stretch.text
    stop = english_clauses.closing(text, verb.end)
    if _BY.search(text, verb.end, stop):
        return None  # the one who did it is told, without a name
    host = _host(view, verb.end, stop)
    is_money = english_frames.cue_of(view.stretch.text[: group.start]) == "money"
    givers = host or (memory.operators if is_money else ()) or _givers(view, memory)
    if not givers:
        return None
    clause = english_clauses.opening(text, group.start)[0]
    for use in verb.uses:
        frame = use.frame
        if frame.receives or frame.works or frame.stays or frame.follows:
            continue
        given = text[clause : group.start]
        told = text[use.end : stop] if frame.takes == "party" else given
        kind = english_frames.kind_of(frame, told)
        if kind is None:
            continue
        taker = (
            _subject(view, group, givers, memory)
            if frame.takes == "party"
            else _behind(view, use, stop, givers, memory)
        )
        if taker is not None and taker.names:
            nominal = Nominal(start=0, end=0, names=givers)
            return deed_of(frame, kind, nominal, taker, (verb, use.end, group), told)
    return None


def _givers(view: Scene, memory: Memory) -> tuple[str, ...]:
    """Return who gave last, or who runs the programme in force, if told of close by."""
    paragraph = view.stretch.sentence.paragraph
    if memory.supporters and paragraph - memory.paragraph < _NEAR:
        return memory.supporters
    if memory.operators and paragraph - memory.programme_paragraph < _NEAR:
        return memory.operators
    return ()


def _host(view: Scene, start: int, stop: int) -> tuple[str, ...]:
    """Return X of "were trained at X's plant"."""
    for party in view.between(start, stop):
        begin, end = view.at(party)
        owns = re.match(r"(?:['’]s|(?<=s)['’])\s", view.stretch.text[end : end + 3])
        if owns and english_subjects.gives(party) and _OWNED.search(view.stretch.text[:begin]):
            return party.names
    return ()


def _subject(view: Scene, group: Group, givers: tuple[str, ...], memory: Memory) -> Taker | None:
    """Return the subject as the one helped: a party, its people, or "each"."""
    text = view.stretch.text
    if _EACH.search(text[: group.start]):
        names = memory.recipients or (memory.crowd.names if memory.crowd else ())
        return english_takers.Taker(names=names, group=memory.group) if names else None
    subject = english_subjects.subject(view, group.start, memory)
    if subject is not None and subject.party is not None:
        fits = english_takers.may_take(subject.party, givers)
        return english_takers.of_party(view, subject.party) if fits else None
    clause = english_clauses.opening(text, group.start)[0]
    people = _people().search(text[clause : group.start])
    if people and people["owner"] == "their" and memory.recipients:
        return english_takers.Taker(names=memory.recipients, group=memory.group)
    if people and memory.firm is not None and not set(memory.firm.names) & set(givers):
        return english_takers.Taker(names=memory.firm.names)
    return None


def _people() -> re.Pattern[str]:
    own = "|".join(sorted(table("en/gifts")["own_people"], key=len, reverse=True))
    return re.compile(
        rf"\b(?P<owner>their|its|the)\s(?:[a-z-]+\s){{0,2}}?(?:{own})\s(?:[a-z]+\s)*$",
        re.IGNORECASE,
    )


def _behind(
    view: Scene, use: english_frames.Use, stop: int, givers: tuple[str, ...], memory: Memory
) -> Taker | None:
    taker = english_takers.behind(view, use.frame, (use.end, stop), givers, memory)
    if taker is None or taker.start < 0:
        return None
    return taker if _TO.search(view.stretch.text[use.end : taker.start]) else None
