"""What the service holds, for machines that gather catalogues: DCAT-AP 3 and VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request, url_for
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.model.report import Text
from kg.query.negotiate import negotiate
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.release.catalog import ABOUT, IANA, MEDIA, SPACES
from kg.store import graph_bytes
from kg.vocab import DCAT, DCT, RDF, VOID, XSD
from kg.web.problems import Problem
from kg.web.signs import dataset as dataset_iri
from kg.web.signs import licence
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

routes: Final = Blueprint("catalog", __name__)
UNTITLED: Final = Text("이름 없는 데이터", "Untitled data")
PLAIN: Final = Text("있는 그대로 제공되는 RDF 데이터", "RDF data, served as they are")
LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
RESOURCE: Final = NamedNode(PREFIXES["rdfs"] + "Resource")
HEX: Final = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")


@routes.get("/catalog")
def catalog() -> Response:
    """Describe the data set, its downloads and the query service in DCAT-AP 3."""
    return _written(_catalogue())


@routes.get("/.well-known/void")
def void() -> Response:
    """Describe the graph in VoID: its size, its classes, where to ask and where to load it."""
    return _written(_void())


def _written(triples: Iterable[Triple]) -> Response:
    offered = tuple(GRAPHS)
    chosen = negotiate(request.headers.get("Accept", ""), (*offered, "text/html"))
    if chosen is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    form = offered[0] if chosen == "text/html" else chosen  # a browser reads Turtle as text
    body = graph_bytes(triples, GRAPHS[form], {**PREFIXES, **SPACES})
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    return Response(body, content_type=form + charset)


def _catalogue() -> Iterator[Triple]:
    shelf, service = _here("catalog.catalog", "catalog"), _here("catalog.catalog", "service")
    dataset = NamedNode(dataset_iri())
    yield Triple(shelf, RDF.type, _term("dcat", "Catalog"))
    yield from _told(shelf)
    yield Triple(shelf, _term("dcat", "dataset"), dataset)
    yield Triple(shelf, _term("dcat", "service"), service)
    yield from _languages(shelf)
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield from _told(dataset)
    yield from _languages(dataset)
    yield Triple(dataset, DCT.identifier, Literal(f"sha256:{site().digest}"))
    yield Triple(dataset, _term("dcat", "landingPage"), _here("home.home"))
    yield Triple(_here("home.home"), RDF.type, _term("foaf", "Document"))
    yield from _service(service, dataset)
    sparql = _here("catalog.catalog", "distribution.sparql")
    yield Triple(dataset, _term("dcat", "distribution"), sparql)
    yield Triple(sparql, RDF.type, DCAT.Distribution)
    yield from _titled(sparql, Text("SPARQL 질의", "SPARQL queries"))
    yield Triple(sparql, _term("dcat", "accessURL"), _here("sparql.sparql"))
    yield Triple(sparql, _term("dcat", "accessService"), service)
    yield from _licence(sparql)
    yield from _downloads(dataset)


def _service(service: NamedNode, dataset: NamedNode) -> Iterator[Triple]:
    yield Triple(service, RDF.type, _term("dcat", "DataService"))
    yield from _told(service)
    yield Triple(service, _term("dcat", "endpointURL"), _here("sparql.sparql"))
    yield Triple(service, _term("dcat", "endpointDescription"), _here("operation.openapi"))
    yield Triple(service, _term("dcat", "servesDataset"), dataset)
    for each in (_here("sparql.sparql"), _here("operation.openapi")):
        yield Triple(each, RDF.type, RESOURCE)  # as the published ranges ask
    protocol = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
    yield Triple(service, _term("dct", "conformsTo"), protocol)
    yield Triple(protocol, RDF.type, _term("dct", "Standard"))


def _downloads(dataset: NamedNode) -> Iterator[Triple]:
    files = site().manifest.get("files", {})
    for name, (media_type, form) in MEDIA.items():
        if name not in files:
            continue
        copy = _here("catalog.catalog", f"distribution.{form.lower()}")
        address = NamedNode(url_for("downloads.dump", name=name, lang=None, _external=True))
        kind = NamedNode(IANA + media_type)
        yield Triple(dataset, _term("dcat", "distribution"), copy)
        yield Triple(copy, RDF.type, DCAT.Distribution)
        yield from _titled(copy, Text(f"{form} 파일 {name}", f"{form} file {name}"))
        for predicate in ("accessURL", "downloadURL"):
            yield Triple(copy, _term("dcat", predicate), address)
        yield Triple(copy, _term("dcat", "mediaType"), kind)
        yield Triple(kind, RDF.type, _term("dct", "MediaType"))
        size = Literal(str(files[name]["bytes"]), datatype=XSD.nonNegativeInteger)
        yield Triple(copy, _term("dcat", "byteSize"), size)
        digest = files[name]["sha256"]
        sum_ = _here("catalog.catalog", f"checksum.{digest}")
        yield Triple(copy, _term("spdx", "checksum"), sum_)
        yield Triple(sum_, RDF.type, _term("spdx", "Checksum"))
        algorithm = _term("spdx", "checksumAlgorithm_sha256")
        yield Triple(sum_, _term("spdx", "algorithm"), algorithm)
        yield Triple(algorithm, RDF.type, _term("spdx", "ChecksumAlgorithm"))
        yield Triple(sum_, _term("spdx", "checksumValue"), Literal(digest, datatype=HEX))
        yield from _licence(copy)


def _void() -> Iterator[Triple]:
    dataset = NamedNode(dataset_iri())
    release = site().release
    if release and "void.ttl" in site().manifest["files"]:
        body = (release.path / "void.ttl").read_bytes()
        yield from (quad.triple for quad in parse(body, RdfFormat.TURTLE))
    else:
        size = Literal(str(site().size), datatype=XSD.integer)
        yield Triple(dataset, RDF.type, VOID.Dataset)
        yield Triple(dataset, _term("void", "triples"), size)
        yield from _titled(dataset, UNTITLED)
    yield Triple(dataset, _term("void", "sparqlEndpoint"), _here("sparql.sparql"))
    yield Triple(dataset, _term("foaf", "homepage"), _here("home.home"))
    for name in MEDIA:
        if name.startswith("dataset.") and name in site().manifest.get("files", {}):
            address = url_for("downloads.dump", name=name, lang=None, _external=True)
            yield Triple(dataset, _term("void", "dataDump"), NamedNode(address))


def _told(thing: NamedNode) -> Iterator[Triple]:
    """Yield what DCAT-AP asks of everything in a catalogue: names, publisher, licence."""
    title, about, name = told_title()
    yield from _titled(thing, title)
    yield Triple(thing, DCT.description, Literal(about.ko, language="ko"))
    yield Triple(thing, DCT.description, Literal(about.en, language="en"))
    publisher = _here("catalog.catalog", "publisher")
    yield Triple(thing, DCT.publisher, publisher)
    yield Triple(publisher, RDF.type, _term("foaf", "Agent"))
    yield Triple(publisher, _term("foaf", "name"), Literal(name))
    yield from _licence(thing)


def told_title() -> tuple[Text, Text, str]:
    """Return title, description and publisher's name of the data set."""
    told = site().manifest
    title = told.get("title", {"ko": UNTITLED.ko, "en": UNTITLED.en})
    about = ABOUT if site().release else PLAIN
    name = told.get("publisher") or request.host  # who runs the host, where nobody is named
    return Text(title["ko"], title["en"]), about, name


def _titled(thing: NamedNode, title: Text) -> Iterator[Triple]:
    yield Triple(thing, DCT.title, Literal(title.ko, language="ko"))
    yield Triple(thing, DCT.title, Literal(title.en, language="en"))


def _licence(thing: NamedNode) -> Iterator[Triple]:
    if told := licence():
        iri = NamedNode(told)
        yield Triple(thing, DCT.license, iri)
        yield Triple(iri, RDF.type, _term("dct", "LicenseDocument"))


def _languages(thing: NamedNode) -> Iterator[Triple]:
    for code in ("KOR", "ENG"):
        language = NamedNode(LANGUAGES + code)
        yield Triple(thing, _term("dct", "language"), language)
        yield Triple(language, RDF.type, _term("dct", "LinguisticSystem"))


def _here(endpoint: str, part: str = "") -> NamedNode:
    anchor = {"_anchor": part} if part else {}
    return NamedNode(url_for(endpoint, lang=None, _external=True, **anchor))


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(SPACES[prefix] + name)
