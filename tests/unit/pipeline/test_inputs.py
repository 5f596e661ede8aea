"""Files below `authority/`: each is taken by a setting, or said to be idle."""

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.pipeline.inputs import read_authorities
from kg.project import new_project, open_project, outside_paths

OURS = "id,type,ko,en\norg.garam,SME,가람정밀,Garam Precision\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_project(tmp_path)
    authority = tmp_path / "authority"
    (authority / "firms.csv").write_text(OURS, "utf-8")
    (authority / "register.nt").write_text("", "utf-8")
    (authority / "old").mkdir()
    (authority / "old" / "notes.md").write_text("", "utf-8")
    return tmp_path


def idle(folder: Path, settings: str = "") -> list[str]:
    (folder / "kg.toml").write_text(f"[authority]\n{settings}\n", "utf-8")
    project = open_project(folder)
    found = read_authorities(project, project.config.base).findings
    return [one.where for one in found if one.rule == "authority.idle"]


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ("", ["authority/old/notes.md", "authority/register.nt"]),
        ('link = ["*.nt"]', ["authority/old/notes.md"]),
        ('link = ["*.nt", "old/*"]', []),
        (
            'files = ["firms.csv"]\nlink = ["register.nt", "notes.md"]',
            ["authority/organisations.csv"],
        ),
    ],
)
def test_a_file_that_no_setting_takes_is_told(folder: Path, settings: str, left: list[str]) -> None:
    assert idle(folder, settings) == left


def test_a_hidden_file_is_nobodys(folder: Path) -> None:
    (folder / "authority" / ".firms.csv.swp").write_text("", "utf-8")

    assert "authority/.firms.csv.swp" not in idle(folder)


@pytest.mark.parametrize("setting", ["files", "link"])
def test_a_file_that_is_named_must_be_there(folder: Path, setting: str) -> None:
    (folder / "kg.toml").write_text(f'[authority]\n{setting} = ["none.nt"]\n', "utf-8")
    project = open_project(folder)

    with pytest.raises(ConfigError, match=rf"authority\.{setting} names none\.nt, which is not"):
        outside_paths(project) if setting == "link" else read_authorities(project, "")


def test_a_pattern_may_fit_nothing(folder: Path) -> None:
    assert idle(folder, 'link = ["*.xml", "*.nt", "old/*"]') == []
    assert [path.name for path in outside_paths(open_project(folder))] == [
        "notes.md",
        "register.nt",
    ]
