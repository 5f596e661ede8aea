"""What a SELECT makes of the solutions of its group: grouped, ordered, cut. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.aggregating import aggregated
from kg.query.tally.filtering import Conditions
from kg.query.tally.grouping import Groups
from kg.query.tally.keying import keyed
from kg.query.tally.kinds import DATE, DOUBLE, EXACT, FINE, IRI, MOMENT, PLAIN, TOLD
from kg.query.tally.numbers import Unlike, numbers_of
from kg.query.tally.questions import Bound
from kg.query.tally.solutions import Rows
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.tally.questions import Order, Select
    from kg.query.tally.terms import Terms


class Selection:
    """Answers a SELECT over columns.

    Attributes:
        groups: Finds the solutions.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.groups = Groups(terms, self.answered)

    def answered(self, select: Select) -> Rows:
        """Return the whole answer of a question within a question.

        Raises:
            NotHere: It is not answered over columns.
        """
        rows = self.solutions(select)
        if select.limit is not None or select.offset:
            rows = self.ordered(rows, select.order)
        names = [item.name for item in select.items] or list(rows.columns)
        for item in select.items:
            if item.expression and item.name not in rows.columns:
                rows = self.groups.bound(rows, Bound(item.expression, item.name))
        rows = rows.only(names)
        if len(rows.columns) < len(names) or not names:
            raise NotHere
        if select.is_distinct:
            rows = self.distinct(rows)
        return self.settled(self.limited(rows, select))

    def solutions(self, select: Select) -> Rows:
        """Return the solutions, grouped where they are; columns that are aggregates are there."""
        rows = self.groups.rows(select.group)
        for key in select.computed:
            rows = self.groups.bound(rows, key)
        if not select.is_grouped:
            return rows
        rows = aggregated(self.terms, rows, select.keys, select.aggregates)
        for condition in select.having:
            rows = rows.chosen(Conditions(self.terms, rows).holds(condition))
        for item in select.items:
            if item.expression and item.expression.form == "variable":
                column = rows.columns[item.expression.name]
                rows = Rows(rows.columns | {item.name: column}, rows.count, rows.open)
        return rows

    def limited(self, rows: Rows, select: Select) -> Rows:
        """Return the rows that LIMIT and OFFSET leave."""
        if select.limit is None and not select.offset:
            return rows
        end = rows.count if select.limit is None else select.offset + select.limit
        return rows.chosen(np.arange(min(select.offset, rows.count), min(end, rows.count)))

    def settled(self, rows: Rows) -> Rows:
        """Return rows whose numbers are the same for the same term."""
        columns = {name: self.terms.settled(column) for name, column in rows.columns.items()}
        return Rows(columns, rows.count, rows.open)

    def distinct(self, rows: Rows) -> Rows:
        """Return each row once, the first one of its like."""
        if not rows.count:
            return rows
        rows = self.settled(rows)
        _, of_row = keyed(self.terms.count, rows, list(rows.columns))
        _, first = np.unique(of_row, return_index=True)
        return rows.chosen(np.sort(first))

    def ordered(self, rows: Rows, order: Sequence[Order]) -> Rows:
        """Return rows in order.

        Raises:
            NotHere: The order of what they are ordered by is the engine's to say.
        """
        if not order or rows.count < 2:
            return rows
        columns = [self._place(rows, each) for each in order]
        return rows.chosen(np.lexsort(list(reversed(columns))))

    def _place(self, rows: Rows, order: Order) -> np.ndarray:
        """Return numbers in the order of a condition."""
        if order.expression.form == "variable" and order.expression.name in rows.open:
            raise NotHere
        try:
            told = numbers_of(self.terms, rows, order.expression)
        except Unlike:
            raise NotHere from None
        if told.fails.any():
            raise NotHere
        found: np.ndarray
        if told.kinds <= EXACT or told.kinds in ({DATE}, {MOMENT}, {FINE}):
            found = told.whole
        elif told.kinds == {DOUBLE} and not np.isnan(told.real).any():
            found = told.real
        elif told.term is not None and told.kinds in ({PLAIN}, {IRI}, {TOLD}):
            if told.kinds == {TOLD} and len(self.terms.languages(told.term)) > 1:
                raise NotHere
            found = self.terms.rank(told.term).astype(np.int64)
        else:
            raise NotHere
        return -found if order.is_descending else found
