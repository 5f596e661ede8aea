"""A brief in the form that is asked for: HTML, PDF or Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.brief.network import write_dot
from kg.brief.office import write_pdf
from kg.brief.page import write_page
from kg.brief.story import brief
from kg.brief.word import write_docx
from kg.errors import ConfigError
from kg.programs import run_program

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.brief.matter import Matter
    from kg.brief.told import Brief

PICTURE: Final = ("-Kdot", "-Gdpi=200", "-Tpng")


def make(
    store: Store, matter: Matter, lang: str, form: str, *, release: str = "", ontology: str = ""
) -> bytes:
    """Return the brief of a matter as bytes; the same release gives the same bytes.

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
        return write_docx(told, release=release, ontology=ontology, picture=_picture(told))
    page = write_page(told, release=release, ontology=ontology)
    return (
        write_pdf(page, name=f"{matter.focus} {release} {lang}") if form == "pdf" else page.encode()
    )


def _picture(told: Brief) -> bytes:
    """Return the network as PNG; empty where nobody helped anybody or Graphviz is missing."""
    if not told.helps:
        return b""
    try:
        return run_program(
            "dot", PICTURE, write_dot(told.helps, told.words), hint="install Graphviz"
        )
    except ConfigError:  # a Word document without its picture is still a brief
        return b""
