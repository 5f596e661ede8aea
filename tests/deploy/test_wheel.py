"""The wheel holds what the package needs: installed without a checkout, it does its work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "가람정밀은 한빛전자의 지원으로 불량률을 3.0%에서 1.2%로 낮췄다고 밝혔다.\n"
PARTS = ("kg/", "ontology/", "shapes/")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheel unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def tracked() -> list[str]:
    """Return the files of the package that git keeps."""
    names = subprocess.run(
        ["git", "ls-files", "-z", *PARTS], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [name for name in names.split("\0") if name and (ROOT / name).is_file()]


def kg(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked package; the checkout is not on the way of imports."""
    env = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_file_of_the_package_is_in_the_wheel(installed: Path) -> None:
    expected = tracked()
    absent = [
        name
        for name in expected
        if not (installed / name).is_file() and not (installed / "kg" / "data" / name).is_file()
    ]

    assert len(expected) > 500
    assert not absent


def test_nothing_but_the_package_is_in_the_wheel(installed: Path) -> None:
    assert {path.name for path in installed.iterdir()} - {"kg"} == {
        path.name for path in installed.glob("deungdae-*.dist-info")
    }


def test_the_package_builds_and_asks_without_a_checkout(installed: Path, tmp_path: Path) -> None:
    assert kg(installed, tmp_path, "new", "cases").returncode == 0
    source = tmp_path / "cases" / "sources" / "a.txt"
    source.write_text(TEXT, "utf-8")
    meta = {"published": "2024-05-18", "publisher": "가상일보", "lang": "ko"}
    source.with_name("a.txt.meta.json").write_text(json.dumps(meta), "utf-8")

    built = kg(installed, tmp_path, "build", "cases")
    asked = kg(installed, tmp_path, "query", "cases", "--name", "cq01", "--format", "csv")
    refused = kg(installed, tmp_path, "ontology", "check")
    used = kg(installed, tmp_path, "query", "--names")

    assert built.returncode == 0, built.stderr
    assert "한빛전자" in asked.stdout
    assert "가람정밀" in asked.stdout
    assert "cq22" in used.stdout
    assert f"{installed}: this works on a checkout" in refused.stderr, "another kg was run"
