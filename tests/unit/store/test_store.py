"""The store: what is read stays what it was, and bytes depend on nothing but the quads."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import SourceSyntax, StoreError, UnknownFormat
from kg.store import (
    SYNTAXES,
    canonical,
    compress,
    from_quads,
    graph_bytes,
    load,
    load_bytes,
    read_canonical,
    read_quads,
    syntax_of,
)

if TYPE_CHECKING:
    from pathlib import Path

EX = "https://example.org/"
S, P, G = (NamedNode(EX + name) for name in ("s", "p", "g"))

iris = st.text("abcdefg가나다-", min_size=1, max_size=6).map(lambda name: NamedNode(EX + name))
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
literals = st.one_of(
    texts.map(Literal),
    texts.map(lambda text: Literal(text, language="ko")),
    st.integers(0, 99).map(
        lambda n: Literal(f"0{n}", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    ),
)
quads = st.lists(st.builds(Quad, iris, iris, st.one_of(iris, literals), iris), max_size=12)


@given(quads, st.randoms())
def test_canonical_bytes_do_not_depend_on_order_or_repetition(
    some: list[Quad], random: st.DataObject
) -> None:
    shuffled = [*some, *some]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands a random.Random

    assert canonical(some) == canonical(shuffled)


@given(quads)
def test_canonical_bytes_read_back_as_the_same_quads(some: list[Quad]) -> None:
    body = compress(canonical(some))

    assert set(read_canonical(body, "dataset.nq.gz")) == set(some)


def test_a_literal_keeps_its_spelling_in_canonical_bytes() -> None:
    padded = Literal("007", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))

    assert b'"007"' in canonical([Quad(S, P, padded, G)])


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode("b"), P, S, G),
        Quad(S, P, BlankNode("b"), G),
        Quad(S, P, S, BlankNode("b")),
        Quad(S, P, Triple(S, P, S), G),
    ],
    ids=["subject", "object", "graph", "quoted triple"],
)
def test_canonical_bytes_refuse_what_has_no_name_of_its_own(quad: Quad) -> None:
    with pytest.raises(StoreError, match="no blank nodes") as caught:
        canonical([quad])

    assert caught.value.hint


def test_no_quads_give_no_bytes() -> None:
    assert canonical([]) == b""


def test_gzip_is_the_same_at_any_time() -> None:
    body = compress(b"one line\n")

    assert body[4:8] == bytes(4), "the header names a time"
    assert gzip.decompress(body) == b"one line\n"


def test_a_file_that_is_not_sorted_is_not_canonical() -> None:
    lines = canonical([Quad(S, P, S, G), Quad(S, P, P, G)]).splitlines(keepends=True)

    with pytest.raises(StoreError, match="canonical"):
        read_canonical(b"".join(reversed(lines)), "dataset.nq")


@given(st.lists(st.builds(Triple, iris, iris, st.one_of(iris, literals)), max_size=9), st.randoms())
def test_turtle_does_not_depend_on_order(some: list[Triple], random: st.DataObject) -> None:
    shuffled = [*some]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands a random.Random
    prefixes = {"ex": EX, "no": "https://nobody.example/", "a": EX + "a"}

    assert graph_bytes(some, RdfFormat.TURTLE, prefixes) == graph_bytes(
        shuffled, RdfFormat.TURTLE, prefixes
    )


def test_turtle_names_only_the_prefixes_it_uses_in_alphabetical_order() -> None:
    prefixes = {"z": EX, "b": EX + "deep/", "unused": "https://nobody.example/"}
    triples = [Triple(S, NamedNode(EX + "deep/p"), S)]

    header = graph_bytes(triples, RdfFormat.TURTLE, prefixes).decode().split("\n\n")[0]

    assert [line.split()[1] for line in header.splitlines()] == ["b:", "z:"]


@pytest.mark.parametrize("suffix", [suffix for suffix in SYNTAXES if suffix != ".n3"])
def test_every_syntax_reads_back_what_was_written(suffix: str, tmp_path: Path) -> None:
    triples = {Triple(S, P, Literal("등대", language="ko")), Triple(S, P, S)}
    file = tmp_path / f"data{suffix}"
    file.write_bytes(graph_bytes(triples, SYNTAXES[suffix]))

    assert {quad.triple for quad in load(file)} == triples


def test_named_graphs_only_make_a_default_graph_of_their_union() -> None:
    store = from_quads([Quad(S, P, S, G), Quad(S, P, S, P), Quad(S, P, P, P)])

    assert len(list(store.quads_for_pattern(None, None, None, None))) == 5
    assert bool(store.query(f"ASK {{ <{S.value}> <{P.value}> <{P.value}> }}"))


def test_a_default_graph_of_its_own_is_left_as_it_is() -> None:
    store = from_quads([Quad(S, P, S, G), Quad(S, P, P)])

    assert not bool(store.query(f"ASK {{ <{S.value}> <{P.value}> <{S.value}> }}"))


def test_blank_nodes_of_two_files_are_not_taken_for_one(tmp_path: Path) -> None:
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text(f'_:b <{P.value}> "{name}" .\n')

    store = load(tmp_path / "one.nt", tmp_path / "two.nt")

    assert len({quad.subject for quad in store}) == 2


def test_a_syntax_error_names_file_and_line() -> None:
    with pytest.raises(SourceSyntax) as caught:
        read_quads(b"<https://e/s> <https://e/p>\n\n c .\n", "case.ttl")

    assert caught.value.where == "case.ttl:3:2"


@pytest.mark.parametrize("name", ["data.docx", "data", "ttl", "data.gz"])
def test_a_name_that_tells_no_syntax_is_refused(name: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        syntax_of(name)

    assert caught.value.where == name


@pytest.mark.parametrize("body", [b"", b"no gzip", compress(b"x" * 99)[:-9]])
def test_a_damaged_gzip_file_is_a_syntax_error(body: bytes) -> None:
    with pytest.raises(SourceSyntax, match="gzip"):
        load_bytes(body, "data.nq.gz")


def test_a_file_that_is_not_there_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        load(tmp_path / "nothing.nq")

    assert caught.value.where.endswith("nothing.nq")
