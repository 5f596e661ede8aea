"""The graph at a glance: who helped whom, the most active on both sides, as one small drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.web import lookup
from kg.web.around import cut, kind_name, kind_of, mark_of
from kg.web.deeds import GIVERS
from kg.web.terms import Shown, show_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Pairs = Counter[tuple[NamedNode, NamedNode]]

MOST_GIVERS: Final = 9
MOST_TAKERS: Final = 13
STEP: Final = 34
SIZE: Final = 8
ROOM: Final = 17  # widths of a Latin letter a name has on a phone
GAP: Final = SIZE + 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One end of lines: its name, its shape as SVG around x = 0, how much it gave or got."""

    shown: Shown
    name: str
    kind: str
    mark: str
    y: float
    supports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A line; `curve` is in units of 100 across, which the page stretches."""

    curve: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The drawing, and how many givers, takers and supports the graph has in all."""

    height: int
    givers: tuple[Spot, ...]
    takers: tuple[Spot, ...]
    flows: tuple[Flow, ...]
    all_givers: int
    all_takers: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom the drawing shows, in order; without words, so that it holds in every language."""

    givers: tuple[NamedNode, ...]
    takers: tuple[NamedNode, ...]
    pairs: Pairs
    all_givers: int
    all_takers: int


def chosen() -> Chosen | None:
    """Return the most active givers and takers of help; None where nobody helped. Costly."""
    helped: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for act, taker in _ends(vocab.recipient):
        helped[act].append(taker)
    pairs: Pairs = Counter(
        (giver, taker)
        for predicate in GIVERS
        for act, giver in _ends(predicate)
        for taker in helped.get(act, ())
    )
    given = _summed(pairs, 0)
    givers = _first([one for one in given if kind_of(one)], given, MOST_GIVERS)
    shown = set(givers)
    near: Pairs = Counter({pair: n for pair, n in pairs.items() if pair[0] in shown})
    taken = _summed(near, 1)
    takers = _first([one for one in taken if kind_of(one)], taken, MOST_TAKERS)
    if not takers:
        return None
    place = {giver: number for number, giver in enumerate(givers)}

    def middle(taker: NamedNode) -> float:
        return fmean(place[giver] for giver, other in near if other == taker)

    return Chosen(
        givers=tuple(givers),
        takers=tuple(sorted(takers, key=lambda one: (middle(one), one.value))),
        pairs=Counter({pair: n for pair, n in near.items() if pair[1] in set(takers)}),
        all_givers=len(given),
        all_takers=len(_summed(pairs, 1)),
    )


def overview(found: Chosen) -> Overview:
    """Return the drawing of what was chosen, in the reader's language."""
    height = max(len(found.givers), len(found.takers)) * STEP
    heights = _heights(found.givers, height) | _heights(found.takers, height)
    flows = [
        Flow(curve=_curve(heights[giver], heights[taker]), weight=round(0.8 + 0.8 * min(n, 8), 1))
        for (giver, taker), n in sorted(found.pairs.items(), key=str)
    ]
    given, taken = _summed(found.pairs, 0), _summed(found.pairs, 1)
    return Overview(
        height=height,
        givers=tuple(_spot(one, heights[one], given[one]) for one in found.givers if given[one]),
        takers=tuple(_spot(one, heights[one], taken[one]) for one in found.takers),
        flows=tuple(flows),
        all_givers=found.all_givers,
        all_takers=found.all_takers,
    )


def _ends(predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    for act, _, end in lookup.triples(None, predicate):
        if isinstance(end, NamedNode):
            yield act, end


def _summed(pairs: Mapping[tuple[NamedNode, NamedNode], int], end: int) -> Counter[NamedNode]:
    found: Counter[NamedNode] = Counter()
    for pair, count in pairs.items():
        found[pair[end]] += count
    return found


def _first(nodes: Sequence[NamedNode], count: Counter[NamedNode], most: int) -> list[NamedNode]:
    """Return the most active, those with a name of their own before groups of the unnamed."""
    return sorted(nodes, key=lambda one: (_is_group(one), -count[one], one.value))[:most]


def _is_group(node: NamedNode) -> bool:
    return vocab.ActorGroup in lookup.types(node)


def _heights(nodes: Sequence[NamedNode], height: int) -> dict[NamedNode, float]:
    step = height / len(nodes)
    return {node: round(step * (place + 0.5), 1) for place, node in enumerate(nodes)}


def _curve(start: float, end: float) -> str:
    return f"M0 {start:g}C50 {start:g} 50 {end:g} 100 {end:g}"


def _spot(node: NamedNode, y: float, supports: int) -> Spot:
    shown = show_node(node)
    return Spot(
        shown=shown,
        name=cut(shown.label, ROOM),
        kind=kind_name(node),
        mark=mark_of(node, (0, y), SIZE),
        y=y,
        supports=supports,
    )
