"""Measure releases in other stores: `python -m benchmarks.serving.far --triples 100000`.

Loads made-up data into Oxigraph's server and Virtuoso, over HTTP and by their own loaders, and asks
the service that answers from there. Processor time is that of the service and the store together.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from benchmarks.serving import virtuoso
from benchmarks.serving.clients import TABLE, alone, mixed
from benchmarks.serving.data import A_CASE, quads
from benchmarks.serving.servers import free_port, run
from kg.model.report import Text
from kg.pipeline.bulk import DATA, write_bulk
from kg.pipeline.delivering import deliver
from kg.release import Contents, open_release, release_files
from kg.remote.stores import Login, Service, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.serving.servers import Running
    from kg.release import Release
    from kg.remote.stores import Place

KINDS = ("oxigraph", "virtuoso")


def main() -> None:
    """Measure and print the figures as Markdown."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--triples", type=int, nargs="+", default=[100_000])
    told.add_argument("--seconds", type=float, default=5.0, help="of each mixed load")
    told.add_argument("--oxigraph", default=shutil.which("oxigraph") or "", help="its program")
    asked = told.parse_args()
    for size in asked.triples:
        print(f"\n### {size:,} triples\n")
        with tempfile.TemporaryDirectory() as folder:
            release = made(Path(folder) / "release", size)
            for kind in KINDS:
                if (kind == "oxigraph" and not asked.oxigraph) or not virtuoso.program():
                    print(f"SKIPPED: {kind} is not installed")
                    continue
                scratch = Path(folder) / kind
                scratch.mkdir()
                measured(kind, asked, release, scratch, 2 * (size // A_CASE))


def made(folder: Path, size: int) -> Release:
    """Write a release of about so many triples."""
    contents = Contents(
        quads=list(parse("".join(quads(size)), RdfFormat.N_QUADS)),
        reports={},
        inputs=(),
        versions={},
        counts={},
        title=Text("지어낸 자료", "Made-up data"),
        base="https://w3id.org/deungdae/id/",
        texts={},
    )
    for name, body in release_files(contents).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return open_release(folder)


@contextmanager
def started(kind: str, asked: argparse.Namespace, scratch: Path) -> Iterator[tuple[Running, Place]]:
    """Run an empty store, for the time of the block."""
    login, sql = Login(), free_port()
    if kind == "virtuoso":
        login = Login(scheme="digest", user="dba", secret="dba")  # noqa: S106 -- as installed
    command = {
        "oxigraph": lambda port: [
            asked.oxigraph, "serve", "--location", str(scratch), "--bind", f"127.0.0.1:{port}",
        ],
        "virtuoso": lambda port: virtuoso.command(scratch, http=port, sql=sql),
    }[kind]  # fmt: skip
    path = {"oxigraph": "/query", "virtuoso": "/sparql"}[kind]
    with run(kind, command, path) as running:
        yield running, place_of(f"http://127.0.0.1:{running.port}", kind, login)


def measured(
    kind: str, asked: argparse.Namespace, release: Release, scratch: Path, firms: int
) -> None:
    """Load, ask, and print what it took."""
    with ExitStack() as stack:
        store, place = stack.enter_context(started(kind, asked, scratch))
        begun = time.monotonic()
        done = deliver(release, Service(place), grace=0)
        took = time.monotonic() - begun
        print(
            f"{kind}: {done.sent:,} triples sent in {took:.1f} s, {done.sent / took:,.0f} a second"
        )
        begun = time.monotonic()
        deliver(release, Service(place), grace=0)
        print(f"{kind}: again, nothing to send: {time.monotonic() - begun:.1f} s")
        command = [sys.executable, "-m", "kg", "serve", "--store", f"{kind}+{place.address}"]
        begun = time.monotonic()
        served = stack.enter_context(
            run(
                f"Deungdae on {kind}",
                lambda port: [*command, "--cache", "0", "--timeout", "300", "--port", str(port)],
                "/sparql",
            )
        )
        print(f"{kind}: serves after {time.monotonic() - begun:.1f} s")
        both = replace(served, beside=(store.pid,))
        print("| question | CPU ms |\n| --- | ---: |")
        for name in TABLE["question"]:
            print(f"| {name} | {alone(both, name)['cpu'] * 1000:.2f} |", flush=True)
        told = mixed(served, firms, seconds=asked.seconds)
        print(
            f"{kind}: {told['per second']:.0f} answers a second,"
            f" median {told['median'] * 1000:.1f} ms, p99 {told['p99'] * 1000:.1f} ms"
        )
    by_files(kind, asked, release, scratch)


def by_files(kind: str, asked: argparse.Namespace, release: Release, scratch: Path) -> None:
    """Write files, load them with the store's own loader, and print what that took."""
    shutil.rmtree(scratch)
    scratch.mkdir()
    begun = time.monotonic()
    data, _ = write_bulk(release, scratch / "files", kind)
    wrote = time.monotonic() - begun
    begun = time.monotonic()
    if kind == "oxigraph":
        subprocess.run(  # noqa: S603 -- the program that is measured
            [asked.oxigraph, "load", "--location", str(scratch / "store"), "--file", str(data)],
            check=True,
            capture_output=True,
        )
    else:
        sql = free_port()
        with run(kind, lambda port: virtuoso.command(scratch, http=port, sql=sql), "/sparql"):
            begun = time.monotonic()
            virtuoso.load(scratch, scratch / "files" / DATA, sql=sql)
    took = time.monotonic() - begun
    print(f"{kind}: {DATA} written in {wrote:.1f} s and loaded by its own loader in {took:.1f} s")


if __name__ == "__main__":
    main()
