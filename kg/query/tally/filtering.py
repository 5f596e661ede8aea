"""Conditions and computed values over columns. Exact.

What compares numbers, days, terms, languages or letters is done over whole columns. Everything else
is asked of the engine, once for each different combination of the values it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.asking import answers
from kg.query.tally.keying import keyed, numbered
from kg.query.tally.kinds import INTEGER, MILLION, STRINGS, kinds_in
from kg.query.tally.languages import is_in, plain
from kg.query.tally.letters import Letters, letters_of
from kg.query.tally.numbers import Numbers, Unlike, compared, is_number, numbers_of
from kg.query.tally.searching import with_letters
from kg.query.tally.solutions import UNBOUND, Rows
from kg.query.tally.terms import NotHere
from kg.query.tally.truths import Truth, both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from kg.query.tally.questions import Expression, Group
    from kg.query.tally.terms import Terms

    Mask = npt.NDArray[np.bool_]

COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
INTEGERS: Final = b'"%d"^^<http://www.w3.org/2001/XMLSchema#integer>'


class Conditions:
    """Computes expressions for some rows.

    Attributes:
        told_by: Predicates of which a variable is a value in each row.
    """

    def __init__(
        self,
        terms: Terms,
        rows: Rows,
        told_by: Mapping[str, bytes] | None = None,
        is_met: Callable[[Rows, Group], Mask] | None = None,
    ) -> None:
        self.terms = terms
        self.rows = rows
        self.told_by = told_by or {}
        self.is_met = is_met

    def holds(self, expression: Expression) -> Mask:
        """Tell for which rows a condition holds."""
        return self.truth(expression).holds

    def truth(self, expression: Expression) -> Truth:
        """Tell for which rows a condition holds, and where it is an error."""
        form, parts = expression.form, expression.parts
        if form == "exists":
            if self.is_met is None or expression.group is None:
                raise NotHere
            return self._sure(self.is_met(self.rows, expression.group))
        if form == "BOUND":
            return self._sure(self.rows.bound(parts[0].name))
        if form == "!":
            part = self.truth(parts[0])
            return Truth(~part.holds & ~part.fails, part.fails)
        if form in {"&&", "||"}:
            return both(self.truth(parts[0]), self.truth(parts[1]), is_and=form == "&&")
        try:
            found = self._atom(expression)
        except Unlike:
            found = None
        return found or self._asked(expression)

    def computed(self, expression: Expression) -> npt.NDArray[np.int32]:
        """Return what an expression is for each row; no value where it is an error."""
        if expression.form == "term":
            number = self.terms.number(expression.written)
            return np.full(self.rows.count, number, dtype=np.int32)
        if expression.form == "variable":
            found = self.rows.columns.get(expression.name)
            return self._nothing() if found is None else found
        if expression.form == "IF":
            return self._either(expression)
        try:
            told = numbers_of(self.terms, self.rows, expression)
        except Unlike:
            told = None
        if told is None or told.kinds != {INTEGER} or len(told.whole) != self.rows.count:
            return self._asked_terms(expression)
        different, of_row = numbered(told.whole // MILLION)
        made = [self.terms.number(INTEGERS % each) for each in different.tolist()]
        column = np.array(made, dtype=np.int32)[of_row]
        return np.where(told.fails, UNBOUND, column).astype(np.int32)

    def _either(self, expression: Expression) -> npt.NDArray[np.int32]:
        asked = self.truth(expression.parts[0])
        one, other = (self.computed(part) for part in expression.parts[1:])
        return np.where(asked.fails, UNBOUND, np.where(asked.holds, one, other)).astype(np.int32)

    def _atom(self, expression: Expression) -> Truth | None:
        """Compute what is not made of other conditions; None where that is left to the engine."""
        form = expression.form
        if form in COMPARISONS:
            left, right = expression.parts
            if left.form == "LANG" and right.form == "term" and form in {"=", "!="}:
                return self._language(left.parts[0], lambda tag: tag == plain(right), form)
            if is_number(left) and is_number(right):
                first = numbers_of(self.terms, self.rows, left)
                second = numbers_of(self.terms, self.rows, right)
                return self._compared(form, first, second)
            return None
        if form == "LANGMATCHES":
            told, wanted = expression.parts
            if told.form == "LANG" and wanted.form == "term":
                asked = plain(wanted).lower()
                return self._language(told.parts[0], lambda tag: is_in(tag, asked), "=")
            return None
        asked_letters = letters_of(expression)
        return self._lettered(asked_letters) if asked_letters else None

    def _compared(self, form: str, left: Numbers, right: Numbers) -> Truth:
        holds = np.broadcast_to(compared(form, left, right), (self.rows.count,))
        fails = np.broadcast_to(left.fails | right.fails, (self.rows.count,))
        return Truth(holds & ~fails, fails)

    def _language(self, of: Expression, is_wanted: Callable[[str], bool], form: str) -> Truth:
        column = self._column(of)
        values = self.terms.columns.values
        wanted = np.array([is_wanted(tag.decode()) for tag in values.languages])
        if form == "!=":
            wanted = ~wanted
        holds = wanted[values.language[column]]
        return Truth(holds, np.zeros(self.rows.count, dtype=np.bool_))

    def _lettered(self, asked: Letters) -> Truth:
        name = asked.of.name
        column = self._column(asked.of, is_any=asked.is_any)
        found = with_letters(self.terms.columns, asked, column, self.told_by.get(name))
        return self._sure(found)

    def _column(self, of: Expression, *, is_any: bool = False) -> npt.NDArray[np.int32]:
        """Return the column of a variable whose values are all literals of the data."""
        column = self.rows.columns.get(of.name) if of.form == "variable" else None
        if column is None or of.name in self.rows.open or self.terms.is_new(column):
            raise Unlike
        kinds = kinds_in(self.terms.kind(column))
        if not kinds <= STRINGS and not is_any:
            raise Unlike
        return column

    def _sure(self, holds: Mask) -> Truth:
        return Truth(holds, np.zeros(self.rows.count, dtype=np.bool_))

    def _nothing(self) -> npt.NDArray[np.int32]:
        return np.full(self.rows.count, UNBOUND, dtype=np.int32)

    def _asked(self, expression: Expression) -> Truth:
        """Ask the engine whether a condition holds, for each different combination of values."""
        told = self._asked_terms(expression, is_condition=True)
        yes = self.terms.number(INTEGERS % 1)
        return Truth(told == yes, told == UNBOUND)

    def _asked_terms(
        self, expression: Expression, *, is_condition: bool = False
    ) -> npt.NDArray[np.int32]:
        if "exists" in expression.forms():
            raise NotHere
        names = sorted(expression.names() & self.rows.columns.keys())
        source = f"IF({expression.source}, 1, 0)" if is_condition else expression.source
        if not names:
            (answer,) = answers(self.terms, source, [], 1)
            return np.full(self.rows.count, answer, dtype=np.int32)
        settled = {name: self.terms.settled(self.rows.columns[name]) for name in names}
        rows = Rows(settled, self.rows.count, self.rows.open)
        different, of_row = keyed(self.terms.count, rows, names)
        columns = [(name, different.columns[name]) for name in names]
        found = answers(self.terms, source, columns, different.count)
        return np.array(found, dtype=np.int32)[of_row]
