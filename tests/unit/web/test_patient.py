"""When a connection gets its thread: whatever has come so far is looked at, never taken."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from kg.web.patient import WHOLE, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = b"POST /sparql HTTP/1.1\r\nHost: e\r\n"


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        (b"", False),
        (b"GET", False),
        (HEAD, False),
        (HEAD + b"\r\n", True),
        (HEAD + b"Content-Length: 3\r\n\r\n", False),
        (HEAD + b"Content-Length: 3\r\n\r\nab", False),
        (HEAD + b"Content-Length: 3\r\n\r\nabc", True),
        (HEAD + b"content-length:0\r\n\r\n", True),
        (HEAD + b"Content-Length: 900000\r\n\r\n", True),
        (HEAD + b"Content-Length: x\r\n\r\n", True),
        (HEAD + b"X: \r\nContent-Length: 3\r\n\r\nab", False),
        (b"x" * WHOLE, True),
    ],
    ids=lambda value: repr(value[-30:]) if isinstance(value, bytes) else "",
)
def test_a_request_is_whole_when_no_thread_would_wait_for_it(
    pair: tuple[socket.socket, socket.socket], sent: bytes, whole: bool
) -> None:
    ours, theirs = pair
    theirs.sendall(sent)

    assert is_whole(ours) is whole
    if sent:
        assert ours.recv(len(sent) + 1) == sent, "it was looked at, not taken"


def test_a_connection_that_ended_is_not_waited_for(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    theirs.close()

    assert is_whole(ours)
