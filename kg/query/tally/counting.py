"""Questions answered over columns: an answer of its own, and the same as a question.

What was found is written as JSON, or put into a question as VALUES, which the engine orders and
writes in any other form; `explain=true` shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from kg.query.lately import lately
from kg.query.rewrite import Rewritten
from kg.query.tally.joining import smallest
from kg.query.tally.putting import order_of, shown, tail_of, values_of
from kg.query.tally.questions import Join, Within, Without
from kg.query.tally.reading import read
from kg.query.tally.selecting import Selection
from kg.query.tally.terms import NotHere, Terms
from kg.query.tally.writing import json_pieces

if TYPE_CHECKING:
    from kg.query.tally.columns import Columns
    from kg.query.tally.questions import Select
    from kg.query.tally.solutions import Rows

COUNTED: Final = "counted-over-columns"
LITTLE: Final = 100  # rows to begin at, below which the engine is as quick


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found over columns.

    Attributes:
        select: The question.
        rows: Its solutions, those that are left; its columns are all that is still needed.
        names: Columns of the answer in order; none where the engine still computes some.
        is_ordered: Whether the rows are in the order of the answer, and all of them are.
        tail: What the engine has to do with the rows.
    """

    terms: Terms
    select: Select
    rows: Rows
    names: tuple[str, ...] = ()
    is_ordered: bool = False
    tail: str = ""

    def json(self) -> list[bytes] | None:
        """Return the answer as JSON; None where the engine has to write it."""
        if not self.is_ordered or not self.names:
            return None
        try:
            return list(json_pieces(self.terms, self.names, self.rows))
        except NotHere:
            return None

    def question(self) -> Rewritten | None:
        """Return a question with the answer in it; None where it would be too long."""
        if self.select.is_ask:
            return Rewritten("ASK {}" if self.rows.count else "ASK { FILTER(false) }", (COUNTED,))
        try:
            body = values_of(self.terms, self.rows)
        except NotHere:
            return None
        items = self.select.items
        columns = [shown(self.select, self.rows, place) for place in range(len(items))]
        what = "DISTINCT " if self.select.is_distinct and not self.names else ""
        asked = f"SELECT {what}{' '.join(columns) or '*'} {{ {body} }} {self.tail}".rstrip()
        return Rewritten(asked, (COUNTED,))


def counted(columns: Columns, text: str, *, little: int = LITTLE) -> Counted | None:
    """Return what a question asks, found over columns; None where the engine has to find it.

    Args:
        columns: The default graph, which alone is asked.
        text: The question.
        little: Rows to begin at, below which the engine is asked.
    """
    select = read(text)
    if select is None or not _parses(text):
        return None
    terms = Terms(columns)
    try:
        return _counted(terms, select) if _is_much(terms, select, little) else None
    except (NotHere, MemoryError):
        return None


@lately
def _parses(text: str) -> bool:
    """Tell whether the engine takes a question; what is wrong with it, the engine tells."""
    try:
        Store().query(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _is_much(terms: Terms, select: Select, little: int) -> bool:
    """Tell whether the engine would have to go over more than a few rows."""
    elements, filters = select.group.elements, select.group.filters
    inside = [each.group.elements for each in elements if isinstance(each, Within)]
    joins = [each for part in (elements, *inside) for each in part if isinstance(each, Join)]
    if select.is_grouped or select.is_distinct or not joins:
        return True
    if any(isinstance(each, Without) for each in elements):
        return True
    if any("exists" in each.forms() for each in filters):
        return True
    if select.limit is not None and not (filters or select.order):
        return False  # the engine stops when it has enough
    return min(smallest(terms, each.patterns) for each in joins) >= little


def _counted(terms: Terms, select: Select) -> Counted:
    selection = Selection(terms)
    rows = selection.solutions(select)
    if select.is_ask:
        return Counted(terms, select, rows)
    if any(item.expression and item.name not in rows.columns for item in select.items):
        needed = _needed(select, rows)
        if not needed <= rows.columns.keys():
            raise NotHere
        return Counted(terms, select, rows.only(sorted(needed)), tail=tail_of(select))
    return _cut(terms, select, rows, selection)


def _needed(select: Select, rows: Rows) -> set[str]:
    """Return the columns that are still computed with."""
    names = {name for each in select.order for name in each.expression.names()}
    made = {item.name for item in select.items if item.name not in rows.columns}
    for item in select.items:
        if item.name in made and item.expression:
            names |= item.expression.names()
        else:
            names.add(item.name)
    return names - made


def _cut(terms: Terms, select: Select, rows: Rows, selection: Selection) -> Counted:
    """Return the rows that DISTINCT and LIMIT leave, and what the engine still has to do."""
    names = tuple(item.name for item in select.items) or tuple(sorted(rows.columns))
    ordering = {name for each in select.order for name in each.expression.names()}
    if not {*names, *ordering} <= rows.columns.keys():
        raise NotHere
    if select.is_distinct:
        if not ordering <= set(names):
            raise NotHere
        rows = selection.distinct(rows.only(names))
    try:
        rows = selection.ordered(rows, select.order)
    except NotHere:
        kept = rows.only(dict.fromkeys([*names, *sorted(ordering)]))
        return Counted(terms, select, kept, names, tail=tail_of(select))
    rows = selection.limited(rows, select).only(dict.fromkeys([*names, *sorted(ordering)]))
    return Counted(terms, select, rows, names, is_ordered=True, tail=order_of(select))
