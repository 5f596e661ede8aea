"""The service stands: runaways, greedy readers, lost processes, and a change of release."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.model.report import Text
from kg.release import Contents, release_files, write_release
from kg.store import read_quads
from tests.e2e.conftest import COUNT, LONG, ROOT, RUNAWAY, any_server, lines, serving

if TYPE_CHECKING:
    from tests.e2e.conftest import Service


WHOLE = 3 + 3  # the service of these tests: its workers, and a generation with keeper and front


def contents(word: str) -> Contents:
    text = "".join(
        line.replace(" .\n", " <https://w3id.org/deungdae/id/graph.1> .\n")
        for line in lines(300, word).splitlines(keepends=True)
    )
    return Contents(
        quads=read_quads(text.encode(), "x.nq"),
        reports={},
        inputs=(),
        versions={"deungdae": "0"},
        counts={},
        title=Text("지어낸 사례", "Invented cases"),
        base="https://w3id.org/deungdae/id/",
    )


def released(folder: Path, word: str) -> str:
    return write_release(folder, release_files(contents(word))).name


def until(done: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_the_fence_is_named_at_the_start(service: Service) -> None:
    until(lambda: service.said)

    assert re.search(r"3 workers, without network \((seccomp|namespace)", service.said[0])
    assert "3 s and 1024 MB a question" in service.said[0]


def test_runaways_end_and_leave_the_service_as_it_was(service: Service) -> None:
    # what was asked before may have left a worker that is just being replaced
    until(lambda: len(service.children()) == WHOLE)
    for number in range(30):
        text = RUNAWAY.replace("?n)", f"?n{number})")
        assert service.ask(text, "&timeout=0.05").status == 503

    assert service.ask(COUNT).status == 200
    until(lambda: len(service.children()) == WHOLE)


def test_others_are_answered_while_runaways_run(service: Service) -> None:
    threads = [
        threading.Thread(target=service.ask, args=(RUNAWAY.replace("?n", f"?n{n}"), "&timeout=2"))
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    times = []
    for number in range(10):
        begun = time.monotonic()
        got = service.ask(f"SELECT ?o {{ <https://e/s{number}> ?p ?o }}")
        times.append(time.monotonic() - begun)
        assert got.status == 200
    for thread in threads:
        thread.join()

    # both share their client's part of three workers: the third one is free for another address,
    # so these wait at most for the first runaway to end
    assert min(times) < 2.5


def test_readers_that_leave_free_their_workers(service: Service) -> None:
    for _ in range(6):
        with socket.create_connection(service.place) as line:
            line.sendall(f"GET /sparql?query={quote(LONG)} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
            line.recv(1000)
    begun = time.monotonic()

    assert service.ask(COUNT).status == 200
    assert time.monotonic() - begun < 3


def test_a_lost_worker_is_replaced(service: Service) -> None:
    found = threading.Event()

    def ask() -> None:
        while not found.is_set():  # a busy machine may end the question before its worker is seen
            _answers(service, RUNAWAY)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: _behind(service))
    for pid in _behind(service):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    found.set()
    thread.join()

    assert service.ask(COUNT).status == 200


def _behind(service: Service) -> set[int]:
    """Return the workers that stepped behind the others."""
    found = set()
    for pid in service.children():
        with contextlib.suppress(OSError):
            if os.getpriority(os.PRIO_PROCESS, pid) > 0:
                found.add(pid)
    return found


def test_the_whole_service_comes_back_when_its_front_or_keeper_is_lost(data: Path) -> None:
    with serving(data, options=("--workers", "1")) as service:
        for number in range(2):
            born = {pid: _ticks(pid) for pid in _at_rest(service, WHOLE - 2)}  # one worker of three
            youngest_first = sorted(born, key=lambda pid: -born[pid])
            os.kill(youngest_first[-1], signal.SIGKILL)  # the generation itself
            # another question each time: the front that is left may still know the last answer
            asked = f"SELECT ({number} AS ?x) {{}}"
            until(lambda asked=asked: _answers(service, asked))


def _at_rest(service: Service, size: int) -> set[int]:
    """Return the processes of a service once there are so many and they stay the same."""
    seen: list[set[int]] = [set()]

    def is_steady() -> bool:
        seen.append(service.children())
        time.sleep(0.3)
        return len(seen[-1]) == size and service.children() == seen[-1]

    until(is_steady)
    return seen[-1]


def _ticks(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[19])


def _answers(service: Service, asked: str) -> bool:
    try:
        return service.ask(asked).status == 200
    except (OSError, http.client.HTTPException):
        return False


def test_a_new_release_is_taken_up_without_a_lost_request(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    first = released(folder, "o")
    with serving(folder, options=("--workers", "2")) as service:
        assert service.release() == first
        failures: list[object] = []
        seen: list[str] = []
        stop = threading.Event()

        def read() -> None:
            connection = service.connection()
            while not stop.is_set():
                try:
                    connection.request("GET", "/healthz")
                    answer = connection.getresponse()
                    body = answer.read()
                    if answer.status != 200:
                        failures.append((answer.status, body))
                    seen.append(body.decode())
                except (OSError, http.client.HTTPException) as error:
                    failures.append(repr(error))
                    connection.close()
            connection.close()

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        time.sleep(0.5)
        second = released(folder, "other")
        service.hang_up()
        until(lambda: seen and second in seen[-1], 40)
        third = released(folder, "third")  # found by watching, nobody tells
        until(lambda: seen and third in seen[-1], 40)
        stop.set()
        for reader in readers:
            reader.join()

        assert failures == []
        assert len({first, second, third}) == 3
        assert {name for name in (first, second, third) for line in seen if name in line} == {
            first,
            second,
            third,
        }
        got = service.ask("SELECT (COUNT(*) AS ?n) { ?s ?p <https://e/third1> }")
        assert b'"6"' in got.body
        until(lambda: len(service.children()) <= 5, 40)


def test_a_running_question_ends_on_the_release_it_began_with(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    released(folder, "o")
    slow = "SELECT (COUNT(?x) AS ?n) (SAMPLE(?o) AS ?one) { ?a ?b ?c . ?d ?e ?f . ?s ?p ?o }"
    with serving(folder, options=("--workers", "2", "--timeout", "60")) as service:
        answers: list[int] = []
        thread = threading.Thread(
            target=lambda: answers.append(service.ask(slow.replace("?x", "*")).status)
        )
        thread.start()
        time.sleep(0.3)
        second = released(folder, "other")
        service.hang_up()
        until(lambda: service.release() == second, 40)
        thread.join(60)

        assert answers == [200]


def test_a_damaged_release_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    first = released(folder, "o")
    with serving(folder) as service:
        broken = tmp_path / "broken"
        shutil.copytree(folder / first, broken)
        (broken / "dataset.nq.gz").write_bytes(b"no")
        (folder / "current").unlink()
        (folder / "current").symlink_to(broken)
        service.hang_up()
        until(lambda: any("damaged" in line for line in service.said))

        assert service.release() == first
        assert any("still serving" in line for line in service.said)


def test_nothing_to_serve_is_one_line_and_status_3(tmp_path: Path) -> None:
    (tmp_path / "broken.nt").write_text("this is no triple\n")
    for place in (tmp_path / "broken.nt", tmp_path):
        done = subprocess.run(
            [sys.executable, "-m", "kg", "serve", str(place), "--port", "0"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        assert "Traceback" not in done.stderr
        assert "broken.nt" in done.stderr


def test_an_address_that_is_taken_is_named(service: Service, data: Path) -> None:
    port = service.place[1]
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(data), "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 3
    assert f"127.0.0.1:{port}" in done.stderr


def test_slow_senders_do_not_hold_the_service(service: Service) -> None:
    lazy = [socket.create_connection(service.place) for _ in range(80)]
    try:
        for number, line in enumerate(lazy):
            if number % 2:
                line.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHo")
            else:
                line.sendall(
                    b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Length: 9\r\n"
                    b"Content-Type: application/sparql-query\r\n\r\nASK"
                )
        for _ in range(5):
            begun = time.monotonic()
            assert service.ask(COUNT).status == 200
            assert time.monotonic() - begun < 3
        lazy[0].sendall(b" { } #")
        assert lazy[0].recv(100).startswith(b"HTTP/1.1 200")
    finally:
        for line in lazy:
            line.close()


def test_slow_senders_of_long_bodies_do_not_hold_the_service(service: Service) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 200000\r\n\r\n"
    )
    lazy = [socket.create_connection(service.place, timeout=30) for _ in range(80)]
    try:
        for line in lazy:
            line.sendall(head + b"ASK {} #")
        begun = time.monotonic()
        for number in range(5):
            for line in lazy:
                with contextlib.suppress(ConnectionError):
                    line.sendall(b"x")
            assert service.ask(f"SELECT ({number} AS ?long) {{}}").status == 200
        assert time.monotonic() - begun < 8
        lazy[0].sendall(b"x" * (200_000 - 13))
        assert lazy[0].recv(100).startswith(b"HTTP/1.1 200")
    finally:
        for line in lazy:
            line.close()


def test_clients_that_do_not_close_hold_nobody_up(service: Service) -> None:
    lazy = [socket.create_connection(service.place, timeout=30) for _ in range(20)]
    try:
        for line in lazy:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n")
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        begun = time.monotonic()
        assert service.ask(COUNT).status == 200
        assert time.monotonic() - begun < 1.5
    finally:
        for line in lazy:
            line.close()


def test_who_never_sends_a_head_is_let_go(service: Service) -> None:
    with socket.create_connection(service.place, timeout=30) as line:
        line.sendall(b"GET / HT")
        begun = time.monotonic()
        with contextlib.suppress(ConnectionResetError):
            assert line.recv(100) == b""
        assert 5 < time.monotonic() - begun < 20


def test_requests_behind_one_another_on_one_connection_are_all_answered(service: Service) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: e\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n"

    assert service.raw(one * 3 + last).count(b"HTTP/1.1 200 OK") == 4


def test_large_data_are_served_from_disk_and_workers_are_ended_all_the_same(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "releases"
    first = released(folder, "o")
    stores = tmp_path / "stores"
    options = ("--in-memory", "100", "--stores", str(stores), "--workers", "2", "--timeout", "5")
    with serving(folder, options=options) as service:
        until(lambda: service.said)
        assert "data on disk" in service.said[0]
        assert service.release() == first
        union = service.ask(COUNT)
        named = service.ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert b'"300"' in union.body
        assert b'"300"' in named.body
        assert service.ask(RUNAWAY, "&timeout=0.3").status == 503
        assert service.ask("SELECT * { ?s ?p ?o } LIMIT 1").status == 200
        assert service.get("/", Accept="text/html").status == 200
        second = released(folder, "other")
        until(lambda: service.release() == second, 40)
        assert b'"6"' in service.ask("SELECT (COUNT(*) AS ?n) { ?s ?p <https://e/other1> }").body

    assert {path.name for path in stores.iterdir()} == {first, second}


def test_a_generation_lost_while_it_loads_is_started_again(data: Path) -> None:
    with serving(data, options=("--workers", "1")) as service:
        before = service.children()
        os.kill(min(before, key=_ticks), signal.SIGKILL)
        until(lambda: service.children() - before)
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(min(service.children() - before, key=_ticks), signal.SIGKILL)
        until(lambda: _answers(service, "SELECT (3 AS ?x) {}"))
        assert service.process.poll() is None


def test_another_server_runs_the_same_workers(data: Path) -> None:
    with any_server(data) as service:
        until(lambda: _answers(service, COUNT))
        begun = time.monotonic()
        assert service.ask(RUNAWAY, "&timeout=0.5").status == 503
        assert time.monotonic() - begun < 3
        assert b'deungdae_fence_info{fence="none"}' not in service.get("/metrics").body
        assert service.ask(COUNT).status == 200
        children = service.children()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


def test_an_allowed_host_of_this_machine_is_not_asked_either(data: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as bait,
        serving(data, options=("--service", f"127.0.0.1:{bait.getsockname()[1]}")) as service,
    ):
        place = f"http://127.0.0.1:{bait.getsockname()[1]}/"
        got = service.ask(f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}")
        bait.settimeout(0.2)

        assert got.status == 403
        assert "not public" in got.body.decode()
        with pytest.raises(TimeoutError):
            bait.accept()
