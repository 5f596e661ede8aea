"""From a store to a drawing: what an analyst means, not how RDF says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import ConfigError
from kg.files import resource_toml
from kg.viz.drawing import Drawing, Line, Node, Style
from kg.viz.graph import Graph, node
from kg.viz.measures import measure
from kg.viz.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A line before its ends have ids; ordered by its ends, so that drawings are equal."""

    source: str
    target: str
    kind: str
    iri: str
    label: tuple[str, str]  # ko, en
    programme: str = ""
    is_activity: bool = False


def flatten(
    store: Store, *, focus: str | None = None, depth: int = 1, with_quotes: bool = False
) -> Drawing:
    """Return what a store's default graph tells of actors, supports and what came of them.

    Args:
        store: Its default graph is the union of its named graphs.
        focus: IRI of a drawn thing or of a support; only what stands within `depth` lines.
        depth: Number of lines from the focus, 0 for the focus alone.
        with_quotes: Whether nodes and lines carry their statements with quotes.

    Raises:
        ConfigError: The focus is not in the graph.
    """
    graph = Graph(store)
    plan = resource_toml("viz/drawing.toml")
    kinds = kinds_of(graph, plan)
    ties = sorted(set(ties_of(graph, plan, kinds)))
    if focus is None:
        kinds = tied(kinds, ties, plan)
    else:
        kinds, ties = _around(focus, depth, kinds, ties)
    return _drawing(graph, kinds, ties, styles_of(graph, plan), with_quotes=with_quotes)


def kinds_of(graph: Graph, plan: Mapping[str, Any]) -> dict[str, str]:
    """Return IRI to class of everything drawn; the class named first in the plan wins."""
    kinds: dict[str, str] = {}
    for entry in plan["node"]:
        for thing in graph.instances(entry["class"]):
            kinds.setdefault(thing.value, entry["class"])
    return dict(sorted(kinds.items()))


def styles_of(graph: Graph, plan: Mapping[str, Any]) -> dict[str, Style]:
    """Return how each class looks, in the plan's order."""
    return {
        entry["class"]: Style(
            kind=entry["class"],
            colour=entry["colour"],
            shape=entry["shape"],
            names=graph.labels(node(entry["class"])),
        )
        for entry in plan["node"]
    }


def ties_of(graph: Graph, plan: Mapping[str, Any], kinds: Mapping[str, str]) -> Iterator[Tie]:
    """Yield every line between drawn things, in the store's order; none is kept."""
    for name in [*plan["line"]["predicates"], *plan["line"]["borrowed"]]:
        predicate = node(name)
        for quad in graph.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            ends = (quad.subject, quad.object)
            if all(isinstance(end, NamedNode) and end.value in kinds for end in ends):
                source, target = (end.value for end in ends if isinstance(end, NamedNode))
                kind = predicate.value.rpartition("#")[2].rpartition("/")[2]
                yield Tie(source, target, kind, predicate.value, _pair(graph.labels(predicate)))
    for entry in plan["through"]:
        for thing in graph.instances(entry["class"]):
            yield from _through(graph, entry, thing, kinds)


def _through(
    graph: Graph, entry: Mapping[str, Any], thing: NamedNode, kinds: Mapping[str, str]
) -> Iterator[Tie]:
    named = graph.objects(thing, node(entry["label"]))
    label = _pair(graph.labels(named[0] if named else thing))
    programmes = graph.nodes(thing, [entry["programme"]]) if "programme" in entry else []
    for source in graph.nodes(thing, entry["from"]):
        for target in graph.nodes(thing, entry["to"]):
            if source.value in kinds and target.value in kinds:
                yield Tie(
                    source.value,
                    target.value,
                    graph.notation(thing, entry["label"]) or "member",
                    thing.value,
                    label,
                    programmes[0].value if programmes else "",
                    is_activity=True,
                )


def _pair(labels: Mapping[str, str]) -> tuple[str, str]:
    return labels["ko"], labels["en"]


def tied(kinds: dict[str, str], ties: list[Tie], plan: Mapping[str, Any]) -> dict[str, str]:
    """Leave out what says nothing by itself, such as a group of firms that nobody helped."""
    never_alone = {entry["class"] for entry in plan["node"] if not entry.get("alone", True)}
    ends = {end for tie in ties for end in (tie.source, tie.target)}
    return {iri: kind for iri, kind in kinds.items() if kind not in never_alone or iri in ends}


def _around(
    focus: str, depth: int, kinds: Mapping[str, str], ties: list[Tie]
) -> tuple[dict[str, str], list[Tie]]:
    near = {focus} & set(kinds) or {
        end for tie in ties if tie.iri == focus for end in (tie.source, tie.target)
    }
    if not near:
        raise ConfigError(
            "nothing of that name is drawn",
            where=focus,
            hint="find names with: kg query --name cq17",
        )
    beside: dict[str, set[str]] = {}
    for tie in ties:
        beside.setdefault(tie.source, set()).add(tie.target)
        beside.setdefault(tie.target, set()).add(tie.source)
    edge = near
    for _ in range(depth):
        edge = {other for one in edge for other in beside.get(one, ())} - near
        near |= edge
    kept = {iri: kind for iri, kind in kinds.items() if iri in near}
    return kept, [tie for tie in ties if tie.source in near and tie.target in near]


def _drawing(
    graph: Graph,
    kinds: Mapping[str, str],
    ties: list[Tie],
    styles: Mapping[str, Style],
    *,
    with_quotes: bool,
) -> Drawing:
    ids = {iri: f"n{place}" for place, iri in enumerate(kinds)}
    degrees, betweenness = measure(
        list(ids.values()), [(ids[t.source], ids[t.target]) for t in ties]
    )
    nodes = []
    for iri, kind in kinds.items():
        start, end = graph.days(NamedNode(iri))
        nodes.append(
            Node(
                id=ids[iri],
                iri=iri,
                kind=kind,
                labels=graph.labels(NamedNode(iri)),
                status=graph.notation(NamedNode(iri), "status"),
                start=start,
                end=end,
                degree=degrees[ids[iri]],
                betweenness=betweenness[ids[iri]],
                told=told(graph, NamedNode(iri)) if with_quotes else (),
            )
        )
    lines = tuple(
        _line(graph, place, tie, ids, with_quotes=with_quotes) for place, tie in enumerate(ties)
    )
    return Drawing(nodes=tuple(nodes), lines=lines, styles=styles)


def _line(graph: Graph, place: int, tie: Tie, ids: Mapping[str, str], *, with_quotes: bool) -> Line:
    thing = NamedNode(tie.iri)
    return Line(
        id=f"e{place}",
        source=ids[tie.source],
        target=ids[tie.target],
        kind=tie.kind,
        labels=dict(zip(("ko", "en"), tie.label, strict=True)),
        iri=tie.iri,
        status=graph.notation(thing, "status"),
        programme=graph.labels(NamedNode(tie.programme)) if tie.programme else {},
        told=told(graph, thing) if with_quotes and tie.is_activity else (),
    )
