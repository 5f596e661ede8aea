"""The default graph as columns of numbers: what is counted is counted over arrays.

Each term has a number; the triples stand twice, sorted by subject and by value within each
predicate. The terms themselves lie in one run of bytes, written as N-Triples writes them, so a
process that was forked shares all of it and copies nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # whoever forks must have one thread

import numpy as np

from kg.query.tally.dumped import quads_of, triples_of
from kg.query.tally.kinds import STRINGS
from kg.query.tally.values import Values, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    from pyoxigraph import Store

    Numbers = npt.NDArray[np.int32]
    Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Relation:
    """Pairs of numbers, sorted by the first and, beside, by the second.

    Attributes:
        first: Subjects in order.
        second: The value of each.
        by_first: Subjects in the order of the values.
        by_second: Values in order.
    """

    first: Numbers
    second: Numbers
    by_first: Numbers
    by_second: Numbers

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Named:
    """Quads of named graphs, those of a predicate behind one another.

    Attributes:
        whole: Columns by `subject`, `verb`, `value` and `graph`.
        bounds: Where the quads of a predicate begin and end.
    """

    whole: dict[str, Numbers]
    bounds: Mapping[int, tuple[int, int]]

    def of(self, predicate: int | None) -> dict[str, Numbers]:
        """Return the columns of one predicate."""
        start, end = self.bounds.get(-1 if predicate is None else predicate, (0, 0))
        return {name: column[start:end] for name, column in self.whole.items()}


@dataclass(frozen=True, slots=True)
class Texts:
    """The values of a predicate as they are written, behind one another.

    Attributes:
        blob: All of them.
        ends: Where each ends.
        numbers: Of the terms.
        escaped: Of those in which a letter is escaped.
    """

    blob: bytes
    ends: Places
    numbers: Numbers
    escaped: Numbers


@dataclass(frozen=True)  # no slots: derived columns are kept once made
class Columns:
    """Every triple of the default graph.

    Attributes:
        blob: All terms behind one another.
        ends: Where each ends.
        hashes: Of all terms, in order.
        order: The number of the term of each hash.
        relations: By the number of the predicate.
        own: How many terms the default graph has; theirs are the first numbers.
        named: Every quad of a named graph; None where they were not laid out.
    """

    blob: bytes
    ends: Places
    hashes: Places
    order: Numbers
    relations: Mapping[int, Relation]
    own: int
    named: Named | None = None

    @property
    def count(self) -> int:
        """How many terms there are."""
        return len(self.ends)

    def text(self, number: int) -> bytes:
        """Return a term as N-Triples writes it."""
        start = int(self.ends[number - 1]) if number else 0
        return self.blob[start : int(self.ends[number])]

    def number(self, text: bytes) -> int | None:
        """Return the number of a term; None where the data do not hold it."""
        wanted = hash(text)  # the same in this process and all that are forked from it
        place = int(np.searchsorted(self.hashes, wanted))
        while place < self.count and int(self.hashes[place]) == wanted:
            number = int(self.order[place])
            if self.text(number) == text:
                return number
            place += 1
        return None

    @cached_property
    def texts(self) -> dict[int, Texts]:
        """The values of each predicate that has strings; made when the data are loaded."""
        found: dict[int, Texts] = {}
        kind = self.values.kind
        for predicate, pairs in self.relations.items():
            numbers = np.unique(pairs.second)
            if np.isin(kind[numbers], list(STRINGS)).any():
                found[predicate] = self.texts_of(numbers)
        return found

    def texts_of(self, numbers: Numbers) -> Texts:
        """Return some terms behind one another."""
        written = [self.text(number) for number in numbers.tolist()]
        ends = np.cumsum([len(text) for text in written], dtype=np.int64)
        escaped = [
            number for number, text in zip(numbers.tolist(), written, strict=True) if b"\\" in text
        ]
        return Texts(b"".join(written), ends, numbers, np.array(escaped, dtype=np.int32))

    @cached_property
    def values(self) -> Values:
        """What each term is worth; made when the data are loaded."""
        return values_of([self.text(number) for number in range(self.count)])

    @cached_property
    def triples(self) -> dict[str, Numbers]:
        """Every triple, by predicate, subject and value; made when the data are loaded."""
        parts = [
            (pairs.first, np.full(len(pairs), predicate, dtype=np.int32), pairs.second)
            for predicate, pairs in self.relations.items()
        ]
        none = np.zeros(0, dtype=np.int32)
        found = [np.concatenate(column) for column in zip(*parts, strict=True)] or [none] * 3
        return dict(zip(("subject", "verb", "value"), found, strict=True))


def columns_of(store: Store, whole: Store | None = None) -> Columns:
    """Return a default graph as columns; takes about three seconds a million triples.

    Args:
        store: Its default graph is laid out.
        whole: A store whose named graphs are laid out beside; none without it.
    """
    numbers: dict[bytes, int] = {}
    triples = triples_of(store, numbers)
    own = len(numbers)
    quads = quads_of(whole, numbers) if whole is not None else None
    ends = np.cumsum(np.fromiter(map(len, numbers), dtype=np.int64, count=len(numbers)))
    hashes = np.fromiter(map(hash, numbers), dtype=np.int64, count=len(numbers))
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    made = Columns(
        blob=b"".join(numbers),
        ends=ends,
        hashes=hashes[order],
        order=order,
        relations=_relations(triples),
        own=own,
        named=None if quads is None else _named(quads),
    )
    made.values, made.triples, made.texts  # noqa: B018 -- made before the fork, for all
    return made


def _relations(triples: npt.NDArray[np.int32]) -> dict[int, Relation]:
    subjects, predicates, values = triples[:, 0], triples[:, 1], triples[:, 2]
    there = np.lexsort((values, subjects, predicates))
    back = np.lexsort((subjects, values, predicates))
    kinds, starts = np.unique(predicates[there], return_index=True)
    bounds = [*starts.tolist(), len(triples)]
    found: dict[int, Relation] = {}
    for place, kind in enumerate(kinds.tolist()):
        here, other = (rows[bounds[place] : bounds[place + 1]] for rows in (there, back))
        columns = (subjects[here], values[here], subjects[other], values[other])
        found[kind] = Relation(*map(np.ascontiguousarray, columns))
    return found


def _named(quads: npt.NDArray[np.int32]) -> Named:
    order = np.argsort(quads[:, 1], kind="stable")
    places = ("subject", "verb", "value", "graph")
    whole = {name: np.ascontiguousarray(quads[order, place]) for place, name in enumerate(places)}
    kinds, starts = np.unique(whole["verb"], return_index=True)
    ends = [*starts.tolist()[1:], len(quads)]
    bounds = dict(zip(kinds.tolist(), zip(starts.tolist(), ends, strict=False), strict=True))
    return Named(whole, bounds)
