"""DOT for Graphviz, written here: networkx's writer cuts `https://…` ids at the colon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.viz.drawing import Drawing, Line, Node

SHAPES: Final = {
    "circle": "ellipse",
    "square": "box",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "triangle": "triangle",
}


def quoted(text: str) -> str:
    r"""Return a DOT string; line breaks become `\n`, quotes and backslashes are escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r", "").replace("\n", "\\n").replace("\t", " ") + '"'


def write_dot(drawing: Drawing, lang: str) -> bytes:
    """Write a digraph; ids are n0, n1, …, IRIs stand in `URL`."""
    rows = [
        "digraph deungdae {",
        '  graph [overlap=false, splines=true, charset="UTF-8", outputorder=edgesfirst];',
        '  node [style=filled, fontname="Noto Sans CJK KR, sans-serif", fontcolor=black];',
        '  edge [fontname="Noto Sans CJK KR, sans-serif", fontsize=10, color="#777777"];',
        *(_node(node, drawing, lang) for node in drawing.nodes),
        *(_line(line, lang) for line in drawing.lines),
        "}",
        "",
    ]
    return "\n".join(rows).encode()


def _node(node: Node, drawing: Drawing, lang: str) -> str:
    style = drawing.styles[node.kind]
    return (
        f"  {node.id} [label={quoted(node.labels[lang])}, URL={quoted(node.iri)}, "
        f"shape={SHAPES[style.shape]}, fillcolor={quoted(style.colour + '55')}, "
        f"color={quoted(style.colour)}, tooltip={quoted(style.names.get(lang, node.kind))}];"
    )


def _line(line: Line, lang: str) -> str:
    dashed = ", style=dashed" if line.status in {"proposed", "planned", "target"} else ""
    return (
        f"  {line.source} -> {line.target} "
        f"[id={line.id}, label={quoted(line.labels[lang])}, URL={quoted(line.iri)}{dashed}];"
    )
