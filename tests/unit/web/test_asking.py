"""How a reader is watched while the answer is on its way."""

from __future__ import annotations

import socket

from flask import Flask

from kg.web.asking import _watch


def test_a_reader_is_watched_when_the_request_is_over() -> None:
    """An answer that is sent for longer than a second was broken off here once."""
    reader, line = socket.socketpair()
    with line:
        with Flask(__name__).test_request_context(environ_base={"gunicorn.socket": line}):
            is_gone = _watch()

        assert not is_gone()

        reader.sendall(b"x")

        assert not is_gone()

        line.recv(1)
        reader.close()

        assert is_gone()


def test_a_connection_nobody_can_see_is_not_gone() -> None:
    with Flask(__name__).test_request_context():
        is_gone = _watch()

    assert not is_gone()
