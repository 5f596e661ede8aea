"""The whole drawing for the explorer: what is filtered and where it stands, column by column. Pure.

Ten thousand nodes and fifty thousand lines travel as columns and numbers instead of objects: a
third of the bytes, and the browser parses them in one go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.viz.flatten import kinds_of, styles_of, tied, ties_of
from kg.viz.graph import Graph
from kg.viz.layout import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

    from kg.viz.flatten import Tie

Told = dict[str, Any]  # Any: JSON
NODE: Final = ("id", "ko", "en", "kind", "status", "start", "end", "sources", "x", "y")
LINE: Final = ("source", "target", "relation", "id", "status", "start", "end", "sources")


def write_explored(store: Store, base: str) -> bytes:
    """Write everything that is drawn, with both languages, classes, sources, days and places.

    Args:
        store: Its default graph is the union of its named graphs.
        base: Where IRIs of things begin; left off where one does.
    """
    graph = Graph(store)
    plan = resource_toml("viz/drawing.toml")
    kinds = kinds_of(graph, plan)
    ties = sorted(set(ties_of(graph, plan, kinds)))
    kinds = tied(kinds, ties, plan)
    sources = Sources(graph)
    used = set(kinds.values())
    styles = [style for kind, style in styles_of(graph, plan).items() if kind in used]
    legend = [style.kind for style in styles]
    told = {
        "base": base,
        "kinds": [{"kind": style.kind, "colour": style.colour, **style.names} for style in styles],
        "relations": _relations(ties),
        "nodes": _nodes(graph, kinds, ties, sources, base, legend),
        "lines": _lines(graph, list(kinds), ties, sources, base),
    }
    told["sources"] = sources.listed(base)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


class Sources:
    """Which source documents a thing or a statement stands in, as numbers."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.of_graph: dict[str, NamedNode] = {}
        for quad in graph.store.quads_for_pattern(None, vocab.RDF.type, vocab.SourceDocument, None):
            named = quad.graph_name
            if isinstance(named, NamedNode) and isinstance(quad.subject, NamedNode):
                self.of_graph[named.value] = quad.subject
        documents = sorted({one.value for one in self.of_graph.values()})
        self.number = {iri: place for place, iri in enumerate(documents)}
        self.day = {iri: self._issued(NamedNode(iri)) for iri in documents}

    def behind(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | None
    ) -> list[int]:
        """Return the numbers of the documents that say so, sorted."""
        graphs = {
            quad.graph_name.value
            for quad in self.graph.store.quads_for_pattern(subject, predicate, value, None)
            if isinstance(quad.graph_name, NamedNode)
        }
        found = {self.of_graph[name].value for name in graphs if name in self.of_graph}
        return sorted(self.number[iri] for iri in found)

    def days(self, numbers: Iterable[int]) -> tuple[str, str]:
        """Return the first and last day on which these documents appeared; empty where unknown."""
        names = list(self.number)
        found = sorted(day for number in numbers if (day := self.day[names[number]]))
        return (found[0], found[-1]) if found else ("", "")

    def listed(self, base: str) -> list[Told]:
        """Return the documents in the order of their numbers."""
        return [
            {
                "id": iri.removeprefix(base),
                "day": self.day[iri],
                **self.graph.labels(NamedNode(iri)),
            }
            for iri in self.number
        ]

    def _issued(self, document: NamedNode) -> str:
        found = self.graph.objects(document, vocab.DCT.issued)
        return next((value.value for value in found if isinstance(value, Literal)), "")


def _relations(ties: Sequence[Tie]) -> list[Told]:
    known = {tie.kind: tie for tie in ties}
    return [
        {"kind": kind, "ko": tie.label[0], "en": tie.label[1], "is_activity": tie.is_activity}
        for kind, tie in sorted(known.items())
    ]


def _nodes(
    graph: Graph,
    kinds: Mapping[str, str],
    ties: Sequence[Tie],
    sources: Sources,
    base: str,
    legend: Sequence[str],
) -> Told:
    placed = places(list(kinds), [(tie.source, tie.target) for tie in ties])
    rows = []
    for iri, kind in kinds.items():
        thing = NamedNode(iri)
        labels = graph.labels(thing)
        behind = sources.behind(thing, vocab.RDF.type, None)
        start, end = _days(graph, thing, sources, behind)
        status = graph.notation(thing, "status")
        rows.append(
            (
                iri.removeprefix(base),
                labels["ko"],
                labels["en"],
                legend.index(kind),
                status,
                start,
                end,
                behind,
                *placed[iri],
            )
        )
    return _columns(NODE, rows)


def _lines(
    graph: Graph, things: Sequence[str], ties: Sequence[Tie], sources: Sources, base: str
) -> Told:
    number = {iri: place for place, iri in enumerate(things)}
    relation = {kind: place for place, kind in enumerate(sorted({tie.kind for tie in ties}))}
    rows = []
    for tie in ties:
        thing = NamedNode(tie.iri)
        if tie.is_activity:
            behind = sources.behind(thing, vocab.RDF.type, None)
            start, end = _days(graph, thing, sources, behind)
            name, status = tie.iri.removeprefix(base), graph.notation(thing, "status")
        else:
            behind = sources.behind(NamedNode(tie.source), thing, NamedNode(tie.target))
            start, end = sources.days(behind)
            name, status = "", ""
        rows.append(
            (
                number[tie.source],
                number[tie.target],
                relation[tie.kind],
                name,
                status,
                start,
                end,
                behind,
            )
        )
    return _columns(LINE, rows)


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Told:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _days(
    graph: Graph, thing: NamedNode, sources: Sources, behind: Iterable[int]
) -> tuple[str, str]:
    """Return when a thing was; where nobody says, when it was reported."""
    start, end = graph.days(thing)
    return (start, end) if start else sources.days(behind)
