"""The pairs that a path matches, and where the numbers of two columns meet. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.columns import Relation
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.columns import Numbers
    from kg.query.tally.questions import Step
    from kg.query.tally.terms import Terms

    Places = npt.NDArray[np.int64]

MOST_ROWS: Final = 4_000_000
FEW: Final = 2_000  # rows below which a sorted column is searched
OPEN: Final = -1  # an end that is not fixed


def pairs_of(terms: Terms, step: Step, subject: int = OPEN, value: int = OPEN) -> Relation:
    """Return the pairs that one step joins, those only that have the fixed ends.

    A pair that several predicates join is there once, as with the engine.
    """
    parts = [_link(terms, iri, is_back) for iri, is_back in step.links]
    found = [fixed(part, subject, value) for part in parts]
    if len(found) == 1:
        return found[0]
    first = np.concatenate([part.first for part in found])
    second = np.concatenate([part.second for part in found])
    different = np.unique(first.astype(np.int64) * terms.count + second)
    return _both_ways(*((x.astype(np.int32)) for x in np.divmod(different, terms.count)))


def _both_ways(first: Numbers, second: Numbers) -> Relation:
    """Return pairs sorted both ways."""
    there, back = np.lexsort((second, first)), np.lexsort((first, second))
    return Relation(first[there], second[there], first[back], second[back])


def closure(terms: Terms, step: Step, starts: Numbers, *, is_back: bool) -> tuple[Numbers, Numbers]:
    """Return what is reached from each start over any number of steps, each pair once.

    Args:
        terms: Of the question.
        step: What is gone over and over.
        starts: Different terms, all of which stand in the data.
        is_back: Whether the starts are the values.
    """
    count = terms.count
    pairs = [_link(terms, iri, turned) for iri, turned in step.links]
    keys = [each.by_second if is_back else each.first for each in pairs]
    others = [each.by_first if is_back else each.second for each in pairs]
    origin, front = starts.astype(np.int64), starts.astype(np.int64)
    met = np.zeros(0, dtype=np.int64)
    if step.least == 0:
        met = np.sort(origin * count + front)
    while len(front):
        parts: list[Places] = []
        for key, other in zip(keys, others, strict=True):
            places, reached = matches(count, key, front)
            parts.append(origin[places] * count + other[reached])
        new = np.unique(np.concatenate(parts))
        new = new[~np.isin(new, met, assume_unique=True)]
        met = np.union1d(met, new)
        if len(met) > MOST_ROWS:
            raise NotHere
        origin, front = new // count, new % count
    return (met // count).astype(np.int32), (met % count).astype(np.int32)


def _link(terms: Terms, iri: bytes, is_back: bool) -> Relation:  # noqa: FBT001 -- as it is read
    predicate = terms.columns.number(iri)
    pairs = terms.columns.relations.get(predicate) if predicate is not None else None
    if pairs is None:
        return _relation(_none(), _none())
    if is_back:
        return Relation(pairs.by_second, pairs.by_first, pairs.second, pairs.first)
    return pairs


def fixed(pairs: Relation, subject: int, value: int) -> Relation:
    """Return those pairs that have the fixed ends."""
    if subject != OPEN:
        start, end = np.searchsorted(pairs.first, [subject, subject + 1])
        values = pairs.second[start:end]
        values = values[values == value] if value != OPEN else values
        return _relation(np.full(len(values), subject, dtype=np.int32), values)
    if value != OPEN:
        start, end = np.searchsorted(pairs.by_second, [value, value + 1])
        return _relation(pairs.by_first[start:end], pairs.by_second[start:end])
    return pairs


def matches(count: int, keys: Numbers, asked: Numbers | Places) -> tuple[Places, Places]:
    """Return pairs of places: in what is asked, and of an equal key in a sorted column."""
    if len(asked) < FEW:
        first = np.searchsorted(keys, asked, side="left")
        number = np.searchsorted(keys, asked, side="right") - first
    else:
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[: len(keys)]
        begins = np.zeros(count, dtype=np.int32)
        numbers = np.zeros(count, dtype=np.int32)
        begins[keys[starts]] = starts
        numbers[keys[starts]] = np.diff(np.append(starts, len(keys)))
        first, number = begins[asked].astype(np.int64), numbers[asked].astype(np.int64)
    total = int(number.sum())
    if total > MOST_ROWS:
        raise NotHere
    if total == np.count_nonzero(number):  # nothing is met twice
        places = np.flatnonzero(number)
        return places, first[places]
    places = np.repeat(np.arange(len(asked)), number)
    before = np.cumsum(number) - number
    return places, np.repeat(first - before, number) + np.arange(total)


def _relation(first: Numbers, second: Numbers) -> Relation:
    """Return pairs of which one end is fixed: sorted by the other they are sorted by both."""
    return Relation(first, second, first, second)


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int32)
