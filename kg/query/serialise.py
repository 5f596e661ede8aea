"""Answers as bytes: the result formats of SPARQL 1.1 and the syntaxes of RDF."""

from __future__ import annotations

from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import Quad, QueryResultsFormat, QueryTriples, RdfFormat
from pyoxigraph import serialize as write_triples

from kg.errors import StoreError, UnknownFormat
from kg.query.answer import Triples, failed
from kg.query.prefixes import PREFIXES
from kg.store import graph_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from kg.query.answer import Answer

SORTED: Final = 10_000  # triples of a graph that is put in order before it is sent
TABLES: Final[Mapping[str, QueryResultsFormat]] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
GRAPHS: Final[Mapping[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
}
SHORT: Final[Mapping[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}


def media_types(kind: str) -> tuple[str, ...]:
    """Return the media types an answer of this kind can be written in, the default one first."""
    return tuple(TABLES if kind in {"SELECT", "ASK"} else GRAPHS)


def serialise(answer: Answer, form: str) -> bytes:
    """Return an answer as bytes; it can be read once only.

    Rows keep the engine's order; triples are written once each and sorted.

    Args:
        answer: What the engine found.
        form: A media type, or a short name such as `csv` or `turtle`.

    Raises:
        UnknownFormat: An answer of this kind cannot be written so.
        StoreError: The engine failed while the answer was read.
    """
    media_type = _media_type(answer, form)
    try:
        if isinstance(answer.result, QueryTriples | Triples):
            return graph_bytes(answer.result, GRAPHS[media_type], PREFIXES)
        return answer.result.serialize(format=TABLES[media_type]) or b""
    except ValueError as error:
        raise StoreError(
            f"this answer cannot be written as {media_type}: {error}",
            hint="ask for text/turtle instead",
        ) from error
    except (OSError, RuntimeError) as error:
        raise failed(error) from error


def stream(answer: Answer, form: str, output: IO[bytes]) -> None:
    """Write an answer piece by piece while it is found; it can be read once only.

    Up to `SORTED` triples are written as `serialise` writes them; more come in the engine's
    order, for sorting would hold them all.

    Args:
        answer: What the engine found.
        form: A media type.
        output: Where the bytes go; its errors come through.

    Raises:
        UnknownFormat: An answer of this kind cannot be written so.
        StoreError: The engine failed while the answer was read, or the form cannot hold it.
    """
    media_type = _media_type(answer, form)
    try:
        if isinstance(answer.result, QueryTriples | Triples):
            _stream_graph(answer.result, GRAPHS[media_type], output)
        else:
            answer.result.serialize(output, format=TABLES[media_type])
    except ValueError as error:
        raise StoreError(
            f"this answer cannot be written as {media_type}: {error}",
            hint="ask for text/turtle instead",
        ) from error


class _Lines:
    """Takes lines of N-Triples as the engine writes them; few are sorted, each once, at the end."""

    def __init__(self, output: IO[bytes]) -> None:
        self.output = output
        self.held: list[bytes] = []
        self.count = 0

    def write(self, piece: bytes) -> int:
        """Take the next bytes."""
        if self.count > SORTED:
            return self.output.write(piece)
        self.held.append(piece)
        self.count += piece.count(b"\n")
        if self.count > SORTED:
            self.output.write(b"".join(self.held))
            self.held.clear()
        return len(piece)

    def flush(self) -> None:
        """Hold back what is held."""

    def end(self) -> None:
        """Write what was held back, in order."""
        lines = sorted(set(b"".join(self.held).split(b"\n")[:-1]))  # as `graph_bytes` has them
        if lines:
            self.output.write(b"\n".join([*lines, b""]))


def _stream_graph(result: QueryTriples | Triples, syntax: RdfFormat, output: IO[bytes]) -> None:
    if syntax == RdfFormat.N_TRIPLES:
        lines = _Lines(output)
        sink = cast("IO[bytes]", lines)
        if isinstance(result, QueryTriples):
            result.serialize(sink, syntax)
        else:
            write_triples(iter(result), sink, syntax)
        lines.end()
        return
    triples = iter(result)
    first = list(islice(triples, SORTED + 1))
    if len(first) <= SORTED:
        output.write(graph_bytes(first, syntax, PREFIXES))
        return
    rest: Iterable[Triple] | Iterable[Quad] = chain(first, triples)
    if syntax in {RdfFormat.N_QUADS, RdfFormat.TRIG}:
        rest = (Quad(*triple) for triple in rest)
    write_triples(rest, output, syntax, prefixes=dict(PREFIXES))


def _media_type(answer: Answer, form: str) -> str:
    media_type = SHORT.get(form, form)
    possible = media_types(answer.kind)
    if media_type not in possible:
        short = [name for name, known in SHORT.items() if known in possible]
        raise UnknownFormat(
            f"a {answer.kind} answer cannot be written as {form}",
            where=form,
            hint=f"use one of {', '.join(short if form in SHORT else possible)}",
        )
    return media_type
