"""Each threat of docs/security.md names tests, and every one of them is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def rows(page: Path) -> list[list[str]]:
    """Return the cells of each line of a page's table, without its head."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


ROWS = rows(DOCS / "security.md")
NAMED = re.compile(r"`((?:tests/)?[\w/]+\.py)?(?:::)?(test_\w+)?(?:\[[^]`]*\])?`")
THREATS = (
    r"\(SSRF\)",
    "never ends",
    "all memory",
    "Many queries at once",
    "Markup",
    "Path traversal",
    "Header injection",
    "sends slowly",
    "malformed",
)


@cache
def functions(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def named(cell: str) -> list[tuple[str, str]]:
    """Return file and function of each test a cell names; a name alone is of the file before."""
    found: list[tuple[str, str]] = []
    for file, name in NAMED.findall(cell):
        if not file and not name:
            continue
        found.append((file or (found[-1][0] if found else ""), name))
    return found


def file_of(name: str) -> Path:
    """Return a file by its path, or by its name where there is one of that name only."""
    if "/" in name:
        return ROOT / name
    (file,) = ROOT.joinpath("tests").rglob(name)
    return file


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_every_test_that_is_named_is_there(row: list[str]) -> None:
    threat, against, cell = row
    tests = named(cell)

    assert against
    assert tests, f"no test is named for: {threat}"
    for file, name in tests:
        assert file_of(file).is_file(), file
        assert not name or name in functions(file_of(file)), f"{file} has no {name}"


@pytest.mark.parametrize("threat", THREATS)
def test_the_threats_to_any_such_service_are_told(threat: str) -> None:
    assert any(re.search(threat, row[0]) for row in ROWS)


def test_nothing_in_quotes_of_code_escapes_the_check() -> None:
    for row in ROWS:
        for quoted in re.findall(r"`([^`]*)`", row[2]):
            assert NAMED.fullmatch(f"`{quoted}`") or "=" in quoted, quoted


def test_the_korean_page_names_the_same_tests_in_the_same_order() -> None:
    korean = rows(DOCS / "security.ko.md")

    assert [named(row[2]) for row in korean] == [named(row[2]) for row in ROWS]
