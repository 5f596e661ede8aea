"""Firms and bodies in the cells of tables, told by the headings of their columns. Pure.

`기업명 | 지원기관 | 지원 내용`: what stands under a heading for firms is a firm, however common
its words; what stands under one for helpers is the one that helped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import table
from kg.extract.names import naming, organisations
from kg.extract.names.candidates import Candidate
from kg.extract.names.places import is_place
from kg.extract.text import bars, turned
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading
    from kg.model.facts import ActorType

Side = Literal["firm", "helper", "body"]

_FEWEST: Final = 2  # columns of a table
_LEGAL: Final = r"(?:㈜|\(주\)|\(유\)|주식회사\s|유한회사\s)"
_NAME: Final = re.compile(rf"{_LEGAL}?\s?(?P<name>{organisations.NAME})(?:㈜|\(주\))?")
_FIRM: Final = "기업명"  # what the corner of a table on its side stands for
_CONFIDENCE: Final = 0.93


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where its words stand, blanks cut off."""

    start: int
    text: str


def find(reading: Reading) -> Iterator[Candidate]:
    """Yield the names in columns of firms and helpers."""
    for head, *records in tables(reading.document.text):
        sides = [side(cell.text) for cell in head]
        for record in records:
            for told, cell in zip(sides, record, strict=True):
                if told is not None:
                    yield from named(cell, told)


def tables(text: str) -> Iterator[list[list[Cell]]]:
    """Yield runs of lines with as many cells each, a heading and a record at least."""
    held: list[list[Cell]] = []
    for row in _rows(text):
        if held and len(row) != len(held[0]):
            if len(held) > 1:
                yield _upright(held)
            held = []
        if len(row) >= _FEWEST:
            held.append(row)
    if len(held) > 1:
        yield _upright(held)


def _upright(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the lines of a table, its columns where they hold the records."""
    if not turned.lies([[cell.text for cell in row] for row in rows]):
        return rows
    head, *records = turned.stood_up(rows)
    return [[Cell(head[0].start, _FIRM), *head[1:]], *records]


def _rows(text: str) -> Iterator[list[Cell]]:
    for line in bars.LINE.finditer(text):
        if not bars.BAR.search(line[0]):
            yield []
        elif not bars.RULE.fullmatch(line[0]):
            cut = bars.cut(text, line.start(), line.end(), bars.BAR)
            yield [Cell(start, words) for start, words in cut]


def side(heading: str) -> Side | None:
    """Return whom the heading of a column, or a label before a colon, tells of."""
    bare = re.sub(r"\([^)]*\)|\s", "", heading)
    sides: tuple[Side, ...] = ("helper", "firm", "body")
    return next((one for one in sides if _headings(one).fullmatch(bare)), None)


@cache
def _headings(side: Side) -> re.Pattern[str]:
    return re.compile("|".join(table("ko/tables")[side]))


def named(cell: Cell, side: Side) -> Iterator[Candidate]:
    """Yield the names of a cell: its whole, its list, or the word a helper's deed begins with."""
    for part in re.finditer(r"[^,;/·]+", cell.text):
        lead = len(part[0]) - len(part[0].lstrip())
        found = _NAME.match(part[0], lead)
        if not found:
            continue
        rest = part[0][found.end() :].strip()
        name = found["name"]
        if rest and rest[0] != "(" and not _is_local(name):
            name = particles.cut(name)[0]
        is_whole = not rest or rest[0] == "("
        if not _is_name(name, side, is_whole=is_whole):
            continue
        start = cell.start + part.start() + found.start("name")
        yield Candidate(
            span=Span(start, start + len(name)),
            name=name,
            type=_type(name, side),
            rule="name.cell",
            confidence=_CONFIDENCE,
        )


def _is_name(name: str, side: Side, *, is_whole: bool) -> bool:
    """Tell whether the words of a cell may be a name: `미정`, `없음`, `자체` are none."""
    if naming.is_common(name) or name in table("ko/tables")["empty"]:
        return False
    if side != "firm":
        told = organisations.type_of(name) or organisations.is_firm_like(name)
        return bool(told) or (is_whole and morphology.is_strange(name)) or _is_local(name)
    return is_whole and not is_place(name)


def _is_local(name: str) -> bool:
    return len(name) > 2 and name[-1] in "시군구도" and not morphology.is_listed(name)


def _type(name: str, side: Side) -> ActorType | None:
    told = organisations.type_of(name)
    if told or side == "firm":
        return told
    if _is_local(name):
        return "PublicAgency"
    return "LargeEnterprise" if side == "helper" else None
