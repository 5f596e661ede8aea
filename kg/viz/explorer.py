"""The whole drawing for the explorer: what is filtered and where it stands, column by column. Pure.

Ten thousand nodes and fifty thousand lines travel as columns instead of objects, and what many of
them share (a day, a status, the sources behind) as its number in a list: a sixth of the bytes, and
the browser parses them in one go.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.viz.flatten import kinds_of, styles_of, tied, ties_of
from kg.viz.graph import WholeGraph
from kg.viz.layout import places
from kg.viz.shapes import outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

    from kg.viz.drawing import Style
    from kg.viz.flatten import Tie

Told = dict[str, Any]  # Any: JSON
NODE: Final = ("id", "ko", "en", "kind", "status", "start", "end", "sources", "x", "y")
LINE: Final = ("source", "target", "relation", "id", "status", "start", "end", "sources")
SIDE: Final = 10_000  # of the square that places are told in
Spot = tuple[float, float]
Shared = tuple[int, int, int, int]  # status, first and last day, sources


def write_explored(store: Store, base: str) -> bytes:
    """Write everything that is drawn, with both languages, classes, sources, days and places.

    Args:
        store: Its default graph is the union of its named graphs.
        base: Where IRIs of things begin; left off where one does.
    """
    graph = WholeGraph(store)
    plan = resource_toml("viz/drawing.toml")
    kinds = kinds_of(graph, plan)
    ties = sorted(set(ties_of(graph, plan, kinds)))
    kinds = tied(kinds, ties, plan)
    sources = Sources(graph)
    used = set(kinds.values())
    styles = [style for kind, style in styles_of(graph, plan).items() if kind in used]
    order = [style.kind for style in styles]
    spots = places(list(kinds), [(tie.source, tie.target) for tie in ties])
    lists = Lists(sources, base)
    told = {
        "base": base,
        "side": SIDE,
        "kinds": [_kind(style) for style in styles],
        "relations": _relations(ties),
        "nodes": _nodes(graph, kinds, spots, lists, order),
        "lines": _lines(graph, kinds, ties, lists),
        "sources": sources.listed(base),
        **lists.listed(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


class Lists:
    """What many nodes and lines share, as numbers; 0 is nothing told."""

    def __init__(self, sources: Sources, base: str) -> None:
        self.sources = sources
        self.base = base
        self._days: dict[str, int] = {"": 0}
        self._statuses: dict[str, int] = {"": 0}
        self._behind: dict[tuple[int, ...], int] = {(): 0}

    def told(self, graph: WholeGraph, thing: NamedNode, behind: tuple[int, ...]) -> Shared:
        """Return how sure a thing is, when it was and who says so.

        Where nobody says when it was, the days are those of the reports.
        """
        start, end = graph.days(thing)
        days = (start, end) if start else self.sources.days(behind)
        return self._numbers(graph.notation(thing, "status"), days, behind)

    def reported(self, behind: tuple[int, ...]) -> Shared:
        """Return the same of a plain statement, which has the days of its reports."""
        return self._numbers("", self.sources.days(behind), behind)

    def listed(self) -> Told:
        """Return the lists in the order of their numbers."""
        return {
            "statuses": list(self._statuses),
            "days": list(self._days),
            "behind": list(self._behind),
        }

    def _numbers(self, status: str, days: tuple[str, str], behind: tuple[int, ...]) -> Shared:
        start, end = (self._days.setdefault(day, len(self._days)) for day in days)
        return (
            self._statuses.setdefault(status, len(self._statuses)),
            start,
            end,
            self._behind.setdefault(behind, len(self._behind)),
        )


class Sources:
    """Which source documents a thing or a statement stands in, as numbers."""

    def __init__(self, graph: WholeGraph) -> None:
        self.graph = graph
        self.of_graph: dict[str, NamedNode] = {}
        self._read: dict[str, dict[str, set[tuple[str, int]]]] = {}
        for quad in graph.store.quads_for_pattern(None, vocab.RDF.type, vocab.SourceDocument, None):
            named = quad.graph_name
            if isinstance(named, NamedNode) and isinstance(quad.subject, NamedNode):
                self.of_graph[named.value] = quad.subject
        documents = sorted({one.value for one in self.of_graph.values()})
        self.number = {iri: place for place, iri in enumerate(documents)}
        self.day = [self._issued(NamedNode(iri)) for iri in documents]

    def behind(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | None
    ) -> tuple[int, ...]:
        """Return the numbers of the documents that say so, sorted."""
        column = self._read.get(predicate.value)
        if column is None:
            column = self._read[predicate.value] = self._column(predicate)
        said = column.get(subject.value, ())
        wanted = value.value if value else ""
        return tuple(sorted({number for told, number in said if not wanted or told == wanted}))

    def _column(self, predicate: NamedNode) -> dict[str, set[tuple[str, int]]]:
        """Return what which document says with a predicate, by subject; read in one go."""
        found: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for quad in self.graph.store.quads_for_pattern(None, predicate, None, None):
            document = self.of_graph.get(getattr(quad.graph_name, "value", ""))
            if document and isinstance(quad.subject, NamedNode):
                told = quad.object.value if isinstance(quad.object, NamedNode) else ""
                found[quad.subject.value].add((told, self.number[document.value]))
        return found

    def days(self, numbers: Iterable[int]) -> tuple[str, str]:
        """Return the first and last day on which these documents appeared; empty where unknown."""
        found = [day for number in numbers if (day := self.day[number])]
        return (min(found), max(found)) if found else ("", "")

    def listed(self, base: str) -> list[Told]:
        """Return the documents in the order of their numbers."""
        return [
            {
                "id": iri.removeprefix(base),
                "day": self.day[number],
                **self.graph.labels(NamedNode(iri)),
            }
            for iri, number in self.number.items()
        ]

    def _issued(self, document: NamedNode) -> str:
        found = self.graph.objects(document, vocab.DCT.issued)
        return next((value.value for value in found if isinstance(value, Literal)), "")


def _kind(style: Style) -> Told:
    path = outlines()[style.shape].path
    return {"kind": style.kind, "colour": style.colour, "path": path, **style.names}


def _relations(ties: Sequence[Tie]) -> list[Told]:
    known = {tie.kind: tie for tie in ties}
    return [
        {"kind": kind, "ko": tie.label[0], "en": tie.label[1], "is_activity": tie.is_activity}
        for kind, tie in sorted(known.items())
    ]


def _nodes(
    graph: WholeGraph,
    kinds: Mapping[str, str],
    spots: Mapping[str, Spot],
    told: Lists,
    order: list[str],
) -> Told:
    place_of = {kind: place for place, kind in enumerate(order)}
    rows = []
    for iri, kind in kinds.items():
        thing = NamedNode(iri)
        labels = graph.labels(thing)
        behind = told.sources.behind(thing, vocab.RDF.type, None)
        row = (iri.removeprefix(told.base), labels["ko"], labels["en"], place_of[kind])
        rows.append((*row, *told.told(graph, thing, behind), *_spot(spots[iri])))
    return _columns(NODE, rows)


def _spot(at: Spot) -> tuple[int, int]:
    return round(at[0] * SIDE), round(at[1] * SIDE)


def _lines(graph: WholeGraph, things: Iterable[str], ties: Sequence[Tie], told: Lists) -> Told:
    number = {iri: place for place, iri in enumerate(things)}
    relation = {kind: place for place, kind in enumerate(sorted({tie.kind for tie in ties}))}
    rows = []
    for tie in ties:
        thing = NamedNode(tie.iri)
        ends = (number[tie.source], number[tie.target], relation[tie.kind])
        if tie.is_activity:
            behind = told.sources.behind(thing, vocab.RDF.type, None)
            rows.append((*ends, tie.iri.removeprefix(told.base), *told.told(graph, thing, behind)))
        else:
            behind = told.sources.behind(NamedNode(tie.source), thing, NamedNode(tie.target))
            rows.append((*ends, "", *told.reported(behind)))
    return _columns(LINE, rows)


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Told:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}
