"""What catalogues gather from the service: DCAT-AP 3 by its published shapes, and VoID."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.release import open_release
from kg.web import create_app
from tests.web.test_harvest import released

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "dcat-ap"
FILES = {"shapes.ttl": 100, "ranges.ttl": 91, "dcat-ap-SHACL.ttl": 200}  # least property shapes
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
DCT = "http://purl.org/dc/terms/"


@pytest.fixture(params=["release", "told", "bare"])
def any_web(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> FlaskClient:
    """Return a service of a release, of one with all that an owner may tell, or of bare RDF."""
    if request.param == "release":
        return app.test_client()
    if request.param == "told":
        released(tmp_path)
        return create_app(open_release(tmp_path)).test_client()
    store = Store()
    store.load(b"<urn:a> <urn:b> <urn:c> .", format=RdfFormat.TURTLE)
    return create_app(store).test_client()


def told(web: FlaskClient, address: str) -> Store:
    store = Store()
    got = web.get(address, headers={"Accept": "text/turtle"})
    assert got.status_code == 200
    store.load(got.data, format=RdfFormat.TURTLE)
    return store


def values(store: Store, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(None, NamedNode(predicate), None)
    return [getattr(quad.object, "value", "") for quad in quads]


@pytest.mark.slow
@pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there")
@pytest.mark.parametrize("file", FILES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_catalogue_passes_the_published_shapes(any_web: FlaskClient, file: str) -> None:
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    shapes = Graph().parse(SUITE / file)
    whole = 0
    for shape in set(shapes.objects(None, SH.property)):
        if (shape, SH.path, None) in shapes:
            shapes.add((shape, RDF.type, SH.PropertyShape))  # pySHACL wants the type said
            whole += 1
        else:
            shapes.remove((None, SH.property, shape))  # named in the file and said nothing of
    assert whole >= FILES[file]
    data = Graph().parse(data=any_web.get("/catalog").data, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False)
    sh = "http://www.w3.org/ns/shacl#"
    violations = list(
        report.query(
            f"SELECT ?n ?p ?v {{ ?r <{sh}resultSeverity> <{sh}Violation> ; <{sh}focusNode> ?n "
            f"OPTIONAL {{ ?r <{sh}resultPath> ?p }} OPTIONAL {{ ?r <{sh}value> ?v }} }}"
        )
    )

    assert violations == []


@pytest.mark.slow
@pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_is_recommended_is_told_but_what_nobody_knows(tmp_path: Path) -> None:
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    released(tmp_path)
    web = create_app(open_release(tmp_path)).test_client()
    shapes = Graph().parse(SUITE / "shapes_recommended.ttl")
    for shape in set(shapes.objects(None, SH.property)):
        if (shape, SH.path, None) in shapes:
            shapes.add((shape, RDF.type, SH.PropertyShape))
        else:
            shapes.remove((None, SH.property, shape))
    data = Graph().parse(data=web.get("/catalog").data, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False)
    missing = {str(each).rpartition("/")[2] for each in report.objects(None, SH.resultPath)}

    # How long a service stays, what kind of body publishes, the outline of a place.
    assert missing == {"availability", "type", "dcat#bbox", "dcat#centroid"}


@pytest.mark.slow
@pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is not there")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_shapes_do_find_what_is_missing(any_web: FlaskClient) -> None:
    from pyshacl import validate
    from rdflib import Graph, URIRef

    shapes = Graph().parse(SUITE / "shapes.ttl")
    for predicate in (f"{DCT}title", f"{DCT}publisher", f"{DCAT}endpointURL", f"{DCAT}accessURL"):
        data = Graph().parse(data=any_web.get("/catalog").data, format="turtle")
        data.remove((None, URIRef(predicate), None))
        conforms, _, _ = validate(data, shacl_graph=shapes, advanced=False)
        assert not conforms, predicate


def test_the_catalogue_names_what_can_be_had_here(web: FlaskClient) -> None:
    store = told(web, "/catalog")

    assert values(store, f"{DCAT}endpointURL") == ["http://localhost/sparql"]
    assert values(store, f"{DCAT}endpointDescription") == ["http://localhost/openapi.json"]
    for address in values(store, f"{DCAT}downloadURL"):
        path = address.removeprefix("http://localhost")
        with web.get(path) as got:
            assert got.status_code == 200
    assert len(values(store, f"{DCAT}downloadURL")) == 2


def test_void_counts_the_graph_and_says_where_to_ask(any_web: FlaskClient) -> None:
    store = told(any_web, "/.well-known/void")
    health = any_web.get("/healthz").get_json()

    assert values(store, f"{VOID}sparqlEndpoint") == ["http://localhost/sparql"]
    (dataset,) = {
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(f"{VOID}sparqlEndpoint"), None)
    }
    (size,) = store.quads_for_pattern(dataset, NamedNode(f"{VOID}triples"), None)
    assert isinstance(size.object, Literal)
    assert int(size.object.value) == health["triples"]


@pytest.mark.parametrize("address", ["/catalog", "/.well-known/void"])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "text/turtle"),
        ("text/html,*/*;q=0.1", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_both_come_in_the_syntaxes_of_rdf(
    web: FlaskClient, address: str, accept: str, form: str
) -> None:
    got = web.get(address, headers={"Accept": accept})

    assert got.mimetype == form
    assert len(list(parse(got.data, RdfFormat.from_media_type(form) or RdfFormat.TURTLE))) > 5


@pytest.mark.parametrize("address", ["/catalog", "/.well-known/void"])
def test_a_form_nobody_has_is_406(web: FlaskClient, address: str) -> None:
    assert web.get(address, headers={"Accept": "image/png"}).status_code == 406
