"""GEXF 1.3, written here: networkx's writer fails the official schema and dates files today.

Source: GEXF 1.3 schema (gexf.xsd, dynamics.xsd, viz.xsd). The published schema puts colour,
position and size into the graph's own namespace; Gephi reads them there by local name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg.viz.graphml import attributes, line_attributes
from kg.viz.layout import positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.viz.drawing import Drawing, Line, Node

SCALE = 1000  # Gephi draws in units of about a pixel


def write_gexf(drawing: Drawing, lang: str) -> bytes:
    """Write a directed GEXF 1.3 graph with positions, sizes and colours.

    Where something has a day, the graph is dynamic: Gephi's timeline shows a node from its first
    day to its last, and those without a day always.
    """
    return "\n".join(_document(drawing, lang)).encode()


def _document(drawing: Drawing, lang: str) -> Iterator[str]:
    placed = positions(drawing)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<gexf xmlns="http://gexf.net/1.3" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.3" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">'
    )
    yield "<meta><creator>Deungdae</creator></meta>"
    if any(node.start for node in drawing.nodes):
        yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">'
    else:
        yield '<graph defaultedgetype="directed" mode="static">'
    node_keys = _keys(dict(attributes(drawing.nodes[0], drawing)) if drawing.nodes else {})
    line_keys = _keys(dict(line_attributes(drawing.lines[0])) if drawing.lines else {})
    yield from _declare("node", node_keys)
    yield from _declare("edge", line_keys)
    yield "<nodes>"
    for node in drawing.nodes:
        yield _node(node, drawing, lang, placed[node.id], node_keys)
    yield "</nodes><edges>"
    for line in drawing.lines:
        yield _line(line, lang, line_keys)
    yield "</edges></graph></gexf>"


def _keys(sample: Mapping[str, str | int | float]) -> dict[str, tuple[str, str]]:
    types = {str: "string", int: "integer", float: "double"}
    return {
        name: (f"a{place}", types[type(value)])
        for place, (name, value) in enumerate(sample.items())
    }


def _declare(kind: str, keys: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    if keys:
        yield f'<attributes class="{kind}">'
        for name, (key, type_) in keys.items():
            yield f'<attribute id="{key}" title={quoteattr(name)} type="{type_}"/>'
        yield "</attributes>"


def _values(values: Mapping[str, str | int | float], keys: Mapping[str, tuple[str, str]]) -> str:
    shown = "".join(
        f'<attvalue for="{keys[name][0]}" value={quoteattr(str(value))}/>'
        for name, value in values.items()
        if value != ""
    )
    return f"<attvalues>{shown}</attvalues>" if shown else ""


def _node(
    node: Node,
    drawing: Drawing,
    lang: str,
    place: tuple[float, float],
    keys: Mapping[str, tuple[str, str]],
) -> str:
    values = {**attributes(node, drawing), "label": node.labels[lang]}
    colour = drawing.styles[node.kind].colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    days = f' start="{node.start}" end="{node.end or node.start}"' if node.start else ""
    return (
        f'<node id="{node.id}" label={quoteattr(node.labels[lang])}{days}>{_values(values, keys)}'
        f'<color r="{red}" g="{green}" b="{blue}"/>'
        f'<position x="{place[0] * SCALE:.1f}" y="{-place[1] * SCALE:.1f}"/>'
        f'<size value="{8 + 4 * min(node.degree, 20):.1f}"/></node>'
    )


def _line(line: Line, lang: str, keys: Mapping[str, tuple[str, str]]) -> str:
    values = {**line_attributes(line), "label": line.labels[lang]}
    return (
        f'<edge id="{line.id}" source="{line.source}" target="{line.target}" '
        f"label={quoteattr(line.labels[lang])} kind={quoteattr(line.kind)}>"
        f"{_values(values, keys)}</edge>"
    )
