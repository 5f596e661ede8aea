"""What a worker does with a job, without the worker around it."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import QueryTooLarge, StoreError, UnknownFormat
from kg.query import perform as performing
from kg.query.data import Data
from kg.query.frames import read_frames
from kg.query.inline import Inline
from kg.query.job import PAGE, Head, Job
from kg.query.perform import ROWS_ON_PAGE, is_lasting, perform
from kg.query.serialise import SORTED
from kg.query.sink import PIECE_BYTES
from kg.store import load_bytes

DATA = "".join(
    f'<https://e/s{n}> <https://e/p> "이름 {n}"@ko, {n} .\n' for n in range(ROWS_ON_PAGE + 100)
)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_bytes(DATA.encode(), "data.ttl")


def done(store: Store, job: Job) -> tuple[Head, bytes, list[bytes]]:
    sent: list[bytes] = []
    perform(Data(store, store), job, lambda piece: sent.append(bytes(piece)))
    frames = list(read_frames(sent))
    return frames[0][0], b"".join(body for _, body in frames), sent


def test_rows_come_in_the_form_for_tables(store: Store) -> None:
    text = "SELECT ?s { ?s <https://e/p> 7 }"
    head, body, sent = done(store, Job(text=text, table="text/csv", graph="text/turtle"))

    assert head == Head(kind="SELECT", form="text/csv")
    assert body == b"s\r\nhttps://e/s7\r\n"
    assert len(sent) == 1, "a short answer takes one message"


def test_triples_come_in_the_form_for_graphs(store: Store) -> None:
    text = "DESCRIBE <https://e/s7>"
    head, body, _ = done(store, Job(text=text, graph="application/n-triples"))

    assert (head.kind, head.form) == ("DESCRIBE", "application/n-triples")
    assert len(list(parse(body, RdfFormat.N_TRIPLES))) == 2


@pytest.mark.parametrize("text", ["SELECT * {}", "ASK {}", "CONSTRUCT WHERE {}"])
def test_a_form_nobody_takes_is_an_error_that_names_the_kind(store: Store, text: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        Inline(store).ask(Job(text=text, table="", graph=""))

    assert caught.value.where == text.split(maxsplit=1)[0]


def test_a_long_answer_is_sent_in_pieces_before_it_ends(store: Store) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    _, body, sent = done(store, Job(text=text))

    assert len(json.loads(body)["results"]["bindings"]) == 20_000
    assert len(sent) > 10
    assert max(map(len, sent)) < 2 * PIECE_BYTES


@pytest.mark.parametrize("form", ["application/sparql-results+xml", "text/csv"])
def test_an_answer_that_grows_too_long_is_an_error(store: Store, form: str) -> None:
    with pytest.raises(QueryTooLarge, match="5,000 bytes"):
        Inline(store).ask(Job(text="SELECT * { ?s ?p ?o }", table=form, most=5000))


def test_a_graph_that_grows_too_long_is_an_error(store: Store) -> None:
    with pytest.raises(QueryTooLarge):
        Inline(store).ask(Job(text="CONSTRUCT WHERE { ?s ?p ?o }", most=5000))


def test_few_triples_are_in_order_and_many_are_streamed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "CONSTRUCT { ?s <https://e/q> ?o } { ?s <https://e/p> ?o }"
    _, ordered, _ = done(store, Job(text=text))
    assert SORTED > 1000
    monkeypatch.setattr("kg.query.serialise.SORTED", 10)
    for form in ("text/turtle", "application/n-quads", "application/trig"):
        _, streamed, _ = done(store, Job(text=text, graph=form))
        syntax = RdfFormat.TURTLE if form == "text/turtle" else RdfFormat.TRIG
        found = {str(quad.triple) for quad in parse(streamed, syntax)}
        assert found == {str(quad.triple) for quad in parse(ordered, RdfFormat.TURTLE)}


def test_a_page_gets_the_first_rows_and_how_many_there_are(store: Store) -> None:
    text = "SELECT ?s ?o ?none { ?s <https://e/p> ?o OPTIONAL { ?s <https://e/q> ?none } }"
    _, body, _ = done(store, Job(text=text, table=PAGE))
    told = json.loads(body)

    assert told["columns"] == ["s", "o", "none"]
    assert told["total"] == 2 * (ROWS_ON_PAGE + 100)
    assert len(told["rows"]) == ROWS_ON_PAGE
    kinds = {cell[0] for row in told["rows"] for cell in row if cell}
    assert kinds == {"iri", "literal"}
    assert all(row[2] is None for row in told["rows"])
    assert any(cell[2] == "ko" for row in told["rows"] for cell in row[1:2])


def test_a_page_of_yes_or_no_and_of_triples(store: Store) -> None:
    _, yes, _ = done(store, Job(text="ASK { ?s ?p ?o }", table=PAGE))
    _, graph, _ = done(store, Job(text="CONSTRUCT { ?s ?p [] } { ?s ?p 7 }", graph=PAGE))

    assert json.loads(yes) == {"boolean": True}
    told = json.loads(graph)
    assert told["is_graph"]
    assert told["rows"][0][2][0] == "other"


def test_a_drawing_is_a_task_too(store: Store) -> None:
    options = {"form": "ntriples", "focus": "https://e/s7", "depth": "1", "lang": "ko"}
    head, body, _ = done(store, Job(task="draw", options=options))

    assert head.kind == "draw"
    assert b"<https://e/s7>" in body


def test_memory_that_runs_out_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(performing, "stream", greedy)
    with pytest.raises(QueryTooLarge, match="more memory"):
        Inline(store).ask(Job(text="ASK {}"))


def test_an_engine_that_fails_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk gone")

    monkeypatch.setattr(performing, "stream", broken)
    with pytest.raises(StoreError, match="disk gone"):
        Inline(store).ask(Job(text="ASK {}"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (now () AS ?x) {}",
        "SELECT (RAND # why\n () AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT (1+UUID() AS ?x) {}",
        "SELECT (\\u004EOW() AS ?x) {}",
        "SELECT (R\\U00000041ND() AS ?x) {}",
    ],
)
def test_time_and_chance_are_noticed(text: str) -> None:
    assert not is_lasting(text)


@pytest.mark.parametrize(
    "text", ["SELECT * { ?now ?rand ?uuid }", "SELECT * { ?s <https://e/brand> 'now' }"]
)
def test_words_that_only_look_like_it_are_left_alone(text: str) -> None:
    assert is_lasting(text)


def test_what_the_explorer_shows_is_a_task_too(store: Store) -> None:
    head, body, _ = done(store, Job(task="explore", options={"base": "https://e/"}))

    assert (head.kind, head.form) == ("explore", "application/json")
    assert set(json.loads(body)) >= {"base", "kinds", "relations", "nodes", "lines", "sources"}
