"""The pairs that a triple pattern matches, and where the numbers of two columns meet. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.columns import Relation

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.columns import Columns, Numbers
    from kg.query.tally.questions import Pattern

    Places = npt.NDArray[np.int64]

MOST_ROWS: Final = 4_000_000
FEW: Final = 2_000  # rows below which a sorted column is searched


class NotHere(Exception):
    """This cannot be answered from the columns."""


def pairs_of(columns: Columns, pattern: Pattern) -> Relation:
    """Return the pairs of a predicate, those only that have the constant ends."""
    predicate = columns.number(pattern.predicate)
    pairs = columns.relations.get(predicate) if predicate is not None else None
    if pairs is None:
        return _relation(_none(), _none())
    ends = [
        columns.number(term.written) if term.written else -1
        for term in (pattern.subject, pattern.value)
    ]
    if None in ends:
        return _relation(_none(), _none())
    subject, value = (end if end is not None else -1 for end in ends)
    if pattern.is_closed:
        return _closure(columns, pairs, subject, value)
    if subject >= 0:
        start, end = np.searchsorted(pairs.first, [subject, subject + 1])
        values = pairs.second[start:end]
        values = values[values == value] if value >= 0 else values
        return _relation(np.full(len(values), subject, dtype=np.int32), values)
    if value >= 0:
        start, end = np.searchsorted(pairs.by_second, [value, value + 1])
        return _relation(pairs.by_first[start:end], pairs.by_second[start:end])
    return pairs


def _closure(columns: Columns, pairs: Relation, subject: int, value: int) -> Relation:
    """Return what is reached over one step or more, from one end that is fixed."""
    if (subject >= 0) == (value >= 0):
        raise NotHere
    is_back = value >= 0
    keys, others = (pairs.by_second, pairs.by_first) if is_back else (pairs.first, pairs.second)
    is_met = np.zeros(columns.count, dtype=np.bool_)
    front = np.array([max(subject, value)], dtype=np.int32)
    while len(front):
        _, places = matches(columns.count, keys, front)
        reached = np.unique(others[places])
        front = reached[~is_met[reached]]
        is_met[front] = True
    met = np.flatnonzero(is_met).astype(np.int32)
    fixed = np.full(len(met), max(subject, value), dtype=np.int32)
    return _relation(met, fixed) if is_back else _relation(fixed, met)


def matches(count: int, keys: Numbers, asked: Numbers) -> tuple[Places, Places]:
    """Return pairs of places: in what is asked, and of an equal key in a sorted column."""
    if len(asked) < FEW:
        first = np.searchsorted(keys, asked, side="left")
        number = np.searchsorted(keys, asked, side="right") - first
    else:
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[: len(keys)]
        begins = np.zeros(count, dtype=np.int32)
        numbers = np.zeros(count, dtype=np.int32)
        begins[keys[starts]] = starts
        numbers[keys[starts]] = np.diff(np.append(starts, len(keys)))
        first, number = begins[asked].astype(np.int64), numbers[asked].astype(np.int64)
    total = int(number.sum())
    if total > MOST_ROWS:
        raise NotHere
    if total == np.count_nonzero(number):  # nothing is met twice
        places = np.flatnonzero(number)
        return places, first[places]
    places = np.repeat(np.arange(len(asked)), number)
    before = np.cumsum(number) - number
    return places, np.repeat(first - before, number) + np.arange(total)


def _relation(first: Numbers, second: Numbers) -> Relation:
    """Return pairs of which one end is fixed: sorted by the other they are sorted by both."""
    return Relation(first, second, first, second)


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int32)
