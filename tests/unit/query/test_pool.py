"""Workers in processes of their own: killed past their limit, replaced, without network."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import (
    ClientBusy,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
    ServiceBusy,
)
from kg.query.data import Data
from kg.query.frames import Broken
from kg.query.job import Head, Job
from kg.query.keeper import Keeper
from kg.query.limits import Limits
from kg.query.perform import TASKS
from kg.query.pool import Pool
from kg.query.reply import CutAnswer
from kg.query.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.query.asking import Asking
    from kg.query.sink import Send

# other tests leave threads behind in this process; nothing but the keeper is forked from it
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]
LIMITS = Limits(workers=2, seconds=20, wait=5, share=1)
COUNT = Job(text="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.bulk_extend(
        Quad(NamedNode(f"urn:s{n}"), NamedNode(f"urn:p{n % 7}"), NamedNode(f"urn:o{n % 50}"))
        for n in range(2000)
    )
    return made


@contextmanager
def pool_of(store: Store, limits: Limits = LIMITS, *, is_far: bool = False) -> Iterator[Pool]:
    keeper = Keeper(lambda: Data(store, store, is_far=is_far), limits)
    pool = Pool(keeper)
    try:
        yield pool
    finally:
        pool.close()
        keeper.end()


@pytest.fixture(scope="module")
def pool(store: Store) -> Iterator[Pool]:
    with pool_of(store) as made:
        yield made


def is_running(pid: int) -> bool:
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii")
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def counted(pool: Pool) -> int:
    told = json.loads(pool.ask(COUNT).body)
    return int(told["results"]["bindings"][0]["n"]["value"])


def test_a_worker_answers_from_the_shared_data(pool: Pool) -> None:
    reply = pool.ask(COUNT)

    assert reply.is_whole
    assert (reply.head.kind, reply.head.form) == ("SELECT", "application/sparql-results+json")
    assert counted(pool) == 2000


def test_errors_of_a_question_come_back_as_themselves(pool: Pool) -> None:
    with pytest.raises(QuerySyntax) as caught:
        pool.ask(Job(text="SELECT *\n{ ?s ?p }"))
    assert caught.value.where.startswith("2:")
    with pytest.raises(QueryRefused):
        pool.ask(Job(text="SELECT * { SERVICE <http://127.0.0.1:1/> {} }"))
    assert counted(pool) == 2000


def test_a_runaway_ends_at_its_limit_and_its_worker_is_replaced(pool: Pool) -> None:
    path = "SELECT (COUNT(*) AS ?n) { ?a (<urn:p1>|!<urn:p1>)* ?b . ?c ?d ?e . ?f ?g ?h }"
    for text in (RUNAWAY, path):
        begun = time.monotonic()
        with pytest.raises(QueryTimeout) as caught:
            pool.ask(Job(text=text), seconds=0.5)
        assert 0.5 <= time.monotonic() - begun < 0.5 + 0.3 + 1.5  # the last for a busy machine
        assert caught.value.where == "time"
        assert counted(pool) == 2000


def test_a_long_answer_streams_and_breaks_at_its_limit(pool: Pool) -> None:
    reply = pool.ask(Job(text=LONG), seconds=1.5)

    assert not reply.is_whole
    assert len(reply.body) > LIMITS.whole
    with pytest.raises(CutAnswer):
        for _ in reply.pieces():
            pass
    assert counted(pool) == 2000


def test_an_answer_longer_than_it_may_be_is_cut_and_a_short_one_refused(store: Store) -> None:
    with pool_of(store) as pool:
        with pytest.raises(QueryTooLarge):
            pool.ask(Job(text=LONG, most=500_000))
        reply = pool.ask(Job(text=LONG, most=3_000_000))
        with pytest.raises(CutAnswer):
            list(reply.pieces())
        assert counted(pool) == 2000


def test_a_reader_who_leaves_frees_the_worker(pool: Pool) -> None:
    for _ in range(4):
        reply = pool.ask(Job(text=LONG))
        assert not reply.is_whole
        reply.close()
    begun = time.monotonic()
    with pytest.raises(QueryTimeout, match="nobody"):
        pool.ask(Job(text=RUNAWAY), is_gone=lambda: True)

    assert time.monotonic() - begun < 5
    until(lambda: pool.gate.running == 0)
    assert counted(pool) == 2000


def test_memory_is_bounded_and_the_rest_goes_on(store: Store) -> None:
    long = f"BIND(CONCAT(STR(?a), '{'x' * 300}') AS ?l)"
    greedy = f"SELECT (GROUP_CONCAT(?l) AS ?all) {{ ?a ?b ?c . ?d ?e ?f {long} }}"
    sorting = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f {long} }} ORDER BY ?c ?f ?a"
    with pool_of(store, replace(LIMITS, memory=60_000_000)) as pool:
        for text in (greedy, sorting):
            with pytest.raises(QueryTooLarge) as caught:
                pool.ask(Job(text=text))
            assert "memory" in caught.value.message
            assert counted(pool) == 2000


def test_a_question_nested_beyond_reason_ends_a_worker_only(pool: Pool) -> None:
    deep = "SELECT * { " + "{ " * 100_000 + "} " * 100_000 + "}"
    with pytest.raises((QueryTooLarge, QuerySyntax)):
        pool.ask(Job(text=deep))

    assert counted(pool) == 2000


def test_workers_cannot_open_a_connection_even_past_the_guard(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.query.answer.check", lambda _: "SELECT")
    with socket.create_server(("127.0.0.1", 0)) as listener, pool_of(store) as pool:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        assert pool.fence in {"seccomp", "namespace"}
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(Exception):  # noqa: B017, PT011 -- of whatever kind
            pool.ask(Job(text=text))
        with pytest.raises(TimeoutError):
            listener.accept()


def test_workers_that_ask_a_store_may_connect_and_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter cannot tell addresses apart; what it can refuse it refuses."""

    def tries(_: Data, job: Job, send: Send) -> None:
        found = {}
        for name in ("connect", "listen", "run", "signal"):
            try:
                if name == "connect":
                    socket.create_connection(("127.0.0.1", int(job.text))).close()
                elif name == "listen":
                    socket.create_server(("127.0.0.1", 0)).close()
                elif name == "run":
                    os.execv("/bin/true", ["true"])  # noqa: S606 -- it is refused
                else:
                    os.kill(os.getppid(), 0)
                found[name] = "done"
            except PermissionError:
                found[name] = "refused"
        sink = Sink(send, Head(kind="SELECT", form="application/json"), 1000)
        sink.write(json.dumps(found).encode())
        sink.end()

    monkeypatch.setitem(TASKS, "query", tries)
    with socket.create_server(("127.0.0.1", 0)) as listener, pool_of(store, is_far=True) as pool:
        assert pool.fence == "store"
        found = json.loads(pool.ask(Job(text=str(listener.getsockname()[1]))).body)

    assert found == {"connect": "done", "listen": "refused", "run": "refused", "signal": "refused"}


def test_the_queue_is_bounded_and_says_so(store: Store) -> None:
    limits = replace(LIMITS, workers=1, queue=1, wait=1.5)
    with pool_of(store, limits) as pool:
        found: list[BaseException | None] = []

        def ask(client: str) -> None:
            try:
                pool.ask(Job(text=RUNAWAY), seconds=2, client=client)
            except (QueryTimeout, ServiceBusy) as error:
                found.append(error)

        threads = [threading.Thread(target=ask, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
            time.sleep(0.1)
        with pytest.raises(ServiceBusy, match="wait already"):
            pool.ask(COUNT, client="c")
        with pytest.raises(ClientBusy):
            pool.ask(COUNT, client="b")
        for thread in threads:
            thread.join()
        assert sorted(type(each).__name__ for each in found) == ["QueryTimeout", "ServiceBusy"]
        assert counted(pool) == 2000


def test_one_client_leaves_a_worker_for_the_others(store: Store) -> None:
    with pool_of(store, replace(LIMITS, share=0.5)) as pool:

        def run_away() -> None:
            with pytest.raises(QueryTimeout):
                pool.ask(Job(text=RUNAWAY), seconds=2, client="greedy")

        thread = threading.Thread(target=run_away)
        thread.start()
        time.sleep(0.1)
        begun = time.monotonic()
        pool.ask(COUNT, client="other")
        assert time.monotonic() - begun < 1
        pool.ask(COUNT, client="greedy")  # waits for its own first
        assert time.monotonic() - begun > 1
        thread.join()


def test_slow_questions_step_behind_and_their_worker_is_renewed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr("os.setpriority", lambda _, pid, __: told.append(pid))
    with pool_of(store, replace(LIMITS, slow=0.05)) as pool:
        pool.ask(Job(text="SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"))
        assert len(told) == 1
        until(lambda: pool.kills["slow"] == 1 and pool.gate.running == 0)


def test_nothing_is_left_behind(store: Store) -> None:
    with pool_of(store) as pool:
        pids = [worker.pid for worker in pool._free]
        assert all(map(is_running, pids))
    until(lambda: not any(map(is_running, pids)))


def heard(asking: Asking) -> tuple[Head, bytes] | None:
    assert asking.worker is not None
    assert select.select([asking.worker.line], [], [], 10)[0]
    return asking.hear()


def test_a_question_is_asked_step_by_step_without_waiting(pool: Pool) -> None:
    until(lambda: pool.gate.running == 0)  # workers of other tests are still being replaced
    for _ in range(3):
        asking = pool.begin(COUNT, "me", lambda: None)
        assert asking.is_in
        assert asking.start()
        answer = heard(asking)
        assert answer is not None
        assert b'"2000"' in answer[1]
    assert pool.gate.running == 0


def test_a_question_that_has_begun_goes_on_in_a_thread_that_waits(pool: Pool) -> None:
    until(lambda: pool.gate.running == 0)  # workers of other tests are still being replaced
    asking = pool.begin(COUNT, "me", lambda: None)
    asking.start()
    with pool.going_on(asking):
        assert pool.gate.running == 1
        reply = pool.ask(COUNT, client="me")
    assert b'"2000"' in reply.body
    until(lambda: pool.gate.running == 0)

    wrong = Job(text="SELECT *\n{ ?s ?p }")
    asking = pool.begin(wrong, "me", lambda: None)
    asking.start()
    with pytest.raises(Broken):
        heard(asking)
    with pool.going_on(asking), pytest.raises(QuerySyntax):
        pool.ask(wrong)
    assert pool.gate.running == 0


def test_a_question_in_the_line_goes_on_waiting(store: Store) -> None:
    with pool_of(store, replace(LIMITS, workers=1)) as pool:
        first = pool.begin(COUNT, "a", lambda: None)
        first.start()
        told: list[str] = []
        second = pool.begin(COUNT, "b", lambda: told.append("b"))
        assert not second.is_in
        threading.Timer(0.1, lambda: heard(first)).start()
        with pool.going_on(second):
            assert b'"2000"' in pool.ask(COUNT).body
        assert told == []
        assert (pool.gate.running, pool.gate.waiting) == (0, 0)


def test_a_question_nobody_goes_on_with_is_let_go(pool: Pool) -> None:
    until(lambda: pool.gate.running == 0)  # workers of other tests are still being replaced
    ended = pool.kills["gone"]
    for text in (RUNAWAY, COUNT.text):
        asking = pool.begin(Job(text=text), "me", lambda: None)
        asking.start()
        with pool.going_on(asking):
            if text == COUNT.text:
                pool.ask(Job(text="ASK {}"))  # another question is another question
    until(lambda: pool.gate.running == 0)
    until(lambda: pool.kills["gone"] == ended + 2)

    assert counted(pool) == 2000


def test_a_worker_lost_before_it_is_asked_is_told_as_lost(pool: Pool) -> None:
    until(lambda: pool.gate.running == 0)  # workers of other tests are still being replaced
    asking = pool.begin(COUNT, "me", lambda: None)
    free = pool._free[-1]
    os.kill(free.pid, signal.SIGKILL)
    until(lambda: not is_running(free.pid))
    asking.start()
    with pool.going_on(asking), pytest.raises(QueryTooLarge):
        pool.ask(COUNT)

    assert pool.gate.running == 0
    assert counted(pool) == 2000
