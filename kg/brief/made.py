"""A brief in the form that is asked for: HTML, PDF or Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.brief.office import write_docx, write_pdf
from kg.brief.page import drawing_of, network_of, write_page
from kg.brief.story import brief
from kg.errors import ConfigError
from kg.query.drawing import raster

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.brief.matter import Matter


def make(
    store: Store, matter: Matter, lang: str, form: str, *, release: str = "", ontology: str = ""
) -> bytes:
    """Return the brief of a matter as bytes.

    Args:
        store: A release; its default graph is the union.
        matter: What is told.
        lang: `ko` or `en`.
        form: `html`, `pdf` or `docx`.
        release: Digest of the release, printed at the end.
        ontology: Version of the ontology.

    Raises:
        ConfigError: The libraries of the extra are missing.
    """
    told = brief(store, matter, lang)
    if form == "docx":
        return write_docx(told, release=release, picture=_picture(store, matter, lang))
    page = write_page(
        told, network=network_of(store, matter, lang), release=release, ontology=ontology
    )
    return write_pdf(page) if form == "pdf" else page.encode()


def _picture(store: Store, matter: Matter, lang: str) -> bytes:
    """Return the network as PNG; empty where nobody helped anybody or Graphviz is missing."""
    drawing = drawing_of(store, matter)
    if not drawing.lines:
        return b""
    try:
        return raster(drawing, lang)
    except ConfigError:  # a Word document without its picture is still a brief
        return b""
