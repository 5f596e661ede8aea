"""`/search`: entities by any name and quotes by their words, as a page and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from flask import Blueprint, Response, json, render_template, request
from pyoxigraph import NamedNode

from kg import vocab
from kg.query.negotiate import negotiate
from kg.web import lookup
from kg.web.numbers import whole
from kg.web.problems import Problem
from kg.web.quoted import quotes_with, told
from kg.web.site import site
from kg.web.terms import Badge, badges, link, other_language
from kg.web.wording import language

routes: Final = Blueprint("search", __name__)
MOST: Final = 200
USUAL: Final = 30
FIRST: Final = 10  # passages shown below the names
PAGES: Final = 10_000
PLACES: Final = ("names", "quotes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entity found."""

    iri: str
    href: str
    label: str
    other: str
    types: tuple[Badge, ...]
    source: str = ""


@routes.get("/search")
def search() -> Response | str:
    """Find entities by name, abbreviation or romanisation, and passages by their words."""
    asked = request.args.get("q", "").strip()
    where = request.args.get("in", "")
    if where not in {"", *PLACES}:
        raise Problem(400, "choice", where="in", values={"name": "in", "known": ", ".join(PLACES)})
    number = whole("page", 1, PAGES)
    limit = whole("limit", USUAL, MOST)
    hits, quotes = [], None
    if where != "quotes":
        hits = told_apart([hit_of(hit.iri) for hit in site().index.search(asked, limit=limit)])
    if where != "names":
        quotes = quotes_with(asked, number=number, limit=limit if where else min(limit, FIRST))
    if not _wants_json():
        return render_template("search.html", q=asked, hits=hits, quotes=quotes, where=where)
    results = [
        {
            "iri": hit.iri,
            "label": hit.label,
            "other": hit.other,
            "types": [badge.label for badge in hit.types],
        }
        for hit in hits
    ]
    document: dict[str, Any] = {"q": asked, "lang": language(), "results": results}  # Any: JSON
    if quotes:
        document["quotes"] = told(quotes)
    return Response(json.dumps(document, ensure_ascii=False), content_type="application/json")


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


def told_apart(hits: list[Hit]) -> list[Hit]:
    """Return hits, those of the same name with the source that tells of them."""
    names = Counter(hit.label for hit in hits)
    return [
        replace(hit, source=_source(NamedNode(hit.iri))) if names[hit.label] > 1 else hit
        for hit in hits
    ]


def _source(node: NamedNode) -> str:
    told = islice(lookup.triples(None, vocab.RDF.subject, node), 1)
    sources = (
        source for twin, _, _ in told for source in lookup.nodes(twin, vocab.PROV.hadPrimarySource)
    )
    return next((lookup.label(source).value for source in sources), "")


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
