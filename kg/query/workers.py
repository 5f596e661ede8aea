"""A worker as its asker holds it, and what an asker needs of those that hold the workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import socket

    from kg.query.fence import Fence
    from kg.query.gate import Gate
    from kg.query.limits import Limits


class Worker:
    """A process that answers one question at a time.

    Attributes:
        is_slow: Whether it was made to step behind the others.
    """

    __slots__ = ("fence", "is_slow", "line", "pid")

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.line = line
        self.is_slow = False
        self.fence: Fence = "none"


class Workers(Protocol):
    """Where workers are taken from and given back to.

    Attributes:
        kills: How many workers were ended, by reason.
    """

    limits: Limits
    gate: Gate
    kills: dict[str, int]

    def waiting(self) -> Worker | None:
        """Return a worker that waits for a question; None when none does."""

    def take(self) -> Worker:
        """Return a worker that waits, forked if need be."""
        ...

    def give_back(self, worker: Worker) -> None:
        """Let a worker be asked again."""

    def end(self, worker: Worker, why: str) -> int:
        """End a worker and put another in its place; returns the signal it had died of."""
        ...
