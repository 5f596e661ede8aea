"""`/id/NAME` -> 303 -> `/doc/NAME`: things and what is written about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for

from kg import vocab
from kg.query.describe import describe
from kg.query.negotiate import negotiate
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.store import graph_bytes
from kg.viz import FORMATS
from kg.web import lookup
from kg.web.moved import answering, withdrawn
from kg.web.near import near
from kg.web.problems import Problem
from kg.web.profile import profile_of
from kg.web.site import site
from kg.web.statement import statement_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode
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
    """Send the reader from a thing to what is written about it (303), in the form asked for.

    An id that was merged into another leads there for good (301).
    """
    node = known(name)
    present = node.value.removeprefix(site().base)
    if present != name:  # for good: who keeps addresses may replace the old one
        return redirect(url_for("linked.thing", name=present), 301)
    chosen = _negotiated()
    form = None if chosen == PAGE else chosen.extension
    target = url_for("linked.doc", name=present, form=form)
    answer = redirect(target, 303)
    answer.headers["Vary"] = "Accept"
    return answer


@routes.get("/doc/<name>")
@routes.get("/doc/<name>.<any(html, ttl, jsonld, rdf, nt):form>")
def doc(name: str, form: str | None = None) -> Response | Redirect | str:
    """Show a thing as a page or as RDF."""
    node = known(name)
    present = node.value.removeprefix(site().base)
    if present != name:
        return redirect(url_for("linked.doc", name=present, form=form), 301)
    chosen = next((each for each in (PAGE, *DATA) if each.extension == form), None)
    chosen = chosen or _negotiated()
    if chosen == PAGE:
        if statement := statement_of(node):
            return render_template("statement.html", one=statement, name=name, forms=DATA)
        return render_template(
            "entity.html",
            profile=profile_of(node),
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

    For an id that was merged into another, that other.

    Raises:
        Problem: 410 for an id that an earlier release had, else 404, with names that are alike.
    """
    try:
        node = answering(name)
    except ValueError:  # not a legal IRI: nothing of that name can exist
        node = None
    if node is not None:
        return node
    if gone := withdrawn().get(name):
        values = {"name": name, "release": gone.release}
        raise Problem(410, "withdrawn", where=request.path, values=values, suggestions=near(name))
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
