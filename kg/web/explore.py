"""`/explore`: the whole graph to look around in, and what its script asks for."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, jsonify, render_template, url_for

from kg.query.job import Job
from kg.web.asking import given, whole
from kg.web.entity import Entity, Value, entity_of
from kg.web.evidence import longest
from kg.web.headers import takes_gzip
from kg.web.linked import known
from kg.web.site import site
from kg.web.wording import catalogue, language

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

routes: Final = Blueprint("explore", __name__)
KEPT: Final = "explore.graph"
LEVEL: Final = 6
MAKING: Final = Lock()
MOST_QUOTES: Final = 3
ABOUT: Final = "NAME"  # stands for a name in the address that the script fills in


@dataclass(frozen=True, slots=True)
class Drawn:
    """The graph as JSON, plain and packed, and the name of its bytes."""

    plain: bytes
    packed: bytes
    digest: str


@routes.get("/explore")
def explore() -> str:
    """Show the graph: the explorer where its script is built, a drawing where it is not."""
    return render_template(
        "explore.html",
        words=dict(catalogue(language())["explorer"]),
        graph=url_for("explore.graph", lang=None),
        about=url_for("explore.about", name=ABOUT, lang=language()),
    )


@routes.get("/explore/graph.json")
def graph() -> Response:
    """Give every node and line with its place, in both languages; made once a release."""
    drawn = _drawn()
    is_packed = takes_gzip()
    answer = Response(drawn.packed if is_packed else drawn.plain, content_type="application/json")
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(f"{drawn.digest}-gzip" if is_packed else drawn.digest)
    return answer


@routes.get("/explore/about/<name>")
def about(name: str) -> Response:
    """Give what is said of one thing in a few lines, each with its quotes."""
    return jsonify(as_json(known(name), name))


def _drawn() -> Drawn:
    kept = site().remembered.get(KEPT)
    if isinstance(kept, Drawn):
        return kept
    with MAKING:  # whoever comes meanwhile waits for the same
        kept = site().remembered.get(KEPT)
        return kept if isinstance(kept, Drawn) else _made()


def _made() -> Drawn:
    answer = given(Job(task="explore", options={"base": site().base}, most=site().limits.answer))
    body = whole(answer)
    digest = hashlib.sha256(body).hexdigest()[:24]
    made = Drawn(body, gzip.compress(body, LEVEL, mtime=0), digest)
    site().remembered[KEPT] = made
    return made


def as_json(node: NamedNode, name: str) -> dict[str, object]:
    """Return a thing's name, kinds and statements in the reader's language."""
    entity = entity_of(node)
    return {
        "iri": node.value,
        "label": entity.title,
        "href": url_for("linked.doc", name=name),
        "badges": [{"label": badge.label, "kind": badge.kind} for badge in entity.badges],
        "facts": list(_facts(entity)),
    }


def _facts(entity: Entity) -> list[dict[str, object]]:
    return [
        {"label": row.label, "values": [_value(value) for block in row.blocks for value in block]}
        for group in entity.groups
        if group.id != "names"
        for row in group.rows
    ]


def _value(value: Value) -> dict[str, object]:
    return {
        "label": f"{value.shown.label} {value.shown.note}".strip(),
        "href": value.shown.href,
        "quotes": [
            {
                "words": quote.exact,
                "place": quote.place,
                "source": quote.source.label if quote.source else "",
                "href": quote.source.href if quote.source else "",
            }
            for quote in longest(value.quotes)[:MOST_QUOTES]
        ],
    }
