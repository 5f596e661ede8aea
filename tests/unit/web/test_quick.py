"""Answers given again without the application: the same to the byte, and only where it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from kg.web.quick import KEEP, Quick

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment


class Counting:
    """An application that says how often it was asked."""

    def __init__(self, *, marks: bool = True, status: int = 200, size: int = 10) -> None:
        self.asked = 0
        self.closed = 0
        self.marks = marks
        self.status = status
        self.size = size

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        request = Request(environ)
        said = f"{request.full_path} {request.headers.get('Accept', '')}".ljust(self.size)
        response = Response(said, self.status, content_type="text/plain")
        response.set_etag("tag")
        environ[KEEP] = self.marks
        response.call_on_close(self.close)
        return response(environ, start)

    def close(self) -> None:
        self.closed += 1


def pair(most: int = 100_000, **options: Any) -> tuple[Counting, Quick, Client]:
    app = Counting(**options)
    quick = Quick(app, most)
    return app, quick, Client(quick)


def test_the_second_time_is_the_same_to_the_byte() -> None:
    app, quick, client = pair()
    first = client.get("/a?b=c")
    second = client.get("/a?b=c")

    assert (first.status, first.data) == (second.status, second.data)
    assert list(first.headers) == list(second.headers)
    assert (app.asked, app.closed, quick.hits) == (1, 1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b?b=c"},
        {"path": "/a?b=d"},
        {"headers": {"Accept": "text/html"}},
        {"headers": {"Accept-Encoding": "gzip"}},
        {"headers": {"Accept-Language": "ko"}},
        {"headers": {"Host": "other.example"}},
    ],
    ids=str,
)
def test_whatever_decides_an_answer_makes_another(other: dict[str, Any]) -> None:
    app, _, client = pair()
    client.get("/a?b=c")
    client.get(**{"path": "/a?b=c"} | other)

    assert app.asked == 2


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT"])
def test_only_get_is_answered_here(method: str) -> None:
    app, _, client = pair()
    client.get("/a")
    client.open("/a", method=method)

    assert app.asked == 2


def test_what_the_application_does_not_mark_is_not_kept() -> None:
    app, quick, client = pair(marks=False)
    client.get("/a")
    client.get("/a")

    assert (app.asked, quick.size) == (2, 0)


@pytest.mark.parametrize("status", [304, 400, 500, 503])
def test_only_whole_answers_are_kept(status: int) -> None:
    app, quick, client = pair(status=status)
    client.get("/a")
    client.get("/a")

    assert (app.asked, quick.size) == (2, 0)


@pytest.mark.parametrize("told", ['"tag"', 'W/"tag"', '"x", "tag"', "*"])
def test_who_has_it_gets_304_without_a_body(told: str) -> None:
    app, _, client = pair()
    client.get("/a")
    again = client.get("/a", headers={"If-None-Match": told})

    assert (again.status_code, again.data, app.asked) == (304, b"", 1)
    assert again.headers["ETag"] == '"tag"'
    assert "Content-Length" not in again.headers


def test_another_tag_gets_the_answer() -> None:
    _, _, client = pair()
    client.get("/a")

    assert client.get("/a", headers={"If-None-Match": '"tagg"'}).status_code == 200


def test_it_never_holds_more_than_it_may() -> None:
    app, quick, client = pair(most=40_000)
    for number in range(100):
        client.get(f"/{number}")
        assert quick.size <= 40_000
    client.get("/99")

    assert app.asked == 100
    client.get("/0")
    assert app.asked == 101


def test_a_large_answer_is_not_kept() -> None:
    app, quick, client = pair(most=40_000, size=10_000)
    client.get("/a")
    client.get("/a")

    assert (app.asked, quick.size) == (2, 0)
