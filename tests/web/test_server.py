"""The real server in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*command: str, data: str = "") -> Iterator[str]:
    """Start a server on a free port and yield its address; it is stopped at the end."""
    known = os.environ | {"PYTHONPATH": str(ROOT), "PORT": "0"}
    known |= {"DEUNGDAE_DATA": data} if data else {}
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=known, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), address
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


def got(address: str, **headers: str) -> tuple[int, str, bytes]:
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:  # noqa: S310
            return answer.status, answer.headers.get_content_type(), answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read()


@pytest.mark.slow
def test_the_server_starts_answers_and_stops(release: Path) -> None:
    with running("server.py", data=str(release)) as address:
        status, media_type, body = got(f"{address}/healthz")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        query = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        status, media_type, body = got(f"{address}/sparql?query={query}", Accept="text/csv")
        assert (status, media_type) == (200, "text/csv")
        assert int(body.splitlines()[1]) > 100
        status, media_type, body = got(f"{address}/id/org.mirae-parts", Accept="text/html")
        assert (status, media_type) == (200, "text/html")
        assert "미래부품" in body.decode()
        assert got(f"{address}/sparql?query=ASK%7B")[:2] == (400, "application/problem+json")


@pytest.mark.slow
def test_bare_rdf_files_are_served_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "two.nt"
    file.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    with running("-m", "kg", "serve", str(file), "--port", "0") as address:
        assert json.loads(got(f"{address}/healthz")[2])["triples"] == 1
        assert got(f"{address}/", Accept="text/html")[0] == 200


@pytest.mark.slow
def test_without_anything_to_serve_the_server_says_what_is_missing() -> None:
    known = {name: value for name, value in os.environ.items() if name != "DEUNGDAE_DATA"}
    done = subprocess.run(
        [sys.executable, "server.py"],
        cwd=ROOT,
        env=known | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode != 0
    assert "DEUNGDAE_DATA" in done.stderr
