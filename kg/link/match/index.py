"""An authority filed by keys: two sorted columns, so that a million names fit in memory. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.link.match.keys import (
    rough_keys,
    rough_lookups,
    shortened_lookups,
    sure_keys,
    sure_lookups,
    word_lookups,
)
from kg.link.match.spelling import tight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kg.link.match.known import Known, Mention

    Column = NDArray[np.uint64]
    Rows = NDArray[np.uint32]

CROWD: Final = 5_000  # entities under one key: such a key tells too little to follow alone
MOST: Final = 60  # candidates of one mention that are compared
SHORT: Final = 4  # letters: a mention this short may be an abbreviation though it is a name too
FEWEST_WORDS: Final = 2
NONE: Final = np.empty(0, dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Filed:
    """Keys in order, with the row of the entity that each belongs to."""

    keys: Column
    rows: Rows

    def under(self, key: int) -> Rows:
        """Return the rows filed under a key."""
        wanted = np.uint64(key)
        first = int(np.searchsorted(self.keys, wanted))
        last = int(np.searchsorted(self.keys, wanted, side="right"))
        return self.rows[first:last]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An authority that mentions are looked up in."""

    entities: Sequence[Known]
    sure: Filed
    rough: Filed

    def candidates(self, mention: Mention) -> tuple[Known, ...]:
        """Return the entities worth comparing with a mention, sorted by row; often none."""
        found = self._rows(self.sure, sure_lookups(mention))
        is_sure = found.size > 0
        if not is_sure or len(tight(mention.text)) <= SHORT:
            found = np.union1d(found, self._shortened(mention))
        if not is_sure:
            nearly = self._rows(self.rough, rough_lookups(mention))
            found = np.union1d(np.union1d(found, nearly[:MOST]), self._worded(mention))
        return tuple(self.entities[row] for row in found)

    def _rows(self, filed: Filed, keys: Iterable[int]) -> Rows:
        parts = [filed.under(key) for key in dict.fromkeys(keys)]
        few = [part for part in parts if part.size <= CROWD]
        return np.unique(np.concatenate(few)) if few else NONE

    def _shortened(self, mention: Mention) -> Rows:
        """Return those that hold every pair of letters of the mention."""
        found = NONE
        for keys in shortened_lookups(mention):
            parts = sorted((self.rough.under(key) for key in keys), key=lambda each: each.size)
            rows = np.unique(parts[0]) if parts else NONE
            for part in parts[1:]:
                if not rows.size:
                    break
                rows = np.intersect1d(rows, part)
            if rows.size <= CROWD:
                found = np.union1d(found, rows)
        return found if found.size <= MOST else self._closest(found)

    def _closest(self, rows: Rows) -> Rows:
        """Return the shortest of too many: an abbreviation leaves out as little as it can."""
        sizes = [min(len(each.text) for each in self.entities[row].names) for row in rows]
        nearest = np.argsort(np.asarray(sizes), kind="stable")[:MOST]
        return np.sort(rows[nearest])

    def _worded(self, mention: Mention) -> Rows:
        """Return those without a Korean name that share most words with the mention's English."""
        parts = [self.rough.under(key) for key in word_lookups(mention)]
        few = [np.unique(part) for part in parts if 0 < part.size <= CROWD]
        if not few:
            return NONE
        rows, counts = np.unique(np.concatenate(few), return_counts=True)
        least = min(FEWEST_WORDS, int(counts.max()))
        kept = rows[counts >= least]
        order = np.argsort(-counts[counts >= least], kind="stable")[:MOST]
        return np.sort(kept[order])


def build_index(entities: Iterable[Known]) -> Index:
    """File entities; the order of the input decides nothing but the order of candidates."""
    known = tuple(entities)
    return Index(entities=known, sure=_file(known, sure_keys), rough=_file(known, rough_keys))


def _file(entities: Sequence[Known], keys_of: Callable[[Known], Iterator[int]]) -> Filed:
    keys: list[Column] = []
    rows: list[Rows] = []
    for row, entity in enumerate(entities):
        told = np.fromiter(set(keys_of(entity)), dtype=np.uint64)
        keys.append(told)
        rows.append(np.full(told.size, row, dtype=np.uint32))
    if not keys:
        return Filed(np.empty(0, dtype=np.uint64), NONE)
    column, owner = np.concatenate(keys), np.concatenate(rows)
    order = np.lexsort((owner, column))
    return Filed(column[order], owner[order])
