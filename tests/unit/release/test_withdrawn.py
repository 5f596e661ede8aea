"""Ids that a release has and the next one has not are remembered beside the releases."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.model.report import Text
from kg.release import WITHDRAWN, Contents, Gone, read_withdrawn, release_files, write_release
from kg.release.withdrawn import ids

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://data.example/id/"


def files(**named: str) -> dict[str, bytes]:
    """Return a release in which passages name parties: `files(passage="org.party")`."""
    quads = []
    for passage, party in named.items():
        twin = f"as.{passage}-{party.replace('.', '-')}"
        triples = (
            (party, vocab.RDF.type, vocab.SME),
            (twin, vocab.RDF.subject, NamedNode(BASE + party)),
            (twin, vocab.RDF.predicate, vocab.RDF.type),
            (twin, vocab.evidence, NamedNode(BASE + passage)),
        )
        quads += [
            Quad(NamedNode(BASE + s), p, o, NamedNode(f"{BASE}graph.1")) for s, p, o in triples
        ]
    contents = Contents(
        quads=quads,
        reports={},
        inputs=(),
        versions={"deungdae": "0"},
        counts={},
        title=Text("사례", "Cases"),
        base=BASE,
    )
    return release_files(contents)


def parties(folder: Path) -> dict[str, Gone]:
    return {name: gone for name, gone in read_withdrawn(folder).items() if name.startswith("org.")}


def test_the_last_release_that_had_an_id_is_told(tmp_path: Path) -> None:
    first = write_release(tmp_path, files(p1="org.a", p2="org.b")).name
    write_release(tmp_path, files(p1="org.a"))
    write_release(tmp_path, files(p1="org.a", p3="org.c"))

    assert parties(tmp_path) == {"org.b": Gone(first)}


def test_an_id_that_is_back_is_not_withdrawn(tmp_path: Path) -> None:
    for told in ({"p1": "org.a", "p2": "org.b"}, {"p1": "org.a"}, {"p1": "org.a", "p2": "org.b"}):
        write_release(tmp_path, files(**told))

    assert parties(tmp_path) == {}


def test_the_party_that_the_same_words_name_now_answers(tmp_path: Path) -> None:
    first = write_release(tmp_path, files(p1="org.old", p2="org.old", p3="org.x")).name
    write_release(tmp_path, files(p1="org.new", p2="org.new", p3="org.x"))

    assert parties(tmp_path) == {"org.old": Gone(first, "org.new")}


@pytest.mark.parametrize(
    "after",
    [{"p1": "org.one", "p2": "org.two"}, {"p1": "person.one", "p2": "person.one"}],
    ids=["two parties", "another kind"],
)
def test_nothing_answers_where_words_do_not_name_one_party(
    tmp_path: Path, after: dict[str, str]
) -> None:
    first = write_release(tmp_path, files(p1="org.old", p2="org.old")).name
    write_release(tmp_path, files(**after))

    assert parties(tmp_path) == {"org.old": Gone(first)}


def test_what_was_withdrawn_is_known_when_the_old_release_is_thrown_away(tmp_path: Path) -> None:
    first = write_release(tmp_path, files(p1="org.a", p2="org.b"))
    second = write_release(tmp_path, files(p1="org.a"))
    shutil.rmtree(first)
    write_release(tmp_path, files(p1="org.a", p3="org.c"))
    shutil.rmtree(second)
    write_release(tmp_path, files(p1="org.a", p3="org.c", p4="org.d"))

    assert parties(tmp_path) == {"org.b": Gone(first.name)}


def test_the_first_release_and_the_same_again_note_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        write_release(tmp_path, files(p1="org.a"))

    assert not (tmp_path / WITHDRAWN).exists()
    assert read_withdrawn(tmp_path) == {}


def test_only_subjects_below_the_base_are_ids() -> None:
    plain = b"\n".join(
        f"<{iri}> <{BASE}p> <{BASE}o> <{BASE}g> .".encode()
        for iri in (
            f"{BASE}org.a",
            f"{BASE}org.b#part",
            f"{BASE}x/y",
            "https://other.example/org.c",
        )
    )

    assert ids(plain, BASE) == {"org.a"}
