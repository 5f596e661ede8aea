"""The page of figures of the service."""

from __future__ import annotations

from benchmarks.serving.clients import _rows
from benchmarks.serving.run import shown

LOAD = {"per second": 100.0, "median": 0.002, "p99": 0.05}


def test_each_server_has_a_column_and_a_mean() -> None:
    figures = {
        "alone": {
            "point": {"Ours": {"cpu": 0.001}, "One": {"cpu": 0.002}, "Two": {"cpu": 0.0005}},
            "path": {"Ours": {"cpu": 0.001}, "One": {"cpu": 0.002}, "Two": {"cpu": 0.0}},
        },
        "mixed": {"Ours": LOAD, "One": LOAD, "Two": LOAD},
    }

    lines = shown(figures).splitlines()

    assert lines[0] == "| question | Ours, CPU ms | One, CPU ms | Two, CPU ms |"
    assert lines[2] == "| point | 1.00 | 2.00 | 0.50 |"
    assert lines[4] == "| geometric mean of Ours / the other | 1 | 0.50 | 2.00 |"
    assert lines[-1] == "| Two | 100 | 2.0 | 50.0 |"


def test_rows_of_every_form_of_answer_are_counted() -> None:
    assert _rows(b'{"head": {}, "results": {"bindings": [{}, {}]}}') == 2
    assert _rows(b'{"head": {}, "boolean": false}') == 1
    assert _rows(b"# Empty NT\n<s> <p> <o> .\n\n<s> <p> <p> .\n") == 2
