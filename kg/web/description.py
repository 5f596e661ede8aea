"""What the endpoint says of itself to programs (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import Final

from flask import Response, url_for
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.query.finding import PREDICATES
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.store import graph_bytes
from kg.web.site import site

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def described(media_type: str) -> Response:
    """Return the service description in one syntax of RDF."""
    body = graph_bytes(_triples(), GRAPHS[media_type], {**PREFIXES, "sd": SD})
    return Response(body, content_type=media_type)


def _triples() -> list[Triple]:
    endpoint = url_for("sparql.sparql", _external=True, lang=None)
    service, dataset, graph = (NamedNode(endpoint + part) for part in ("", "#data", "#union"))
    said = [
        (service, vocab.RDF.type, _sd("Service")),
        (service, _sd("endpoint"), service),
        (service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        (service, _sd("feature"), _sd("UnionDefaultGraph")),
        (service, _sd("defaultDataset"), dataset),
        (dataset, vocab.RDF.type, _sd("Dataset")),
        (dataset, _sd("defaultGraph"), graph),
        (graph, vocab.RDF.type, _sd("Graph")),
    ]
    said += [(service, _sd("propertyFeature"), NamedNode(vocab.DD + name)) for name in PREDICATES]
    said += [(service, _sd("resultFormat"), NamedNode(FORMATS + name)) for name in RESULTS]
    triples = [Triple(*parts) for parts in said]
    for name in sorted(site().store.named_graphs(), key=str):
        if isinstance(name, NamedNode):
            named = NamedNode(f"{endpoint}#{name.value.rpartition('/')[2]}")
            triples += [
                Triple(dataset, _sd("namedGraph"), named),
                Triple(named, vocab.RDF.type, _sd("NamedGraph")),
                Triple(named, _sd("name"), name),
            ]
    version = Literal(site().digest)
    return [*triples, Triple(dataset, vocab.DCT.identifier, version)]


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
