"""Rewrites have the same answers: on data made at random, by two engines, and by the rules."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store
from rdflib import Graph

from kg.query.rewrite import MINUS, rewrite

JOIN = "?s <p:a> ?x . ?x <p:b> ?y"


def rows(store: Store, text: str) -> Counter[tuple[str, ...]]:
    found = store.query(text)
    assert isinstance(found, QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return Counter(tuple(str(row[name]) for name in names) for row in found)


CHANGED = [
    f"SELECT * {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }}",
    f"SELECT * WHERE {{ ?s <p:c> ?z . FILTER NOT EXISTS {{ {JOIN} . }} ?z <p:a> ?w }}",
    f"SELECT * {{ FILTER NOT EXISTS {{ {JOIN} }} ?s <p:c> ?z }}",
    "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?s <p:a> ?x ; <p:b> ?z } }",
    "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?s <p:a> ?x , ?z } }",
    "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?s <p:a>/<p:b> ?x . ?x ^<p:c> ?z } }",
    "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?s <p:a>+ ?x . ?x <p:b>|<p:c> ?z } }",
    f"SELECT * {{ ?s <p:c> ?z OPTIONAL {{ ?z <p:b> ?x }} FILTER NOT EXISTS {{ {JOIN} }} }}",
    f"SELECT * {{ {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }} UNION {{ ?s <p:a> ?z }} }}",
    f"SELECT * {{ ?q <p:a> ?s {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }} }}",
    f"SELECT * {{ {{ SELECT ?s {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }} }} }}",
    f"SELECT * {{ ?s <p:c> ?z FILTER(?z != <n:1>) FILTER NOT EXISTS {{ {JOIN} }} BIND(1 AS ?k) }}",
    (
        f"SELECT * {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} "
        "FILTER NOT EXISTS { ?z <p:a> ?v . ?v <p:c> ?s } }"
    ),
    f"SELECT (COUNT(*) AS ?n) {{ ?s <p:c> ?z filter not exists {{ {JOIN} }} }}",
    f"SELECT * {{ ?q <p:b> ?z MINUS {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }} }}",
    f"SELECT * {{ [ <p:c> ?s ] <p:a> ?z FILTER NOT EXISTS {{ {JOIN} }} }}",
]
LEFT = {
    "one pattern is looked up": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?s <p:a> ?x } }",
    "exists": f"SELECT * {{ ?s <p:c> ?z FILTER EXISTS {{ {JOIN} }} }}",
    "inside an expression": f"SELECT * {{ ?s <p:c> ?z FILTER(NOT EXISTS {{ {JOIN} }} || true) }}",
    "a filter inside": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS "
    f"{{ {JOIN} FILTER(?y != ?z) }} }}",
    "a bind inside": f"SELECT * {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} BIND(?z AS ?k) }} }}",
    "an optional inside": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS "
    "{ ?s <p:a> ?x OPTIONAL { ?x <p:b> ?z } } }",
    "a path of length zero": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS "
    "{ ?s <p:a>* ?x . ?x <p:b> ?y } }",
    "a path that may be absent": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS "
    "{ ?s <p:a>? ?x . ?x <p:b> ?y } }",
    "nothing shared": "SELECT * { ?s <p:c> ?z FILTER NOT EXISTS { ?u <p:a> ?x . ?x <p:b> ?y } }",
    "shared only where optional": "SELECT * { ?q <p:c> ?z OPTIONAL { ?z <p:a> ?s } "
    f"FILTER NOT EXISTS {{ {JOIN} }} }}",
    "shared only by VALUES": "SELECT * { VALUES ?s { UNDEF <n:1> } "
    f"FILTER NOT EXISTS {{ {JOIN} }} }}",
    "shared only by BIND": f"SELECT * {{ BIND(1/0 AS ?s) FILTER NOT EXISTS {{ {JOIN} }} }}",
    "in an optional": "SELECT * { ?s <p:b> ?q OPTIONAL { ?s <p:c> ?z "
    f"FILTER NOT EXISTS {{ {JOIN} }} }} }}",
    "in an exists": "SELECT * { ?s <p:b> ?q FILTER EXISTS { ?s <p:c> ?z "
    f"FILTER NOT EXISTS {{ {JOIN} }} }} }}",
    "in a graph": f"SELECT * {{ GRAPH ?g {{ ?s <p:c> ?z FILTER NOT EXISTS {{ {JOIN} }} }} }}",
    "in two readings": "SELECT * { ?s <p:c> ?z FILTER(?s<'x'&&?z>'y') "
    f"FILTER NOT EXISTS {{ {JOIN} }} }}",
    "in a string": "SELECT * { ?s <p:c> 'FILTER NOT EXISTS { ?s ?p ?o . ?o ?q ?r }' }",
    "in a comment": "SELECT * { ?s <p:c> ?z # FILTER NOT EXISTS { ?s ?p ?o . ?o ?q ?r }\n }",
}
NODES = [NamedNode(f"n:{number}") for number in range(5)]
TRIPLES = st.lists(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from([NamedNode(f"p:{name}") for name in "abc"]),
        st.sampled_from(NODES),
    ),
    max_size=22,
)


@pytest.mark.parametrize("text", CHANGED)
def test_it_is_rewritten(text: str) -> None:
    found = rewrite(text)

    assert found.names
    assert set(found.names) == {MINUS}
    assert len(found.names) == len(re.findall("(?i)filter not exists", text))
    assert not re.search("(?i)not exists", found.text)


@pytest.mark.parametrize("reason", LEFT)
def test_it_is_left_alone(reason: str) -> None:
    assert rewrite(LEFT[reason]).text == LEFT[reason]
    assert rewrite(LEFT[reason]).names == ()


@given(triples=TRIPLES)
def test_answers_are_the_same_on_any_data(
    triples: list[tuple[NamedNode, NamedNode, NamedNode]],
) -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    for text in CHANGED:
        assert rows(store, rewrite(text).text) == rows(store, text), text


@settings(max_examples=settings().max_examples // 4)  # it takes its time
@given(triples=TRIPLES)
def test_another_engine_agrees(triples: list[tuple[NamedNode, NamedNode, NamedNode]]) -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    graph = Graph().parse(data=store.dump(format=RdfFormat.N_QUADS) or b"", format="nt")
    for text in CHANGED[:6]:
        ours = rows(store, rewrite(text).text)
        theirs = [tuple(str(value) for value in row) for row in graph.query(text)]  # type: ignore[union-attr]  # rows of a SELECT
        assert sum(ours.values()) == len(theirs), text


PATTERNS = st.lists(
    st.tuples(
        st.sampled_from(["?s", "?z", "?x", "<n:1>"]),
        st.sampled_from(["<p:a>", "<p:b>", "<p:c>", "?p", "^<p:a>", "<p:a>/<p:c>", "<p:b>+"]),
        st.sampled_from(["?s", "?z", "?x", "?y", "<n:2>"]),
    ).map(" ".join),
    min_size=1,
    max_size=3,
).map(" . ".join)


@settings(max_examples=3 * settings().max_examples)
@given(outer=PATTERNS, inner=PATTERNS, optional=PATTERNS, triples=TRIPLES)
def test_whatever_is_rewritten_answers_the_same(
    outer: str,
    inner: str,
    optional: str,
    triples: list[tuple[NamedNode, NamedNode, NamedNode]],
) -> None:
    text = f"SELECT * {{ {outer} OPTIONAL {{ {optional} }} FILTER NOT EXISTS {{ {inner} }} }} "
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    assert rows(store, rewrite(text).text) == rows(store, text)


@given(text=st.text(alphabet="{}()?.;'\"# <>aEXISTNOFILR\\\n", max_size=80))
def test_any_text_comes_back_or_is_rewritten_without_a_crash(text: str) -> None:
    found = rewrite(text)

    assert found.names or found.text == text


def test_a_long_text_takes_no_long_time() -> None:
    many = "FILTER NOT EXISTS { ?s ?p ?o . ?o ?q ?r } " * 2000
    found = rewrite(f"ASK {{ ?s a ?t {many} }}")

    assert len(found.names) == 2000
