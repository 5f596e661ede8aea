"""The union by itself: asked only where no named graph can matter, and saying the same."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Store

from kg.query.data import Data, with_own_union
from kg.query.frames import read_frames
from kg.query.job import Job
from kg.query.perform import perform
from kg.store import load_bytes

DATA = """
<https://e/a> <https://e/p> <https://e/b> <https://e/g1> .
<https://e/a> <https://e/p> <https://e/b> <https://e/g2> .
<https://e/b> <https://e/p> "c" <https://e/g2> .
"""


@pytest.fixture(scope="module")
def data() -> Data:
    return with_own_union(load_bytes(DATA.encode(), "data.nq"))


def count(data: Data, text: str, **more: tuple[str, ...]) -> int:
    sent: list[bytes] = []
    job = Job(text=text, **more)  # type: ignore[arg-type]  # graph parameters only
    perform(data, job, lambda piece: sent.append(bytes(piece)))
    body = b"".join(piece for _, piece in read_frames(sent))
    return len(json.loads(body)["results"]["bindings"])


def test_the_union_holds_each_triple_once_and_no_graph(data: Data) -> None:
    assert len(data.union) == 2
    assert list(data.union.named_graphs()) == []
    assert len(data.whole) == 5


def test_data_without_named_graphs_are_held_once() -> None:
    store = Store()
    found = with_own_union(store)

    assert found.whole is found.union is store


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { gRaPh ?g { ?s ?p ?o } }",
        "SELECT * FROM <https://e/g2> { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://e/g2> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?s ?p <https://e/\\u0067raph> }",
    ],
)
def test_whatever_may_name_a_graph_is_asked_of_everything(data: Data, text: str) -> None:
    assert data.store_for(Job(text=text)) is data.whole


def test_graph_parameters_and_drawings_are_asked_of_everything(data: Data) -> None:
    plain = "SELECT * { ?s ?p ?o }"

    assert data.store_for(Job(text=plain)) is data.union
    assert data.store_for(Job(text=plain, default_graphs=("https://e/g1",))) is data.whole
    assert data.store_for(Job(text=plain, named_graphs=("https://e/g1",))) is data.whole
    assert data.store_for(Job(task="draw")) is data.whole


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT * { ?s ?p ?o }", 2),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", 3),
        ("SELECT * { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }", 3),
        ("SELECT * FROM <https://e/g1> { ?s ?p ?o }", 1),
    ],
)
def test_answers_are_those_of_the_whole(data: Data, text: str, rows: int) -> None:
    assert count(data, text) == rows == count(Data(data.whole, data.whole), text)
