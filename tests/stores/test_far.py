"""A release in a store answers as it does in memory, and says where it cannot."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.errors import KgError, QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge, RemoteError
from kg.pipeline.delivering import deliver
from kg.query.answer import answer
from kg.query.data import Data
from kg.query.far import FarStore
from kg.query.far.building import built, rows_of
from kg.query.far.kept import MOST
from kg.query.job import Job
from kg.query.perform import perform
from kg.query.serialise import serialise
from kg.remote.stores import STORES, Service, naming
from kg.remote.stores.literals import kept_literal, plain_number, restored
from tests.stores.small import Small, small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.release import Release

PREFIXES = """
PREFIX id: <https://w3id.org/deungdae/id/>
PREFIX dd: <https://w3id.org/deungdae/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
QUESTIONS = [
    "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o",
    "SELECT * { ?s dd:share ?v FILTER(?v > 1) }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "SELECT * { GRAPH ?g { ?s a dd:SME } ?s ?p ?o } ORDER BY ?g ?s ?p ?o",
    "SELECT DISTINCT * { ?s a dd:SME OPTIONAL { GRAPH id:graph.2 { ?s ?p ?o } } } ORDER BY ?s ?p",
    "SELECT * { GRAPH <https://w3id.org/deungdae/id/graph.2> { ?s ?p ?o } } ORDER BY ?s ?p ?o",
    "SELECT * { GRAPH id:nothing { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(?g = id:graph.2) } ORDER BY ?s ?p ?o",
    "SELECT * { GRAPH ?g { ?s a ?t } GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?t ?p ?o",
    "SELECT ?g { { GRAPH ?g { ?a a dd:SME } } UNION { GRAPH ?g { id:org.b a ?o } } } ORDER BY ?g",
    "SELECT ?s { ?s a dd:SME FILTER NOT EXISTS { GRAPH id:graph.1 { ?s a dd:SME } } }",
    "SELECT ?n { ?s a dd:SME { SELECT ?s (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s }}",
    "SELECT ?x { VALUES ?g { id:graph.2 } GRAPH ?g { ?x a dd:SME } } VALUES ?x { id:org.a }",
    "SELECT (COUNT(*) AS ?n) FROM id:graph.2 { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM id:graph.1 FROM id:graph.2 { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) FROM NAMED id:graph.2 { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT (COUNT(*) AS ?n) FROM NAMED id:graph.2 { ?s ?p ?o }",
    "SELECT * FROM id:graph.2 FROM NAMED id:graph.1 { ?s a ?t GRAPH ?g { ?s dd:founded ?o } }",
    "SELECT * FROM id:graph.2 { GRAPH ?g { ?s ?p ?o } }",
    "ASK { id:org.a a dd:SME }",
    "ASK { id:org.a a dd:Person }",
    "ASK { GRAPH ?g { id:org.b ?p ?o } }",
    "CONSTRUCT { ?s dd:is ?o } { ?s a ?o }",
    "CONSTRUCT { ?g dd:has ?s } { GRAPH ?g { ?s a dd:SME } }",
    "CONSTRUCT WHERE { ?s dd:recipient ?o }",
    "DESCRIBE id:org.a",
    "DESCRIBE id:org.a id:org.b",
    "DESCRIBE ?s { ?s a dd:SME }",
    "DESCRIBE ?s ?o id:org.a { ?s dd:recipient ?o } LIMIT 1",
    "DESCRIBE * { ?s dd:supporter ?o }",
    "DESCRIBE ?s FROM id:graph.2 { ?s a dd:SME }",
    "DESCRIBE ?v { id:org.a dd:share ?v }",
    "SELECT (<graph.2> AS ?x) { GRAPH <graph.2> { ?s a dd:SME } }",
    "BASE <https://w3id.org/deungdae/id/> SELECT ?s { GRAPH <graph.2> { ?s a dd:SME } }",
]


@pytest.fixture(scope="module")
def running(first: Release) -> Iterator[Small]:
    with small() as service:
        deliver(first, Service(service.place()), grace=0)
        service.store.add(Quad(*[NamedNode("urn:somebody")] * 4))
        yield service


@pytest.fixture(scope="module")
def far(running: Small) -> FarStore:
    return FarStore(running.place())


@pytest.fixture(scope="module")
def near(first: Release) -> Store:
    return first.store()


def said(store: object, text: str, **more: object) -> bytes:
    found = answer(store, PREFIXES + text, **more)  # type: ignore[arg-type]  # a store
    return serialise(found, "csv" if found.kind in {"SELECT", "ASK"} else "ntriples")


@pytest.mark.parametrize("text", QUESTIONS)
def test_answers_are_those_of_memory(near: Store, far: FarStore, text: str) -> None:
    base = "https://w3id.org/deungdae/id/"

    assert said(far, text, base=base) == said(near, text, base=base)


@pytest.mark.parametrize(
    ("default", "named"),
    [(["graph.2"], []), ([], ["graph.2"]), (["graph.1"], ["graph.2"]), (["nothing"], ["graph.1"])],
)
@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?s FROM id:graph.1 { ?s a dd:SME }",
    ],
)
def test_graphs_chosen_beside_the_text_are_the_dataset(
    near: Store, far: FarStore, text: str, default: list[str], named: list[str]
) -> None:
    graphs = {
        "default_graphs": [f"https://w3id.org/deungdae/id/{name}" for name in default],
        "named_graphs": [f"https://w3id.org/deungdae/id/{name}" for name in named],
    }

    assert said(far, text, **graphs) == said(near, text, **graphs)


def test_patterns_are_those_of_memory(near: Store, far: FarStore) -> None:
    some = list(near.quads_for_pattern(None, None, None, DefaultGraph()))[::3]
    graph = NamedNode("https://w3id.org/deungdae/id/graph.1")
    for quad, chosen in product(some, product((True, False), repeat=3)):
        terms = [
            term if is_chosen else None for term, is_chosen in zip(quad.triple, chosen, strict=True)
        ]
        for within in (DefaultGraph(), graph, None):
            expected = set(near.quads_for_pattern(*terms, within))  # type: ignore[call-arg]

            assert set(far.quads_for_pattern(*terms, within)) == expected  # type: ignore[call-arg]


def test_what_pages_look_up_is_fetched_together(running: Small, near: Store) -> None:
    fresh = FarStore(running.place())
    before = len(running.asked)
    thing = NamedNode("https://w3id.org/deungdae/id/support.1")
    for quad in fresh.quads_for_pattern(thing, None, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            list(fresh.quads_for_pattern(quad.object, None, None, DefaultGraph()))

    assert len(running.asked) - before == 1
    assert near


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT ?s { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", QueryRefused),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", QueryRefused),
        ("DROP ALL", QueryRefused),
        ("SELECT ?s { ?s ?p }", QuerySyntax),
        ("SELECT ?s (EXISTS { ?s ?p ?o } AS ?e) { GRAPH ?g { ?s ?p ?o } }", QueryRefused),
    ],
)
def test_what_is_refused_is_not_sent(
    running: Small, far: FarStore, text: str, kind: type[KgError]
) -> None:
    before = len(running.asked)
    with pytest.raises(kind):
        said(far, text)

    assert len(running.asked) == before


def frames_of(far: FarStore, text: str) -> bytes:
    sent = bytearray()
    store: Store = far  # type: ignore[assignment]  # it answers the same calls
    perform(Data(store, store, is_far=True), Job(text=PREFIXES + text), sent.extend)
    return bytes(sent)


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize("cut", [1, 40, 400])
def test_an_answer_that_breaks_off_is_an_error(running: Small, text: str, cut: int) -> None:
    store = FarStore(running.place())
    running.cut = cut
    try:
        sent = frames_of(store, text)
    finally:
        running.cut = 0

    assert b"broke" in sent or b"cannot be read" in sent or b"Error" in sent
    assert not sent.endswith(b"E\0\0\0\0")
    assert frames_of(store, text).endswith(b"E\0\0\0\0")


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"X-SQL-State": "S1TAT"}, QueryTimeout),
        ({"X-SPARQL-MaxRows": "10"}, QueryTooLarge),
    ],
)
def test_a_service_that_owns_up_to_a_part_is_believed(
    running: Small, headers: dict[str, str], kind: type[KgError]
) -> None:
    store = FarStore(running.place())
    running.headers = headers
    try:
        with pytest.raises(kind):
            said(store, "SELECT * { ?s ?p ?o }")
    finally:
        running.headers = {}

    assert said(store, "SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_release_that_goes_while_it_is_asked_is_no_answer(
    first: Release, text: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of an answer is kept back until the release is known to be there still."""
    monkeypatch.setattr(naming, "GLANCE", -1.0)  # looked at before and behind every question
    monkeypatch.setattr("kg.query.far.store.time.sleep", lambda _: None)
    with small() as service:
        place = replace(service.place(), kind=kind)
        deliver(first, Service(place), grace=0)
        store = FarStore(place)
        assert frames_of(store, text).endswith(b"E\0\0\0\0")

        def goes(asked: str) -> None:
            if naming.CURRENT not in asked:
                service.store.clear_graph(NamedNode(naming.CURRENT))

        service.behind = goes
        sent = frames_of(store, text)

    assert not sent.endswith(b"E\0\0\0\0")
    assert b"another release" in sent


def test_it_is_told_what_a_store_is_asked(far: FarStore) -> None:
    store: Store = far  # type: ignore[assignment]  # it answers the same calls
    sent = bytearray()
    text = f"{PREFIXES} SELECT ?s {{ GRAPH ?g {{ ?s a dd:SME }} }}"
    perform(Data(store, store, is_far=True), Job(task="explain", text=text), sent.extend)

    assert b"put-to-the-store" in sent
    assert f"GRAPH <{far.record.union}> {{".encode() in sent
    assert naming.KEPT_AS.encode() in sent
    assert len(far.told("DESCRIBE ?s { ?s ?p ?o }", "")) == 2


def test_something_else_than_a_store_is_told(running: Small) -> None:
    with pytest.raises(RemoteError):
        FarStore(running.place("virtuoso"))


VIRTUOSO = STORES["virtuoso"]
XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(words: str, name: str) -> Literal:
    return Literal(words, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("literal", "kept"),
    [
        (typed("2019", "gYear"), '"2019"^^<https://w3id.org/deungdae/store/type/gYear>'),
        (typed("P90D", "duration"), '"P90D"^^<https://w3id.org/deungdae/store/type/duration>'),
        (typed("13849676274.3", "double"), f'"13849676274.3"^^<{XSD}decimal>'),
        (typed("1.5E-3", "double"), f'"0.0015"^^<{XSD}decimal>'),
        (typed("1E-20", "double"), None),
        (typed("INF", "double"), '"INF"^^<https://w3id.org/deungdae/store/type/double>'),
        (typed("7", "integer"), f'"7"^^<{XSD}integer>'),
        (Literal("2019"), '"2019"'),
        (Literal("가", language="ko"), '"가"@ko'),
    ],
)
def test_what_virtuoso_would_change_is_kept_as_something_else(
    literal: Literal, kept: str | None
) -> None:
    found = str(kept_literal(literal, VIRTUOSO))

    assert kept is None or found == kept
    assert kept is not None or "store/type/double" in found
    assert kept_literal(literal, STORES["oxigraph"]) == literal


def told_back(line: str) -> str:
    restore = restored(VIRTUOSO)
    assert restore is not None
    return restore(line.encode()).decode()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back(number: float) -> None:
    store = Store()
    store.add(Quad(NamedNode("urn:x"), NamedNode("urn:x"), typed(repr(number), "double")))
    (here,) = [quad.object for quad in store]
    assert isinstance(here, Literal)
    kept = kept_literal(here, VIRTUOSO)
    line = f'{{ "datatype": "{kept.datatype.value}", "value": "{kept.value}" }}'

    assert told_back(line) == f'{{ "datatype": "{XSD}double", "value": "{here.value}" }}'
    assert told_back(f"<urn:x> <urn:x> {kept} .") == f"<urn:x> <urn:x> {here} ."


@pytest.mark.parametrize(
    ("line", "own"),
    [
        (
            '"datatype": "' + XSD + 'boolean", "value": "1"',
            '"datatype": "' + XSD + 'boolean", "value": "true"',
        ),
        (
            '"datatype": "' + XSD + 'integer", "value": "1.0"',
            '"datatype": "' + XSD + 'integer", "value": "1.0"',
        ),
        # A text that looks like a value is a text.
        (r'"value": "\"datatype\": \"' + XSD + r'boolean\", \"value\": \"1\""', None),
        (r'<urn:a> <urn:b> "x\"1.0\"^^<' + XSD + 'double> ." .', None),
    ],
)
def test_texts_that_look_like_values_stay(line: str, own: str | None) -> None:
    assert told_back(line) == (own or line)


@given(st.floats(min_value=-1e30, max_value=1e30))
def test_a_plain_number_is_the_same_number(number: float) -> None:
    plain = plain_number(repr(number))

    assert float(plain) == number
    assert "e" not in plain.lower()


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s dd:year '2020'^^xsd:gYear ; dd:x ?o } { ?s a ?o } ORDER BY ?s LIMIT 2",
        "CONSTRUCT WHERE { ?s dd:recipient ?o }",
        "CONSTRUCT { dd:a dd:b dd:c } { ?s ?p ?o }",
        "CONSTRUCT { ?s dd:b ?none } { ?s a dd:SME OPTIONAL { ?s dd:nothing ?none } }",
    ],
)
def test_triples_built_here_are_those_of_a_construct(near: Store, text: str) -> None:
    rows_text, build = rows_of(PREFIXES + text)
    rows = near.query(rows_text)
    expected: set[Triple] = set(near.query(PREFIXES + text))  # type: ignore[arg-type]  # triples

    assert set(built(rows, build)) == expected  # type: ignore[arg-type]  # rows


def test_a_thing_with_too_many_neighbours_is_asked_alone(running: Small) -> None:
    assert MOST > 1_000
    hub = NamedNode("urn:hub")
    union = FarStore(running.place()).record.union
    more = [
        Quad(hub, NamedNode(f"urn:p{n}"), Literal(str(n)), NamedNode(union))
        for n in range(MOST + 5)
    ]
    running.store.extend(more)
    try:
        fresh = FarStore(running.place())
        found = list(fresh.quads_for_pattern(hub, None, None, DefaultGraph()))
        one = list(fresh.quads_for_pattern(hub, NamedNode("urn:p7"), None, DefaultGraph()))
    finally:
        for quad in more:
            running.store.remove(quad)

    assert len(found) == MOST + 5
    assert [quad.object for quad in one] == [Literal("7")]
