"""GraphML by networkx, over attributes its writer cannot stumble on.

Its writer refuses None, dates, lists and RDF terms: every attribute here is text or a number.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from kg.viz.drawing import Drawing, Line, Node


def attributes(node: Node, drawing: Drawing) -> dict[str, str | int | float]:
    """Return a node's attributes as plain text and numbers."""
    style = drawing.styles[node.kind]
    return {
        "iri": node.iri,
        "label": node.labels["ko"],
        "label_ko": node.labels["ko"],
        "label_en": node.labels["en"],
        "kind": node.kind,
        "kind_ko": style.names.get("ko", node.kind),
        "kind_en": style.names.get("en", node.kind),
        "status": node.status,
        "start": node.start,
        "end": node.end,
        "degree": node.degree,
        "betweenness": node.betweenness,
        "colour": style.colour,
    }


def line_attributes(line: Line) -> dict[str, str | int | float]:
    """Return a line's attributes as plain text."""
    return {
        "iri": line.iri,
        "label": line.labels["ko"],
        "label_ko": line.labels["ko"],
        "label_en": line.labels["en"],
        "kind": line.kind,
        "status": line.status,
        "programme_ko": line.programme.get("ko", ""),
        "programme_en": line.programme.get("en", ""),
    }


def write_graphml(drawing: Drawing, lang: str) -> bytes:
    """Write GraphML; `label` is the name in `lang`. Parallel lines keep their own ids."""
    graph = nx.MultiDiGraph()
    for node in drawing.nodes:
        graph.add_node(node.id, **{**attributes(node, drawing), "label": node.labels[lang]})
    for line in drawing.lines:
        named = {**line_attributes(line), "label": line.labels[lang]}
        graph.add_edge(line.source, line.target, key=line.id, **named)
    body = io.BytesIO()
    nx.write_graphml_xml(graph, body, named_key_ids=True, edge_id_from_attribute=None)
    return body.getvalue()
