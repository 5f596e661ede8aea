"""Network measures by networkx, the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 51
EXACT: Final = 600  # nodes; above, betweenness is estimated from sampled sources
LARGE: Final = 3000  # nodes; above, a source takes about a tenth of a second


def measure(
    nodes: Sequence[str], lines: Sequence[tuple[str, str]]
) -> tuple[dict[str, int], dict[str, float]]:
    """Return each node's degree and its betweenness (0 to 1, direction ignored).

    Above 600 nodes betweenness is estimated from 200 sources, above 3,000 from 40, chosen by
    a fixed seed.
    """
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(lines)
    plain = nx.Graph(graph)
    sample = None if len(nodes) <= EXACT else 200 if len(nodes) <= LARGE else 40
    between = nx.betweenness_centrality(plain, k=sample, seed=SEED)
    return dict(graph.degree()), {node: round(value, 6) for node, value in between.items()}
