"""`kg why` takes ids and names, and says who may be meant where it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

DATA = """
PREFIX dd: <https://w3id.org/deungdae/ont#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX id: <https://w3id.org/deungdae/id/>
id:org.garam a dd:SME ; skos:prefLabel "가람정밀"@ko ; skos:altLabel "가람"@ko .
id:org.garam-foods a dd:SME ; skos:prefLabel "가람식품"@ko ; skos:altLabel "가람"@ko .
id:org.narae a dd:SME ; skos:prefLabel "나래"@ko .
id:as.1 a dd:Assertion ; rdf:subject id:org.garam ; rdf:predicate dd:product ;
  rdf:object "밸브" ; dd:evidence id:ev.1 .
id:ev.1 oa:hasSource id:src.1 ; oa:hasSelector id:sel.1 .
id:sel.1 oa:exact "밸브를 깎는 가람정밀" ; oa:start 3 ; oa:end 14 .
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "d.ttl"
    file.write_text(DATA, "utf-8")
    return file


@pytest.mark.parametrize("name", ["org.garam", "가람정밀", "가람 정밀", "garamjeongmil"])
def test_an_id_and_a_name_show_the_words_behind_a_thing(release: Path, name: str) -> None:
    done = CliRunner().invoke(cli, ["why", str(release), name])

    assert done.exit_code == 0, done.exception
    assert "“밸브를 깎는 가람정밀”" in done.output


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("가람", "did you mean: org.garam (가람), org.garam-foods (가람)"),
        ("정밀", "did you mean: org.garam (가람정밀)"),
        ("나래", "did you mean: org.narae (나래)"),
        ("다온", "kg query --name cq05 lists what there is; names and ids of /search work, too"),
    ],
)
def test_who_may_be_meant_is_said(release: Path, name: str, hint: str) -> None:
    error = CliRunner().invoke(cli, ["why", str(release), name]).exception

    assert isinstance(error, ConfigError)
    assert (error.where, error.hint) == (name, hint)


def test_a_wrong_predicate_is_an_error_of_its_own(release: Path) -> None:
    error = CliRunner().invoke(cli, ["why", str(release), "org.garam", "no iri"]).exception

    assert isinstance(error, StoreError)
    assert error.where == "no iri"
