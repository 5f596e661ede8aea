"""Supports told in labelled lines: "지원기관: 가온진흥원(사업비 60%)", "지원대상: …". Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import recall
from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import in_role, parties
from kg.extract.grammar.clauses import Stretch, words
from kg.extract.grammar.frames import kind_of, objects, triggers
from kg.extract.supports import korean_kinds as kinds_ko
from kg.extract.supports.casting import casts, party_of, status_of_note, told_kinds
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import KindCode

_LABEL: Final = re.compile(
    r"^[\s△▲▷▶■□◆◇●•‣▪◦※☞○ㅇ·*①-⑳➀-➉❶-❿▸▹–-]*(?:\(?(?:\d{1,2}|[가-하])[.)]\s*)?"
    r"[(\[【<〈]?\s?(?P<label>[가-힣A-Za-z·\s]{2,14}?)\s?[)\]】>〉]?\s?[:：]\s*|"
    r"^[\s○ㅇ□■◦·-]*[(\[【]\s?(?P<boxed>[가-힣·\s]{2,14}?)\s?[)\]】]\s*"
)
_CASE: Final = re.compile(
    r"^\W*(?:[가-힣]{2,4}\s?)?사례\s?(?:\d+|[가-하]|[①-⑳❶-❿])?\s?[\]】).:：|―—–-]*\s+"
    r"(?P<name>(?:㈜|\(주\))?[가-힣A-Za-z0-9&]{2,14})(?:\([^)]*\))?\s?(?:[―—–|:：]|-\s|$)"
)
_PART: Final = re.compile(r"(?P<what>[^,()]+)\((?P<who>[^()]{2,20})\)")
_SENTENCE: Final = re.compile(r"(?:다|요|죠)[.!]?[\])”\"]?\s*$")


def read(reading: Reading, sentence: Sentence, memory: Memory) -> list[Support] | None:
    """Return the supports of a labelled line, or None when the line is none of its kind."""
    case = _CASE.match(sentence.text)
    if case is not None and memory.firm is None:
        start = sentence.span.start
        place = Span(start + case.start("name"), start + case.end("name"))
        return _helped(reading, sentence, place, memory)
    match = _LABEL.match(sentence.text)
    if match is None or not sentence.text[match.end() :].strip():
        return None
    label = re.sub(r"\s+", " ", (match["label"] or match["boxed"]).strip())
    place = Span(sentence.span.start + match.end(), sentence.span.end)
    if _is("supporter", label):
        return _helpers(reading, sentence, place, memory)
    if _is("recipient", label):
        return _helped(reading, sentence, place, memory)
    if _is("deed", label):
        return _deeds(reading, sentence, place, memory)
    if _COST.search(label) and (paid := _paid(reading, sentence, place, memory)):
        return paid
    if _is("means", label):
        return _helpers(reading, sentence, place, memory, label)
    owner = Span(sentence.span.start + match.start(match.lastgroup or "label"), place.start)
    return _by_owner(reading, sentence, (owner, place), memory)


@cache
def _labels(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words("ko", "forms")[kind]))


def _is(kind: str, label: str) -> bool:
    if _labels("never").fullmatch(label):
        return False
    return bool(_labels(kind).fullmatch(label))


def _helpers(
    reading: Reading, sentence: Sentence, place: Span, memory: Memory, label: str = ""
) -> list[Support] | None:
    """Read "지원기관: A(사업비 60%), B(기술 인력 파견)": who helped the firm of the case."""
    if triggers(place.of(reading.document.text), "ko") and _SENTENCE.search(sentence.text):
        return None
    found: list[Support] = []
    helpers: list[Party] = []
    for giver, note in casts(reading, place):
        if not can_give(giver):
            continue
        helpers.append(giver)
        memory.introduce(giver)
        if memory.firm is not None:
            memory.introduce(memory.firm)
            found.extend(
                _support(reading, sentence, giver, memory.firm.names, (kind, note), memory)
                for kind in told_kinds(note) or told_kinds(label)
            )
    if helpers and not label:
        memory.supporters = tuple(dict.fromkeys(name for one in helpers for name in one.names))
        memory.topic = helpers[0]
        memory.paragraph = sentence.paragraph
    return found


def _paid(reading: Reading, sentence: Sentence, place: Span, memory: Memory) -> list[Support]:
    """Read "사업비: 1.8억 원(정부 0.9억, 가람식품 0.54억)": each payer beside what it pays."""
    helped = memory.firm.names if memory.firm else memory.recipients or memory.only
    note = place.of(reading.document.text)
    found: list[Support] = []
    for party in parties(reading, Stretch(place.start, note, sentence)) if helped else ():
        behind = note[party.span.end - place.start :]
        if party.is_named and can_give(party) and _AMOUNT.match(behind):
            memory.introduce(party)
            found.append(_support(reading, sentence, party, helped, ("Funding", ""), memory))
    return [one for one in found if not set(one.supporter) & set(helped)]


_COST: Final = re.compile(
    r"(?:사업|투자|구축|소요|총|도입|설치|구입)\s?(?:비용?|예산|금액|재원|자금)|재원"
)
_AMOUNT: Final = re.compile(r"\s?(?:부담|지원|출연)?\s?(?:약\s)?\d[\d.,]*\s?(?:천|백)?(?:만|억|%)")


def _by_owner(
    reading: Reading, sentence: Sentence, places: tuple[Span, Span], memory: Memory
) -> list[Support] | None:
    """Read "대경전자: 협력사 12개사에 설비 구축": the one before the colon helps."""
    owner, place = places
    note = place.of(reading.document.text)
    if _SENTENCE.search(note):
        return None
    stretch = Stretch(place.start, note, sentence)
    listed = [one for one in parties(reading, stretch) if one.type != "Person"]
    taker = next((one for one in listed if in_role(one, "recipient")), None)
    known = any(m.type and m.type != "Person" for m in reading.mentions_in(owner))
    giver = party_of(reading, owner, "supporter") if known or taker else None
    if giver is None or not can_give(giver) or any(can_give(one) for one in listed):
        return None
    told_of = memory.recipients or (memory.firm.names if memory.firm else memory.only)
    helped = taker.names if taker else told_of
    start = taker.span.end - place.start + len(taker.particle) if taker else 0
    kinds = told_kinds(note[start:])
    if not helped or not kinds:
        return None
    memory.introduce(giver)
    memory.introduce(taker)
    memory.recipients, memory.group = helped, taker.group if taker else memory.group
    memory.supporters, memory.topic = giver.names, giver
    memory.paragraph = sentence.paragraph
    return [
        _support(reading, sentence, giver, helped, (kind, note[start:]), memory) for kind in kinds
    ]


def _helped(
    reading: Reading, sentence: Sentence, place: Span, memory: Memory
) -> list[Support] | None:
    """Read "지원대상: 도내 식품 제조기업 30개사": whom the lines that follow are about."""
    stretch = Stretch(place.start, place.of(reading.document.text), sentence)
    listed = [one for one in parties(reading, stretch) if one.type != "Person"]
    if listed and not listed[0].is_named:
        memory.recipients, memory.group = listed[0].names, listed[0].group
        memory.chosen = listed[0].group
        memory.paragraph = sentence.paragraph
        return []
    firm = listed[0] if listed else party_of(reading, place, "recipient")
    if firm is None:
        return None
    memory.firm = firm
    memory.introduce(firm)
    return []


def _deeds(
    reading: Reading, sentence: Sentence, place: Span, memory: Memory
) -> list[Support] | None:
    """Read "지원내용: 위생 설비 구입비, 전문가 자문": what those named before gave."""
    note = place.of(reading.document.text)
    bracketed = _bracketed(reading, sentence, place, memory)
    if bracketed:
        return bracketed
    stretch = Stretch(place.start, note, sentence)
    if any(can_give(party) for party in parties(reading, stretch)) or not memory.supporters:
        return None
    helped = memory.recipients or (memory.firm.names if memory.firm else ())
    parts = [(kind_of(part, "ko"), part) for part in objects(re.sub(r"\([^)]*\)", "", note))]
    if not helped or _SENTENCE.search(note):
        return None
    kinds: dict[KindCode, str] = {}
    for kind, part in parts:
        if kind is not None:
            kinds.setdefault(kind, part)
    return [
        _support(reading, sentence, None, helped, (kind, part), memory)
        for kind, part in kinds.items()
    ]


def _bracketed(reading: Reading, sentence: Sentence, place: Span, memory: Memory) -> list[Support]:
    """Read "구축비 2억 원(경기도), 상주 지도(두리중공업)": each part with its helper behind."""
    helped = memory.firm.names if memory.firm else memory.recipients
    found: list[Support] = []
    for part in _PART.finditer(place.of(reading.document.text)) if helped else ():
        inner = Span(place.start + part.start("who"), place.start + part.end("who"))
        giver = party_of(reading, inner, "supporter")
        known = giver is not None and (
            set(giver.names) & set(memory.supporters) or reading.mentions_in(inner)
        )
        if giver is None or not known or not can_give(giver):
            continue
        memory.introduce(giver)
        found.extend(
            _support(reading, sentence, giver, helped, (kind, part["what"]), memory)
            for kind in told_kinds(part["what"])
        )
    return found


def _support(
    reading: Reading,
    sentence: Sentence,
    giver: Party | None,
    helped: tuple[str, ...],
    told: tuple[KindCode, str],
    memory: Memory,
) -> Support:
    kind, note = told
    slots = {"supporter": giver.span} if giver else {}
    supporter = giver.names if giver else memory.supporters
    return Support(
        basis=reading.basis(sentence.span, "support.ko.field", 0.75, slots),
        supporter=supporter,
        recipient=helped,
        kind=kind,
        status=status_of_note(sentence.text),
        programme=recall.of_operators(supporter, memory, reading),
        product=kinds_ko.thing_in(note, kind),
        recipient_group=memory.group if helped == memory.recipients else None,
    )
