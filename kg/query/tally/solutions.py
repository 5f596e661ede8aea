"""Solutions as columns of numbers. Exact.

-1 stands for a variable without a value; `open` names the columns that may hold it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from kg.query.tally.columns import Numbers

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

UNBOUND: Final = -1


@dataclass(frozen=True, slots=True)
class Rows:
    """Solutions: as many numbers in each column.

    Attributes:
        columns: By variable.
        count: Rows.
        open: Variables that some rows may leave without a value.
    """

    columns: dict[str, Numbers] = field(default_factory=dict)
    count: int = 1
    open: frozenset[str] = frozenset()

    def chosen(self, rows: Mask | Places) -> Rows:
        """Return some of the rows, by a mask or by their places."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        count = int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows)
        return Rows(columns, count, self.open)

    def only(self, names: Iterable[str]) -> Rows:
        """Return the rows with some of their columns."""
        kept = {name: self.columns[name] for name in names if name in self.columns}
        return Rows(kept, self.count, self.open & kept.keys())

    def first(self, count: int) -> Rows:
        """Return so many of the rows."""
        columns = {name: column[:count] for name, column in self.columns.items()}
        return Rows(columns, min(count, self.count), self.open)

    def bound(self, name: str) -> Mask:
        """Tell of each row whether a variable has a value."""
        if name not in self.columns:
            return np.zeros(self.count, dtype=np.bool_)
        if name not in self.open:
            return np.ones(self.count, dtype=np.bool_)
        found: Mask = self.columns[name] != UNBOUND
        return found
