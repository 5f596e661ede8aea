"""A plain question takes a shorter way to its answer; nobody can tell by the answer."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.e2e.conftest import COUNT, LONG, RUNAWAY, TRIPLES, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.conftest import Service

NAMED = "SELECT ?s { ?s <https://e/p1> ?o } ORDER BY ?s"
HEAD = " HTTP/1.1\r\nHost: e\r\nAccept: */*\r\n\r\n"
QUESTIONS = (
    COUNT,
    NAMED,
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p 'none' }",
    "DESCRIBE <https://e/s1>",
    "CONSTRUCT { ?s a ?o } { ?s <https://e/p2> ?o } LIMIT 500",
    "SELECT (<x> AS ?relative) {}",
    "SELECT ('등대 100%' AS ?x) {}",
    "PREFIX dd: <https://w3id.org/deungdae/ont#> SELECT * { ?s dd:labelMatches 'none' }",
)
FORMS = (
    "",
    "*/*",
    "text/csv, text/turtle;q=0.5",
    "application/xml",
    "application/n-triples;q=0.1, */*",
)


def plain(service: Service) -> int:
    told = service.get("/metrics").body.decode()
    return int(told.partition("\ndeungdae_plain_questions_total ")[2].split()[0])


@pytest.fixture(scope="module")
def uncached(data: Path) -> Iterator[Service]:
    options = ("--cache", "0", "--timeout", "3", "--workers", "3", "--log", "-", "--log-questions")
    with serving(data, options=options) as running:
        yield running


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("form", FORMS)
def test_both_ways_give_the_same(uncached: Service, form: str, encoding: str) -> None:
    named = {"Accept": form} if form else {}
    before = plain(uncached)
    for question in QUESTIONS:
        got = [uncached.ask(question, Accept_Encoding=encoding, **named) for _ in range(3)]
        common = uncached.ask(question, "&other=1", Accept_Encoding=encoding, **named)
        for each in (*got, common):
            each.headers.pop("date")
        assert got[1].status == got[2].status == common.status
        if common.status == 200:
            assert got[1].headers == got[2].headers == common.headers, question
            assert got[1].body == got[2].body == common.body, question

    assert plain(uncached) >= before + 2 * (len(QUESTIONS) - 4)


POSTED = ("application/x-www-form-urlencoded", "application/sparql-query")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("kind", POSTED)
def test_both_ways_give_the_same_to_what_is_posted(
    uncached: Service, kind: str, encoding: str
) -> None:
    named = {"Content_Type": kind, "Accept_Encoding": encoding}
    before = plain(uncached)
    for question in QUESTIONS:
        body = f"query={quote(question)}" if kind == POSTED[0] else question
        got = [uncached.get("/sparql", method="POST", body=body, **named) for _ in range(3)]
        # A parameter of the address leads the common way.
        common = uncached.get("/sparql?other=1", method="POST", body=body, **named)
        for each in (*got, common):
            each.headers.pop("date")
        assert got[1].status == got[2].status == common.status
        if common.status == 200:
            assert got[1].headers == got[2].headers == common.headers, question
            assert got[1].body == got[2].body == common.body, question

    assert plain(uncached) >= before + 2 * (len(QUESTIONS) - 4)


def test_what_is_wrong_with_a_question_is_told_as_ever(uncached: Service) -> None:
    for wrong in (
        "SELECT *\n{ ?s ?p }",
        "CLEAR ALL",
        "SELECT * { SERVICE <http://127.0.0.1/> {} }",
    ):
        got = [uncached.ask(wrong) for _ in range(3)]
        common = uncached.ask(wrong, "&other=1")

        assert {each.status for each in got} == {common.status}
        assert {each.body for each in got} == {common.body}
        assert common.status in {400, 403}


def test_a_runaway_ends_at_its_limit_and_tells_it(uncached: Service) -> None:
    uncached.ask(COUNT)
    begun = time.monotonic()
    got = uncached.ask(RUNAWAY)
    took = time.monotonic() - begun

    assert got.status == 503
    assert got.json()["ran-out"] == "time"
    assert 3 <= took < 3 + 0.3 + 1.0


def test_a_long_answer_is_streamed_and_a_cut_one_breaks(uncached: Service) -> None:
    uncached.ask(COUNT)
    connection = uncached.connection()
    connection.request("GET", f"/sparql?query={quote(LONG)}")
    answer = connection.getresponse()

    assert answer.status == 200
    assert answer.getheader("Transfer-Encoding") == "chunked"
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        answer.read()
    connection.close()


def test_an_answer_longer_than_the_socket_takes_comes_whole(uncached: Service) -> None:
    query = f"{LONG[:-2]} }} LIMIT 900"
    for _ in range(3):
        with socket.create_connection(uncached.place, timeout=30) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 40_000)
            line.sendall(f"GET /sparql?query={quote(query)}{HEAD}".encode())
            time.sleep(0.2)
            head, body = received(line)
        assert head.startswith("HTTP/1.1 200")
        assert len(json.loads(body)["results"]["bindings"]) == 900


def received(line: socket.socket) -> tuple[str, bytes]:
    held = b""
    while b"\r\n\r\n" not in held:
        held += more(line)
    head, _, body = held.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    while len(body) < length:
        body += more(line)
    assert len(body) == length
    return head.decode("latin-1"), body


def more(line: socket.socket) -> bytes:
    piece = line.recv(1 << 16)
    assert piece, "the connection ended"
    return piece


def test_requests_come_in_any_pieces_and_behind_one_another(uncached: Service) -> None:
    one = f"GET /sparql?query={quote(COUNT)}{HEAD}".encode()
    other = b"GET /healthz HTTP/1.1\r\nHost: e\r\n\r\n"
    with socket.create_connection(uncached.place, timeout=30) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(3):
            line.sendall(one)
            assert str(TRIPLES).encode() in received(line)[1]
        for place in (1, 20, 40, len(one) - 1):
            line.sendall(one[:place])
            time.sleep(0.05)
            line.sendall(one[place:])
            assert str(TRIPLES).encode() in received(line)[1]
        line.sendall(one)
        time.sleep(0.001)
        line.sendall(one + other + one)  # while the first is answered, perhaps
        held = b""
        while held.count(b"HTTP/1.1 200 OK") < 4 or not held.endswith((b"}", b"}\n")):
            held += more(line)
        assert held.count(b"sparql-results+json") == 3


def test_all_of_many_at_once_are_answered(uncached: Service) -> None:
    counts: list[int] = []

    def ask() -> None:
        connection = uncached.connection()
        for _ in range(20):
            connection.request("GET", f"/sparql?query={quote(COUNT)}", headers={"X-Many": "1"})
            told = json.loads(connection.getresponse().read())
            counts.append(int(told["results"]["bindings"][0]["n"]["value"]))
        connection.close()

    before = plain(uncached)
    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [TRIPLES] * 240
    assert plain(uncached) > before + 100


def test_who_leaves_in_the_middle_costs_nobody_anything(uncached: Service) -> None:
    children = uncached.children()
    request = f"GET /sparql?query={quote(RUNAWAY)}{HEAD}".encode()
    lines = [socket.create_connection(uncached.place) for _ in range(4)]
    for line in lines:
        line.sendall(request)
    time.sleep(0.1)
    for line in lines:
        line.close()
    time.sleep(3.5)

    for _ in range(5):
        assert uncached.ask(COUNT).status == 200
    assert len(uncached.children()) == len(children)


def test_plain_questions_are_counted_and_written_like_all_others(uncached: Service) -> None:
    route = 'deungdae_requests_total{route="sparql",status="200"} '

    def count() -> int:
        told = uncached.get("/metrics").body.decode()
        return int(told.partition(route)[2].split()[0])

    uncached.ask(COUNT)
    before, before_plain = count(), plain(uncached)
    mark = "SELECT ('in the log' AS ?x) {}"
    uncached.ask(mark)

    assert (count(), plain(uncached)) == (before + 1, before_plain + 1)
    lines = [json.loads(line) for line in uncached.said if mark in line]
    assert [(line["status"], line["path"], line["client"]) for line in lines] == [
        ("200", "/sparql", "127.0.0.1")
    ]
    assert lines[0]["bytes"] > 0


def test_a_kept_answer_is_given_on_the_short_way_too(service: Service) -> None:
    hits = 'deungdae_cache_hits_total{cache="answers"} '
    question = "SELECT ('kept' AS ?x) {}"
    bodies = {service.ask(question).body for _ in range(2)}
    before = service.get("/metrics").body.decode().partition(hits)[2].split()[0]
    bodies.add(service.ask(question).body)
    after = service.get("/metrics").body.decode().partition(hits)[2].split()[0]

    assert int(after) == int(before) + 1
    assert len(bodies) == 1
