"""What must not stand in the project: registries, machine paths, the seed's own words."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REGISTRIES = re.compile(r"(pypi|files\.pythonhosted|registry\.npmjs|deb\.debian)" + r"\.org")
MACHINE = re.compile(r"(?<![\w.])/" + r"(work|root|home/\w+)/")
TEXTUAL = {
    ".py",
    ".md",
    ".toml",
    ".ttl",
    ".txt",
    ".rq",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".csv",
    ".lock",
    "",
}


@cache
def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout: the list of tracked files is not to be had")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@cache
def text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace") if file.suffix in TEXTUAL else ""


def test_no_registry_and_no_machine_path_is_named() -> None:
    files = tracked()
    named = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in files
        if (found := REGISTRIES.search(text(file)) or MACHINE.search(text(file)))
    ]
    assert len(files) >= 100
    assert not named


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) == 2
    for lock in locks:
        body = lock.read_text("utf-8")
        assert "://" not in body
        assert body.count("==") <= body.count("--hash=sha256:")


def test_the_lock_of_the_scripts_carries_hashes_and_no_addresses() -> None:
    body = (ROOT / "ui" / "package-lock.json").read_text("utf-8")
    packages = json.loads(body)["packages"]
    foreign = {path: told for path, told in packages.items() if path}

    assert len(foreign) >= 25
    assert "resolved" not in body
    assert all(told["integrity"].startswith("sha512-") for told in foreign.values())
    assert all(told.get("license") == "MIT" for told in foreign.values() if not told.get("dev"))
    only_for_tests = {path: told["license"] for path, told in foreign.items() if told.get("dev")}
    assert only_for_tests.pop("node_modules/axe-core") == "MPL-2.0"  # decision 0112
    assert set(only_for_tests.values()) == {"MIT"}


def test_sentences_of_seed_and_annotated_cases_are_not_copied() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: its sentences cannot be compared")
    theirs = {
        line.strip()[:30]
        for file in [*SHARED.glob("cases/seed/*.txt"), *SHARED.glob("gold/cases/*/text.txt")]
        for line in re.split(r"[\n.]", file.read_text("utf-8"))
        if len(line.strip()) >= 30
    }
    copied = [
        f"{file.relative_to(ROOT)}: {sentence}"
        for file in tracked()
        for sentence in theirs
        if sentence in text(file)
    ]
    assert len(theirs) >= 40
    assert not copied


def test_no_group_is_possessive() -> None:
    """Python 3.11.0 to 3.11.4 matches `(...)*+` wrongly; `(?>(...)*)` says the same."""
    possessive = re.compile(r"(?<!\()\)(?:[*+?]|\{[\d,]+\})\+")
    code = [path for path in tracked() if path.suffix in {".py", ".toml"} and "kg" in path.parts]

    assert len(code) > 300
    assert possessive.search("(?:ab?c)*" + "+")
    for path in code:
        assert not possessive.search(text(path)), path
