"""Suggestions while a person types: things, classes and properties; and short cards of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.link.match.spelling import tight
from kg.web import lookup
from kg.web.reconcile.ask import Question, answers
from kg.web.reconcile.extend import property_name
from kg.web.reconcile.things import (
    called,
    description_of,
    id_of,
    name_of,
    node_of,
    settings,
    things,
    type_name,
)
from kg.web.site import ontology
from kg.web.wording import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    Json = dict[str, Any]  # Any: JSON values

PAGE: Final = 20
ROWS: Final = 4


def entities(prefix: str, cursor: int) -> Json:
    """Return things whose name begins so, then those the resolver thinks of."""
    if not prefix.strip():
        found = list(things().kinds)
    else:
        found = things().beginning(prefix, settings()["most"])
        meant = [each.thing for each in answers(Question(name=prefix, limit=PAGE))]
        exact = [each for each in meant if each == id_of(prefix.strip())]
        found = list(dict.fromkeys((*exact, *found, *meant)))
    return {"result": [_entity(each) for each in found[cursor : cursor + PAGE]]}


def types(prefix: str, cursor: int) -> Json:
    """Return classes whose name or id holds the words; all for none."""
    rows = ((each, type_name(each), vocab.DD + each) for each in things().counts)
    return _chosen(rows, prefix, cursor)


def properties(prefix: str, cursor: int) -> Json:
    """Return properties whose name or id holds the words; all for none."""
    rows = ((pid, property_name(pid), iri) for pid, iri in things().properties.items())
    return _chosen(rows, prefix, cursor)


def card(kind: str, told: str) -> str:
    """Return a few lines of HTML about a thing, a class or a property, every word escaped."""
    if kind == "entity":
        node = node_of(told)
        return f"<p><b>{escape(name_of(node))}</b></p><p>{escape(description_of(node))}</p>"
    iri = things().properties.get(told, "") if kind == "property" else vocab.DD + told
    name = property_name(told) if kind == "property" else type_name(told)
    words = _definition(iri) if iri else ""
    return f"<p><b>{escape(name)}</b></p><p>{escape(words)}</p>"


def preview(thing: str) -> list[tuple[str, str]]:
    """Return what a small card of a thing shows: property and value."""
    rows: list[tuple[str, str]] = []
    for pid in settings()["properties"]:
        iri = things().properties.get(pid)
        found = lookup.values(node_of(thing), NamedNode(iri)) if iri else []
        if found:
            texts = [
                name_of(each) if isinstance(each, NamedNode) else each.value for each in found[:3]
            ]
            rows.append((property_name(pid), ", ".join(texts)))
    return rows[:ROWS]


def _entity(thing: str) -> Json:
    node = node_of(thing)
    return {
        "id": thing,
        "name": name_of(node),
        "description": description_of(node),
        "notable": [{"id": each, "name": type_name(each)} for each in things().own[thing]],
    }


def _chosen(rows: Iterable[tuple[str, str, str]], prefix: str, cursor: int) -> Json:
    """Return those whose id or name, in any language, holds the words: first what begins so."""
    wanted = tight(prefix) if prefix.strip() else ""
    found: list[tuple[bool, Json]] = []
    for told, name, iri in rows:
        names = [tight(each) for each in (name, told, *(called(iri) if wanted else ()))]
        if any(wanted in each for each in names):
            begins = any(each.startswith(wanted) for each in names)
            found.append((not begins, {"id": told, "name": name} | _described(iri)))
    found.sort(key=lambda each: each[0])
    return {"result": [each for _, each in found[cursor : cursor + PAGE]]}


def _described(iri: str) -> Json:
    words = _definition(iri)
    return {"description": words} if words else {}


def _definition(iri: str) -> str:
    pattern = ontology().quads_for_pattern(
        NamedNode(iri), vocab.SKOS.definition, None, DefaultGraph()
    )
    told = {q.object.language: q.object.value for q in pattern if isinstance(q.object, Literal)}
    return told.get(language(), next(iter(told.values()), ""))
