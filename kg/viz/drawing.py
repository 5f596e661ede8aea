"""The values that are drawn: nodes and lines with plain attributes, in a fixed order. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a class of nodes looks.

    Attributes:
        colour: `#rrggbb`.
        shape: Name of an outline in `kg.viz.shapes`.
        names: Language to the class's label.
    """

    kind: str
    colour: str
    shape: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement about a node or line, with the words behind it.

    Attributes:
        predicate: Language to the predicate's label.
        value: Language to the value's label; the same text twice where it has no language.
        quotes: Words from the sources, in the order of their sources.
    """

    predicate: Mapping[str, str]
    value: Mapping[str, str]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing that is drawn.

    Attributes:
        id: `n0`, `n1`, … in the order of the IRIs: tools break on IRIs as ids.
        kind: Local name of its class.
        labels: Language to name; both `ko` and `en`.
        status: Notation of its status code, or empty.
        start: First day as `YYYY-MM-DD`, or empty.
        end: Last day, or empty.
        degree: Number of lines that end here.
        betweenness: 0 to 1, share of shortest paths that pass here.
    """

    id: str
    iri: str
    kind: str
    labels: Mapping[str, str]
    status: str = ""
    start: str = ""
    end: str = ""
    degree: int = 0
    betweenness: float = 0.0
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A directed line between two nodes; parallel lines are kept apart.

    Attributes:
        id: `e0`, `e1`, … in order.
        source: Id of the node it leaves.
        target: Id of the node it reaches.
        kind: Local name of the predicate, or notation of the activity's code.
        iri: The activity it stands for, or the predicate.
        programme: Language to the label of the programme, empty when there is none.
    """

    id: str
    source: str
    target: str
    kind: str
    labels: Mapping[str, str]
    iri: str
    status: str = ""
    programme: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A graph ready to be written in any format.

    Attributes:
        nodes: Sorted by IRI.
        lines: Sorted by source, target, kind, IRI.
        styles: By node kind, in the legend's order; every node's kind is among them.
    """

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    styles: Mapping[str, Style]
