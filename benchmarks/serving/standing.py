"""How the service stands runaways: `python -m benchmarks.serving.standing`.

Measures point lookups in quiet and beside two runaways, how long each of many runaways in a row
lasts beyond its deadline, and what they leave behind: memory, descriptors, processes, answers.
With `--page` the figures are put into a page of Markdown.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from benchmarks.serving.clients import text_of
from benchmarks.serving.data import quads
from benchmarks.serving.servers import ours

if TYPE_CHECKING:
    from benchmarks.serving.servers import Running

RUNAWAYS: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<p:a>|!<p:b>)* ?b . ?b (!<p:c>)* ?c . ?d ?e ?f }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?c != ?f) } ORDER BY ?a ?d ?f",
)
DEADLINE: Final = 5.0
SHORT: Final = 0.05  # seconds one of many runaways gets
LOOKUPS: Final = 1000
BEGIN, END = "<!-- runaways -->\n", "<!-- end of runaways -->"


@dataclass(frozen=True, slots=True)
class State:
    """What a service holds at one moment.

    Attributes:
        memory: Bytes of all its processes, shared pages counted once.
        descriptors: Files and connections that they have open.
        processes: How many there are.
        answers: Bodies of a few questions, to be compared.
    """

    memory: int
    descriptors: int
    processes: int
    answers: tuple[bytes, ...]


def main() -> None:
    """Measure, print, and write where that is asked for."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--count", type=int, default=10_000, help="runaways in a row")
    told.add_argument("--page", type=Path, help="a page of Markdown whose figures are put in anew")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.nq"
        data.write_text("".join(quads(100_000)), "utf-8")
        with ours(data, "--cache", "0") as running:
            table = measured(running, asked.count)
    print(table)
    if asked.page:
        before, _, rest = asked.page.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        asked.page.write_text(f"{before}{BEGIN}{table}\n{END}{after}", "utf-8")


def measured(running: Running, count: int) -> str:
    """Return all figures as Markdown."""
    lookups(running, LOOKUPS)  # the first ones warm everything
    time.sleep(5)  # what a start leaves to do afterwards is done
    quiet = lookups(running, 3 * LOOKUPS)
    lasted, begun_now, crowded = beside_runaways(running)
    for number in range(100):  # every worker has been replaced before anything is counted
        run_away(running, RUNAWAYS[number % len(RUNAWAYS)], seconds=SHORT)
    before = state(running)
    started = time.monotonic()
    late = sorted(
        run_away(running, RUNAWAYS[number % len(RUNAWAYS)], seconds=SHORT) - SHORT
        for number in range(count)
    )
    took = time.monotonic() - started
    after = state(running)
    afterwards = lookups(running, LOOKUPS)
    longest = max(each - DEADLINE for each in lasted)
    same = "the same" if before.answers == after.answers else "NOT THE SAME"
    rows = [
        ("point lookup in quiet", shown(quiet)),
        ("in the first second of two runaways", compared(begun_now, quiet)),
        ("beside two runaways from then on", compared(crowded, quiet)),
        (f"after {count:,} runaways", shown(afterwards)),
        (f"a runaway of {DEADLINE:g} s, beyond its deadline", f"{longest:.2f} s at most"),
        (
            f"{count:,} of {SHORT:g} s in a row, beyond their deadline",
            f"median {at(late, 50):.3f}, p99 {at(late, 99):.3f}, at most {late[-1]:.3f} s",
        ),
        ("all of them took", f"{took:.0f} s"),
        ("memory before, after", f"{megabytes(before.memory)}, {megabytes(after.memory)} MB"),
        ("descriptors before, after", f"{before.descriptors}, {after.descriptors}"),
        ("processes before, after", f"{before.processes}, {after.processes}"),
        ("answers before and after", same),
    ]
    return "| | |\n| --- | --- |\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)


def beside_runaways(running: Running) -> tuple[list[float], list[float], list[float]]:
    """Return how long two runaways lasted, and the seconds lookups took at first and later."""
    lasted: list[float] = []
    threads = [
        threading.Thread(target=lambda text=text: lasted.append(run_away(running, text)))
        for text in RUNAWAYS[:2]
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    first = lookups(running, LOOKUPS)
    time.sleep(1.2)  # a question that lasts a second steps behind the others
    later = lookups(running, 2 * LOOKUPS)
    for thread in threads:
        thread.join()
    return lasted, first, later


def state(running: Running) -> State:
    """Return what the service holds once it is at rest."""
    time.sleep(2)
    pids = list(running.processes())
    names = ("point", "count_kinds", "star")
    return State(
        memory=sum(proportional(pid) for pid in pids),
        descriptors=sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
        processes=len(pids),
        answers=tuple(asked(running, text_of(name, 7)) for name in names),
    )


def proportional(pid: int) -> int:
    """Return the bytes of a process, each shared page divided among those who share it."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


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


def asked(running: Running, text: str) -> bytes:
    """Return the answer to a question."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    connection.request("GET", f"{running.path}?query={quote(text)}")
    body = connection.getresponse().read()
    connection.close()
    return body


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
    return f"median {statistics.median(times) * 1000:.1f}, p99 {at(times, 99) * 1000:.1f} ms"


def compared(times: list[float], quiet: list[float]) -> str:
    """Return the same, with how many times the quiet value that is."""
    return f"{shown(times)} ({at(times, 99) / at(quiet, 99):.1f} times)"


def at(times: list[float], percent: int) -> float:
    """Return one of a hundred parts of sorted times."""
    return times[min(len(times) * percent // 100, len(times) - 1)]


def megabytes(count: int) -> str:
    """Return bytes as megabytes."""
    return f"{count / 1e6:.0f}"


if __name__ == "__main__":
    main()
