"""Which requests are plain questions, and what is known of those who ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

import pytest
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.web import create_app
from kg.web.plain import MANY, Readers, unquoted

if TYPE_CHECKING:
    from kg.web.plain import Reader

CLIENT = ("127.0.0.1", 50000)
SERVER = ("127.0.0.1", 8000)
ASK = "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"
HOST = "Host: e\r\n"


@pytest.fixture(scope="module")
def made() -> Readers:
    return Readers(create_app(Store()), Config())


def read(made: Readers, request: str) -> tuple[Reader, str] | None:
    """Read a request for the second time: a head is looked into when it comes again."""
    made.read(request.encode("latin-1"), CLIENT, SERVER)
    return made.read(request.encode("latin-1"), CLIENT, SERVER)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("ASK%7B%7D", "ASK{}"),
        ("ASK+%7B%0A%7D", "ASK {\n}"),
        ("ASK{}", "ASK{}"),
        (quote("SELECT * { ?s ?p '등대&#=+' }"), "SELECT * { ?s ?p '등대&#=+' }"),
        ("a=b=c", "a=b=c"),
        ("%zz%", "%zz%"),
    ],
)
def test_the_text_is_what_was_sent(made: Readers, asked: str, text: str) -> None:
    found = read(made, f"GET /sparql?query={asked} HTTP/1.1\r\n{HOST}\r\n")

    assert found is not None
    assert found[1] == text


def test_a_head_is_looked_into_when_it_comes_again() -> None:
    made = Readers(create_app(Store()), Config())
    request = f"{ASK}{HOST}User-Agent: first\r\n\r\n".encode()

    assert made.read(request, CLIENT, SERVER) is None
    assert made.read(request, CLIENT, SERVER) is not None
    assert made.read(request, ("127.0.0.2", 1), SERVER) is None, "another reader"


FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
TEXT = "Content-Type: application/sparql-query\r\n"


def post(head: str, body: str, length: int | None = None) -> str:
    size = len(body.encode()) if length is None else length
    return f"POST /sparql HTTP/1.1\r\n{HOST}{head}Content-Length: {size}\r\n\r\n{body}"


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (post(FORM, "query=ASK%7B%7D"), "ASK{}"),
        (post(FORM, "query=ASK+%7B%EB%93%B1%7D"), "ASK {등}"),
        (post(FORM.replace("\r\n", "; charset=UTF-8\r\n"), "query=ASK{}"), "ASK{}"),
        (post(TEXT, "ASK{}"), "ASK{}"),
        (post(TEXT, "ASK { ?a+?b %7B & }"), "ASK { ?a+?b %7B & }"),
        (post(TEXT.lower(), "ASK\r\n\r\n{}"), "ASK\r\n\r\n{}"),
    ],
)
def test_what_was_posted_is_read(made: Readers, request_: str, text: str) -> None:
    found = read(made, request_)

    assert found is not None
    assert found[1] == text
    assert found[0].environ["REQUEST_METHOD"] == "POST"
    longer = request_.replace("ASK", "ASK++").replace("Length: ", "Length: 0")
    assert made.read(longer.encode("latin-1"), CLIENT, SERVER) is None, "the length is another"


def test_requests_of_one_reader_share_what_is_known_of_it(made: Readers) -> None:
    read(made, post(TEXT, "ASK {}"))
    found = made.read(post(TEXT, "ASK { ?s ?p ?o }").encode(), CLIENT, SERVER)

    assert found is not None
    assert found[1] == "ASK { ?s ?p ?o }"


@pytest.mark.parametrize(
    "request_",
    [
        post(FORM, "query=ASK{}&format=csv"),
        post(FORM, "x=y"),
        post(FORM, "query="),
        post(FORM, "update=CLEAR+ALL"),
        post(FORM, "query=%ff"),
        post(TEXT, ""),
        post(TEXT, "ASK{}", 4),
        post(TEXT, "ASK{}", 6),
        post(TEXT, "ASK{}") + "GET / HTTP/1.1\r\n",
        post(TEXT + "Content-Length: 5\r\n", "ASK{}"),
        post(TEXT + "X: y\r\n Content-Length: 5\r\n", "ASK{}"),
        post(TEXT + TEXT, "ASK{}"),
        post(TEXT + "Transfer-Encoding: chunked\r\n", "ASK{}"),
        post(TEXT + "Content-Encoding: gzip\r\n", "ASK{}"),
        post(TEXT + "Expect: 100-continue\r\n", "ASK{}"),
        post(TEXT + "If-None-Match: *\r\n", "ASK{}"),
        post(TEXT.replace("\r\n", "; charset=euc-kr\r\n"), "ASK{}"),
        post(TEXT.replace("query", "update"), "ASK{}"),
        post("Content-Type: text/plain\r\n", "ASK{}"),
        post(TEXT, "x" * 20_000),
        post(TEXT, "ASK{}").replace("/sparql", "/sparql?query=ASK{}"),
        post(TEXT, "ASK{}").replace("POST", "PUT"),
        post(TEXT, "ASK{}").replace("1.1", "1.0"),
    ],
)
def test_whatever_else_is_posted_is_not_plain(made: Readers, request_: str) -> None:
    assert read(made, request_) is None


@pytest.mark.parametrize(
    "request_",
    [
        ASK.replace("GET", "POST") + HOST + "\r\n",
        ASK.replace("GET", "HEAD") + HOST + "\r\n",
        ASK.replace("1.1", "1.0") + HOST + "\r\n",
        ASK.replace("/sparql", "/sparql/") + HOST + "\r\n",
        ASK.replace("%7D", "%7D&format=csv") + HOST + "\r\n",
        ASK.replace("query=", "query=&x=") + HOST + "\r\n",
        ASK.replace("%7D", "%7D#x") + HOST + "\r\n",
        ASK.replace("%7D", "%ff") + HOST + "\r\n",
        ASK.replace("%7D", "%7D x") + HOST + "\r\n",
        ASK.replace("%7D", "x" * 5000) + HOST + "\r\n",
        "GET /sparql?query= HTTP/1.1\r\n" + HOST + "\r\n",
        ASK + HOST,
        ASK + HOST + "\r\n" + ASK,
        ASK + HOST + "\r\n\r\n\r\n",
        ASK + HOST + "Accept: text/html\r\n\r\n",
        ASK + HOST + "Accept: image/png\r\n\r\n",
        ASK + HOST + "Connection: close\r\n\r\n",
        ASK + HOST + "Content-Length: 0\r\n\r\n",
        ASK + HOST + "Transfer-Encoding: chunked\r\n\r\n",
        ASK + HOST + "If-None-Match: *\r\n\r\n",
        ASK + HOST + "Range: bytes=0-1\r\n\r\n",
        ASK + HOST + "Expect: 100-continue\r\n\r\n",
        ASK + HOST + "Bad Name: x\r\n\r\n",
        ASK + HOST + "X: " + "x" * 5000 + "\r\n\r\n",
        ASK + HOST + "Host: other\r\nno header\r\n\r\n",
    ],
)
def test_whatever_is_unusual_is_not_plain(made: Readers, request_: str) -> None:
    assert read(made, request_) is None


def test_forms_and_base_are_those_of_the_application(made: Readers) -> None:
    head = "Host: example.org:81\r\nAccept: text/csv, application/n-triples\r\nX: y\r\n\r\n"
    found = read(made, ASK + head)

    assert found is not None
    reader = found[0]
    assert reader.base == "http://example.org:81/sparql"
    assert (reader.table, reader.graph) == ("text/csv", "application/n-triples")
    assert reader.client == "127.0.0.1"


def test_an_answer_has_its_date_name_and_length(made: Readers) -> None:
    found = read(made, f"{ASK}{HOST}Accept-Encoding: gzip\r\n\r\n")
    assert found is not None
    short = found[0].shape("text/csv", 10)
    long = found[0].shape("text/csv", 10_000)
    head = short.filled(date=b"now", tag="abc", length=10).decode()

    assert head.startswith("HTTP/1.1 200 OK\r\n")
    assert head.endswith("\r\n\r\n")
    assert "\r\nDate: now\r\n" in head
    assert '\r\nETag: "abc"\r\n' in head
    assert "\r\nContent-Length: 10\r\n" in head
    assert "\r\nContent-Type: text/csv; charset=utf-8\r\n" in head
    assert not short.is_packed
    assert long.is_packed
    assert b'"abc-gzip"' in long.filled(date=b"", tag="abc", length=1)


def test_heads_are_remembered_up_to_a_number() -> None:
    made = Readers(create_app(Store()), Config())
    for number in range(MANY + 20):
        read(made, f"{ASK}{HOST}X: {number}\r\n\r\n")
        made.read(f"{ASK}{HOST}Y: {number}\r\n\r\n".encode(), CLIENT, SERVER)

    assert len(made._known) == len(made._seen) == MANY


@given(st.lists(st.sampled_from([*"%=+_. aF09z", "%41", "%eb%93%B1", "=3D", "%3d"])).map("".join))
def test_percent_signs_are_resolved_as_the_library_does(asked: str) -> None:
    assert unquoted(asked.encode()) == unquote_to_bytes(asked)
