"""Connections that send slowly wait in the poller, not in a thread.

gunicorn's threaded worker gives a connection a thread as soon as its first byte has come; sixty
readers that send half a head and stop would hold all threads. Here a connection gets its thread
when its head has come whole, and a short body with it; one that takes too long is closed.

A long body is read by a thread. Few such threads there are, each waits ten seconds and one more for
every 16 kB that come, and as long for a reader who takes an answer drop by drop.
"""

from __future__ import annotations

import errno
import re
import select
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final, Literal

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

if TYPE_CHECKING:
    import logging

HEAD_SECONDS: Final = 10.0
GLANCE: Final = 0.05  # seconds between two looks at those that have begun to send
CLOSELY: Final = 0.002  # seconds within which the next request of a busy client comes
WHOLE: Final = 65_536  # bytes of a request that are waited for; what is longer gets its thread
BODY_SECONDS: Final = 10.0  # for the rest of a request, beside what it takes at
RATE: Final = 16_000  # bytes a second
SEND_SECONDS: Final = 60.0  # for one piece of an answer to be taken
LEAVE_SECONDS: Final = 2.0  # for a client to close when it has its answer
MOST_LEAVING: Final = 1000
LONG_SHARE: Final = 4  # of so many threads one may read a long body
_ENDED: Final = getattr(select, "POLLRDHUP", 0)  # Linux: the other side sends no more
State = Literal["", "whole", "long"]
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)


class Hurried(SocketUnreader):  # type: ignore[misc]  # gunicorn is untyped
    """Reads a request from a socket, but not for long.

    Attributes:
        end: Until when bytes are waited for.
    """

    def __init__(self, line: socket.socket) -> None:
        super().__init__(line)
        self.end = time.monotonic() + BODY_SECONDS

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return the next bytes.

        Raises:
            ConnectionResetError: They have not come in time.
        """
        self.sock.settimeout(max(self.end - time.monotonic(), 0.001))
        try:
            read: bytes = super().chunk(size_hint)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "sent too slowly") from error
        finally:
            self.sock.settimeout(SEND_SECONDS)
        self.end += len(read) / RATE
        return read


class _Conn(TConn):  # type: ignore[misc]  # gunicorn is untyped
    def __init__(self, worker: PatientWorker, line: socket.socket, place: Any, own: Any) -> None:
        super().__init__(worker.cfg, line, place, own)
        self.leaving = worker.leaving

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002 -- gunicorn's own
        """End the answer; the connection is closed when its client has, or a little later."""
        if not graceful or len(self.leaving) >= MOST_LEAVING:
            super().close()
            return
        try:
            self.sock.settimeout(0)
            self.sock.shutdown(socket.SHUT_WR)
            self.leaving.append((self.sock, time.monotonic() + LEAVE_SECONDS))
        except OSError:
            super().close()

    def init(self) -> None:
        """Begin to read; requests that follow get their time in `hurry`."""
        is_new = not self.initialized
        super().init()
        if is_new and not self.is_http2:
            self.parser.unreader = Hurried(self.sock)

    def hurry(self) -> None:
        """Give the next request its time."""
        if self.initialized and not self.is_http2:
            self.parser.unreader.end = time.monotonic() + BODY_SECONDS


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Tell whether a line of gunicorn's log is about more than a reader who takes nothing."""
    return not (record.exc_info and isinstance(record.exc_info[1], TimeoutError))


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is untyped
    """A threaded worker whose threads never wait for the rest of a head."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun: dict[Any, float] = {}  # connection: when it must have sent its head
        self.long: set[Any] = set()  # connections whose long body is being read
        self.leaving: deque[tuple[socket.socket, float]] = deque()  # answered, until when kept
        self.log.error_log.addFilter(_is_worth_a_line)

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow it closely on the same connection.

        The way back to the poller and into another thread costs more than a short answer, so a
        thread stays with a busy connection as long as no other one waits for a thread.
        """
        conn.hurry()
        result = super().handle(conn)
        while result is True and self.alive and not self.tpool._work_queue.qsize():  # noqa: SLF001 -- there is no other way to see who waits
            if not _follows(conn):
                break
            conn.hurry()
            result = super().handle(conn)
        return result

    def accept(self, listener: socket.socket) -> None:
        """Take a connection and wait for its head."""
        try:
            client, address = listener.accept()
        except OSError:  # another worker was quicker, or the client has left
            return
        self.nr_conns += 1
        self.hold(_Conn(self, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Wait for the next head of a kept connection."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.hold(conn)

    def hold(self, conn: Any) -> None:
        """Give a connection its thread, or look at it again a little later."""
        if not self._started(conn):
            self.begun[conn] = time.monotonic() + HEAD_SECONDS

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait as gunicorn does, but not long while somebody has begun to send."""
        has_work = self.begun or self.leaving
        super().wait_for_and_dispatch_events(min(timeout, GLANCE) if has_work else timeout)
        now = time.monotonic()
        for _ in range(len(self.leaving)):
            line, end = self.leaving.popleft()
            if now < end and not _has_left(line):
                self.leaving.append((line, end))
            else:
                line.close()
        for conn, end in list(self.begun.items()):
            if self._started(conn):
                del self.begun[conn]
            elif now > end:
                del self.begun[conn]
                self.nr_conns -= 1
                conn.close()

    def finish_request(self, conn: Any, done: Any) -> None:
        """Make room for another long body."""
        self.long.discard(conn)
        super().finish_request(conn, done)

    def _started(self, conn: Any) -> bool:
        """Give a connection its thread if it may have one."""
        state = state_of(conn.sock)
        if not state or (state == "long" and len(self.long) >= self.cfg.threads // LONG_SHARE):
            return False
        if state == "long":
            self.long.add(conn)
        conn.data_ready = True
        self.enqueue_req(conn)
        return True


def _follows(conn: Any) -> bool:
    """Tell whether the next request has come already or comes within a moment."""
    if conn.parser.unreader.buf.getvalue():
        return False  # gunicorn has read ahead: it knows what to do with that
    conn.sock.settimeout(0)
    has_come = select.select([conn.sock], [], [], CLOSELY)[0]
    return bool(has_come) and state_of(conn.sock) == "whole"


def _has_left(line: socket.socket) -> bool:
    """Tell whether the other side has closed; what it still sends is thrown away.

    Closing while something is unread would take back the end of the answer (RFC 9112, 9.6).
    """
    try:
        return line.recv(WHOLE) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def state_of(line: socket.socket) -> State:
    """Tell whether a request has come: not yet, whole or ended, or the head of a long one."""
    try:
        held = line.recv(WHOLE, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return ""
    except OSError:
        return "whole"  # a thread sees at once that it ended
    head, mark, body = held.partition(b"\r\n\r\n")
    if not held:
        return "whole"
    if not mark:
        return "long" if len(held) >= WHOLE else _ended(line)
    if _CHUNKED.search(head):
        return "long"
    told = _LENGTH.search(head + b"\r\n")
    length = int(told[1]) if told else 0
    if len(body) >= length:
        return "whole"
    return "long" if len(head) + length >= WHOLE else _ended(line)


def _ended(line: socket.socket) -> State:
    """Tell that no more of a request will come, where that can be known."""
    poller = select.poll()
    poller.register(line, _ENDED)
    return "whole" if poller.poll(0) else ""
