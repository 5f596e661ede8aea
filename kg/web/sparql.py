"""`/sparql`: the query operation of SPARQL 1.1 Protocol, and an editor that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, render_template, request, url_for
from pyoxigraph import NamedNode
from werkzeug.http import parse_options_header

from kg.errors import ConfigError
from kg.query.named import named_queries, named_query
from kg.query.negotiate import negotiate
from kg.query.prefixes import prologue
from kg.query.serialise import GRAPHS, SHORT
from kg.web.answers import PAGE, forms, table_of
from kg.web.asking import is_page, question, respond, rows
from kg.web.description import described
from kg.web.home import card
from kg.web.problems import Problem
from kg.web.site import site
from kg.web.wording import catalogue, language

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from kg.query.cache import Kept
    from kg.query.reply import Reply
    from kg.web.answers import Table

routes: Final = Blueprint("sparql", __name__)
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# What somebody sees who has asked nothing yet: short, and it answers with names.
FIRST_QUERY: Final = """
SELECT ?supporter ?recipient ?kind {
  ?support dd:supporter ?supporter ;
    dd:recipient ?recipient ;
    dd:supportKind ?kind .
}
LIMIT 20
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query operation as the protocol carries it; no text means none was sent."""

    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@routes.route(
    "/sparql",
    methods=["GET", "POST", "PUT", "DELETE", "PATCH"],  # the last three to be refused in words
    strict_slashes=False,
)
def sparql() -> Response | str:
    """Answer one query; without one give the editor or the service description."""
    if request.method not in {"GET", "HEAD", "POST"}:
        values = {"method": request.method}
        raise Problem(405, "method", values=values, allow="GET, HEAD, POST, OPTIONS")
    asked = _posted() if request.method == "POST" else _from(request.args)
    if not asked.text:
        if request.method == "POST" or "query" in request.args:
            raise Problem(400, "no-query", where="query")
        return _without_query()
    _check_graphs(asked)
    found = question(
        asked.text,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=request.base_url,
    )
    if is_page(found):
        return editor(asked.text, table_of(rows(found)), forms(found.head.kind))
    return answered(found)


def answered(found: Kept | Reply) -> Response:
    """Return the answer to a question as a response that tells the limits of questions."""
    response = respond(found)
    response.headers["Query-Limits"] = announced()
    return response


def announced() -> str:
    """Return the limits of a question as a structured header (RFC 9651)."""
    limits = site().limits
    told = {
        "seconds": f"{limits.seconds:g}",
        "answer-bytes": limits.answer,
        "memory-bytes": limits.memory,
        "workers": limits.workers,
        "queue": limits.queue,
        "wait-seconds": f"{limits.wait:g}",
    }
    return ", ".join(f"{name}={value}" for name, value in told.items())


def editor(text: str, result: Table | None = None, answer_forms: list[str] | None = None) -> str:
    """Return the page with the query, its answer if it has one, and the examples."""
    return render_template(
        "sparql.html",
        query=text,
        result=result,
        words=dict(catalogue(language())["editor"]),
        terms=url_for("completion.terms", lang=None),
        forms=list(SHORT),
        answer_forms=answer_forms or [],
        questions=[card(query) for query in named_queries()],
    )


def _posted() -> Asked:
    """Read a POST by its media type (SPARQL 1.1 Protocol, sections 2.1.2 and 2.1.3)."""
    media_type, options = parse_options_header(request.headers.get("Content-Type", ""))
    if media_type == UPDATE:
        raise Problem(403, "update", where="Content-Type")
    if media_type not in {FORM, DIRECT}:
        values = {"type": media_type or "?"}
        raise Problem(415, "media-type", where="Content-Type", values=values)
    if options.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Problem(415, "charset", where="Content-Type")
    if media_type == FORM:
        return _from(request.form, also=request.args)
    try:
        text = request.get_data().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "charset", where=f"byte {error.start}") from error
    graphs = _from(request.args)
    if graphs.text:
        raise Problem(400, "many-queries", where="query", values={"n": "2"})
    return Asked(text=text, default_graphs=graphs.default_graphs, named_graphs=graphs.named_graphs)


def _from(fields: MultiDict[str, str], also: MultiDict[str, str] | None = None) -> Asked:
    """Read the parameters of one operation; a form's address may name the graphs."""
    if "update" in fields:
        raise Problem(403, "update", where="update")
    queries = fields.getlist("query") + (also.getlist("query") if also else [])
    if len(queries) > 1:
        raise Problem(400, "many-queries", where="query", values={"n": str(len(queries))})
    default = fields.getlist("default-graph-uri")
    named = fields.getlist("named-graph-uri")
    if also:
        default += also.getlist("default-graph-uri")
        named += also.getlist("named-graph-uri")
    return Asked(
        text=queries[0] if queries else "",
        default_graphs=tuple(default),
        named_graphs=tuple(named),
    )


def _check_graphs(asked: Asked) -> None:
    for iri in (*asked.default_graphs, *asked.named_graphs):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Problem(400, "graph", where="default-graph-uri, named-graph-uri") from error


def _without_query() -> Response | str:
    chosen = request.args.get("edit", "")
    if chosen:
        try:
            return editor(named_query(chosen).text)
        except ConfigError as error:
            raise Problem(404, "unknown", where="edit", values={"name": chosen}) from error
    media_type = negotiate(request.headers.get("Accept", ""), ("text/turtle", PAGE, *GRAPHS))
    if media_type is None:
        known = ", ".join((PAGE, *GRAPHS))
        raise Problem(406, "accept", where="Accept", values={"known": known})
    if media_type == PAGE:
        return editor(prologue("dd", "id", "skos", "xsd") + FIRST_QUERY)
    return described(media_type)
