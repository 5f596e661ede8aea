"""`/try`: a text goes in; facts, evidence, a little graph and findings come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, current_app, json, render_template, request
from markupsafe import Markup
from pyoxigraph import NamedNode

from kg import vocab
from kg.model.evidence import Span
from kg.pipeline.trial import LARGEST, SECONDS, Trials
from kg.query.negotiate import negotiate
from kg.web import lookup
from kg.web.marks import Piece, pieces
from kg.web.problems import Problem
from kg.web.wording import language, text

if TYPE_CHECKING:
    from flask import Flask

Json = dict[str, Any]  # Any: JSON values
EXTENSION: Final = "deungdae-trials"
routes: Final = Blueprint("trying", __name__)
FORMS: Final = {"json": "application/json", "turtle": "text/turtle"}
HIDDEN: Final = frozenset(
    {"fact", "evidence", "rule", "confidence", "slots", "aggregation", "before_text", "after_text"}
)
# Fields whose values are codes, and the code list they are of.
CODED: Final = {
    **{name: name for name in ("kind", "indicator", "status", "mode", "scheme", "size")},
    "details": "kind",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact as a line: its fields in words, its quote, and why it was read."""

    anchor: str
    fields: tuple[tuple[str, str], ...]
    quote: str
    rule: str
    confidence: str


def register(app: Flask) -> None:
    """Give an application a process that reads texts; it starts with the first of them."""
    app.extensions[EXTENSION] = Trials()


@routes.route("/try", methods=["GET", "POST"])
def trying() -> Response | str:
    """Show the form, or read the text that was sent."""
    if request.method != "POST":
        return render_template("try.html", **_limits(), result=None, told={})
    told = _told()
    trials: Trials = current_app.extensions[EXTENSION]
    found = trials.read(told)
    form = _form()
    if form == "application/json":
        body = json.dumps(found["guide"] | {"findings": found["findings"]}, ensure_ascii=False)
        return _kept_nowhere(Response(body, content_type=form))
    if form == "text/turtle":
        return _kept_nowhere(Response(found["turtle"], content_type=f"{form}; charset=utf-8"))
    facts = _facts(found["facts"])
    page = render_template(
        "try.html",
        **_limits(),
        told=told,
        result=found,
        pieces=_marked(found["text"], facts),
        groups=[(kind, own) for kind, own in facts.items() if own],
        # Our own writer's SVG: its names are escaped there.
        drawing=Markup(found["drawing"][language()]) if facts else "",  # noqa: S704
    )
    return _kept_nowhere(Response(page, content_type="text/html; charset=utf-8"))


def _limits() -> dict[str, object]:
    return {"largest": f"{LARGEST // 1000:,}", "seconds": f"{SECONDS:g}"}


def _told() -> dict[str, str]:
    """Return what was sent: a form with a text or a file, or a text alone.

    Raises:
        Problem: Nothing was sent, or more than may be.
    """
    if request.mimetype == "text/plain":
        told = {"text": request.get_data().decode("utf-8", "replace")}
        told |= {name: request.args.get(name, "") for name in ("published", "lang")}
    else:
        told = {name: request.form.get(name, "") for name in ("text", "published")}
        told["lang"] = request.form.get("of", "")
        file = request.files.get("file")
        if file and file.filename:
            told |= {"text": file.read().decode("utf-8", "replace"), "name": file.filename}
    if not told["text"].strip():
        raise Problem(400, "no-text", where="text")
    if len(told["text"].encode("utf-8", "replace")) > LARGEST:
        raise Problem(413, "long-text", where="text", values={"most": f"{LARGEST // 1000:,}"})
    return told


def _form() -> str:
    asked = request.values.get("format", "")
    if asked in FORMS:
        return FORMS[asked]
    offered = ("text/html", *FORMS.values())
    found = negotiate(request.headers.get("Accept", ""), offered)
    if found is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    return found


def _kept_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _facts(told: list[Json]) -> dict[str, list[Fact]]:
    """Return the facts by the name of their kind, each with an anchor."""
    found: dict[str, list[Fact]] = {}
    for place, fact in enumerate(told):
        fields = [
            (text(f"fact.{name}", default=name), _words(name, value))
            for name, value in fact.items()
            if name not in HIDDEN and value not in (None, "", [], False)
        ]
        kind = text(f"fact.{fact['fact']}", default=fact["fact"])
        first = fact["evidence"][0]
        found.setdefault(kind, []).append(
            Fact(
                anchor=f"{place}-{first.get('start', 0)}-{first.get('end', 0)}",
                fields=tuple(fields),
                quote=first["quote"],
                rule=fact["rule"],
                confidence=f"{fact['confidence']:.2f}",
            )
        )
    return found


def _marked(whole: str, facts: dict[str, list[Fact]]) -> list[Piece]:
    spans = {}
    for own in facts.values():
        for fact in own:
            _, start, end = fact.anchor.split("-")
            if int(start) < int(end):
                spans[fact.anchor] = Span(int(start), int(end))
    return pieces(whole, spans) if whole else []


def _words(name: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_words(name, one) for one in value)
    if value is True:
        return text("sparql.boolean-true")
    if isinstance(value, float):
        return f"{value:,.10g}"
    if name == "per":
        return text(f"per.{value}", default=str(value))
    if name in CODED or name == "type":
        # What kind of saying it is tells a class, what kind of help a code.
        code = _label(f"{vocab.CODE}{CODED[name]}.{value}") if name in CODED else ""
        return code or _label(f"{vocab.DD}{value}") or str(value)
    return str(value)


def _label(iri: str) -> str:
    """Return what the ontology calls a code or a class; empty where it has none of the name."""
    found = lookup.names(NamedNode(iri))
    return found[0].value if found else ""
