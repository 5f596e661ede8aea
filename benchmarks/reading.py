"""Measure how fast reading is: `python -m benchmarks.reading [--news FOLDER] [--json FILE]`.

Three questions, each asked in a process of its own:

- characters a second of one process after load, and its memory, on Korean news (KLUE's news
  sentences joined to articles where FOLDER holds `news.tsv`, else articles of our own);
- how long reading a project of 1,000 articles takes with one process and with two;
- with `--build`, how long the whole of `kg build` takes for them.

Seconds of the clock depend on what else the machine does, seconds of work do not; both are told.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import klue
from benchmarks.articles import articles, project
from kg import loaders
from kg.extract import read
from kg.link.authority import built_in
from kg.model.source import Meta, Source
from kg.pipeline import build
from kg.pipeline.reading import gather
from kg.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.model.document import Document

ARTICLES: Final = 1000
TOGETHER: Final = 20  # sentences of one article of joined news
LINE: Final = 4  # sentences of one paragraph
META: Final = Meta(language="ko", published=date(2024, 5, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one process did.

    Attributes:
        seconds: By the clock.
        work: Seconds of a processor; of several processes the longest path, the parent's own
            and that of a child that had its even share.
        megabytes: Most memory of one process.
        facts: How many were read.
    """

    characters: int
    seconds: float
    work: float
    megabytes: float
    facts: int

    @property
    def speed(self) -> float:
        """Characters a second of work."""
        return self.characters / self.work


def speed(texts: Sequence[str]) -> Measured:
    """Read texts in this process; the first loads what has to be loaded and is not counted."""
    first, *rest = (document for text in texts for document in _documents(text))
    known = built_in()
    read(first, known)
    start, begun = time.perf_counter(), time.process_time()
    facts = sum(len(read(document, known).facts) for document in rest)
    return Measured(
        characters=sum(len(document.text) for document in rest),
        seconds=time.perf_counter() - start,
        work=time.process_time() - begun,
        megabytes=_megabytes(resource.RUSAGE_SELF),
        facts=facts,
    )


def many(folder: str, jobs: int) -> Measured:
    """Read a project as `kg build --jobs` does, nothing kept from earlier."""
    start, begun = time.perf_counter(), _spent(resource.RUSAGE_SELF)
    found = gather(
        open_project(Path(folder)),
        built_in(),
        jobs=jobs,
        keep_going=False,
        progress=lambda *_: None,
    )
    children = _spent(resource.RUSAGE_CHILDREN) / jobs
    return Measured(
        characters=sum(len(document.text) for document in found.documents),
        seconds=time.perf_counter() - start,
        work=_spent(resource.RUSAGE_SELF) - begun + children,
        megabytes=max(_megabytes(resource.RUSAGE_SELF), _megabytes(resource.RUSAGE_CHILDREN)),
        facts=sum(map(len, found.facts.values())),
    )


def whole(folder: str, jobs: int) -> Measured:
    """Build a project to a release."""
    start, begun = time.perf_counter(), _spent(resource.RUSAGE_SELF)
    with tempfile.TemporaryDirectory() as out:
        built = build(open_project(Path(folder)), Path(out), jobs=jobs)
    children = _spent(resource.RUSAGE_CHILDREN) / jobs
    return Measured(
        characters=0,
        seconds=time.perf_counter() - start,
        work=_spent(resource.RUSAGE_SELF) - begun + children,
        megabytes=_megabytes(resource.RUSAGE_SELF),
        facts=built.counts["assertions"],
    )


def news(folder: Path | None) -> list[str]:
    """Return news articles: KLUE's sentences joined, or our own where these are absent."""
    file = folder / "news.tsv" if folder else None
    if file is None or not file.is_file():
        return list(articles(200))
    rows = [row.text for row in klue.sentences(file.read_text("utf-8").splitlines())]
    return list(_joined(rows))


def _joined(rows: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(rows), TOGETHER):
        own = rows[start : start + TOGETHER]
        lines = [" ".join(own[at : at + LINE]) for at in range(0, len(own), LINE)]
        yield "\n\n".join(lines) + "\n"


def _documents(text: str) -> tuple[Document, ...]:
    source = Source(name="a.txt", media_type="text/plain", body=text.encode(), meta=META)
    return loaders.load(source).documents


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _megabytes(who: int) -> float:
    status = Path("/proc/self/status")
    if who == resource.RUSAGE_SELF and status.is_file():
        # Not getrusage(): Linux counts what the parent held when it started this process.
        lines = status.read_text("ascii", "replace").splitlines()
        peak = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "")
        if peak:
            return int(peak) / 1024
    size = resource.getrusage(who).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


def apart(measure: Callable[..., Measured], *given: object) -> Measured:
    """Return what a measurement gives in a fresh process."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    # Not a pool: its processes are daemons, which may have no children of their own.
    process = multiprocessing.get_context("spawn").Process(
        target=_tell, args=(theirs, measure, given)
    )
    process.start()
    theirs.close()
    try:
        found: Measured = ours.recv()
    finally:
        process.join()
    return found


def _tell(pipe: object, measure: Callable[..., Measured], given: Sequence[object]) -> None:
    pipe.send(measure(*given))  # type: ignore[attr-defined]  # a Connection, private in typeshed


def main(arguments: Sequence[str]) -> int:
    """Print what was measured, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--news", type=Path, help="holds KLUE's news.tsv")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--build", action="store_true", help="the whole of kg build, too")
    parser.add_argument("--json", type=Path, help="where the figures go")
    options = parser.parse_args(arguments)
    found = {"news": apart(speed, news(options.news))}
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, 2):
            place = str(project(Path(folder) / f"read-{jobs}", options.articles))
            found[f"read-{jobs}"] = apart(many, place, jobs)
            if options.build:
                place = str(project(Path(folder) / f"build-{jobs}", options.articles))
                found[f"build-{jobs}"] = apart(whole, place, jobs)
    for name, one in found.items():
        print(
            f"{name:<8} {one.seconds:8.1f} s by the clock {one.work:8.1f} s of work "
            f"{one.speed:8.0f} characters/s {one.megabytes:6.0f} MB {one.facts} facts"
        )
    first, second = found["read-1"], found["read-2"]
    ratios = (first.seconds / second.seconds, first.work / second.work)
    print("two processes read {:.2f} times as fast by the clock, {:.2f} by work".format(*ratios))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        told = {name: {**asdict(one), "speed": one.speed} for name, one in found.items()}
        options.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
