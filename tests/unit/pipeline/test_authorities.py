"""Authorities from files: each form opened by what is in it, filed once, kept under its digest."""

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import ConfigError, SourceSyntax, UnknownFormat
from kg.link.match.decide import decide
from kg.link.match.index import Index
from kg.link.match.known import Mention
from kg.pipeline import authorities
from kg.pipeline.authorities import cache_folder, index_of, learnt_names, own_index

TURTLE = (
    '<https://example.org/gaon> <http://www.w3.org/2004/02/skos/core#prefLabel> "가온공단"@ko .'
)
ROR = [
    {
        "id": "https://ror.org/0",
        "names": [{"value": "다솜연구원", "types": ["label"], "lang": "ko"}],
    }
]
TABLE = "type,ko,en,aliases\nPublicAgency,누리공단,Nuri Agency,누공\n"


def who(index: Index, text: str) -> str:
    chosen = decide(Mention(text=text), index, {}).chosen
    return chosen.known.iri if chosen else "NIL"


def write(folder: Path, name: str, body: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return file


def test_files_of_several_forms_are_one_authority(tmp_path: Path) -> None:
    index = index_of(
        [
            write(tmp_path, "a.nt", TURTLE),
            write(tmp_path, "b.json", json.dumps(ROR, ensure_ascii=False)),
            write(tmp_path, "c.csv", TABLE),
        ]
    )

    assert who(index, "가온공단") == "https://example.org/gaon"
    assert who(index, "다솜연구원") == "https://ror.org/0"
    assert who(index, "누공").endswith("org.nuri-agency")


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "a.nt.gz", gzip.compress(TURTLE.encode()))

    assert who(index_of([file]), "가온공단") == "https://example.org/gaon"


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("a.nt", "this is no triple", SourceSyntax),
        ("a.nt.gz", "no gzip", SourceSyntax),
        ("a.bin", "anything", UnknownFormat),
        ("a.csv", "x,y\n1,2\n", UnknownFormat),
        ("a.csv", "type,ko,en\nKing,누리,Nuri\n", SourceSyntax),
    ],
)
def test_a_file_that_is_no_authority_is_refused(
    tmp_path: Path, name: str, body: str, error: type[Exception]
) -> None:
    with pytest.raises(error, match="a\\."):
        index_of([write(tmp_path, name, body)])


def test_a_missing_file_is_an_error_of_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read the authority"):
        index_of([tmp_path / "none.nt"])


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache that keeps small files too."""
    monkeypatch.setattr(authorities, "SMALL", 0)
    return tmp_path / "cache"


def test_an_index_is_kept_and_used_again(tmp_path: Path, kept: Path) -> None:
    file = write(tmp_path, "a.nt", TURTLE)
    index_of([file], kept)
    (made,) = kept.iterdir()
    first = made.read_bytes()
    again = index_of([file], kept)

    assert made.read_bytes() == first
    assert who(again, "가온공단") == "https://example.org/gaon"


def test_a_changed_file_gets_an_index_of_its_own(tmp_path: Path, kept: Path) -> None:
    index_of([write(tmp_path, "a.nt", TURTLE)], kept)
    changed = index_of([write(tmp_path, "a.nt", TURTLE.replace("가온", "해솔"))], kept)

    assert who(changed, "해솔공단") == "https://example.org/gaon"
    assert len(list(kept.iterdir())) == 2


def test_a_damaged_index_is_made_anew(tmp_path: Path, kept: Path) -> None:
    file = write(tmp_path, "a.nt", TURTLE)
    index_of([file], kept)
    (made,) = kept.iterdir()
    made.write_bytes(made.read_bytes()[:50])

    assert who(index_of([file], kept), "가온공단") == "https://example.org/gaon"
    assert len(made.read_bytes()) > 50


def test_the_packaged_organisations_are_an_authority_too() -> None:
    assert who(own_index(), "중기부").endswith("/org.mss")
    assert "중소벤처기업부" in learnt_names()["중기부"]


def test_the_cache_is_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")

    assert cache_folder() == Path("/somewhere/deungdae/authorities")
