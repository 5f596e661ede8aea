"""Who helps whom in an English clause that no frame fits: by who stands where, and words of help.

"Sensors went to Garam, courtesy of Bada City", "the teacher was Bada's Han Ji-woo": a clause
has a giver by its place ("from X", "X's engineers"), one helped, and a word that tells the
kind. Pure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.grammar import english_clauses, english_frames
from kg.extract.grammar.words import table
from kg.extract.names.english_forms import type_of
from kg.extract.supports import english_subjects, english_takers
from kg.extract.supports.english_deeds import Deed
from kg.extract.supports.english_subjects import gives

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.supports.english_takers import Taker
    from kg.model.facts import KindCode

_FRAME: Final = english_frames.Frame(id="loose")
_CUT: Final = re.compile(
    r"[;—]\s|:\s|[.!?][\"”’]?\s(?=[A-Z“\"])"
    r"|,?\s(?:but|while|whereas|although|though|because|so that|if|unless)\s"
    r"|,\s(?:and|so|then|which|who|where|when|after|before)\s|,\swith\s(?=the\s|half|a\s)"
)
_SOURCE: Final = re.compile(
    r"\b(?:from|courtesy of|thanks to|by|with (?:the )?(?:help|aid|support|backing) (?:of|from)"
    r"|on loan from|at the (?:expense|cost|charge) of|out of the pocket of|compliments of|the "
    r"generosity of|the work of|the gift of|a gift (?:of|from)|sent by)\s"
    r"(?:(?:the|its|their|an?|one of|two of|some of)\s)?"
    r"(?:(?:customer|client|parent|retailer|neighbou?r)\s)?$",
    re.IGNORECASE,
)
# "the rest came from Garam": of what was told before
_CAME: Final = re.compile(
    r"\b(?:rest|remainder|balance|half|third|quarter|money|funding|won|percent|%)"
    r"(?:\s(?:is|was|were|has|have|will))?\s(?:came|comes|come|coming)\sfrom\s(?:the\s)?$"
)
# "the bill went to Garam"
_BILLED: Final = re.compile(
    r"\b(?:bills?|costs?|expenses?|invoices?|tab|wages|price)(?:\s(?:for|of)\s[^,.;]{2,40}?)?"
    r"\s(?:went|goes|fell|falls|was sent|is sent|was passed|is passed|was charged|is borne|was "
    r"borne|landed)"
    r"\s(?:to|on|with|by)\s(?:the\s)?$"
)
_EXPENSE: Final = re.compile(r"(?:['’]s|(?<=s)['’])\s(?:own\s)?(?:expense|cost|account)\b")
_FIRST: Final = ("people", "know", "deed", "money", "lab")


def deeds(view: Scene, taken: Sequence[int], memory: Memory) -> Iterator[Deed]:
    """Yield the help of the clauses in which no deed was found, `taken` being where some were."""
    text = view.stretch.text
    start = 0
    for end in (*(cut.start() for cut in _CUT.finditer(text)), len(text)):
        if end > start and not any(start <= at < end for at in taken):
            deed = _in_clause(view, start, end, memory)
            if deed is not None:
                yield deed
        start = end


def _in_clause(view: Scene, start: int, end: int, memory: Memory) -> Deed | None:
    text = view.stretch.text
    told = text[start:end]
    if _patterns("loose_never").search(told):
        return None
    giver, is_acting = _giver(view, start, end)
    if giver is None:
        return None
    kind, at = _kind(view, start, end)
    behind = view.at(giver)[1]
    if kind is None and (_BRINGS.match(text, behind) or _is_thing_from(view, giver, start, memory)):
        kind, at = "FacilityInvestment", start  # "From the county came a cold store"
    if kind is None:
        return None
    is_from = kind == "FacilityInvestment" and bool(memory.recipients or memory.firm)
    is_from = is_from and _comes(view, giver, start)
    is_from = is_from or _OPENS.match(view.stretch.text, start, view.at(giver)[0]) is not None
    taker = _taker(view, (start, end), giver, memory, is_acting=is_acting or is_from)
    if taker is None or not taker.names or set(taker.names) & set(giver.names):
        return None
    return Deed(
        frame=_FRAME,
        kind=kind,
        supporter=giver.names,
        giver=giver,
        taker=taker,
        start=at,
        end=end,
        group_start=at,
        is_past=True,
        by_people=is_acting,
        told=told,
    )


def _comes(view: Scene, giver: Party, start: int) -> bool:
    """Tell whether things are told to come from a giver: "the tablets come from Garam"."""
    return _COMES.search(view.stretch.text, start, view.at(giver)[0]) is not None


def _is_thing_from(view: Scene, giver: Party, start: int, memory: Memory) -> bool:
    """Tell whether a thing that is no part or order came from a giver: "the booth came from"."""
    lead = view.stretch.text[start : view.at(giver)[0]]
    told = _THING_CAME.fullmatch(lead)
    return told is not None and bool(memory.recipients or memory.firm)


_THING_CAME: Final = re.compile(
    r"[\s,.;]*(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]wo|[Tt]hree)\s)(?:(?!idea|order|part|material|money|demand"
    r"|complaint|pressure|news|data|customer|revenue|sale|inspiration|answer|push|name|rest|remainder|call|half"
    r"|request|figure|proposal|plan|advice|share|profit|income|job|worker|impulse|spark|hint|tip|first|second)"
    r"[a-z-]+\s){1,3}(?:itself\s|themselves\s|also\s)?(?:came|comes|come)\sfrom\s(?:the\s)?"
)
_COMES: Final = re.compile(
    r"\b(?:come|comes|came|coming|arrived|are|were|is|was)\sfrom\s(?:the\s)?(?:[a-z-]+\s){0,2}$"
)


_SENDERS: Final = frozenset({"LargeEnterprise", "ResearchInstitute"})


_BRINGS: Final = re.compile(
    r"\s(?:came|comes|arrived)\s(?:an?|the|two|three|four|five|several|some)\s"
)
_OPENS: Final = re.compile(r"[;,.\s]*[Ff]rom\s(?:the\s)?$")


def _giver(view: Scene, start: int, end: int) -> tuple[Party | None, bool]:
    """Return who gives in a clause, and whether people of theirs act."""
    text = view.stretch.text
    for party in view.between(start, end):
        if not gives(party) or party.type == "Person":
            continue
        begin, stop = view.at(party)
        acting = english_subjects.is_acting(text, begin, stop)
        acting = acting or bool(_CAME.search(text[start:begin]))
        acting = acting or bool(_BILLED.search(text[start:begin]))
        acting = acting or _EXPENSE.match(text, stop) is not None
        if acting or _SOURCE.search(text[start:begin]):
            return party, acting
    return None, False


def _kind(view: Scene, start: int, end: int) -> tuple[KindCode | None, int]:
    """Return the kind that a clause tells and where: people first, then what was given."""
    text = view.stretch.text
    hidden = list(text[start:end])
    for party in view.between(start, end):
        low, high = view.at(party)
        for place in range(max(low, start), min(high, end)):
            hidden[place - start] = english_clauses.HIDDEN
    told = "".join(hidden)
    helps = _patterns("loose_help").search(told)
    found = {name: english_frames.gifts(name).search(told) for name in _FIRST}
    places = [match.start() for match in found.values() if match] + (
        [helps.start()] if helps else []
    )
    if not places:
        return None, start
    kind = _told_kind(told, found, is_help=helps is not None)
    return kind, start + min(places)


def _told_kind(
    told: str, found: dict[str, re.Match[str] | None], *, is_help: bool
) -> KindCode | None:
    if found["people"]:
        return "Diagnosis" if _patterns("loose_checks").search(told) else "Mentoring"
    kind = english_frames.kind_in(told)
    if kind is not None:
        return kind
    if found["money"]:
        return "Funding"
    return "TechnologySupport" if is_help or found["lab"] else None


def _taker(
    view: Scene, place: tuple[int, int], giver: Party, memory: Memory, *, is_acting: bool
) -> Taker | None:
    """Return who is helped: named in the clause, by a pronoun, or the firm in focus."""
    start, end = place
    for party in view.between(start, end):
        if type_of(party.names[0]) == "OtherOrganization":
            continue
        is_one = party is not giver and english_takers.may_take(party, giver.names)
        if (
            is_one
            and can_take(party)
            and not _patterns("loose_aside").search(view.stretch.text[start : view.at(party)[0]])
        ):
            return english_takers.pointed(view, party, memory)
    word = english_takers.by_word(view, _FRAME, (start, end), giver.names, memory)
    if word is not None:
        return word
    back = english_takers.called_back(view, giver.names, memory) if is_acting else None
    is_only = is_acting and memory.only and giver.type in _SENDERS and not view.stretch.is_quote
    if back is None and is_only and not set(giver.names) & set(memory.only):
        return english_takers.Taker(names=memory.only)  # named only later in the text
    return back


@cache
def _patterns(key: str) -> re.Pattern[str]:
    listed = sorted(table("en/gifts")[key], key=lambda word: (-len(word), word))
    end = "$" if key == "loose_aside" else ""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(listed)}){end}", re.IGNORECASE)
