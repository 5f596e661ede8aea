"""From pyoxigraph's terms to rdflib's, and a graph that parses each query once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of `triples`, literals spelt as they stand.

    Terms are made once and shared: the same IRI stands in many triples.
    """

    @cache
    def node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        match term:
            case ox.NamedNode():
                return rdflib.URIRef(term.value)
            case ox.BlankNode():
                return rdflib.BNode(term.value)
            case ox.Literal():
                return _literal(term)
            case _:
                # Triples inside triples: SHACL says nothing of them, their text stands for them.
                return rdflib.Literal(str(term))

    graph = _caching_graph()
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def _literal(term: ox.Literal) -> rdflib.Literal:
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    if datatype == rdflib.XSD.string:
        # A plain literal and an xsd:string are one value; rdflib tells them apart.
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _caching_graph() -> rdflib.Graph:
    """Return an empty graph that never parses the text of a query twice.

    pySHACL asks the query of a constraint anew for each focus node; parsing it each time is
    86 % of its work.
    """

    class CachingGraph(rdflib.Graph):
        def query(self, query_object, *args, **kwargs):  # type: ignore[no-untyped-def]
            text = _parsed(query_object) if isinstance(query_object, str) else query_object
            return super().query(text, *args, **kwargs)

    return CachingGraph()


@cache
def _parsed(text: str) -> Query:
    return prepareQuery(text)
