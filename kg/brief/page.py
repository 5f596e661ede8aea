"""A brief as one HTML page that prints well and needs no network."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kg.files import resource_text
from kg.viz import FORMATS, flatten
from kg.viz.drawing import Drawing

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.brief.matter import Matter
    from kg.brief.story import Brief

LARGER: Final = 1.9  # a drawing of 1400 units stands 17 cm wide on paper
KEPT: Final = frozenset({"supports", "programmes"})


def write_page(brief: Brief, *, network: str = "", release: str = "", ontology: str = "") -> str:
    """Return a brief as HTML.

    Args:
        brief: What is told.
        network: The drawing of who helped whom as SVG; empty leaves it out.
        release: Digest of the release it was told from.
        ontology: Version of the ontology.
    """
    told = brief.words["release"].format(digest=release[:12], ontology=ontology)
    return _template().render(
        brief=brief,
        words=brief.words,
        # Our own writer's SVG: its names are escaped there.
        network=Markup(re.sub(r"^<\?xml[^>]*>", "", network)),  # noqa: S704
        release=told if release else "",
    )


def network_of(store: Store, matter: Matter, lang: str) -> str:
    """Return the supports of a matter drawn as SVG; empty where nobody helped anybody."""
    drawing = drawing_of(store, matter)
    return _for_paper(FORMATS["svg"].write(drawing, lang).decode()) if drawing.lines else ""


def _for_paper(svg: str) -> str:
    """Enlarge the letters, and take away their white edge: on paper it would cover them."""
    plain = re.sub(r' stroke="#fff" stroke-width="[\d.]+" paint-order="stroke"', "", svg)
    return re.sub(
        r'font-size="([\d.]+)"', lambda size: f'font-size="{float(size[1]) * LARGER:.0f}"', plain
    )


def drawing_of(store: Store, matter: Matter) -> Drawing:
    """Return the part of the whole drawing that shows a matter's supports and programmes."""
    whole = flatten(store)
    told = {node.value for kind in KEPT for node in matter.parts.get(kind, ())}
    ids = {node.id for node in whole.nodes if node.iri in told}
    lines = tuple(
        line for line in whole.lines if line.iri in told or {line.source, line.target} & ids
    )
    ends = {end for line in lines for end in (line.source, line.target)}
    nodes = tuple(node for node in whole.nodes if node.id in ends)
    return Drawing(nodes=nodes, lines=lines, styles=whole.styles)


@cache
def _template() -> Template:
    engine = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return engine.from_string(resource_text("brief/brief.html"))
