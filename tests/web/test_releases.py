"""Findings, what changed between two releases, and the shapes, as pages and as data."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.model.report import Text
from kg.query.diff import diff
from kg.release import Contents, open_release, release_files, write_release
from kg.release.parts import Input
from kg.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.release import Release

ID = "https://w3id.org/deungdae/id/"
REPORT = (
    '{"conforms": true, "counts": {"triples": 1200, "shapes": 31, "targets": 7}, "findings": ['
    '{"severity": "warning", "focus": "' + ID + 'org.a", "rule": "link.conflict", '
    '"message": {"ko": "값이 다릅니다 <b>", "en": "values differ <b>"}, "where": "ab@1-2", '
    '"hint": null, "value": "", "detail": []}, '
    '{"severity": "info", "focus": "x", "rule": "r", "message": {"ko": "참고", "en": "note"}, '
    '"where": "", "hint": {"ko": "보세요", "en": "look"}, "value": "", "detail": []}]}'
)


def built(folder: Path, name: str, digest: str) -> Release:
    graph = NamedNode(f"{ID}graph.a")
    quads = [
        Quad(NamedNode(f"{ID}org.a"), vocab.RDF.type, vocab.SME, graph),
        Quad(NamedNode(f"{ID}org.a"), vocab.SKOS.prefLabel, Literal(name, language="ko"), graph),
        Quad(NamedNode(f"{ID}as.1"), vocab.RDF.type, vocab.Assertion, graph),
        Quad(NamedNode(f"{ID}as.1"), vocab.rule, Literal(name), graph),
    ]
    contents = Contents(
        quads=quads,
        reports={"report.json": REPORT.encode()},
        inputs=(Input(role="source", name="sources/a.txt", digest=digest * 64),),
        versions={"deungdae": "0"},
        counts={},
        title=Text("사례", "Cases"),
        base=ID,
        texts={},
    )
    return open_release(write_release(folder, release_files(contents)))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Release, Release]:
    return built(tmp_path, "가람", "1"), built(tmp_path, "나루", "2")


def test_a_diff_names_things_sources_and_no_evidence(two: tuple[Release, Release]) -> None:
    found = diff(*two)

    assert found.sources == {"sources/a.txt": "changed"}
    (thing,) = found.things
    assert (thing.iri, thing.names["ko"]) == (f"{ID}org.a", "나루")
    assert [len(thing.removed), len(thing.added)] == [1, 1]
    assert not found.is_empty
    assert diff(two[0], two[0]).is_empty


def test_a_finding_leads_to_the_thing_and_to_the_passages(tmp_path: Path) -> None:
    graph = NamedNode(f"{ID}graph.a")
    source = NamedNode(f"{ID}doc.ab")
    title = Literal("개울가의 <변화>", language="ko")
    quads = [
        Quad(source, vocab.RDF.type, vocab.SourceDocument, graph),
        Quad(source, vocab.DCT.title, title, graph),
        Quad(NamedNode(f"{ID}org.a"), vocab.SKOS.prefLabel, Literal("가람", language="ko"), graph),
    ]
    report = {"report.json": REPORT.replace("ab@1-2", "ab@1-2, cd@3-4, a.csv:7").encode()}
    contents = Contents(
        quads=quads, reports=report, inputs=(), versions={}, counts={},
        title=Text("사례", "Cases"), base=ID, texts={},
    )  # fmt: skip
    release = open_release(write_release(tmp_path, release_files(contents)))
    page = create_app(release).test_client().get("/findings?lang=ko").text

    assert '<a href="/doc/org.a?lang=ko">가람</a>' in page
    assert '<a href="/source/doc.ab?lang=ko#p-1-2">개울가의 &lt;변화&gt; (1–2번째 글자)</a>' in page
    assert "cd@3-4 · a.csv:7" in page, "what is no passage here stays as it was told"


@pytest.fixture
def served(two: tuple[Release, Release]) -> FlaskClient:
    return create_app(two[1]).test_client()


def test_the_page_of_releases_tells_what_changed(served: FlaskClient) -> None:
    page = served.get("/releases?lang=ko").text

    assert "sources/a.txt" in page
    assert "가람" in page
    assert "나루" in page
    told = served.get("/releases?format=json").get_json()
    assert told["things"] == [{"iri": f"{ID}org.a", "removed": 1, "added": 1}]


def test_a_first_release_has_nothing_to_be_compared_with(
    two: tuple[Release, Release],
) -> None:
    shutil.rmtree(two[0].path)  # the one before is gone

    page = create_app(two[1]).test_client().get("/releases?lang=en").text

    assert "no earlier release" in page


def test_findings_are_told_in_words_and_can_be_narrowed(served: FlaskClient) -> None:
    both, one = (served.get(f"/findings?lang=en{more}").text for more in ("", "&severity=info"))

    assert "values differ &lt;b&gt;" in both
    assert "1,200" in both
    assert "values differ" not in one
    assert "look" in one
    assert len(served.get("/findings?format=json").get_json()["findings"]) == 2


def test_shapes_are_told_in_words_and_as_turtle(served: FlaskClient) -> None:
    page = served.get("/shapes?lang=en").text
    turtle = served.get("/shapes?format=ttl")

    assert 'id="Assertion"' in page
    assert "Name at least one passage" in page
    assert turtle.mimetype == "text/turtle"
    assert "sh:NodeShape" in turtle.text or "shacl#NodeShape" in turtle.text
