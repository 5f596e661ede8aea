"""Bytes that can be compared: canonical N-Quads, gzip without a clock, Turtle in one order."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Triple, serialize

from kg.errors import StoreError
from kg.store.syntaxes import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def canonical(quads: Iterable[Quad]) -> bytes:
    """Return quads as canonical N-Quads: UTF-8, each once, sorted by code point, no blank nodes.

    Equal sets of quads give equal bytes, whatever order they come in. No quads give no bytes.

    Raises:
        StoreError: A quad holds a blank node or a quoted triple: its label would not be its own.
    """
    body = serialize([_grounded(quad) for quad in quads], format=RdfFormat.N_QUADS) or b""
    lines = sorted(set(body.split(b"\n")[:-1]))  # UTF-8 sorts as code points do
    return b"".join(line + b"\n" for line in lines)


def read_canonical(body: bytes, name: str) -> list[Quad]:
    """Return the quads of a canonical file, after making sure that it is one.

    Raises:
        StoreError: The lines are not sorted, not unique or not in canonical form.
        SourceSyntax: It is not N-Quads at all.
    """
    quads = read_quads(body, name)
    plain = gzip.decompress(body) if name.endswith(".gz") else body
    if canonical(quads) != plain:
        raise StoreError("the quads are not in canonical order and form", where=name)
    return quads


def compress(body: bytes) -> bytes:
    """Return `body` as gzip that depends on nothing else: no name and no time in its header."""
    return gzip.compress(body, compresslevel=9, mtime=0)


def graph_bytes(
    triples: Iterable[Triple], syntax: RdfFormat, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Return triples in any syntax, each once, in one order whatever order they come in.

    Args:
        triples: What to write; blank nodes are allowed, their order then follows their labels.
        syntax: One of pyoxigraph's formats.
        prefixes: Prefix to namespace; those that nothing uses are left out of Turtle.
    """
    written = {str(triple): triple for triple in triples}
    ordered: list[Triple] | list[Quad] = [written[text] for text in sorted(written)]
    used = _used(written, prefixes or {})
    if syntax in {RdfFormat.N_QUADS, RdfFormat.TRIG}:
        ordered = [Quad(*triple) for triple in ordered]
    body = serialize(ordered, format=syntax, prefixes=used) or b""
    if syntax in {RdfFormat.TURTLE, RdfFormat.TRIG}:
        return _sorted_header(body)
    return body


def _grounded(quad: Quad) -> Quad:
    for term in (quad.subject, quad.object, quad.graph_name):
        if isinstance(term, BlankNode | Triple):
            raise StoreError(
                f"a dataset to be released holds no blank nodes or quoted triples: {quad}",
                where="default graph"
                if isinstance(quad.graph_name, DefaultGraph)
                else quad.graph_name.value,
                hint="give the thing an IRI of its own",
            )
    return quad


def _used(written: Iterable[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    words = " ".join(written)
    return {prefix: space for prefix, space in sorted(prefixes.items()) if f"<{space}" in words}


def _sorted_header(body: bytes) -> bytes:
    """Sort the prefix lines: pyoxigraph writes them in the order of a randomised hash."""
    lines = body.split(b"\n")
    count = 0
    while count < len(lines) and lines[count].startswith(b"@prefix "):
        count += 1
    gap = [b""] if count else []
    return b"\n".join([*sorted(lines[:count]), *gap, *lines[count:]])
