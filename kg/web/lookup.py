"""Small questions to the served store: values, kinds and names of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import g
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.query.prefixes import PREFIXES, shorten
from kg.web.site import described, ontology, site, told
from kg.web.wording import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    Term = NamedNode | Literal

NAMES: Final = (vocab.SKOS.prefLabel, vocab.RDFS.label, NamedNode(PREFIXES["dct"] + "title"))
MOST_IN_TITLE: Final = 2
UNION: Final = DefaultGraph()
DEEPEST: Final = 3  # a title may name a thing whose title names a thing


def triples(
    subject: NamedNode | None = None,
    predicate: NamedNode | None = None,
    value: Term | None = None,
) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    """Yield the union's triples that fit, those with blank nodes left out."""
    for quad in site().store.quads_for_pattern(subject, predicate, value, UNION):
        thing, told = quad.subject, quad.object
        if isinstance(thing, NamedNode) and isinstance(told, NamedNode | Literal):
            yield thing, quad.predicate, told


def values(subject: NamedNode, predicate: NamedNode) -> list[Term]:
    """Return the values of one predicate, sorted."""
    pattern = site().store.quads_for_pattern(subject, predicate, None, UNION)
    found = [told for quad in pattern if isinstance(told := quad.object, NamedNode | Literal)]
    return sorted(found, key=str) if len(found) > 1 else found


def nodes(subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    """Return the things one predicate points at, sorted."""
    return [term for term in values(subject, predicate) if isinstance(term, NamedNode)]


def words(subject: NamedNode, predicate: NamedNode) -> str:
    """Return the first literal of one predicate as text; empty when there is none."""
    found = (term.value for term in values(subject, predicate) if isinstance(term, Literal))
    return next(found, "")


def subjects(predicate: NamedNode, value: Term) -> list[NamedNode]:
    """Return the things of which this is said, sorted."""
    return sorted({found for found, _, _ in triples(None, predicate, value)}, key=str)


def types(subject: NamedNode) -> list[NamedNode]:
    """Return the classes of a thing, terms of our own ontology first; kept for the request."""
    known: dict[str, list[NamedNode]] = g.setdefault("types", {})
    found = known.get(subject.value)
    if found is None:
        found = nodes(subject, vocab.RDF.type)
        found.sort(key=lambda term: (not term.value.startswith(vocab.DD), term.value))
        known[subject.value] = found
    return found


def text_of(source: NamedNode) -> str | None:
    """Return the text of a source document; None where only quotation is allowed."""
    return site().text(words(source, vocab.DCT.identifier).removeprefix("sha256:"))


def exists(subject: NamedNode) -> bool:
    """Tell whether anything is said of, or with, this thing."""
    return any(True for _ in triples(subject)) or any(True for _ in triples(value=subject))


def names(subject: NamedNode) -> list[Literal]:
    """Return every name a store or the ontology gives, the reader's language first."""
    served = site().store
    stores = (served, ontology()) if subject.value in described() else (served,)
    found = [
        name
        for store in stores
        for predicate in NAMES
        for name in _literals(store, subject, predicate)
    ]
    return sorted(dict.fromkeys(found), key=_preference)


def label(term: NamedNode, *, depth: int = 0) -> Literal:
    """Return what a thing is called: a name, words for a borrowed term, or a made title.

    Kept for the rest of the request: a page names the same firms and kinds many times.
    """
    known: dict[tuple[str, int], Literal] = g.setdefault("labels", {})
    key = (term.value, depth)
    if key not in known:
        known[key] = _label(term, depth)
    return known[key]


def _label(term: NamedNode, depth: int) -> Literal:
    found = names(term)
    if found:
        return found[0]
    borrowed = told()["words"].get(term.value)
    if borrowed:
        return Literal(borrowed[language()], language=language())
    return Literal((made_title(term, depth) if depth < DEEPEST else "") or shorten(term.value))


def made_title(term: NamedNode, depth: int = 0) -> str:
    """Return a title from what is said of a thing, as `pages/groups.toml` words it."""
    for kind in types(term):
        if parts := told()["title"].get(kind.value):
            return _joined(term, parts, depth)
    return ""


def _joined(term: NamedNode, parts: list[str], depth: int) -> str:
    """Join the parts that have a value; words stand between two values or behind the last."""
    said, between, found = "", "", [""]
    for part in parts:
        if not part.startswith("http"):
            between = part
            continue
        found = [_short(each, depth) for each in values(term, NamedNode(part)) if each != term]
        if found:
            rest = len(found) - MOST_IN_TITLE
            shown = ", ".join(found[:MOST_IN_TITLE]) + (f" +{rest}" if rest > 0 else "")
            said += (between if said else "") + shown
            between = ""
    return said + between if found and said else said


def _short(term: Term, depth: int) -> str:
    text = label(term, depth=depth + 1).value if isinstance(term, NamedNode) else term.value
    return text if len(text) <= 60 else f"{text[:59]}…"


def _literals(store: Store, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
    pattern = store.quads_for_pattern(subject, predicate, None, UNION)
    return [told for quad in pattern if isinstance(told := quad.object, Literal)]


def _preference(name: Literal) -> tuple[bool, str]:
    return (name.language or "").partition("-")[0] != language(), str(name)
