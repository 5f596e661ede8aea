"""A store on disk that is made once, named by its data, and only read from then on."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from kg.errors import SourceSyntax, StoreError
from kg.store import count_lines, frozen_store, is_by_lines, load

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

NAMED = (
    "<https://e/a> <https://e/p> <https://e/b> <https://e/g1> .\n"
    "<https://e/a> <https://e/p> <https://e/b> <https://e/g2> .\n"
    '<https://e/b> <https://e/p> "c"@ko <https://e/g2> .\n'
)
OWN = NAMED + "<https://e/x> <https://e/p> <https://e/y> .\n"


def made(folder: Path, text: str, name: str = "data.nq") -> tuple[Path, Path]:
    path = folder / name
    body = text.encode()
    path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    return path, frozen_store(path, folder / "stores" / "digest")


@pytest.mark.parametrize("text", [NAMED, OWN], ids=["union", "default graph of its own"])
@pytest.mark.parametrize("name", ["data.nq", "data.nq.gz"])
def test_it_holds_what_memory_would_hold(tmp_path: Path, text: str, name: str) -> None:
    path, folder = made(tmp_path, text, name)

    assert set(Store.read_only(str(folder))) == set(load(path))


def test_triples_are_read_too(tmp_path: Path) -> None:
    path, folder = made(tmp_path, "<https://e/x> <https://e/p> <https://e/y> .\n", "data.nt")

    assert set(Store.read_only(str(folder))) == set(load(path))


def test_it_is_made_once_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path, folder = made(tmp_path, NAMED)
    before = {each: each.stat().st_mtime_ns for each in folder.iterdir()}
    path.write_text("this would not parse")

    assert frozen_store(path, folder) == folder
    assert {each: each.stat().st_mtime_ns for each in folder.iterdir()} == before
    assert [each.name for each in folder.parent.iterdir()] == ["digest"]


def test_a_broken_file_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceSyntax) as caught:
        made(tmp_path, NAMED + "this is no quad\n")

    assert caught.value.where.endswith("data.nq:4")
    assert list((tmp_path / "stores").iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "stores").write_text("a file is in the way")
    with pytest.raises(StoreError) as caught:
        made(tmp_path, NAMED)

    assert caught.value.where.endswith("digest")


@pytest.mark.parametrize("name", ["data.nq", "data.nq.gz"])
def test_lines_are_counted_up_to_where_it_matters(tmp_path: Path, name: str) -> None:
    path, _ = made(tmp_path, NAMED * 1000, name)

    assert count_lines(path, most=10_000) == 3000
    assert count_lines(path, most=10) > 10


@pytest.mark.parametrize(
    ("name", "is_it"),
    [("a.nq", True), ("a.nt", True), ("a.nq.gz", True), ("a.ttl", False), ("a.trig.gz", False)],
)
def test_which_files_have_one_quad_a_line(tmp_path: Path, name: str, is_it: bool) -> None:
    assert is_by_lines(tmp_path / name) is is_it
