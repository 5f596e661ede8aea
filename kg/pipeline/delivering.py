"""A release loaded into a store of others: served when it is whole, loaded again at no cost.

Graphs get the name of their content (`kg.remote.stores.naming`). What is sent is noted in the store
itself, so a load that was stopped goes on where it stopped, and one that is repeated sends nothing.
The graph that says which release is served is written last. What only the release before had is
dropped when its readers have had time to notice.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import RemoteError
from kg.pipeline.store_plan import Plan, journal_line, line
from kg.remote.stores import naming
from kg.remote.stores.writing import Writer, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.pipeline.store_plan import Progress
    from kg.release import Release
    from kg.remote.stores import Service


GRACE: Final = 60.0  # seconds in which readers of the release before may finish
ASKED: Final = 100  # graphs counted with one question
NOTES: Final = 50  # graphs noted with one request


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a load has done.

    Attributes:
        release: Digest of the release that is served now.
        graphs: How many graphs it has, its union included.
        triples: How many triples they hold together, an index of them included.
        sent: How many of them had to be sent.
        dropped: Graphs of earlier releases that were dropped.
    """

    release: str
    graphs: int
    triples: int
    sent: int
    dropped: int


def deliver(
    release: Release,
    service: Service,
    *,
    progress: Progress = lambda *_: None,
    grace: float = GRACE,
    sleep: Callable[[float], None] = time.sleep,
) -> Delivered:
    """Load a release into a store and have it served from there.

    Args:
        release: Any release; it is compared with its digests when it is opened.
        service: The store, which others may share.
        progress: Told of steps, as `kg build` tells them.
        grace: Seconds after which what only the release before had is dropped.
        sleep: Waits.

    Raises:
        RemoteError: The store refuses, stays away, or holds less than was sent.
    """
    return _Delivery(release, service, progress).run(grace, sleep)


class _Delivery:
    def __init__(self, release: Release, service: Service, progress: Progress) -> None:
        self.service = service
        self.writer = Writer(service)
        self.progress = progress
        self.plan = Plan(release, service.place.engine, progress)
        self.sent = 0
        self.notes: list[str] = []  # of what was sent, not yet written
        self.noted = 0  # triples they speak of

    def run(self, grace: float, sleep: Callable[[float], None]) -> Delivered:
        plan, release = self.plan, self.plan.release.digest
        before = self._recorded()
        journal = self._journal()
        done = 0
        for kept in plan.sizes:
            self._load(kept, journal.get(kept, 0), done)
            done += plan.sizes[kept]
        self._write_notes()
        self._check()
        left = [each for each in before if each != release]
        if before != [release]:
            self._switch(left)
        dropped = self._clear(left, grace, sleep)
        return Delivered(
            release=release,
            graphs=len(plan.names) + 1,
            triples=plan.total,
            sent=self.sent,
            dropped=dropped,
        )

    def _load(self, kept: str, pieces: int, done: int) -> None:
        """Send what the journal does not name as sent."""
        size, piece = self.plan.sizes[kept], self.plan.engine.piece
        if pieces * piece >= size:
            return
        lines = self.plan.lines(kept)
        for number in range(pieces, -(-size // piece)):
            self.progress("load", done + number * piece, self.plan.total)
            part = lines[number * piece : (number + 1) * piece]
            self.writer.add(kept, part)
            self.sent += len(part)
            self._note(kept, number + 1, len(part))

    def _note(self, kept: str, pieces: int, triples: int) -> None:
        """Note what was sent; many small graphs share a request."""
        self.notes.append(journal_line(kept, pieces))
        self.noted += triples
        if self.noted >= self.plan.engine.piece or len(self.notes) >= NOTES:
            self._write_notes()

    def _write_notes(self) -> None:
        if self.notes:
            self.writer.add(naming.JOURNAL, self.notes)
        self.notes, self.noted = [], 0

    def _journal(self) -> dict[str, int]:
        """Return how many pieces of each graph were sent before."""
        found: dict[str, int] = {}
        asked = f"SELECT ?g ?n {{ GRAPH <{naming.JOURNAL}> {{ ?g <{naming.PIECES}> ?n }} }}"
        for row in rows(self.service, asked):
            found[row["g"]] = max(found.get(row["g"], 0), int(row["n"]))
        return found

    def _recorded(self) -> list[str]:
        """Return the digests of the releases the store says it holds."""
        asked = f"SELECT ?d {{ GRAPH <{naming.CURRENT}> {{ ?r <{naming.DIGEST}> ?d }} }}"
        return sorted({row["d"] for row in rows(self.service, asked)})

    def _check(self) -> None:
        """Count what the store holds; what came short is sent anew the next time."""
        counted: dict[str, int] = {}
        names = sorted(self.plan.sizes)
        for start in range(0, len(names), ASKED):
            self.progress("check", start, len(names))
            listed = " ".join(f"<{name}>" for name in names[start : start + ASKED])
            asked = (
                "SELECT ?g (COUNT(*) AS ?n) "
                f"{{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
            )
            counted |= {row["g"]: int(row["n"]) for row in rows(self.service, asked)}
        for name in names:
            held, wanted = counted.get(name, 0), self.plan.sizes[name]
            if held != wanted:
                self._forget([name])
                raise RemoteError(
                    f"the store holds {held:,} of the {wanted:,} triples of {self.plan.told(name)}",
                    where=self.service.place.address,
                    hint="load it again: this graph will be sent anew",
                )
        self.progress("check", len(names), len(names))

    def _forget(self, names: list[str]) -> None:
        """Take graphs out of the journal."""
        gone = set(names)
        kept = {name: pieces for name, pieces in self._journal().items() if name not in gone}
        self.writer.replace(
            naming.JOURNAL,
            [journal_line(name, kept[name]) for name in sorted(kept)],
        )

    def _switch(self, left: list[str]) -> None:
        """Have this release served; what the others are is still told to their readers."""
        self.progress("switch", 0, 1)
        lines = self.plan.record()
        for digest in left:
            iri = naming.release_of(digest)
            lines.append(line(naming.CURRENT, naming.LEAVES, iri))
            lines.append(line(iri, naming.DIGEST, digest, is_text=True))
        self.writer.replace(naming.CURRENT, lines)
        self.progress("switch", 1, 1)

    def _clear(self, left: list[str], grace: float, sleep: Callable[[float], None]) -> int:
        """Drop what no release needs any more, when its readers have had their time."""
        gone = [name for name in sorted(self._journal()) if name not in self.plan.sizes]
        if not gone and not left:
            return 0
        if left and grace:
            self._wait(grace, sleep)
        # First its record, so that no reader begins; then, a moment later, what it held.
        self.writer.replace(naming.CURRENT, self.plan.record())
        if left and grace:
            sleep(min(grace, naming.GLANCE * 2))
        for number, name in enumerate(gone):
            self.progress("drop", number, len(gone))
            self.writer.drop(name)
        self._forget(gone)
        return len(gone)

    def _wait(self, grace: float, sleep: Callable[[float], None]) -> None:
        whole = int(grace)
        for second in range(whole):
            self.progress("wait for readers of the release before", second, whole)
            sleep(1)
        sleep(grace - whole)
