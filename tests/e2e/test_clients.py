"""The examples of docs/querying.md, run as they stand there against a service."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import ROOT, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.conftest import Service

PAGE = ROOT / "docs" / "querying.md"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROGRAMS = {
    "sh": ("sh", "examples.sh"),
    "python": (sys.executable, "examples.py"),
    "js": ("node", "examples.mjs"),
    "r": ("Rscript", "examples.R"),
}
# What the sample holds: who helped whom, and the words that say so.
WANTED = ["가상전자.+미래부품", "org.mirae-parts.+support.1.+char-11-24", '"hit": true']


def blocks(page: Path) -> list[tuple[str, str, str]]:
    return BLOCK.findall(page.read_text("utf-8"))


EXAMPLES = blocks(PAGE)


@pytest.fixture(scope="module")
def sample() -> Iterator[Service]:
    with serving(ROOT / "tests" / "web" / "sample.ttl", options=("--workers", "2")) as running:
        yield running


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_answers_as_it_stands(sample: Service, tmp_path: Path, number: int) -> None:
    language, needs, text = EXAMPLES[number]
    program, name = PROGRAMS[language]
    if not shutil.which(program) or (needs and not importlib.util.find_spec(needs)):
        pytest.skip(f"{needs or program} is not here")
    if language == "sh" and not shutil.which("curl"):
        pytest.skip("curl is not here")
    assert ADDRESS in text
    (tmp_path / name).write_text(text.replace(ADDRESS, sample.address.rstrip("/")), "utf-8")
    done = subprocess.run(
        [program, name], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    wanted = WANTED[sum(each == "sh" for each, *_ in EXAMPLES[: number + 1]) - 1]
    assert re.search(wanted if language == "sh" else WANTED[0], done.stdout), done.stdout


def test_both_languages_have_the_same_examples() -> None:
    assert len(EXAMPLES) == 7
    assert blocks(PAGE.with_suffix(".ko.md")) == EXAMPLES
