"""JSON for d3-force and its kin: `nodes` and `links`, the names its examples use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.viz.graphml import attributes, line_attributes
from kg.viz.layout import positions

if TYPE_CHECKING:
    from kg.viz.drawing import Drawing


def write_d3(drawing: Drawing, lang: str) -> bytes:
    """Write `{"nodes": [{id, x, y, …}], "links": [{id, source, target, …}]}`; x and y are 0 to 1.

    networkx's node-link form loses a node's own `id` and writes `edges` where d3 looks for
    `links`.
    """
    placed = positions(drawing)
    nodes = [
        {
            **attributes(node, drawing),
            "label": node.labels[lang],
            "id": node.id,
            "x": placed[node.id][0],
            "y": placed[node.id][1],
        }
        for node in drawing.nodes
    ]
    links = [
        {
            **line_attributes(line),
            "label": line.labels[lang],
            "id": line.id,
            "source": line.source,
            "target": line.target,
        }
        for line in drawing.lines
    ]
    return json.dumps({"nodes": nodes, "links": links}, ensure_ascii=False, indent=1).encode()
