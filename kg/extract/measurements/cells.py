"""Tables in running text: lines of cells between bars, tabs or wide gaps, and their units. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.text import bars, turned
from kg.extract.values import quantities
from kg.extract.values.numbers import DIGITS
from kg.files import resource_toml
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Quantity, Reading, Sentence

NOTE: Final = re.compile(r"단위\s?:?\s?([^()\n]{1,30})|\bunits?:\s?([^()\n]{1,30})", re.IGNORECASE)
UNIT: Final = re.compile(r"[(\[]\s?(?:단위\s?:?\s?)?(?P<unit>[^()\[\]\d→]{1,10})[)\]]")
ARROW: Final = re.compile(r"\s?(?:→|->|⇒|➝|➔|=>|~>|▶)\s?")
FEWEST: Final = 3  # cells of a record
NEAR: Final = 3  # lines between a note on units and its table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its place in the document and its words, blanks cut off."""

    span: Span
    text: str

    @property
    def bare(self) -> str:
        """The words without what stands in brackets."""
        return re.sub(r"\([^)]*\)|\[[^]]*\]", "", self.text).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings, records of as many cells, and the units a note above them names."""

    head: list[Cell]
    records: list[list[Cell]]
    units: tuple[str, ...] = ()


def find(reading: Reading) -> Iterator[Table]:
    """Yield the tables of a text: runs of lines with as many cells, two at least."""
    held: list[list[Cell]] = []
    note: tuple[str, ...] = ()
    age = 0
    for row, told in _rows(reading):
        if told:
            note, age = told, 0
        if held and len(row) != len(held[0]):
            if len(held) > 1:
                yield _table(held, note if age <= NEAR else ())
            held = []
        if len(row) >= FEWEST:
            held.append(row)
        elif not told:
            age += 1
    if len(held) > 1:
        yield _table(held, note if age <= NEAR else ())


def _table(rows: list[list[Cell]], units: tuple[str, ...]) -> Table:
    """Return the table of these lines, its columns the records where it lies on its side."""
    if turned.lies([[cell.text for cell in row] for row in rows]):
        rows = turned.stood_up(rows)
        rows[0][0] = replace(rows[0][0], text="기업명")
    return Table(head=rows[0], records=rows[1:], units=units)


def _rows(reading: Reading) -> Iterator[tuple[list[Cell], tuple[str, ...]]]:
    """Yield the cells of each line, none for a line of prose, with the units a note names."""
    text = reading.document.text
    for run in _lines(reading):
        start, end = run[0].span.start, run[-1].span.end
        note = NOTE.search(text, start, end)
        told = tuple(re.split(r"\s?[,/·]\s?", (note[1] or note[2]).strip())) if note else ()
        if run[0].block != "table_cell" and not bars.BAR_OR_GAP.search(text, start, end):
            yield [], told
            continue
        for line in bars.LINE.finditer(text, start, end):
            if bars.RULE.fullmatch(line[0]):
                continue
            cut = list(_cells(text, line.start(), line.end()))
            yield (cut if len(cut) > 1 else [Cell(one.span, one.text) for one in run]), told


def _lines(reading: Reading) -> Iterator[list[Sentence]]:
    """Yield each sentence, those that are cells of one line together."""
    text = reading.document.text
    held: list[Sentence] = []
    for sentence in reading.sentences:
        is_cell = sentence.block == "table_cell"
        if held and not (is_cell and "\n" not in text[held[-1].span.end : sentence.span.start]):
            yield held
            held = []
        if is_cell:
            held.append(sentence)
        else:
            yield [sentence]
    if held:
        yield held


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the cells of a line; an empty one stands where the bar before it does."""
    for first, words in bars.cut(text, start, end, bars.BAR_OR_GAP):
        at = first if words else max(start, first - 1)
        yield Cell(Span(at, at + (len(words) or 1)), words)


def numbers(reading: Reading, cell: Cell, heading: Cell, table: Table) -> list[Quantity]:
    """Return the quantities of a cell; their unit may stand in the heading or above the table."""
    parts = ARROW.split(cell.text)
    unit = UNIT.search(heading.text)
    printed = unit["unit"].strip() if unit else _unit_of(heading, table)
    found: list[Quantity] = []
    for part in parts:
        words = part.strip().lstrip("±+ ")
        bare = DIGITS.fullmatch(words.lstrip("-−△▲▼ "))
        if bare is not None and printed:
            words = f"{bare[0]}{_LENGTHS.get(printed, printed)}"
        found += quantities.find(words, reading.lang)[:1]
    return found


_LENGTHS: Final = {"일": "일간", "년": "년간", "월": "개월"}  # in a table no dates


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = resource_toml("words/ko/tables.toml")["units"]
    return tuple((re.compile(entry["heading"]), re.compile(entry["unit"])) for entry in table)


def _unit_of(heading: Cell, table: Table) -> str:
    """Return the unit of the note above that fits a heading: % for rates, money for sums."""
    if len(table.units) == 1:
        return table.units[0]
    for heads, fitting in _kinds():
        if heads.search(heading.bare):
            return next((unit for unit in table.units if fitting.search(unit)), "")
    return ""
