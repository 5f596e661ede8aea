"""A release described for other machines: VoID for its graph, DCAT for its files. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.release.described import SPACES, copied, covered, named, reached, spoken, term
from kg.release.linksets import linksets
from kg.release.parts import said
from kg.release.told import copies, told_in
from kg.store import graph_bytes
from kg.vocab import DCAT, DCT, DD, RDF, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Quad

    from kg.release.parts import Contents


def void(contents: Contents, quads: Sequence[Quad]) -> bytes:
    """Return the VoID description: triples, entities, classes and properties counted."""
    return graph_bytes(_void(contents, quads), RdfFormat.TURTLE, SPACES)


def catalog(contents: Contents, files: Mapping[str, tuple[str, int]]) -> bytes:
    """Return the DCAT catalogue: the data set and its downloads with size and checksum.

    Args:
        contents: What the release is made of.
        files: Name of each download to its SHA-256 and its size in bytes.
    """
    return graph_bytes(_catalog(contents, files), RdfFormat.TURTLE, SPACES)


def _void(contents: Contents, quads: Sequence[Quad]) -> Iterator[Triple]:
    dataset = NamedNode(contents.base + "dataset")

    def mint(name: str) -> NamedNode:
        return NamedNode(contents.base + name)

    triples = {quad.triple for quad in quads}
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield from named(dataset, told_in(said(contents)), mint)
    for name, count in (
        ("triples", len(triples)),
        ("distinctSubjects", len({triple.subject for triple in triples})),
        ("distinctObjects", len({triple.object for triple in triples})),
        ("properties", len({triple.predicate for triple in triples})),
    ):
        yield Triple(dataset, term("void", name), _integer(count))
    yield Triple(dataset, term("void", "uriSpace"), Literal(contents.base))
    yield Triple(dataset, term("void", "vocabulary"), NamedNode(DD))
    classes = Counter(
        triple.object
        for triple in triples
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode)
    )
    for kind, count in classes.items():
        if kind.value.startswith(DD):
            part = NamedNode(f"{contents.base}dataset.{kind.value.removeprefix(DD)}")
            yield Triple(dataset, term("void", "classPartition"), part)
            yield Triple(part, RDF.type, VOID.Dataset)
            yield Triple(part, term("void", "class"), kind)
            yield Triple(part, term("void", "entities"), _integer(count))
    yield from linksets(triples, contents.base)


def _catalog(contents: Contents, files: Mapping[str, tuple[str, int]]) -> Iterator[Triple]:
    told = told_in(said(contents))
    shelf, dataset = (NamedNode(contents.base + name) for name in ("catalog", "dataset"))

    def mint(name: str) -> NamedNode:
        return NamedNode(contents.base + name)

    yield Triple(shelf, RDF.type, term("dcat", "Catalog"))
    yield from named(shelf, told, mint)
    yield from spoken(shelf)
    yield Triple(shelf, term("dcat", "dataset"), dataset)
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield from named(dataset, told, mint)
    yield from spoken(dataset)
    yield Triple(dataset, DCT.identifier, Literal(dataset.value))
    yield from covered(dataset, told, mint)
    if told.contact and told.publisher:
        yield from reached(dataset, told, dataset, mint)
    if told.days:  # no clock: the data are as new as their newest source
        yield Triple(dataset, DCT.issued, Literal(told.days[-1], datatype=XSD.date))
    for copy in copies():
        place = NamedNode(f"{contents.base.removesuffix('id/')}dumps/{copy.file}")
        yield Triple(dataset, term("dcat", "distribution"), mint(f"distribution.{copy.key}"))
        yield from copied(copy, place, files[copy.file], told, mint)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
