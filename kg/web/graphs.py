"""`/graphs`: the reading half of SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode

from kg.query.job import Job
from kg.web.answers import form_for
from kg.web.asking import given, respond
from kg.web.problems import Problem
from kg.web.site import site

routes: Final = Blueprint("graphs", __name__)
ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
READING: Final = "GET, HEAD, OPTIONS"


METHODS: Final = ("GET", "POST", "PUT", "DELETE", "PATCH")  # all but the first are refused


@routes.route("/graphs", methods=METHODS)
@routes.route("/graphs/<path:rest>", methods=METHODS)
def graphs(rest: str = "") -> Response:
    """Give one whole graph: `?default`, `?graph=IRI`, or a graph named by this very address."""
    if request.method not in {"GET", "HEAD"}:
        values = {"method": request.method}
        raise Problem(405, "read-only", where=request.path, values=values, allow=READING)
    named = [request.base_url] if rest else request.args.getlist("graph")
    wants_default = "default" in request.args
    if len(named) + wants_default != 1:
        raise Problem(400, "one-graph", where="default, graph")
    form = form_for("CONSTRUCT", page=False)
    job = Job(
        text=ALL,
        graph=form,
        table="",
        default_graphs=(_known(named[0]),) if named else (),
        most=site().limits.answer,
    )
    return respond(given(job))


def _known(iri: str) -> str:
    """Return the name of a graph that is there.

    Raises:
        Problem: 400 for what is no absolute IRI, 404 for a graph that does not exist.
    """
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise Problem(400, "graph", where="graph") from error
    if not site().store.contains_named_graph(node):
        raise Problem(404, "unknown", where="graph", values={"name": iri})
    return iri
