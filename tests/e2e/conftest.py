"""The real service in processes of its own, on a free port of 127.0.0.1; it is always stopped."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TRIPLES = 2400
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        told: dict[str, object] = json.loads(self.body)
        return told


@dataclass
class Service:
    """A running service: its address, its process and what it says on stderr."""

    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        return parts.hostname or "", parts.port or 0

    def connection(self, seconds: float = 30) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(*self.place, timeout=seconds)

    def get(self, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Got:
        connection = self.connection()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body.encode() or None, headers=named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, told, answer.read())
        finally:
            connection.close()

    def ask(self, query: str, more: str = "", **headers: str) -> Got:
        return self.get(f"/sparql?query={quote(query)}{more}", **headers)

    def release(self) -> str:
        return str(self.get("/healthz").json()["release"])

    def raw(self, request: bytes, seconds: float = 30) -> bytes:
        """Send bytes and return everything up to the end of the connection."""
        with socket.create_connection(self.place, timeout=seconds) as line:
            line.sendall(request)
            received = b""
            while piece := line.recv(1 << 16):
                received += piece
            return received

    def hang_up(self) -> None:
        self.process.send_signal(signal.SIGHUP)

    def children(self) -> set[int]:
        """Return the process ids of everything the service started, its own left out."""
        told: dict[int, int] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                state = path.read_text("ascii", "replace").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            told[int(path.parent.name)] = int(state[1])
        found = {self.process.pid}
        while more := {pid for pid, parent in told.items() if parent in found} - found:
            found |= more
        return found - {self.process.pid}


@contextmanager
def serving(*places: Path, options: tuple[str, ...] = ()) -> Iterator[Service]:
    """Run `kg serve`; at the end it must stop by itself, with status 0."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, places), "--port", "0", *options]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        errors = process.stderr
        address = process.stdout.readline().strip()
        service = Service(address, process)
        reader = threading.Thread(target=lambda: service.said.extend(errors), daemon=True)
        reader.start()
        try:
            assert address.startswith("http://127.0.0.1:"), service.said
            yield service
        finally:
            process.send_signal(signal.SIGTERM)
            status = process.wait(60)
            reader.join(10)
        assert status == 0, service.said


@contextmanager
def any_server(*places: Path) -> Iterator[Service]:
    """Run `server:app` under a WSGI server that knows nothing of us."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "server:app", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    data = os.pathsep.join(map(str, places))
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DEUNGDAE_DATA": data},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Service(f"http://127.0.0.1:{port}", process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def lines(count: int = TRIPLES, word: str = "o") -> str:
    return "".join(
        f"<https://e/s{n}> <https://e/p{n % 7}> <https://e/{word}{n % 50}> .\n"
        for n in range(count)
    )


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "many.nt"
    path.write_text(lines())
    return path


@pytest.fixture(scope="session")
def service(data: Path) -> Iterator[Service]:
    with serving(data, options=("--timeout", "3", "--workers", "3")) as running:
        yield running
