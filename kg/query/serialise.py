"""Answers as bytes: the result formats of SPARQL 1.1 and the syntaxes of RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

from kg.errors import StoreError, UnknownFormat
from kg.query.answer import failed
from kg.query.prefixes import PREFIXES
from kg.store import graph_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.answer import Answer, Question

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


def media_types(kind: Question) -> tuple[str, ...]:
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
    media_type = SHORT.get(form, form)
    possible = media_types(answer.kind)
    if media_type not in possible:
        short = [name for name, known in SHORT.items() if known in possible]
        raise UnknownFormat(
            f"a {answer.kind} answer cannot be written as {form}",
            where=form,
            hint=f"use one of {', '.join(short if form in SHORT else possible)}",
        )
    try:
        if isinstance(answer.result, QueryTriples):
            return graph_bytes(answer.result, GRAPHS[media_type], PREFIXES)
        return answer.result.serialize(format=TABLES[media_type]) or b""
    except ValueError as error:
        raise StoreError(
            f"this answer cannot be written as {media_type}: {error}",
            hint="ask for text/turtle instead",
        ) from error
    except (OSError, RuntimeError) as error:
        raise failed(error) from error
