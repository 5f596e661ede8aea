"""A store on disk that nobody writes any more: for data that are too large for memory.

It is made once from a file of N-Quads, in a folder named by what it holds, and opened read-only by
as many processes as like. The engine calls reading beside a writer undefined, so a folder under its
final name is never written to again.
"""

from __future__ import annotations

import gzip
import os
import shutil
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.errors import SourceSyntax, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SYNTAXES = {".nq": RdfFormat.N_QUADS, ".nt": RdfFormat.N_TRIPLES}
CHUNK = 1 << 20


def frozen_store(path: Path, place: Path) -> Path:
    """Return the folder of a store that holds a file's quads and their union; made if need be.

    A file with a default graph of its own keeps it, as `with_union` does.

    Args:
        path: N-Quads or N-Triples, also with `.gz`.
        place: Where the folder is to stand; its name must name the data.

    Raises:
        SourceSyntax: The file is not what its name promises.
        StoreError: The folder cannot be written.
    """
    if place.is_dir():
        return place
    making = place.with_name(f".building-{os.getpid()}-{place.name}")
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.parent.mkdir(parents=True, exist_ok=True)
        store = Store(str(making))
        seen = _Seen()
        store.bulk_extend(seen.watch(_quads(path)))
        if not seen.has_default:
            store.bulk_extend(
                Quad(quad.subject, quad.predicate, quad.object) for quad in _quads(path)
            )
        store.flush()
        del store
        _settle(making, place)
    except OSError as error:
        raise StoreError(
            f"the store cannot be written: {error.strerror or error}",
            where=str(place),
            hint="name a folder with room for it",
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return place


def count_lines(path: Path, *, most: int) -> int:
    """Return how many lines a file has, `.gz` looked through; stops counting behind `most`."""
    found = 0
    with _opened(path) as lines:
        while found <= most and (piece := lines.read(CHUNK)):
            found += piece.count(b"\n")
    return found


def is_by_lines(path: Path) -> bool:
    """Tell whether a file has one quad a line, so that it can be counted and read in parts."""
    return _suffix(path) in SYNTAXES


class _Seen:
    """Notes in passing whether a quad stood in the default graph."""

    has_default = False

    def watch(self, quads: Iterator[Quad]) -> Iterator[Quad]:
        for quad in quads:
            if isinstance(quad.graph_name, DefaultGraph):
                self.has_default = True
            yield quad


def _quads(path: Path) -> Iterator[Quad]:
    with _opened(path) as body:
        try:
            yield from parse(body, SYNTAXES[_suffix(path)])
        except SyntaxError as error:
            raise SourceSyntax(
                f"this is not {SYNTAXES[_suffix(path)].name}: {error.msg}",
                where=f"{path}:{error.lineno}",
                hint="correct the file",
            ) from error


def _opened(path: Path) -> IO[bytes]:
    if path.name.endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path))  # a binary file, as its mode says
    return path.open("rb")


def _suffix(path: Path) -> str:
    return os.path.splitext(path.name.removesuffix(".gz"))[1]  # noqa: PTH122 -- of a bare name


def _settle(making: Path, place: Path) -> None:
    """Give the folder its name; another process that was quicker made the same one."""
    try:
        making.rename(place)
    except OSError:
        if not place.is_dir():
            raise
