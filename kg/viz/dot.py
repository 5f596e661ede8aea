"""DOT for Graphviz, written here: networkx's writer cuts `https://…` ids at the colon."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kg.viz.layout import positions
from kg.viz.shapes import outlines
from kg.viz.svg import radius, shortened

if TYPE_CHECKING:
    from kg.viz.drawing import Drawing, Line, Node

FONT: Final = '"Noto Sans CJK KR, sans-serif"'
# Straight lines: Graphviz 2.43 breaks down over curves beside outer labels.
SPREAD: Final = 85  # points a node with its name wants


def quoted(text: str) -> str:
    r"""Return a DOT string; line breaks become `\n`, quotes and backslashes are escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r", "").replace("\n", "\\n").replace("\t", " ") + '"'


def write_dot(drawing: Drawing, lang: str) -> bytes:
    """Write a digraph; ids are n0, n1, …, IRIs stand in `URL`, places in `pos` (points)."""
    placed = positions(drawing)
    rows = [
        "digraph deungdae {",
        "  graph [overlap=true, forcelabels=true, splines=line, outputorder=edgesfirst,",
        '    charset="UTF-8"];',
        f"  node [style=filled, fixedsize=true, fontname={FONT}, fontcolor=black];",
        f'  edge [fontname={FONT}, fontsize=9, color="#777777"];',
        *(_node(node, drawing, lang, placed[node.id]) for node in drawing.nodes),
        *(_line(line, lang) for line in drawing.lines),
        "}",
        "",
    ]
    return "\n".join(rows).encode()


def _node(node: Node, drawing: Drawing, lang: str, at: tuple[float, float]) -> str:
    style = drawing.styles[node.kind]
    size = radius(node) / 40  # inches
    side = SPREAD * max(1.0, math.sqrt(len(drawing.nodes)))
    return (
        f'  {node.id} [label="", xlabel={quoted(shortened(node.labels[lang], 34))}, '
        f"width={size:.2f}, height={size:.2f}, URL={quoted(node.iri)}, "
        f"shape={outlines()[style.shape].dot}, fillcolor={quoted(style.colour)}, "
        f"color={quoted(style.colour)}, tooltip={quoted(node.labels[lang])}, "
        f'pos="{at[0] * side * 1.35:.0f},{(1 - at[1]) * side:.0f}!"];'
    )


def _line(line: Line, lang: str) -> str:
    dashed = ", style=dashed" if line.status in {"proposed", "planned", "target"} else ""
    return (
        f"  {line.source} -> {line.target} "
        f"[id={line.id}, label={quoted(line.labels[lang])}, URL={quoted(line.iri)}{dashed}];"
    )
