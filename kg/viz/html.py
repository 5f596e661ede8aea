"""One HTML file that works with the network off: the drawing, its facts, its quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.files import resource_text
from kg.viz.layout import positions
from kg.viz.shapes import outlines
from kg.viz.svg import radius

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.viz.drawing import Drawing, Told


def write_html(drawing: Drawing, lang: str) -> bytes:
    """Write a self-contained page; it opens in `lang` and can switch."""
    placed = positions(drawing)
    used = {node.kind for node in drawing.nodes}
    shown = {
        "lang": lang,
        "styles": {
            style.kind: {
                "colour": style.colour,
                "path": outlines()[style.shape].path,
                "names": dict(style.names),
            }
            for style in drawing.styles.values()
            if style.kind in used
        },
        "nodes": [
            {
                "id": node.id,
                "iri": node.iri,
                "kind": node.kind,
                "labels": dict(node.labels),
                "status": node.status,
                "start": node.start,
                "end": node.end,
                "degree": node.degree,
                "between": node.betweenness,
                "size": radius(node),
                "at": placed[node.id],
                "told": _told(node.told),
            }
            for node in drawing.nodes
        ],
        "lines": [
            {
                "id": line.id,
                "from": line.source,
                "to": line.target,
                "labels": dict(line.labels),
                "iri": line.iri,
                "status": line.status,
                "programme": dict(line.programme),
                "told": _told(line.told),
            }
            for line in drawing.lines
        ],
    }
    return _page(shown, lang).encode()


def _told(told: Sequence[Told]) -> list[list[object]]:
    return [[dict(one.predicate), dict(one.value), list(one.quotes)] for one in told]


def _page(shown: Mapping[str, object], lang: str) -> str:
    # "<" never stands in the data: neither </script> nor <!-- can end or hide it.
    data = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = {
        "LANG": lang,
        "CSS": resource_text("viz/page.css"),
        "JS": resource_text("viz/page.js"),
        "DATA": data,
    }
    head, *rest = resource_text("viz/page.html").split("@@")
    # The template alternates text and names: @@CSS@@ is one name between two texts.
    pieces = [parts[part] if place % 2 == 0 else part for place, part in enumerate(rest)]
    return head + "".join(pieces)
