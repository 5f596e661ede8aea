"""The W3C SPARQL 1.1 query and result-format tests, asked here and over HTTP.

Answers are compared by value, as our store keeps numbers: `"01"^^xsd:integer` is 1. Expected
failures are named one by one with their reason; a test that no longer fails fails here.
"""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.errors import QueryRefused, QuerySyntax
from kg.query.answer import answer
from kg.query.data import with_own_union
from kg.query.guard import check
from kg.query.keeper import Keeper
from kg.query.limits import Limits
from kg.query.serialise import SHORT, serialise
from kg.query.standard import standard
from kg.query.tally.columns import columns_of
from kg.query.tally.counting import counted
from kg.web import create_app
from kg.web.front import Front

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask.testing import FlaskClient

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "sparql11"
WEB = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FOLDERS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
)
LEAST = 338  # tests that must be found and run
LEAST_EVALUATED = 200  # of them those that evaluate a query
LEAST_OVER_COLUMNS = 40

_GRAPH = "the engine joins the graph's name with each pattern inside GRAPH, not with the whole"
FAILURES = {
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "bindings/graph": _GRAPH,
    "negation/graph-minus": _GRAPH,
    "csv-tsv-res/csv03": "the store keeps numbers by value: 1.0E6 is written as 1000000",
    "functions/bnode01": "BNODE of the same string is the same node in every row, not in one",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
    pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there"),
]
Graph = dict[tuple[object, str], list[object]]


@dataclass(frozen=True)
class Case:
    name: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    result: str = ""


def file_of(iri: str) -> Path:
    return SUITE / iri.removeprefix(WEB)


def triples_of(path: Path, base: str) -> Iterator[Quad]:
    syntax = {".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}.get(path.suffix)
    return parse(path.read_bytes(), syntax or RdfFormat.TURTLE, base_iri=base)


@cache
def cases() -> tuple[Case, ...]:
    found: list[Case] = []
    for folder in FOLDERS:
        base = f"{WEB}{folder}/manifest"
        graph: Graph = {}
        for quad in triples_of(SUITE / folder / "manifest.ttl", f"{base}.ttl"):
            graph.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
        entries = graph[NamedNode(f"{base}.ttl"), f"{MF}entries"][0]
        for entry in members(graph, entries):
            found += case_of(graph, folder, entry)
    return tuple(found)


def members(graph: Graph, head: object) -> Iterator[object]:
    while (head, f"{RDF}first") in graph:
        yield graph[head, f"{RDF}first"][0]
        head = graph[head, f"{RDF}rest"][0]


def case_of(graph: Graph, folder: str, entry: object) -> Iterator[Case]:
    def texts(subject: object, predicate: str) -> tuple[str, ...]:
        return tuple(getattr(each, "value", "") for each in graph.get((subject, predicate), []))

    kind = texts(entry, f"{RDF}type")[0].removeprefix(MF)
    name = f"{folder}/{getattr(entry, 'value', '').rpartition('#')[2]}"
    action = graph[entry, f"{MF}action"][0]
    if "Syntax" in kind:
        yield Case(name=name, kind=kind, query=getattr(action, "value", ""))
    elif "Evaluation" in kind or "ResultFormat" in kind:
        yield Case(
            name=name,
            kind=kind,
            query=texts(action, f"{QT}query")[0],
            data=texts(action, f"{QT}data"),
            graphs=texts(action, f"{QT}graphData"),
            result=texts(entry, f"{MF}result")[0],
        )


def store_of(case: Case) -> Store:
    store = Store()
    for iri in case.data:
        store.extend(triples_of(file_of(iri), iri))
    for iri in case.graphs:
        for quad in triples_of(file_of(iri), iri):
            store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode(iri)))
    return store


def text_of(case: Case) -> str:
    return f"BASE <{case.query}>\n{file_of(case.query).read_text('utf-8')}"


def shape(triples: Iterable[Quad]) -> set[str]:
    """Return triples with values normalised by a store and blank nodes named canonically."""
    store = Store()
    store.extend(triples)
    dataset = Dataset(store)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def rows_as_quads(rows: Iterable[dict[str, object]]) -> Iterator[Quad]:
    """Tell each row as a blank node, so that graphs and rows are compared alike."""
    for number, row in enumerate(rows):
        node = BlankNode(f"row{number}")
        yield Quad(node, NamedNode("urn:row"), Literal("row"))
        for name, value in row.items():
            assert isinstance(value, NamedNode | BlankNode | Literal)
            yield Quad(node, NamedNode(f"urn:var:{name}"), value)


def solutions(body: bytes, form: QueryResultsFormat) -> object:
    found = parse_query_results(body, form)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in found]
    return shape(rows_as_quads(rows))


def result_graph(path: Path, base: str) -> object:
    """Return an expected Turtle file: a graph, or a result set told as one."""
    quads = list(triples_of(path, base))
    graph: Graph = {}
    for quad in quads:
        graph.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
    tops = [subject for subject, predicate in graph if predicate == f"{RS}resultVariable"]
    if not tops:
        return shape(quads)

    def term(subject: object, name: str) -> object:
        return graph[subject, RS + name][0]

    rows = [
        {
            getattr(term(binding, "variable"), "value", ""): term(binding, "value")
            for binding in graph.get((solution, f"{RS}binding"), [])
        }
        for solution in graph.get((tops[0], f"{RS}solution"), [])
    ]
    return shape(rows_as_quads(rows))


def table_of(body: bytes) -> list[list[tuple[str, str]]]:
    """Return rows as sorted cells: the order of `SELECT *` and names of blank nodes are free."""
    header, *rows = csv.reader(io.StringIO(body.decode(), newline=""))
    bare = [["_:" if cell.startswith("_:") else cell for cell in row] for row in rows]
    return sorted(sorted(zip(header, row, strict=True)) for row in bare)


class Here:
    """Asks through the guard and the serialisers, in this process."""

    def ask(self, case: Case, form: str) -> bytes:
        store = store_of(case)
        return serialise(answer(store, standard(text_of(case), store).text), form)


class OverHttp:
    """Asks through the protocol, the queue and a worker in a process of its own.

    Cases about the same data that follow one another are asked of the same service.
    """

    def __init__(self) -> None:
        self.about: object = None
        self.client: FlaskClient | None = None
        self.running = ExitStack()

    def ask(self, case: Case, form: str) -> bytes:
        if self.client is None or self.about != (case.data, case.graphs):
            self.close()
            self.client = self.serve(store_of(case))
            self.about = case.data, case.graphs
        got = self.client.post(
            "/sparql",
            data=text_of(case).encode(),
            content_type="application/sparql-query",
            headers={"Accept": SHORT[form]},
        )
        assert got.status_code == 200, got.text
        return bytes(got.data)

    def serve(self, store: Store) -> FlaskClient:
        data = with_own_union(store)
        keeper = Keeper(lambda: data, Limits(workers=1, seconds=20))
        self.running.callback(keeper.end)
        front = Front(keeper)
        self.running.callback(lambda: front.open().close())
        return create_app(store, desk=front).test_client()

    def close(self) -> None:
        self.client = None
        self.running.close()


class OverColumns(Here):
    """Asks of columns what is answered there, and of the engine what is not.

    Attributes:
        answered: How many were answered over columns.
    """

    def __init__(self) -> None:
        self.answered = 0

    def ask(self, case: Case, form: str) -> bytes:
        store = store_of(case)
        text = file_of(case.query).read_text("utf-8")  # without BASE, which is not read there
        if case.graphs or "FROM" in text.upper():
            return super().ask(case, form)
        found = counted(columns_of(store), text, little=0)
        asked = found.question() if found else None
        if found is None or asked is None:
            return super().ask(case, form)
        self.answered += 1
        written = found.json() if form == "json" else None
        return serialise(answer(store, asked.text), form) if written is None else b"".join(written)


Asking = Here | OverHttp
OVER_HTTP = OverHttp()
WAYS: dict[str, Asking] = {"here": Here(), "over HTTP": OVER_HTTP}


@pytest.fixture(autouse=True, scope="module")
def _service_ends() -> Iterator[None]:
    yield
    OVER_HTTP.close()


def ours_and_theirs(case: Case, way: Asking) -> tuple[object, object]:
    path = file_of(case.result)
    if path.suffix == ".csv":
        return table_of(way.ask(case, "csv")), table_of(path.read_bytes())
    if path.suffix in {".srx", ".srj", ".tsv"}:
        short, form = {
            ".srx": ("xml", QueryResultsFormat.XML),
            ".srj": ("json", QueryResultsFormat.JSON),
            ".tsv": ("tsv", QueryResultsFormat.TSV),
        }[path.suffix]
        return solutions(way.ask(case, short), form), solutions(path.read_bytes(), form)
    if check(text_of(case)) == "SELECT":
        ours = solutions(way.ask(case, "json"), QueryResultsFormat.JSON)
        return ours, result_graph(path, case.result)
    body = way.ask(case, "turtle")
    return shape(parse(body, RdfFormat.TURTLE)), result_graph(path, case.result)


def parses(case: Case) -> bool:
    try:
        answer(Store(), text_of(case))
    except QueryRefused:
        return False
    except QuerySyntax as error:  # it may parse, and call a function that only its author has
        return "there is no function" in str(error)
    return True


def passes(case: Case, way: Asking) -> bool:
    if "Syntax" in case.kind:
        return parses(case) is case.kind.startswith("Positive")
    ours, theirs = ours_and_theirs(case, way)
    return ours == theirs


def evaluated() -> list[Case]:
    return [case for case in cases() if "Syntax" not in case.kind]


def test_every_evaluation_over_http_but_those_that_fail_passes() -> None:
    outcome = {
        case.name: passes(case, WAYS["over HTTP"])
        for case in sorted(evaluated(), key=lambda case: (case.data, case.graphs))
        if case.name not in FAILURES
    }

    assert [name for name, passed in outcome.items() if not passed] == []
    assert len(outcome) + len(FAILURES) >= LEAST_EVALUATED


def test_every_evaluation_over_columns_but_those_that_fail_passes() -> None:
    way = OverColumns()
    outcome = {case.name: passes(case, way) for case in evaluated() if case.name not in FAILURES}

    assert [name for name, passed in outcome.items() if not passed] == []
    assert way.answered >= LEAST_OVER_COLUMNS


def test_the_suite_is_found_and_every_expected_failure_is_in_it() -> None:
    names = [case.name for case in cases()]

    assert len(names) >= LEAST
    assert len(set(names)) == len(names)
    assert set(FAILURES) <= set(names)


def test_every_query_of_the_suite_but_those_that_fail_passes() -> None:
    outcome = {
        case.name: passes(case, WAYS["here"]) for case in cases() if case.name not in FAILURES
    }

    assert [name for name, passed in outcome.items() if not passed] == []
    assert len(outcome) + len(FAILURES) >= LEAST


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(FAILURES))
def test_an_expected_failure_still_fails(name: str, way: str) -> None:
    (case,) = (case for case in cases() if case.name == name)

    assert not passes(case, WAYS[way]), f"it passes now, take it off the list: {FAILURES[name]}"


def test_every_federated_query_is_refused() -> None:
    texts = sorted((SUITE / "syntax-fed").glob("*.rq"))

    assert len(texts) >= 3
    for text in texts:
        with pytest.raises(QueryRefused):
            check(text.read_text("utf-8"))
