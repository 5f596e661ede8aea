"""Several columns as one number for each row, and each different combination once. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.solutions import UNBOUND, Rows
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kg.query.tally.columns import Numbers

    Places = npt.NDArray[np.int64]


NARROW: Final = 100_000  # different values for which a mark each is quicker than sorting


def combined(count: int, rows: Rows, names: Sequence[str]) -> Places:
    """Return one number for the values of some columns together.

    Raises:
        NotHere: There are more than fit.
    """
    if (count + 1) ** len(names) >= 2**62:
        raise NotHere
    found = np.zeros(rows.count, dtype=np.int64)
    for name in names:
        found = found * (count + 1) + (rows.columns[name] + 1)
    return found


def keyed(count: int, rows: Rows, names: Sequence[str]) -> tuple[Rows, Places]:
    """Return each different combination of some columns once, and which one each row has."""
    chosen = rows.only(names)
    if len(names) == 1:
        column = rows.columns[names[0]]
        is_there = np.zeros(count + 1, dtype=np.bool_)
        is_there[column] = True  # one without a value is the last
        keys = np.flatnonzero(is_there)
        places = np.zeros(count + 1, dtype=np.int64)
        places[keys] = np.arange(len(keys))
        numbers = np.where(keys == count, UNBOUND, keys).astype(np.int32)
        return Rows({names[0]: numbers}, len(keys), chosen.open), places[column]
    found, of_row = np.unique(combined(count, rows, names), return_inverse=True)
    columns: dict[str, Numbers] = {}
    for name in reversed(names):
        columns[name] = (found % (count + 1) - 1).astype(np.int32)
        found //= count + 1
    return Rows(columns, len(found), chosen.open), of_row.reshape(-1)


def numbered(values: Places) -> tuple[Places, Places]:
    """Return the different values in order, and the place among them of each."""
    low = int(values.min(initial=0))
    span = int(values.max(initial=0)) - low + 1
    if span > NARROW:
        different, of_row = np.unique(values, return_inverse=True)
        return different, of_row.reshape(-1)
    is_there = np.zeros(span, dtype=np.bool_)
    is_there[values - low] = True
    found = np.flatnonzero(is_there)
    places = np.zeros(span, dtype=np.int64)
    places[found] = np.arange(len(found))
    return found + low, places[values - low]
