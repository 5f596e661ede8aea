"""How fast a large graph is written as GraphML: our stream beside networkx's writer.

Run: python benchmarks/drawing.py [EDGES]
Prints seconds, the peak of memory beyond the graph itself, and the ratio, medians of three runs.
"""

from __future__ import annotations

import io
import sys
import time
import tracemalloc
from statistics import median
from typing import TYPE_CHECKING

import networkx as nx

from kg.viz.drawing import Line, Node, Style
from kg.viz.graphml import graphml, line_attributes, node_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STYLES = {"SME": Style(kind="SME", colour="#009e73", shape="circle", names={"ko": "중소기업"})}
NAMED = {"ko": "가상정밀", "en": "Virtual Precision"}
HELPED = {"ko": "기술지원", "en": "technology support"}


def nodes(count: int) -> Iterator[Node]:
    """Yield firms."""
    for place in range(count):
        yield Node(id=f"n{place}", iri=f"https://e.example/{place}", kind="SME", labels=NAMED)


def lines(count: int, among: int) -> Iterator[Line]:
    """Yield supports among `among` firms."""
    for place in range(count):
        yield Line(
            id=f"e{place}",
            source=f"n{place % among}",
            target=f"n{place * 7919 % among}",
            kind="TechnologySupport",
            labels=HELPED,
            iri=f"https://e.example/support/{place}",
        )


class Sink(io.RawIOBase):
    """Counts bytes and keeps none."""

    count = 0

    def writable(self) -> bool:
        """Tell that bytes may be written."""
        return True

    def write(self, body: object) -> int:
        """Count the bytes and drop them."""
        size = memoryview(body).nbytes  # type: ignore[arg-type]
        self.count += size
        return size


def ours(edges: int) -> int:
    """Return how many bytes the stream writes."""
    among = edges // 5
    return sum(len(p) for p in graphml(nodes(among), lines(edges, among), STYLES, "ko"))


def theirs(edges: int) -> int:
    """Return how many bytes networkx writes."""
    among = edges // 5
    graph = nx.MultiDiGraph()
    for node in nodes(among):
        graph.add_node(node.id, **node_values(node, STYLES))
    for line in lines(edges, among):
        graph.add_edge(line.source, line.target, key=line.id, **line_attributes(line))
    sink = Sink()
    nx.write_graphml_lxml(graph, sink)
    return sink.count


def timed(work: Callable[[int], int], edges: int, runs: int) -> tuple[float, float]:
    """Return median seconds and peak megabytes of Python memory."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        work(edges)
        spent.append(time.perf_counter() - start)
    tracemalloc.start()
    work(min(edges, 100_000))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return median(spent), peak


def main() -> None:
    """Measure both and print."""
    edges = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    fast, small = timed(ours, edges, 3)
    slow, large = timed(theirs, edges, 3)
    print(f"{edges} edges: stream {fast:.1f} s, peak {small:.1f} MB")
    print(f"{edges} edges: networkx {slow:.1f} s, peak {large:.1f} MB (peaks at 100,000 edges)")
    print(f"ratio {slow / fast:.1f}")


if __name__ == "__main__":
    main()
