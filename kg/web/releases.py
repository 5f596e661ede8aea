"""`/findings`, `/releases`, `/shapes`: what the gate found, what changed, what is checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, json, jsonify, render_template, request, url_for
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg import vocab
from kg.errors import ReleaseError
from kg.files import resource_files
from kg.query.diff import diff
from kg.query.prefixes import PREFIXES, shorten
from kg.release import open_release, previous_of
from kg.store import graph_bytes, load
from kg.web import lookup
from kg.web.site import site
from kg.web.terms import Shown, link, show
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kg.query.diff import Diff

Json = dict[str, Any]  # Any: JSON values
SH: Final = "http://www.w3.org/ns/shacl#"
MOST: Final = 200  # changed things on the page; JSON has all
routes: Final = Blueprint("releases", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One node shape with what its properties ask for."""

    iri: str
    id: str
    label: str
    aim: Shown | None
    rules: tuple[tuple[str, str], ...]


@routes.get("/findings")
def findings() -> Response | str:
    """Show what the gate and the readers found, with the counts of what was checked."""
    report = _report()
    if request.args.get("format") == "json":
        return Response(json.dumps(report, ensure_ascii=False), content_type="application/json")
    asked = request.args.get("severity", "")
    found = [one for one in report["findings"] if asked in ("", one["severity"])]
    return render_template(
        "findings.html",
        findings=[one | _focus(one["focus"]) | {"places": _places(one["where"])} for one in found],
        severities=Counter(one["severity"] for one in report["findings"]),
        counts=report["counts"],
        asked=asked,
    )


def _focus(iri: str) -> Json:
    """Return name and page of what a finding is about; the words themselves where it has none."""
    href, is_outside = link(iri)
    name = lookup.label(NamedNode(iri)).value if href and not is_outside else iri
    return {"href": href, "name": name}


def _places(where: str) -> list[tuple[str, str]]:
    """Return each place as words and an address, a passage by the title of its source."""
    found: list[tuple[str, str]] = []
    for place in where.split(", ") if where else []:
        name, _, at = place.partition("@")
        source = NamedNode(f"{site().base}doc.{name}")
        if not (at and name.isalnum() and vocab.SourceDocument in lookup.types(source)):
            found.append((place, ""))
            continue
        start, is_span, end = at.partition("-")
        title = lookup.label(source).value
        words = text("page.characters", start=start, end=end) if is_span else at
        href = url_for("sources.source", name=f"doc.{name}", _anchor=f"p-{at}")
        found.append((f"{title} ({words})", href))
    return found


def _report() -> Json:
    """Return the report of the gate; an empty one for bare RDF, which passed no gate."""
    release = site().release
    if release is None or "report.json" not in release.manifest["files"]:
        return {"conforms": None, "counts": {}, "findings": []}
    found: Json = json.loads((release.path / "report.json").read_bytes())
    return found


@routes.get("/releases")
def releases() -> Response | str:
    """Show the served release, the one before it, and what changed between them."""
    found = _changes()
    if request.args.get("format") == "json":
        things = [
            {"iri": one.iri, "removed": len(one.removed), "added": len(one.added)}
            for one in (found.things if found else ())
        ]
        sources = dict(found.sources) if found else {}
        before = found.before if found else None
        return jsonify(release=site().digest, previous=before, sources=sources, things=things)
    return render_template(
        "releases.html",
        manifest=site().manifest,
        changes=found,
        things=list(_things(found)) if found else [],
    )


def _changes() -> Diff | None:
    """Return what changed since the release before; None where there is none to compare with."""
    release = site().release
    before = previous_of(release.path.parent, release.digest) if release else None
    if release is None or before is None:
        return None
    try:
        return _compared(str(release.path.parent), before, release.digest)
    except ReleaseError:  # the one before is gone or damaged: nothing to compare with
        return None


@cache
def _compared(folder: str, before: str, after: str) -> Diff:
    from pathlib import Path  # noqa: PLC0415 - only here

    return diff(open_release(Path(folder) / before), open_release(Path(folder) / after))


def _things(found: Diff) -> Iterator[Json]:
    for one in found.things[:MOST]:
        named = one.names.get(language()) or next(iter(one.names.values()), one.iri)
        yield {
            "href": link(one.iri)[0],
            "label": named,
            "rows": [
                (sign, shorten(triple.predicate.value), show(triple.object))
                for sign, triples in (("−", one.removed), ("+", one.added))
                for triple in triples
            ],
        }


@routes.get("/shapes")
def shapes() -> Response | str:
    """Show what every release is checked against, or give the shapes as Turtle."""
    store = _shapes()
    if request.args.get("format") == "ttl" or request.accept_mimetypes.best == "text/turtle":
        body = graph_bytes((quad.triple for quad in store), RdfFormat.TURTLE, PREFIXES)
        return Response(body, content_type="text/turtle; charset=utf-8")
    return render_template("shapes.html", shapes=list(_told(store)))


@cache
def _shapes() -> Store:
    return load(*resource_files("shapes", ".ttl"))


def _told(store: Store) -> Iterator[Shape]:
    kind = NamedNode(f"{SH}NodeShape")
    type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    nodes = {quad.subject for quad in store.quads_for_pattern(None, type_, kind, None)}
    for node in sorted((each for each in nodes if isinstance(each, NamedNode)), key=str):
        aims = _nodes(store, node, f"{SH}targetClass")
        rules = [
            (each.value.rpartition("#")[2], _words(store, each, f"{SH}message"))
            for predicate in ("property", "sparql")
            for each in _nodes(store, node, SH + predicate)
        ]
        yield Shape(
            iri=node.value,
            id=node.value.rpartition("#")[2],
            label=_words(store, node, "http://www.w3.org/2000/01/rdf-schema#label"),
            aim=show(aims[0]) if aims else None,
            rules=tuple(rule for rule in rules if rule[1]),
        )


def _nodes(store: Store, node: NamedNode, predicate: str) -> list[NamedNode]:
    found = store.quads_for_pattern(node, NamedNode(predicate), None, None)
    return sorted((q.object for q in found if isinstance(q.object, NamedNode)), key=str)


def _words(store: Store, node: NamedNode, predicate: str) -> str:
    quads = store.quads_for_pattern(node, NamedNode(predicate), None, None)
    told = {q.object.language: q.object.value for q in quads if isinstance(q.object, Literal)}
    return told.get(language()) or next(iter(told.values()), "")
