"""A small release about invented firms, served in this process."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.derive import derived
from kg.files import resource_files
from kg.link.wording import wording
from kg.model.report import Text
from kg.release import Contents, open_release, release_files
from kg.web import create_app

SAMPLE = Path(__file__).with_name("sample.ttl")
GRAPH = NamedNode("https://w3id.org/deungdae/id/graph.0a1b")
TEXT = "첫머리. 가상전자는 미래부품에 <멘토>를 보냈다. 끝."
SOURCE = "0a1b" * 16


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lists = [path for path in resource_files("ontology", ".ttl") if path.parent.name == "codes"]
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, GRAPH)
        for path in [SAMPLE, *lists]
        for triple in parse(path=path, format=RdfFormat.TURTLE)
    ]
    quads += derived(quads, wording(), "https://w3id.org/deungdae/id/")
    contents = Contents(
        quads=quads,
        reports={},
        inputs=(),
        versions={"deungdae": "0"},
        counts={},
        title=Text("지어낸 사례", "Invented cases"),
        base="https://w3id.org/deungdae/id/",
        texts={SOURCE: TEXT},
    )
    folder = tmp_path_factory.mktemp("release")
    for name, body in release_files(contents).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


@pytest.fixture(scope="session")
def app(release: Path) -> Flask:
    app = create_app(open_release(release))
    app.testing = True
    return app


@pytest.fixture
def web(app: Flask) -> FlaskClient:
    return app.test_client()
