"""SPARQL 1.1 Service Description: the three tests of the W3C suite, and what else it promises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.query.serialise import GRAPHS, TABLES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "sparql11" / "service-description"
SD = "http://www.w3.org/ns/sparql-service-description#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMS = {media_type: syntax for media_type, syntax in GRAPHS.items() if "json" not in media_type}
CHECKED = {"has-endpoint-triple", "returns-rdf", "conforms-to-schema"}


@pytest.fixture
def described(web: FlaskClient) -> Store:
    store = Store()
    store.load(web.get("/sparql").data, format=RdfFormat.TURTLE)
    return store


def objects(store: Store, subject: NamedNode | None, name: str) -> list[NamedNode]:
    quads = store.quads_for_pattern(subject, NamedNode(SD + name), None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def of_kind(store: Store, name: str) -> set[str]:
    quads = store.quads_for_pattern(None, RDF_TYPE, NamedNode(SD + name))
    return {getattr(quad.subject, "value", "") for quad in quads}


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there")
def test_these_are_the_tests_of_the_suite() -> None:
    store = Store()
    base = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/service-description/manifest"
    store.load(path=SUITE / "manifest.ttl", format=RdfFormat.TURTLE, base_iri=base)
    kind = NamedNode(
        "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ServiceDescriptionTest"
    )
    found = {
        getattr(quad.subject, "value", "").rpartition("#")[2]
        for quad in store.quads_for_pattern(None, RDF_TYPE, kind)
    }

    assert found == CHECKED


@pytest.mark.parametrize("accept", ["", "*/*", *FORMS])
def test_returns_rdf(web: FlaskClient, accept: str) -> None:
    got = web.get("/sparql", headers={"Accept": accept} if accept else {})
    store = Store()
    store.load(got.data, format=GRAPHS[got.mimetype or ""])

    assert got.status_code == 200
    assert len(store) > 10


def test_has_endpoint_triple(described: Store) -> None:
    assert objects(described, None, "endpoint") == [NamedNode("http://localhost/sparql")]


def test_conforms_to_schema(described: Store) -> None:
    """Domains and ranges of the vocabulary hold for everything that is said."""
    services = of_kind(described, "Service")
    assert len(services) == 1
    for name in ("endpoint", "supportedLanguage", "feature", "resultFormat", "defaultDataset"):
        found = described.quads_for_pattern(None, NamedNode(SD + name), None)
        assert {getattr(quad.subject, "value", "") for quad in found} == services, name
    datasets = {node.value for node in objects(described, None, "defaultDataset")}
    assert datasets <= of_kind(described, "Dataset")
    graphs = {node.value for node in objects(described, None, "defaultGraph")}
    assert graphs <= of_kind(described, "Graph")
    named = {node.value for node in objects(described, None, "namedGraph")}
    assert named == of_kind(described, "NamedGraph")
    for node in named:
        assert len(objects(described, NamedNode(node), "name")) == 1
    known = {
        "endpoint",
        "supportedLanguage",
        "feature",
        "propertyFeature",
        "resultFormat",
        "defaultDataset",
        "defaultGraph",
        "namedGraph",
        "name",
    }
    told = {
        quad.predicate.value.removeprefix(SD)
        for quad in described
        if quad.predicate.value.startswith(SD)
    }
    assert told == known


def test_every_result_format_it_names_can_be_had(web: FlaskClient, described: Store) -> None:
    forms = {
        "SPARQL_Results_JSON": ("application/sparql-results+json", "ASK {}"),
        "SPARQL_Results_XML": ("application/sparql-results+xml", "ASK {}"),
        "SPARQL_Results_CSV": ("text/csv", "SELECT * {}"),
        "SPARQL_Results_TSV": ("text/tab-separated-values", "SELECT * {}"),
        "Turtle": ("text/turtle", "CONSTRUCT WHERE {}"),
        "N-Triples": ("application/n-triples", "CONSTRUCT WHERE {}"),
        "RDF_XML": ("application/rdf+xml", "CONSTRUCT WHERE {}"),
        "JSON-LD": ("application/ld+json", "CONSTRUCT WHERE {}"),
    }
    named = {node.value.rpartition("/")[2] for node in objects(described, None, "resultFormat")}

    assert named == set(forms)
    for media_type, query in forms.values():
        got = web.get("/sparql", query_string={"query": query}, headers={"Accept": media_type})
        assert got.status_code == 200
        assert got.mimetype == media_type
        assert media_type in {**TABLES, **GRAPHS}


def test_every_named_graph_it_lists_can_be_read(web: FlaskClient, described: Store) -> None:
    names = objects(described, None, "name")

    assert len(names) >= 1
    for name in names:
        assert web.get("/graphs", query_string={"graph": name.value}).status_code == 200
