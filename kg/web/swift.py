"""Plain questions answered by the thread that watches the connections, from the worker's own bytes.

The common path hands a request to a thread, reads it with gunicorn, and lets the application ask a
worker: ten times the cost of a short answer. Here one thread takes a plain question (`plain`) from
a connection, gives it to a worker, and sends what comes back; it never waits. Whatever turns out to
be more than that, an error, a long answer, one that takes its time, goes on in a thread on the
common path, with the worker and what has come from it so far.
"""

from __future__ import annotations

import gzip
import time
from collections import deque
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, Final, Protocol

from kg.errors import KgError
from kg.query.cache import Kept, key_of
from kg.query.finding import may_ask
from kg.query.frames import Broken
from kg.query.job import Job
from kg.web.headers import LEVEL
from kg.web.plain import Readers
from kg.web.record import QUESTION

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from flask import Flask

    from kg.query.asking import Asking
    from kg.query.pool import Pool
    from kg.web.plain import Reader
    from kg.web.record import Recorder
    from kg.web.site import Site
    from kg.web.watch import Watch

MOMENT: Final = 0.25  # seconds after which a question goes on in a thread
MOST: Final = 300_000  # bytes of an answer that is sent from here
PACKED: Final = 50_000  # bytes of one that is compressed here


@dataclass(slots=True, eq=False)
class Waiting:
    """A connection whose next request is waited for.

    Attributes:
        conn: The connection as gunicorn has it.
        until: When it is closed if nothing more comes.
        held: What of a request has come.
        is_busy: Whether an answer to it is being made.
        is_watched: Whether what comes on it is read.
    """

    conn: Any
    until: float
    held: bytes = b""
    is_busy: bool = False
    is_watched: bool = True


class Owner(Protocol):
    """Who holds the connections."""

    def hand_over(self, line: Waiting, held: bytes, turn: Turn | None = None) -> None:
        """Give a connection to a thread, with what was read and begun."""

    def answered(self, line: Waiting, rest: Callable[[], bytes] | None) -> None:
        """Take a connection back whose answer was sent but for the rest."""

    def lost(self, line: Waiting) -> None:
        """Close a connection that has ended."""

    def wake(self) -> None:
        """Have the thread that watches look up; called from any thread."""


@dataclass(slots=True, eq=False)
class Turn:
    """One plain question, from its first byte to the last of its answer."""

    line: Waiting
    held: bytes
    reader: Reader
    job: Job
    key: Hashable
    begun: float
    asking: Asking | None = None


class Swift:
    """Answers plain questions; one for each front, used by one thread."""

    def __init__(self, app: Flask, cfg: Any, pool: Pool, watch: Watch, owner: Owner) -> None:
        self.readers = Readers(app, cfg)
        self.site: Site = app.extensions["deungdae"]
        self.recorder: Recorder = app.wsgi_app  # type: ignore[assignment]  # the outermost layer
        self.pool = pool
        self.watch = watch
        self.owner = owner
        self.running: dict[int, Turn] = {}  # by the worker's line
        self.waiting: set[Turn] = set()
        self._called: deque[Turn] = deque()
        self._date = (0, b"")

    def take(self, line: Waiting, held: bytes) -> bool:
        """Take a request that is a plain question; False for any other."""
        found = self.readers.read(held, line.conn.client, line.conn.server)
        if found is None or self._asks_first(found[1]):
            return False
        reader, text = found
        job = Job(
            text=text,
            base=reader.base,
            table=reader.table,
            graph=reader.graph,
            most=self.site.limits.answer,
        )
        turn = Turn(line, held, reader, job, None, time.monotonic())
        if self.site.kept.most:
            turn.key = key_of(self.site.digest, job)
            kept = self.site.kept.get(turn.key)
            if kept:
                self._send(turn, kept)
                return True
        try:
            asking = turn.asking = self.pool.begin(job, reader.client, lambda: self._call(turn))
        except KgError:  # the common path gets the same, and tells it
            return False
        if asking.is_in:
            self._start(turn, asking)
        else:
            self.waiting.add(turn)
        return True

    def _asks_first(self, text: str) -> bool:
        """Tell whether an index or another service is asked first, which may take its time."""
        return may_ask(text) or (self.site.elsewhere is not None and "service" in text.lower())

    def hear(self, fd: int) -> None:
        """Take what a worker has sent, and send it on when it is whole."""
        turn = self.running[fd]
        asking = turn.asking
        try:
            answer = asking.hear() if asking else None
        except (Broken, OSError):
            self._hand_over(turn)
            return
        if answer is None:
            if asking and len(asking.held) > MOST:
                self._hand_over(turn)
            else:
                self.watch.once(fd)
            return
        del self.running[fd]
        head, body = answer
        kept = Kept(head=head, body=body)
        if turn.key is not None and head.is_lasting:
            self.site.kept.put(turn.key, kept)
        self._send(turn, kept)

    def drop(self, fd: int) -> None:
        """Let a question go, and its worker."""
        turn = self.running.pop(fd, None)
        if turn and turn.asking:
            self.watch.remove(fd)
            turn.asking.drop()

    def go_on(self) -> None:
        """Start the questions that got their place."""
        while self._called:
            turn = self._called.popleft()
            if turn in self.waiting and turn.asking:
                self.waiting.remove(turn)
                self._start(turn, turn.asking)

    def look(self, now: float) -> None:
        """Let what takes its time go on in threads."""
        for turn in [*self.running.values(), *self.waiting]:
            if now - turn.begun > MOMENT:
                self._hand_over(turn)

    def _call(self, turn: Turn) -> None:
        self._called.append(turn)
        self.owner.wake()

    def _start(self, turn: Turn, asking: Asking) -> None:
        is_sent = asking.start()
        if asking.worker:
            self.running[asking.worker.line.fileno()] = turn
        if is_sent and asking.worker:
            self.watch.once(asking.worker.line.fileno())
        else:
            self._hand_over(turn)

    def _hand_over(self, turn: Turn) -> None:
        self.waiting.discard(turn)
        if turn.asking and turn.asking.worker:
            fd = turn.asking.worker.line.fileno()
            self.running.pop(fd, None)
            self.watch.remove(fd)
        self.owner.hand_over(turn.line, turn.held, turn)

    def _send(self, turn: Turn, kept: Kept) -> None:
        body = kept.body
        shape = turn.reader.shape(kept.head.form, len(body))
        if shape.is_packed and len(body) > PACKED:
            size = len(body)
            self.owner.answered(turn.line, lambda: self._packed(turn, kept))
        else:
            whole = self._packed(turn, kept)
            size = len(whole)
            try:
                sent = turn.line.conn.sock.send(whole)
            except BlockingIOError:
                sent = 0
            except OSError:
                self.owner.lost(turn.line)
                return
            self.owner.answered(turn.line, (lambda: whole[sent:]) if sent < size else None)
        self._note(turn, len(body))

    def _packed(self, turn: Turn, kept: Kept) -> bytes:
        """Return the whole answer, its head and its body as the reader takes it."""
        body = kept.body
        shape = turn.reader.shape(kept.head.form, len(body))
        if shape.is_packed:
            body = gzip.compress(body, LEVEL, mtime=0)
        return shape.filled(date=self._now(), tag=kept.digest, length=len(body)) + body

    def _now(self) -> bytes:
        """Return the date of an answer, written once a second."""
        now = int(time.time())
        if self._date[0] != now:
            self._date = now, formatdate(now, usegmt=True).encode()
        return self._date[1]

    def _note(self, turn: Turn, size: int) -> None:
        self.recorder.numbers.plain += 1  # only this thread counts here
        environ = turn.reader.environ
        if self.recorder.is_writing:
            environ = environ | {QUESTION: turn.job.text}
        self.recorder.note(environ, "200", size, time.monotonic() - turn.begun)
