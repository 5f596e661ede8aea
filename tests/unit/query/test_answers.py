"""Answers: asked of the right graphs, and written so that a reader can use them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import get_args

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import QuerySyntax, StoreError, UnknownFormat
from kg.query.answer import Question, answer
from kg.query.prefixes import PREFIXES, prologue, shorten
from kg.query.serialise import GRAPHS, SHORT, TABLES, media_types, serialise
from kg.query.table import shown, table, width
from kg.store import load_bytes

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
DATA = f"""
<https://e/s> {LABEL} "가온정밀"@ko <https://e/g1> .
<https://e/s> {LABEL} "Gaon, \\"Precision\\""@en <https://e/g2> .
<https://e/t> <https://e/p> "1.5"^^<http://www.w3.org/2001/XMLSchema#double> <https://e/g2> .
"""
SELECT = (
    "SELECT ?s ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name"
)
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def store() -> Store:
    return load_bytes(DATA.encode(), "data.nq")


def rows(
    store: Store,
    text: str,
    *,
    default_graphs: list[str] | None = None,
    named_graphs: list[str] | None = None,
) -> list[list[str]]:
    found = answer(
        store, text, default_graphs=default_graphs or [], named_graphs=named_graphs or []
    )
    body = serialise(found, "csv").decode()
    return list(csv.reader(io.StringIO(body)))[1:]


def test_an_answer_tells_its_kind_and_its_variables_in_order(store: Store) -> None:
    found = answer(store, SELECT)

    assert (found.kind, found.variables) == ("SELECT", ("s", "name"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("ASK {}", "ASK"), (ALL, "CONSTRUCT"), ("DESCRIBE <https://e/s>", "DESCRIBE")],
)
def test_other_kinds_have_no_variables(store: Store, text: str, kind: str) -> None:
    found = answer(store, text)

    assert (found.kind, found.variables) == (kind, ())


def test_the_default_graph_is_the_union(store: Store) -> None:
    assert len(rows(store, SELECT)) == 2


def test_default_graphs_of_the_request_are_the_only_ones_asked(store: Store) -> None:
    assert rows(store, SELECT, default_graphs=["https://e/g1"]) == [["https://e/s", "가온정밀"]]


def test_named_graphs_alone_leave_the_default_graph_empty(store: Store) -> None:
    inside = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"

    assert rows(store, SELECT, named_graphs=["https://e/g1"]) == []
    assert rows(store, inside, named_graphs=["https://e/g1"]) == [["https://e/g1"]]


def test_graphs_of_the_request_win_over_from_lines(store: Store) -> None:
    text = SELECT.replace("{", "FROM <https://e/g2> {", 1)

    assert rows(store, text, default_graphs=["https://e/g1"])[0][1] == "가온정밀"


def test_a_graph_name_that_is_no_iri_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="absolute IRI"):
        answer(store, SELECT, default_graphs=["no iri"])


def test_no_prefix_is_declared_for_the_asker(store: Store) -> None:
    text = "ASK { ?s skos:prefLabel ?o }"

    with pytest.raises(QuerySyntax, match="not declared"):
        answer(store, text)
    assert bool(answer(store, prologue() + text).result)


def test_json_follows_the_result_format(store: Store) -> None:
    found = json.loads(serialise(answer(store, SELECT), "application/sparql-results+json"))

    assert found["head"]["vars"] == ["s", "name"]
    assert found["results"]["bindings"][1]["name"] == {
        "type": "literal",
        "value": "가온정밀",
        "xml:lang": "ko",
    }


def test_xml_follows_the_result_format(store: Store) -> None:
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ET.fromstring(serialise(answer(store, SELECT), "xml"))  # noqa: S314 - our own bytes

    assert [node.get("name") for node in root.iter(f"{space}variable")] == ["s", "name"]
    assert len(list(root.iter(f"{space}result"))) == 2


def test_csv_quotes_what_it_must_and_tsv_keeps_terms(store: Store) -> None:
    assert rows(store, SELECT)[0] == ["https://e/s", 'Gaon, "Precision"']
    assert '<https://e/s>\t"가온정밀"@ko' in serialise(answer(store, SELECT), "tsv").decode()


@pytest.mark.parametrize("media_type", ["application/json", "text/xml"])
def test_yes_and_no_can_be_written(store: Store, media_type: str) -> None:
    assert b"false" in serialise(answer(store, "ASK { ?s ?s ?s }"), media_type)


@pytest.mark.parametrize("media_type", sorted(GRAPHS))
def test_every_graph_syntax_reads_back(store: Store, media_type: str) -> None:
    body = serialise(answer(store, ALL), media_type)

    found = {quad.triple for quad in parse(body, GRAPHS[media_type])}
    assert len(found) == 3


def test_the_same_question_gives_the_same_bytes(store: Store) -> None:
    bodies = {serialise(answer(store, ALL), "text/turtle") for _ in range(5)}

    assert len(bodies) == 1


def test_turtle_uses_the_prefixes_readers_know(store: Store) -> None:
    assert b"skos:prefLabel" in serialise(answer(store, ALL), "turtle")


@pytest.mark.parametrize("text", [SELECT, ALL])
@pytest.mark.parametrize("form", ["application/pdf", "", "doc"])
def test_an_unknown_form_is_refused_with_the_possible_ones(
    store: Store, text: str, form: str
) -> None:
    with pytest.raises(UnknownFormat) as caught:
        serialise(answer(store, text), form)

    assert "use one of" in caught.value.hint


def test_rows_are_not_written_as_a_graph_nor_a_graph_as_rows(store: Store) -> None:
    with pytest.raises(UnknownFormat, match="SELECT"):
        serialise(answer(store, SELECT), "text/turtle")
    with pytest.raises(UnknownFormat, match="CONSTRUCT"):
        serialise(answer(store, ALL), "csv")


def test_a_predicate_that_is_no_xml_name_is_an_error_not_broken_xml() -> None:
    odd = load_bytes(b"<https://e/s> <https://e/1> <https://e/o> .", "data.nt")

    body = b""
    try:
        body = serialise(answer(odd, ALL), "application/rdf+xml")
    except StoreError as error:
        assert "text/turtle" in error.hint  # noqa: PT017 - either outcome is right
    else:
        assert len(list(parse(body, RdfFormat.RDF_XML))) == 1


@pytest.mark.parametrize("kind", get_args(Question))
def test_every_kind_has_forms_and_every_short_name_is_one(kind: Question) -> None:
    assert media_types(kind)
    assert set(SHORT.values()) <= set(TABLES) | set(GRAPHS)


def test_a_table_is_aligned_by_what_letters_take_on_a_screen(store: Store) -> None:
    lines = table(answer(store, SELECT)).splitlines()

    assert lines[0].split() == ["s", "name"]
    assert {width(line[: line.index("G")]) for line in lines if "Gaon" in line} == {
        width(line[: line.index("가")]) for line in lines if "가온" in line
    }
    assert lines[-1] == "(2)"


def test_a_table_without_rows_still_names_its_columns(store: Store) -> None:
    lines = table(
        answer(store, "SELECT ?wide_name { ?wide_name ?p <https://e/none> }")
    ).splitlines()

    assert lines == ["wide_name", "─" * 9, "(0)"]


def test_yes_no_and_triples_are_shown_too(store: Store) -> None:
    assert table(answer(store, "ASK {}")) == "true"
    assert "skos:prefLabel" in table(answer(store, ALL))


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("ab", 2), ("등대", 4), ("e\u0301", 1), ("등", 2), ("한", 2), ("Ａ", 2)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_long_cell_is_cut_inside_its_columns() -> None:
    from pyoxigraph import Literal

    cut = shown(Literal("등대" * 50), 11)

    assert cut == "등대등대등…"
    assert width(cut) == 11


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (PREFIXES["dd"] + "SME", "dd:SME"),
        (PREFIXES["dd"], PREFIXES["dd"]),
        ("https://schema.org/Event", "schema:Event"),
        ("https://nobody.example/x", "https://nobody.example/x"),
    ],
)
def test_an_iri_is_shortened_when_its_space_is_known(iri: str, short: str) -> None:
    assert shorten(iri) == short
