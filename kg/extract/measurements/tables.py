"""Measurements from tables in running text, one record a line. Pure.

Columns of before and after make one measurement a record; so does a cell under an indicator
("6.2→2.9" under "불량률(전→후)"). What headings mean is data (`words/ko/tables.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.measurements import cells, holders, indicators
from kg.extract.measurements.english_marks import counted
from kg.extract.values import units
from kg.files import resource_toml
from kg.model.evidence import Span
from kg.model.facts import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.measurements.cells import Cell, Table
    from kg.extract.measurements.holder import Side
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity, Reading

Role = Literal["before", "after", "target", "change"]
ROLES: Final[tuple[Role, ...]] = ("before", "after", "target", "change")
YEAR: Final = re.compile(r"(?:19|20)\d\d(?=\s?년?)")
MINUS: Final = re.compile(r"^\s*[-−△▼↓]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Columns that tell of one thing: an indicator named in the heading, or in each record."""

    columns: dict[Role, int]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A record under work."""

    reading: Reading
    table: Table
    record: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A cell of words in a record of figures ("수출 2.1배"), and whom the record tells of."""

    span: Span
    names: tuple[str, ...]
    place: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What tables tell: measurements, the lines they were read from, and notes left to read."""

    measurements: tuple[Measurement, ...]
    lines: tuple[Span, ...]
    notes: tuple[Note, ...]


def read(reading: Reading) -> Read:
    """Return what the text's tables tell."""
    found: list[Measurement] = []
    lines: list[Span] = []
    notes: list[Note] = []
    for table in cells.find(reading):
        groups = _groups(table.head)
        rows = [
            _Row(reading=reading, table=table, record=record)
            for record in table.records
            if not _heading("total").search(record[0].bare)
        ]
        made = [one for row in rows for one in _record(row, groups)]
        if made:
            found += made
            lines += [_whole(row) for row in (table.head, *table.records)]
            notes += [note for row in rows for note in _notes(row, groups)]
    return Read(measurements=tuple(found), lines=tuple(lines), notes=tuple(notes))


def _notes(row: _Row, groups: list[_Group]) -> Iterator[Note]:
    """Yield the cells that no heading explains and that hold words beside a number."""
    done = {column for group in groups for column in group.columns.values()}
    done.add(_column(row.table.head, "owner") or 0)
    names, place = _subject(row)
    for index, cell in enumerate(row.record):
        is_told = re.search(r"[가-힣]{2}.*\d|\d.*[가-힣]{2}", cell.text)
        if (
            names
            and index not in done
            and is_told
            and _cue(row.reading, row.table.head[index]) is None
        ):
            yield Note(span=cell.span, names=names, place=place)


@cache
def _heading(kind: str) -> re.Pattern[str]:
    words = resource_toml("words/ko/tables.toml")[kind]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(words, key=len, reverse=True))
    return re.compile(f"(?:{choices})", re.IGNORECASE)


@cache
def _labelled(role: str) -> re.Pattern[str]:
    """Return the pattern of a heading that ends in its role: "불량률 도입 전", "생산량(후)"."""
    return re.compile(
        rf"(?P<label>.*?)[\s(\[·_-]*(?P<role>{_heading(role).pattern})[)\]]?(?:\s?\(.*\))?",
        re.IGNORECASE,
    )


def _column(head: list[Cell], kind: str) -> int | None:
    for index, cell in enumerate(head):
        if _heading(kind).fullmatch(cell.bare):
            return index
    return None


def _groups(head: list[Cell]) -> list[_Group]:
    """Return the columns of before and after, each with what its heading says of them."""
    found: dict[str, dict[Role, int]] = {}
    for index, cell in enumerate(head):
        for role in () if cells.ARROW.search(cell.text) else ROLES:
            match = _labelled(role).fullmatch(cell.text)
            if match is not None and (role != "change" or not match["label"].strip()):
                found.setdefault(match["label"].strip(), {}).setdefault(role, index)
                break
    groups = [
        _Group(columns=columns, label=label)
        for label, columns in found.items()
        if {"before", "after"} <= columns.keys()
    ]
    return groups or _by_year(head)


def _by_year(head: list[Cell]) -> list[_Group]:
    """Return two columns headed by years as before and after."""
    years = [(index, YEAR.match(cell.text)) for index, cell in enumerate(head)]
    dated = [(match[0], index) for index, match in years if match]
    if len(dated) != 2 or _column(head, "indicator") is None:
        return []
    (_, first), (_, last) = sorted(dated)
    return [_Group(columns={"before": first, "after": last})]


def _record(row: _Row, groups: list[_Group]) -> Iterator[Measurement]:
    for group in groups:
        yield from _pair(row, group)
    done = {column for group in groups for column in group.columns.values()}
    for index, cell in enumerate(row.record):
        cue = _cue(row.reading, row.table.head[index])
        is_open = index not in done and (not groups or cells.ARROW.search(cell.text))
        if cue is not None and is_open:
            yield from _under(row, row.table.head[index], cell, cue)


def _cue(reading: Reading, cell: Cell) -> Cue | None:
    found = indicators.find(cell.text, reading.lang)
    strong = [cue for cue in found if not cue.is_weak]
    return strong[-1] if strong else found[-1] if found else None


def _named(row: _Row, group: _Group) -> tuple[Cell, Cue | None]:
    """Return the cell that names the indicator of a pair, and what it names."""
    head, record = row.table.head, row.record
    if group.label:
        cell = head[group.columns["before"]]
        return cell, _cue(row.reading, cell)
    index = _column(head, "indicator")
    named = [record[index]] if index is not None else record
    for cell in named:
        cue = _cue(row.reading, cell)
        if cue is not None:
            return cell, cue
    return (named[0] if index is not None else head[group.columns["before"]]), None


def _pair(row: _Row, group: _Group) -> Iterator[Measurement]:
    named, cue = _named(row, group)
    told: dict[Role, Quantity] = {}
    for role, column in group.columns.items():
        cell = row.record[column]
        found = cells.numbers(row.reading, cell, named, row.table)
        found = found or cells.numbers(row.reading, cell, row.table.head[column], row.table)
        if found:
            told[role] = found[0]
    before, after = told.get("before"), told.get("after")
    if before is None or after is None or before.kind != after.kind:
        return
    code = indicators.refine(cue, named.text, after, after.per) if cue else "Other"
    if code == "Other" and units.role(after.unit) == "firms":
        return  # how many firms of a kind: no figure of one
    spans = {role: row.record[column].span for role, column in group.columns.items()}
    change = told.get("change")
    is_share = change is not None and change.kind == "percent" and before.kind != "percent"
    percent = abs(change.value) if change is not None and is_share else None
    if percent is not None and after.value < before.value:
        percent = -percent
    slots = {"before": spans["before"], "after": spans["after"], "indicator": named.span}
    yield _measurement(row, code, slots, before, after, percent)
    goal = told.get("target")
    if goal is not None and goal.kind == after.kind:
        slots = {"after": spans["target"], "indicator": named.span}
        yield _measurement(row, code, slots, None, goal, None, is_target=True)


def _under(row: _Row, heading: Cell, cell: Cell, cue: Cue) -> Iterator[Measurement]:
    """Yield what a cell under a named indicator says: "82% → 97%", "30%", "15억원"."""
    told = cells.numbers(row.reading, cell, heading, row.table)
    if not told or not _subject(row)[0] or cue.code in ("SupportBudget", "SupportedCompanies"):
        return
    quantity, last = told[0], told[-1]
    is_pair = len(told) > 1
    code = indicators.refine(cue, heading.text, last, last.per)
    slots = {"indicator": heading.span, "after": cell.span}
    if _heading("hired").search(heading.text) and last.unit in ("명", "인"):
        yield _hired(row, slots, last)
        return
    told_as = _heading("change").search(heading.text) or MINUS.match(cell.text)
    is_change = quantity.kind == "percent" and bool(told_as)
    if is_pair or not is_change:
        yield _measurement(row, code, slots, quantity if is_pair else None, last, None)
        return
    falls = _heading("falls").search(heading.text) or cue.better == "down"
    percent = -abs(quantity.value) if falls or MINUS.match(cell.text) else quantity.value
    yield _measurement(row, code, slots, None, None, percent)


def _hired(row: _Row, slots: dict[str, Span], number: Quantity) -> Measurement:
    """Return how many were hired, a number that adds to those there were."""
    told = _measurement(row, "Employment", slots, None, number, None)
    own = tuple(
        replace(slot, field="change_abs") if slot.field == "after" else slot
        for slot in told.basis.slots
    )
    basis = replace(told.basis, slots=own)
    return replace(told, basis=basis, after=None, after_text=None, change_abs=number.value)


def _measurement(  # noqa: PLR0913 - the fields of one measurement
    row: _Row,
    code: str,
    slots: dict[str, Span],
    before: Quantity | None,
    after: Quantity | None,
    percent: float | None,
    *,
    is_target: bool = False,
) -> Measurement:
    side: Side = "payer" if code == "SupportedCompanies" else "firm"
    names, place = _subject(row, side)
    if place is not None:
        slots = {**slots, "subject": place}
    text = row.reading.document.text
    last = after or before
    return Measurement(
        basis=row.reading.basis(_whole(row.record), f"measurement.table.{code}", 0.85, slots),
        subject=names,
        indicator=code,  # type: ignore[arg-type]
        before=before.value if before else None,
        after=after.value if after else None,
        change_percent=percent,
        unit=(last.unit or counted(slots["indicator"].of(text))) if last else "%",
        per=last.per if last else None,
        status="target" if is_target else "actual",
        before_text=slots["before"].of(text) if "before" in slots else None,
        after_text=slots["after"].of(text),
    )


def _whole(record: list[Cell]) -> Span:
    return Span(record[0].span.start, record[-1].span.end)


def _subject(row: _Row, side: Side = "firm") -> tuple[tuple[str, ...], Span | None]:
    """Return the firm of a record, else the one the lines before the table tell of."""
    reading = row.reading
    known = {actor.name for actor in reading.facts.actors}
    column = _column(row.table.head, "owner")
    spans = [_whole(row.record)] if column is None else [row.record[column].span]
    for span in spans:
        for mention in reading.mentions_in(span):
            if mention.type not in (None, "Person") and set(mention.names) <= known:
                return mention.names, mention.span
    if column is not None:
        return (), None
    place = _whole(row.record)
    index = next(i for i, one in enumerate(reading.sentences) if one.span.meets(place))
    holder = holders.find(reading, index, place, side)
    return holder.names, None
