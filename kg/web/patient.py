"""Connections wait in one thread that never waits itself, and get a thread when it can work.

gunicorn's threaded worker gives a connection a thread as soon as its first byte has come; sixty
readers that send half a head and stop would hold all threads. Here the thread that watches reads
what comes. A plain question it answers by itself (`swift`); any other request gets a thread when
its head has come whole, and a short body with it; one that takes too long is closed. Few threads
read long bodies, and none for long (`hurry`).
"""

from __future__ import annotations

import select
import time
from collections import deque
from socket import MSG_DONTWAIT, MSG_PEEK
from typing import TYPE_CHECKING, Any, Final

from gunicorn.workers.gthread import ThreadWorker

from kg.web.front import Front
from kg.web.hurry import SEND_SECONDS, WHOLE, Conn, is_worth_a_line, let_go, state_of
from kg.web.plain import PLAIN
from kg.web.posted import FIRST as POSTED
from kg.web.record import BEGUN
from kg.web.site import EXTENSION
from kg.web.swift import Swift, Waiting
from kg.web.watch import watch

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from kg.web.hurry import Leaving
    from kg.web.swift import Turn

HEAD_SECONDS: Final = 10.0
GLANCE: Final = 0.05  # seconds between two looks at questions that run
LOOK: Final = 0.5  # seconds between two looks at connections that wait
CLOSELY: Final = 0.002  # seconds within which the next request of a busy client comes
LONG_SHARE: Final = 4  # of so many threads one may read a long body


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is untyped
    """A threaded worker whose threads never wait for the rest of a head."""

    def run(self) -> None:
        """Watch until told to stop, then until what has begun has ended."""
        self.lines: dict[int, Waiting] = {}
        self.long: set[Any] = set()  # connections whose long body is being read
        self.leaving: Leaving = deque()
        self.log.error_log.addFilter(is_worth_a_line)
        self.next_look = 0.0
        self.watch = watch()
        self.inner = self.poller.fileno()  # what gunicorn waits for, watched as one
        self.watch.add(self.inner)
        site = self.wsgi.extensions[EXTENSION]
        self.swift = None
        if isinstance(site.desk, Front):
            self.swift = Swift(self.wsgi, self.cfg, site.desk.open(), self.watch, self)
        super().run()
        self.watch.close()

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Serve whatever comes until gunicorn has something to do, or for so many seconds."""
        end = time.monotonic() + timeout
        swift = self.swift
        is_asked = False
        while not is_asked:
            pause = GLANCE if swift and (swift.running or swift.waiting) else LOOK
            for fd in self.watch.wait(min(pause, timeout)):
                if fd == self.inner:
                    super().wait_for_and_dispatch_events(0)
                    is_asked = True
                else:
                    self._serve(fd)
            if swift:
                swift.go_on()
            now = time.monotonic()
            if now >= self.next_look:
                self._look(now)
            is_asked = is_asked or now >= end or not self.alive

    def accept(self, listener: socket.socket) -> None:
        """Take a connection and wait for its head."""
        try:
            client, address = listener.accept()
        except OSError:  # another worker was quicker, or the client has left
            return
        self.nr_conns += 1
        conn = Conn(self.cfg, client, (address, listener.getsockname()), self.leaving)
        self._hold(conn, time.monotonic() + HEAD_SECONDS)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Wait for the next request of a kept connection; the rest is gunicorn's."""
        self.long.discard(conn)
        is_kept = self.alive and not fs.cancelled() and not fs.exception() and fs.result() is True
        if is_kept and not conn.parser.unreader.buf.getvalue():
            conn.sock.settimeout(0)
            self._hold(conn, time.monotonic() + self.cfg.keepalive)
        else:
            super().finish_request(conn, fs)

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow it closely on the same connection.

        The way back to the thread that watches and into another one costs more than a short
        answer, so a thread stays with a busy connection as long as no other one waits for it.
        """
        conn.hurry()
        result = super().handle(conn)
        while result is True and self.alive and not self.tpool._work_queue.qsize():  # noqa: SLF001 -- there is no other way to see who waits
            if not _follows(conn):
                break
            conn.hurry()
            result = super().handle(conn)
        return result

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 -- gunicorn's
        """Close what has waited long enough; everything that waits when told so."""
        super().murder_keepalived(force)
        if force:
            for line in [line for line in self.lines.values() if not line.is_busy]:
                self.lost(line)

    def _cap_keepalive(self, deadline: float) -> None:
        super()._cap_keepalive(deadline)
        for line in self.lines.values():
            line.until = min(line.until, deadline)

    # what `swift` asks for

    def hand_over(self, line: Waiting, held: bytes, turn: Turn | None = None) -> None:
        """Give a connection to a thread, with what was read and begun."""
        self._forget(line)
        conn = line.conn
        conn.init()
        conn.parser.unreader.unread(held)
        work = (self._go_on, conn, turn) if turn else (self.handle, conn)
        self._submit(conn, *work)

    def answered(self, line: Waiting, rest: Callable[[], bytes] | None) -> None:
        """Wait for the next request of a connection, or let a thread send the rest first."""
        if rest:
            self._forget(line)
            self._submit(line.conn, _send_rest, line.conn, rest)
            return
        line.is_busy = False
        line.held = b""
        line.until = time.monotonic() + self.cfg.keepalive
        if not line.is_watched:
            line.is_watched = True
            self.watch.add(line.conn.sock.fileno())

    def lost(self, line: Waiting) -> None:
        """Close a connection."""
        self._forget(line)
        self.nr_conns -= 1
        line.conn.close()

    def wake(self) -> None:
        """Have the thread that watches look up; called from any thread."""
        self.method_queue.defer(_nothing)

    # its own

    def _serve(self, fd: int) -> None:
        """Take what has come; trouble with one connection is not that of the others."""
        swift = self.swift
        turn = swift.running.get(fd) if swift else None
        line = turn.line if turn else self.lines.get(fd)
        try:
            if swift and turn:
                swift.hear(fd)
            elif line:
                self._read(fd, line)
        except Exception:
            self.log.exception("a connection is given up")
            if swift and turn:
                swift.drop(fd)
            if isinstance(line, Waiting) and self.lines.get(line.conn.sock.fileno()) is line:
                self.lost(line)

    def _hold(self, conn: Any, until: float) -> None:
        if len(self.lines) >= self.max_keepalived:  # room for those that come
            idle = [line for line in self.lines.values() if not line.held and not line.is_busy]
            if idle:
                self.lost(min(idle, key=lambda line: line.until))
        fd = conn.sock.fileno()
        self.lines[fd] = Waiting(conn, until)
        self.watch.add(fd)

    def _read(self, fd: int, line: Waiting) -> None:
        if line.is_busy:  # what comes meanwhile waits
            line.is_watched = False
            self.watch.remove(fd)
            return
        try:
            piece = line.conn.sock.recv(WHOLE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        held = line.held + piece
        if not held:
            self.lost(line)
            return
        line.is_busy = True
        if self.alive and self.swift and self.swift.take(line, held):
            return
        state = state_of(held, has_ended=not piece)
        if state == "whole":
            self.hand_over(line, held)
            return
        line.is_busy = False
        if not line.held:
            line.until = max(line.until, time.monotonic() + HEAD_SECONDS)
        line.held = held
        if state == "long":
            self._read_long(line)

    def _read_long(self, line: Waiting) -> None:
        """Give a long body its thread, or wait for one without reading on."""
        if len(self.long) < self.cfg.threads // LONG_SHARE:
            self.long.add(line.conn)
            self.hand_over(line, line.held)
        elif line.is_watched:
            line.is_watched = False
            self.watch.remove(line.conn.sock.fileno())

    def _look(self, now: float) -> None:
        """Let slow questions go on in threads, and close what has waited too long."""
        if self.swift:
            self.swift.look(now)
        self.next_look = now + GLANCE
        let_go(self.leaving, now)
        for line in [each for each in self.lines.values() if each.until < now]:
            if not line.is_busy:
                self.lost(line)
        for line in [each for each in self.lines.values() if each.held and not each.is_watched]:
            if not line.is_busy:
                self._read_long(line)

    def _forget(self, line: Waiting) -> None:
        fd = line.conn.sock.fileno()
        self.watch.remove(fd)
        self.lines.pop(fd, None)

    def _go_on(self, conn: Any, turn: Turn) -> Any:
        """Answer a request whose question has begun."""
        token = BEGUN.set(turn.begun)
        try:
            conn.hurry()
            if turn.asking is None or self.swift is None:
                return super().handle(conn)
            with self.swift.pool.going_on(turn.asking):
                return super().handle(conn)
        finally:
            BEGUN.reset(token)

    def _submit(self, conn: Any, work: Callable[..., Any], *told: Any) -> None:
        """Let a thread do something for a connection, as `enqueue_req` does."""
        done = self.tpool.submit(work, *told)
        done.add_done_callback(
            lambda future: self.method_queue.defer(self.finish_request, conn, future)
        )


def _nothing() -> None:
    """Do nothing: whoever waits has been woken by being asked to."""


def _send_rest(conn: Any, rest: Callable[[], bytes]) -> bool:
    """Send what a reader did not take at once; True keeps the connection."""
    conn.init()
    conn.sock.settimeout(SEND_SECONDS)
    conn.sock.sendall(rest())
    return True


def _follows(conn: Any) -> bool:
    """Tell whether a request for this thread has come already or comes within a moment."""
    if conn.parser.unreader.buf.getvalue():
        return False  # gunicorn has read ahead: it knows what to do with that
    conn.sock.settimeout(0)
    if not select.select([conn.sock], [], [], CLOSELY)[0]:
        return False
    try:
        held = conn.sock.recv(WHOLE, MSG_PEEK | MSG_DONTWAIT)
    except OSError:
        return False
    return state_of(held) == "whole" and not held.startswith((PLAIN, POSTED))
