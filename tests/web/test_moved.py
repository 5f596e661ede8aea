"""Merged ids lead to the one that is left; withdrawn ones say which release had them last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.model.report import Text
from kg.release import Contents, open_release, release_files, write_release
from kg.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

ID = "https://w3id.org/deungdae/id/"


def files(**named: str) -> dict[str, bytes]:
    """Return a release in which each party has its passage; `org.a` answers for `org.merged`."""
    triples: list[tuple[str, NamedNode, NamedNode | Literal, str]] = []
    for passage, name in named.items():
        party, twin = f"org.{name}", f"as.{passage}-{name}"
        triples += [
            (party, vocab.RDF.type, vocab.SME, "graph.1"),
            (party, vocab.SKOS.prefLabel, Literal(name, language="en"), "graph.1"),
            (twin, vocab.RDF.subject, NamedNode(ID + party), "graph.1"),
            (twin, vocab.RDF.predicate, vocab.RDF.type, "graph.1"),
            (twin, vocab.evidence, NamedNode(ID + passage), "graph.1"),
        ]
    triples += [
        ("org.merged", vocab.DCT.isReplacedBy, NamedNode(f"{ID}org.a"), "graph.replaced"),
        ("org.merged", vocab.OWL.deprecated, Literal(value=True), "graph.replaced"),
        # said by a source: a body that came after another is no merged id
        ("org.a", vocab.DCT.isReplacedBy, NamedNode(f"{ID}org.later"), "graph.1"),
    ]
    contents = Contents(
        quads=[Quad(NamedNode(ID + s), p, o, NamedNode(ID + graph)) for s, p, o, graph in triples],
        reports={},
        inputs=(),
        versions={"deungdae": "0"},
        counts={},
        title=Text("사례", "Cases"),
        base=ID,
        licence="CC-BY-4.0",
    )
    return release_files(contents)


@pytest.fixture
def first(tmp_path: Path) -> str:
    return write_release(tmp_path, files(p1="a", p2="gone", p3="old")).name


@pytest.fixture
def web(tmp_path: Path, first: str) -> FlaskClient:
    assert first
    write_release(tmp_path, files(p1="a", p3="new"))
    return create_app(open_release(tmp_path)).test_client()


@pytest.mark.parametrize(("old", "new"), [("org.merged", "org.a"), ("org.old", "org.new")])
def test_an_id_that_became_another_leads_there_for_good(
    web: FlaskClient, old: str, new: str
) -> None:
    thing, page, data = (
        web.get(f"/{path}") for path in (f"id/{old}", f"doc/{old}", f"doc/{old}.ttl")
    )

    assert (thing.status_code, thing.headers["Location"]) == (301, f"/id/{new}")
    assert (page.status_code, page.headers["Location"]) == (301, f"/doc/{new}")
    assert (data.status_code, data.headers["Location"]) == (301, f"/doc/{new}.ttl")
    assert web.get(f"/id/{old}", follow_redirects=True).status_code == 200


def test_a_withdrawn_id_is_gone_and_names_the_release_that_had_it(
    web: FlaskClient, first: str
) -> None:
    for path in ("/id/org.gone", "/doc/org.gone", "/doc/org.gone.ttl"):
        answer = web.get(path)
        assert answer.status_code == 410
        assert answer.mimetype == "application/problem+json"
        assert first in answer.get_json()["detail"]

    page = web.get("/id/org.gone?lang=ko", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert first in page.text
    assert "내려졌습니다" in page.text


def test_what_never_was_is_not_found(web: FlaskClient) -> None:
    assert web.get("/id/org.never").status_code == 404


def test_a_successor_that_a_source_tells_of_is_no_redirect(web: FlaskClient) -> None:
    assert web.get("/id/org.a").status_code == 303


def test_the_page_of_the_survivor_names_its_former_addresses(web: FlaskClient) -> None:
    page = web.get("/doc/org.a?lang=en", headers={"Accept": "text/html"}).text

    assert "Its former addresses" in page
    assert "/doc/org.merged" in page
    data = web.get("/doc/org.a.ttl").text
    assert "isReplacedBy" in data


def test_a_search_does_not_find_a_merged_id(web: FlaskClient) -> None:
    assert "org.merged" not in web.get("/search?q=merged&format=json").text


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/doc/org.a", "/doc/org.a.ttl", "/dumps/dataset.nq.gz", "/dumps/manifest.json"),
        *("/search?q=a&format=json", "/sparql?query=ASK{}", "/reconcile", "/graphs?default"),
        *("/export/graphml", "/releases", "/catalog", "/clusters"),
    ],
)
def test_every_answer_made_of_the_data_names_their_licence(web: FlaskClient, path: str) -> None:
    with web.get(path) as answer:
        assert answer.status_code == 200
        assert (
            '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
            in answer.headers["Link"]
        )
        if answer.mimetype == "text/html":
            foot = b'<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
            assert foot in answer.get_data()


def test_the_ontology_has_a_licence_of_its_own(web: FlaskClient) -> None:
    assert "license" not in web.get("/ont.ttl").headers.get("Link", "")
