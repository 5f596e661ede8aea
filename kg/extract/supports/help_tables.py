"""Supports told in tables of running text: who was helped, by whom, with what, a row each. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from kg.extract.discourse import recall
from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import parties
from kg.extract.grammar.clauses import Stretch, words
from kg.extract.names import grids
from kg.extract.supports import korean_kinds as kinds_ko
from kg.extract.supports.casting import casts, is_none, party_of, status_of_note, told_kinds
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.names.grids import Cell
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import KindCode

_LINE: Final = re.compile(r"[^\n\r]+")
_BAR: Final = re.compile(r"[|\t│¦]")
_RULE: Final = re.compile(r"[\s|:+─\t-]+")
_CONTENT: Final = re.compile(r"내용|내역|세부|상세|항목")
_COLUMNS: Final = ("recipient", "supporter", "deed", "amount")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that tells of supports.

    Attributes:
        columns: Which column holds what.
        rows: Its records, without the headings.
        span: From the first heading to the last cell.
        lead: What the column of those who helped is headed with ("멘토").
    """

    columns: dict[str, int]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    lead: str = ""


def find(reading: Reading) -> tuple[Grid, ...]:
    """Return the tables of a document whose headings name those helped and the help."""
    runs = grids.tables(reading.document.text)
    return tuple(grid for run in runs if (grid := _grid(run)) is not None)


def _grid(run: Sequence[Sequence[Cell]]) -> Grid | None:
    for index, head in enumerate(run[:2]):
        columns = _headed(head)
        rows = tuple(tuple(row) for row in run[index + 1 :])
        if rows and "recipient" in columns and ("supporter" in columns or "deed" in columns):
            lead = head[columns["supporter"]].text if "supporter" in columns else ""
            return Grid(columns, rows, _around(head[0], run[-1]), lead)
    return None


def _place(cell: Cell) -> Span | None:
    """Return where the words of a cell stand; an empty one stands nowhere."""
    return Span(cell.start, cell.start + len(cell.text)) if cell.text else None


def _around(first: Cell, row: Sequence[Cell]) -> Span:
    return Span(first.start, max(cell.start + len(cell.text) for cell in row))


def _headed(head: Sequence[Cell]) -> dict[str, int]:
    """Return which column holds what, by the words of the headings."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(head):
        if _named("never").fullmatch(cell.text):
            continue
        bare = re.sub(r"\s?\((?:단위|백만|천|만|억)[^)]*\)", "", cell.text)
        kinds = [kind for kind in _COLUMNS if _named(kind).fullmatch(bare)]
        if "deed" in kinds and "deed" in columns and _CONTENT.search(bare):
            columns["deed"] = at  # "지원 분야 | 세부 내용": the latter tells more
            continue
        kind = next((kind for kind in _order(kinds) if kind not in columns), None)
        if kind is not None:
            columns[kind] = at
    return columns


def _order(kinds: list[str]) -> list[str]:
    """Return the readings of a heading, the first column of "기업" being those helped."""
    return sorted(kinds, key=_COLUMNS.index)


@cache
def _named(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words("ko", "forms")[key]))


def read(reading: Reading, grid: Grid, memory: Memory) -> list[Support]:
    """Return the supports of a table, a row and kind each, and keep those helped in mind."""
    found: list[Support] = []
    paid: list[str] = []
    heads = () if "supporter" in grid.columns else _titled(reading, grid)
    for row in grid.rows:
        place = _place(row[grid.columns["recipient"]])
        owner = party_of(reading, place, "recipient") if place else None
        if owner is None:
            continue
        memory.introduce(owner)
        made = list(_row(reading, grid, row, owner, memory, heads))
        found.extend(made)
        amount = grid.columns.get("amount")
        if made and (amount is None or not is_none(row[amount].text)):
            paid.extend(name for name in owner.names if name not in paid)
    if found:
        memory.recipients, memory.group = tuple(paid), None
        memory.paragraph = _paragraph(reading, grid.span.end)
    return found


def _titled(reading: Reading, grid: Grid) -> tuple[Party, ...]:
    """Return whose help the line above a table says it is about, if it names one."""
    above = [one for one in reading.sentences if one.span.end <= grid.span.start][-2:]
    for sentence in reversed(above):
        stretch = Stretch(sentence.span.start, sentence.text, sentence)
        named = [one for one in parties(reading, stretch) if one.is_named and can_give(one)]
        if len(named) == 1 and named[0].type != "Person":
            return (named[0],)
    return ()


def _paragraph(reading: Reading, place: int) -> int:
    inside = [one for one in reading.sentences if one.span.start < place]
    return inside[-1].paragraph if inside else -1


def _row(
    reading: Reading,
    grid: Grid,
    row: tuple[Cell, ...],
    owner: Party,
    memory: Memory,
    heads: tuple[Party, ...],
) -> Iterator[Support]:
    deed = row[grid.columns["deed"]] if "deed" in grid.columns else None
    giving = row[grid.columns["supporter"]] if "supporter" in grid.columns else deed
    if giving is None or any(cell and is_none(cell.text) for cell in (giving, deed)):
        return
    amount = row[grid.columns["amount"]].text if "amount" in grid.columns else ""
    paid = ("Funding",) if re.search(r"[1-9]", amount) else ()
    whole = _around(row[0], row)
    note_cell = deed if deed is not giving else None
    told_by = list(casts(reading, where)) if (where := _place(giving)) and not heads else []
    for giver, note in told_by or [(head, giving.text) for head in heads]:
        if giver.names == owner.names or not can_give(giver):
            continue
        memory.introduce(giver)
        told = note_cell.text if note_cell else ""
        kinds = told_kinds(note) or told_kinds(told) or paid or told_kinds(grid.lead)
        kinds = kinds or ("TechnologySupport",)
        slots = {"supporter": giver.span, "recipient": owner.span}
        if note_cell is not None and (noted := _place(note_cell)):
            slots["kind"] = noted
        for kind in kinds:
            yield Support(
                basis=reading.basis(whole, f"support.{reading.lang}.table", 0.85, slots),
                supporter=giver.names,
                recipient=owner.names,
                kind=cast("KindCode", kind),
                status=status_of_note(f"{note} {told}"),
                programme=recall.of_operators(giver.names, memory, reading),
                product=kinds_ko.thing_in(told or note, cast("KindCode", kind)),
            )


def holds(grid: Grid, sentence: Sentence) -> bool:
    """Tell whether a sentence is a line of a table, its headings included."""
    return sentence.span.start < grid.span.end and sentence.span.end > grid.span.start
