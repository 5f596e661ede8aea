"""One question with its worker: past its limit the worker is ended, never the service."""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, QueryTimeout, QueryTooLarge, ServiceBusy, StoreError
from kg.query.frames import Broken, read_frames, whole
from kg.query.job import packed
from kg.query.reply import CutAnswer, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from kg.query.gate import Ticket
    from kg.query.job import Head, Job
    from kg.query.workers import Worker, Workers

PIECE: Final = 1 << 18
GLANCE: Final = 0.25  # seconds between two looks whether the reader is still there
BEHIND: Final = 10  # niceness of a slow question
HINT_TIME: Final = "narrow the pattern, add LIMIT, or ask for a longer time up to the service's own"
HINT_MEMORY: Final = "narrow the pattern, or sort and group less at once"


class _Left(Exception):
    """The reader closed the connection."""


class _Rest:
    """What follows the first bytes; closing it frees the worker, begun or not."""

    def __init__(self, frames: Generator[tuple[Head, bytes]]) -> None:
        self.frames = frames

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self.frames)[1]
        except KgError as error:
            raise CutAnswer(str(error)) from error

    def close(self) -> None:
        self.frames.close()


class Asking:
    """A question from the gate to the last byte of its answer.

    One that asks without waiting takes the steps itself: `come`, `start`, `hear` until there is an
    answer. Wherever it stops doing so, `reply` goes on from there in a thread that may wait.
    """

    def __init__(
        self,
        pool: Workers,
        job: Job,
        client: str,
        *,
        seconds: float,
        is_gone: Callable[[], bool] = lambda: False,
    ) -> None:
        self.pool = pool
        self.job = job
        self.client = client
        self.seconds = seconds
        self.is_gone = is_gone
        self.begun = 0.0
        self.ticket: Ticket | None = None
        self.worker: Worker | None = None
        self.held = b""

    @property
    def is_in(self) -> bool:
        """Whether it has a place, so that it may start."""
        return self.ticket is not None and self.ticket.is_called

    def come(self, call: Callable[[], None] | None = None) -> None:
        """Take a place or one in the line, as `Gate.come` does."""
        self.ticket = self.pool.gate.come(self.client, call)

    def start(self) -> bool:
        """Hand the question to a worker that waits; False where there is none, or it is gone."""
        self.begun = time.monotonic()
        self.worker = self.pool.waiting()
        if self.worker is None:
            return False
        question = packed(self.job)
        try:
            self.worker.line.sendall(question)  # it waits for a question, so there is room for one
        except OSError:
            return False  # `reply` meets the end of the line
        return True

    def hear(self) -> tuple[Head, bytes] | None:
        """Take what the worker has sent; returns the answer when it is whole.

        Raises:
            Broken: It is none that could be given as it is; `reply` tells which.
        """
        if self.worker is None:
            raise Broken
        piece = self.worker.line.recv(PIECE)
        if not piece:
            raise Broken
        self.held = self.held + piece if self.held else piece
        answer = whole(self.held)
        if answer:
            self._done(self.worker, "")
        return answer

    def drop(self) -> None:
        """Let the question go where nobody waits for its answer any more."""
        if self.begun:
            self._done(self.worker, "gone")
        elif self.ticket:
            self.pool.gate.give_up(self.ticket)

    def reply(self) -> Reply:
        """Return the answer, or the part of it that came first; waits for it.

        Raises:
            KgError: As `Pool.ask` tells.
        """
        frames = self._frames()
        head, first = next(frames)
        body = bytearray(first)
        for _, piece in frames:
            body += piece
            if len(body) > self.pool.limits.whole:
                return Reply(head, bytes(body), _Rest(frames))
        return Reply(head, bytes(body))

    def _frames(self) -> Generator[tuple[Head, bytes]]:
        """Yield the answer; however that ends, the worker goes back or is replaced."""
        if self.ticket is None:
            self.come()
        if self.ticket and not self.begun:
            self.pool.gate.wait(self.ticket, seconds=self.pool.limits.wait)
        why = "gone"  # unless the answer comes to its end, nobody read it
        try:
            worker = self.worker
            if worker is None:
                self.begun = time.monotonic()
                worker = self.worker = self.pool.take()
                worker.line.sendall(packed(self.job))
            yield from read_frames(self._received(worker))
            why = ""
        except _Left as error:
            raise QueryTimeout("nobody waits for the answer any more", where="time") from error
        except QueryTimeout:
            why = "time"
            raise
        except (Broken, BrokenPipeError, ConnectionResetError) as error:
            why = "died"
            raise self._death(self.worker) from error
        except KgError as error:
            # the worker told of it and waits for the next question
            why = "bytes" if isinstance(error, QueryTooLarge) else ""
            raise
        finally:
            self._done(self.worker, why)

    def _done(self, worker: Worker | None, why: str) -> None:
        if worker is None or why == "died":
            self.pool.gate.leave(self.client)
        elif why or worker.is_slow:
            # the asker need not wait for it; the place is free when there is a worker for it
            threading.Thread(target=self._replace, args=(worker, why), daemon=True).start()
        else:
            self.pool.give_back(worker)
            self.pool.gate.leave(self.client)

    def _replace(self, worker: Worker, why: str) -> None:
        try:
            self.pool.end(worker, why or "slow")
        finally:
            self.pool.gate.leave(self.client)

    def _death(self, worker: Worker | None) -> KgError:
        """Replace a worker that died and tell what of."""
        if worker is None:
            return ServiceBusy("no worker could be started", where="workers")
        died_of = self.pool.end(worker, "died")
        if died_of == signal.SIGXCPU:
            self.pool.kills["time"] += 1
            return self._late()
        if died_of in {signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS}:
            self.pool.kills["memory"] += 1
            more = f"{self.pool.limits.memory:,}"
            return QueryTooLarge(
                f"the query needs more than the {more} bytes of memory a query gets",
                where="memory",
                hint=HINT_MEMORY,
            )
        return StoreError("the worker that answered it stopped", hint="this is a bug: tell us")

    def _late(self) -> QueryTimeout:
        return QueryTimeout(
            f"the query ran past its limit of {self.seconds:g} seconds",
            where="time",
            hint=HINT_TIME,
        )

    def _received(self, worker: Worker) -> Iterator[bytes]:
        """Yield what comes from the worker until its limit; a slow one steps behind the others."""
        if self.held:
            yield self.held
        end = self.begun + self.seconds
        slow = self.begun + self.pool.limits.slow
        poller = select.poll()
        poller.register(worker.line, select.POLLIN)
        while True:
            now = time.monotonic()
            if now >= end:
                raise self._late()
            if now >= slow:
                self._step_behind(worker)
                if self.is_gone():
                    raise _Left
            until = min(end, now + GLANCE if worker.is_slow else slow)
            if not poller.poll(max(1, (until - now) * 1000)):
                continue
            piece = worker.line.recv(PIECE)
            if not piece:
                return
            yield piece

    @staticmethod
    def _step_behind(worker: Worker) -> None:
        if not worker.is_slow:
            worker.is_slow = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, worker.pid, BEHIND)
                if hasattr(os, "SCHED_IDLE"):  # Linux: niceness alone keeps others waiting a turn
                    os.sched_setscheduler(worker.pid, os.SCHED_IDLE, os.sched_param(0))
