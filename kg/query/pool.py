"""The workers of a front: forked, asked one question at a time, ended and replaced."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from kg.errors import ServiceBusy
from kg.query.asking import Asking
from kg.query.frames import Broken, split
from kg.query.gate import Gate
from kg.query.job import HELLO
from kg.query.keeper import end_worker, fork_worker
from kg.query.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.query.fence import Fence
    from kg.query.job import Job
    from kg.query.keeper import Keeper
    from kg.query.reply import Reply

PIECE: Final = 1 << 18
HELLO_SECONDS: Final = 60.0  # for a worker to say that it is there


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
        self._free: list[Worker] = []
        self._is_closed = False
        self._begun = threading.local()
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
        begun: Asking | None = getattr(self._begun, "asking", None)
        if begun is not None and begun.job == job:
            self._begun.asking = None
            begun.is_gone = is_gone
            return begun.reply()
        most = min(seconds or self.limits.seconds, self.limits.seconds)
        return Asking(self, job, client, seconds=most, is_gone=is_gone).reply()

    def begin(self, job: Job, client: str, call: Callable[[], None]) -> Asking:
        """Return a question with its place, or in the line for one; nothing is waited for.

        Args:
            job: What to do.
            client: Who asks.
            call: Told when a place in the line has become one inside.

        Raises:
            ServiceBusy: It did not even get a place in the line.
        """
        asking = Asking(self, job, client, seconds=self.limits.seconds)
        asking.come(call)
        return asking

    @contextmanager
    def going_on(self, asking: Asking) -> Iterator[None]:
        """Let `ask` in this thread go on with a question that has begun, if it asks the same."""
        self._begun.asking = asking
        try:
            yield
        finally:
            if self._begun.asking is asking:
                self._begun.asking = None
                asking.drop()

    def close(self) -> None:
        """Let the keeper end all workers; nothing may be asked any more."""
        with self._lock:
            self._is_closed = True
            self._line.close()
            for worker in self._free:
                worker.line.close()
            self._free.clear()

    def waiting(self) -> Worker | None:
        """Return a worker that waits for a question; None when none does."""
        with self._lock:
            return self._free.pop() if self._free else None

    def take(self) -> Worker:
        """Return a worker that waits; the gate has made sure that there is one or can be."""
        return self.waiting() or self._forked()

    def give_back(self, worker: Worker) -> None:
        """Let a worker be asked again."""
        with self._lock:
            if self._is_closed:
                worker.line.close()
            else:
                self._free.append(worker)

    def end(self, worker: Worker, why: str) -> int:
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

    def _forked(self) -> Worker:
        with self._lock:
            pid, line = fork_worker(self._line)
        worker = Worker(pid, line)
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
