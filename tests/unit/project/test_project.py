import os
from datetime import date
from pathlib import Path

import pytest

from kg.errors import CaseError, ConfigError, SourceError, SourceSyntax, UnknownFormat
from kg.loaders import load
from kg.mapping import map_table
from kg.model.source import Meta
from kg.project import (
    authority_texts,
    new_project,
    open_project,
    open_source,
    plan_of,
    read_source,
    source_paths,
    sources,
)

EXAMPLE = Path(__file__).parents[3] / "examples" / "cases"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_project(tmp_path / "p")
    return tmp_path / "p"


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / "sources" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_new_project_opens_and_has_no_sources(folder: Path) -> None:
    project = open_project(folder)

    assert list(sources(project)) == []
    assert [name for name, _ in authority_texts(project)] == ["authority/organisations.csv"]
    assert project.releases == folder.resolve() / "releases"
    assert {path.name for path in folder.iterdir()} == {
        ".gitattributes",
        "README.ko.md",
        "README.md",
        "authority",
        "kg.toml",
        "mappings",
        "sources",
    }


def test_a_new_project_overwrites_nothing(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is a project already"):
        new_project(folder)
    (tmp_path / "README.md").write_text("mine", "utf-8")
    assert tmp_path / "README.md" not in new_project(tmp_path)
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


def test_sources_come_sorted_without_sidecars_and_hidden_files(folder: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a.txt",
        ".hidden.txt",
        ".d/x.txt",
        "b.meta.json",
        "meta.json",
    ):
        put(folder, name, "{}")

    assert [source.name for source in sources(open_project(folder))] == [
        "a.txt",
        "a/z.txt",
        "b.txt",
    ]


def test_globs_choose_the_sources(folder: Path) -> None:
    (folder / "kg.toml").write_text(
        '[sources]\ninclude = ["*.txt", "keep/*"]\nexclude = ["draft*"]\n', "utf-8"
    )
    for name in ("a.txt", "b.csv", "keep/c.csv", "draft.txt", "d/draft2.txt"):
        put(folder, name, "가")

    names = [path.name for path in source_paths(open_project(folder))]
    assert names == ["a.txt", "c.csv"]


def test_a_sidecar_of_its_own_wins_over_the_one_of_the_folder(folder: Path) -> None:
    put(folder, "a.txt", "가")
    put(folder, "a.meta.json", '{"published": "2024-05-13"}')
    put(folder, "meta.json", '{"published": "2020-01-01", "publisher": "등대일보"}')

    (source,) = sources(open_project(folder))
    assert source.meta == Meta(published=date(2024, 5, 13), publisher="등대일보")


def test_the_default_language_is_for_sources_that_tell_none(folder: Path) -> None:
    (folder / "kg.toml").write_text('language = "en"', "utf-8")
    put(folder, "a.txt", "가")
    put(folder, "b.txt", "가")
    put(folder, "b.meta.json", '{"lang": "ko"}')

    assert [source.meta.language for source in sources(open_project(folder))] == ["en", "ko"]


def test_one_bad_source_can_be_told_and_the_others_read(folder: Path) -> None:
    put(folder, "a.txt", "가")
    put(folder, "b.xyz", "가")
    put(folder, "c.txt", "가")
    put(folder, "c.meta.json", '{"published": "어제"}')
    project = open_project(folder)
    one, two, three = source_paths(project)

    assert read_source(project, one).media_type == "text/plain"
    with pytest.raises(UnknownFormat, match=r"sources/b\.xyz"):
        read_source(project, two)
    with pytest.raises(SourceSyntax, match=r"c\.meta\.json: published is '어제'"):
        read_source(project, three)


def test_a_link_out_of_the_project_is_refused_and_one_inside_is_not(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("비밀", "utf-8")
    put(folder, "a.txt", "가")
    (folder / "sources/b.txt").symlink_to(folder / "sources/a.txt")
    (folder / "sources/c.txt").symlink_to(outside)
    (folder / "sources/d.meta.json").symlink_to(outside)
    put(folder, "d.txt", "가")
    (folder / "sources/e.txt").symlink_to(folder / "nowhere.txt")
    project = open_project(folder)
    _, inside, out, told, broken = source_paths(project)

    assert read_source(project, inside).body == "가".encode()
    for path in (out, told):
        with pytest.raises(SourceError, match="a link leads out of the project"):
            read_source(project, path)
    with pytest.raises(SourceError, match="it cannot be read"):
        read_source(project, broken)


def test_a_pipe_among_the_sources_is_refused_not_waited_on(folder: Path) -> None:
    os.mkfifo(folder / "sources" / "a.txt")

    with pytest.raises(SourceError, match=r"sources/a\.txt: it is no file"):
        list(sources(open_project(folder)))


def test_a_plan_and_an_authority_outside_the_project_are_refused(folder: Path) -> None:
    (folder.parent / "x.csv").write_text("id\n", "utf-8")
    (folder / "authority/x.csv").symlink_to(folder.parent / "x.csv")

    with pytest.raises(ConfigError, match="a link leads out of the project"):
        list(authority_texts(open_project(folder)))


@pytest.mark.parametrize(
    ("settings", "taken"),
    [
        ('link = ["lei2.csv"]', ["authority/organisations.csv", "authority/ours.csv"]),
        ('files = ["o*"]\nlink = ["*.csv"]', []),
        ('files = ["ours.csv"]\nlink = ["*.csv"]', ["authority/ours.csv"]),
        ('files = ["*.csv"]', ["authority/lei2.csv", "authority/ours.csv"]),
    ],
)
def test_a_register_that_is_linked_to_is_not_taken_over(
    folder: Path, settings: str, taken: list[str]
) -> None:
    for name in ("ours.csv", "lei2.csv"):
        (folder / "authority" / name).write_text("type,ko,en\n", "utf-8")
    (folder / "kg.toml").write_text(f"[authority]\n{settings}\n", "utf-8")
    if taken and "organisations" not in taken[0]:
        (folder / "authority" / "organisations.csv").unlink()
    found = [name for name, _ in authority_texts(open_project(folder))]

    assert found == taken


def test_a_folder_without_a_project_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"there is no kg\.toml \(kg new "):
        open_project(tmp_path)


def test_a_project_without_a_sources_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("", "utf-8")
    with pytest.raises(CaseError, match="no sources folder"):
        source_paths(open_project(tmp_path))


def test_the_first_pattern_that_matches_gives_a_table_its_plan(folder: Path) -> None:
    plan = '[[rule]]\nid = "{}"\nfact = "Circumstance"\n[rule.fields]\nname = {{ column = "a" }}\n'
    (folder / "kg.toml").write_text(
        '[mappings]\n"x*.csv" = "one.toml"\n"*.csv" = "two.toml"\n"*.tsv" = "none.toml"', "utf-8"
    )
    for name in ("one", "two"):
        (folder / f"mappings/{name}.toml").write_text(plan.format(name), "utf-8")
    project = open_project(folder)

    taken = [plan_of(project, name) for name in ("d/x1.csv", "y.csv")]
    assert [found.name for found in taken if found] == ["one", "two"]
    assert plan_of(project, "z.json") is None
    with pytest.raises(ConfigError, match=r"takes the plan none\.toml, which is not in mappings"):
        plan_of(project, "z.tsv")


def test_a_single_file_is_opened_with_its_sidecar_unless_told_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("가", "utf-8")
    (tmp_path / "meta.json").write_text('{"published": "2024-05-13", "lang": "ko"}', "utf-8")

    assert open_source(file).meta == Meta(published=date(2024, 5, 13), language="ko")
    told = open_source(file, published=date(2020, 1, 1), lang="en").meta
    assert told == Meta(published=date(2020, 1, 1), language="en")
    with pytest.raises(SourceError, match="cannot be read"):
        open_source(tmp_path / "none.txt")


def test_the_example_loads_with_the_findings_its_readme_names() -> None:
    project = open_project(EXAMPLE)
    loaded = {source.name: load(source) for source in sources(project)}
    (table,) = loaded["programmes-2023.csv"].tables
    plan = plan_of(project, table.name)
    assert plan is not None
    mapped = map_table(table, plan)
    rejected = [*loaded["programmes-2023.csv"].findings, *mapped.findings]

    assert len(loaded) >= 10
    assert sorted(finding.where for finding in rejected) == [
        f"programmes-2023.csv:{row}" for row in (10, 11, 8, 9)
    ]
    assert len(mapped.facts.supports) == 8
    for name, result in loaded.items():
        findings = [] if name == "programmes-2023.csv" else result.findings
        assert not findings, name
        for document in result.documents:
            assert document.meta.published, name
            assert document.blocks[0].kind == "title", name
