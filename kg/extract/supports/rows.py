"""Supports told of in a bullet or a table row: "△ 가람정밀: 한빛전자 멘토링 → 납기 단축". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import recall
from kg.extract.discourse.memory import can_give, can_take
from kg.extract.discourse.parties import Party, parties
from kg.extract.grammar import morphology
from kg.extract.grammar.clauses import Stretch, words
from kg.extract.grammar.frames import kind_of, objects
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import KindCode

_ARROW: Final = re.compile(r"→|⇒|->|▶|➔|=>")
_FINITE: Final = re.compile(
    r"다[.\s\"”]|다$|니다|요[.]?$|\b(?:was|were|has|have|is|are|had|will)\b|[a-z]ed\s(?:the|a|its)\b"
)
_OWNER: Final = re.compile(r"[:：]|\||\t|\s[-–—]\s")
_OPENING: Final = re.compile(
    r"^[\s△▲▷▶■□◆◇●•‣▪◦※☞○ㅇ·*①-⑳➀-➉❶-❿▸▹–-]*(?:\(?\d{1,2}[.)]\s*)?(?:㈜|\(주\)|주식회사\s)?\s*"
)
_CASE: Final = re.compile(r"사례\s?(?:집|#|№)?\s?\d{0,3}$")
_LONGEST: Final = 20  # letters of a firm's name in front of a colon


def read(reading: Reading, sentence: Sentence, memory: Memory) -> list[Support] | None:
    """Return the supports of a row, or None when the line is no row with an owner.

    A line with an owner but with whole sentences behind it is read as sentences; the owner is
    the firm they tell of.
    """
    body = _ARROW.split(sentence.text, maxsplit=1)[0]
    flat = re.sub(r"\([^)]*\)", lambda match: "_" * len(match[0]), body)
    mark = _OWNER.search(flat)
    if mark is None:
        return None
    listed = parties(reading, Stretch(sentence.span.start, sentence.text, sentence))
    owner = _owner(reading, sentence, listed, mark.start())
    if owner is None:
        return None
    memory.firm = owner
    memory.recipients = ()
    if _FINITE.search(body):
        return None
    givers = [
        party
        for party in listed
        if can_give(party)
        and party.names != owner.names
        and mark.start() <= party.span.start - sentence.span.start < len(body)
    ]
    found: list[Support] = []
    for index, giver in enumerate(givers):
        low = giver.span.end - sentence.span.start
        high = len(body)
        if index + 1 < len(givers):
            high = givers[index + 1].span.start - sentence.span.start
        kinds = _kinds(sentence.text[low:high], reading) or _kinds(body[mark.end() :], reading)
        if kinds:
            memory.introduce(owner)
        found.extend(_support(reading, sentence, (giver, owner), kind, memory) for kind in kinds)
    return found


def _owner(
    reading: Reading, sentence: Sentence, listed: tuple[Party, ...], end: int
) -> Party | None:
    """Return the firm in front of the colon or in the first cell, found as a name or not."""
    before = [party for party in listed if party.span.start - sentence.span.start < end]
    for party in before:
        if party.is_named and reading.lang == "en" and not _heads(sentence, party, end):
            return None  # "was bought with a loan from Garam: 20 million won"
        if party.is_named:
            return party if can_take(party) and not party.is_list else None
    opening = _OPENING.match(sentence.text)
    start = opening.end() if opening else 0
    printed = re.sub(r"\s?[(_].*$", "", sentence.text[start:end]).strip()
    table = words("ko", "parties")
    if (
        not 2 <= len(printed) <= _LONGEST
        or morphology.is_listed(printed)
        or printed in table["labels"]
        or _CASE.search(printed)
        or printed.count(" ") > 2
        or (before and reading.lang == "en")
        or printed.endswith((*table["label_ends"], *table["heads"]))
        or (
            sentence.text[:1] not in "△▲▷▶■□◆◇●•‣▪◦※☞○ㅇ·*-–①②③④⑤⑥⑦⑧⑨⑩▸▹"
            and "|" not in sentence.text
            and "\t" not in sentence.text
        )
    ):
        return None
    place = sentence.span.start + start
    span = Span(place, place + len(printed))
    return Party(span=span, names=(printed,), type="SME", kind="name")


def _heads(sentence: Sentence, party: Party, end: int) -> bool:
    """Tell whether a party stands alone in front of the mark at `end`, at the head of a line."""
    opening = _OPENING.match(sentence.text)
    start = party.span.start - sentence.span.start
    lead = sentence.text[opening.end() if opening else 0 : start]
    gap = sentence.text[party.span.end - sentence.span.start : end]
    is_alone = not gap.strip() or gap.lstrip()[:1] in {"(", "_"}
    return is_alone and len(lead.split()) < _FEW


_FEW: Final = 4  # words of a trade in front of a firm's name


def _kinds(told: str, reading: Reading) -> tuple[KindCode, ...]:
    """Return the kinds of support a cell tells of, each once."""
    cue = words(reading.lang, "kinds")["row"]
    if not re.search("|".join(cue), told, re.IGNORECASE):
        return ()
    means = re.split(r"(?:으로|로|받아|통해)\s", told, maxsplit=1)[0]
    parts = [kind_of(part, reading.lang) for part in objects(means)]
    if not any(parts):
        parts = [kind_of(part, reading.lang) for part in objects(told)]
    kinds = tuple(dict.fromkeys(kind for kind in parts if kind is not None))
    return kinds or ("TechnologySupport",)


def _support(
    reading: Reading,
    sentence: Sentence,
    sides: tuple[Party, Party],
    kind: KindCode,
    memory: Memory,
) -> Support:
    giver, owner = sides
    slots = {"supporter": giver.span, "recipient": owner.span}
    status = "planned" if re.search(r"예정|계획|planned", sentence.text) else "actual"
    return Support(
        basis=reading.basis(sentence.span, f"support.{reading.lang}.row", 0.8, slots),
        supporter=giver.names,
        recipient=owner.names,
        kind=kind,
        status="planned" if status == "planned" else "actual",
        programme=recall.programme(sentence, memory, "actual"),
    )
