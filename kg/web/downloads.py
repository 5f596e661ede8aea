"""`/export/FORMAT` and `/dumps/FILE`: drawings, dumps and the release's own files."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request, send_from_directory, url_for
from pyoxigraph import NamedNode

from kg.query.drawing import DRAWINGS, rastered
from kg.query.job import Job
from kg.query.serialise import SHORT
from kg.release.contents import MANIFEST
from kg.viz import DUMPS, TABLES
from kg.web import lookup
from kg.web.asking import given, respond, whole
from kg.web.problems import Problem
from kg.web.site import expand, site
from kg.web.wording import language

routes: Final = Blueprint("downloads", __name__)
DEEPEST: Final = 5


@routes.get("/export/<form>")
def export(form: str) -> Response:
    """Give the graph, or what stands around one thing, as a drawing or a dump."""
    if form not in DRAWINGS and form not in DUMPS and form != TABLES:
        known = ", ".join([*DRAWINGS, *DUMPS, TABLES])
        values = {"format": form, "known": known}
        raise Problem(404, "format", where=request.path, values=values)
    focus = _focus()
    drawn_as = "dot" if form == "png" else form
    told = {"form": drawn_as, "focus": focus or "", "depth": str(_depth()), "lang": language()}
    drawn = given(Job(task="draw", options=told, most=site().limits.answer))
    if form in DUMPS:
        return respond(drawn, SHORT[form])
    if form == TABLES:
        return _named(respond(drawn, "application/zip"), ".zip")
    if form == "png":
        return Response(rastered(whole(drawn)), content_type="image/png")
    chosen = DRAWINGS[form]
    answer = respond(drawn, chosen.media_type)
    if form in {"html", "svg"}:
        # A drawing brings its own style and script: a document apart, without this site's origin.
        answer.headers["Content-Security-Policy"] = (
            "sandbox allow-scripts allow-popups; default-src 'none'; "
            "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
        )
    else:
        _named(answer, chosen.suffix)
    return answer


def _named(answer: Response, suffix: str) -> Response:
    """Let a browser keep the answer as a file named after the release."""
    name = f"{site().digest[:12]}{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="deungdae-{name}"'
    return answer


@routes.get("/dumps/<path:name>")
def dump(name: str) -> Response:
    """Give one file of the release as it is."""
    release = site().release
    if release is None or name not in {MANIFEST, *site().manifest["files"]}:
        meant = [(url_for("home.home", _anchor="take"), url_for("home.home"))]
        values = {"name": name}
        raise Problem(404, "no-file", where=request.path, values=values, suggestions=meant)
    answer = send_from_directory(release.path, name)
    if name.endswith(".gz"):
        # Not `Content-Encoding`: readers would unpack what they take, and its size and digest,
        # which the catalogue tells, would be those of another file.
        answer.headers.pop("Content-Encoding", None)
        answer.content_type = "application/gzip"
    if name.endswith(".html"):  # a report brings its own style
        answer.headers["Content-Security-Policy"] = (
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        )
    return answer


def _focus() -> str | None:
    asked = request.args.get("focus", "")
    if not asked:
        return None
    iri = site().base + asked if "/" not in asked and ":" not in asked else expand(asked)
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise Problem(400, "focus", where="focus") from error
    if not lookup.exists(node):
        raise Problem(404, "unknown", where="focus", values={"name": asked})
    return node.value


def _depth() -> int:
    asked = request.args.get("depth", "1")
    if not (asked.isascii() and asked.isdecimal() and int(asked) <= DEEPEST):
        raise Problem(400, "depth", where="depth", values={"most": str(DEEPEST)})
    return int(asked)
