"""Triple patterns joined over columns: rows of numbers, one column for each variable. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.matching import OPEN, closure, fixed, matches, pairs_of
from kg.query.tally.rows import joined
from kg.query.tally.solutions import Rows
from kg.query.tally.terms import NotHere
from kg.query.tally.words import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.tally.columns import Numbers, Relation
    from kg.query.tally.questions import Pattern, Term
    from kg.query.tally.terms import Terms


@dataclass(frozen=True, slots=True)
class _Found:
    """A pattern with the pairs it matches; a constant end is fixed in them already.

    Attributes:
        pairs: None for a path of any number of steps whose ends are still open.
    """

    pattern: Pattern
    pairs: Relation | Rows | None

    def size(self) -> int:
        """Return how many rows it has by itself."""
        if self.pairs is None:
            return 1 << 60
        return self.pairs.count if isinstance(self.pairs, Rows) else len(self.pairs)


def solutions(terms: Terms, patterns: Sequence[Pattern]) -> Rows:
    """Return the rows for which all patterns hold.

    Raises:
        NotHere: It has no pattern to begin at, or too many rows on the way.
    """
    left = [_found(terms, pattern) for pattern in patterns]
    left.sort(key=_Found.size)
    if any(not found.pattern.names() for found in left):
        raise NotHere
    if any(found.pairs is None for found in left) and any(
        isinstance(found.pattern.verb, str) for found in left
    ):
        raise NotHere  # a path may begin at a predicate, which is no node
    rows = _alone(left.pop(0))
    terms.work += rows.count
    while left:
        known = rows.columns.keys()
        near = [found for found in left if found.pattern.names() & known]
        if not near:
            raise NotHere
        rows = _extended(terms, rows, near[0])
        terms.work += rows.count
        left.remove(near[0])
    return rows.only([name for name in rows.columns if not name.startswith(HIDDEN)])


def smallest(terms: Terms, patterns: Sequence[Pattern]) -> int:
    """Return how many rows the pattern with the fewest has."""
    return min(_size(terms, pattern) for pattern in patterns)


def _size(terms: Terms, pattern: Pattern) -> int:
    if isinstance(pattern.verb, str):
        is_open = not (pattern.subject.written or pattern.value.written)
        return len(terms.columns.triples["verb"]) if is_open else 0  # these are looked up quickly
    return _found(terms, pattern).size()


def _found(terms: Terms, pattern: Pattern) -> _Found:
    subject, value = _end(terms, pattern.subject), _end(terms, pattern.value)
    step = pattern.verb
    if isinstance(step, str):
        return _Found(pattern, _any_verb(terms, pattern, subject, value))
    if not step.is_closed:
        return _Found(pattern, pairs_of(terms, step, subject, value))
    if OPEN not in (subject, value):
        raise NotHere
    if subject == value:
        return _Found(pattern, None)
    is_back = value != OPEN
    end = max(subject, value)
    if end >= terms.columns.own:
        raise NotHere  # no step at all begins and ends there, but it is no node of the data
    starts, reached = closure(terms, step, np.array([end], dtype=np.int32), is_back=is_back)
    columns = {pattern.subject.name if is_back else pattern.value.name: reached}
    return _Found(pattern, Rows(columns, len(starts)))


def _end(terms: Terms, term: Term) -> int:
    return terms.number(term.written) if term.written else OPEN


def _any_verb(terms: Terms, pattern: Pattern, subject: int, value: int) -> Rows:
    """Return the triples that a pattern with a variable verb matches."""
    columns = terms.columns.triples
    if subject != OPEN or value != OPEN:
        parts = [
            (verb, fixed(pairs, subject, value)) for verb, pairs in terms.columns.relations.items()
        ]
        columns = {
            "subject": _stacked([pairs.first for _, pairs in parts]),
            "verb": _stacked([np.full(len(x), verb, dtype=np.int32) for verb, x in parts]),
            "value": _stacked([pairs.second for _, pairs in parts]),
        }
    ends = {"subject": pattern.subject.name, "verb": pattern.verb, "value": pattern.value.name}
    names = {place: str(name) for place, name in ends.items() if name}
    if len(set(names.values())) < len(names):
        raise NotHere
    return Rows({name: columns[place] for place, name in names.items()}, len(columns["verb"]))


def _stacked(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _alone(found: _Found) -> Rows:
    pairs = found.pairs
    if pairs is None:
        raise NotHere
    if isinstance(pairs, Rows):
        return pairs
    subject, value = found.pattern.subject.name, found.pattern.value.name
    if subject and subject == value:
        same = pairs.first[pairs.first == pairs.second]
        return Rows({subject: same}, len(same))
    columns = {}
    if subject:
        columns[subject] = pairs.first
    if value:
        columns[value] = pairs.second
    return Rows(columns, len(pairs))


def _extended(terms: Terms, rows: Rows, found: _Found) -> Rows:
    """Return the rows joined with the pairs of a pattern that shares a variable with them."""
    subject, value = found.pattern.subject.name, found.pattern.value.name
    pairs = found.pairs
    if pairs is None:
        return _gone(terms, rows, found)
    if isinstance(pairs, Rows):
        return joined(terms.count, rows, pairs)
    is_by_subject = subject in rows.columns
    keys, others = (
        (pairs.first, pairs.second) if is_by_subject else (pairs.by_second, pairs.by_first)
    )
    shared, other = (subject, value) if is_by_subject else (value, subject)
    places, met = matches(terms.count, keys, rows.columns[shared])
    more = rows.chosen(places)
    if not other:
        return more
    reached = others[met]
    if other in more.columns:
        return more.chosen(reached == more.columns[other])
    return Rows(more.columns | {other: reached}, more.count, more.open)


def _gone(terms: Terms, rows: Rows, found: _Found) -> Rows:
    """Return the rows with what is reached over any number of steps."""
    subject, value = found.pattern.subject.name, found.pattern.value.name
    step = found.pattern.verb
    if subject == value or isinstance(step, str):
        raise NotHere
    is_back = subject not in rows.columns
    shared, other = (value, subject) if is_back else (subject, value)
    starts, reached = closure(terms, step, np.unique(rows.columns[shared]), is_back=is_back)
    return joined(terms.count, rows, Rows({shared: starts, other: reached}, len(starts)))
