"""Alive, ready, counted, described: what those who run the service ask of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import ServiceBusy
from kg.query.inline import Inline
from kg.release import open_release
from kg.web import create_app
from kg.web.reconcile.things import KEPT
from kg.web.record import BUCKETS, Log
from kg.web.site import EXTENSION
from kg.web.warming import make_indexes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from kg.query.job import Job
    from kg.query.reply import Reply

SAMPLES = {
    "/sparql": {"query": "ASK {}"},
    "/graphs": {"default": ""},
    "/search": {"q": "mirae"},
}
NAMES = {
    "/query/{name}": "/query/cq01",
    "/id/{name}": "/id/org.mirae-parts",
    "/doc/{name}": "/doc/org.mirae-parts",
    "/doc/{name}.{form}": "/doc/org.mirae-parts.ttl",
    "/source/{name}": "/source/doc.0a1b",
    "/export/{form}": "/export/graphml",
    "/dumps/{name}": "/dumps/manifest.json",
    "/ont.{form}": "/ont.ttl",
    "/code/{name}": "",
    "/explore/about/{name}": "/explore/about/org.mirae-parts",
    "/brief/{name}": "/brief/cluster.gasang-electronics-supported",
    "/graphs/{name}": "",
    "/sitemap-{part}.xml": "/sitemap-1.xml",
}
RDF = {
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
}
DESCRIBED_ELSEWHERE = "/reconcile/"  # by the manifest at /reconcile
HIDDEN = {"/static/<path:filename>"}


def documented(web: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = web.get("/openapi.json").get_json()
    return told


def plain(rule: str) -> str:
    """Return a route as OpenAPI writes its path."""
    return re.sub(r"<[^>]*:(\w+)>|<(\w+)>", lambda m: "{" + (m[1] or m[2]) + "}", rule)


def test_every_route_is_documented_and_every_document_has_a_route(app: Flask) -> None:
    paths = set(documented(app.test_client())["paths"])
    routes = {
        plain(rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule not in HIDDEN and not rule.rule.startswith(DESCRIBED_ELSEWHERE)
    }
    same = {"/graphs/{rest}": "/graphs/{name}"}

    assert {same.get(route, route) for route in routes} == paths
    assert len(paths) >= 20


def documented_forms(web: FlaskClient) -> Iterator[tuple[str, str]]:
    """Yield address and form of everything that can be had by an Accept header."""
    graphs_only = {"application/n-quads", "application/trig"}
    for path, operations in documented(web)["paths"].items():
        address = NAMES.get(path, path)
        told = operations.get("get", {"responses": {}})["responses"]
        for form in told.get("200", {}).get("content", {}) if address else ():
            is_rows = path == "/query/{name}" and form in RDF  # kept questions give rows
            is_named = path.endswith(".{form}") and form != "text/turtle"  # by the address
            is_one_graph = path in {"/doc/{name}", "/ont"} and form in graphs_only
            is_explained = path == "/sparql" and form == "application/json"  # by explain=true
            if not (is_rows or is_named or is_one_graph or is_explained):
                yield address, form


def test_every_documented_form_can_be_had(web: FlaskClient) -> None:
    found = list(documented_forms(web))
    for address, form in found:
        query = dict(SAMPLES.get(address, {}))
        if address == "/sparql" and form in RDF:
            query["query"] = "CONSTRUCT WHERE { ?s ?p ?o }"
        got = web.get(address, query_string=query, headers={"Accept": form})
        assert got.status_code == 200, (address, form, got.text)
        assert form in {"*/*", got.mimetype}, address
        got.close()
    assert len(found) >= 40


def test_things_send_their_readers_on(web: FlaskClient) -> None:
    assert "303" in documented(web)["paths"]["/id/{name}"]["get"]["responses"]
    assert web.get("/id/org.mirae-parts").status_code == 303


def test_parameters_and_bodies_are_well_formed(web: FlaskClient) -> None:
    told = documented(web)

    assert told["openapi"].startswith("3.1")
    assert told["servers"] == [{"url": "http://localhost"}]
    ids = [each["operationId"] for path in told["paths"].values() for each in path.values()]
    assert len(ids) == len(set(ids))
    for path, operations in told["paths"].items():
        for operation in operations.values():
            named = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert operation["responses"]


@pytest.mark.parametrize("form", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_every_documented_body_is_taken(web: FlaskClient, form: str) -> None:
    content = documented(web)["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert form in content
    data = "ASK {}" if form == "application/sparql-query" else "query=ASK%20%7B%7D"

    assert web.post("/sparql", data=data, content_type=form).status_code == 200


def test_documented_refusals_happen(web: FlaskClient) -> None:
    happens = {
        400: web.get("/sparql?query=ASK"),
        403: web.post("/sparql", data={"update": "CLEAR ALL"}),
        404: web.get("/doc/org.nobody"),
        405: web.put("/sparql"),
        406: web.get("/sparql?query=ASK{}", headers={"Accept": "image/png"}),
        413: web.post("/sparql", data=b"#" * 1_000_001, content_type="application/sparql-query"),
        415: web.post("/sparql", data="ASK {}", content_type="text/plain"),
    }
    schema = documented(web)["components"]["schemas"]["Problem"]
    for status, got in happens.items():
        told = got.get_json(force=True)
        assert got.status_code == told["status"] == status
        assert set(schema["required"]) <= set(told) <= set(schema["properties"])


def test_alive_names_the_release(web: FlaskClient) -> None:
    told = web.get("/healthz").get_json()

    assert told["status"] == "ok"
    assert len(told["release"]) == 64
    assert told["triples"] > 50


class Busy(Inline):
    def ask(self, job: Job, **_: Any) -> Reply:  # noqa: ARG002 -- whatever is asked
        raise ServiceBusy("no worker became free", where="queue")


def test_ready_means_that_a_question_gets_its_answer(release: Path) -> None:
    served = open_release(release)
    ready = create_app(served).test_client().get("/readyz")
    busy = create_app(served, desk=Busy(served.store())).test_client()

    assert (ready.status_code, ready.get_json()["status"]) == (200, "ready")
    got = busy.get("/readyz")
    assert (got.status_code, got.get_json()["status"]) == (503, "busy")
    assert got.headers["Retry-After"]
    assert busy.get("/healthz").status_code == 200
    asked = busy.get("/sparql?query=ASK{}")
    assert (asked.status_code, asked.get_json(force=True)["ran-out"]) == (503, "workers")


def test_numbers_are_counted_as_prometheus_reads_them(release: Path) -> None:
    web = create_app(open_release(release), cache=1_000_000).test_client()
    for address in ("/sparql?query=ASK{}", "/sparql?query=ASK{}", "/doc/org.nobody", "/'\"{}"):
        web.get(address).close()
    got = web.get("/metrics")
    lines = got.text.splitlines()

    assert got.mimetype == "text/plain"
    assert 'deungdae_requests_total{route="sparql",status="200"} 2' in lines
    assert 'deungdae_requests_total{route="doc",status="404"} 1' in lines
    assert 'deungdae_requests_total{route="other",status="404"} 1' in lines
    assert 'deungdae_request_seconds_count{route="sparql"} 2' in lines
    assert 'deungdae_cache_hits_total{cache="responses"} 1' in lines
    buckets = [
        line for line in lines if line.startswith('deungdae_request_seconds_bucket{route="sp')
    ]
    assert len(buckets) == len(BUCKETS) + 1
    numbers = [int(line.rpartition(" ")[2]) for line in buckets]
    assert numbers == sorted(numbers)
    sample = re.compile(
        r'^(# TYPE \w+ (counter|gauge|histogram)|\w+({(\w+="[^"]*",?)+})? [\d.e+-]+)$'
    )
    assert [line for line in lines if not sample.match(line)] == []


def written(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()]


def logged(release: Path, place: Path, **options: Any) -> list[dict[str, Any]]:
    log = Log(place=str(place), **options)
    web = create_app(open_release(release), log=log).test_client()
    web.get("/sparql?query=ASK%20%7B%20%23%20secret%0A%7D", headers={"User-Agent": "a b"}).close()
    web.get("/doc/org.nobody").close()
    return written(place)


def test_a_line_is_written_for_every_request_without_its_question(
    release: Path, tmp_path: Path
) -> None:
    place = tmp_path / "log"
    asked, missed = logged(release, place)

    assert (asked["path"], asked["status"], asked["method"]) == ("/sparql", "200", "GET")
    assert (missed["path"], missed["status"]) == ("/doc/org.nobody", "404")
    assert asked["bytes"] > 10
    assert asked["seconds"] >= 0
    assert asked["time"].endswith("+00:00")
    assert "secret" not in place.read_text("utf-8")


def test_questions_are_written_where_somebody_asked_for_it(release: Path, tmp_path: Path) -> None:
    asked, missed = logged(release, tmp_path / "log", has_questions=True)

    assert "# secret\n" in asked["question"]
    assert "question" not in missed


def test_slow_questions_are_written_with_their_text(release: Path, tmp_path: Path) -> None:
    asked, _ = logged(release, tmp_path / "slow", slow=1e-9)
    quick, _ = logged(release, tmp_path / "quick", slow=60)

    assert asked["slow"] is True
    assert "secret" in asked["question"]
    assert "slow" not in quick


def test_indexes_are_there_before_the_first_reader(release: Path) -> None:
    made = create_app(open_release(release))
    make_indexes(made)

    assert "index" in vars(made.extensions[EXTENSION]), "names for the search"
    kept = made.extensions[KEPT]
    asked = '{"q0": {"query": "Mirae Parts"}}'
    told = made.test_client().get("/reconcile", query_string={"queries": asked}).get_json()
    assert told["q0"]["result"][0]["id"] == "org.mirae-parts"
    assert made.extensions[KEPT] is kept
