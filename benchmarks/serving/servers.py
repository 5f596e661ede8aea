"""The servers that are measured, each on loopback and with all its processes, then ended."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from benchmarks.serving import virtuoso as virtuosos
from benchmarks.serving.virtuoso import UNION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
PATIENCE: Final = 900.0  # seconds for loading


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers.

    Attributes:
        name: What the page of figures calls it.
        port: On 127.0.0.1.
        path: Of its query operation; may have parameters of its own.
        pid: Its first process.
        beside: Processes of a store that answers for it, counted with its own.
    """

    name: str
    port: int
    path: str
    pid: int
    beside: tuple[int, ...] = ()

    def address(self, text: str) -> str:
        """Return path and parameters of a question."""
        return f"{self.path}{'&' if '?' in self.path else '?'}query={quote(text)}"

    def processes(self) -> dict[int, list[str]]:
        """Return the fields of /proc/PID/stat behind the name, by the id of each process."""
        told: dict[int, list[str]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                told[int(stat.parent.name)] = (
                    stat.read_text("ascii", "replace").rpartition(")")[2].split()
                )
            except (FileNotFoundError, ProcessLookupError):
                continue
        found = {self.pid, *self.beside}
        while more := {p for p, fields in told.items() if int(fields[1]) in found} - found:
            found |= more
        return {pid: told[pid] for pid in found if pid in told}

    def cpu(self) -> float:
        """Return the seconds of a processor its processes have used, ended ones included."""
        return sum(sum(map(int, fields[11:15])) for fields in self.processes().values()) / TICKS

    def memory(self) -> int:
        """Return its resident bytes; pages that processes share are counted in each."""
        return sum(int(fields[21]) for fields in self.processes().values()) * PAGE


@contextmanager
def ours(data: Path, *options: str) -> Iterator[Running]:
    """Run `kg serve` on a file."""
    command = [sys.executable, "-m", "kg", "serve", str(data), "--timeout", "300", *options]
    with run("Deungdae", lambda port: [*command, "--port", str(port)], "/sparql") as running:
        yield running


@contextmanager
def oxigraph(program: str, data: Path, scratch: Path) -> Iterator[Running]:
    """Load a file into Oxigraph's own store on disk and run its server on it."""
    shutil.rmtree(scratch, ignore_errors=True)
    subprocess.run(  # noqa: S603 -- the program that is measured
        [program, "load", "--location", str(scratch), "--file", str(data)],
        check=True,
        capture_output=True,
    )
    command = [program, "serve-read-only", "--location", str(scratch)]
    try:
        with run(
            "Oxigraph", lambda port: [*command, "--bind", f"127.0.0.1:{port}"], "/query"
        ) as running:
            yield running
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def virtuoso(data: Path, scratch: Path) -> Iterator[Running]:
    """Load a file into Virtuoso and run it, the union of the file's graphs its default graph."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    sql = free_port()
    try:
        with run(
            "Virtuoso",
            lambda port: virtuosos.command(scratch, http=port, sql=sql),
            f"/sparql?default-graph-uri={UNION}",
        ) as running:
            virtuosos.load(scratch, data, sql=sql)
            yield running
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def free_port() -> int:
    """Return a port of loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def run(name: str, command: Callable[[int], list[str]], path: str) -> Iterator[Running]:
    """Run a server until the block ends; it is told its port and must answer `ASK {}` at `path`."""
    port = free_port()
    with subprocess.Popen(  # noqa: S603 -- a program that is measured
        command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port, path, process)
            yield Running(name, port, path, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise ChildProcessError(f"{process.args!r} ended with {process.returncode}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", f"{path.partition('?')[0]}?query=ASK%20%7B%7D")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError(f"nothing answers on port {port}")
