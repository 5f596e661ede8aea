"""`/reconcile`: others link into this graph with the tools they have (OpenRefine and its kin).

Version 0.2 lives at `/reconcile` itself, 1.0-draft at `/reconcile/v1`; what both share answers
under either. Nothing is stored.
"""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, request

from kg.web.problems import Problem
from kg.web.reconcile.extend import extended, proposed
from kg.web.reconcile.manifest import draft_manifest, old_manifest
from kg.web.reconcile.shapes import draft_results, old_results
from kg.web.reconcile.suggest import card, entities, preview, properties, types
from kg.web.reconcile.things import description_of, id_of, name_of, node_of, settings, things

routes: Final = Blueprint("reconcile", __name__, url_prefix="/reconcile")
SUGGEST: Final = {"entity": entities, "type": types, "property": properties}
EMBEDDED: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"


@routes.route("", methods=["GET", "POST"], strict_slashes=False)
def service() -> Response:
    """Answer as 0.2 says: the manifest, a batch under `queries`, or data under `extend`."""
    for name, answer in (("queries", old_results), ("extend", _old_extend)):
        if name in request.values:
            return _json(answer(_parsed(request.values[name], name)))
    if request.method == "POST":
        raise Problem(400, "reconcile-query", where="queries", values={"form": "queries={…}"})
    return _json(draft_manifest() if request.args.get("version") == "1.0-draft" else old_manifest())


@routes.get("/v1", strict_slashes=False)
def draft() -> Response:
    """Return the manifest of 1.0-draft."""
    return _json(draft_manifest())


@routes.post("/match")
@routes.post("/reconcile")
@routes.post("/v1/match")
@routes.post("/v1/reconcile")
def match() -> Response:
    """Answer a batch of 1.0-draft; the draft has named this address both ways."""
    return _json(draft_results(_parsed(request.get_data(as_text=True), "body")))


@routes.get("/suggest/<any(entity, type, property):kind>")
@routes.get("/v1/suggest/<any(entity, type, property):kind>")
def suggest(kind: str) -> Response:
    """Return suggestions for what a person types."""
    cursor = request.args.get("cursor", "0") or "0"
    if not (cursor.isascii() and cursor.isdecimal()):
        raise Problem(400, "reconcile-query", where="cursor", values={"form": "cursor=0"})
    return _json(SUGGEST[kind](request.args.get("prefix", ""), int(cursor)))


@routes.get("/flyout/<any(entity, type, property):kind>")
def flyout(kind: str) -> Response:
    """Return a short card that a client shows beside a suggestion."""
    told = request.args.get("id", "")
    return _json({"id": told, "html": card(kind, id_of(told) if kind == "entity" else told)})


@routes.post("/extend")
@routes.post("/v1/extend")
def extend() -> Response:
    """Return values of properties, in the rows of 1.0-draft."""
    return _json(extended(_parsed(request.get_data(as_text=True), "body"), by_row=True))


@routes.get("/extend/propose")
@routes.get("/v1/extend/propose")
def propose() -> Response:
    """Return the properties that things of a class have."""
    limit = request.args.get("limit", "0") or "0"
    number = int(limit) if limit.isascii() and limit.isdecimal() else 0
    return _json(proposed(request.args.get("type", ""), number))


@routes.get("/preview")
@routes.get("/v1/preview")
def shown() -> Response:
    """Return a small page about a thing, made to stand inside another page."""
    thing = id_of(request.args.get("id", ""))
    if thing not in things().kinds:
        raise Problem(404, "http-404", where=thing)
    node = node_of(thing)
    page = render_template(
        "preview.html",
        name=name_of(node),
        about=description_of(node),
        rows=preview(thing),
        size=settings()["preview"],
    )
    answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = EMBEDDED
    return answer


def _old_extend(asked: object) -> dict[str, Any]:  # Any: JSON values
    return extended(asked, by_row=False)


def _parsed(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        values = {"form": f"JSON: {error}"[:120]}
        raise Problem(400, "reconcile-query", where=where, values=values) from error


def _json(told: object) -> Response:
    return Response(json.dumps(told, ensure_ascii=False), content_type="application/json")
