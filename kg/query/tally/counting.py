"""Counts, sums and averages over rows of numbers, put into a question as VALUES.

The engine still orders, cuts and writes the answer; it only need not go over the data. So a
question that counts becomes one that gives what was counted, and `explain=true` shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pyoxigraph import Store

from kg.query.lately import lately
from kg.query.rewrite import Rewritten
from kg.query.tally.joining import rows_of
from kg.query.tally.matching import NotHere
from kg.query.tally.reading import read
from kg.query.tally.rows import Rows, combined

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kg.query.tally.columns import Columns
    from kg.query.tally.questions import Aggregate, Tally

    Keys = npt.NDArray[np.int64]

COUNTED: Final = "counted-over-columns"
MOST: Final = 2_000  # rows that are put into a question


def counted(columns: Columns, text: str) -> Rewritten | None:
    """Return a question that only counts with what it counts; None for any other.

    Args:
        columns: The default graph, which alone is asked.
        text: The question.
    """
    tally = read(text)
    if tally is None or not _parses(text):
        return None
    try:
        lines = _lines(columns, tally)
    except (NotHere, MemoryError):
        return None
    names = [*tally.keys, *(each.name for each in tally.aggregates)]
    head = " ".join(f"?{name}" for name in names)
    shown = " ".join(f"?{name}" for name in tally.shown)
    body = "\n".join(f"({line})" for line in lines)
    asked = f"SELECT {shown} {{ VALUES ({head}) {{\n{body}\n}} }} {tally.tail}".rstrip()
    return Rewritten(asked, (COUNTED,))


@lately
def _parses(text: str) -> bool:
    """Tell whether the engine takes a question; what is wrong with it, the engine tells."""
    try:
        Store().query(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _lines(columns: Columns, tally: Tally) -> list[str]:
    """Return the rows of the answer, each as VALUES writes it."""
    rows = _together([rows_of(columns, group) for group in tally.groups])
    needed = {*tally.keys, *(name for each in tally.aggregates for name in each.terms)}
    is_counting = not tally.is_grouped and all(x.function == "COUNT" for x in tally.aggregates)
    if not needed <= rows.columns.keys() or (rows.count == 0 and not is_counting):
        raise NotHere  # the engine says what the sum of nothing is, and what is wrong
    if not tally.is_grouped:
        alone = np.zeros(rows.count, dtype=np.int64)
        values = [_aggregated(columns, rows, each, alone, 1) for each in tally.aggregates]
        return [" ".join(column[0] for column in values)]
    keys, of_row = _keyed(columns, rows, tally.keys)
    if len(keys[0]) > MOST:
        raise NotHere
    written = [[_term(columns, int(number)) for number in column] for column in keys]
    values = [_aggregated(columns, rows, each, of_row, len(keys[0])) for each in tally.aggregates]
    return [" ".join(row) for row in zip(*written, *values, strict=True)]


def _together(parts: Sequence[Rows]) -> Rows:
    """Return the rows of a UNION; all parts must bind the same variables."""
    first = parts[0]
    if len(parts) == 1:
        return first
    names = {name for name in first.columns if name[0] != " "}
    if any({name for name in part.columns if name[0] != " "} != names for part in parts):
        raise NotHere
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in names}
    return Rows(columns, sum(part.count for part in parts))


def _keyed(columns: Columns, rows: Rows, names: Sequence[str]) -> tuple[list[Keys], Keys]:
    """Return the different keys, a column for each variable, and the key of each row."""
    if len(names) == 1:
        column = rows.columns[names[0]]
        is_there = np.zeros(columns.count, dtype=np.bool_)
        is_there[column] = True
        keys = np.flatnonzero(is_there)
        places = np.zeros(columns.count, dtype=np.int64)
        places[keys] = np.arange(len(keys))
        return [keys], places[column]
    found, of_row = np.unique(combined(columns, rows, names), return_inverse=True)
    split: list[Keys] = []
    for _ in names:
        split.insert(0, found % columns.count)
        found //= columns.count
    return split, of_row.reshape(-1)


def _aggregated(
    columns: Columns, rows: Rows, asked: Aggregate, of_row: Keys, count: int
) -> list[str]:
    """Return one value for each key, as VALUES writes it."""
    if asked.function == "COUNT":
        if asked.is_distinct:
            both = of_row * columns.count + rows.columns[asked.terms[0]]
            of_row = _distinct(both, columns.count) // columns.count
        return [str(each) for each in np.bincount(of_row, minlength=count).tolist()]
    values = np.zeros(rows.count)
    for name, sign in zip(asked.terms, asked.signs, strict=True):
        column = rows.columns[name]
        if not columns.is_double[column].all():
            raise NotHere  # other numbers have rules of their own
        values += sign * columns.doubles[column]
    with np.errstate(all="ignore"):
        sums = np.bincount(of_row, weights=values, minlength=count)  # one after another, in order
        counts = np.bincount(of_row, minlength=count) if asked.function == "AVG" else 1
        return [_double(each) for each in (sums / counts).tolist()]


def _distinct(numbers: Keys, count: int) -> Keys:
    if len(numbers) and int(numbers.max()) < count:  # one key: a mark for each is quicker
        marks = np.zeros(count, dtype=np.bool_)
        marks[numbers] = True
        return np.flatnonzero(marks)
    return np.unique(numbers)


def _double(number: Any) -> str:  # Any: numpy's
    written = {"nan": "NaN", "inf": "INF", "-inf": "-INF"}.get(repr(number), repr(number))
    return f'"{written}"^^<http://www.w3.org/2001/XMLSchema#double>'


def _term(columns: Columns, number: int) -> str:
    text = columns.text(number).decode()
    if text.startswith("_:") or len(text) > MOST:
        raise NotHere  # a blank node in a question is a variable
    return text
