"""`/id/NAME` -> 303 -> `/doc/NAME`: things and what is written about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pyoxigraph import NamedNode

from kg import vocab
from kg.query.describe import describe
from kg.query.negotiate import negotiate
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.store import graph_bytes
from kg.viz import FORMATS
from kg.web import lookup
from kg.web.chart import charts_of
from kg.web.entity import entity_of
from kg.web.problems import Problem
from kg.web.search import near
from kg.web.site import site

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

routes: Final = Blueprint("linked", __name__)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page about a thing: the ending of its address and its media type."""

    extension: str
    media_type: str


PAGE: Final = Form("html", "text/html")
DATA: Final = (
    Form("ttl", "text/turtle"),
    Form("jsonld", "application/ld+json"),
    Form("rdf", "application/rdf+xml"),
    Form("nt", "application/n-triples"),
)


@routes.get("/id/<name>")
def thing(name: str) -> Redirect:
    """Send the reader from a thing to what is written about it (303), in the form asked for."""
    node = known(name)
    chosen = _negotiated()
    form = None if chosen == PAGE else chosen.extension
    target = url_for("linked.doc", name=node.value.removeprefix(site().base), form=form)
    answer = redirect(target, 303)
    answer.headers["Vary"] = "Accept"
    return answer


@routes.get("/doc/<name>")
@routes.get("/doc/<name>.<any(html, ttl, jsonld, rdf, nt):form>")
def doc(name: str, form: str | None = None) -> Response | str:
    """Show a thing as a page or as RDF."""
    node = known(name)
    chosen = next((each for each in (PAGE, *DATA) if each.extension == form), None)
    chosen = chosen or _negotiated()
    if chosen == PAGE:
        return render_template(
            "entity.html",
            entity=entity_of(node),
            charts=charts_of(node),
            name=name,
            is_case=bool({vocab.SupportCase, vocab.DerivedCluster} & set(lookup.types(node))),
            forms=DATA,
            drawings=[each for each in ("svg", "html", "graphml") if each in FORMATS],
        )
    said = describe(site().store, node.value, has_evidence=True)
    body = graph_bytes(said, GRAPHS[chosen.media_type], PREFIXES)
    return Response(body, content_type=chosen.media_type)


def known(name: str) -> NamedNode:
    """Return the thing a local name stands for, whatever host it was asked of.

    Raises:
        Problem: 404 with names that are alike.
    """
    try:
        node = NamedNode(site().base + name)
        if lookup.exists(node):
            return node
    except ValueError:  # not a legal IRI: nothing of that name can exist
        pass
    raise Problem(404, "unknown", where=request.path, values={"name": name}, suggestions=near(name))


def _negotiated() -> Form:
    """Return the form the Accept header likes best; pages win where all are welcome."""
    offered = {form.media_type: form for form in (PAGE, *DATA)}
    accept = request.headers.get("Accept", "")
    found = negotiate(accept, tuple(offered))
    if found is None:
        values = {"known": ", ".join(offered)}
        raise Problem(406, "accept", where="Accept", values=values)
    return offered[found]
