"""Who may ask next: a bounded queue in front of the workers, shared fairly between clients."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ClientBusy, ServiceBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.limits import Limits


@dataclass(slots=True, eq=False)
class Ticket:
    """One place that is held or waited for.

    Attributes:
        client: Who asks.
        begun: When it came, on the clock that only goes forward.
        is_called: Whether it may go in.
        call: Told that it may go in, with the gate held; None for one that waits in `Gate.wait`.
    """

    client: str
    begun: float
    is_called: bool = False
    call: Callable[[], None] | None = None


class Gate:
    """Lets at most so many questions through at once, in order, no client more than its share.

    Attributes:
        running: Questions inside.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.running = 0
        self._held: Counter[str] = Counter()
        self._line: deque[Ticket] = deque()
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
        ticket = self.come(client)
        return 0.0 if ticket.is_called else self.wait(ticket, seconds=seconds)

    def come(self, client: str, call: Callable[[], None] | None = None) -> Ticket:
        """Take a place, or one in the line; whoever does not wait is told through `call`.

        Raises:
            ClientBusy: This client has its share of the queue already.
            ServiceBusy: The queue is full.
        """
        with self._change:
            ticket = Ticket(client, time.monotonic())
            if not self._line and self._may(client):
                self._take(client)
                ticket.is_called = True
                return ticket
            self._refuse_crowds(client)
            self._line.append(ticket)
            self._call()
            if not ticket.is_called:
                ticket.call = call
            return ticket

    def wait(self, ticket: Ticket, *, seconds: float) -> float:
        """Wait until a ticket is called; returns the seconds since it came.

        Args:
            ticket: What `come` returned.
            seconds: Longest wait since it came.

        Raises:
            ServiceBusy: No place became free in time.
        """
        with self._change:
            ticket.call = None
            left = ticket.begun + seconds - time.monotonic()
            if not self._change.wait_for(lambda: ticket.is_called, max(0.0, left)):
                self._line.remove(ticket)
                raise ServiceBusy(
                    f"no worker became free within {seconds:g} seconds",
                    where="queue",
                    hint="ask again a little later",
                )
        return time.monotonic() - ticket.begun

    def give_up(self, ticket: Ticket) -> None:
        """Leave the line, or the place if it was given meanwhile."""
        with self._change:
            if not ticket.is_called:
                self._line.remove(ticket)
                return
        self.leave(ticket.client)

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
        if not self._line:
            return
        called = False
        for ticket in list(self._line):
            if self.running >= self.limits.workers:
                break
            if self._may(ticket.client):
                self._take(ticket.client)
                self._line.remove(ticket)
                ticket.is_called = True
                if ticket.call:
                    ticket.call()
                else:
                    called = True
        if called:
            self._change.notify_all()
