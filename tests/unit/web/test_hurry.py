"""When a connection gets its thread, and how long a thread waits for it."""

from __future__ import annotations

import socket
import time
from collections import deque
from typing import TYPE_CHECKING

import pytest

from kg.web import hurry
from kg.web.hurry import BODY_SECONDS, RATE, WHOLE, Hurried, let_go, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = b"POST /sparql HTTP/1.1\r\nHost: e\r\n"


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        (b"", ""),
        (b"GET", ""),
        (HEAD, ""),
        (HEAD + b"\r\n", "whole"),
        (HEAD + b"Content-Length: 3\r\n\r\n", ""),
        (HEAD + b"Content-Length: 3\r\n\r\nab", ""),
        (HEAD + b"Content-Length: 3\r\n\r\nabc", "whole"),
        (HEAD + b"content-length:0\r\n\r\n", "whole"),
        (HEAD + b"Content-Length: 900000\r\n\r\n", "long"),
        (HEAD + b"Content-Length: x\r\n\r\n", "whole"),
        (HEAD + b"X: \r\nContent-Length: 3\r\n\r\nab", ""),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", "long"),
        (b"x" * WHOLE, "long"),
    ],
    ids=lambda value: repr(value[-30:]) if isinstance(value, bytes) else "",
)
def test_a_request_is_whole_when_no_thread_would_wait_for_it(sent: bytes, state: str) -> None:
    assert state_of(sent) == state


@pytest.mark.parametrize("sent", [b"GET / HT", HEAD + b"Content-Length: 9\r\n\r\nab"])
def test_half_a_request_is_not_waited_for_when_no_more_can_come(sent: bytes) -> None:
    assert state_of(sent) == ""
    assert state_of(sent, has_ended=True) == "whole"


def test_an_answered_connection_is_closed_when_its_client_has_or_a_little_later() -> None:
    pairs = [socket.socketpair() for _ in range(2)]
    leaving = deque((ours, 10.0) for ours, _ in pairs)
    for ours, theirs in pairs:
        ours.settimeout(0)
        theirs.sendall(b"more")
    let_go(leaving, 0.0)
    assert len(leaving) == 2, "what it still sends is thrown away"
    pairs[0][1].close()
    let_go(leaving, 0.0)
    assert [ours for ours, _ in leaving] == [pairs[1][0]]
    let_go(leaving, 11.0)
    assert not leaving
    assert pairs[1][1].recv(1) == b""
    pairs[1][1].close()


def test_a_body_that_does_not_come_is_given_up(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    reader = Hurried(ours)
    begun = time.monotonic()
    reader.end = begun + 0.2
    theirs.sendall(b"x" * (RATE // 20))
    assert len(reader.chunk()) == RATE // 20

    with pytest.raises(ConnectionResetError):
        reader.chunk()
    assert 0.2 < time.monotonic() - begun < 0.25 + 1, "a twentieth of a second more for the bytes"
    assert BODY_SECONDS <= 10


def test_who_takes_nothing_is_left(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    monkeypatch.setattr(hurry, "SEND_SECONDS", 0.2)
    theirs.sendall(b"GET / HTTP/1.1")
    Hurried(ours).chunk()

    with pytest.raises(TimeoutError):
        ours.sendall(b"x" * 10_000_000)
