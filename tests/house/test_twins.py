"""Each page that people write is there in Korean and English, with the same parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# Generated pages have both languages in them; so has the glossary, word by word.
BOTH_IN_ONE = {"confidence.md", "glossary.md", "reading.md", "terms.md"}
PAIRS = [
    (page, page.with_suffix(".ko.md"))
    for page in [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
    if not page.name.endswith(".ko.md") and page.name not in BOTH_IN_ONE
]
KOREAN = re.compile("[가-힣]")
# What a command writes stands in the English page alone; the Korean one points to it.
WRITTEN = re.compile(r"(?ms)^<!-- (\w+)\b[^\n]*-->\n.*?^<!-- end of \1 -->\n")


def parts(page: Path) -> list[str]:
    """Return what a page is made of: levels of headings, tables by rows and columns, code."""
    found: list[str] = []
    fence = ""
    for line in WRITTEN.sub("", page.read_text("utf-8")).splitlines():
        if line.startswith("```"):
            fence = "" if fence else line
            found += [fence] * bool(fence)
        elif fence:
            continue
        elif line.startswith("#"):
            found.append(line.split()[0])
        elif line.startswith("|"):
            found.append("|" * len(re.findall(r"(?<!\\)\|", line)))
    return found


@pytest.mark.parametrize(("page", "twin"), PAIRS, ids=lambda page: page.name)
def test_a_page_has_a_twin_made_of_the_same_parts(page: Path, twin: Path) -> None:
    assert twin.is_file(), f"{page.name} has no Korean twin"
    assert parts(page) == parts(twin)


@pytest.mark.parametrize(("page", "twin"), PAIRS, ids=lambda page: page.name)
def test_twins_name_each_other_at_their_head(page: Path, twin: Path) -> None:
    assert f"({twin.name})" in "".join(page.read_text("utf-8").splitlines(keepends=True)[:4])
    assert f"({page.name})" in "".join(twin.read_text("utf-8").splitlines(keepends=True)[:4])


@pytest.mark.parametrize("name", sorted(BOTH_IN_ONE))
def test_a_page_without_a_twin_speaks_korean_too(name: str) -> None:
    assert KOREAN.search((DOCS / name).read_text("utf-8"))
