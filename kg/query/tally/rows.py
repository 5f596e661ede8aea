"""Solutions that are joined, put together and taken away. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.keying import combined
from kg.query.tally.matching import MOST_ROWS, matches
from kg.query.tally.solutions import UNBOUND, Rows
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]


def joined(count: int, rows: Rows, others: Rows) -> Rows:
    """Return the rows that agree, put together; `count` is how many terms there are."""
    mine, theirs = met(count, rows, others)
    return together(rows.chosen(mine), others.chosen(theirs))


def together(rows: Rows, others: Rows) -> Rows:
    """Return rows side by side, the columns of both."""
    return Rows(others.columns | rows.columns, rows.count, rows.open | others.open)


def met(count: int, rows: Rows, others: Rows) -> tuple[Places, Places]:
    """Return the places of rows that agree in what they share.

    Raises:
        NotHere: What is shared may have no value, or there would be too many rows.
    """
    shared = _shared(rows, others)
    if not shared:
        if rows.count * others.count > max(rows.count, others.count, 10_000):
            raise NotHere
        mine = np.repeat(np.arange(rows.count), others.count)
        return mine, np.tile(np.arange(others.count), rows.count)
    if len(shared) == 1:
        keys, asked = others.columns[shared[0]], rows.columns[shared[0]]
        order = np.argsort(keys, kind="stable")
        mine, theirs = matches(count, keys[order], asked)
        return mine, order[theirs]
    both, wanted = (combined(count, each, shared) for each in (others, rows))
    order = np.argsort(both, kind="stable")
    both = both[order]
    first = np.searchsorted(both, wanted, side="left")
    number = np.searchsorted(both, wanted, side="right") - first
    total = int(number.sum())
    if total > MOST_ROWS:
        raise NotHere
    mine = np.repeat(np.arange(len(wanted)), number)
    before = np.cumsum(number) - number
    return mine, order[np.repeat(first - before, number) + np.arange(total)]


def _shared(rows: Rows, others: Rows) -> list[str]:
    shared = sorted(rows.columns.keys() & others.columns.keys())
    if (rows.open | others.open) & set(shared):
        raise NotHere
    return shared


def agreeing(count: int, rows: Rows, others: Rows) -> Mask:
    """Tell of each row whether one of the others agrees with it in what they share.

    Raises:
        NotHere: They share nothing, or something that may have no value.
    """
    shared = _shared(rows, others)
    if not shared:
        raise NotHere  # MINUS would take nothing away, NOT EXISTS perhaps everything
    if len(shared) == 1:
        is_met = np.zeros(count, dtype=np.bool_)
        is_met[others.columns[shared[0]]] = True
        return is_met[rows.columns[shared[0]]]
    mine, theirs = (combined(count, each, shared) for each in (rows, others))
    return np.isin(mine, theirs)


def stacked(parts: Sequence[Rows]) -> Rows:
    """Return rows below one another; what a part does not bind has no value there."""
    if len(parts) == 1:
        return parts[0]
    names = {name: None for part in parts for name in part.columns}
    columns = {
        name: np.concatenate(
            [part.columns.get(name, np.full(part.count, UNBOUND, dtype=np.int32)) for part in parts]
        )
        for name in names
    }
    left_open = frozenset(
        name
        for name in names
        if any(part.count and (name not in part.columns or name in part.open) for part in parts)
    )
    return Rows(columns, sum(part.count for part in parts), left_open)
