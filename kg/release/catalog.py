"""A release described for other machines: VoID for its graph, DCAT for its files. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.model.report import Text
from kg.release.linksets import linksets
from kg.store import graph_bytes
from kg.vocab import DCAT, DCT, DD, RDF, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Quad

    from kg.release.parts import Contents

SPACES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ABOUT: Final = Text(
    "민관 스마트공장 지원 보도에서 읽은 지식 그래프. 모든 문장에 원문 근거가 있다.",
    "A knowledge graph read from reports of public-private smart-factory support;"
    " every statement carries the words it rests on.",
)
MEDIA: Final[Mapping[str, tuple[str, str]]] = {
    "dataset.nq.gz": ("application/n-quads", "N-Quads"),
    "links.sssom.tsv": ("text/tab-separated-values", "SSSOM"),
}
IANA: Final = "https://www.iana.org/assignments/media-types/"


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
    triples = {quad.triple for quad in quads}
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield from _titles(contents, dataset)
    for name, count in (
        ("triples", len(triples)),
        ("distinctSubjects", len({triple.subject for triple in triples})),
        ("distinctObjects", len({triple.object for triple in triples})),
        ("properties", len({triple.predicate for triple in triples})),
    ):
        yield Triple(dataset, _term("void", name), _integer(count))
    yield Triple(dataset, _term("void", "uriSpace"), Literal(contents.base))
    yield Triple(dataset, _term("void", "vocabulary"), NamedNode(DD))
    classes = Counter(
        triple.object
        for triple in triples
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode)
    )
    for kind, count in classes.items():
        if kind.value.startswith(DD):
            part = NamedNode(f"{contents.base}dataset.{kind.value.removeprefix(DD)}")
            yield Triple(dataset, _term("void", "classPartition"), part)
            yield Triple(part, RDF.type, VOID.Dataset)
            yield Triple(part, _term("void", "class"), kind)
            yield Triple(part, _term("void", "entities"), _integer(count))
    yield from linksets(triples, contents.base)


def _catalog(contents: Contents, files: Mapping[str, tuple[str, int]]) -> Iterator[Triple]:
    shelf, dataset = (NamedNode(contents.base + name) for name in ("catalog", "dataset"))
    yield Triple(shelf, RDF.type, _term("dcat", "Catalog"))
    yield from _titles(contents, shelf)
    yield Triple(shelf, _term("dcat", "dataset"), dataset)
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield from _titles(contents, dataset)
    days = sorted(source.published for source in contents.inputs if source.published)
    if days:  # no clock: the data are as new as their newest source
        yield Triple(dataset, DCT.issued, Literal(days[-1], datatype=XSD.date))
    for name, (media_type, form) in MEDIA.items():
        digest, size = files[name]
        copy = NamedNode(f"{contents.base}distribution.{form.lower()}")
        yield Triple(dataset, _term("dcat", "distribution"), copy)
        yield Triple(copy, RDF.type, DCAT.Distribution)
        yield Triple(copy, DCT.title, Literal(name))
        yield Triple(copy, _term("dcat", "accessURL"), NamedNode(_dump(contents.base, name)))
        yield Triple(copy, _term("dcat", "mediaType"), NamedNode(IANA + media_type))
        yield Triple(copy, _term("dcat", "byteSize"), _integer(size))
        sum_ = NamedNode(f"{contents.base}checksum.{digest}")
        yield Triple(copy, _term("spdx", "checksum"), sum_)
        yield Triple(sum_, RDF.type, _term("spdx", "Checksum"))
        yield Triple(sum_, _term("spdx", "algorithm"), _term("spdx", "checksumAlgorithm_sha256"))
        yield Triple(
            sum_,
            _term("spdx", "checksumValue"),
            Literal(digest, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")),
        )
        yield from _licence(contents, copy)


def _titles(contents: Contents, thing: NamedNode) -> Iterator[Triple]:
    for text, predicate in ((contents.title, DCT.title), (ABOUT, DCT.description)):
        yield Triple(thing, predicate, Literal(text.ko, language="ko"))
        yield Triple(thing, predicate, Literal(text.en, language="en"))
    if contents.publisher:
        publisher = NamedNode(contents.base + "publisher")
        yield Triple(thing, DCT.publisher, publisher)
        yield Triple(publisher, RDF.type, _term("foaf", "Agent"))
        yield Triple(publisher, _term("foaf", "name"), Literal(contents.publisher))
    yield from _licence(contents, thing)


def _licence(contents: Contents, thing: NamedNode) -> Iterator[Triple]:
    """Name the licence as an IRI; an SPDX id has its own."""
    licence = contents.licence
    if licence and " " not in licence:
        iri = licence if "://" in licence else f"https://spdx.org/licenses/{licence}"
        yield Triple(thing, DCT.license, NamedNode(iri))


def _dump(base: str, name: str) -> str:
    return f"{base.removesuffix('id/')}dumps/{name}"


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(SPACES[prefix] + name)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
