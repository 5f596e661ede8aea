"""`/clusters`: each large firm with the SMEs it supported, computed and never called designated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.web import lookup
from kg.web.terms import Shown, number, show, show_node

if TYPE_CHECKING:
    from collections.abc import Iterable

routes: Final = Blueprint("clusters", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one member received.

    Attributes:
        supports: One list of activities for each kind of the cluster, in its order.
    """

    member: Shown
    supports: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one indicator did, in one unit."""

    indicator: Shown
    unit: Shown | None
    median: str
    members: str
    changes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One cluster as its section of the page tells it."""

    id: str
    iri: str
    title: str
    anchor: Shown
    kinds: tuple[Shown, ...]
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    chances: tuple[tuple[Shown, tuple[Shown, ...]], ...]
    supports: str
    density: str
    betweenness: str


@routes.get("/clusters")
def clusters() -> Response | str:
    """Show every derived cluster, or give the figures as JSON."""
    found = [told(node) for node in lookup.subjects(vocab.RDF.type, vocab.DerivedCluster)]
    found.sort(key=lambda each: (-len(each.rows), each.title))
    if request.args.get("format") == "json":
        return jsonify(clusters=[as_json(each) for each in found])
    return render_template("clusters.html", clusters=found)


def told(node: NamedNode) -> Told:
    """Return one cluster with what its members received and what changed."""
    anchor = lookup.nodes(node, vocab.anchor)[0]
    supports = lookup.nodes(node, vocab.PROV.wasDerivedFrom)
    kinds = sorted({kind for each in supports for kind in kinds_of(each)}, key=str)
    outcomes = [outcome(each) for each in lookup.nodes(node, vocab.hasOutcome)]
    return Told(
        id=node.value.rpartition("/")[2],
        iri=node.value,
        title=lookup.label(node).value,
        anchor=show_node(anchor),
        kinds=tuple(show_node(kind) for kind in kinds),
        rows=tuple(
            row(member, kinds, supports) for member in lookup.nodes(node, vocab.clusterMember)
        ),
        outcomes=tuple(sorted(outcomes, key=lambda each: each.indicator.label)),
        chances=tuple(
            (show_node(each), shown(lookup.nodes(each, vocab.PROV.wasDerivedFrom)))
            for each in lookup.nodes(node, vocab.hasOpportunity)
        ),
        supports=number(lookup.words(node, vocab.supportCount)),
        density=number(lookup.words(node, vocab.density)),
        betweenness=number(lookup.words(node, vocab.betweenness)),
    )


def row(member: NamedNode, kinds: Iterable[NamedNode], supports: Iterable[NamedNode]) -> Row:
    """Return the activities of a cluster that reached one member, parted by kind."""
    own = [each for each in supports if member in reached(each)]
    return Row(
        member=show_node(member),
        supports=tuple(shown(each for each in own if kind in kinds_of(each)) for kind in kinds),
    )


def kinds_of(support: NamedNode) -> list[NamedNode]:
    """Return the kinds of help of one activity."""
    return lookup.nodes(support, vocab.supportKind)


def reached(support: NamedNode) -> set[NamedNode]:
    """Return who received a support: its recipients and the named members of its groups."""
    told = {
        one
        for predicate in (vocab.recipient, vocab.recipientGroup)
        for one in lookup.nodes(support, predicate)
    }
    return told | {one for group in told for one in lookup.nodes(group, vocab.FOAF.member)}


def outcome(node: NamedNode) -> Outcome:
    """Return one outcome with the changes it rests on."""
    units = lookup.nodes(node, vocab.comparedIn)
    return Outcome(
        indicator=show_node(lookup.nodes(node, vocab.matter)[0]),
        unit=show_node(units[0]) if units else None,
        median=percent(figure(node, vocab.medianChangePercent)),
        members=number(lookup.words(node, vocab.memberCount)),
        changes=shown(lookup.nodes(node, vocab.PROV.wasDerivedFrom)),
    )


def percent(value: float | None) -> str:
    """Return a change in per cent with its sign and one decimal; nothing for none."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number(f'{abs(value):.1f}')}%"


def shown(nodes: Iterable[NamedNode]) -> tuple[Shown, ...]:
    """Return things by name, with links."""
    return tuple(show(node) for node in nodes)


def as_json(cluster: Told) -> dict[str, object]:
    """Return a cluster's figures with the IRIs they rest on."""
    node = NamedNode(cluster.iri)
    return {
        "iri": cluster.iri,
        "label": cluster.title,
        "status": "derived",
        "anchor": cluster.anchor.iri,
        "members": [each.member.iri for each in cluster.rows],
        "kinds": [kind.iri for kind in cluster.kinds],
        "supports": [each.value for each in lookup.nodes(node, vocab.PROV.wasDerivedFrom)],
        "density": figure(node, vocab.density),
        "betweenness": figure(node, vocab.betweenness),
        "outcomes": [
            {
                "indicator": lookup.nodes(each, vocab.matter)[0].value,
                "unit": next((unit.value for unit in lookup.nodes(each, vocab.comparedIn)), None),
                "median_change_percent": figure(each, vocab.medianChangePercent),
                "changes": [one.value for one in lookup.nodes(each, vocab.PROV.wasDerivedFrom)],
            }
            for each in lookup.nodes(node, vocab.hasOutcome)
        ],
        "opportunities": [one.iri for one, _ in cluster.chances],
        "drawing": url_for("downloads.export", form="svg", focus=cluster.iri, depth=1),
    }


def figure(node: NamedNode, predicate: NamedNode) -> float | None:
    """Return the number behind a predicate; None where there is none."""
    numbers = [term for term in lookup.values(node, predicate) if isinstance(term, Literal)]
    return float(numbers[0].value) if numbers else None
