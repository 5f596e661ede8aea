"""When a connection gets its thread: whatever has come so far is looked at, never taken."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from kg.web import patient
from kg.web.patient import BODY_SECONDS, RATE, WHOLE, Hurried, state_of

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
def test_a_request_is_whole_when_no_thread_would_wait_for_it(
    pair: tuple[socket.socket, socket.socket], sent: bytes, state: str
) -> None:
    ours, theirs = pair
    theirs.sendall(sent)

    assert state_of(ours) == state
    if sent:
        assert ours.recv(len(sent) + 1) == sent, "it was looked at, not taken"


def test_a_connection_that_ended_is_not_waited_for(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    theirs.close()

    assert state_of(ours) == "whole"


@pytest.mark.parametrize("sent", [b"GET / HT", HEAD + b"Content-Length: 9\r\n\r\nab"])
def test_half_a_request_is_not_waited_for_when_no_more_can_come(
    pair: tuple[socket.socket, socket.socket], sent: bytes
) -> None:
    ours, theirs = pair
    theirs.sendall(sent)
    assert state_of(ours) == ""
    theirs.shutdown(socket.SHUT_WR)

    assert state_of(ours) == "whole"


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
    monkeypatch.setattr(patient, "SEND_SECONDS", 0.2)
    theirs.sendall(b"GET / HTTP/1.1")
    Hurried(ours).chunk()

    with pytest.raises(TimeoutError):
        ours.sendall(b"x" * 10_000_000)
