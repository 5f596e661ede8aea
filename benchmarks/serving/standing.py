"""How the service stands runaways: `python -m benchmarks.serving.standing`.

Prints the times of point lookups in quiet and beside two runaways, how long each runaway lasted
beyond its deadline, and what many of them in a row leave behind.
"""

from __future__ import annotations

import http.client
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.serving.clients import text_of
from benchmarks.serving.data import quads
from benchmarks.serving.servers import ours

if TYPE_CHECKING:
    from benchmarks.serving.servers import Running

RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<p:a>|!<p:b>)* ?b . ?b (!<p:c>)* ?c . ?d ?e ?f }",
)
DEADLINE = 5.0
IN_A_ROW = 300


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.nq"
        data.write_text("".join(quads(100_000)), "utf-8")
        with ours(data, "--cache", "0") as running:
            quiet = lookups(running, 300)
            lasted: list[float] = []
            threads = [
                threading.Thread(target=lambda text=text: lasted.append(run_away(running, text)))
                for text in RUNAWAYS
            ]
            for thread in threads:
                thread.start()
            time.sleep(0.2)
            crowded = lookups(running, 300)
            for thread in threads:
                thread.join()
            print(f"quiet: {shown(quiet)}; beside two runaways: {shown(crowded)}")
            print("beyond the deadline, s:", *(f"{each - DEADLINE:.2f}" for each in lasted))
            before = running.memory(), len(running.processes())
            for _ in range(IN_A_ROW):
                run_away(running, RUNAWAYS[0], seconds=0.02)
            after = running.memory(), len(running.processes())
            print(f"{IN_A_ROW} in a row: bytes and processes {before} -> {after}")
            print(f"afterwards: {shown(lookups(running, 300))}")


def lookups(running: Running, count: int) -> list[float]:
    """Return the seconds each of so many point lookups took, sorted."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    times = []
    for number in range(count):
        begun = time.monotonic()
        connection.request("GET", f"{running.path}?query={quote(text_of('point', number))}")
        connection.getresponse().read()
        times.append(time.monotonic() - begun)
    connection.close()
    return sorted(times)


def run_away(running: Running, text: str, *, seconds: float = DEADLINE) -> float:
    """Ask something that never ends; returns how long the answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    begun = time.monotonic()
    connection.request("GET", f"{running.path}?query={quote(text)}&timeout={seconds:g}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 503:
        raise RuntimeError(f"{answer.status} for a runaway")
    return time.monotonic() - begun


def shown(times: list[float]) -> str:
    """Return median and 99th of a hundred in milliseconds."""
    slowest = times[len(times) * 99 // 100]
    return f"median {statistics.median(times) * 1000:.1f}, p99 {slowest * 1000:.1f} ms"


if __name__ == "__main__":
    main()
