"""What follows from the graph without any source saying it: clusters. Pure."""

from __future__ import annotations

from kg.derive.clusters import clusters
from kg.derive.writing import GRAPH, derived

__all__ = ["GRAPH", "clusters", "derived"]
