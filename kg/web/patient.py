"""Connections that send slowly wait in the poller, not in a thread.

gunicorn's threaded worker gives a connection a thread as soon as its first byte has come; sixty
readers that send half a head and stop would hold all threads. Here a connection gets its thread
when its head has come whole, and a short body with it; one that takes too long is closed.
"""

from __future__ import annotations

import re
import socket
import time
from select import select
from typing import Any, Final

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS: Final = 10.0
GLANCE: Final = 0.05  # seconds between two looks at those that have begun to send
CLOSELY: Final = 0.002  # seconds within which the next request of a busy client comes
WHOLE: Final = 65_536  # bytes of a request that are waited for; what is longer gets its thread
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is untyped
    """A threaded worker whose threads never wait for the rest of a head."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun: dict[Any, float] = {}  # connection: when it must have sent its head

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow it closely on the same connection.

        The way back to the poller and into another thread costs more than a short answer, so a
        thread stays with a busy connection as long as no other one waits for a thread.
        """
        result = super().handle(conn)
        while result is True and self.alive and not self.tpool._work_queue.qsize():  # noqa: SLF001 -- there is no other way to see who waits
            if not _follows(conn):
                break
            result = super().handle(conn)
        return result

    def accept(self, listener: socket.socket) -> None:
        """Take a connection and wait for its head."""
        try:
            client, address = listener.accept()
        except OSError:  # another worker was quicker, or the client has left
            return
        self.nr_conns += 1
        self.hold(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Wait for the next head of a kept connection."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.hold(conn)

    def hold(self, conn: Any) -> None:
        """Give a connection its thread, or look at it again a little later."""
        if is_whole(conn.sock):
            conn.data_ready = True
            self.enqueue_req(conn)
        else:
            self.begun[conn] = time.monotonic() + HEAD_SECONDS

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait as gunicorn does, but not long while somebody has begun to send."""
        super().wait_for_and_dispatch_events(min(timeout, GLANCE) if self.begun else timeout)
        now = time.monotonic()
        for conn, end in list(self.begun.items()):
            if is_whole(conn.sock):
                del self.begun[conn]
                conn.data_ready = True
                self.enqueue_req(conn)
            elif now > end:
                del self.begun[conn]
                self.nr_conns -= 1
                conn.close()


def _follows(conn: Any) -> bool:
    """Tell whether the next request has come already or comes within a moment."""
    if conn.parser.unreader.buf.getvalue():
        return False  # gunicorn has read ahead: it knows what to do with that
    conn.sock.settimeout(0)
    return bool(select([conn.sock], [], [], CLOSELY)[0]) and is_whole(conn.sock)


def is_whole(line: socket.socket) -> bool:
    """Tell whether a thread need not wait for this request, or would see at once that it ended."""
    try:
        held = line.recv(WHOLE, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
    head, mark, body = held.partition(b"\r\n\r\n")
    if not held or len(held) >= WHOLE:
        return True
    if not mark:
        return False
    told = _LENGTH.search(head + b"\r\n")
    length = int(told[1]) if told else 0
    return len(body) >= length or len(head) + length >= WHOLE
