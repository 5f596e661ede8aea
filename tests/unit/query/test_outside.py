"""SERVICE clauses are cut out, asked, and told as VALUES; what is of another kind is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

from kg.errors import QueryRefused, RemoteError
from kg.query.guard import check
from kg.query.outside import MOST_ROWS, clauses, put_in, values_of, without_heads

FAR = "https://far.example/sparql"


def rows(*bindings: dict[str, Any], names: tuple[str, ...] = ("x",)) -> bytes:  # Any: JSON
    told = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(told).encode()


def test_a_clause_is_asked_as_a_query_of_its_own() -> None:
    text = f"PREFIX p: <urn:p#>\nSELECT * {{ ?s p:a ?x SERVICE <{FAR}> {{ ?x p:b ?y }} }}"
    (clause,) = clauses(text)

    assert clause.endpoint == FAR
    assert not clause.is_silent
    assert clause.query == (
        f"PREFIX p: <urn:p#>\nSELECT * WHERE {{ ?x p:b ?y }}\nLIMIT {MOST_ROWS + 1}"
    )
    assert put_in(text, [clause], lambda *_: rows()).endswith("?s p:a ?x VALUES (?x) {  } }")


def test_an_address_may_be_a_prefixed_or_a_relative_name() -> None:
    prefixed = "PREFIX f: <https://far.example/> SELECT * { service silent f:sparql { ?s ?p ?o } }"
    relative = f"BASE <{FAR}/x/> SELECT * {{ SERVICE <../y> {{ ?s ?p <z> }} }}"

    assert clauses(prefixed)[0].endpoint == FAR
    assert clauses(prefixed)[0].is_silent
    assert clauses(relative)[0].endpoint == f"{FAR}/y"
    assert clauses(relative)[0].query.startswith(f"BASE <{FAR}/x/>\n")
    assert clauses("SELECT * { SERVICE <s> { } }", "http://e/b")[0].endpoint == "http://e/s"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * { SERVICE ?e { ?s ?p ?o } }", "written out"),
        ("SELECT * { SERVICE x:y { ?s ?p ?o } }", "written out"),
        (f"SELECT * {{ SERVICE <{FAR}> }}", "written out"),
        ("SELECT * { ?s ?p ?o } SERVICE", "written out"),
        (f"SELECT * {{ SERVICE <{FAR}> {{ SERVICE <{FAR}> {{ }} }} }}", "inside SERVICE"),
        (f"SELECT * {{ {f'SERVICE <{FAR}> {{ }} ' * 5} }}", "more than 4"),
    ],
)
def test_a_clause_of_another_kind_is_refused(text: str, why: str) -> None:
    with pytest.raises(QueryRefused, match=why):
        clauses(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ ?s ?p 'x' FILTER(?a<'b>' ) SERVICE <{FAR}> {{ }} FILTER(?a >'c') }}",
        f"SELECT * {{ SERVICE <{FAR}> {{ ?s ?p ?o }}",
        f"SELECT * {{ S\\u0045RVICE <{FAR}> {{ }} }}",
        f"PREFIX : <{FAR}> SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
        f"PREFIX : <{FAR}> SELECT * {{ SERVICESILENT: {{ ?s ?p ?o }} }}",
    ],
)
def test_what_may_be_read_otherwise_is_left_to_the_guard(text: str) -> None:
    assert clauses(text) == []
    with pytest.raises(QueryRefused):
        check(text)


def test_without_heads_everything_stays_in_its_place() -> None:
    text = f"SELECT * {{\n SERVICE SILENT\n <{FAR}> {{ ?s ?p ?o }} }} ORDER"
    plain = without_heads(text, clauses(text))

    assert len(plain) == len(text)
    assert [*map(len, plain.splitlines())] == [*map(len, text.splitlines())]
    assert plain.split() == ["SELECT", "*", "{", "{", "?s", "?p", "?o", "}", "}", "ORDER"]


def test_a_failure_is_told_unless_the_clause_is_silent() -> None:
    def fails(*_: str) -> bytes:
        raise RemoteError("no answer")

    loud = f"SELECT * {{ SERVICE <{FAR}> {{ ?s ?p ?o }} }}"
    silent = loud.replace("SERVICE", "SERVICE SILENT")

    assert put_in(silent, clauses(silent), fails) == "SELECT * { { } }"
    with pytest.raises(RemoteError):
        put_in(loud, clauses(loud), fails)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"boolean": true}',
        b"[" * 100_000,
        b'{"head":{"vars":["x) {} #"]},"results":{"bindings":[]}}',
        b'{"head":{"vars":[1]},"results":{"bindings":[]}}',
        rows({"x": {"type": "uri", "value": "no> iri"}}),
        rows({"x": {"type": "uri", "value": "relative"}}),
        rows({"x": {"type": "bnode", "value": "b"}}),
        rows({"x": {"type": "triple", "value": {}}}),
        rows({"x": {"type": "literal", "value": "a", "xml:lang": "en} #"}}),
        rows({"x": {"type": "literal", "value": "a", "datatype": "x> {} #"}}),
        rows({"x": {"type": "literal", "value": 5}}),
        rows({"x": "a"}),
        rows(*[{}] * (MOST_ROWS + 1)),
    ],
    ids=lambda body: body[:60].decode(),
)
def test_what_cannot_be_put_in_is_an_error(body: bytes) -> None:
    with pytest.raises(RemoteError):
        values_of(body, FAR)


TERMS = st.one_of(
    st.none(),
    st.sampled_from([NamedNode("urn:a"), NamedNode("http://e/등대?x=%20")]),
    st.text(st.characters(codec="utf-8")).map(Literal),
    st.text(st.characters(codec="utf-8")).map(lambda text: Literal(text, language="ko")),
    st.integers().map(Literal),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(TERMS, TERMS), max_size=4))
def test_any_rows_come_back_as_they_were(
    sent: list[tuple[NamedNode | Literal | None, NamedNode | Literal | None]],
) -> None:
    store = Store()
    lines = " ".join(f"({a or 'UNDEF'} {b or 'UNDEF'})" for a, b in sent)
    there = store.query(f"SELECT * {{ VALUES (?a ?b) {{ {lines} }} }}")
    assert isinstance(there, QuerySolutions)
    body = there.serialize(format=QueryResultsFormat.JSON)
    here = store.query(f"SELECT * {{ {values_of(body or b'', FAR)} }}")
    assert isinstance(here, QuerySolutions)

    assert [(row["a"], row["b"]) for row in here] == sent


def test_the_rows_of_the_whole_are_those_of_one_engine_with_both_graphs() -> None:
    ours, theirs, both = Store(), Store(), Store()
    for number in range(6):
        near = Quad(
            NamedNode(f"urn:s{number}"), NamedNode("urn:is"), NamedNode(f"urn:t{number % 3}")
        )
        far = Quad(NamedNode(f"urn:t{number % 2}"), NamedNode("urn:says"), Literal(number))
        ours.add(near)
        theirs.add(far)
        both.extend([near, far])

    def ask(_: str, query: str) -> bytes:
        found = theirs.query(query)
        assert isinstance(found, QuerySolutions)
        return found.serialize(format=QueryResultsFormat.JSON) or b""

    for around in (
        "?s <urn:is> ?t . {}",
        "{} ?s <urn:is> ?t",
        "?s <urn:is> ?t OPTIONAL {{ {} }}",
        "?s <urn:is> ?t MINUS {{ {} }}",
        "?s <urn:is> ?t FILTER NOT EXISTS {{ {} }}",
        "{{ ?s <urn:is> ?t }} UNION {{ {} }}",
    ):
        split = f"SELECT * {{ {around.format(f'SERVICE <{FAR}> {{ ?t <urn:says> ?n }}')} }}"
        whole = f"SELECT * {{ {around.format('{ ?t <urn:says> ?n }')} }}"
        text = put_in(split, clauses(split), ask)
        check(text)
        found, wanted = ours.query(text), both.query(whole)
        assert isinstance(found, QuerySolutions)
        assert isinstance(wanted, QuerySolutions)
        assert sorted(map(str, found)) == sorted(map(str, wanted)), around
