"""Cytoscape JSON: the `elements` of Cytoscape.js and of Cytoscape's import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.viz.graphml import attributes, line_attributes
from kg.viz.layout import positions

if TYPE_CHECKING:
    from kg.viz.drawing import Drawing

SCALE = 1000


def write_cytoscape(drawing: Drawing, lang: str) -> bytes:
    """Write elements with `data` and `position`; `id`, `source`, `target` are n0, e0, …."""
    placed = positions(drawing)
    elements = {
        "nodes": [
            {
                "data": {**attributes(node, drawing), "label": node.labels[lang], "id": node.id},
                "position": {"x": placed[node.id][0] * SCALE, "y": placed[node.id][1] * SCALE},
            }
            for node in drawing.nodes
        ],
        "edges": [
            {
                "data": {
                    **line_attributes(line),
                    "label": line.labels[lang],
                    "id": line.id,
                    "source": line.source,
                    "target": line.target,
                }
            }
            for line in drawing.lines
        ],
    }
    shown = {"data": {"name": "Deungdae"}, "elements": elements}
    return json.dumps(shown, ensure_ascii=False, indent=1).encode()
