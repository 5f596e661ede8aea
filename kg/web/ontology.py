"""`/ont`: every term with its meaning in both languages, as a page and as RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pyoxigraph import NamedNode

from kg import vocab
from kg.ontology.inventory import read_inventory
from kg.query.negotiate import negotiate
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.store import graph_bytes
from kg.web.problems import Problem
from kg.web.terms import Shown, other_language, show_node
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.wrappers import Response as Redirect

    from kg.ontology.terms import Code, Scheme, Term

routes: Final = Blueprint("ontology", __name__)
FORMS: Final = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term on the page; `rows` are named lists of other terms."""

    anchor: str
    short: str
    label: str
    other: str
    definitions: tuple[Shown, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...] = ()
    other_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of the page."""

    id: str
    title: str
    terms: tuple[Entry, ...]


@routes.get("/ont")
def ontology() -> Response | str:
    """Show or give the ontology, by content negotiation."""
    offered = ("text/html", *FORMS.values())
    chosen = negotiate(request.headers.get("Accept", ""), offered)
    if chosen is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    return page() if chosen == "text/html" else _as(chosen)


@routes.get("/ont.<any(html, ttl, rdf, jsonld, nt):form>")
def file(form: str) -> Response | str:
    """Give the ontology in one form."""
    return page() if form == "html" else _as(FORMS[form])


@routes.get("/code/<name>")
def code(name: str) -> Redirect:
    """Send the reader from a code to the list it stands in (303)."""
    return redirect(url_for("ontology.ontology", _anchor=f"code.{name}"), 303)


def page() -> str:
    """Return the list of terms as a page."""
    known = read_inventory()
    parts = [
        _part("classes", text("ontology.classes"), map(_entry, known.classes())),
        _part("properties", text("ontology.properties"), map(_entry, known.properties())),
    ]
    parts += [_list(scheme) for scheme in known.schemes]
    return render_template(
        "ontology.html",
        title=known.title[language()],
        iri=known.iri,
        version=known.version,
        forms=list(FORMS),
        parts=parts,
    )


def _as(media_type: str) -> Response:
    body = graph_bytes(read_inventory().triples, GRAPHS[media_type], PREFIXES)
    return Response(body, content_type=media_type)


def _part(name: str, title: str, entries: Iterable[Entry]) -> Part:
    return Part(id=name, title=title, terms=tuple(entries))


def _list(scheme: Scheme) -> Part:
    return _part(f"list-{scheme.name}", scheme.labels[language()], map(_code, scheme.codes))


def _entry(term: Term) -> Entry:
    named = {
        "ontology.broader": term.parents,
        "ontology.domain": term.domain,
        "ontology.range": term.range,
        "ontology.aligned": term.matches,
    }
    rows = [
        (text(key), tuple(show_node(NamedNode(iri)) for iri in iris))
        for key, iris in named.items()
        if iris
    ]
    return _worded(
        term.iri.removeprefix(vocab.DD),
        term.iri,
        term.labels,
        term.definitions,
        tuple(rows),
    )


def _code(known: Code) -> Entry:
    anchor = f"code.{known.iri.removeprefix(vocab.CODE)}"
    return _worded(anchor, known.iri, known.labels, known.definitions)


def _worded(
    anchor: str,
    iri: str,
    labels: Mapping[str, str],
    definitions: Mapping[str, str],
    rows: tuple[tuple[str, tuple[Shown, ...]], ...] = (),
) -> Entry:
    here, there = language(), other_language()
    return Entry(
        anchor=anchor,
        short=read_inventory().curie(iri),
        label=labels.get(here, ""),
        other=labels.get(there, ""),
        other_lang=there,
        definitions=tuple(
            Shown(label=definitions[lang], lang=lang)
            for lang in (here, there)
            if lang in definitions
        ),
        rows=rows,
    )
