"""How much one question may take, and how many are answered at once. Pure."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a query service; every one of them is announced to its readers.

    Attributes:
        seconds: Longest time one question may take, waiting left out.
        workers: Processes that answer questions, each one at a time.
        memory: Bytes a worker may take beyond the data it shares with the others.
        answer: Largest answer in bytes; a longer one is broken off.
        whole: Bytes of an answer held back before the first is sent, so that a failure up to
            there has a status of its own.
        queue: Questions that may wait for a worker.
        wait: Longest wait in seconds.
        share: Part of the workers, and of the queue, one client may hold; 1 takes no notice.
        slow: Seconds after which a question steps behind the others.
    """

    seconds: float = 30.0
    workers: int = 4
    memory: int = 1024 * MEGABYTE
    answer: int = 512 * MEGABYTE
    whole: int = MEGABYTE
    queue: int = 24
    wait: float = 10.0
    share: float = 0.75
    slow: float = 1.0

    def per_client(self) -> int:
        """Return how many workers one client may hold at once, at least one."""
        return max(1, int(self.workers * self.share))

    def waiting_per_client(self) -> int:
        """Return how many questions of one client may wait, at least one."""
        return max(1, int(self.queue * self.share))
