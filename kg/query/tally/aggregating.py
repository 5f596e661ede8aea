"""Counts, sums, averages, the least and the most of groups of rows. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.adding import integers, sums
from kg.query.tally.filtering import Conditions
from kg.query.tally.keying import keyed
from kg.query.tally.kinds import (
    DATE,
    DECIMAL,
    DOUBLE,
    INTEGER,
    IRI,
    MILLION,
    MOMENT,
    PLAIN,
)
from kg.query.tally.numbers import Numbers, Unlike, numbers_in, numbers_of
from kg.query.tally.solutions import Rows
from kg.query.tally.stringing import strung
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kg.query.tally.questions import Aggregate, Expression
    from kg.query.tally.terms import Terms

    Places = npt.NDArray[np.int64]


def aggregated(
    terms: Terms, rows: Rows, keys: Sequence[str], aggregates: Sequence[Aggregate]
) -> Rows:
    """Return a row for each key, with a column for each aggregate; one row where there is no key.

    Raises:
        NotHere: The engine has rules of its own for what is added up.
    """
    if not set(keys) <= rows.columns.keys():
        raise NotHere
    if keys:
        groups, of_row = keyed(terms.count, rows, keys)
    else:
        groups, of_row = Rows({}, 1), np.zeros(rows.count, dtype=np.int64)
    columns = dict(groups.columns)
    for each in aggregates:
        columns[each.name] = _aggregated(terms, rows, each, of_row, groups.count)
    return Rows(columns, groups.count, groups.open)


def _aggregated(
    terms: Terms, rows: Rows, asked: Aggregate, of_row: Places, count: int
) -> npt.NDArray[np.int32]:
    if asked.function == "COUNT":
        return integers(terms, _counts(terms, rows, asked, of_row, count))
    if not rows.count or asked.expression is None:
        raise NotHere  # the engine says what the sum of nothing is
    rows, of_row = _different(terms, rows, asked, of_row)
    if asked.function == "SAMPLE":
        return _any_of(rows, asked.expression, of_row, count)
    if asked.function == "GROUP_CONCAT":
        return strung(terms, rows, asked, of_row, count)
    told = _told(terms, rows, asked.expression)
    if told.fails.any() or len(told.fails) != rows.count:
        raise NotHere
    if asked.function in {"MIN", "MAX"}:
        return _extremes(terms, told, asked.function, of_row, count)
    return sums(terms, told, asked.function, of_row, count)


def _told(terms: Terms, rows: Rows, expression: Expression) -> Numbers:
    """Return what is aggregated, for each row."""
    try:
        return numbers_of(terms, rows, expression)
    except Unlike:
        column = Conditions(terms, rows).computed(expression)
    try:
        return numbers_in(terms, column, is_open=True)
    except Unlike:
        raise NotHere from None


def _any_of(
    rows: Rows, expression: Expression, of_row: Places, count: int
) -> npt.NDArray[np.int32]:
    """Return some value of each group, which has one."""
    if expression.form != "variable" or not rows.bound(expression.name).all():
        raise NotHere
    found = np.zeros(count, dtype=np.int32)
    found[of_row[::-1]] = rows.columns[expression.name][::-1]  # the first one is written last
    return found


def _counts(terms: Terms, rows: Rows, asked: Aggregate, of_row: Places, count: int) -> Places:
    if asked.expression is not None:
        if asked.expression.form != "variable":
            raise NotHere
        name = asked.expression.name
        is_bound = rows.bound(name)
        if not is_bound.all():
            rows, of_row = rows.chosen(is_bound), of_row[is_bound]
        if rows.count:
            rows, of_row = _different(terms, rows, asked, of_row)
    return np.bincount(of_row, minlength=count)


def _different(terms: Terms, rows: Rows, asked: Aggregate, of_row: Places) -> tuple[Rows, Places]:
    """Return the rows that DISTINCT leaves: one for each value of each key."""
    if not asked.is_distinct or asked.expression is None:
        return rows, of_row
    name = asked.expression.name
    if asked.expression.form != "variable" or not rows.bound(name).all():
        raise NotHere
    column = rows.columns[name]
    keys = of_row * terms.count + column
    if len(keys) and int(keys.max()) < 8 * terms.count:  # few keys: a mark for each is quicker
        marks = np.zeros(int(keys.max()) + 1, dtype=np.bool_)
        marks[keys] = True
        left = np.flatnonzero(marks)
    else:
        left = np.unique(keys)
    different = (left % terms.count).astype(np.int32)
    return Rows({name: different}, len(different)), left // terms.count


def _extremes(
    terms: Terms, told: Numbers, function: str, of_row: Places, count: int
) -> npt.NDArray[np.int32]:
    """Return the least or the most of each group, the term itself."""
    if told.term is None:
        return _of_computed(terms, told, function, of_row, count)
    order: np.ndarray
    if told.kinds in ({INTEGER}, {DECIMAL}, {DATE}, {MOMENT}):
        order = told.whole
    elif told.kinds == {DOUBLE} and _is_ordered(told):
        order = told.real
    elif told.kinds in ({PLAIN}, {IRI}):
        order = terms.rank(told.term)
    else:
        raise NotHere
    places = np.lexsort((order, of_row))
    starts = np.searchsorted(of_row[places], np.arange(count + 1))
    at = starts[:-1] if function == "MIN" else starts[1:] - 1
    return told.term[places[at]]


def _is_ordered(told: Numbers) -> bool:
    """Tell whether no two doubles are of the same rank: there are two zeros, and no number is."""
    zeros = told.term[told.real == 0] if told.term is not None else np.zeros(0)
    return not np.isnan(told.real).any() and len(np.unique(zeros)) < 2


def _of_computed(
    terms: Terms, told: Numbers, function: str, of_row: Places, count: int
) -> npt.NDArray[np.int32]:
    if told.kinds != {INTEGER}:
        raise NotHere
    places = np.lexsort((told.whole, of_row))
    starts = np.searchsorted(of_row[places], np.arange(count + 1))
    at = starts[:-1] if function == "MIN" else starts[1:] - 1
    return integers(terms, told.whole[places[at]] // MILLION)
