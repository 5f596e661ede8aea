"""What comes on many connections is told the same way with epoll and without it."""

from __future__ import annotations

import select
import socket
from typing import TYPE_CHECKING

import pytest

from kg.web.watch import Epoll, Poll, watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.web.watch import Watch

KINDS = [Poll, *([Epoll] if hasattr(select, "epoll") else [])]


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def watching(request: pytest.FixtureRequest) -> Iterator[Watch]:
    made: Watch = request.param()
    yield made
    made.close()


def test_what_is_watched_is_told_until_it_is_read(
    watching: Watch, pair: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = pair
    watching.add(ours.fileno())

    assert watching.wait(0) == []
    theirs.sendall(b"x")
    assert watching.wait(5) == watching.wait(5) == [ours.fileno()]
    ours.recv(1)
    assert watching.wait(0) == []


def test_once_is_once_each_time(watching: Watch, pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(b"x")

    for _ in range(2):
        watching.once(ours.fileno())
        assert watching.wait(5) == [ours.fileno()]
        assert watching.wait(0) == []


@pytest.mark.parametrize("has_come", [False, True])
def test_what_is_taken_away_is_told_no_more(
    watching: Watch, pair: tuple[socket.socket, socket.socket], has_come: bool
) -> None:
    ours, theirs = pair
    watching.once(ours.fileno())
    if has_come:
        theirs.sendall(b"x")
        watching.wait(5)
    watching.remove(ours.fileno())
    watching.remove(ours.fileno())
    theirs.sendall(b"y")

    assert watching.wait(0) == []
    watching.add(ours.fileno())
    assert watching.wait(5) == [ours.fileno()]


def test_the_end_of_a_connection_is_something_that_comes(
    watching: Watch, pair: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = pair
    watching.add(ours.fileno())
    theirs.close()

    assert watching.wait(5) == [ours.fileno()]


def test_this_system_watches_with_what_it_has() -> None:
    made = watch()
    made.close()

    assert isinstance(made, KINDS[-1])
