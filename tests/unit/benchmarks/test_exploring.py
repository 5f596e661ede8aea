"""The made-up network of the explorer's figures, and where these are put."""

import json
from collections import Counter

import pytest

from benchmarks.exploring import PLACE, Figure, as_table
from benchmarks.network import network
from benchmarks.pages import put_in
from benchmarks.serving.data import ID
from kg.store import load_bytes
from kg.viz.explorer import write_explored


@pytest.mark.parametrize(("nodes", "lines"), [(300, 1500), (1000, 5000)])
def test_the_network_has_the_nodes_and_lines_asked_for(nodes: int, lines: int) -> None:
    body = "".join(network(nodes, lines)).encode()
    told = json.loads(write_explored(load_bytes(body, "many.nq"), ID))

    assert len(told["nodes"]["id"]) == nodes
    assert len(told["lines"]["id"]) == lines
    kinds = Counter(told["kinds"][kind]["kind"] for kind in told["nodes"]["kind"])
    assert len(kinds) >= 6
    assert kinds.most_common(1)[0][0] == "SME"
    ends = zip(told["lines"]["source"], told["lines"]["target"], strict=True)
    assert all(one != other for one, other in ends)
    assert set(told["lines"]["target"]) | set(told["lines"]["source"]) == set(range(nodes))


def test_figures_stand_where_the_page_wants_them() -> None:
    table = as_table([Figure("first picture", "0.7 s", "2 s")])
    page = put_in(f"before\n{PLACE[0]}old\n{PLACE[1]}\nafter", table, PLACE)

    assert "| first picture | 0.7 s | 2 s |" in page
    assert "old" not in page
    assert page.startswith("before\n")
    assert page.endswith("\nafter")
