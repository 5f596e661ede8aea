"""Drawings and dumps of a graph: one writer and one line here for each format. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError
from kg.viz.cx2 import write_cx2
from kg.viz.cytoscape import write_cytoscape
from kg.viz.d3 import write_d3
from kg.viz.dot import write_dot
from kg.viz.dumps import DUMPS, dump
from kg.viz.flatten import flatten
from kg.viz.gexf import write_gexf
from kg.viz.graphml import write_graphml, write_yed
from kg.viz.html import write_html
from kg.viz.neo4j import write_cypher, write_neo4j
from kg.viz.svg import write_svg
from kg.viz.tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from kg.viz.drawing import Drawing

__all__ = ["DUMPS", "FORMATS", "TABLES", "Format", "export", "flatten"]

TABLES: Final = "csv"


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a drawing.

    Attributes:
        media_type: What the bytes are served as.
        suffix: Ending of the file's name, with the dot.
        write: `(drawing, lang) -> bytes`.
        has_quotes: Whether the statements and their quotes are written too.
    """

    media_type: str
    suffix: str
    write: Callable[[Drawing, str], bytes]
    has_quotes: bool = False


FORMATS: Final[dict[str, Format]] = {
    "graphml": Format("application/graphml+xml", ".graphml", write_graphml),
    "gexf": Format("application/gexf+xml", ".gexf", write_gexf),
    "dot": Format("text/vnd.graphviz", ".dot", write_dot),
    "svg": Format("image/svg+xml", ".svg", write_svg),
    "cytoscape": Format("application/json", ".cyjs", write_cytoscape),
    "cx2": Format("application/json", ".cx2", write_cx2),
    "d3": Format("application/json", ".json", write_d3),
    "neo4j": Format("application/zip", ".zip", write_neo4j),
    "cypher": Format("text/plain", ".cypher", write_cypher),
    "yed": Format("application/graphml+xml", ".graphml", write_yed),
    "html": Format("text/html", ".html", write_html, has_quotes=True),
}


def export(
    store: Store, form: str, *, focus: str | None = None, depth: int = 1, lang: str = "ko"
) -> bytes:
    """Return a store as a drawing or a dump.

    Args:
        store: Its default graph is the union of its named graphs.
        form: A key of `FORMATS` or `DUMPS`, or `csv` for a ZIP of tables (of everything).
        focus: IRI around which to stay; None for everything.
        depth: Number of lines or steps from the focus.
        lang: `ko` or `en`, the language of the names shown.

    Raises:
        ConfigError: The format is unknown, or nothing is known of the focus.
    """
    if form == TABLES:
        return write_tables(store)
    if form in DUMPS:
        return dump(store, form, focus=focus, depth=depth)
    if form not in FORMATS:
        known = ", ".join([*FORMATS, *DUMPS, TABLES])
        raise ConfigError(f"no format is called {form!r}", hint=f"one of {known}")
    chosen = FORMATS[form]
    drawing = flatten(store, focus=focus, depth=depth, with_quotes=chosen.has_quotes)
    return chosen.write(drawing, lang)
