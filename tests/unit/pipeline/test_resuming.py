"""A run of `kg link --to` that is killed goes on where it was, and ends as an undisturbed one."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store
from werkzeug import Request
from werkzeug.serving import make_server

from kg.cli.app import cli
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = [
    f"{first}{second}정공" for first in "가나다라마바사아자차" for second in "람솔빛결들별숲샘길봄"
]
HANGUL = re.compile("[가-힣]+정공")


class Watched:
    """A service that notes which names it is asked for, and can hold an answer back."""

    def __init__(self) -> None:
        label = "http://www.w3.org/2004/02/skos/core#prefLabel"
        kind = "https://w3id.org/deungdae/ont#SME"
        store = Store()
        for at, name in enumerate(NAMES[::2]):
            store.load(
                f'<https://w3id.org/deungdae/id/org.f{at}> a <{kind}> ; <{label}> "{name}"@ko .',
                format=RdfFormat.TURTLE,
            )
        self.app = create_app(store)
        self.asked: list[Counter[str]] = []
        self.count = 0
        self.hold_at = 0  # this batch waits until `go`; 0 holds none
        self.held, self.go = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start: object) -> object:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        told = Request(environ, populate_request=False)
        self.count += 1
        sent = told.form.get("queries") or told.form.get("query") or ""
        if sent:
            text = json.loads(f'"{sent}"') if "\\u" in sent else sent
            self.asked.append(Counter(dict.fromkeys(HANGUL.findall(text), 1)))
            if len(self.asked) == self.hold_at:
                self.held.set()
                self.go.wait(30)
        environ["wsgi.input"] = BytesIO(body)
        return self.app(environ, start)  # type: ignore[arg-type]  # WSGI

    def since(self, batch: int) -> set[str]:
        """Return the names asked for from a batch on."""
        return set().union(*self.asked[batch:])


@contextmanager
def watched() -> Iterator[tuple[str, Watched]]:
    service = Watched()
    server = make_server("127.0.0.1", 0, service, threaded=True)  # type: ignore[arg-type]  # WSGI
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}", service
    finally:
        service.go.set()
        server.shutdown()
        thread.join()
        server.server_close()


def words(address: str, table: Path, cache: Path) -> list[str]:
    return ["link", "--to", address, "--mentions", str(table), "--cache", str(cache)]


def finished(*told: Any) -> str:  # Any: as `words` takes them
    done = CliRunner().invoke(cli, words(*told))
    assert done.exit_code == 0, done.output
    return done.stdout


@contextmanager
def started(*told: Any) -> Iterator[subprocess.Popen[bytes]]:  # Any: as `words` takes them
    run = subprocess.Popen(
        [sys.executable, "-m", "kg", *words(*told)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/reconcile", "/sparql"])
def test_a_killed_run_asks_only_for_what_is_missing(path: str, tmp_path: Path) -> None:
    table, cache = tmp_path / "names.tsv", tmp_path / "cache"
    table.write_text("".join(f"{name}\n" for name in NAMES), "utf-8")
    with watched() as (address, service):
        whole = finished(address + path, table, tmp_path / "undisturbed")
        count, asked = len(service.asked), service.since(0)
        service.hold_at = count + 1 + count // 2
        with started(address + path, table, cache) as run:
            assert service.held.wait(60)
            run.send_signal(signal.SIGKILL)  # while an answer is on its way
            cut, _ = run.communicate(timeout=10)
        answered = set[str]().union(*service.asked[count : service.hold_at - 1])
        service.hold_at = 0
        service.go.set()
        begin = len(service.asked)
        result = finished(address + path, table, cache)
        missing, last = service.since(begin), service.count
        once_more = finished(address + path, table, cache)

    assert (run.returncode, cut) == (-signal.SIGKILL, b"")
    assert asked >= set(NAMES)
    assert answered, "it was killed before anything was answered"
    assert missing, "it was killed when nothing was missing"
    assert not (missing & answered)
    assert missing | answered == asked
    assert max(sum(service.asked[begin:], Counter[str]()).values()) == 1, "a name is asked once"
    assert result == whole == once_more
    lines = [line.partition("\t")[0] for line in whole.splitlines()]
    assert all("/org.f" in line for line in lines[::2]), "who is there is found"
    assert "NIL" in lines[1::2]
    assert service.count - last <= 1, "what is kept is not asked for again"
