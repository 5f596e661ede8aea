"""The W3C tests of SPARQL 1.1 Protocol, read from their manifest.

Updates are not served: every test that sends one must be refused with 403 or another 4xx.
"""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from werkzeug.test import TestResponse

from kg.web import create_app

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "sparql11" / "protocol"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TABULAR = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
RDF_TYPES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}

EXPECTED_FAILURES: dict[str, str] = {}

needs_suite = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the W3C protocol suite is not beside the checkout"
)


class Manifest:
    """The tests of one manifest, walked as a graph."""

    def __init__(self, path: Path) -> None:
        self.store = Store()
        self.store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri())

    def all(self, subject: Any, predicate: str) -> list[Any]:
        quads = self.store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [quad.object for quad in quads]

    def one(self, subject: Any, predicate: str) -> Any:
        return next(iter(self.all(subject, predicate)), None)

    def items(self, head: Any) -> list[Any]:
        found = []
        while head is not None and head.value != RDF + "nil":
            found.append(self.one(head, RDF + "first"))
            head = self.one(head, RDF + "rest")
        return found

    def tests(self) -> list[NamedNode]:
        heads = self.store.quads_for_pattern(None, NamedNode(MF + "entries"), None)
        return [test for quad in heads for test in self.items(quad.object)]

    def requests(self, test: Any) -> list[Any]:
        return self.items(self.one(self.one(test, MF + "action"), HT + "requests"))


def manifest() -> Manifest:
    return Manifest(SUITE / "manifest.ttl")


def names() -> list[str]:
    if not SUITE.is_dir():
        return []
    return [test.value.rpartition("#")[2] for test in manifest().tests()]


def is_update(name: str) -> bool:
    return name.startswith(("update_", "bad_update", "bad_multiple_updates"))


def client(known: Manifest, test: Any) -> FlaskClient:
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph.value))
        for data in known.all(test, UT + "graphData")
        for file, graph in [(known.one(data, UT + "graph"), known.one(data, LABEL))]
        for triple in parse(path=SUITE / file.value.rpartition("/")[2], format=RdfFormat.N_TRIPLES)
    ]
    store = Store()
    store.extend(quads)
    return create_app(store).test_client()


def sent(web: FlaskClient, known: Manifest, request: Any) -> TestResponse:
    headers = {
        known.one(header, HT + "fieldName").value: known.one(header, HT + "fieldValue").value
        for header in known.items(known.one(request, HT + "headers"))
    }
    body = known.one(request, HT + "body")
    data = b""
    if body is not None:
        encoding = known.one(body, CNT + "characterEncoding").value
        data = known.one(body, CNT + "chars").value.encode(encoding)
    return web.open(
        known.one(request, HT + "absolutePath").value,
        method=known.one(request, HT + "methodName").value,
        headers=headers,
        data=data,
    )


@needs_suite
def test_the_suite_is_read_as_a_whole() -> None:
    found = names()

    assert len(found) == 34
    assert sum(map(is_update, found)) == 14
    assert set(EXPECTED_FAILURES) <= set(found)


def queries() -> list[Any]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=EXPECTED_FAILURES[name], strict=True))
        if name in EXPECTED_FAILURES
        else name
        for name in names()
        if not is_update(name)
    ]


@needs_suite
@pytest.mark.parametrize("name", queries())
def test_queries_are_answered_as_the_protocol_says(name: str) -> None:
    known = manifest()
    test = next(each for each in known.tests() if each.value.endswith(f"#{name}"))
    web = client(known, test)
    for request in known.requests(test):
        answer = sent(web, known, request)
        expected = known.one(request, HT + "resp")
        classes = {status.value[-3] for status in known.all(expected, MF + "expectedStatus")}
        assert str(answer.status_code)[0] in classes, answer.text
        boolean = known.one(expected, MF + "expectedBoolean")
        if boolean is not None:
            assert answer.get_json(force=True)["boolean"] is (boolean.value == "true")
        form = known.one(expected, MF + "expectedFormat")
        if isinstance(form, Literal) and form.value in {"tabular", "RDF"}:
            assert answer.mimetype in (TABULAR if form.value == "tabular" else RDF_TYPES)


@needs_suite
@pytest.mark.parametrize("name", [name for name in names() if is_update(name)])
def test_updates_are_refused_and_change_nothing(name: str) -> None:
    known = manifest()
    test = next(each for each in known.tests() if each.value.endswith(f"#{name}"))
    web = client(known, test)
    before = web.get("/healthz").get_json()
    answer = sent(web, known, known.requests(test)[0])

    assert 400 <= answer.status_code < 500
    if name.startswith("update_"):
        assert answer.status_code == 403
    assert web.get("/healthz").get_json() == before
