"""`/brief/NAME`: the case brief of a case or a computed cluster, as a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response

from kg import vocab
from kg.brief import matter_of
from kg.brief.made import make
from kg.web import lookup
from kg.web.linked import known
from kg.web.problems import Problem
from kg.web.site import site
from kg.web.wording import language

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

routes: Final = Blueprint("briefs", __name__)


def has_brief(node: NamedNode) -> bool:
    """Tell whether a thing is a case or a computed cluster, which a brief can tell."""
    return bool({vocab.SupportCase, vocab.DerivedCluster} & set(lookup.types(node)))


@routes.get("/brief/<name>")
def brief(name: str) -> Response:
    """Tell a case or a computed cluster on one to three pages."""
    node = known(name)
    if not has_brief(node):
        raise Problem(404, "no-brief", where=name, values={"name": name})
    served = site()
    ontology = served.manifest.get("versions", {}).get("ontology", "")
    body = make(
        served.store,
        matter_of(served.store, node.value),
        language(),
        "html",
        release=served.digest,
        ontology=ontology,
    )
    answer = Response(body, content_type="text/html; charset=utf-8")
    # A brief is a document apart with a style of its own, and runs nothing.
    answer.headers["Content-Security-Policy"] = (
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'"
    )
    return answer
