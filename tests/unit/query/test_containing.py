"""Values that hold some letters are put in front of a question; its answer stays the same."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.query.tally import containing
from kg.query.tally.columns import columns_of
from kg.query.tally.containing import HELD, holding

TERMS: list[NamedNode | Literal] = [
    Literal("가온 정밀"),
    Literal("가온 정밀", language="ko"),
    Literal("온 정", language="en"),
    Literal('a "quoted" \\ line\n온'),
    Literal("ab"),
    Literal("ba", language="ko"),
    Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    NamedNode("n:ab"),
]
PREDICATES = [NamedNode("p:a"), NamedNode("p:b")]
TRIPLES = st.lists(
    st.tuples(
        st.sampled_from([NamedNode(f"n:{number}") for number in range(3)]),
        st.sampled_from(PREDICATES),
        st.sampled_from(TERMS),
    ),
    max_size=20,
)
CHANGED = [
    "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, '온')) }",
    'SELECT * WHERE { ?s <p:b> ?o ; <p:a> ?l . FILTER(contains(?l, "a")) } ORDER BY ?l',
    "SELECT * { FILTER(CONTAINS(?l, 'n')) ?s <p:a> ?l , ?o }",
    "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, '온')) FILTER(LANG(?l) = 'ko') }",
    "SELECT * { ?s <p:a> ?l . ?s ?p ?l FILTER(CONTAINS(?l, '정밀')) FILTER(CONTAINS(?l, 'none')) }",
    "SELECT (COUNT(*) AS ?n) { ?s <p:a> ?l . ?x <p:b>|<p:a> ?l FILTER(CONTAINS(?l, 'b')) }",
    "ASK { ?s <p:a> ?l FILTER(CONTAINS(?l, 'none')) }",
]
LEFT = {
    "an optional": "SELECT * { ?s <p:b> ?o OPTIONAL { ?s <p:a> ?l } FILTER(CONTAINS(?l, 'a')) }",
    "a choice": "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, 'a') || ?s = <n:1>) }",
    "turned round": "SELECT * { ?s <p:a> ?l FILTER(!CONTAINS(?l, 'a')) }",
    "of something made": "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(STR(?l), 'a')) }",
    "with a language": "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, 'a'@ko)) }",
    "with an escape": r"SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, '\n')) }",
    "a quotation mark": "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, '\"')) }",
    "nothing": "SELECT * { ?s <p:a> ?l FILTER(CONTAINS(?l, '')) }",
    "a verb that varies": "SELECT * { ?s ?p ?l FILTER(CONTAINS(?l, 'a')) }",
    "as a verb": "SELECT * { <n:1> ?l ?o FILTER(CONTAINS(?l, 'a')) }",
    "behind a path": "SELECT * { ?s <p:b>/<p:a> ?l FILTER(CONTAINS(?l, 'a')) }",
    "a bind": "SELECT * { ?s <p:a> ?l BIND(1 AS ?k) FILTER(CONTAINS(?l, 'a')) }",
    "values": "SELECT * { VALUES ?l { 'a' } ?s <p:a> ?l FILTER(CONTAINS(?l, 'a')) }",
    "a template": "CONSTRUCT { ?s <p:x> ?l } { ?s <p:a> ?l FILTER(CONTAINS(?l, 'a')) }",
    "in a string": "SELECT * { ?s <p:a> \"FILTER(CONTAINS(?l, 'a'))\" ; <p:b> ?l }",
    "an unknown verb": "SELECT * { ?s <p:none> ?l FILTER(CONTAINS(?l, 'a')) }",
}
FULL = Store()
FULL.extend(
    Quad(NamedNode(f"n:{number % 3}"), PREDICATES[number % 2], term)
    for number, term in enumerate([*TERMS, *TERMS[1:]])
)


def rows(store: Store, text: str) -> Counter[tuple[str, ...]] | bool:
    found = store.query(text)
    if not isinstance(found, QuerySolutions):
        return bool(found)
    names = sorted(variable.value for variable in found.variables)
    return Counter(tuple(str(row[name]) for name in names) for row in found)


@pytest.mark.parametrize("text", CHANGED)
def test_the_values_are_put_in_front(text: str) -> None:
    found = holding(columns_of(FULL), text)

    assert found is not None
    assert found.names == (HELD,)
    assert "{ VALUES ?l {" in found.text
    assert rows(FULL, found.text) == rows(FULL, text)


@pytest.mark.parametrize("reason", LEFT)
def test_everything_else_is_left(reason: str) -> None:
    assert holding(columns_of(FULL), LEFT[reason]) is None


@given(triples=TRIPLES)
def test_answers_are_the_same_on_any_data(
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]],
) -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    columns = columns_of(store)
    for text in CHANGED:
        found = holding(columns, text)
        if found:
            assert rows(store, found.text) == rows(store, text), found.text


def test_too_many_values_and_blank_nodes_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    for number in range(5):
        store.add(Quad(NamedNode("n:1"), PREDICATES[0], Literal(f"ab {number}")))
    assert holding(columns_of(store), CHANGED[0].replace("온", "ab"))
    store.add(Quad(NamedNode("n:1"), PREDICATES[0], BlankNode("ab")))
    assert holding(columns_of(store), CHANGED[0].replace("온", "ab")) is None
    assert holding(columns_of(store), CHANGED[0].replace("온", "ab 3"))
    monkeypatch.setattr(containing, "MOST", 4)
    assert holding(columns_of(store), CHANGED[0].replace("온", "b ")) is None
