"""Supports told of in English casebook tables and lists of fields. Pure.

A table has a heading whose words say which cell names the firm, its helper and the help; a
list of fields says it line by line ("Supporter: …", "Support: …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import Party, parties
from kg.extract.grammar.clauses import Stretch
from kg.extract.grammar.words import table
from kg.extract.supports import english_told_cells as told_cells
from kg.extract.supports.english_subjects import gives
from kg.extract.text.english_lines import FEWEST, FIELD, cells
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.discourse.memory import Memory
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import ActorType, StatusCode

_LONGEST: Final = 48  # letters of a name in a cell
_FINITE: Final = re.compile(
    r"\b(?:was|were|has|have|had|will|sent|gave|lent|paid|taught|[a-z]+ed\s(?:the|its|a|an)\b)"
)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What headings and fields have said so far of the rows to come.

    Attributes:
        columns: Role of each column of the table at hand; empty outside of one.
        fields: Role to the place of its words, in the list of fields at hand.
    """

    columns: tuple[str, ...] = ()
    is_mentoring: bool = False
    is_lent: bool = False
    fields: dict[str, Span] = field(default_factory=dict)


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    listed = table("en/rows")["roles"]
    return {
        role: re.compile(rf"(?:{'|'.join(own)})", re.IGNORECASE) for role, own in listed.items()
    }


def _role(told: str) -> str:
    """Return the role a heading or a label tells, or an empty string."""
    found = (role for role, own in _roles().items() if own.fullmatch(told.strip()))
    return next(found, "")


def is_line(sentence: Sentence) -> bool:
    """Tell whether a line is a row of cells, a field with a label, the heading of a case."""
    is_field = FIELD.match(sentence.text) or _HEADING.match(sentence.text)
    return bool(is_field) or len(cells(sentence)) >= FEWEST


def read(
    reading: Reading, sentence: Sentence, sheet: Sheet, memory: Memory
) -> list[Support] | None:
    """Return the supports of a row or a field, or None when the line is neither."""
    row = cells(sentence)
    text = reading.document.text
    if len(row) >= FEWEST:
        roles = tuple(_role(cell.of(text)) for cell in row)
        if {"supporter", "support", "amount"} & set(roles) and "recipient" in roles:
            sheet.columns = roles
            sheet.is_lent = any(_ITEM.fullmatch(cell.of(text).strip()) for cell in row)
            sheet.is_mentoring = any(_MENTOR.match(cell.of(text)) for cell in row)
            return []
        if not sheet.columns:
            return None
        pairs = list(zip(sheet.columns, row, strict=False))
        placed = {role: cell for role, cell in reversed(pairs) if role}  # the first of a role
        if sheet.is_mentoring and "support" not in placed and "supporter" in placed:
            return list(_mentored(reading, placed, memory))
        return list(_supports(reading, sentence, placed, memory, is_lent=sheet.is_lent))
    sheet.columns = ()
    return _field(reading, sentence, sheet, memory)


def _field(
    reading: Reading, sentence: Sentence, sheet: Sheet, memory: Memory
) -> list[Support] | None:
    label = FIELD.match(sentence.text)
    listed = _by_giver(reading, sentence, memory)
    if listed:
        return listed
    if label is None:
        if _HEADING.match(sentence.text):
            sheet.fields = _headed(reading, sentence, memory)
        return None
    role = _role(label[1])
    if role == "recipient" and "recipient" in sheet.fields and not _names_firm(reading, sentence):
        return None  # "Business: seed cleaning" under the firm's own heading
    value = Span(sentence.span.start + label.end(), sentence.span.end)
    if not role:
        return None
    if role == "recipient":
        sheet.fields = {}
    told = value.of(reading.document.text)
    if role == "support" and _FINITE.search(told):
        return None
    sheet.fields[role] = value
    if not {"supporter", "support"} <= set(sheet.fields):
        return [] if role != "recipient" else None
    return list(_supports(reading, sentence, sheet.fields, memory))


_HEADING: Final = re.compile(
    r"\s*(?:(?:case|no\.?|example|profile|story)\s?\d+|\d{1,3}[.)]\s(?=[A-Z]))", re.IGNORECASE
)


def _headed(reading: Reading, sentence: Sentence, memory: Memory) -> dict[str, Span]:
    """Return the firm that a sheet's heading names, as the one helped: "CASE 7  Garam Optics"."""
    for party in parties(reading, Stretch(sentence.span.start, sentence.text, sentence)):
        if party.is_named and can_take(party):
            memory.firm = party
            return {"recipient": party.span}
    return {}


def _names_firm(reading: Reading, sentence: Sentence) -> bool:
    told = reading.mentions_in(sentence.span)
    return any(can_take(Party(span=m.span, names=m.names, type=m.type, kind=m.kind)) for m in told)


def _by_giver(reading: Reading, sentence: Sentence, memory: Memory) -> list[Support]:
    """Return the supports of "Garam Foods: hygiene audits at 22 noodle makers"."""
    head = _GIVER.match(sentence.text)
    if head is None:
        return []
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    listed = parties(reading, stretch)
    start = sentence.span.start + head.end()
    givers = [p for p in listed if p.span.end <= start and gives(p)]
    rest = sentence.text[head.end() :]
    takers = [
        p
        for p in listed
        if p.span.start >= start
        and can_take(p)
        and _AT.search(sentence.text[head.end() : p.span.start - sentence.span.start])
    ]
    is_item = sentence.block == "list_item" or _ITEMED.match(sentence.text)
    firm = memory.firm if is_item and not takers else None
    takers = takers or ([firm] if firm is not None and firm.is_named else [])
    if (
        not givers
        or not takers
        or _FINITE.search(rest)
        or set(givers[0].names) & set(takers[0].names)
    ):
        return []
    slots = {"supporter": givers[0].span, "recipient": takers[0].span}
    what = rest if firm else sentence.text[head.end() : takers[0].span.start - sentence.span.start]
    if firm:
        slots = {"supporter": givers[0].span, "kind": Span(start, sentence.span.end)}
    return [
        Support(
            basis=reading.basis(sentence.span, "support.en.row", 0.8, slots),
            supporter=givers[0].names,
            recipient=takers[0].names,
            recipient_group=takers[0].group,
            kind=kind,
            status="planned" if _LATER.search(rest) else "actual",
            programme=memory.programme,
            product=told_cells.product(told_cells.part_of(what, kind), kind) if firm else None,
        )
        for kind in told_cells.kinds(what)
    ]


_ITEMED: Final = re.compile(r"\s*[-*•·△]\s")
_GIVER: Final = re.compile(r"\s*(?:[-*•·△]\s*)?[A-Z][\w&’' .-]{2,40}?\s*[:–—]\s")
_AT: Final = re.compile(r"\b(?:at|for|to|in|with)\s(?:the\s|its\s)?$")
_LATER: Final = re.compile(r"\b(?:planned|will|to be|from next|by 20[3-9]\d|to subsidi[sz]e)\b")


def _supports(
    reading: Reading,
    sentence: Sentence,
    placed: dict[str, Span],
    memory: Memory,
    *,
    is_lent: bool = False,
) -> Iterator[Support]:
    """Yield the supports of a row whose cells are placed by role."""
    text = reading.document.text
    support = placed.get("support")
    amount = placed.get("amount")
    is_paid = support is None and amount is not None and _MONEY.search(amount.of(text)) is not None
    support = amount if is_paid else support
    givers = _parties(reading, placed.get("supporter"), "LargeEnterprise")
    takers = _parties(reading, placed.get("recipient"), "SME")
    names = tuple(name for party in takers for name in party.names)
    if not names and memory.firm is not None and "recipient" not in placed:
        names = memory.firm.names
    helpers = tuple(name for party in givers for name in party.names)
    if support is None or not helpers or not names or set(helpers) & set(names):
        return
    slots = {"kind": support, "supporter": givers[0].span}
    if takers:
        slots["recipient"] = takers[0].span
    for party in (*givers, *takers):
        memory.introduce(party)
    whole = Span(min(s.start for s in slots.values()), max(s.end for s in slots.values()))
    status: StatusCode = "planned" if _LATER.search(sentence.text) else "actual"
    aim = placed["purpose"].of(text).strip() if is_paid and "purpose" in placed else ""
    for kind in ("Funding",) if is_paid else told_cells.kinds(support.of(text), is_lent=is_lent):
        yield Support(
            basis=reading.basis(whole, "support.en.row", 0.85, slots),
            supporter=helpers,
            recipient=names,
            kind=kind,
            status=status,
            programme=memory.programme,
            product=aim or told_cells.product(told_cells.part_of(support.of(text), kind), kind),
        )


_MONEY: Final = re.compile(r"\d|\b(?:million|billion)\b")


def _mentored(reading: Reading, placed: dict[str, Span], memory: Memory) -> Iterator[Support]:
    """Yield the mentoring of a row whose heading only says who the mentor is."""
    givers = _parties(reading, placed["supporter"], "LargeEnterprise")
    takers = _parties(reading, placed.get("recipient"), "SME")
    if not givers or not takers:
        return
    for party in (*givers, *takers):
        memory.introduce(party)
    slots = {"supporter": givers[0].span, "recipient": takers[0].span}
    whole = Span(min(s.start for s in slots.values()), max(s.end for s in slots.values()))
    yield Support(
        basis=reading.basis(whole, "support.en.row", 0.8, slots),
        supporter=tuple(name for party in givers for name in party.names),
        recipient=tuple(name for party in takers for name in party.names),
        kind="Mentoring",
        status="actual",
        programme=memory.programme,
    )


_ITEM: Final = re.compile(
    r"(?:items?|machines?|equipment|tools?|object|loan|(?:what was )?lent)", re.IGNORECASE
)
_MENTOR: Final = re.compile(r"\s*(?:mentor(?:ed)?|coach(?:ed)?)\b", re.IGNORECASE)


def _parties(reading: Reading, cell: Span | None, kind: ActorType) -> list[Party]:
    """Return the parties a cell names: those known by name, else its own words."""
    if cell is None:
        return []
    text = reading.document.text
    inside = [m for m in reading.mentions_in(cell) if m.kind != "group" and m.type != "Person"]
    if inside:
        return [Party(span=m.span, names=m.names, type=m.type, kind="name") for m in inside]
    told = re.split(r"\s*[(\[]", cell.of(text), maxsplit=1)[0].strip(" .")
    if not told[:1].isupper() or len(told) > _LONGEST or told_cells.NOBODY.match(told):
        return []
    span = Span(cell.start, cell.start + len(told))
    return [Party(span=span, names=(told,), type=kind, kind="name")]
