"""Requests nobody should send: each is refused in words, none breaks, holds or leaks anything."""

from __future__ import annotations

import os
import random
import socket
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.e2e.conftest import COUNT

if TYPE_CHECKING:
    from tests.e2e.conftest import Service

REQUESTS = int(os.environ.get("DEUNGDAE_FUZZ", "500"))  # 20000 by hand
PATHS = [
    "/",
    "/sparql",
    "/sparql/",
    "/graphs",
    "/graphs/x",
    "/query",
    "/query/cq01",
    "/search",
    "/id/x",
    "/doc/x",
    "/doc/x.ttl",
    "/source/x",
    "/export/svg",
    "/export/graphml",
    "/dumps/manifest.json",
    "/dumps/../kg.toml",
    "/catalog",
    "/.well-known/void",
    "/problems",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/ont",
    "/ont.ttl",
    "/code/x",
    "/clusters",
    "/reconcile",
    "/static/style.css",
    "/static/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//",
]
METHODS = ("GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X")
NAMES = [
    "query",
    "default-graph-uri",
    "named-graph-uri",
    "format",
    "timeout",
    "explain",
    "lang",
    "q",
    "limit",
    "focus",
    "depth",
    "graph",
    "default",
    "update",
    "edit",
    "queries",
    "extend",
    "id",
    "cursor",
]
VALUES = (
    "",
    "ASK {}",
    "ASK {",
    "SELECT * { ?s ?p ?o } LIMIT 2",
    "SELECT * { SERVICE <http://127.0.0.1/> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2",
    "DESCRIBE <https://e/s1>",
    "CLEAR ALL",
    "(" * 500,
    "{" * 500,
    "\x00",
    "\ud800",
    "가나다" * 50,
    "'\"<script>\r\nX: y",
    "https://e/g",
    "no iri",
    "-1",
    "1e999",
    "nan",
    "json",
    "../../x",
    "x" * 3000,
)
HEADERS = ("Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Range", "Content-Type")
TOLD = (
    "",
    "*/*",
    "text/html",
    "text/csv;q=abc",
    "application/rdf+xml, */*;q=0.1",
    "gzip",
    "gzip;q=0, *",
    "ko-KR",
    '"x", W/"y"',
    "*",
    "bytes=0-1,5-",
    "bytes=-",
    "application/sparql-query",
    "application/sparql-query; charset=utf-16",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    ";;;,,,===",
    "\xff\xfe",
    "a/b" * 500,
)


def request(chance: random.Random) -> bytes:
    """Return one request, now and then not even that."""
    pairs = [
        f"{chance.choice(NAMES)}={quoted(chance, chance.choice(VALUES))}"
        for _ in range(chance.randrange(4))
    ]
    target = chance.choice(PATHS) + ("?" + "&".join(pairs) if pairs else "")
    body = chance.choice((b"", b"ASK {}", b"query=ASK%7B%7D", b"[]", b"{", chance.randbytes(200)))
    lines = [f"{chance.choice(METHODS)} {target} HTTP/1.{chance.choice('01111')}", "Host: e"]
    lines += [
        f"{chance.choice(HEADERS)}: {chance.choice(TOLD)}" for _ in range(chance.randrange(4))
    ]
    if body or chance.random() < 0.2:
        lines.append(f"Content-Length: {len(body)}")
    lines.append("Connection: close")
    made = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
    if chance.random() < 0.15:  # a few bytes are turned into others
        places = [chance.randrange(len(made)) for _ in range(3)]
        for place in places:
            made = made[:place] + chance.randbytes(1) + made[place + 1 :]
    return made


def quoted(chance: random.Random, value: str) -> str:
    if chance.random() < 0.1:
        return value.encode("latin-1", "replace").decode("latin-1").replace(" ", "+").split("\r")[0]
    return quote(value.encode("utf-8", "surrogatepass"))


def status_of(service: Service, made: bytes) -> str:
    """Send a request and return its status; `none` where the connection ends without one."""
    with socket.create_connection(service.place, timeout=20) as line:
        received = b""
        try:
            line.sendall(made)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(1 << 16):
                received += piece
        except ConnectionError:
            pass
    parts = received.split(b" ", 2)
    return parts[1].decode("latin-1") if received.startswith(b"HTTP/1.") else "none"


def descriptors(service: Service) -> int:
    return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in service.children())


def test_no_request_breaks_anything(service: Service) -> None:
    assert service.ask(COUNT).status == 200
    before = descriptors(service), len(service.children())
    found: Counter[str] = Counter()
    for seed in range(REQUESTS):
        made = request(random.Random(seed))  # noqa: S311 -- the same requests each run
        begun = time.monotonic()
        status = status_of(service, made)
        assert status not in {"500", "502", "504"}, made
        assert time.monotonic() - begun < 15, made
        found[status] += 1
    time.sleep(0.5)
    after = descriptors(service), len(service.children())

    assert found["200"] > REQUESTS / 20, found
    assert sum(found[status] for status in ("400", "403", "404", "405", "406")) > REQUESTS / 4, (
        found
    )
    assert after[1] == before[1]
    assert after[0] <= before[0] + 12, "descriptors were left open"
    assert service.ask(COUNT).status == 200
    assert not any("Traceback" in line for line in service.said), service.said[-20:]
