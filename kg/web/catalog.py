"""What the service holds, for machines that gather catalogues: DCAT-AP 3 and VoID."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request, url_for
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.model.report import Text
from kg.query.negotiate import negotiate
from kg.query.prefixes import PREFIXES
from kg.query.serialise import GRAPHS
from kg.release import Moments, moments
from kg.release.described import (
    SPACES,
    both,
    copied,
    covered,
    formed,
    licensed,
    named,
    placed,
    reached,
    restricted,
    sorted_by,
    spoken,
    standard,
    term,
    themed,
)
from kg.release.told import copies, told_in
from kg.store import graph_bytes
from kg.vocab import DCAT, DCT, RDF, VOID, XSD
from kg.web.problems import Problem
from kg.web.signs import dataset as dataset_iri
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.release.told import Told

routes: Final = Blueprint("catalog", __name__)
RESOURCE: Final = NamedNode(PREFIXES["rdfs"] + "Resource")
PROTOCOL: Final = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
QUERIES: Final = NamedNode("http://publications.europa.eu/resource/authority/file-type/SPARQLQ")
ASKED: Final = (
    Text("SPARQL 질의", "SPARQL queries"),
    Text(
        "SPARQL 1.1 질의로 모든 문장과 근거를 묻는다.",
        "Ask for every statement and its evidence in SPARQL 1.1.",
    ),
)


@routes.get("/catalog")
def catalog() -> Response:
    """Describe the data set, its downloads and the query service in DCAT-AP 3."""
    return _written(_catalogue())


@routes.get("/.well-known/void")
def void() -> Response:
    """Describe the graph in VoID: its size, its classes, where to ask and where to load it."""
    return _written(_void())


def told_here() -> Told:
    """Return what is said of the data set; who runs the host publishes what names nobody."""
    told = told_in(site().manifest)
    return told if told.publisher else replace(told, publisher=request.host)


def _written(triples: Iterable[Triple]) -> Response:
    offered = tuple(GRAPHS)
    chosen = negotiate(request.headers.get("Accept", ""), (*offered, "text/html"))
    if chosen is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    form = offered[0] if chosen == "text/html" else chosen  # a browser reads Turtle as text
    body = graph_bytes(triples, GRAPHS[form], {**PREFIXES, **SPACES})
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    answer = Response(body, content_type=form + charset)
    answer.add_etag()  # of the bytes: a release that comes back has the same name and a new date
    return answer


def _catalogue() -> Iterator[Triple]:
    told, shelf, dataset = told_here(), _part("catalog"), NamedNode(dataset_iri())
    yield Triple(shelf, RDF.type, term("dcat", "Catalog"))
    yield from named(shelf, told, _part)
    yield from spoken(shelf)
    yield Triple(shelf, term("dcat", "dataset"), dataset)
    yield Triple(shelf, term("dcat", "service"), _part("service"))
    yield Triple(shelf, term("foaf", "homepage"), _here("home.home"))
    yield from _dates(shelf, told)
    yield from placed(shelf, told)
    yield from sorted_by(shelf, told)
    yield from _dataset(dataset, told)
    yield from _service(_part("service"), dataset, told)
    yield from _queries(dataset, told)
    yield from _downloads(dataset, told)


def _dataset(dataset: NamedNode, told: Told) -> Iterator[Triple]:
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield from named(dataset, told, _part)
    yield from spoken(dataset)
    # The id stays when the data change: a gatherer would take another one for another data set.
    yield Triple(dataset, DCT.identifier, Literal(dataset.value))
    for predicate in (term("owl", "versionInfo"), term("dcat", "version")):
        yield Triple(dataset, predicate, Literal(f"sha256:{site().digest}"))
    yield from _dates(dataset, told)
    yield from covered(dataset, told, _part)
    home, void_ = _here("home.home"), _here("catalog.void")
    yield from reached(dataset, told, home, _part)
    yield Triple(dataset, term("dcat", "landingPage"), home)
    yield Triple(dataset, term("foaf", "page"), void_)
    for each in (home, void_):
        yield Triple(each, RDF.type, term("foaf", "Document"))


def came_out(told: Told) -> Moments:
    """Return when the first release and this one came out; a source's day where nobody noted it."""
    release = site().release
    known = moments(release.path, release.digest) if release else Moments(first="", last="")
    newest = told.days[-1] if told.days else ""
    return Moments(first=known.first or newest, last=known.last or newest)


def _dates(thing: NamedNode, told: Told) -> Iterator[Triple]:
    known = came_out(told)
    for predicate, moment in ((DCT.issued, known.first), (term("dct", "modified"), known.last)):
        if moment:
            kind = XSD.dateTime if "T" in moment else XSD.date
            yield Triple(thing, predicate, Literal(moment, datatype=kind))


def _service(service: NamedNode, dataset: NamedNode, told: Told) -> Iterator[Triple]:
    endpoint, description = _here("sparql.sparql"), _here("operation.openapi")
    yield Triple(service, RDF.type, term("dcat", "DataService"))
    yield from named(service, told, _part)
    yield from themed(service, told)
    yield from reached(service, told, _here("home.home"), _part)
    yield Triple(service, term("dcat", "endpointURL"), endpoint)
    yield Triple(service, term("dcat", "endpointDescription"), description)
    yield Triple(service, term("dcat", "servesDataset"), dataset)
    for each in (endpoint, description):
        yield Triple(each, RDF.type, RESOURCE)  # as the published ranges ask
    yield from standard(service, PROTOCOL)


def _queries(dataset: NamedNode, told: Told) -> Iterator[Triple]:
    sparql = _part("distribution.sparql")
    yield Triple(dataset, term("dcat", "distribution"), sparql)
    yield Triple(sparql, RDF.type, DCAT.Distribution)
    yield from both(sparql, DCT.title, ASKED[0])
    yield from both(sparql, DCT.description, ASKED[1])
    yield Triple(sparql, term("dcat", "accessURL"), _here("sparql.sparql"))
    yield Triple(sparql, term("dcat", "accessService"), _part("service"))
    yield from formed(sparql, QUERIES, "SPARQL")
    yield from standard(sparql, PROTOCOL)
    yield from licensed(sparql, told)
    yield from restricted(sparql, told, _part)
    yield from spoken(sparql)


def _downloads(dataset: NamedNode, told: Told) -> Iterator[Triple]:
    files = site().manifest.get("files", {}) if site().release else {}
    for copy in copies():
        if copy.file in files:
            file = (files[copy.file]["sha256"], files[copy.file]["bytes"])
            place = NamedNode(url_for("downloads.dump", name=copy.file, lang=None, _external=True))
            yield Triple(dataset, term("dcat", "distribution"), _part(f"distribution.{copy.key}"))
            yield from copied(copy, place, file, told, _part)


def _void() -> Iterator[Triple]:
    dataset = NamedNode(dataset_iri())
    release = site().release
    if release and "void.ttl" in site().manifest["files"]:
        body = (release.path / "void.ttl").read_bytes()
        yield from (quad.triple for quad in parse(body, RdfFormat.TURTLE))
    else:
        size = Literal(str(site().size), datatype=XSD.integer)
        yield Triple(dataset, RDF.type, VOID.Dataset)
        yield Triple(dataset, term("void", "triples"), size)
        yield from both(dataset, DCT.title, told_here().title)
    yield Triple(dataset, term("void", "sparqlEndpoint"), _here("sparql.sparql"))
    yield Triple(dataset, term("foaf", "homepage"), _here("home.home"))
    for copy in copies():
        if copy.pack and release and copy.file in site().manifest["files"]:
            address = url_for("downloads.dump", name=copy.file, lang=None, _external=True)
            yield Triple(dataset, term("void", "dataDump"), NamedNode(address))


def _part(name: str) -> NamedNode:
    return _here("catalog.catalog", name)


def _here(endpoint: str, part: str = "") -> NamedNode:
    anchor = {"_anchor": part} if part else {}
    return NamedNode(url_for(endpoint, lang=None, _external=True, **anchor))
