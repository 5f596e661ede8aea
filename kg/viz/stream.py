"""A whole graph as GraphML without holding its lines: memory grows with the nodes alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.files import resource_toml
from kg.viz.drawing import Line, Node
from kg.viz.flatten import kinds_of, styles_of, ties_of
from kg.viz.graph import Graph
from kg.viz.graphml import graphml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from kg.viz.flatten import Tie


def stream_graphml(store: Store, lang: str) -> Iterator[bytes]:
    """Yield the whole graph of a store as GraphML, its lines in the store's order.

    Nodes are those of the drawing, sorted by IRI, with their degree; betweenness is 0: it cannot
    be had without holding the graph. The lines are walked twice, once to count, once to write.

    Args:
        store: Its default graph is the union of its named graphs.
        lang: Language of `label`.
    """
    graph = Graph(store)
    plan = resource_toml("viz/drawing.toml")
    kinds = kinds_of(graph, plan)
    ids = {iri: f"n{place}" for place, iri in enumerate(kinds)}
    degrees: Counter[str] = Counter()
    for tie in ties_of(graph, plan, kinds):
        degrees[tie.source] += 1
        degrees[tie.target] += 1
    nodes = (_node(graph, iri, kind, ids[iri], degrees[iri]) for iri, kind in kinds.items())
    return graphml(nodes, _lines(graph, plan, kinds, ids), styles_of(graph, plan), lang)


def count_ties(store: Store) -> int:
    """Return how many lines the drawing of a store would have."""
    graph = Graph(store)
    plan = resource_toml("viz/drawing.toml")
    return sum(1 for _ in ties_of(graph, plan, kinds_of(graph, plan)))


def _node(graph: Graph, iri: str, kind: str, name: str, degree: int) -> Node:
    thing = NamedNode(iri)
    start, end = graph.days(thing)
    return Node(
        id=name,
        iri=iri,
        kind=kind,
        labels=graph.labels(thing),
        status=graph.notation(thing, "status"),
        start=start,
        end=end,
        degree=degree,
    )


def _lines(
    graph: Graph, plan: Mapping[str, Any], kinds: Mapping[str, str], ids: Mapping[str, str]
) -> Iterator[Line]:
    for place, tie in enumerate(ties_of(graph, plan, kinds)):
        yield _line(graph, f"e{place}", tie, ids)


def _line(graph: Graph, name: str, tie: Tie, ids: Mapping[str, str]) -> Line:
    return Line(
        id=name,
        source=ids[tie.source],
        target=ids[tie.target],
        kind=tie.kind,
        labels={"ko": tie.label[0], "en": tie.label[1]},
        iri=tie.iri,
        status=graph.notation(NamedNode(tie.iri), "status") if tie.is_activity else "",
        programme=graph.labels(NamedNode(tie.programme)) if tie.programme else {},
    )
