"""`/search`: entities by any name, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from flask import Blueprint, Response, json, render_template, request
from pyoxigraph import NamedNode

from kg.query.negotiate import negotiate
from kg.web import lookup
from kg.web.problems import Problem
from kg.web.site import site
from kg.web.terms import Badge, badges, link, other_language
from kg.web.wording import language

routes: Final = Blueprint("search", __name__)
MOST: Final = 200
USUAL: Final = 30
NEAR: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entity found."""

    iri: str
    href: str
    label: str
    other: str
    types: tuple[Badge, ...]


@routes.get("/search")
def search() -> Response | str:
    """Find entities by name, abbreviation or romanisation."""
    asked = request.args.get("q", "").strip()
    hits = [hit_of(hit.iri) for hit in site().index.search(asked, limit=_limit())]
    if not _wants_json():
        return render_template("search.html", q=asked, hits=hits)
    results = [
        {
            "iri": hit.iri,
            "label": hit.label,
            "other": hit.other,
            "types": [badge.label for badge in hit.types],
        }
        for hit in hits
    ]
    body = json.dumps({"q": asked, "lang": language(), "results": results}, ensure_ascii=False)
    return Response(body, content_type="application/json")


def hit_of(iri: str) -> Hit:
    """Return an entity as a line of results."""
    node = NamedNode(iri)
    label = lookup.label(node).value
    others = [name.value for name in lookup.names(node) if name.language == other_language()]
    return Hit(
        iri=node.value,
        href=link(node.value)[0],
        label=label,
        other=next((name for name in others if name != label), ""),
        types=tuple(badges(node)),
    )


def near(name: str) -> list[tuple[str, str]]:
    """Return address and label of things whose local name or name is like `name`."""
    base = site().base
    known = [iri.removeprefix(base) for iri in site().index.types if iri.startswith(base)]
    alike = [base + local for local in get_close_matches(name, known, n=NEAR, cutoff=0.6)]
    words = name.rpartition(".")[2].replace("-", " ")
    named = [hit.iri for hit in site().index.search(words, limit=NEAR)]
    nodes = [NamedNode(iri) for iri in dict.fromkeys([*alike, *named])][:NEAR]
    return [(link(node.value)[0], lookup.label(node).value) for node in nodes]


def _wants_json() -> bool:
    asked = request.args.get("format", "")
    if asked in {"json", "html"}:
        return asked == "json"
    if asked:
        values = {"format": asked, "known": "html, json"}
        raise Problem(400, "format", where="format", values=values)
    offered = ("application/json", "text/html")
    chosen = negotiate(request.headers.get("Accept", ""), offered)
    if chosen is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    return chosen == "application/json"


def _limit() -> int:
    asked = request.args.get("limit", str(USUAL))
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= MOST):
        values = {"name": "limit", "most": str(MOST)}
        raise Problem(400, "limit", where="limit", values=values)
    return int(asked)
