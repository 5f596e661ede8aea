"""The queue in front of the workers: bounded, in order, and fair between clients."""

from __future__ import annotations

import threading
import time

import pytest

from kg.errors import ClientBusy, ServiceBusy
from kg.query.gate import Gate
from kg.query.limits import Limits


class Asker(threading.Thread):
    """Enters a gate in a thread of its own and notes when it got in."""

    def __init__(self, gate: Gate, client: str, order: list[str], seconds: float = 5) -> None:
        super().__init__()
        self.gate = gate
        self.client = client
        self.order = order
        self.seconds = seconds
        self.waited = -1.0
        self.start()

    def run(self) -> None:
        self.waited = self.gate.enter(self.client, seconds=self.seconds)
        self.order.append(self.client)


def waits(gate: Gate, count: int) -> None:
    end = time.monotonic() + 5
    while gate.waiting != count:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_as_many_as_there_are_workers_go_in_at_once() -> None:
    gate = Gate(Limits(workers=2, share=1))

    assert gate.enter("a", seconds=0) == 0
    assert gate.enter("b", seconds=0) == 0
    assert gate.running == 2
    with pytest.raises(ServiceBusy, match="no worker became free within 0 seconds"):
        gate.enter("c", seconds=0)
    assert (gate.running, gate.waiting) == (2, 0)


def test_a_place_that_is_left_goes_to_who_waited_longest() -> None:
    gate = Gate(Limits(workers=1, share=1))
    gate.enter("x", seconds=0)
    order: list[str] = []
    askers = []
    for number, client in enumerate("abc", start=1):
        askers.append(Asker(gate, client, order))
        waits(gate, number)
    for client in ("x", "a", "b", "c"):
        gate.leave(client)
        end = time.monotonic() + 5
        while len(order) < min("xabc".index(client) + 1, 3) and time.monotonic() < end:
            time.sleep(0.001)
    for asker in askers:
        asker.join()

    assert order == ["a", "b", "c"]
    assert all(asker.waited > 0 for asker in askers)
    assert (gate.running, gate.waiting) == (0, 0)


def test_a_client_with_its_share_lets_the_next_one_pass() -> None:
    gate = Gate(Limits(workers=2, share=0.5))
    gate.enter("greedy", seconds=0)
    order: list[str] = []
    own = Asker(gate, "greedy", order)
    waits(gate, 1)

    assert gate.enter("modest", seconds=1) < 1
    assert order == []
    gate.leave("modest")
    assert order == []
    gate.leave("greedy")
    own.join()
    assert order == ["greedy"]


def test_a_full_queue_refuses_at_once() -> None:
    gate = Gate(Limits(workers=1, queue=2, share=1))
    gate.enter("x", seconds=0)
    order: list[str] = []
    askers = [Asker(gate, client, order) for client in "ab"]
    waits(gate, 2)
    begun = time.monotonic()
    with pytest.raises(ServiceBusy, match="2 questions wait already") as caught:
        gate.enter("c", seconds=5)

    assert not isinstance(caught.value, ClientBusy)
    assert time.monotonic() - begun < 1
    for client in ("x", *order, *"ab"):
        if gate.running:
            gate.leave(client)
        time.sleep(0.02)
    for asker in askers:
        asker.join()


def test_one_client_may_not_fill_the_queue() -> None:
    gate = Gate(Limits(workers=1, queue=2, share=0.5))
    gate.enter("x", seconds=0)
    order: list[str] = []
    asker = Asker(gate, "a", order)
    waits(gate, 1)
    with pytest.raises(ClientBusy, match="1 of your questions"):
        gate.enter("a", seconds=5)
    gate.leave("x")
    asker.join()

    assert order == ["a"]


@pytest.mark.parametrize(
    ("workers", "share", "most"), [(4, 0.75, 3), (1, 0.5, 1), (2, 1, 2), (8, 0.5, 4)]
)
def test_the_share_of_a_client_is_at_least_one(workers: int, share: float, most: int) -> None:
    limits = Limits(workers=workers, share=share, queue=4)

    assert limits.per_client() == most
    assert limits.waiting_per_client() >= 1


def test_who_does_not_wait_is_told_when_its_turn_comes() -> None:
    gate = Gate(Limits(workers=1, share=1))
    told: list[str] = []
    first = gate.come("a", lambda: told.append("first"))
    second = gate.come("b", lambda: told.append("second"))

    assert (first.is_called, second.is_called) == (True, False)
    gate.leave("a")
    assert second.is_called
    assert told == ["second"], "who got in at once is not told"
    gate.leave("b")
    assert (gate.running, gate.waiting) == (0, 0)


def test_a_ticket_is_given_up_before_and_after_it_is_called() -> None:
    gate = Gate(Limits(workers=1, share=1))
    held, waiting, last = (gate.come(client, lambda: None) for client in "abc")
    gate.give_up(waiting)
    assert gate.waiting == 1
    gate.leave(held.client)
    assert last.is_called
    gate.give_up(last)

    assert (gate.running, gate.waiting) == (0, 0)


def test_a_ticket_may_be_waited_for_after_all_within_its_own_time() -> None:
    gate = Gate(Limits(workers=1, share=1))
    gate.come("a")
    told: list[str] = []
    ticket = gate.come("b", lambda: told.append("b"))
    with pytest.raises(ServiceBusy):
        gate.wait(ticket, seconds=0.05)
    assert gate.waiting == 0
    ticket = gate.come("b", lambda: told.append("b"))
    threading.Timer(0.05, gate.leave, ("a",)).start()

    assert 0 < gate.wait(ticket, seconds=5) < 5
    assert told == [], "who waits is not told besides"
