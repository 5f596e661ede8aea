"""Dumps: the statements themselves, in every syntax, readable prefixes included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg import vocab
from kg.errors import ConfigError

if TYPE_CHECKING:
    from pyoxigraph import Store

DUMPS: Final[dict[str, RdfFormat]] = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
PREFIXES: Final = {
    "dd": vocab.DD,
    "code": vocab.CODE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dump(store: Store, form: str, *, focus: str | None = None, depth: int = 1) -> bytes:
    """Return a store's statements, sorted, so that equal stores give equal bytes.

    N-Quads and TriG hold the named graphs; the others hold the union, each triple once.

    Args:
        store: Its default graph is the union of its named graphs.
        form: A key of `DUMPS`.
        focus: IRI; only statements that leave it, and what they reach in `depth` steps.
        depth: Number of steps from the focus.

    Raises:
        ConfigError: Nothing is said about the focus.
    """
    kind = DUMPS[form]
    found = _around(store, focus, depth) if focus else _all(store)
    named = [quad for quad in found if not isinstance(quad.graph_name, DefaultGraph)]
    if form in {"nquads", "trig"}:
        return serialize(named or found, format=kind, prefixes=PREFIXES) or b""
    union = sorted({quad.triple for quad in found}, key=str)
    return serialize(union, format=kind, prefixes=PREFIXES) or b""


def _all(store: Store) -> list[Quad]:
    return sorted(store, key=str)


def _around(store: Store, focus: str, depth: int) -> list[Quad]:
    seen: set[NamedNode] = set()
    edge = {NamedNode(focus)}
    found: set[Quad] = set()
    for _ in range(depth + 1):
        reached: set[NamedNode] = set()
        for node in sorted(edge, key=str):
            quads = list(store.quads_for_pattern(node, None, None))
            found.update(quads)
            reached |= {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        seen |= edge
        edge = {node for node in reached - seen if not re.match(vocab.DD, node.value)}
    if not found:
        raise ConfigError("nothing is said about it", where=focus)
    return sorted(found, key=str)
