"""From pyoxigraph's terms to rdflib's, and a graph that parses each query once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.stores.memory import SimpleMemory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node


class _OneGraph(SimpleMemory):
    """A store that keeps no graphs apart, in a third of the time; pySHACL asks that it could."""

    context_aware = True
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: FBT001, FBT002 -- rdflib's
        """Add a triple."""
        super().add(triple, context, quoted)
        self.size += 1

    def __len__(self, context: Any = None) -> int:
        """Return how many triples were added, doubles too; to count anew takes long.

        Whether there are any is all that pySHACL wants to know, and it asks often.
        """
        return self.size


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of `triples`, literals spelt as they stand."""
    graph = _caching_graph()
    add = graph.store.add
    for one in triples:
        add((_node(one.subject), _node(one.predicate), _node(one.object)), graph)
    return graph


@lru_cache(maxsize=1 << 16)
def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Return rdflib's form of a term; the same IRI stands in many triples and many graphs."""
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

    return CachingGraph(store=_OneGraph())


@cache
def _parsed(text: str) -> Query:
    return prepareQuery(text)
