"""Firms told of as helping others: not the small ones their names had us take them for. Pure.

A name alone rarely tells a large firm from its supplier. Deeds do: the one that sends its
engineers, pays, lends or teaches is the larger. The supports are read once with every guessed
firm allowed at either end, and those that only give are settled before anything else is read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import FIRMS, Memory
from kg.extract.grammar.clauses import words
from kg.extract.supports import english as supports_en
from kg.extract.supports import english_patrons
from kg.extract.supports import korean as supports_ko

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.reading import Mention, Reading
    from kg.model.facts import Actor, ActorType, Support

# An authority told the type, or a list of firms chosen to be helped
_SETTLED: Final = frozenset({"name.known", "name.plain-list"})
_OFTEN: Final = 2  # helps that make even a shipbuilder one that is helped
_FEW: Final = 3  # firms among which a trial tells who helps
_EITHER: Final[ActorType] = "OtherOrganization"  # may help and be helped


def read(reading: Reading) -> Reading:
    """Return the reading with the firms that help others as large enterprises."""
    guessed = {
        actor.name
        for actor in reading.facts.actors
        if actor.type == "SME" and actor.basis.rule not in _SETTLED
    }
    if not guessed:
        return reading
    patrons = _by_words(reading, guessed)
    small = _called_small(reading, guessed)
    if reading.lang == "en":
        patrons |= _weighed(settle(reading, patrons), guessed - patrons - small)
        patrons |= english_patrons.akin(reading, guessed - small, patrons)
        return settle(reading, patrons) if patrons else reading
    others = guessed - patrons - small
    gives, takes = _deeds(_open(settle(reading, patrons), others))
    patrons |= {name for name in gives if name in others and gives[name] > takes[name]}
    patrons |= {name for name in others if takes[name] < _OFTEN and _heavy().search(name)}
    patrons |= _by_trial(settle(reading, patrons), guessed - patrons - small)
    return settle(reading, patrons) if patrons else reading


def _weighed(reading: Reading, guessed: set[str]) -> set[str]:
    """Return the guessed English firms that marks beside their names and deeds show as larger."""
    marks = english_patrons.scores(reading, guessed)
    sure = {name for name, score in marks.items() if score >= _SURE}
    opened = {name for name, score in marks.items() if abs(score) < _SURE}
    gives, takes = _deeds(_open(settle(reading, sure), opened))
    return {
        name
        for name, score in marks.items()
        if score + 2 * max(-_SURE, min(_SURE, gives[name] - takes[name])) > 0
    }


_SURE: Final = 2  # marks, or deeds, that tell enough


def settle(reading: Reading, patrons: set[str]) -> Reading:
    """Return the reading with these names as large enterprises."""
    actors = tuple(
        _large(actor) if actor.name in patrons else actor for actor in reading.facts.actors
    )
    return replace(
        _retyped(reading, patrons, "LargeEnterprise"), facts=replace(reading.facts, actors=actors)
    )


def _large(actor: Actor) -> Actor:
    return replace(actor, type="LargeEnterprise")


def _retyped(reading: Reading, names: set[str], kind: ActorType) -> Reading:
    mentions = tuple(
        replace(mention, type=kind)
        if mention.type == "SME" and mention.names[0] in names
        else mention
        for mention in reading.mentions
    )
    return replace(reading, mentions=mentions)


def _open(reading: Reading, guessed: set[str]) -> Reading:
    return _retyped(reading, guessed, _EITHER)


@cache
def _heavy() -> re.Pattern[str]:
    """Return the pattern of trades that hardly any small firm is in."""
    return re.compile(rf"(?:{'|'.join(words('ko', 'patrons')['heavy'])})$")


def _deeds(reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """Return how often each party helps, and how often it is helped."""
    reader = supports_ko if reading.lang == "ko" else supports_en
    told = reader.read(reading, Memory(helped=frozenset({*FIRMS, _EITHER})))
    # Money may be a firm's own: to pay it tells a patron only where the one paid for is named.
    own = [s for s in told if s.kind == "Funding"] if reading.lang == "ko" else []
    paid = {id(s) for s in own} - {id(s) for s in _said(told, "recipient")}
    given = [s for s in _said(told, "supporter") if id(s) not in paid]
    if reading.lang == "en":  # "they lent Garam a rig" tells, too, whoever they are
        named = [s for s in _said(told, "recipient") if not s.recipient_group]
        given = [s for s in told if s in given or (s in named and s.status == "actual")]
    gives = Counter(name for one in given for name in one.supporter)
    takes = Counter(name for one in _said(told, "recipient") for name in one.recipient)
    if reading.lang == "ko":
        sure = {a.name for a in reading.facts.actors if a.type == "LargeEnterprise"}
        implied = [s for s in told if s not in _said(told, "recipient")]
        helped = [s for s in implied if set(s.supporter) & sure and not s.recipient_group]
        takes.update(name for one in helped for name in one.recipient)
    return gives, takes


def _by_trial(reading: Reading, others: set[str]) -> set[str]:
    """Return the firm of two that helps the other, where only taking it for a patron tells so."""
    if reading.lang != "ko" or not 1 < len(others) <= _FEW:
        return set()
    found = set()
    for name in sorted(others):
        told = supports_ko.read(settle(reading, {name}), Memory())
        given = [s for s in _said(told, "supporter") if name in s.supporter and s.kind != "Funding"]
        if given and not any(name in s.recipient for s in told):
            found.add(name)
    return found if len(found) == 1 else set()


def _said(told: Iterable[Support], slot: str) -> list[Support]:
    """Return the supports whose slot stands in the words themselves, not called back."""
    return [s for s in told if any(own.field == slot for own in s.basis.slots)]


def _by_words(reading: Reading, guessed: set[str]) -> set[str]:
    """Return the guessed firms that words beside them call customer, parent or large."""
    text = reading.document.text
    before, behind, owns = _cues(reading.lang)
    found: set[str] = set()
    for mention in reading.mentions:
        if mention.names[0] not in guessed or mention.kind not in {"name", "alias"}:
            continue
        if _is_called(text, mention, before, behind) or owns.match(text, mention.span.end):
            found.add(mention.names[0])
    return found


def _is_called(
    text: str, mention: Mention, before: re.Pattern[str], behind: re.Pattern[str]
) -> bool:
    return bool(before.search(_lead(text, mention)) or behind.match(text, mention.span.end))


def _called_small(reading: Reading, guessed: set[str]) -> set[str]:
    """Return the guessed firms called small, or sellers of what they bring to others."""
    text = reading.document.text
    small = re.compile(rf"(?:{'|'.join(words(reading.lang, 'patrons')['small'])})$", re.IGNORECASE)
    cases = {a.name for a in reading.facts.actors if a.basis.rule == "name.case-head"}
    headed = cases & guessed if reading.lang == "en" else set()
    return headed | {
        mention.names[0]
        for mention in reading.mentions
        if mention.names[0] in guessed and small.search(_lead(text, mention))
    }


def _lead(text: str, mention: Mention) -> str:
    """Return the words right before a mention in its own line: a title calls nobody below it."""
    start = mention.span.start
    return text[max(0, start - 40) : start].rpartition("\n")[2]


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = words(lang, "patrons")
    flags = re.IGNORECASE if lang == "en" else 0
    before = re.compile(rf"(?:{'|'.join(table['before'])})$", flags)
    behind = re.compile("|".join(table["behind"]), flags)
    return before, behind, re.compile("|".join(table["owns"]), flags)
