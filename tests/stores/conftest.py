"""Two small releases that share a graph, and a service to load them into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from kg.model.report import Text
from kg.release import Contents, open_release, release_files
from tests.stores.small import Small, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.release import Release

BASE = "https://w3id.org/deungdae/id/"
DATA = """
@prefix id: <https://w3id.org/deungdae/id/> .
@prefix dd: <https://w3id.org/deungdae/ont#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:graph.1 {
  id:org.a a dd:SME ; skos:prefLabel "가상정밀"@ko , "Gasang Precision"@en ;
    dd:founded "2019"^^xsd:gYear ; dd:share 0.1e0 , 13849676274.3e0 , 1.5e-3 .
  id:support.1 dd:recipient id:org.a ; dd:supporter id:org.b ; dd:lasts "P90D"^^xsd:duration ;
    dd:begins "2020-05"^^xsd:gYearMonth ; dd:note " 앞뒤 빈칸 \\n" .
}
id:graph.2 {
  id:org.b a dd:LargeEnterprise ; skos:prefLabel "지어낸전자"@ko .
  id:org.a a dd:SME .
}
"""
MORE = """
@prefix id: <https://w3id.org/deungdae/id/> .
@prefix dd: <https://w3id.org/deungdae/ont#> .
id:graph.3 { id:org.c a dd:SME ; dd:isOpen true ; dd:count 7 . }
"""


def made(folder: Path, *texts: str) -> Release:
    """Write a release of TriG and open it."""
    contents = Contents(
        quads=[quad for text in texts for quad in parse(text, RdfFormat.TRIG)],
        reports={},
        inputs=(),
        versions={"deungdae": "0"},
        counts={},
        title=Text("지어낸 사례", "Invented cases"),
        base=BASE,
        texts={},
    )
    for name, body in release_files(contents).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return open_release(folder)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return made(tmp_path_factory.mktemp("first"), DATA)


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return made(tmp_path_factory.mktemp("second"), DATA.replace("지어낸전자", "새이름전자"), MORE)


@pytest.fixture
def service() -> Iterator[Small]:
    with small() as running:
        yield running
