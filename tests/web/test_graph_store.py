"""Graph Store HTTP Protocol: reading, with the W3C tests replayed.

Nothing is written over HTTP here. A test of the suite that writes is first seen to be refused, then
done to the data as a new build would, so that what it reads afterwards can be compared.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from werkzeug.formparser import parse_form_data
from werkzeug.test import EnvironBuilder

from kg.web import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "sparql11" / "graph-store-protocol"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HOST = "http://www.example"
LEAST = {"manifest-direct.ttl": 4, "manifest-indirect.ttl": 9}
EXPECTED_FAILURES: dict[str, str] = {}
GRAPH = "https://w3id.org/deungdae/id/graph.0a1b"

needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there")


class Manifest:
    def __init__(self, name: str) -> None:
        self.store = Store()
        text = (SUITE / name).read_text("utf-8").replace("/gsp", "/graphs")
        text = text.replace("%2Fgsp", "%2Fgraphs")
        self.store.load(text.encode(), format=RdfFormat.TURTLE, base_iri=f"{HOST}/{name}")

    def all(self, subject: Any, predicate: str) -> list[Any]:
        quads = self.store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [quad.object for quad in quads]

    def one(self, subject: Any, predicate: str) -> Any:
        return next(iter(self.all(subject, predicate)), None) if subject is not None else None

    def items(self, head: Any) -> list[Any]:
        found = []
        while head is not None and head.value != f"{RDF}nil":
            found.append(self.one(head, f"{RDF}first"))
            head = self.one(head, f"{RDF}rest")
        return found

    def tests(self) -> list[NamedNode]:
        heads = self.store.quads_for_pattern(None, NamedNode(f"{MF}entries"), None)
        return [test for quad in heads for test in self.items(quad.object)]


def cases() -> list[tuple[str, str]]:
    if not SUITE.is_dir():
        return []
    return [
        (name, test.value.rpartition("#")[2]) for name in LEAST for test in Manifest(name).tests()
    ]


def shape(triples: set[Triple]) -> set[str]:
    dataset = Dataset(Quad(each.subject, each.predicate, each.object) for each in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def graph_of(path: str) -> NamedNode | DefaultGraph:
    parts = urlsplit(path)
    told = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "default" in told:
        return DefaultGraph()
    return NamedNode(told["graph"] if "graph" in told else HOST + parts.path)


def written(path: str, headers: dict[str, str], body: bytes) -> set[Triple]:
    """Return what a request would write, as a build would."""
    kind = headers.get("content-type", "text/turtle")
    bodies = [body]
    if kind.startswith("multipart/"):
        builder = EnvironBuilder("/", method="POST", data=body, content_type=kind)
        environ = builder.get_environ()

        def held(
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None,
            content_length: int | None = None,
        ) -> io.BytesIO:
            del total_content_length, content_type, filename, content_length  # all fits here
            return io.BytesIO()

        _, _, files = parse_form_data(environ, stream_factory=held)
        bodies = [file.read() for _, file in files.items(multi=True)]
    return {
        Triple(quad.subject, quad.predicate, quad.object)
        for each in bodies
        for quad in parse(each, RdfFormat.TURTLE, base_iri=HOST + path, rename_blank_nodes=True)
    }


def change(store: Store, method: str, path: str, headers: dict[str, str], body: bytes) -> str:
    """Do to the data what the request asks; returns the name of a graph that was made."""
    made = ""
    if method == "POST" and path == "/graphs":
        path = "/graphs/made"
        made = HOST + path
    name = graph_of(path)
    if method in {"PUT", "DELETE"}:
        store.remove_graph(name)
    if method in {"PUT", "POST"}:
        if isinstance(name, NamedNode):
            store.add_graph(name)
        for triple in written(path, headers, body):
            store.add(Quad(triple.subject, triple.predicate, triple.object, name))
    return made


def replay(name: str, short: str) -> int:
    """Run one test of the suite; returns how many of its requests read."""
    known = Manifest(name)
    (test,) = [each for each in known.tests() if each.value.endswith(f"#{short}")]
    action = known.one(test, f"{MF}action")
    store = Store()
    variables: dict[str, str] = {}
    reads = 0
    for request in known.items(known.one(action, f"{HT}requests")):
        path = known.one(request, f"{HT}absolutePath").value
        for variable, value in variables.items():
            path = path.replace(variable, value)
        method = known.one(request, f"{HT}methodName").value
        headers = {
            known.one(each, f"{HT}fieldName").value: known.one(each, f"{HT}fieldValue").value
            for each in known.items(known.one(request, f"{HT}headers"))
        }
        body = known.one(known.one(request, f"{HT}body"), f"{CNT}chars")
        sent = body.value.encode() if body else b""
        web = create_app(store).test_client()
        got = web.open(path, method=method, headers=headers, data=sent, base_url=HOST)
        expected = known.one(request, f"{HT}resp")
        if method in {"GET", "HEAD"}:
            reads += 1
            check_read(known, expected, got)
            continue
        assert got.status_code == 405, got.text
        location = known.one(expected, f"{MF}expectedLocation")
        made = change(store, method, path, headers, sent)
        if location:
            variables[location.value] = made
    return reads


def check_read(known: Manifest, expected: Any, got: Any) -> None:
    wanted = {each.value.rpartition("#")[2] for each in known.all(expected, f"{MF}expectedStatus")}
    numbers = {"OK": 200, "NotFound": 404, "NoContent": 204, "Created": 201}
    assert got.status_code in {numbers[name] for name in wanted}, got.text
    for header in known.items(known.one(expected, f"{HT}headers")):
        field = known.one(header, f"{HT}fieldName").value
        value = known.one(header, f"{HT}fieldValue").value
        assert got.headers[field].lower().replace(" ", "") == value.lower().replace(" ", "")
    body = known.one(known.one(expected, f"{HT}body"), f"{CNT}chars")
    if body:
        theirs = parse(body.value.encode(), RdfFormat.TURTLE, base_iri=HOST)
        ours = parse(got.data, RdfFormat.TURTLE, base_iri=HOST)
        assert shape({each.triple for each in ours}) == shape({each.triple for each in theirs})


@needs_suite
def test_the_suite_is_found() -> None:
    found = [name for name, _ in cases()]

    assert {name: found.count(name) for name in LEAST} == LEAST
    assert set(EXPECTED_FAILURES) <= {short for _, short in cases()}


@needs_suite
@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param(
            *case,
            marks=[pytest.mark.xfail(reason=EXPECTED_FAILURES[case[1]], strict=True)]
            if case[1] in EXPECTED_FAILURES
            else [],
        )
        for case in cases()
    ],
)
def test_what_was_written_is_read_as_the_protocol_says(name: str, short: str) -> None:
    assert replay(name, short) > 0


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_is_given_in_each_syntax(web: FlaskClient, form: str, syntax: RdfFormat) -> None:
    got = web.get("/graphs", query_string={"graph": GRAPH}, headers={"Accept": form})

    assert got.mimetype == form
    assert len(list(parse(got.data, syntax))) > 100


def test_the_default_graph_of_a_release_is_the_union(web: FlaskClient) -> None:
    default = web.get("/graphs?default", headers={"Accept": "application/n-triples"})
    named = web.get(
        "/graphs", query_string={"graph": GRAPH}, headers={"Accept": "application/n-triples"}
    )

    assert set(named.data.splitlines()) <= set(default.data.splitlines())


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/graphs", 400, "default, graph"),
        ("/graphs?default&graph=https://e/g", 400, "default, graph"),
        ("/graphs?graph=https://e/a&graph=https://e/b", 400, "default, graph"),
        ("/graphs?graph=relative", 400, "graph"),
        ("/graphs?graph=https://example.org/none", 404, "graph"),
        ("/graphs/none", 404, "graph"),
        ("/graphs?default&format=csv", 400, "format"),
        ("/graphs?default&timeout=x", 400, "timeout"),
    ],
)
def test_what_cannot_be_given_is_refused(
    web: FlaskClient, address: str, status: int, where: str
) -> None:
    got = web.get(address)

    assert got.status_code == status
    assert got.get_json(force=True)["where"] == where


def test_a_form_nobody_has_is_406(web: FlaskClient) -> None:
    assert web.get("/graphs?default", headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_writing_is_refused_and_changes_nothing(app: Flask, method: str) -> None:
    web = app.test_client()
    before = web.get("/graphs?default").data
    got = web.open("/graphs?default", method=method, data="<urn:a> <urn:b> <urn:c> .")

    assert got.status_code == 405
    assert set(re.split(", ?", got.headers["Allow"])) == {"GET", "HEAD", "OPTIONS"}
    assert method in unquote(got.get_json(force=True)["detail"])
    assert web.get("/graphs?default").data == before
