"""Drawings and dumps for the faces: the pure formats of `viz`, PNG by Graphviz, and streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.programs import run_program
from kg.viz import FORMATS, Format, export
from kg.viz.dot import write_dot
from kg.viz.stream import count_ties, stream_graphml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kg.viz.drawing import Drawing

__all__ = ["DRAWINGS", "draw", "draw_chunks", "raster", "rastered"]

LARGE: Final = 20_000  # lines; above, GraphML is streamed and carries no betweenness
RASTER: Final = ("-Kneato", "-n2", "-Gdpi=144", "-Tpng")
PNG: Final = Format("image/png", ".png", write_dot)  # what Graphviz makes of that
# What every face offers beside the dumps, in the order it is listed.
DRAWINGS: Final[dict[str, Format]] = {**FORMATS, "png": PNG}


def draw(
    store: Store, form: str, *, focus: str | None = None, depth: int = 1, lang: str = "ko"
) -> bytes:
    """Return a drawing or a dump; see `kg.viz.export`. `png` is drawn by Graphviz.

    Raises:
        ConfigError: The format is unknown, nothing is known of the focus, or Graphviz is missing.
    """
    if form != "png":
        return export(store, form, focus=focus, depth=depth, lang=lang)
    return rastered(export(store, "dot", focus=focus, depth=depth, lang=lang))


def raster(drawing: Drawing, lang: str) -> bytes:
    """Return a drawing as PNG.

    Raises:
        ConfigError: Graphviz is missing.
    """
    return rastered(write_dot(drawing, lang))


def rastered(dot: bytes) -> bytes:
    """Return a DOT drawing as PNG; a fenced worker may start no program, so its asker does this.

    Raises:
        ConfigError: Graphviz is missing.
    """
    return run_program(
        "dot", RASTER, dot, hint="install Graphviz and a font with Korean letters, or take svg"
    )


def draw_chunks(
    store: Store, form: str, *, focus: str | None = None, depth: int = 1, lang: str = "ko"
) -> Iterator[bytes]:
    """Yield a drawing or a dump piece by piece; a large graph as GraphML is never held whole.

    Raises:
        ConfigError: As `draw` does.
    """
    if form == "graphml" and focus is None and count_ties(store) > LARGE:
        yield from stream_graphml(store, lang)
    else:
        yield draw(store, form, focus=focus, depth=depth, lang=lang)
