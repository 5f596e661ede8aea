"""What the service says is so: a status fits its body, and a cut body never looks whole."""

from __future__ import annotations

import gzip
import http.client
import json
import time
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.e2e.conftest import COUNT, LONG, RUNAWAY, TRIPLES

if TYPE_CHECKING:
    from tests.e2e.conftest import Service

NAMED = "SELECT ?s { ?s <https://e/p1> ?o } ORDER BY ?s"


def count_of(body: bytes) -> int:
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def test_a_short_answer_has_its_length_and_a_name(service: Service) -> None:
    got = service.ask(COUNT)

    assert got.status == 200
    assert int(got.headers["content-length"]) == len(got.body)
    assert got.headers["etag"].startswith('"')
    assert "transfer-encoding" not in got.headers
    assert count_of(got.body) == TRIPLES


def test_the_limits_are_announced(service: Service) -> None:
    told = dict(pair.split("=") for pair in service.ask(COUNT).headers["query-limits"].split(", "))

    assert told["seconds"] == "3"
    assert int(told["answer-bytes"]) > 1_000_000
    assert int(told["queue"]) > 0


def test_out_of_time_is_503_and_says_so(service: Service) -> None:
    begun = time.monotonic()
    got = service.ask(RUNAWAY, "&timeout=0.4")
    took = time.monotonic() - begun
    told = got.json()

    assert got.status == told["status"] == 503
    assert got.headers["content-type"] == "application/problem+json"
    assert got.headers["retry-after"]
    assert told["ran-out"] == told["where"] == "time"
    assert "0.4 seconds" in str(told["detail"])
    assert took < 0.4 + 0.3 + 0.7  # the machine that runs the tests has other work


@pytest.mark.parametrize("wrong", ["0", "-1", "abc", "3.5", "nan", "inf", "1e9"])
def test_a_time_that_cannot_be_given_is_refused(service: Service, wrong: str) -> None:
    got = service.ask(COUNT, f"&timeout={wrong}")

    assert got.status == 400
    assert got.json()["where"] == "timeout"


def test_a_long_answer_that_is_cut_breaks_the_connection(service: Service) -> None:
    connection = service.connection()
    connection.request("GET", f"/sparql?query={quote(LONG)}&timeout=1")
    answer = connection.getresponse()

    assert answer.status == 200
    assert answer.getheader("Transfer-Encoding") == "chunked"
    assert answer.getheader("Content-Length") is None
    assert answer.getheader("ETag") is None
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        answer.read()
    connection.close()


def test_a_cut_answer_has_no_last_chunk(service: Service) -> None:
    request = f"GET /sparql?query={quote(LONG)}&timeout=1 HTTP/1.1\r\nHost: e\r\n\r\n"
    received = service.raw(request.encode())

    assert received.startswith(b"HTTP/1.1 200")
    assert len(received) > 1_000_000
    assert not received.endswith(b"0\r\n\r\n")


def test_a_cut_gzip_stream_has_no_proper_end(service: Service) -> None:
    connection = service.connection()
    path = f"/sparql?query={quote(LONG)}&timeout=1"
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    received = b""
    try:
        while piece := answer.read(1 << 16):
            received += piece
    except http.client.IncompleteRead as cut:
        received += cut.partial
    connection.close()
    reading = zlib.decompressobj(wbits=31)
    reading.decompress(received)

    assert answer.getheader("Content-Encoding") == "gzip"
    assert len(received) > 10_000
    assert not reading.eof


def test_an_old_client_gets_a_whole_answer_or_an_error(service: Service) -> None:
    """HTTP/1.0 ends a body by closing: a cut one would look whole."""
    request = f"GET /sparql?query={quote(LONG)}&timeout=1 HTTP/1.0\r\nHost: e\r\n\r\n"
    received = service.raw(request.encode())
    head, _, body = received.partition(b"\r\n\r\n")

    assert head.split()[1] == b"503"
    assert json.loads(body)["ran-out"] == "time"


def test_an_old_client_gets_the_length_of_a_long_answer(service: Service) -> None:
    query = "SELECT * { ?a ?b ?c . ?d <https://e/p1> ?e FILTER(STR(?e) < 'https://e/o3') }"
    request = f"GET /sparql?query={quote(query)} HTTP/1.0\r\nHost: e\r\nAccept: text/csv\r\n\r\n"
    head, _, body = service.raw(request.encode()).partition(b"\r\n\r\n")
    length = next(
        line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )

    assert head.split()[1] == b"200"
    assert int(length.split()[1]) == len(body) > 1_000_000
    assert body.endswith(b"\r\n")


def test_a_long_answer_that_ends_is_whole(service: Service) -> None:
    query = "SELECT ?a { ?a ?b ?c . ?d <https://e/p1> ?e FILTER(STR(?e) < 'https://e/o3') }"
    got = service.ask(query, Accept="text/tab-separated-values")
    expected = service.ask(query.replace("?a {", "(COUNT(*) AS ?n) {"))

    assert got.headers["transfer-encoding"] == "chunked"
    assert got.body.count(b"\n") == count_of(expected.body) + 1


def test_head_runs_the_question_and_sends_no_body(service: Service) -> None:
    get = service.ask(NAMED)
    head = service.get(f"/sparql?query={quote(NAMED)}", method="HEAD")

    assert head.body == b""
    assert head.status == 200
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["etag"] == get.headers["etag"]
    assert service.get(f"/sparql?query={quote('SELECT')}", method="HEAD").status == 400
    late = service.get(f"/sparql?query={quote(RUNAWAY)}&timeout=0.3", method="HEAD")
    assert (late.status, late.body) == (503, b"")


def test_who_has_the_answer_gets_304(service: Service) -> None:
    first = service.ask(NAMED, Accept="text/csv")
    for _ in range(2):
        again = service.ask(NAMED, Accept="text/csv", If_None_Match=first.headers["etag"])
        assert again.status == 304
        assert again.body == b""
        assert again.headers["etag"] == first.headers["etag"]
    assert service.ask(NAMED, Accept="text/csv", If_None_Match='"other"').status == 200
    assert service.ask(NAMED, Accept="text/csv", If_None_Match="*").status == 304
    weak = f'"x", W/{first.headers["etag"]}'
    assert service.ask(NAMED, Accept="text/csv", If_None_Match=weak).status == 304


def test_gzip_is_the_same_answer_under_another_name(service: Service) -> None:
    plain = service.ask(NAMED)
    for _ in range(2):
        packed = service.ask(NAMED, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) == int(packed.headers["content-length"]) < len(plain.body)
        assert packed.headers["etag"] != plain.headers["etag"]
        assert "Accept-Encoding" in packed.headers["vary"]
        tag = packed.headers["etag"]
        assert service.ask(NAMED, Accept_Encoding="gzip", If_None_Match=tag).status == 304


@pytest.mark.parametrize("told", ["identity", "gzip;q=0", "br", "*;q=0, identity"])
def test_gzip_is_never_forced_on_anybody(service: Service, told: str) -> None:
    assert "content-encoding" not in service.ask(NAMED, Accept_Encoding=told).headers


def test_what_holds_chance_or_time_is_made_anew(service: Service) -> None:
    for call in ("RAND()", "NOW ()", "UUID()", "struuid()"):
        query = f"SELECT ({call} AS ?x) {{}}"
        assert len({service.ask(query).body for _ in range(3)}) == 3, call
    assert service.ask("SELECT (1+1 AS ?x) {}").body == service.ask("SELECT (1+1 AS ?x) {}").body


def test_a_page_of_another_site_may_read_it(service: Service) -> None:
    got = service.ask(COUNT, Origin="https://example.org")

    assert got.headers["access-control-allow-origin"] == "*"
    assert "ETag" in got.headers["access-control-expose-headers"]
    for method in ("GET", "POST"):
        answer = service.get(
            "/sparql",
            method="OPTIONS",
            Origin="https://example.org",
            Access_Control_Request_Method=method,
        )
        assert method in answer.headers["access-control-allow-methods"]


def test_post_and_get_share_one_kept_answer(service: Service) -> None:
    form = service.get(
        "/sparql",
        method="POST",
        body=f"query={quote(NAMED)}",
        Content_Type="application/x-www-form-urlencoded",
    )
    direct = service.get(
        "/sparql", method="POST", body=NAMED, Content_Type="application/sparql-query"
    )
    get = service.ask(NAMED)

    assert form.body == direct.body == get.body
    assert form.headers["etag"] == get.headers["etag"]


def test_kept_questions_are_warm_from_the_start(service: Service) -> None:
    told = service.get("/metrics").body.decode()
    (size,) = [line for line in told.splitlines() if 'cache_bytes{cache="answers"}' in line]

    assert int(size.rpartition(" ")[2]) > 20_000
    hits = 'deungdae_cache_hits_total{cache="answers"} '
    before = int(told.partition(hits)[2].split()[0])
    assert service.get("/query/cq05").status == 200
    assert service.get("/query/cq07", Accept="text/html").status == 200
    after = service.get("/metrics").body.decode()
    assert int(after.partition(hits)[2].split()[0]) == before + 2
