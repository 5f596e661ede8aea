"""Statements about what is drawn, with the quotes of their assertion twins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.viz.drawing import Told
from kg.viz.graph import clean

if TYPE_CHECKING:
    from kg.viz.graph import Graph

MOST = 40  # statements shown for one thing; a page that lists hundreds is not read


def told(graph: Graph, subject: NamedNode) -> tuple[Told, ...]:
    """Return what the sources say of `subject`, sorted by predicate and value.

    Types and names are left out: the drawing shows them already.
    """
    left_out = {vocab.RDF.type, vocab.SKOS.prefLabel}
    found: dict[tuple[str, str], Told] = {}
    pattern = (None, vocab.RDF.subject, subject, DefaultGraph())
    for quad in sorted(graph.store.quads_for_pattern(*pattern), key=str):
        if not isinstance(quad.subject, NamedNode):
            continue
        predicates = graph.objects(quad.subject, vocab.RDF.predicate)
        values = graph.objects(quad.subject, vocab.RDF.object)
        if not predicates or not values or predicates[0] in left_out:
            continue
        key = (str(predicates[0]), str(values[0]))
        earlier = found[key].quotes if key in found else ()
        found[key] = Told(
            predicate=graph.labels(predicates[0]),
            value=graph.labels(values[0]),
            quotes=tuple(dict.fromkeys((*earlier, *_quotes(graph, quad.subject)))),
        )
    return tuple(found[key] for key in sorted(found))[:MOST]


def _quotes(graph: Graph, assertion: NamedNode) -> list[str]:
    return [
        clean(quote.value)
        for place in graph.nodes(assertion, ["evidence"])
        for selector in graph.nodes(place, [vocab.OA.hasSelector.value])
        for quote in graph.objects(selector, vocab.OA.exact)
        if isinstance(quote, Literal)
    ]
