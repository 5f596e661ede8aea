"""SVG: a picture for a report, with a legend, arrows and readable Korean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from kg.viz.layout import positions
from kg.viz.shapes import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.viz.drawing import Drawing, Line, Node

FONT: Final = "'Noto Sans CJK KR','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',sans-serif"
WIDTH: Final = 1400
HEIGHT: Final = 1000
MARGIN: Final = 120
LEGEND: Final = 210
WORDS: Final = {
    "ko": ("지원 관계 그림", "노드 {n}개, 선 {m}개", "점선: 제안·계획"),
    "en": ("Drawing of support relations", "{n} nodes, {m} lines", "dashed: proposed or planned"),
}
UNSURE: Final = frozenset({"proposed", "planned", "target"})
Point = tuple[float, float]


def write_svg(drawing: Drawing, lang: str) -> bytes:
    """Write a stand-alone SVG of 1400 by 1000 units; lines of one pair share a curve."""
    return "\n".join(_document(drawing, lang)).encode()


def _document(drawing: Drawing, lang: str) -> Iterator[str]:
    title, count, dashed = WORDS[lang]
    counted = count.format(n=len(drawing.nodes), m=len(drawing.lines))
    placed = {node: _place(place) for node, place in positions(drawing).items()}
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="t d" xml:lang="{lang}" font-family="{FONT}">'
    )
    yield f'<title id="t">{title}</title><desc id="d">{counted}</desc>'
    yield (
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerUnits="userSpaceOnUse" markerWidth="10" '
        'markerHeight="10" orient="auto"><path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>'
        '<rect width="100%" height="100%" fill="#fff"/>'
    )
    sizes = {node.id: radius(node) for node in drawing.nodes}
    for lines in _bundles(drawing.lines):
        yield _line(lines, placed, sizes, lang)
    for node in drawing.nodes:
        yield _node(node, drawing, placed[node.id], lang)
    yield from _legend(drawing, lang, counted, dashed)
    yield "</svg>"


def radius(node: Node) -> float:
    """Return the size of a node: its degree and how much passes through it."""
    return round(9 + 2.6 * math.sqrt(node.degree) + 14 * math.sqrt(node.betweenness), 1)


def _place(place: Point) -> Point:
    width, height = WIDTH - LEGEND - 2 * MARGIN, HEIGHT - MARGIN - 60
    return round(MARGIN + place[0] * width, 1), round(40 + place[1] * height, 1)


def _bundles(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Yield the lines of each ordered pair together: one curve, all its names."""
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        pairs.setdefault((line.source, line.target), []).append(line)
    yield from pairs.values()


def _line(
    lines: list[Line], placed: Mapping[str, Point], sizes: Mapping[str, float], lang: str
) -> str:
    first = lines[0]
    (x1, y1), (x2, y2) = placed[first.source], placed[first.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    along = ((x2 - x1) / length, (y2 - y1) / length)
    bend = min(24.0, length * 0.12)
    middle = ((x1 + x2) / 2 - along[1] * bend, (y1 + y2) / 2 + along[0] * bend)
    gap = sizes[first.target] + 3
    end = (x2 - along[0] * gap, y2 - along[1] * gap)
    dashed = ' stroke-dasharray="7 5"' if all(line.status in UNSURE for line in lines) else ""
    names = ", ".join(dict.fromkeys(line.labels[lang] for line in lines))
    at = ((x1 + 2 * middle[0] + x2) / 4, (y1 + 2 * middle[1] + y2) / 4)
    weight = 1.2 + 0.5 * min(len(lines) - 1, 4)
    return (
        f'<g><path d="M{x1} {y1}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}" '
        f'fill="none" stroke="#667" stroke-opacity=".55" stroke-width="{weight}"{dashed} '
        f'marker-end="url(#a)"/><text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="10.5" '
        'fill="#445" text-anchor="middle" stroke="#fff" stroke-width="3" paint-order="stroke">'
        f"{escape(shortened(names, 26))}</text></g>"
    )


def shortened(text: str, most: int) -> str:
    """Return `text` cut to `most` characters with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _node(node: Node, drawing: Drawing, at: Point, lang: str) -> str:
    style = drawing.styles[node.kind]
    size = radius(node)
    dashed = ' stroke-dasharray="4 3"' if node.status in UNSURE else ""
    rest = f'fill="{style.colour}" stroke="#fff" stroke-width="2"{dashed}'
    name = escape(shortened(node.labels[lang], 30))
    return (
        f'<a href={quoteattr(node.iri)} id="{node.id}"><title>{escape(node.labels[lang])} · '
        f"{escape(style.names.get(lang, node.kind))}</title>"
        f'{drawn(style.shape, size, at, rest)}<text x="{at[0]}" y="{at[1] + size + 14:.1f}" '
        'font-size="13" fill="#112" text-anchor="middle" stroke="#fff" stroke-width="3.5" '
        f'paint-order="stroke">{name}</text></a>'
    )


def _legend(drawing: Drawing, lang: str, counted: str, dashed: str) -> Iterator[str]:
    used = {node.kind for node in drawing.nodes}
    left, top = WIDTH - LEGEND + 20, 60
    yield f'<g font-size="13" fill="#223"><text x="{left}" y="{top - 22}">{counted}</text>'
    for place, style in enumerate(style for style in drawing.styles.values() if style.kind in used):
        height = top + place * 26
        yield drawn(style.shape, 8, (left + 8, height), f'fill="{style.colour}"')
        name = escape(style.names.get(lang, style.kind))
        yield f'<text x="{left + 26}" y="{height + 5}">{name}</text>'
    states = {node.status for node in drawing.nodes} | {line.status for line in drawing.lines}
    if states & UNSURE:
        yield f'<text x="{left}" y="{top + len(used) * 26 + 14}" fill="#667">{dashed}</text>'
    yield "</g>"
