"""For each large firm the SMEs it supported, what changed, and who could learn from whom. Pure.

The seed's proposal, to look at a large firm and its partners together, made computable. Nothing
here is a designation, and nothing is added up across units.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.derive.network import Change, Help, Network

RULE: Final = "cluster.by-anchor"
PLAN: Final = "derive/clusters.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one indicator did at the members that report it, in one unit.

    Attributes:
        members: IRIs of the members that report it, sorted.
        median: Of the members' percentages; a member with several counts with each.
        changes: IRIs of the changes it rests on, sorted.
    """

    indicator: str
    unit: str
    per: str
    members: tuple[str, ...]
    median: float
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Opportunity:
    """One member could learn from another.

    Attributes:
        kind: Code of the help the giver received, or empty.
        indicator: Code of the indicator in which the giver does better, or empty.
        product: IRI of what both make, or empty.
        because: IRIs of the activities and changes it rests on, sorted.
    """

    giver: str
    taker: str
    kind: str = ""
    indicator: str = ""
    product: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A large firm with the SMEs it supported.

    Attributes:
        members: IRIs, sorted.
        helps: The anchor's activities for them, sorted by IRI.
        kinds: Codes of the kinds of help, sorted.
        density: Share of the possible ties among anchor and members that are reported.
        betweenness: Of the anchor in the whole support network, 0 to 1.
    """

    anchor: str
    members: tuple[str, ...]
    helps: tuple[Help, ...]
    kinds: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    opportunities: tuple[Opportunity, ...]
    density: float
    betweenness: float


def clusters(whole: Network) -> tuple[Cluster, ...]:
    """Return a cluster for each large firm that supported an SME, sorted by anchor."""
    plan = resource_toml(PLAN)
    graph = _graph(whole.helps)
    between = nx.betweenness_centrality(graph, k=_sample(graph), seed=51) if graph else {}
    own: dict[str, list[Help]] = defaultdict(list)
    for help_ in whole.helps:
        for supporter in help_.supporters:
            if supporter in whole.large and whole.small.intersection(help_.recipients):
                own[supporter].append(help_)
    about = _by_subject(whole.changes)
    return tuple(
        _cluster(anchor, helps, whole, about, (graph, between, plan))
        for anchor, helps in sorted(own.items())
    )


def _cluster(
    anchor: str,
    helps: Sequence[Help],
    whole: Network,
    about: Mapping[str, Sequence[Change]],
    known: tuple[nx.Graph, Mapping[str, float], Mapping[str, Any]],
) -> Cluster:
    graph, between, plan = known
    members = tuple(sorted({one for each in helps for one in each.recipients} & whole.small))
    changes = {change.iri: change for one in members for change in about.get(one, ())}
    ties = graph.subgraph({anchor, *members})
    return Cluster(
        anchor=anchor,
        members=members,
        helps=tuple(helps),
        kinds=tuple(sorted({each.kind for each in helps})),
        outcomes=tuple(_outcomes(changes.values(), members)),
        opportunities=_opportunities(members, helps, about, plan),
        density=round(nx.density(ties), 4),
        betweenness=round(between.get(anchor, 0.0), 6),
    )


def _graph(helps: Iterable[Help]) -> nx.Graph:
    graph = nx.Graph()
    for help_ in helps:
        for supporter in help_.supporters:
            graph.add_edges_from((supporter, one) for one in help_.recipients if one != supporter)
    return graph


def _sample(graph: nx.Graph) -> int | None:
    """Above 600 nodes betweenness is estimated from 200 sources, chosen by a fixed seed."""
    return 200 if len(graph) > 600 else None


def _by_subject(changes: Iterable[Change]) -> Mapping[str, Sequence[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for one in change.subjects:
            found[one].append(change)
    return found


def _outcomes(changes: Iterable[Change], members: Sequence[str]) -> Iterator[Outcome]:
    """Yield one outcome for each indicator, unit and period: nothing else is comparable."""
    groups: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.indicator, change.unit, change.per].append(change)
    for (indicator, unit, per), own in sorted(groups.items()):
        told = {one for change in own for one in change.subjects}
        yield Outcome(
            indicator=indicator,
            unit=unit,
            per=per,
            members=tuple(one for one in members if one in told),
            median=round(median(change.percent for change in own), 2),
            changes=tuple(sorted(change.iri for change in own)),
        )


def _opportunities(
    members: Sequence[str],
    helps: Sequence[Help],
    about: Mapping[str, Sequence[Change]],
    plan: Mapping[str, Any],
) -> tuple[Opportunity, ...]:
    received: dict[str, list[Help]] = defaultdict(list)
    for help_ in helps:
        for one in help_.recipients:
            received[one].append(help_)
    found: set[Opportunity] = set()
    for giver in members:
        for taker in members:
            if giver != taker:
                found |= set(_taught(giver, taker, received, plan))
                found |= set(_better(giver, taker, about, plan))
    return tuple(sorted(found))


def _taught(
    giver: str, taker: str, received: Mapping[str, Sequence[Help]], plan: Mapping[str, Any]
) -> Iterator[Opportunity]:
    """Yield what a member was taught and another with the same product or difficulty was not."""
    theirs = {each.kind for each in received[taker]}
    makes = {product for each in received[taker] for product in each.products}
    suffers = {one for each in received[taker] for one in each.heard}
    for help_ in received[giver]:
        if help_.kind not in plan["teaches"] or help_.kind in theirs:
            continue
        for product in sorted(makes & set(help_.products)):
            because = _because(help_, received[taker], product)
            yield Opportunity(
                giver=giver, taker=taker, kind=help_.kind, product=product, because=because
            )
        if suffers & set(help_.heard) and not makes & set(help_.products):
            because = tuple(sorted({help_.iri, *(each.iri for each in received[taker])}))
            yield Opportunity(giver=giver, taker=taker, kind=help_.kind, because=because)


def _because(help_: Help, theirs: Iterable[Help], product: str) -> tuple[str, ...]:
    return tuple(sorted({help_.iri, *(each.iri for each in theirs if product in each.products)}))


def _better(
    giver: str, taker: str, about: Mapping[str, Sequence[Change]], plan: Mapping[str, Any]
) -> Iterator[Opportunity]:
    """Yield the indicators in which one member stands better than another, in the same unit."""
    for first in about.get(giver, ()):
        for second in about.get(taker, ()):
            same = (first.indicator, first.unit, first.per) == (
                second.indicator,
                second.unit,
                second.per,
            )
            alone = len(first.subjects) == len(second.subjects) == 1
            if not (same and alone) or first.after is None or second.after is None:
                continue
            if first.indicator in plan["says_nothing"] or not first.unit:
                continue
            sign = -1 if first.indicator in plan["lower_is_better"] else 1
            if (first.after - second.after) * sign > 0 and first.percent * sign > 0:
                yield Opportunity(
                    giver=giver,
                    taker=taker,
                    indicator=first.indicator,
                    because=tuple(sorted((first.iri, second.iri))),
                )
