"""A store in memory made of files or quads, its default graph the union of the others.

Asking pyoxigraph to see the union at query time costs more at each question than writing it
once at loading, so the union is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, Store

from kg.errors import StoreError
from kg.store.syntaxes import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def load(*paths: Path) -> Store:
    """Return a store of the given RDF files, graph names kept.

    A file that has named graphs only also fills the default graph with their union; a file
    that has a default graph of its own is left as it is.

    Raises:
        StoreError: A file cannot be read.
        UnknownFormat: A file's name does not tell its syntax.
        SourceSyntax: A file is not in the syntax its name promises.
    """
    store = Store()
    for path in paths:
        try:
            body = path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the file cannot be read: {error.strerror}", where=str(path), hint="check the name"
            ) from error
        base = path.resolve().as_uri()
        quads = read_quads(body, str(path), base=base, rename_blanks=len(paths) > 1)
        store.bulk_extend(with_union(quads))
    return store


def load_bytes(body: bytes, name: str) -> Store:
    """Return a store of one file's bytes; `name` tells the syntax.

    Raises:
        UnknownFormat: The name does not tell the syntax.
        SourceSyntax: The bytes are not what the name promises.
    """
    return from_quads(read_quads(body, name))


def from_quads(quads: Iterable[Quad]) -> Store:
    """Return a store of quads; the default graph is their union unless they have one."""
    store = Store()
    store.bulk_extend(with_union(list(quads)))
    return store


def with_union(quads: list[Quad]) -> Iterator[Quad]:
    """Yield the quads, and each triple of a named graph in the default graph too.

    Where one quad already stands in the default graph nothing is added: the file says itself
    what its default graph is.
    """
    yield from quads
    if any(isinstance(quad.graph_name, DefaultGraph) for quad in quads):
        return
    for quad in quads:
        yield Quad(quad.subject, quad.predicate, quad.object)
