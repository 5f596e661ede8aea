"""Lines of a dump as rows of numbers: each term gets a number when it is first met."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
from pyoxigraph import DefaultGraph, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt
    from pyoxigraph import Store

CHUNK: Final = 50_000


def triples_of(store: Store, numbers: dict[bytes, int]) -> npt.NDArray[np.int32]:
    """Return the default graph of a store as rows of subject, predicate and value."""
    dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    parts = [_numbered(chunk, numbers) for chunk in _chunks(io.BytesIO(dumped))]
    return np.concatenate(parts) if parts else np.zeros((0, 3), dtype=np.int32)


def quads_of(store: Store, numbers: dict[bytes, int]) -> npt.NDArray[np.int32]:
    """Return the named graphs of a store as rows of subject, predicate, value and graph."""
    dumped = store.dump(format=RdfFormat.N_QUADS) or b""
    parts = [_named(chunk, numbers) for chunk in _chunks(io.BytesIO(dumped))]
    return np.concatenate(parts) if parts else np.zeros((0, 4), dtype=np.int32)


def _chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _numbered(lines: list[bytes], numbers: dict[bytes, int]) -> npt.NDArray[np.int32]:
    """Return lines of N-Triples as rows of three numbers; new terms get the next ones."""
    found = np.empty((len(lines), 3), dtype=np.int32)
    for row, line in enumerate(lines):
        subject, predicate, rest = line.split(b" ", 2)
        found[row] = (
            numbers.setdefault(subject, len(numbers)),
            numbers.setdefault(predicate, len(numbers)),
            numbers.setdefault(rest.rstrip()[:-2], len(numbers)),
        )
    return found


def _named(lines: list[bytes], numbers: dict[bytes, int]) -> npt.NDArray[np.int32]:
    """Return lines of N-Quads as rows of four numbers, without those of the default graph."""
    found = np.empty((len(lines), 4), dtype=np.int32)
    count = 0
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        rest = rest.rstrip()[:-2]
        cut = rest.rfind(b" ")
        graph = rest[cut + 1 :]
        if cut < 0 or b'"' in graph or not graph.startswith((b"<", b"_:")):
            continue  # the blank stands in a literal, and no graph behind it
        found[count] = (
            numbers.setdefault(subject, len(numbers)),
            numbers.setdefault(predicate, len(numbers)),
            numbers.setdefault(rest[:cut], len(numbers)),
            numbers.setdefault(graph, len(numbers)),
        )
        count += 1
    return found[:count].copy()
