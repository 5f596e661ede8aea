"""`/sparql/terms.json`: what the editor completes with and offers as examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, jsonify

from kg.ontology.inventory import read_inventory
from kg.query.named import named_queries
from kg.query.prefixes import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

routes: Final = Blueprint("completion", __name__)


@routes.get("/sparql/terms.json")
def terms() -> Response:
    """Give prefixes, terms with names in both languages, and the kept questions."""
    return jsonify(offered())


@cache
def offered() -> dict[str, Any]:  # Any: JSON
    """Return what the editor offers; it depends on the program only."""
    return {
        "prefixes": dict(PREFIXES),
        "terms": list(_terms()),
        "questions": [
            {"name": query.name, "ko": query.ko, "en": query.en, "text": query.text}
            for query in named_queries()
        ],
    }


def _terms() -> Iterator[dict[str, str]]:
    inventory = read_inventory()
    for term in (*inventory.terms, *inventory.borrowed):
        if term.status != "deprecated":
            yield _told(term.iri, term.kind, term.labels, term.definitions)
    for code in inventory.codes():
        yield _told(code.iri, "code", code.labels, code.definitions)


def _told(
    iri: str, kind: str, labels: Mapping[str, str], definitions: Mapping[str, str]
) -> dict[str, str]:
    return {
        "term": shorten(iri),
        "iri": iri,
        "kind": kind,
        "ko": labels.get("ko", ""),
        "en": labels.get("en", ""),
        "ko-meaning": definitions.get("ko", ""),
        "en-meaning": definitions.get("en", ""),
    }
