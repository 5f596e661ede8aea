"""Clients: one that asks each question alone, and eight that ask a mix over kept connections."""

from __future__ import annotations

import hashlib
import http.client
import json
import multiprocessing
import random
import socket
import statistics
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from benchmarks.serving.servers import Running

Table = dict[str, Any]  # as TOML has it: `prefixes` and, by name, each `question`
CLIENTS: Final = 8
SLOW: Final = 3.0  # seconds from which on a question is asked once only


def table(name: str) -> Table:
    """Return one of the files of questions beside this one."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


TABLE: Final = table("questions")


def text_of(name: str, number: int = 7, asked: Table = TABLE) -> str:
    """Return a question about one of the firms."""
    told = str(asked["question"][name]["text"])
    filled = told.replace("{n}", str(number)).replace("{r}", str(number % 170))
    return str(asked["prefixes"]).strip() + "\n" + filled.replace("{l}", str(number % 120))


def alone(
    running: Running, text: str, *, least: int = 3, seconds: float = 1.0
) -> dict[str, float | str]:
    """Ask one question again and again; returns seconds of processor and of wall clock for one."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=300)
    path = running.address(text)
    headers = {"Accept": "application/sparql-results+json, application/n-triples;q=0.9"}
    before, begun = running.cpu(), time.monotonic()
    try:
        body = _ask(connection, path, headers)
    except RuntimeError as error:  # this server has no answer
        print("  ", running.name, str(error)[:100])
        return {"cpu": 0.0, "wall": 0.0, "asked": 0, "bytes": 0, "rows": -1, "answer": ""}
    walls = [time.monotonic() - begun]
    if walls[0] < SLOW:  # the first one warmed up; a slow one is measured by itself
        walls = []
        before, begun = running.cpu(), time.monotonic()
        while len(walls) < least or time.monotonic() - begun < seconds:
            start = time.monotonic()
            _ask(connection, path, headers)
            walls.append(time.monotonic() - start)
    used = running.cpu() - before
    connection.close()
    return {
        "cpu": used / len(walls),
        "wall": statistics.median(walls),
        "asked": len(walls),
        "bytes": len(body),
        "rows": _rows(body),
        "answer": _answer(body),
    }


def _rows(body: bytes) -> int:
    """Return how many rows or triples an answer has; yes or no is one."""
    if not body.lstrip().startswith(b"{"):
        return sum(bool(line.strip()) and not line.startswith(b"#") for line in body.splitlines())
    told = json.loads(body)
    return len(told["results"]["bindings"]) if "results" in told else 1


def _answer(body: bytes) -> str:
    """Return a mark of an answer, whatever the order of its rows and how its numbers are spelt."""
    if body.lstrip().startswith(b"{"):
        told = json.loads(body)
        rows = told["results"]["bindings"] if "results" in told else [told["boolean"]]
        lines = sorted(json.dumps(_plain(row), sort_keys=True) for row in rows)
    else:
        lines = sorted({line.decode().rstrip(" .") for line in body.splitlines() if line.strip()})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _plain(row: Any) -> Any:  # Any: JSON
    """Return the values of a row, numbers rounded; engines name the types of some differently."""
    if not isinstance(row, dict):
        return row
    told: dict[str, Any] = {}
    for name, term in row.items():
        told[name] = [term["value"], term.get("xml:lang", "")]
        if "XMLSchema#" in term.get("datatype", ""):
            with suppress(ValueError):
                told[name] = f"{float(term['value']):.9g}"
    return told


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    return body


def mixed(
    running: Running, firms: int, *, seconds: float, only: str = "", clients: int = CLIENTS
) -> dict[str, float]:
    """Ask a mix from several processes for some seconds; returns requests a second and times."""
    with multiprocessing.get_context("spawn").Pool(clients) as pool:
        jobs = [(running, firms, seconds, only, number) for number in range(clients)]
        times = sorted(each for found in pool.starmap(_client, jobs) for each in found)
    return {
        "per second": len(times) / seconds,
        "median": times[len(times) // 2],
        "p99": times[int(len(times) * 0.99)],
    }


def _client(running: Running, firms: int, seconds: float, only: str, seed: int) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 -- the same questions each run
    names = [only] if only else list(TABLE["question"])
    weights = [TABLE["question"][name]["weight"] or int(bool(only)) for name in names]
    times: list[float] = []
    with socket.create_connection(("127.0.0.1", running.port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            (name,) = chance.choices(names, weights)
            asked = text_of(name, 7 if only else chance.randrange(firms))
            request = (
                f"GET {running.address(asked)} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
                "Accept: application/sparql-results+json, application/n-triples;q=0.9\r\n\r\n"
            )
            start = time.monotonic()
            line.sendall(request.encode())
            _read(line)
            times.append(time.monotonic() - start)
    return times


def _read(line: socket.socket) -> None:
    """Read one whole answer, by its length or its chunks."""
    held = b""
    while b"\r\n\r\n" not in held:
        held += _more(line)
    head, _, body = held.partition(b"\r\n\r\n")
    lowered = head.lower()
    if not head.split(b" ", 2)[1].startswith(b"2"):
        raise RuntimeError(head.decode("latin-1"))
    if b"transfer-encoding: chunked" in lowered:
        while not body.endswith(b"0\r\n\r\n"):
            body += _more(line)
        return
    length = int(lowered.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    size = len(body)
    while size < length:
        size += len(_more(line))


def _more(line: socket.socket) -> bytes:
    piece = line.recv(1 << 18)
    if not piece:
        raise ConnectionResetError("the server closed the connection")
    return piece
