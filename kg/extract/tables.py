"""Measurements from tables in running text: cells between bars or tabs, one record a line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import indicators, quantities
from kg.files import resource_toml
from kg.model.evidence import Span
from kg.model.facts import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.indicators import Cue
    from kg.extract.reading import Quantity, Reading

LINE: Final = re.compile(r"[^\n\r]+")
BAR: Final = re.compile(r"[|\t│¦]")
RULE: Final = re.compile(r"[\s|:+─-]+")
UNIT: Final = re.compile(r"\(\s?(?:단위\s?:?\s?)?([^()\d]{1,8})\)")
FEWEST: Final = 3  # cells of a record


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table: its place in the document and its words, blanks cut off."""

    span: Span
    text: str


def read(reading: Reading) -> tuple[tuple[Measurement, ...], tuple[Span, ...]]:
    """Return the measurements of the text's tables, and the lines they were read from."""
    found: list[Measurement] = []
    lines: list[Span] = []
    for table in _tables(reading):
        head, *records = table
        made = [one for record in records for one in _record(reading, head, record)]
        if made:
            found += made
            lines += [Span(row[0].span.start, row[-1].span.end) for row in table]
    return tuple(found), tuple(lines)


def _tables(reading: Reading) -> Iterator[list[list[_Cell]]]:
    """Yield runs of lines with as many cells, two at least; the first holds the headings."""
    held: list[list[_Cell]] = []
    for row in _rows(reading):
        if held and len(row) != len(held[0]):
            if len(held) > 1:
                yield held
            held = []
        if len(row) >= FEWEST:
            held.append(row)
    if len(held) > 1:
        yield held


def _rows(reading: Reading) -> Iterator[list[_Cell]]:
    text = reading.document.text
    for sentence in reading.sentences:
        if not BAR.search(sentence.text):
            yield []
            continue
        for line in LINE.finditer(text, sentence.span.start, sentence.span.end):
            if not RULE.fullmatch(line[0]):
                yield list(_cells(text, line.start(), line.end()))


def _cells(text: str, start: int, end: int) -> Iterator[_Cell]:
    at = start
    for stop in [*(bar.start() for bar in BAR.finditer(text, start, end)), end]:
        words = text[at:stop].strip()
        if words:
            first = text.index(words, at)
            yield _Cell(Span(first, first + len(words)), words)
        at = stop + 1


@cache
def _heading(kind: str) -> re.Pattern[str]:
    words = resource_toml("words/ko/tables.toml")[kind]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(words, key=len, reverse=True))
    return re.compile(f"(?:{choices})", re.IGNORECASE)


def _column(head: list[_Cell], kind: str) -> int | None:
    for index, cell in enumerate(head):
        bare = re.sub(r"\([^)]*\)", "", cell.text).strip()
        if _heading(kind).fullmatch(bare):
            return index
    return None


def _record(reading: Reading, head: list[_Cell], record: list[_Cell]) -> Iterator[Measurement]:
    before, after = _column(head, "before"), _column(head, "after")
    if before is not None and after is not None:
        made = _pair(reading, head, record, (before, after))
        if made is not None:
            yield made
        return
    for index, cell in enumerate(record):
        cue = _cue(reading, head[index])
        if cue is not None:
            yield from _under(reading, head[index], cell, cue, record)


def _cue(reading: Reading, cell: _Cell) -> Cue | None:
    found = indicators.find(cell.text, reading.lang)
    strong = [cue for cue in found if not cue.is_weak]
    return strong[0] if strong else None


def _quantity(reading: Reading, cell: _Cell, heading: _Cell) -> Quantity | None:
    """Return the first quantity of a cell; its unit may stand in the heading: "불량률(%)"."""
    found = quantities.find(cell.text, reading.lang)
    if found:
        return found[0]
    unit = UNIT.search(heading.text)
    bare = re.fullmatch(r"[\d,.]{1,15}", cell.text)
    if unit is None or bare is None:
        return None
    again = quantities.find(f"{cell.text}{unit[1]}", reading.lang)
    return again[0] if again else None


def _pair(
    reading: Reading, head: list[_Cell], record: list[_Cell], columns: tuple[int, int]
) -> Measurement | None:
    one, two = columns
    index = _column(head, "indicator")
    named = [record[index]] if index is not None else record
    cues = [(cell, cue) for cell in named if (cue := _cue(reading, cell)) is not None]
    heading = cues[0][0] if cues else head[one]
    before = _quantity(reading, record[one], heading)
    after = _quantity(reading, record[two], heading)
    if before is None or after is None or before.kind != after.kind:
        return None
    cue = cues[0][1] if cues else None
    slots = {"before": record[one].span, "after": record[two].span}
    if cues:
        slots["indicator"] = cues[0][0].span
    code = indicators.refine(cue, cues[0][0].text, after, after.per) if cue else "Other"
    return Measurement(
        basis=reading.basis(_whole(record), f"measurement.table.{code}", 0.85, slots),
        subject=_subject(reading, record),
        indicator=code,
        before=before.value,
        after=after.value,
        unit=after.unit,
        per=after.per,
        before_text=record[one].text,
        after_text=record[two].text,
    )


def _under(
    reading: Reading, heading: _Cell, cell: _Cell, cue: Cue, record: list[_Cell]
) -> Iterator[Measurement]:
    """Yield what a cell under a named indicator says: "82% → 97%", "30%", "15억원"."""
    quantity = _quantity(reading, cell, heading)
    if quantity is None or not _subject(reading, record):
        return
    both = quantities.find(cell.text, reading.lang)
    is_pair = len(both) > 1 and re.search(r"→|->|⇒|➝", cell.text) is not None
    is_change = quantity.kind == "percent" and bool(_heading("change").search(heading.text))
    sign = -1 if is_change and _falls(heading, cue) else 1
    basis = reading.basis(
        _whole(record),
        f"measurement.table.{cue.code}",
        0.8,
        {"indicator": heading.span, "after": cell.span},
    )
    last = both[1] if is_pair else quantity
    yield Measurement(
        basis=basis,
        subject=_subject(reading, record),
        indicator=indicators.refine(cue, heading.text, last, last.per),
        before=quantity.value if is_pair else None,
        after=None if is_change and not is_pair else last.value,
        change_percent=sign * abs(quantity.value) if is_change and not is_pair else None,
        unit=last.unit,
        per=last.per,
        after_text=cell.text,
    )


def _falls(heading: _Cell, cue: Cue) -> bool:
    return bool(_heading("falls").search(heading.text)) or cue.better == "down"


def _whole(record: list[_Cell]) -> Span:
    return Span(record[0].span.start, record[-1].span.end)


def _subject(reading: Reading, record: list[_Cell]) -> tuple[str, ...]:
    """Return the first firm named in a record."""
    known = {actor.name for actor in reading.facts.actors}
    for mention in reading.mentions_in(_whole(record)):
        if mention.type not in (None, "Person") and set(mention.names) <= known:
            return mention.names
    return ()
