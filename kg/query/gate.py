"""Who may ask next: a bounded queue in front of the workers, shared fairly between clients."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ClientBusy, ServiceBusy

if TYPE_CHECKING:
    from kg.query.limits import Limits


@dataclass(slots=True, eq=False)
class _Ticket:
    client: str
    is_called: bool = False


class Gate:
    """Lets at most so many questions through at once, in order, no client more than its share.

    Attributes:
        running: Questions inside.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.running = 0
        self._held: Counter[str] = Counter()
        self._line: deque[_Ticket] = deque()
        self._change = threading.Condition()

    @property
    def waiting(self) -> int:
        """Return how many questions wait."""
        return len(self._line)

    def enter(self, client: str, *, seconds: float) -> float:
        """Wait for a place and take it; returns the seconds waited.

        Args:
            client: Who asks, such as an address; each one's share is bounded.
            seconds: Longest wait.

        Raises:
            ClientBusy: This client has its share of the queue already.
            ServiceBusy: The queue is full, or no place became free in time.
        """
        begun = time.monotonic()
        with self._change:
            if not self._line and self._may(client):
                self._take(client)
                return 0.0
            self._refuse_crowds(client)
            ticket = _Ticket(client)
            self._line.append(ticket)
            self._call()
            if not self._change.wait_for(lambda: ticket.is_called, seconds):
                self._line.remove(ticket)
                raise ServiceBusy(
                    f"no worker became free within {seconds:g} seconds",
                    where="queue",
                    hint="ask again a little later",
                )
        return time.monotonic() - begun

    def leave(self, client: str) -> None:
        """Give the place back."""
        with self._change:
            self.running -= 1
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]
            self._call()

    def _refuse_crowds(self, client: str) -> None:
        own = sum(ticket.client == client for ticket in self._line)
        if own >= self.limits.waiting_per_client():
            raise ClientBusy(
                f"{own} of your questions wait already",
                where="queue",
                hint="send fewer at once",
            )
        if len(self._line) >= self.limits.queue:
            raise ServiceBusy(
                f"{len(self._line)} questions wait already",
                where="queue",
                hint="ask again a little later",
            )

    def _may(self, client: str) -> bool:
        is_free = self.running < self.limits.workers
        return is_free and self._held[client] < self.limits.per_client()

    def _take(self, client: str) -> None:
        self.running += 1
        self._held[client] += 1

    def _call(self) -> None:
        """Call those in line who may go in; one who has its share lets the next pass."""
        called = False
        for ticket in list(self._line):
            if self.running >= self.limits.workers:
                break
            if self._may(ticket.client):
                self._take(ticket.client)
                self._line.remove(ticket)
                ticket.is_called = called = True
        if called:
            self._change.notify_all()
