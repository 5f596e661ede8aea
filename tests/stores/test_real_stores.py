"""Oxigraph's server and Virtuoso, started here: the same answers and pages as from memory.

Where a program is missing its tests skip and say so; with `DEUNGDAE_REAL_STORES=must` they fail.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from benchmarks.serving import virtuoso as virtuosos
from benchmarks.serving.servers import free_port, run
from kg.errors import KgError, QueryTimeout, QueryTooLarge, RemoteError
from kg.pipeline.bulk import write_bulk
from kg.pipeline.delivering import deliver
from kg.query.answer import answer
from kg.query.far import FarStore
from kg.query.named import named_queries
from kg.query.serialise import serialise
from kg.release import open_release
from kg.remote.stores import Login, Service, place_of, recognised
from kg.web import create_app
from kg.web.site import Site
from tests.e2e.conftest import serving
from tests.stores.conftest import DATA, made
from tests.stores.small import union_of
from tests.stores.test_far import PREFIXES, QUESTIONS
from tests.web.conftest import release as sample  # noqa: F401 -- a fixture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from kg.release import Release
    from kg.remote.stores import Place

pytestmark = pytest.mark.slow
KINDS = ("oxigraph", "virtuoso")
SECRET, DBA = "hunter2", "dba"
ROWS = 3_000  # Virtuoso's limit here, so that an answer is cut
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?i > ?c) }"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s }"
)
# What engines may do as they like, or Virtuoso does its own way; docs/stores.md says so to readers.
OWN_ORDER = {"virtuoso"}


def missing(name: str) -> None:
    if os.environ.get("DEUNGDAE_REAL_STORES") == "must":
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")


@contextmanager
def started(kind: str, scratch: Path) -> Iterator[Place]:
    """Run one of the stores on loopback in an empty folder until the block ends."""
    if kind == "oxigraph":
        folder = str(Path(sys.executable).parent)
        program = shutil.which(kind, path=f"{folder}{os.pathsep}{os.environ['PATH']}")
        if not program:
            missing(kind)
        command = [str(program), "serve", "--location", str(scratch), "--bind"]
        with run(kind, lambda port: [*command, f"127.0.0.1:{port}"], "/query") as running:
            yield place_of(f"http://127.0.0.1:{running.port}", kind, Login())
        return
    if not virtuosos.program():
        missing("virtuoso-t")
    sql = free_port()

    def command_at(port: int) -> list[str]:
        return virtuosos.command(scratch, http=port, sql=sql, buffers=4_000, rows=ROWS)

    with run(kind, command_at, "/sparql") as running:
        login = Login(scheme="digest", user="dba", secret=DBA)
        yield place_of(f"http://127.0.0.1:{running.port}", kind, login)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    """Both stores at once, started in one go, for the whole module."""
    with ExitStack() as stack:
        found: dict[str, Place] = {}
        for kind in KINDS:
            try:
                place = stack.enter_context(started(kind, tmp_path_factory.mktemp(kind)))
            except pytest.skip.Exception:
                continue
            found[kind] = place
        yield found


@pytest.fixture(scope="module")
def whole(sample: Path) -> Release:  # noqa: F811 -- the fixture
    return open_release(sample)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, places: dict[str, Place]) -> Place:
    if request.param not in places:
        missing(request.param)
    return places[request.param]


def loaded(place: Place, release: Release) -> FarStore:
    deliver(release, Service(place), grace=0)
    return FarStore(place)


def rows(body: bytes, *, keeps_order: bool) -> list[list[str]]:
    """Return rows in which numbers are cut to twelve digits and joined names are sorted."""

    def cell(text: str) -> str:
        for joined in (", ", "|"):
            text = joined.join(sorted(text.split(joined)))
        is_number = re.fullmatch(r"-?\d+\.\d{10,}", text)
        return f"{float(text):.12g}" if is_number else text

    found = [[cell(text) for text in row] for row in csv.reader(io.StringIO(body.decode()))]
    return found if keeps_order else sorted(found)


def said(store: object, text: str, kind: str) -> object:
    found = answer(store, text, base="https://w3id.org/deungdae/id/")  # type: ignore[arg-type]
    if found.kind not in {"SELECT", "ASK"}:
        return serialise(found, "ntriples")
    keeps_order = kind not in OWN_ORDER and "GROUP_CONCAT" not in text
    return rows(serialise(found, "csv"), keeps_order=keeps_order)


def test_the_kept_questions_have_the_answers_of_memory(place: Place, whole: Release) -> None:
    store, here = loaded(place, whole), whole.store()
    asked = [query.text for query in named_queries()]
    found = [said(store, text, place.kind) for text in asked]

    assert len(asked) >= 25
    assert found == [said(here, text, place.kind) for text in asked]
    assert sum(bool(each) for each in found) == len(asked)


def test_every_kind_of_question_has_the_answer_of_memory(place: Place, first: Release) -> None:
    store, here = loaded(place, first), first.store()
    for text in QUESTIONS:
        expected = said(here, PREFIXES + text, place.kind)

        assert said(store, PREFIXES + text, place.kind) == expected, text


def test_literals_come_back_as_they_were(place: Place, first: Release, second: Release) -> None:
    for release in (first, second):
        store = loaded(place, release)

        assert {str(quad.triple) for quad in store.everything()} == union_of(release.store())
        assert said(store, "CONSTRUCT WHERE { ?s ?p ?o }", place.kind) == said(
            release.store(), "CONSTRUCT WHERE { ?s ?p ?o }", place.kind
        )


def pages(web: FlaskClient) -> list[str]:
    """Return the paths of all things, and of pages that look at everything."""
    listed = web.get("/sitemap.xml").get_data(as_text=True)
    found = sorted(set(re.findall(r"<loc>https?://[^/]+(/(?:doc|source)/[^<]*)</loc>", listed)))
    fixed = [
        "/",
        "/clusters",
        "/search?q=가상",
        "/search?q=gasang",
        "/shapes",
        "/review",
        "/catalog",
    ]
    return [*found, *fixed, "/query/cq01", "/query/cq20", "/reconcile", "/sparql"]


def test_pages_are_those_of_memory(place: Place, whole: Release) -> None:
    """With the release's folder beside the store every byte of every page is the same."""
    store = loaded(place, whole)
    far = Site(digest=whole.digest, far=store, base=whole.manifest["base"], release=whole)
    here, there = create_app(whole).test_client(), create_app(far).test_client()
    paths = pages(here)

    assert len(paths) >= 20
    for path in paths:
        for language in ("ko", "en"):
            told = {"Accept": "text/html", "Accept-Language": language}
            expected, got = here.get(path, headers=told), there.get(path, headers=told)

            assert got.status_code == expected.status_code == 200, path
            if "/query/cq20" not in path:  # GROUP_CONCAT joins in any order
                assert got.get_data(as_text=True) == expected.get_data(as_text=True), path


def test_without_its_folder_a_release_is_served_all_the_same(place: Place, whole: Release) -> None:
    store = loaded(place, whole)
    web = create_app(Site(digest=whole.digest, far=store, base=store.about["base"])).test_client()
    told = {"Accept": "text/html", "Accept-Language": "en"}

    assert "Invented cases" in web.get("/", headers=told).get_data(as_text=True)
    assert web.get("/dumps/dataset.nq.gz").status_code == 404
    for path in (
        "/doc/org.gasang-electronics",
        "/findings",
        "/releases",
        "/catalog",
        "/search?q=가상",
    ):
        assert web.get(path, headers=told).status_code == 200, path


def test_a_release_takes_the_place_of_another(
    place: Place, first: Release, second: Release
) -> None:
    store = loaded(place, first)
    again = deliver(first, Service(place), grace=0)
    moved = deliver(second, Service(place), grace=0)
    graphs = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"

    assert again.sent == 0
    assert moved.dropped == 3  # the graph that changed, the union and the index
    store._seen = 0.0
    with pytest.raises(KgError, match="another release"):
        said(store, graphs, place.kind)
    assert said(FarStore(place), f"{graphs} ORDER BY ?g", place.kind) == said(
        second.store(), f"{graphs} ORDER BY ?g", place.kind
    )


def test_updates_do_where_graphs_cannot_be_put(place: Place, second: Release) -> None:
    from dataclasses import replace

    only = replace(place, graphs="")
    deliver(second, Service(only), grace=0)
    store = FarStore(only)

    assert said(store, "CONSTRUCT WHERE { ?s ?p ?o }", place.kind) == said(
        second.store(), "CONSTRUCT WHERE { ?s ?p ?o }", place.kind
    )


def test_a_store_is_known_by_its_own_words(place: Place) -> None:
    assert recognised(place.address) == place.kind


def test_virtuoso_never_gives_a_part_for_the_whole(
    places: dict[str, Place], whole: Release
) -> None:
    if "virtuoso" not in places:
        missing("virtuoso-t")
    store = loaded(places["virtuoso"], whole)
    many = "SELECT * { ?s a ?t . ?x ?y ?z }"
    for text in (many, "CONSTRUCT { ?s ?y ?z } WHERE { ?s a ?t . ?x ?y ?z }"):
        with pytest.raises(QueryTooLarge, match=f"{ROWS} rows"):
            said(store, text, "virtuoso")
    begun = time.monotonic()
    with pytest.raises(QueryTimeout):
        said(FarStore(places["virtuoso"], seconds=1.0), HEAVY, "virtuoso")

    assert time.monotonic() - begun < 4
    assert {str(quad.triple) for quad in store.everything()} == union_of(whole.store())


def test_virtuoso_refuses_strangers(places: dict[str, Place], tmp_path: Path) -> None:
    from dataclasses import replace

    if "virtuoso" not in places:
        missing("virtuoso-t")
    unseen = made(tmp_path / "unseen", DATA.replace("지어낸전자", "낯선전자"))
    wrong = replace(places["virtuoso"], login=Login(scheme="digest", user="dba", secret=SECRET))
    with pytest.raises(RemoteError, match="does not accept the login") as caught:
        deliver(unseen, Service(wrong), grace=0)
    nobody = replace(places["virtuoso"], login=Login())
    with pytest.raises(RemoteError, match="wants a login"):
        deliver(unseen, Service(nobody, retries=0), grace=0)

    assert SECRET not in str(caught.value)


def test_files_for_its_own_loader_do_as_well(tmp_path: Path, first: Release) -> None:
    """Oxigraph's loader takes them offline; afterwards nothing is sent, and the release served."""
    write_bulk(first, tmp_path / "bulk", "oxigraph")
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )
    if not program:
        missing("oxigraph")
    data = str(tmp_path / "bulk" / "release.nq")
    store = tmp_path / "store"
    subprocess.run(
        [str(program), "load", "--location", str(store), "--file", data],
        check=True,
        capture_output=True,
    )
    with started("oxigraph", store) as place:
        done = deliver(first, Service(place), grace=0)
        found = said(FarStore(place), "CONSTRUCT WHERE { ?s ?p ?o }", "oxigraph")

    assert done.sent == 0
    assert found == said(first.store(), "CONSTRUCT WHERE { ?s ?p ?o }", "oxigraph")


def test_the_service_answers_from_a_store_and_follows_it(
    tmp_path: Path, first: Release, second: Release
) -> None:
    """`kg serve` answers from it, a runaway ends, and the next release is taken up."""
    with started("oxigraph", tmp_path / "store") as place:
        deliver(first, Service(place), grace=0)
        with serving(
            options=("--store", place.address, "--workers", "2", "--timeout", "2")
        ) as ours:
            named = "SELECT ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }"
            before = ours.ask(named)
            refused = ours.ask("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
            deliver(second, Service(place), grace=0)
            end = time.monotonic() + 20
            while ours.release() != second.digest and time.monotonic() < end:
                time.sleep(0.1)
            after = ours.ask(named)
            runaway = ours.ask(ENDLESS)

    assert not [line for line in ours.said if not line.startswith("kg serve: ")]
    assert "지어낸전자" in before.body.decode()
    assert runaway.status == 503
    assert runaway.json()["ran-out"] == "time"
    assert refused.status == 403
    assert "새이름전자" in after.body.decode()
    assert "지어낸전자" not in after.body.decode()


def test_other_graphs_of_the_store_are_left_alone(place: Place, first: Release) -> None:
    service = Service(place)
    somebody = NamedNode("urn:somebody")
    service.put(somebody.value, f"{Quad(*[somebody] * 3).triple} .\n".encode())
    store = loaded(place, first)
    found = said(store, "SELECT ?s { ?s ?p <urn:somebody> }", place.kind)
    inside = said(store, "SELECT ?s { GRAPH ?g { ?s ?p <urn:somebody> } }", place.kind)
    kept = service.query(
        "SELECT ?s { GRAPH <urn:somebody> { ?s ?p ?o } }", "application/sparql-results+json"
    ).read()

    assert found == inside == [["s"]]
    assert b"urn:somebody" in (kept or b"")
