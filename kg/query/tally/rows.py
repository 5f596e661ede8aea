"""Solutions as columns of numbers, and taking some of them away. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.matching import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kg.query.tally.columns import Columns, Numbers

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Solutions: as many numbers in each column.

    Attributes:
        columns: By variable.
        count: Rows.
    """

    columns: dict[str, Numbers]
    count: int

    def chosen(self, rows: Mask | Places) -> Rows:
        """Return some of the rows, by a mask or by their places."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        count = int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows)
        return Rows(columns, count)


def without(columns: Columns, rows: Rows, others: Rows) -> Rows:
    """Return the rows that agree with none of the others in what they share."""
    shared = sorted(rows.columns.keys() & others.columns.keys())
    if not shared:
        raise NotHere  # MINUS would take nothing away, NOT EXISTS perhaps everything
    if len(shared) == 1:
        is_met = np.zeros(columns.count, dtype=np.bool_)
        is_met[others.columns[shared[0]]] = True
        return rows.chosen(~is_met[rows.columns[shared[0]]])
    mine, theirs = (combined(columns, each, shared) for each in (rows, others))
    return rows.chosen(~np.isin(mine, theirs))


def combined(columns: Columns, rows: Rows, names: Sequence[str]) -> Places:
    """Return one number for the values of some columns together.

    Raises:
        NotHere: There are more than fit.
    """
    if columns.count ** len(names) >= 2**62:
        raise NotHere
    found = np.zeros(rows.count, dtype=np.int64)
    for name in names:
        found = found * columns.count + rows.columns[name]
    return found
