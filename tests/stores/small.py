"""A small SPARQL service on this machine, made of the engine in memory, that can be difficult."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)
from pyoxigraph import serialize as write_triples
from werkzeug import Request, Response
from werkzeug.serving import make_server

from kg.remote.stores import Login, Place, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

CHALLENGE = 'Digest realm="SPARQL", nonce="n1", opaque="o1", qop="auth", algorithm="MD5"'


@dataclass
class Small:
    """What the service holds, what it refuses, and what it was asked.

    Attributes:
        largest: Most bytes of a body; more is 413.
        refused: Paths that are answered with a status.
        login: What the `Authorization` header has to begin with; empty asks for none.
        failures: How many of the next requests are answered with 503.
        dies_after: Changes after which every request fails with 500; 0 never.
        said: What it says with a refusal.
        cut: Bytes by which bodies of answers are shorter than told.
        behind: Called with each question when it was answered.
    """

    store: Store = field(default_factory=Store)
    largest: int = 10_000_000
    refused: dict[str, int] = field(default_factory=dict)
    login: str = ""
    failures: int = 0
    dies_after: int = 0
    said: str = "no"
    cut: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    changes: int = 0
    address: str = ""
    behind: Callable[[str], object] = lambda _: None

    def place(self, kind: str = "oxigraph", login: Login | None = None) -> Place:
        return place_of(self.address, kind, login or Login())

    def graphs(self) -> set[str]:
        return {str(name.value) for name in self.store.named_graphs()}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return self._answered(Request(environ))(environ, start)

    def _answered(self, request: Request) -> Response:
        said = request.headers.get("Authorization", "")
        self.asked.append((request.method, request.path, said))
        if self.failures:
            self.failures -= 1
            return Response("busy", 503, {"Retry-After": "0"})
        if self.login and not said.startswith(self.login):
            return Response("login", 401, {"WWW-Authenticate": CHALLENGE})
        if request.path in self.refused:
            return Response(self.said, self.refused[request.path])
        if (request.content_length or 0) > self.largest:
            return Response("too long", 413)
        if request.path == "/query":
            return self._query(request)
        if request.path in {"/update", "/store"}:
            if self.dies_after and self.changes >= self.dies_after:
                return Response("dead", 500)
            self.changes += 1
            return self._update(request) if request.path == "/update" else self._graph(request)
        return Response("small", 200, {"Server": "Small"})

    def _query(self, request: Request) -> Response:
        default: list[NamedNode | BlankNode | DefaultGraph] = []
        default += map(NamedNode, request.form.getlist("default-graph-uri"))
        named: list[NamedNode | BlankNode] = []
        named += map(NamedNode, request.form.getlist("named-graph-uri"))
        try:
            found = self.store.query(
                request.form["query"],
                default_graph=default or None,
                named_graphs=named if default or named else None,
            )
        except SyntaxError as error:
            return Response(f"wrong: {error}", 400)
        if isinstance(found, QueryTriples):
            body, form = write_triples(found, format=RdfFormat.N_TRIPLES), "application/n-triples"
        else:
            body = found.serialize(format=QueryResultsFormat.JSON)
            form = "application/sparql-results+json"
        self.behind(request.form["query"])
        body = body or b""
        answer = Response(body[: len(body) - self.cut], content_type=form, headers=self.headers)
        answer.content_length = len(body)
        return answer

    def _update(self, request: Request) -> Response:
        self.store.update(request.form["update"])
        return Response("", 204)

    def _graph(self, request: Request) -> Response:
        name = NamedNode(request.args.get("graph") or request.args["graph-uri"])
        if request.method == "DELETE":
            self.store.remove_graph(name)
            return Response("", 204)
        if request.method == "PUT":
            self.store.clear_graph(name)
        self.store.load(request.get_data(), format=RdfFormat.N_TRIPLES, to_graph=name)
        return Response("", 201)


@contextmanager
def small() -> Iterator[Small]:
    """Run the service on a free port until the block ends."""
    service = Small()
    server = make_server("127.0.0.1", 0, service, threaded=True)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def union_of(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
