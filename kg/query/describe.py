"""What a graph says of one thing, and the IRI a short name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Triple

from kg import vocab
from kg.errors import StoreError
from kg.query.prefixes import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

MOST_INCOMING: Final = 2000
_TWINS: Final = frozenset({vocab.RDF.subject, vocab.RDF.object, vocab.RDF.predicate})
_FOLLOWED: Final = (vocab.evidence, vocab.OA.hasSelector)


def describe(store: Store, iri: str, *, has_evidence: bool = False) -> tuple[Triple, ...]:
    """Return what the default graph says of a thing, sorted.

    That is: every triple it is the subject of, up to 2,000 triples it is the value of, the names
    of its neighbours, and on request the assertions about it with their quoted passages.

    Args:
        store: Its default graph is asked.
        iri: The thing.
        has_evidence: Whether the assertions come along.
    """
    node = NamedNode(iri)
    outgoing = list(_about(store, node))
    incoming = sorted(
        (
            Triple(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, node, DefaultGraph())
            if quad.predicate not in _TWINS
        ),
        key=str,
    )[:MOST_INCOMING]
    neighbours = {triple.object for triple in outgoing} | {triple.subject for triple in incoming}
    found = {*outgoing, *incoming}
    for neighbour in neighbours:
        if isinstance(neighbour, NamedNode):
            found.update(_names(store, neighbour))
    if has_evidence:
        found.update(_evidence(store, node))
    return tuple(sorted(found, key=str))


def expand(name: str) -> str:
    """Return the IRI of a short name: `dd:recipient`, `<https://...>` or `org.posco`.

    >>> expand("org.posco") == PREFIXES["id"] + "org.posco"
    True

    Raises:
        StoreError: It cannot be an IRI.
    """
    bare = name.removeprefix("<").removesuffix(">")
    prefix, colon, local = bare.partition(":")
    if not colon:
        bare = PREFIXES["id"] + bare
    elif prefix in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix] + local
    try:
        return NamedNode(bare).value
    except ValueError as error:
        raise StoreError(
            f"this is no IRI: {error}", where=name, hint="write an IRI, dd:term or type.name"
        ) from error


def resolve(store: Store, name: str) -> str:
    """Return the IRI of a short name in a store whose instances may begin elsewhere.

    Raises:
        StoreError: It cannot be an IRI.
    """
    iri = expand(name)
    node = NamedNode(iri)
    if ":" in name or next(store.quads_for_pattern(node, None, None, None), None):
        return iri
    ending = f"/{name}"
    others = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, vocab.RDF.type, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith(ending)
    }
    return min(others, default=iri)


def _about(store: Store, node: NamedNode) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        yield Triple(quad.subject, quad.predicate, quad.object)


def _names(store: Store, node: NamedNode) -> Iterator[Triple]:
    for predicate in (vocab.SKOS.prefLabel, vocab.RDFS.label):
        for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()):
            yield Triple(quad.subject, quad.predicate, quad.object)


def _evidence(store: Store, node: NamedNode) -> Iterator[Triple]:
    """Yield the assertions about a thing, their passages and the selectors of these."""
    for twin in store.quads_for_pattern(None, vocab.RDF.subject, node, DefaultGraph()):
        pending = [twin.subject]
        while pending:
            one = pending.pop()
            if not isinstance(one, NamedNode):
                continue
            for triple in _about(store, one):
                yield triple
                if triple.predicate in _FOLLOWED and isinstance(triple.object, NamedNode):
                    pending.append(triple.object)
