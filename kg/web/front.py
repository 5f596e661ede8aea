"""The desk of a web process: its own workers, started when they are first needed."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from kg.query.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.fence import Fence
    from kg.query.job import Job
    from kg.query.keeper import Keeper
    from kg.query.reply import Reply


class Front:
    """Asks the workers of this very process, whichever fork of the application it is."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self._lock = threading.Lock()
        self._pool: Pool | None = None
        self._owner = 0

    def open(self) -> Pool:
        """Return this process's workers, started at the first call."""
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._pool = Pool(self.keeper)
                self._owner = os.getpid()
            return self._pool

    @property
    def fence(self) -> Fence:
        """What cuts the workers off from the network."""
        return self.open().fence

    def ask(
        self,
        job: Job,
        *,
        seconds: float | None = None,
        client: str = "",
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Reply:
        """Return the answer to a job, as `Pool.ask` does."""
        return self.open().ask(job, seconds=seconds, client=client, is_gone=is_gone)
