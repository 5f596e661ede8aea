"""Strings of a group put behind one another: GROUP_CONCAT. Exact, but for their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.kinds import STRINGS, kinds_in
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.questions import Aggregate
    from kg.query.tally.solutions import Rows
    from kg.query.tally.terms import Terms

MOST: Final = 20_000  # strings, each of which is taken in hand


def strung(
    terms: Terms, rows: Rows, asked: Aggregate, of_row: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.int32]:
    """Return the strings of each group as one, in the order of the rows.

    Raises:
        NotHere: Something else than a string of the data is among them, or they are many.
    """
    expression = asked.expression
    if expression is None or expression.form != "variable" or rows.count > MOST:
        raise NotHere
    if not rows.bound(expression.name).all():
        raise NotHere
    column = rows.columns[expression.name]
    if terms.is_new(column) or not kinds_in(terms.kind(column)) <= STRINGS:
        raise NotHere
    parts: list[list[bytes]] = [[] for _ in range(count)]
    tails = terms.columns.values.tail[column].tolist()
    for place, number, tail in zip(of_row.tolist(), column.tolist(), tails, strict=True):
        parts[place].append(terms.text(number)[1:-tail])
    written = [b'"' + asked.between.join(each) + b'"' for each in parts]
    return np.array([terms.number(each) for each in written], dtype=np.int32)
