"""Releases: the same inputs give the same bytes, and only what is whole is opened."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg import vocab
from kg.errors import ReleaseError, StoreBusy, StoreError
from kg.model.document import Document, Row, Table
from kg.model.report import Text
from kg.release import (
    Contents,
    Input,
    check_evidence,
    open_data,
    open_release,
    previous_of,
    release_files,
    write_release,
)
from kg.store import canonical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASE = "https://data.example/id/"
GRAPH = NamedNode(BASE + "graph.1")
SOURCE = "ab" * 32
TEXT = "해담정공은 가람산업부의 도움을 받았다."


def node(name: str) -> NamedNode:
    return NamedNode(BASE + name)


def quads(quote: str = "가람산업부의", start: int = 6, end: int = 12) -> list[Quad]:
    """Return one assertion with one passage, and a link."""
    number = vocab.XSD.nonNegativeInteger
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node("org.a"), vocab.SKOS.prefLabel, Literal("해담정공", language="ko")),
        (node("org.a"), vocab.RDF.type, vocab.SME),
        (node("doc.1"), vocab.RDF.type, vocab.SourceDocument),
        (node("doc.1"), vocab.DCT.identifier, Literal(f"sha256:{SOURCE}")),
        (node("as.1"), vocab.RDF.type, vocab.Assertion),
        (node("as.1"), vocab.evidence, node("pa.1")),
        (node("pa.1"), vocab.OA.hasSource, node("doc.1")),
        (node("pa.1"), vocab.OA.hasSelector, node("pos.1")),
        (node("pa.1"), vocab.OA.hasSelector, node("quote.1")),
        (node("pos.1"), vocab.OA.start, Literal(str(start), datatype=number)),
        (node("pos.1"), vocab.OA.end, Literal(str(end), datatype=number)),
        (node("quote.1"), vocab.OA.exact, Literal(quote)),
        (node("link.1"), vocab.RDF.type, vocab.IdentityLink),
        (node("link.1"), vocab.RDF.subject, node("org.a")),
        (node("link.1"), vocab.RDF.predicate, vocab.SKOS.exactMatch),
        (node("link.1"), vocab.RDF.object, NamedNode("http://www.wikidata.org/entity/Q1")),
        (node("link.1"), vocab.confidence, Literal("0.9", datatype=vocab.XSD.double)),
        (node("link.1"), vocab.justification, Literal("ManualMappingCuration")),
    ]
    return [Quad(subject, predicate, value, GRAPH) for subject, predicate, value in triples]


def contents(some: list[Quad] | None = None, **changes: object) -> Contents:
    plain = Contents(
        quads=quads() if some is None else some,
        reports={"report.json": b"{}\n"},
        inputs=[
            Input(role="source", name="b.txt", digest=SOURCE, published="2022-03-04"),
            Input(role="authority", name="a.csv", digest="cd" * 32),
        ],
        versions={"deungdae": "0.0"},
        counts={"passages": 1},
        title=Text("사례", "Cases"),
        base=BASE,
        licence="CC-BY-4.0",
        publisher="해담연구소",
        texts={SOURCE: TEXT},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the tests name real fields


def document(text: str = TEXT) -> Document:
    return Document(source=SOURCE, name="b.txt", text=text)


def test_the_order_of_quads_and_inputs_changes_no_byte() -> None:
    turned = contents(quads()[::-1])
    turned = replace(turned, inputs=turned.inputs[::-1])

    assert release_files(contents()) == release_files(turned)


def test_a_release_holds_what_the_design_promises() -> None:
    names = set(release_files(contents()))

    assert names == {
        "dataset.nq.gz",
        "report.json",
        "void.ttl",
        "catalog.ttl",
        "links.sssom.tsv",
        f"sources/{SOURCE}.txt",
        "manifest.json",
    }


def test_the_manifest_names_inputs_versions_counts_and_files() -> None:
    told = json.loads(release_files(contents())["manifest.json"])

    assert [each["name"] for each in told["inputs"]] == ["a.csv", "b.txt"]
    assert told["versions"] == {"deungdae": "0.0"}
    assert told["counts"] == {"passages": 1}
    assert set(told["files"]) == set(release_files(contents())) - {"manifest.json"}


def test_nothing_in_a_release_tells_the_day_it_was_built() -> None:
    from datetime import UTC, datetime

    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()

    assert not [name for name, body in release_files(contents()).items() if today in body]


def test_the_catalogue_is_as_new_as_the_newest_source_and_gives_checksums() -> None:
    files = release_files(contents())
    objects = {quad.object for quad in parse(files["catalog.ttl"], RdfFormat.TURTLE)}
    told = json.loads(files["manifest.json"])["files"]["dataset.nq.gz"]

    assert Literal("2022-03-04", datatype=vocab.XSD.date) in objects
    assert told["sha256"] in {getattr(term, "value", "") for term in objects}
    assert NamedNode("https://creativecommons.org/licenses/by/4.0/") in objects
    assert NamedNode("https://data.example/dumps/dataset.nq.gz") in objects


def test_void_counts_triples_once_whatever_graphs_they_stand_in() -> None:
    elsewhere = [Quad(q.subject, q.predicate, q.object, node("graph.2")) for q in quads()]
    twice = [*quads(), *elsewhere]
    triples = NamedNode("http://rdfs.org/ns/void#triples")

    def count(some: list[Quad]) -> list[str]:
        body = release_files(contents(some))["void.ttl"]
        return [
            getattr(quad.object, "value", "")
            for quad in parse(body, RdfFormat.TURTLE)
            if quad.predicate == triples
        ]

    assert count(quads()) == count(twice) == [str(len(quads()))]


def test_descriptions_have_no_blank_nodes() -> None:
    files = release_files(contents())

    for name in ("void.ttl", "catalog.ttl"):
        assert not [
            quad
            for quad in parse(files[name], RdfFormat.TURTLE)
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        ]


def test_links_are_one_sssom_row_each() -> None:
    lines = release_files(contents())["links.sssom.tsv"].decode().splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]

    assert table == [
        [
            "subject_id",
            "subject_label",
            "predicate_id",
            "predicate_modifier",
            "object_id",
            "object_label",
            "mapping_justification",
            "confidence",
            "mapping_tool",
            "comment",
        ],
        [
            "id:org.a",
            "해담정공",
            "skos:exactMatch",
            "",
            "wd:Q1",
            "",
            "semapv:ManualMappingCuration",
            "0.9",
            "",
            "",
        ],
    ]
    assert "#license: https://creativecommons.org/licenses/by/4.0/" in lines


def test_a_dataset_without_links_has_a_table_with_its_header_only() -> None:
    body = release_files(contents([quads()[0]]))["links.sssom.tsv"].decode()

    assert body.splitlines()[-1].startswith("subject_id")


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(StoreError, match="blank"):
        release_files(contents([Quad(BlankNode("b"), vocab.RDF.type, vocab.SME, GRAPH)]))


def test_a_release_is_written_under_its_digest_and_opened_again(tmp_path: Path) -> None:
    place = write_release(tmp_path, release_files(contents()))
    release = open_release(tmp_path)

    assert release.path == place.resolve()
    assert release.digest == place.name
    assert canonical(release.quads()) == canonical(quads())
    assert release.text(SOURCE) == TEXT
    assert release.text("00" * 32) is None
    assert bool(release.store().query(f"ASK {{ <{BASE}org.a> a <{vocab.SME.value}> }}"))


def test_writing_the_same_release_again_changes_nothing(tmp_path: Path) -> None:
    first = write_release(tmp_path, release_files(contents()))
    before = {path: path.stat().st_mtime_ns for path in first.rglob("*")}

    assert write_release(tmp_path, release_files(contents())) == first
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*")} == before
    assert previous_of(tmp_path, first.name) is None


def test_the_current_release_follows_and_its_history_is_kept(tmp_path: Path) -> None:
    first = write_release(tmp_path, release_files(contents()))
    second = write_release(tmp_path, release_files(contents(counts={"passages": 2})))

    assert open_release(tmp_path).digest == second.name
    assert previous_of(tmp_path, second.name) == first.name
    assert open_release(first).digest == first.name


def test_leftovers_of_a_killed_build_are_swept_away(tmp_path: Path) -> None:
    left = tmp_path / ".building-1" / "sources"
    left.mkdir(parents=True)
    (left / "half.txt").write_text("ha")
    (tmp_path / ".current-1").symlink_to("nowhere")
    (tmp_path / ".history.jsonl.1.part").write_text("{")

    write_release(tmp_path, release_files(contents()))

    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == [
        ".lock"
    ]


def test_two_builds_at_once_are_kept_apart(tmp_path: Path) -> None:
    handle = os.open(tmp_path / ".lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(StoreBusy) as caught:
            write_release(tmp_path, release_files(contents()))
    finally:
        os.close(handle)

    assert caught.value.hint
    assert not (tmp_path / "current").exists()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def _flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("name", sorted(release_files(contents())))
@pytest.mark.parametrize("damage", [_cut, _flip, _gone])
def test_a_damaged_release_is_refused_with_the_file_and_mended_by_a_build(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    place = write_release(tmp_path, release_files(contents()))
    damage(place / name)

    with pytest.raises(ReleaseError) as caught:
        open_release(tmp_path)
    assert caught.value.where.endswith(name)
    assert caught.value.hint
    write_release(tmp_path, release_files(contents()))
    assert open_release(tmp_path).digest == place.name


def test_a_release_copied_to_another_name_is_still_checked(tmp_path: Path) -> None:
    place = write_release(tmp_path, release_files(contents()))
    copy = place.rename(tmp_path / "copy")

    assert open_release(copy).digest == place.name
    _cut(copy / "void.ttl")
    with pytest.raises(ReleaseError, match="damaged"):
        open_release(copy)


def test_where_nothing_was_built_the_error_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        open_release(tmp_path)

    assert "kg build" in caught.value.hint


def test_a_project_is_opened_by_its_current_release(tmp_path: Path) -> None:
    write_release(tmp_path / "out", release_files(contents()))
    (tmp_path / "kg.toml").write_text('output = "out"\n')

    assert len(open_data(tmp_path)) == 2 * len(quads())


def test_rdf_files_are_opened_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_bytes(canonical(quads()))
    (tmp_path / "b.nt").write_text("<https://e/s> <https://e/p> <https://e/o> .\n")

    assert len(open_data(tmp_path)) == 2 * len(quads()) + 1
    assert len(open_data(tmp_path / "a.nq", tmp_path / "b.nt")) == 2 * len(quads()) + 1


def test_a_release_of_another_form_is_refused(tmp_path: Path) -> None:
    place = write_release(tmp_path, release_files(contents())).rename(tmp_path / "old")
    told = json.loads((place / "manifest.json").read_text())
    (place / "manifest.json").write_text(json.dumps({**told, "format": 0}))

    with pytest.raises(ReleaseError, match="form 0"):
        open_release(place)


def test_a_quote_that_stands_where_it_says_is_counted() -> None:
    checked = check_evidence(quads(), [document()], [])

    assert (checked.assertions, checked.passages, checked.findings) == (1, 1, ())


@pytest.mark.parametrize(
    ("some", "text"),
    [
        (quads(quote="가람산업부가"), TEXT),
        (quads(start=5, end=11), TEXT),
        (quads(), " " + TEXT),
        (quads(start=600, end=606), TEXT),
        ([quad for quad in quads() if quad.predicate != vocab.OA.exact], TEXT),
        ([quad for quad in quads() if quad.predicate != vocab.OA.start], TEXT),
        ([quad for quad in quads() if quad.predicate != vocab.DCT.identifier], TEXT),
        ([quad for quad in quads() if quad.predicate != vocab.evidence], TEXT),
    ],
    ids=[
        "another word",
        "a place before",
        "a shifted text",
        "behind the end",
        "no quote",
        "no place",
        "no source",
        "no evidence",
    ],
)
def test_evidence_that_fails_is_a_violation(some: list[Quad], text: str) -> None:
    checked = check_evidence(some, [document(text)], [])

    assert checked.passages == 0
    assert [finding.severity for finding in checked.findings] == ["violation"]
    assert checked.findings[0].message.ko != checked.findings[0].message.en


def test_a_quote_from_a_source_that_is_not_there_is_a_violation() -> None:
    assert check_evidence(quads(), [], []).findings


@pytest.mark.parametrize(
    ("row", "column", "passages"), [("7", "기업", 1), ("8", "기업", 0), ("7", "지원", 0)]
)
def test_a_quoted_cell_is_looked_up_in_its_row_and_column(
    row: str, column: str, passages: int
) -> None:
    cells = {"기업": "해담정공", "지원": "가람산업부"}
    table = Table(
        source=SOURCE, name="t.csv", columns=tuple(cells), rows=(Row(number=7, cells=cells),)
    )
    some = [quad for quad in quads("해담정공") if quad.subject != node("pos.1")]
    some += [
        Quad(node("pos.1"), vocab.row, Literal(row, datatype=vocab.XSD.integer), GRAPH),
        Quad(node("pos.1"), vocab.column, Literal(column), GRAPH),
    ]

    assert check_evidence(some, [], [table]).passages == passages


def test_void_counts_links_by_data_set_and_kind() -> None:
    targets = [NamedNode(f"https://other.example/id/{name}") for name in "ab"]
    some = [Quad(node("org.a"), vocab.SKOS.exactMatch, each, GRAPH) for each in targets]
    body = release_files(contents([*quads(), *some]))["void.ttl"]
    space = "http://rdfs.org/ns/void#"
    told = [
        (each.subject, each.predicate.value.removeprefix(space), getattr(each.object, "value", ""))
        for each in parse(body, RdfFormat.TURTLE)
    ]
    sets = {subject for subject, _, value in told if value == space + "Linkset"}
    of_sets = {(name, value) for subject, name, value in told if subject in sets}

    assert ("triples", "2") in of_sets
    assert ("linkPredicate", vocab.SKOS.exactMatch.value) in of_sets
    assert "https://other.example/id/" in {value for _, name, value in told if name == "uriSpace"}
