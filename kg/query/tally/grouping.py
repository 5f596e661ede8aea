"""The solutions of a group: its elements one after another, then its conditions. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.filtering import Conditions
from kg.query.tally.graphs import within
from kg.query.tally.joining import solutions
from kg.query.tally.questions import (
    Bound,
    Either,
    Given,
    Group,
    Inner,
    Join,
    Maybe,
    Within,
    Without,
)
from kg.query.tally.rows import agreeing, joined, met, stacked, together
from kg.query.tally.solutions import UNBOUND, Rows
from kg.query.tally.terms import NotHere
from kg.query.tally.words import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.query.tally.questions import Element, Select
    from kg.query.tally.terms import Terms


class Groups:
    """Finds the solutions of groups.

    Attributes:
        terms: Of the question.
        inner: Answers a question within a question.
        depth: How many groups are around the one that is looked at.
    """

    def __init__(self, terms: Terms, inner: Callable[[Select], Rows]) -> None:
        self.terms = terms
        self.inner = inner
        self.depth = 0

    def rows(self, group: Group) -> Rows:
        """Return the solutions of a group.

        Raises:
            NotHere: Something in it is not done over columns.
        """
        self.depth += 1
        rows = self._elements(group.elements)
        self.depth -= 1
        for each in group.filters:
            if rows.count:
                conditions = Conditions(self.terms, rows, _told_by(group), self._is_met)
                rows = rows.chosen(conditions.holds(each))
        return rows

    def _elements(self, elements: Sequence[Element]) -> Rows:
        rows = Rows()
        for element in elements:
            rows = self._with(rows, element)
        return rows

    def _with(self, rows: Rows, element: Element) -> Rows:
        match element:
            case Join():
                return self._joined(rows, solutions(self.terms, element.patterns))
            case Maybe():
                return self._maybe(rows, element.group)
            case Without():
                return rows.chosen(~agreeing(self.terms.count, rows, self.rows(element.group)))
            case Either():
                return self._joined(rows, stacked([self.rows(each) for each in element.groups]))
            case Within():
                return self._joined(rows, self._within(element))
            case Inner():
                return self._joined(rows, self.inner(element.select))
            case Given():
                return self._joined(rows, self._given(element))
            case Bound():
                return self.bound(rows, element)

    def _joined(self, rows: Rows, others: Rows) -> Rows:
        if not rows.columns and rows.count == 1:
            return others
        return joined(self.terms.count, rows, others)

    def _given(self, given: Given) -> Rows:
        columns = {}
        for place, name in enumerate(given.names):
            numbers = [
                UNBOUND if row[place] is None else self.terms.number(row[place] or b"")
                for row in given.rows
            ]
            columns[name] = np.array(numbers, dtype=np.int32)
        left_open = {name for name, column in columns.items() if (column == UNBOUND).any()}
        return Rows(columns, len(given.rows), frozenset(left_open))

    def bound(self, rows: Rows, element: Bound) -> Rows:
        """Return rows with one more column, which is computed."""
        if element.name in rows.columns:
            raise NotHere
        column = Conditions(self.terms, rows).computed(element.expression)
        is_open = bool((column == UNBOUND).any())
        left_open = rows.open | {element.name} if is_open else rows.open
        return Rows(rows.columns | {element.name: column}, rows.count, left_open)

    def _within(self, element: Within) -> Rows:
        """Return what holds in a named graph: triples, and conditions on them alone."""
        group = element.group
        name = element.graph.name
        if len(group.elements) != 1 or any(name in each.names() for each in group.filters):
            raise NotHere
        join = group.elements[0]
        if not isinstance(join, Join) or any("exists" in x.forms() for x in group.filters):
            raise NotHere
        rows = within(self.terms, element.graph, join.patterns)
        for each in group.filters:
            if rows.count:
                rows = rows.chosen(Conditions(self.terms, rows).holds(each))
        return rows

    def _maybe(self, rows: Rows, group: Group) -> Rows:
        """Return rows with what an OPTIONAL adds; its conditions also see the rows outside."""
        others = self._elements(group.elements)
        if not rows.columns:
            raise NotHere
        mine, theirs = met(self.terms.count, rows, others)
        both = together(rows.chosen(mine), others.chosen(theirs))
        if any("exists" in each.forms() for each in group.filters):
            raise NotHere
        for each in group.filters:
            is_kept = Conditions(self.terms, both, _told_by(group)).holds(each)
            both, mine = both.chosen(is_kept), mine[is_kept]
        is_alone = np.ones(rows.count, dtype=np.bool_)
        is_alone[mine] = False
        if not is_alone.any():
            return both
        return stacked([both, rows.chosen(is_alone)])

    def _is_met(self, rows: Rows, group: Group) -> np.ndarray:
        """Tell for which rows an EXISTS holds, whose solutions must not depend on the row."""
        if len(group.elements) != 1 or any("exists" in x.forms() for x in group.filters):
            raise NotHere
        element = group.elements[0]
        if not isinstance(element, Join) or any(
            not isinstance(pattern.verb, str) and pattern.verb.least == 0
            for pattern in element.patterns
        ):
            raise NotHere  # no step at all holds for what is put in, too
        names = {name for pattern in element.patterns for name in pattern.names()}
        if self.depth and not {x for x in names if x[0] != HIDDEN} <= rows.columns.keys():
            raise NotHere  # the engine may put in what is bound around the group
        if any(not each.names() <= names for each in group.filters):
            raise NotHere  # a condition on the row itself
        found = solutions(self.terms, element.patterns)
        for each in group.filters:
            if found.count:
                found = found.chosen(Conditions(self.terms, found, _told_by(group)).holds(each))
        return agreeing(self.terms.count, rows, found)


def _told_by(group: Group) -> dict[str, bytes]:
    """Return the predicate of which a variable is a value, in every solution of the group."""
    return {
        pattern.value.name: pattern.verb.links[0][0]
        for element in group.elements
        if isinstance(element, Join)
        for pattern in element.patterns
        if pattern.value.name
        and not isinstance(pattern.verb, str)
        and not pattern.verb.is_closed
        and len(pattern.verb.links) == 1
        and not pattern.verb.links[0][1]
    }
