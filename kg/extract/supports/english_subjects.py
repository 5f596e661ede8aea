"""Who an English verb's subject and object are: named, unnamed, or by a pronoun. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import giver_words, is_pointer
from kg.extract.grammar import english_clauses
from kg.extract.grammar.clauses import pattern as listed_pattern
from kg.extract.grammar.words import either, table

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene

_PRONOUN: Final = re.compile(r"(?<![\w-])(It|it|They|they|We|we|I)(?![\w-])")
_POSSESSIVE: Final = re.compile(r"(?:'s|’s|(?<=s)['’])\s")
_STOP: Final = re.compile(r"[.!?][\"”’]?\s(?=[A-Z])")
_REACH: Final = 200  # code points a party's people are looked for in
_DEEP: Final = 5  # clauses a missing subject is looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """What may be a subject: a party, or a word that stands for one.

    Attributes:
        start: In the stretch's words; for an acting unit, where the unit's phrase starts.
        names: Names of the parties meant; empty when nobody is known.
        is_person: Whether a named person of the party does.
        is_people: Whether people act for the party ("engineers of X", "they").
    """

    start: int
    end: int
    names: tuple[str, ...]
    party: Party | None = None
    is_people: bool = False
    is_person: bool = False
    is_own: bool = False


def gives(party: Party) -> bool:
    """Tell whether a party can stand as supporter."""
    if can_give(party) or party.type == "Media":
        return True  # a broadcaster may lend and train, too
    return party.type is None and bool(giver_words("en").match(party.group or ""))


@cache
def _acting() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    people = [cue.removesuffix("\\b") for cue in table("en/gifts")["people"]]
    units = "|".join(sorted({*table("en/gifts")["acting"], *people}, key=lambda w: (-len(w), w)))
    sent = either(table("en/gifts")["sent"])
    of = re.compile(
        rf"\b(?:{units})\s(?:from|of|at|with|{sent}\s(?:by|from)"
        rf"|(?:came|come|came over|were drawn|are drawn|arrived|hail) from)"
        r"\s(?:the\s|its\s)?(?:[a-z-]+\s)?(?:[a-z-]*(?:maker|builder|group|giant|chain|retailer|operator"
        r"|brand|airline|broadcaster|utility|customer|client|parent|neighbou?r)\s)?$",
        re.IGNORECASE,
    )
    owned = re.compile(rf"(?:(?:'s|’s|['’])\s|\s)(?:own\s|[a-z-]+\s){{0,3}}?(?:{units})\b")
    alone = re.compile(
        rf"(?<![\w-])(?:[Tt]he|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|[Oo]ur|[Rr]etired|[Vv]eteran|[Ss]enior|[Ee]xperienced|[Ss]econded|[Dd]ispatched|[Vv]isiting|[Bb]orrowed|[Ll]oaned)\s(?:[a-z-]+\s){{0,2}}?(?:{units})(?![\w-])"
    )
    return of, owned, alone


def is_acting(text: str, begin: int, end: int) -> bool:
    """Tell whether people or a unit act for the party at `[begin, end)`: "engineers of X"."""
    of, owned, _ = _acting()
    return bool(of.search(text[max(0, begin - _REACH) : begin]) or owned.match(text, end))


def nominals(view: Scene, text: str, start: int, end: int, memory: Memory) -> list[Nominal]:
    """Return what may be a subject in `[start, end)` of the masked words, in order."""
    of, owned, alone = _acting()
    found: list[Nominal] = []
    for party in view.between(start, end):
        begin, stop = view.at(party)
        if text[begin] == english_clauses.HIDDEN:
            begin = party.lead - view.stretch.start  # "three yards - Garam, Bada - sent"
            if party.lead < 0 or begin < start or text[begin] == english_clauses.HIDDEN:
                continue
        if party.type == "Person":
            firm = memory.posts.get(party.names[0])
            if (
                firm
                and not english_clauses.is_object(text[start:begin])
                and not _POSSESSIVE.match(text, stop)
            ):
                found.append(Nominal(start=begin, end=stop, names=(firm,), is_person=True))
            continue
        low = max(start, begin - _REACH)
        people = of.search(text[low:begin])
        lead = text[low : low + people.start()] if people else text[low:begin]
        if english_clauses.is_object(lead):
            continue
        unit = owned.match(text, stop)
        if people is None and unit is None and _POSSESSIVE.match(text, stop):
            continue
        found.append(
            Nominal(
                start=low + people.start() if people else begin,
                end=unit.end() if unit else stop,
                names=party.names,
                party=party,
                is_people=bool(people or unit),
            )
        )
    found.extend(_pointing(view, text, (start, end), memory, alone))
    return sorted(found, key=lambda nominal: nominal.start)


def _pointing(
    view: Scene, text: str, place: tuple[int, int], memory: Memory, alone: re.Pattern[str]
) -> list[Nominal]:
    """Return pronouns and the people told of before as nominals."""
    start, end = place
    found = []
    for match in _PRONOUN.finditer(text, start, end):
        if any(low <= match.start() < high for low, high in map(view.at, view.parties)):
            continue
        named = _named_before(view, text, match) if match[0].casefold() == "it" else None
        if match[0] == "They" and view.stretch.is_quote:
            named = _told_last(view, match.start(), memory)
        names = named.names if named else _meant(match, memory)
        is_own = match[0] in {"We", "we", "I"}
        is_people = match[0].casefold() == "they"
        found.append(
            Nominal(
                start=match.start(),
                end=match.end(),
                names=names,
                party=named,
                is_people=is_people,
                is_own=is_own,
            )
        )
    found.extend(
        Nominal(start=match.start(), end=match.end(), names=memory.operators, is_people=True)
        for match in _scheme().finditer(text, start, end)
        if memory.operators and not english_clauses.is_object(text[start : match.start()])
    )
    for match in alone.finditer(text, start, end):
        inside = any(
            low < match.end() and match.start() < high for low, high in map(view.at, view.parties)
        )
        lead = text[start : match.start()]
        if inside or (english_clauses.is_object(lead) and not _ONE_OF.search(lead)):
            continue
        is_own = match[0].casefold().startswith("our ")
        topic = memory.subject.names if memory.subject and gives(memory.subject) else ()
        before = [p for p in view.between(0, match.start()) if p.is_named and gives(p)]
        topic = before[-1].names if before else topic
        is_theirs = match[0].casefold().startswith("their ")
        told = memory.people or memory.patron or memory.supporters
        if view.stretch.is_quote and not is_own and set(told) & set(memory.own):
            told = memory.supporters if not set(memory.supporters) & set(memory.own) else ()
        people = (topic if is_theirs else ()) or told or topic
        people = memory.own if is_own else people
        found.append(Nominal(start=match.start(), end=match.end(), names=people, is_people=True))
    return found


_ONE_OF: Final = re.compile(
    r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]ome|[Ss]everal|[Bb]oth|[Hh]alf|[Mm]embers|\d+)\sof\s$"
)


def _told_last(view: Scene, at: int, memory: Memory) -> Party | None:
    """Return the party that speech named last, for "They": "Garam did. They lent us a rig"."""
    before = [p for p in view.between(0, at) if p.is_named and p.type != "Person"]
    others = [p for p in before if not set(p.names) & set(memory.own)]
    return others[-1] if others else None


def _named_before(view: Scene, text: str, match: re.Match[str]) -> Party | None:
    """Return the party that "it" stands for in its own sentence: the first that is a subject."""
    before = [
        p
        for p in view.between(0, match.start())
        if p.is_named
        and p.type not in {"Person", "Media"}
        and not _POSSESSIVE.match(text, view.at(p)[1])
    ]
    return next((p for p in before if not english_clauses.is_object(text[: view.at(p)[0]])), None)


@cache
def _scheme() -> re.Pattern[str]:
    nouns = "|".join(table("en/programmes")["nouns"])
    return re.compile(rf"(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]his)\s(?:[\w-]+\s){{0,4}}?(?:{nouns})\b")


def _meant(match: re.Match[str], memory: Memory) -> tuple[str, ...]:
    said = match[0].casefold()
    if said in {"we", "i"}:
        return memory.own
    if said == "they":
        return memory.people or (memory.topic.names if memory.topic else ())
    return memory.subject.names if memory.subject else ()


def subject(view: Scene, at: int, memory: Memory, depth: int = 0) -> Nominal | None:
    """Return the subject of the verb group at `at`, going back over clauses that share it."""
    text = english_clauses.masked(view.stretch.text, at)
    start, opener_at, opener = english_clauses.opening(text, at)
    found = nominals(view, text, start, at, memory)
    relative = opener.rsplit(" ", maxsplit=1)[-1] in {"which", "who", "that", "whom", "whose"}
    is_plain = relative and " " not in opener and opener != "whose"
    if found and is_plain and re.search(r"[a-z]{3,}", text[start : found[0].start]):
        found = []  # "which supplies X and lent it": the pronoun is the subject
    if found:
        chosen = _pick(text, found, at)
        lead = text[start : chosen.start]
        adjacent = not text[chosen.end : at].replace(english_clauses.HIDDEN, "").strip(" ,")
        # "The trackers they brought were paid for": the thing is what was paid for.
        if chosen.party is None and not adjacent and english_clauses.has_thing(lead):
            return None
        return chosen
    if is_plain:
        return antecedent(view, text, opener_at, memory)
    if opener == "whose" and _acting()[1].match(f" {text[start:]}"):
        owner = antecedent(view, text, opener_at, memory)  # "the institute, whose staff tested"
        return replace(owner, is_people=True) if owner else None
    if english_clauses.has_thing(text[start:at]) or not start or depth > _DEEP:
        return None
    return subject(view, opener_at, memory, depth + 1)


def _pick(text: str, found: list[Nominal], at: int) -> Nominal:
    """Return the nominal right before the verb, else the first of its clause."""
    last = found[-1]
    between = text[last.end : at].replace(english_clauses.HIDDEN, "").strip(" ,")
    if (
        len(found) > 1
        and not between
        and not re.search(r"\b(?:to|[a-z]+ed|[a-z]+ing)\s$", text[: last.start])
    ):
        return last
    return found[0]


def antecedent(view: Scene, text: str, at: int, memory: Memory) -> Nominal | None:
    """Return the party right before a relative pronoun whose comma or blank is at `at`."""
    for party in reversed(view.between(0, at)):
        begin, end = view.at(party)
        gap = text[end:at].replace(english_clauses.HIDDEN, "").strip(" ,")
        if gap:
            break
        if party.type == "Person":
            firm = memory.posts.get(party.names[0])
            if not firm:
                break
            return Nominal(start=begin, end=end, names=(firm,), is_person=True)
        acts = _acting()[0].search(text[:begin])
        return Nominal(start=begin, end=end, names=party.names, party=party, is_people=bool(acts))
    return None


def in_clause(view: Scene, at: int) -> list[Party]:
    """Return the parties of the sentence before `at` that are no prepositional object, in order."""
    text = english_clauses.masked(view.stretch.text, at)
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, at)), default=0)
    return [
        party
        for party in view.between(begin, at)
        if not english_clauses.is_object(text[: view.at(party)[0]]) and not is_pointer(party, "en")
    ]


def fronted(view: Scene, at: int) -> list[Party]:
    """Return the parties a place phrase names before `at`: "At Garam Foods, …"."""
    place = listed_pattern("en", "gifts", "where", before=r"(?<![\w-])", behind=r"\s(?:the\s)?$")
    return [p for p in view.between(0, at) if place.search(view.stretch.text[: view.at(p)[0]])]
