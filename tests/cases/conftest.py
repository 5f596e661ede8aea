"""Releases built once for the tests of whole cases."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

SEED = Path(__file__).parents[2].parent / "shared" / "cases" / "seed"


def built(folder: Path, *, is_dated: bool) -> Store:
    from kg.pipeline import build
    from kg.project import new_project, open_project
    from kg.release import open_data

    new_project(folder / "project")
    sources = folder / "project" / "sources"
    for file in SEED.iterdir():
        if file.name.endswith(".meta.json") and not is_dated:
            told = json.loads(file.read_text("utf-8"))
            del told["published"]
            (sources / file.name).write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        else:
            shutil.copy(file, sources / file.name)
    release = build(open_project(folder / "project"), folder / "out")
    return open_data(release.path)


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    if not SEED.is_dir():
        pytest.skip("../shared/cases/seed is absent")
    return built(tmp_path_factory.mktemp("seed"), is_dated=True)


@pytest.fixture(scope="session")
def undated_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    if not SEED.is_dir():
        pytest.skip("../shared/cases/seed is absent")
    return built(tmp_path_factory.mktemp("undated"), is_dated=False)
