"""Positions: springs within what hangs together, shelves for the rest, no two names on one spot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

from kg.viz.mesh import meshed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.viz.drawing import Drawing

SEED: Final = 51
SPRING: Final = 400  # nodes; above, on a grid: minutes of springs help nobody
CELL: Final = (2.1, 1.25)  # room a node with its name wants, width and height
WIDE: Final = 1.35  # width of the whole over its height
Place = tuple[float, float]
Places = dict[str, Place]


def positions(drawing: Drawing) -> Mapping[str, tuple[float, float]]:
    """Return a place in the unit square for each node; the same drawing gives the same places."""
    names = [node.id for node in drawing.nodes]
    return places(names, [(line.source, line.target) for line in drawing.lines])


def places(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Mapping[str, Place]:
    """Return a place in the unit square for each name; `pairs` are the ends of the lines."""
    order = {name: place for place, name in enumerate(names)}
    if len(names) > SPRING:
        ends = np.array([(order[one], order[other]) for one, other in pairs], dtype=np.int64)
        spots = meshed(len(names), ends.reshape(-1, 2))
        return _squared(
            {name: (float(x), float(y)) for name, (x, y) in zip(names, spots, strict=True)}
        )
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(pairs)
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    return _squared(_shelved([_sprung(nx.subgraph(graph, part), part) for part in parts]))


def _sprung(graph: nx.Graph, order: Sequence[str]) -> Places:
    """Lay out one connected part in units of `CELL`, its corner at the origin."""
    ordered = nx.Graph()
    ordered.add_nodes_from(order)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    side = math.sqrt(len(order))
    found = nx.spring_layout(
        ordered, k=2.8 / side, seed=SEED, iterations=300, method="force", scale=side * 0.8
    )
    spots = np.array([found[node] for node in order]) * np.array([1.35, 1.0])
    spots = _apart(spots)
    spots -= spots.min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, spots, strict=True)}


def _apart(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push nodes apart until no two share a cell, at most 200 times."""
    room = np.array(CELL)
    for _ in range(200):
        gap = (spots[:, None, :] - spots[None, :, :]) / room
        far = np.abs(gap).max(axis=2)
        np.fill_diagonal(far, 2.0)
        if far.min() >= 0.999:
            break
        # Nodes on the very same spot part along the order they stand in.
        rank = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :])
        push = np.where(far < 1, (1 - far) / 2, 0.0)
        along = np.abs(gap).argmax(axis=2)
        for axis in (0, 1):
            way = np.sign(gap[:, :, axis]) + (gap[:, :, axis] == 0) * rank
            spots[:, axis] += (push * way * (along == axis)).sum(axis=1) * room[axis] * 0.7
    return spots


def _shelved(parts: Sequence[Places]) -> Places:
    """Set the parts on shelves, left to right, the largest first."""
    sizes = [
        (max(x for x, _ in part.values()) + CELL[0], max(y for _, y in part.values()) + CELL[1])
        for part in parts
    ]
    area = sum(width * height for width, height in sizes)
    limit = max([math.sqrt(area * WIDE), *(width for width, _ in sizes)], default=0.0)
    placed: Places = {}
    left = top = tall = 0.0
    for part, (width, height) in zip(parts, sizes, strict=True):
        if left and left + width > limit:
            left, top, tall = 0.0, top + tall, 0.0
        placed |= {node: (left + x, top + y) for node, (x, y) in part.items()}
        left, tall = left + width, max(tall, height)
    return placed


def _squared(placed: Places) -> Places:
    if not placed:
        return {}
    left, right = min(x for x, _ in placed.values()), max(x for x, _ in placed.values())
    top, bottom = min(y for _, y in placed.values()), max(y for _, y in placed.values())
    width, height = right - left or 1.0, bottom - top or 1.0
    return {
        node: (round((x - left) / width, 4), round((y - top) / height, 4))
        for node, (x, y) in placed.items()
    }
