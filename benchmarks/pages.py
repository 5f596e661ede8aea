"""Measure how fast pages answer: `python -m benchmarks.pages --page docs/performance.md`.

Server time of one page after another over one kept connection, answer cache off, after each kind
of page was asked once. Data are made up as for `benchmarks.serving`.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.serving.data import A_CASE, SUPPORTERS, quads
from benchmarks.serving.servers import ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.serving.servers import Running

TURNS: Final = 40
GOALS: Final = {"home": 50.0, "large firm": 150.0, "SME": 150.0, "support": 150.0}  # milliseconds
PLACE: Final = ("<!-- pages -->\n", "<!-- end of pages -->")  # where the figures stand


@dataclass(frozen=True, slots=True)
class Figure:
    """How long one kind of page took, and the processor for each; milliseconds, bytes as sent."""

    name: str
    cpu: float
    median: float
    slowest: float
    size: int


def main() -> None:
    """Measure, print the figures as Markdown and put them into a page."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--triples", type=int, default=1_000_000)
    told.add_argument("--page", type=Path, help="a page of Markdown whose figures are put in anew")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.nq"
        with data.open("w", encoding="utf-8") as file:
            file.writelines(quads(asked.triples))
        with ours(data, "--cache", "0") as running:
            figures = [
                measured(running, name, paths) for name, paths in asked_for(asked.triples // A_CASE)
            ]
    table = f"{asked.triples:,} triples:\n\n{shown(figures)}"
    print(table)
    if asked.page:
        asked.page.write_text(put_in(asked.page.read_text("utf-8"), table), "utf-8")


def asked_for(cases: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of page with the addresses that are asked, each another thing."""
    spread = [turn * 37 % cases for turn in range(TURNS)]
    yield "home", ["/"] * TURNS
    yield "large firm", [f"/doc/org.large-{turn % SUPPORTERS}" for turn in range(TURNS)]
    yield "SME", [f"/doc/org.sme-{2 * case}" for case in spread]
    yield "support", [f"/doc/support.{2 * case}" for case in spread]
    yield "statement", [f"/doc/assertion.{6 * case}" for case in spread]
    yield "source", [f"/source/doc.{case}" for case in spread]
    yield "search", [f"/search?q=Firm+{case}" for case in spread]


def measured(running: Running, name: str, paths: Sequence[str]) -> Figure:
    """Return how long pages took from the request to the last byte, the first left out.

    Raises:
        RuntimeError: A page was not there: its figure would be that of the way to an error.
    """
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
    took: list[float] = []
    size, cpu = 0, 0.0
    for path in (paths[-1], *paths):
        if len(took) == 1:
            cpu = running.cpu()
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        size = max(size, len(answer.read()))
        took.append((time.perf_counter() - start) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    connection.close()
    each = (running.cpu() - cpu) * 1000 / len(paths)
    return Figure(name, each, statistics.median(took[1:]), max(took[1:]), size)


def shown(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of Markdown."""
    lines = ["| page | CPU ms | median ms | slowest ms | goal ms | largest, gzip |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for each in figures:
        goal = f"{GOALS[each.name]:.0f}" if each.name in GOALS else ""
        lines.append(
            f"| {each.name} | {each.cpu:.1f} | {each.median:.1f} | {each.slowest:.1f} | {goal}"
            f" | {each.size:,} |"
        )
    return "\n".join(lines)


def put_in(page: str, table: str, place: tuple[str, str] = PLACE) -> str:
    """Return a page with its figures put in anew, all else as it stands.

    Raises:
        ValueError: The page has no place for them.
    """
    before, begin, rest = page.partition(place[0])
    _, end, after = rest.partition(place[1])
    if not begin or not end:
        raise ValueError(f"the page has no lines {place[0].strip()} and {place[1]}")
    return f"{before}{begin}{table}\n{end}{after}"


if __name__ == "__main__":
    main()
