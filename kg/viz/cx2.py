"""CX2 for Cytoscape 3.10 and NDEx: typed attributes, positions and a look in one file.

Source: Cytoscape Exchange format, version 2 (CX2 specification of the Cytoscape consortium).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.viz.graphml import attributes, line_attributes
from kg.viz.layout import positions
from kg.viz.shapes import outlines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.viz.drawing import Drawing

Json = dict[str, Any]  # Any: JSON values
SCALE: Final = 1000
TYPES: Final = {str: "string", int: "integer", float: "double"}


def write_cx2(drawing: Drawing, lang: str) -> bytes:
    """Write a CX2 document; ids are the numbers of n0, n1, … and e0, e1, …."""
    placed = positions(drawing)
    nodes = [
        {
            "id": int(node.id[1:]),
            "x": placed[node.id][0] * SCALE,
            "y": placed[node.id][1] * SCALE,
            "v": _told({**attributes(node, drawing), "name": node.labels[lang]}),
        }
        for node in drawing.nodes
    ]
    edges = [
        {
            "id": int(line.id[1:]),
            "s": int(line.source[1:]),
            "t": int(line.target[1:]),
            "v": _told({**line_attributes(line), "interaction": line.kind}),
        }
        for line in drawing.lines
    ]
    aspects: list[Json] = [
        {"attributeDeclarations": [_declared(nodes, edges)]},
        {"networkAttributes": [{"name": "Deungdae"}]},
        {"nodes": nodes},
        {"edges": edges},
        {"visualProperties": [_look(drawing)]},
    ]
    counts = [
        {"name": name, "elementCount": len(own)}
        for aspect in aspects
        for name, own in aspect.items()
    ]
    document = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": counts},
        *aspects,
        {"status": [{"success": True}]},
    ]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _told(values: Mapping[str, str | int | float]) -> Json:
    """Return the attributes that say something: CX2 leaves out what is empty."""
    return {name: value for name, value in values.items() if value != ""}


def _declared(nodes: list[Json], edges: list[Json]) -> Json:
    def types(elements: list[Json]) -> Json:
        found = {
            name: {"d": TYPES[type(value)]}
            for element in elements
            for name, value in element["v"].items()
        }
        return dict(sorted(found.items()))

    return {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": types(nodes),
        "edges": types(edges),
    }


def _look(drawing: Drawing) -> Json:
    """Return the default look and the colour and shape of each kind."""
    used = {node.kind for node in drawing.nodes}
    styles = [style for style in drawing.styles.values() if style.kind in used]
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "ellipse", "NODE_WIDTH": 35, "NODE_HEIGHT": 35},
            "edge": {"EDGE_LINE_COLOR": "#777777", "EDGE_TARGET_ARROW_SHAPE": "triangle"},
        },
        "nodeMapping": {
            "NODE_LABEL": {
                "type": "PASSTHROUGH",
                "definition": {"attribute": "name", "type": "string"},
            },
            "NODE_BACKGROUND_COLOR": _mapped([(s.kind, s.colour.upper()) for s in styles]),
            "NODE_SHAPE": _mapped([(s.kind, outlines()[s.shape].cytoscape) for s in styles]),
        },
    }


def _mapped(pairs: list[tuple[str, str]]) -> Json:
    return {
        "type": "DISCRETE",
        "definition": {
            "attribute": "kind",
            "type": "string",
            "map": [{"v": kind, "vp": look} for kind, look in pairs],
        },
    }
