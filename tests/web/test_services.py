"""SERVICE over HTTP: refused unless a host is allowed; then its rows are joined with ours."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kg.release import open_release
from kg.remote.guarded import Outside
from kg.web import create_app
from kg.web.elsewhere import Elsewhere
from kg.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

ID = "https://w3id.org/deungdae/id/"
PREFIXES = f"PREFIX dd: <https://w3id.org/deungdae/ont#>\nPREFIX id: <{ID}>\n"
ROWS = {
    "head": {"vars": ["firm", "rank"]},
    "results": {
        "bindings": [
            {
                "firm": {"type": "uri", "value": f"{ID}org.mirae-parts"},
                "rank": {"type": "literal", "value": "멘토 1"},
            },
            {"firm": {"type": "uri", "value": f"{ID}org.nobody"}},
        ]
    },
}


class There(ThreadingHTTPServer):
    daemon_threads = True
    asked: list[str]

    def __init__(self) -> None:
        there = self
        self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                there.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                body = json.dumps(ROWS).encode()
                self.send_response(200 if self.path == "/sparql" else 500)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture(scope="module")
def there() -> Iterator[There]:
    server = There()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def here(release: Path, there: There) -> FlaskClient:
    allowed = Outside(hosts=frozenset({f"127.0.0.1:{there.server_port}"}), may_be_private=True)
    site = replace(site_of(open_release(release)), elsewhere=Elsewhere(allowed))
    return create_app(site, cache=1_000_000).test_client()


def joined(there: There, path: str = "/sparql", silent: str = "") -> str:
    place = f"http://127.0.0.1:{there.server_port}{path}"
    return (
        f"{PREFIXES}SELECT ?firm ?rank {{ ?firm a dd:SME ; dd:labelMatches '미래' . "
        f"SERVICE {silent}<{place}> {{ ?firm dd:rank ?rank }} }}"
    )


def test_rows_of_an_allowed_host_are_joined_and_never_kept(here: FlaskClient, there: There) -> None:
    there.asked.clear()
    answers = [here.get("/sparql", query_string={"query": joined(there)}) for _ in range(2)]

    for answer in answers:
        (row,) = answer.get_json(force=True)["results"]["bindings"]
        assert row["rank"]["value"] == "멘토 1"
        assert row["firm"]["value"] == f"{ID}org.mirae-parts"
    assert len(there.asked) == 2
    assert there.asked[0].endswith("SELECT * WHERE { ?firm dd:rank ?rank }\nLIMIT 5001")


def test_to_explain_nobody_is_asked(here: FlaskClient, there: There) -> None:
    there.asked.clear()
    asked = {"query": joined(there), "explain": "true"}
    told = here.get("/sparql", query_string=asked).get_json(force=True)

    assert not there.asked
    assert told["rewrites"] == ["service-as-values", "names-by-index"]
    assert told["kept"] is False
    (other,) = told["asked-elsewhere"]
    assert other["endpoint"] == f"http://127.0.0.1:{there.server_port}/sparql"


def test_a_service_that_fails_is_a_bad_gateway_unless_silent(
    here: FlaskClient, there: There
) -> None:
    loud = here.get("/sparql", query_string={"query": joined(there, "/broken")})
    silent = here.get("/sparql", query_string={"query": joined(there, "/broken", "SILENT ")})

    assert loud.status_code == 502
    assert "500" in loud.get_json(force=True)["detail"]
    (row,) = silent.get_json(force=True)["results"]["bindings"]
    assert set(row) == {"firm"}


@pytest.mark.parametrize(
    "endpoint", ["<https://far.example/sparql>", "?e", "<http://169.254.169.254/latest>"]
)
def test_any_other_service_is_refused_with_its_reason(here: FlaskClient, endpoint: str) -> None:
    text = f"SELECT * {{ SERVICE {endpoint} {{ ?s ?p ?o }} }}"
    answer = here.get("/sparql", query_string={"query": text})

    assert answer.status_code == 403
    assert "VALUES" in answer.get_json(force=True)["hint"]


def test_without_configuration_every_service_is_refused(web: FlaskClient, there: There) -> None:
    there.asked.clear()

    assert web.get("/sparql", query_string={"query": joined(there)}).status_code == 403
    assert not there.asked


def test_what_is_wrong_is_told_in_its_place(here: FlaskClient, there: There) -> None:
    text = joined(there).removesuffix("}") + "\n?s ?p }"
    answer = here.get("/sparql", query_string={"query": text})

    assert answer.status_code == 400
    assert answer.get_json(force=True)["where"] == "4:8"
