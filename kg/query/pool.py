"""Workers and how they are asked: a question past its limit ends its worker, never the service."""

from __future__ import annotations

import json
import os
import select
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, QueryTimeout, QueryTooLarge, ServiceBusy, StoreError
from kg.query.frames import Broken, read_frames, split
from kg.query.gate import Gate
from kg.query.job import HELLO, packed
from kg.query.keeper import end_worker, fork_worker
from kg.query.reply import CutAnswer, Reply

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator, Iterator

    from kg.query.fence import Fence
    from kg.query.job import Head, Job
    from kg.query.keeper import Keeper

PIECE: Final = 1 << 18
GLANCE: Final = 0.25  # seconds between two looks whether the reader is still there
HELLO_SECONDS: Final = 60.0  # for a worker to say that it is there
BEHIND: Final = 10  # niceness of a slow question
HINT_TIME: Final = "narrow the pattern, add LIMIT, or ask for a longer time up to the service's own"
HINT_MEMORY: Final = "narrow the pattern, or sort and group less at once"


class _Left(Exception):
    """The reader closed the connection."""


class _Worker:
    __slots__ = ("fence", "is_slow", "line", "pid")

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.line = line
        self.is_slow = False
        self.fence: Fence = "none"


class Pool:
    """The workers of one front: the only way from a web process to the data's questions.

    Attributes:
        fence: What cuts the workers off from the network.
        kills: How many workers were ended, by reason.
    """

    def __init__(self, keeper: Keeper) -> None:
        """Have the keeper fork all workers; call it in the process that will ask them."""
        self.limits = keeper.limits
        self.gate = Gate(self.limits)
        self.kills: dict[str, int] = {"time": 0, "memory": 0, "bytes": 0, "gone": 0, "slow": 0}
        self._line = keeper.line()
        self._lock = threading.Lock()
        self._free: list[_Worker] = []
        self._is_closed = False
        for _ in range(self.limits.workers):
            self._free.append(self._forked())
        self.fence: Fence = self._free[0].fence

    def ask(
        self,
        job: Job,
        *,
        seconds: float | None = None,
        client: str = "",
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Reply:
        """Return the answer to a job, or the part of it that came first.

        Args:
            job: What to do.
            seconds: The asker's own limit; the service's is the longest.
            client: Who asks; each client has its share only.
            is_gone: Tells that nobody waits for the answer any more.

        Raises:
            QueryTimeout: It ran past its limit.
            QueryTooLarge: It took more memory than a query gets, or its answer is too long.
            ServiceBusy: It did not get a worker.
            StoreError: What the task itself raises.
        """
        most = min(seconds or self.limits.seconds, self.limits.seconds)
        self.gate.enter(client, seconds=self.limits.wait)
        asking = _Asking(self, client, most, is_gone)
        return asking.reply(job)

    def close(self) -> None:
        """Let the keeper end all workers; nothing may be asked any more."""
        with self._lock:
            self._is_closed = True
            self._line.close()
            for worker in self._free:
                worker.line.close()
            self._free.clear()

    def take(self) -> _Worker:
        """Return a worker that waits; the gate has made sure that there is one or can be."""
        with self._lock:
            if self._free:
                return self._free.pop()
        return self._forked()

    def give_back(self, worker: _Worker) -> None:
        """Let a worker be asked again."""
        with self._lock:
            if self._is_closed:
                worker.line.close()
            else:
                self._free.append(worker)

    def end(self, worker: _Worker, why: str) -> int:
        """End a worker and put another in its place; returns the signal it had died of."""
        worker.line.close()
        if why != "died":
            with self._lock:
                self.kills[why] += 1
            with suppress(ProcessLookupError):  # its id is its own until the keeper waits for it
                os.kill(worker.pid, signal.SIGKILL)
        try:
            with self._lock:
                if self._is_closed:
                    return 0
                died_of = end_worker(self._line, worker.pid)
            self.give_back(self._forked())
        except OSError as error:  # no keeper, no workers: this front makes room for a new one
            if self._is_closed:
                return 0
            os.kill(os.getpid(), signal.SIGTERM)
            raise ServiceBusy("the keeper of the data is gone", where="workers") from error
        return died_of

    def _forked(self) -> _Worker:
        with self._lock:
            pid, line = fork_worker(self._line)
        worker = _Worker(pid, line)
        line.settimeout(HELLO_SECONDS)
        try:
            for kind, body in split(iter(lambda: line.recv(PIECE), b"")):
                if kind == HELLO:
                    worker.fence = json.loads(body)["fence"]
                    break
        except (OSError, Broken) as error:
            line.close()
            raise ConnectionResetError("the new worker does not answer") from error
        return worker


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


class _Asking:
    """One question with its worker, from the gate to the last byte."""

    def __init__(
        self, pool: Pool, client: str, seconds: float, is_gone: Callable[[], bool]
    ) -> None:
        self.pool = pool
        self.client = client
        self.seconds = seconds
        self.is_gone = is_gone
        self.begun = time.monotonic()
        self.worker: _Worker | None = None

    def reply(self, job: Job) -> Reply:
        frames = self._frames(job)
        head, first = next(frames)
        body = bytearray(first)
        for _, piece in frames:
            body += piece
            if len(body) > self.pool.limits.whole:
                return Reply(head, bytes(body), _Rest(frames))
        return Reply(head, bytes(body))

    def _frames(self, job: Job) -> Generator[tuple[Head, bytes]]:
        """Yield the answer; however that ends, the worker goes back or is replaced."""
        why = "gone"  # unless the answer comes to its end, nobody read it
        worker = None
        try:
            worker = self.pool.take()
            worker.line.sendall(packed(job))
            yield from read_frames(self._received(worker))
            why = ""
        except _Left as error:
            raise QueryTimeout("nobody waits for the answer any more", where="time") from error
        except QueryTimeout:
            why = "time"
            raise
        except (Broken, BrokenPipeError, ConnectionResetError) as error:
            why = "died"
            raise self._death(worker) from error
        except KgError as error:
            # the worker told of it and waits for the next question
            why = "bytes" if isinstance(error, QueryTooLarge) else ""
            raise
        finally:
            self._done(worker, why)

    def _done(self, worker: _Worker | None, why: str) -> None:
        if worker is None or why == "died":
            self.pool.gate.leave(self.client)
        elif why or worker.is_slow:
            # the asker need not wait for it; the place is free when there is a worker for it
            threading.Thread(target=self._replace, args=(worker, why), daemon=True).start()
        else:
            self.pool.give_back(worker)
            self.pool.gate.leave(self.client)

    def _replace(self, worker: _Worker, why: str) -> None:
        try:
            self.pool.end(worker, why or "slow")
        finally:
            self.pool.gate.leave(self.client)

    def _death(self, worker: _Worker | None) -> KgError:
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

    def _received(self, worker: _Worker) -> Iterator[bytes]:
        """Yield what comes from the worker until its limit; a slow one steps behind the others."""
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
    def _step_behind(worker: _Worker) -> None:
        if not worker.is_slow:
            worker.is_slow = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, worker.pid, BEHIND)
