"""Measure how fast names are linked: `python -m benchmarks.linking_speed [--write]`.

Two questions, each in a process of its own so that memory is that of one alone:

- `table`: names of a table against an authority of a million, filed first, in one process;
- `batches`: batches of ten questions, as OpenRefine sends them, to the service over HTTP.

All names are made up by a seed: Korean firms of two to four syllables with words of trades, a
third of them with an English name too. Of the mentions two fifths are names with or without a
particle, a fifth has a letter changed, some are cut short, a quarter nobody bears.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Quad, Store
from werkzeug.serving import WSGIRequestHandler, make_server

from kg import vocab
from kg.files import resource_toml
from kg.link.match.decide import decide
from kg.link.match.index import build_index
from kg.link.match.known import Known, Mention, Name
from kg.link.match.spelling import WORDS
from kg.link.match.words import PLACES
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
FIRST, LAST = "<!-- speed: written by `make linkspeed` -->", "<!-- end of speed -->"
SYLLABLES: Final = (
    "가강거건경고공관광교구국권금기길김나남노누다달대도동두라로루리마만메명모무문미민바반백보본부"
    "북비사산삼상새서선성세소송수숙시신아안양어여연영예오온우원유윤은의이인일임자장재전정제조종주"
    "중지진차찬창천철청초추충치카크타태토파평포표하한해현형호홍화환황효훈희"
)
TABLE: Final = (1_000_000, 100_000)  # names, mentions
SERVICE: Final = (100_000, 300)  # things, batches
BATCH: Final = 10
KIB: Final = 1024


class Quiet(WSGIRequestHandler):
    """Says nothing of each question."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class Names:
    """Makes names by a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- no secret
        table, towns = resource_toml(WORDS), resource_toml(PLACES)["geonames"]
        known = {name for names in towns.values() for name in names if not name.isascii()}
        known |= {word for part in ("words", "prefixes", "heads") for word in table[part]}
        self.words = sorted(word for word in known if len(word) > 1)

    def firm(self) -> str:
        """Return a name of a firm."""
        chance = self.chance
        length = chance.choice((2, 2, 3, 3, 4))
        name = "".join(chance.choice(SYLLABLES) for _ in range(length))
        more = chance.choice(("", "", "", chance.choice(self.words)))
        form = chance.choice(("㈜", "", "", "주식회사 "))
        return f"{form}{name}{chance.choice(self.words)}{more}"

    def mention(self, names: list[str]) -> str:
        """Return what a text may write."""
        chance = self.chance
        name, share = chance.choice(names), chance.random()
        if share < 0.4:
            return name + chance.choice(("은", "이", "을", ""))
        if share < 0.6:
            at = chance.randrange(len(name))
            return name[:at] + chance.choice(SYLLABLES) + name[at + 1 :]
        return name[:3] + name[-1] if share < 0.75 else self.firm()


def table(names_count: int, mentions_count: int) -> str:
    """Return a line about a table linked to an authority."""
    names = Names(7)
    known = [names.firm() for _ in range(names_count)]
    began = time.process_time()
    index = build_index(_known(known))
    filed = time.process_time() - began
    mentions = [names.mention(known) for _ in range(mentions_count)]
    began, wall = time.process_time(), time.perf_counter()
    linked = 0
    for text in mentions:
        found = decide(Mention(text=text, context="경기 안산에 있는 회사"), index, {}).chosen
        linked += found is not None
    took, wall = time.process_time() - began, time.perf_counter() - wall
    return (
        f"- {mentions_count:,} mentions against {names_count:,} names in one process: {took:,.0f} s"
        f" of processor time ({took / mentions_count * 1000:.1f} ms each; {wall:,.0f} s by the "
        f"clock), {linked:,} linked. The names are filed once in {filed:,.0f} s; at most "
        f"{_peak():,.1f} GB of memory."
    )


def batches(things: int, count: int) -> str:
    """Return a line about batches of questions to the service."""
    names = Names(3)
    known = [names.firm() for _ in range(things)]
    with _serving(known) as address:
        asked = [
            {
                f"q{at}": {"query": names.mention(known), "type": "Organization"}
                for at in range(BATCH)
            }
            for _ in range(count)
        ]
        began = time.perf_counter()
        _post(address, asked[0])
        first = time.perf_counter() - began
        took = sorted(_post(address, each) for each in asked)
    cuts = statistics.quantiles(took, n=100)
    return (
        f"- {count} batches of {BATCH} questions over HTTP against {things:,} things: median "
        f"{cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, longest {took[-1] * 1000:.0f} "
        f"ms. The index is made in {first:,.0f} s before the service takes questions."
    )


def _known(names: list[str]) -> Iterator[Known]:
    for at, name in enumerate(names):
        english = () if at % 3 else (Name(f"Firm {at}", "en", is_preferred=True),)
        told = (Name(name, "ko", is_preferred=True), *english)
        yield Known(iri=f"https://e.example/{at}", names=told)


@contextmanager
def _serving(names: list[str]) -> Iterator[str]:
    store = Store()
    quads: list[Quad] = []
    for at, name in enumerate(names):
        thing = NamedNode(f"https://w3id.org/deungdae/id/org.x{at}")
        quads.append(Quad(thing, vocab.RDF.type, vocab.SME))
        quads.append(Quad(thing, vocab.SKOS.prefLabel, Literal(name, language="ko")))
    store.bulk_extend(quads)
    server = make_server("127.0.0.1", 0, create_app(store), request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/reconcile"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _post(address: str, queries: dict[str, dict[str, str]]) -> float:
    body = urlencode({"queries": json.dumps(queries, ensure_ascii=False)}).encode()
    began = time.perf_counter()
    with urllib.request.urlopen(address, body) as answer:  # noqa: S310 -- our own service
        told = json.loads(answer.read())
    if set(told) != set(queries):
        raise SystemExit(f"the service answers {sorted(told)}")
    return time.perf_counter() - began


def _peak() -> float:
    """Return the most memory this process ever held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 1e9


def main() -> None:
    """Measure, and write or print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("table", "batches"))
    parser.add_argument("--write", action="store_true", help="put the figures into the pages")
    parser.add_argument("--share", type=float, default=1.0, help="of the sizes, to try it out")
    options = parser.parse_args()
    sizes = {"table": TABLE, "batches": SERVICE}
    if options.what:
        first, second = (max(int(each * options.share), 20) for each in sizes[options.what])
        print({"table": table, "batches": batches}[options.what](first, second))
        return
    for what, page in (("table", "linking.md"), ("batches", "reconciliation.md")):
        words = [sys.executable, "-m", "benchmarks.linking_speed", what]
        words += ["--share", str(options.share)]
        line = subprocess.check_output(words, text=True, cwd=ROOT)  # noqa: S603 -- this very file
        print(line, end="")
        if options.write:
            _write(ROOT / "docs" / page, line.strip())


def _write(page: Path, line: str) -> None:
    text = page.read_text("utf-8")
    head, _, rest = text.partition(FIRST)
    _, _, tail = rest.partition(LAST)
    page.write_text(f"{head}{FIRST}\n{line}\n{LAST}{tail}", "utf-8")


if __name__ == "__main__":
    main()
