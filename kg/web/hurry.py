"""Connections nobody waits for long: what is sent or taken too slowly, and who never closes.

A long body is read by a thread. It waits ten seconds and one more for every 16 kB that come, and a
minute for a reader to take a piece of an answer. A connection that was answered is kept until its
client has closed it, or a little while.
"""

from __future__ import annotations

import errno
import re
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final, Literal

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn

if TYPE_CHECKING:
    import logging

WHOLE: Final = 65_536  # bytes of a request that are waited for; what is longer gets its thread
BODY_SECONDS: Final = 10.0  # for the rest of a request, beside what it takes at
RATE: Final = 16_000  # bytes a second
SEND_SECONDS: Final = 60.0  # for one piece of an answer to be taken
LEAVE_SECONDS: Final = 2.0  # for a client to close when it has its answer
MOST_LEAVING: Final = 1000
State = Literal["", "whole", "long"]
Leaving = deque[tuple[socket.socket, float]]  # answered, until when kept
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


class Conn(TConn):  # type: ignore[misc]  # gunicorn is untyped
    """A connection that is waited for neither while it sends nor when it does not close."""

    def __init__(self, cfg: Any, line: socket.socket, places: Any, leaving: Leaving) -> None:
        super().__init__(cfg, line, *places)
        self.leaving = leaving

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


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Tell whether a line of gunicorn's log is about more than a reader who takes nothing."""
    return not (record.exc_info and isinstance(record.exc_info[1], TimeoutError))


def let_go(leaving: Leaving, now: float) -> None:
    """Close the connections whose clients have closed theirs, or were given time enough."""
    for _ in range(len(leaving)):
        line, end = leaving.popleft()
        if now < end and not has_left(line):
            leaving.append((line, end))
        else:
            line.close()


def has_left(line: socket.socket) -> bool:
    """Tell whether the other side has closed; what it still sends is thrown away.

    Closing while something is unread would take back the end of the answer (RFC 9112, 9.6).
    """
    try:
        return line.recv(WHOLE) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def state_of(held: bytes, *, has_ended: bool = False) -> State:
    """Tell whether a request has come: not yet, whole or ended, or the head of a long one."""
    if has_ended:
        return "whole"  # a thread sees at once that no more comes
    head, mark, body = held.partition(b"\r\n\r\n")
    if not mark:
        return "long" if len(held) >= WHOLE else ""
    if _CHUNKED.search(head):
        return "long"
    told = _LENGTH.search(head + b"\r\n")
    length = int(told[1]) if told else 0
    if len(body) >= length:
        return "whole"
    return "long" if len(head) + length >= WHOLE else ""
