"""GraphML, written here as a stream: networkx's writer holds the whole tree and is slow.

Source: GraphML 1.0 (graphml.graphdrawing.org). Every attribute is text or a number, so that
networkx, igraph, Gephi and yEd read them; yEd's own geometry is the format `yed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from kg.viz.layout import positions
from kg.viz.shapes import outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.viz.drawing import Drawing, Line, Node, Style

Values = dict[str, str | int | float]
NODE_TYPES: Final = {"degree": "int", "betweenness": "double"}
NODE_NAMES: Final = (
    "iri", "label", "label_ko", "label_en", "kind", "kind_ko", "kind_en", "status", "start", "end",
    "degree", "betweenness", "colour",
)  # fmt: skip
LINE_NAMES: Final = (
    "iri", "label", "label_ko", "label_en", "kind", "status", "programme_ko", "programme_en",
)  # fmt: skip
CHUNK: Final = 2000  # elements written at once
HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{more}'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
YFILES: Final = ' xmlns:y="http://www.yworks.com/xml/graphml"'


def attributes(node: Node, drawing: Drawing) -> Values:
    """Return a node's attributes as plain text and numbers."""
    return node_values(node, drawing.styles)


def node_values(node: Node, styles: Mapping[str, Style]) -> Values:
    """Return a node's attributes as plain text and numbers, in the order of `NODE_NAMES`."""
    style = styles[node.kind]
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


def line_attributes(line: Line) -> Values:
    """Return a line's attributes as plain text, in the order of `LINE_NAMES`."""
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
    return b"".join(graphml(drawing.nodes, drawing.lines, drawing.styles, lang))


def write_yed(drawing: Drawing, lang: str) -> bytes:
    """Write GraphML with yEd's shapes, colours, labels and places beside the attributes."""
    placed = positions(drawing)
    return b"".join(graphml(drawing.nodes, drawing.lines, drawing.styles, lang, placed))


def graphml(
    nodes: Iterable[Node],
    lines: Iterable[Line],
    styles: Mapping[str, Style],
    lang: str,
    placed: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[bytes]:
    """Yield a GraphML document piece by piece; neither nodes nor lines are kept.

    Args:
        nodes: All of them come before the first line.
        lines: Their ends are ids of nodes.
        styles: By node kind.
        lang: Language of `label`.
        placed: Places of nodes in the unit square, for yEd; None leaves its geometry out.
    """
    yield HEAD.format(more=YFILES if placed is not None else "").encode()
    yield "".join(_keys(is_yed=placed is not None)).encode()
    yield b'<graph id="deungdae" edgedefault="directed">\n'
    yield from _chunks(_node(node, styles, lang, placed) for node in nodes)
    yield from _chunks(_line(line, lang, is_yed=placed is not None) for line in lines)
    yield b"</graph>\n</graphml>\n"


def _keys(*, is_yed: bool) -> Iterator[str]:
    for name in NODE_NAMES:
        type_ = NODE_TYPES.get(name, "string")
        yield f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="{type_}"/>\n'
    for name in LINE_NAMES:
        yield f'<key id="e_{name}" for="edge" attr.name="{name}" attr.type="string"/>\n'
    if is_yed:
        yield '<key id="ng" for="node" yfiles.type="nodegraphics"/>\n'
        yield '<key id="eg" for="edge" yfiles.type="edgegraphics"/>\n'


def _chunks(elements: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    for element in elements:
        waiting.append(element)
        if len(waiting) == CHUNK:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()


def _data(prefix: str, values: Values, name: str) -> str:
    values["label"] = name
    return "".join(
        f'<data key="{prefix}_{key}">{escape(value) if type(value) is str else value}</data>'
        for key, value in values.items()
        if value != ""
    )


def _node(
    node: Node,
    styles: Mapping[str, Style],
    lang: str,
    placed: Mapping[str, tuple[float, float]] | None,
) -> str:
    told = _data("n", node_values(node, styles), node.labels[lang])
    if placed is not None:
        told += _shape(node, styles[node.kind], lang, placed[node.id])
    return f'<node id="{node.id}">{told}</node>\n'


def _line(line: Line, lang: str, *, is_yed: bool) -> str:
    told = _data("e", line_attributes(line), line.labels[lang])
    if is_yed:
        told += (
            '<data key="eg"><y:PolyLineEdge><y:Arrows source="none" target="standard"/>'
            f"<y:EdgeLabel>{escape(line.labels[lang])}</y:EdgeLabel></y:PolyLineEdge></data>"
        )
    ends = f'source="{line.source}" target="{line.target}"'
    return f'<edge id="{line.id}" {ends}>{told}</edge>\n'


def _shape(node: Node, style: Style, lang: str, at: tuple[float, float]) -> str:
    x, y = at[0] * 1600, at[1] * 1200
    return (
        f'<data key="ng"><y:ShapeNode><y:Geometry x="{x:.1f}" y="{y:.1f}" width="40" height="40"/>'
        f"<y:Fill color={quoteattr(style.colour.upper())}/>"
        f'<y:NodeLabel modelName="sides" modelPosition="s">{escape(node.labels[lang])}'
        f'</y:NodeLabel><y:Shape type="{outlines()[style.shape].yed}"/></y:ShapeNode></data>'
    )
