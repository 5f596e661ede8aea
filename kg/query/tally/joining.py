"""Triple patterns joined over columns: rows of numbers, one column for each variable. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.query.tally.matching import NotHere, matches, pairs_of
from kg.query.tally.rows import Rows, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from kg.query.tally.columns import Columns, Relation
    from kg.query.tally.questions import Group, Pattern

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Found:
    """A pattern with the pairs it matches; a constant end is fixed in them already."""

    pattern: Pattern
    pairs: Relation


def rows_of(columns: Columns, group: Group) -> Rows:
    """Return the solutions of a group.

    Raises:
        NotHere: It has no pattern to begin at, or too many rows on the way.
    """
    rows = _joined(columns, group.patterns)
    for patterns in group.without:
        rows = without(columns, rows, _joined(columns, patterns))
    return rows


def _joined(columns: Columns, patterns: Sequence[Pattern]) -> Rows:
    left = [_Found(pattern, pairs_of(columns, pattern)) for pattern in patterns]
    left.sort(key=lambda found: len(found.pairs))
    if any(not found.pattern.names() for found in left):
        raise NotHere
    rows = _alone(left.pop(0))
    while left:
        known = rows.columns.keys()
        near = [found for found in left if found.pattern.names() & known]
        if not near:
            raise NotHere
        rows = _extended(columns, rows, near[0])
        left.remove(near[0])
    return rows


def _alone(found: _Found) -> Rows:
    subject, value = found.pattern.subject.name, found.pattern.value.name
    pairs = found.pairs
    if subject and subject == value:
        same = pairs.first[pairs.first == pairs.second]
        return Rows({subject: same}, len(same))
    columns = {}
    if subject:
        columns[subject] = pairs.first
    if value:
        columns[value] = pairs.second
    return Rows(columns, len(pairs))


def _extended(columns: Columns, rows: Rows, found: _Found) -> Rows:
    """Return the rows joined with the pairs of a pattern that shares a variable with them."""
    subject, value = found.pattern.subject.name, found.pattern.value.name
    pairs = found.pairs
    is_by_subject = subject in rows.columns
    keys, others = (
        (pairs.first, pairs.second) if is_by_subject else (pairs.by_second, pairs.by_first)
    )
    shared, other = (subject, value) if is_by_subject else (value, subject)
    places, met = matches(columns.count, keys, rows.columns[shared])
    joined = rows.chosen(places)
    if not other:
        return joined
    reached = others[met]
    if other in joined.columns:
        return joined.chosen(reached == joined.columns[other])
    return Rows(joined.columns | {other: reached}, joined.count)
