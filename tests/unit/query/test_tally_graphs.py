"""Questions of named graphs, answered over columns as the engine answers them."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.query.data import with_own_union
from kg.query.frames import whole
from kg.query.job import Job
from kg.query.perform import perform
from kg.query.tally.columns import Columns, columns_of
from kg.query.tally.counting import COUNTED, counted
from tests.unit.query import at_random
from tests.unit.query.test_tally_any import rows

GRAPHS = [NamedNode(f"g:{number}") for number in range(3)]
TRICKY = [
    Literal('x <n:1> "y" _:z'),
    Literal("x <n:1>"),
    Literal("a <b>", datatype=NamedNode("t:t")),
    Literal("a _:b", language="ko"),
]
PATTERNS = [
    "?x <p:a> ?y",
    "?x <p:b> <n:1>",
    "?x ^<p:c> ?y",
    "?x <p:a>/<p:b> ?y",
    "?x ?p ?y",
    "?x <p:l> ?l",
    "?x <p:i> ?i",
    "?y <p:a> ?z",
]
BODIES = [
    "{}",
    "?x <p:a> ?y . {}",
    "{} OPTIONAL {{ ?x <p:i> ?i }}",
    "{} FILTER(?x != ?y)",
    "?x <p:b> ?y OPTIONAL {{ {} }}",
    "{} MINUS {{ ?x <p:a> ?z }}",
]
HEADS = [
    "SELECT ?g (COUNT(*) AS ?n) {{ {} }} GROUP BY ?g",
    "SELECT DISTINCT ?x ?g {{ {} }}",
    "SELECT ?g ?x ?y {{ {} FILTER(true) }}",
    "SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {} }}",
]


def laid_out(chance: Random) -> tuple[Store, Columns]:
    """Return triples that stand in some graphs, and not all of them in the default one."""
    store = Store()
    for quad in at_random.data(chance):
        triple = quad.subject, quad.predicate, quad.object
        store.extend(Quad(*triple, graph) for graph in chance.sample(GRAPHS, chance.randrange(3)))
        if chance.random() < 0.8:
            store.add(Quad(*triple))
    for place, value in enumerate(TRICKY):
        places: list[DefaultGraph | NamedNode] = [DefaultGraph(), *GRAPHS]
        where = chance.choice(places)
        store.add(Quad(at_random.NODES[place], NamedNode("p:a"), value, where))
    union = Store()
    found = store.quads_for_pattern(None, None, None, DefaultGraph())
    union.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in found)
    return store, columns_of(union, store)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_named_graphs_are_asked_as_the_engine_asks_them(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- a question like any other
    store, columns = laid_out(chance)
    for _ in range(8):
        inside = " . ".join(chance.choice(PATTERNS) for _ in range(chance.randrange(1, 4)))
        condition = chance.choice(["", "", "FILTER(?i > 1)", "FILTER(STRSTARTS(STR(?x), 'n'))"])
        graph = chance.choice(["?g", "?g", "<g:1>", "<g:9>"])
        body = chance.choice(BODIES).format(f"GRAPH {graph} {{ {inside} {condition} }}")
        text = chance.choice(HEADS).format(body)
        found = counted(columns, text, little=0)
        asked = found.question() if found else None
        if asked:
            assert rows(store, asked.text) == rows(store, text), text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT DISTINCT ?g { GRAPH ?g { ?s <p:a>|<p:b> ?o } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s <p:a>+ <n:1> } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s <p:a> ?g } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s <p:a> ?o FILTER(?g != <g:1>) } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s <p:a> ?o OPTIONAL { ?s <p:b> ?x } } }",
        "SELECT DISTINCT ?g { GRAPH ?g {} }",
    ],
)
def test_whatever_is_more_than_triples_is_left_to_the_engine(text: str) -> None:
    _, columns = laid_out(Random(1))  # noqa: S311 -- a question like any other

    assert counted(columns, text, little=0) is None


def test_without_named_graphs_there_are_no_columns_of_them() -> None:
    store = at_random.data(Random(1))  # noqa: S311 -- data like any other

    assert counted(columns_of(store), "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }") is None


def test_a_question_of_graphs_goes_over_columns_unless_it_chooses_its_own() -> None:
    store = Store()
    for place in range(120):
        where = GRAPHS[place % 3]
        store.add(Quad(NamedNode(f"n:{place}"), NamedNode("p:a"), NamedNode("n:0"), where))
        store.add(Quad(NamedNode(f"n:{place}"), NamedNode("p:a"), NamedNode("n:0")))
    data = with_own_union(store)
    text = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <p:a> ?o } } GROUP BY ?g ORDER BY ?g"
    for job, names, count in (
        (Job(text=text), (COUNTED,), 3),
        (Job(text=text, named_graphs=("g:1",)), (), 1),
        (Job(text=text.replace("{ GRAPH", "FROM NAMED <g:1> { GRAPH")), (), 1),
    ):
        sent = bytearray()
        perform(data, job, sent.extend)
        told = whole(bytes(sent))
        assert told is not None
        assert told[0].rewrites == names
        assert len(json.loads(told[1])["results"]["bindings"]) == count
