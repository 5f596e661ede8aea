"""Rows put into a question as VALUES, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.query.tally.asking import written
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from kg.query.tally.questions import Select
    from kg.query.tally.solutions import Rows
    from kg.query.tally.terms import Terms

MOST: Final = 20_000  # terms that are put into a question


def shown(select: Select, rows: Rows, place: int) -> str:
    """Return a column as SELECT writes it."""
    item = select.items[place]
    if item.expression is None or item.name in rows.columns:
        return f"?{item.name}"
    return f"({item.expression.source} AS ?{item.name})"


def order_of(select: Select) -> str:
    """Return ORDER BY and its conditions; nothing where there are none."""
    if not select.order:
        return ""
    parts = [
        f"{'DESC' if each.is_descending else 'ASC'}({each.expression.source})"
        for each in select.order
    ]
    return "ORDER BY " + " ".join(parts)


def tail_of(select: Select) -> str:
    """Return what stands behind the group: order, limit and offset."""
    limit = "" if select.limit is None else f" LIMIT {select.limit}"
    offset = f" OFFSET {select.offset}" if select.offset else ""
    return f"{order_of(select)}{limit}{offset}"


def values_of(terms: Terms, rows: Rows) -> str:
    """Return rows as VALUES."""
    if rows.count * max(1, len(rows.columns)) > MOST:
        raise NotHere
    if not rows.columns:
        raise NotHere
    columns = []
    for column in rows.columns.values():
        known = {number: written(terms, number) for number in set(column.tolist())}
        columns.append([known[number] for number in column.tolist()])
    head = " ".join(f"?{name}" for name in rows.columns)
    body = "\n".join(f"({' '.join(row)})" for row in zip(*columns, strict=True))
    return f"VALUES ({head}) {{\n{body}\n}}"
