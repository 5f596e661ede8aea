"""What a brief is about: the parts of a case, of a computed cluster, or of a query's answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions

from kg import vocab
from kg.errors import ConfigError
from kg.query.answer import answer
from kg.query.describe import resolve
from kg.viz.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

# What a part is told as, by its class.
PARTS: Final = {
    "SupportActivity": "supports",
    "ChangeMeasurement": "changes",
    "Measurement": "measurements",
    "SupportProgramme": "programmes",
    "Event": "events",
    "Circumstance": "circumstances",
    "LighthouseDesignation": "designations",
    "Designation": "designations",
    "Claim": "statements",
    "Plan": "statements",
    "Proposal": "statements",
    "PolicyStatement": "statements",
    "Statement": "statements",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The things a brief tells, by kind.

    Attributes:
        focus: IRI of the case or cluster; empty for a query.
        names: Language to title.
        parts: Kind (`supports`, `changes`, …) to IRIs, sorted.
        is_derived: Whether the focus was computed and not reported.
    """

    focus: str
    names: Mapping[str, str]
    parts: Mapping[str, tuple[NamedNode, ...]] = field(default_factory=dict)
    is_derived: bool = False


def matter_of(store: Store, name: str) -> Matter:
    """Return the parts of a case or of a derived cluster.

    Args:
        store: A release; its default graph is the union.
        name: IRI or short name of a `dd:SupportCase` or `dd:DerivedCluster`.

    Raises:
        ConfigError: Nothing of that name is a case or a cluster.
    """
    node = NamedNode(resolve(store, name))
    graph = Graph(store)
    kinds = graph.nodes(node, [vocab.RDF.type.value])
    if vocab.DerivedCluster in kinds:
        found = _of_cluster(graph, node)
    elif vocab.SupportCase in kinds:
        found = graph.nodes(node, ["hasPart"])
    else:
        raise ConfigError(
            "this is neither a case nor a computed cluster",
            where=name,
            hint="kg query --name cq22 lists the cases, --name clusters the clusters",
        )
    return Matter(
        focus=node.value,
        names=graph.labels(node),
        parts=_sorted_out(graph, found),
        is_derived=vocab.DerivedCluster in kinds,
    )


def matter_of_query(store: Store, text: str, names: Mapping[str, str]) -> Matter:
    """Return the things a SELECT query names, in any column.

    Raises:
        ConfigError: The query is no SELECT, or names nothing a brief can tell.
        QuerySyntax: It does not parse.
    """
    given = answer(store, text)
    if not isinstance(given.result, QuerySolutions):
        raise ConfigError("a brief needs the rows of a SELECT query", hint="write SELECT ?thing")
    found = {value for row in given.result for value in row if isinstance(value, NamedNode)}
    parts = _sorted_out(Graph(store), sorted(found, key=str))
    if not parts:
        raise ConfigError(
            "the query names no support, change, measurement or statement",
            hint="select the IRIs of what the brief should tell",
        )
    return Matter(focus="", names=names, parts=parts)


def _of_cluster(graph: Graph, node: NamedNode) -> list[NamedNode]:
    found = graph.nodes(node, [vocab.PROV.wasDerivedFrom.value])
    for outcome in graph.nodes(node, ["hasOutcome"]):
        found += graph.nodes(outcome, [vocab.PROV.wasDerivedFrom.value])
    parties = {*graph.nodes(node, ["anchor"]), *graph.nodes(node, ["clusterMember"])}
    speakers = parties | {person for party in parties for person in _people(graph, party)}
    for speaker in sorted(speakers, key=str):
        found += _subjects(graph, vocab.speaker, speaker)
    return found


def _people(graph: Graph, party: NamedNode) -> Iterable[NamedNode]:
    for membership in _subjects(graph, vocab.ORG.organization, party):
        yield from graph.nodes(membership, [vocab.ORG.member.value])


def _subjects(graph: Graph, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    quads = graph.store.quads_for_pattern(None, predicate, value, DefaultGraph())
    found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return sorted(found, key=str)


def _sorted_out(graph: Graph, things: Iterable[NamedNode]) -> dict[str, tuple[NamedNode, ...]]:
    found: dict[str, dict[NamedNode, None]] = {}
    for thing in things:
        for kind in graph.nodes(thing, [vocab.RDF.type.value]):
            plural = PARTS.get(kind.value.removeprefix(vocab.DD))
            if plural:
                found.setdefault(plural, {})[thing] = None
    # A value that a change holds as its before or after is told with the change.
    held = {
        end
        for change in found.get("changes", ())
        for end in graph.nodes(change, ["baseline", "followUp"])
    }
    alone = [one for one in found.pop("measurements", {}) if one not in held]
    parts = {plural: tuple(sorted(own, key=str)) for plural, own in found.items()}
    return parts | ({"measurements": tuple(sorted(alone, key=str))} if alone else {})
