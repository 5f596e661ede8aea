"""Supports told of in a bullet or a table row: "△ 가람정밀: 한빛전자 멘토링 → 납기 단축". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract import recall
from kg.extract.clauses import Stretch
from kg.extract.discourse import can_give, can_take
from kg.extract.frames import kind_of
from kg.extract.parties import parties
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.discourse import Memory
    from kg.extract.parties import Party
    from kg.extract.reading import Reading, Sentence

_ARROW: Final = re.compile(r"→|⇒|->|▶|➔|=>")
_FINITE: Final = re.compile(r"다[.\s\"”]|다$|니다|요[.]?$|\b(?:was|were|has|have|is|are|had)\b")
_OWNER: Final = re.compile(r"[:：]|\||\t|\s[-–—]\s|[,，]\s")
_HELP: Final = re.compile(
    r"지원|멘토|진단|컨설팅|교육|전수|개방|자금|보조|출연|구축|설치|도움|협력|공동|무상|제공|파견|점검|코칭|지도|융자|이전|투자|자문"
    r"|support|mentor|diagnos|consult|train|fund|grant|help|coach|install|audit|loan|subsid",
    re.IGNORECASE,
)


def read(reading: Reading, sentence: Sentence, memory: Memory) -> list[Support] | None:
    """Return the supports of a row, or None when the line is no row with an owner."""
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    body = _ARROW.split(sentence.text)[0]
    owner_end = _OWNER.search(re.sub(r"\([^)]*\)", lambda m: "_" * len(m[0]), body))
    if owner_end is None or _FINITE.search(body):
        return None
    listed = parties(reading, stretch)
    named = [party for party in listed if party.is_named and not party.is_list]
    owner = _owner(named, sentence, owner_end.start())
    if owner is None:
        return None
    givers = [
        party
        for party in listed
        if party is not owner
        and can_give(party)
        and owner_end.start() <= party.span.start - sentence.span.start < len(body)
    ]
    memory.firm = owner
    found = []
    for index, giver in enumerate(givers):
        start = giver.span.end - sentence.span.start
        later = (
            givers[index + 1].span.start - sentence.span.start if index + 1 < len(givers) else None
        )
        told = sentence.text[start : later or len(body)]
        rest = sentence.text[owner_end.end() : len(body)]
        support = _support(
            reading, sentence, (giver, owner), told if _HELP.search(told) else rest, memory
        )
        if support is not None:
            found.append(support)
    return found


def _owner(named: list[Party], sentence: Sentence, end: int) -> Party | None:
    for party in named:
        if party.span.start - sentence.span.start < end:
            return party if can_take(party) else None
    return None


def _support(
    reading: Reading, sentence: Sentence, sides: tuple[Party, Party], told: str, memory: Memory
) -> Support | None:
    giver, owner = sides
    if not _HELP.search(told):
        return None
    lang = reading.lang
    kind = kind_of(told, lang) or "TechnologySupport"
    slots = {"supporter": giver.span, "recipient": owner.span}
    status = "planned" if re.search(r"예정|계획|planned", sentence.text) else "actual"
    return Support(
        basis=reading.basis(sentence.span, f"support.{lang}.row", 0.8, slots),
        supporter=giver.names,
        recipient=owner.names,
        kind=kind,
        status=status,
        programme=recall.programme(sentence, memory, status),
    )
