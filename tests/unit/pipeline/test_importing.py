"""A file of decisions joins those of a project: known ones left out, contradictions refused."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import LinkError
from kg.ids.names import BASE
from kg.link.decisions import Decided
from kg.link.lines import read_decisions
from kg.pipeline.reviewing import decide_pair, import_decisions
from kg.project import decisions_text, new_project, open_project

if TYPE_CHECKING:
    from pathlib import Path

    from kg.project import Project

OUT = "https://example.org/register/1"


def line(one: str, other: str, verdict: str, **more: str) -> str:
    return json.dumps({"one": one, "other": other, "verdict": verdict, **more}) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "kg.toml").write_text('name = { ko = "가", en = "A" }\n', "utf-8")
    (tmp_path / "sources").mkdir()
    told = line("org.a", OUT, "different") + line("org.b", "org.c", "same")
    (tmp_path / "decisions.jsonl").write_text("# ours\n" + told, "utf-8")
    return open_project(tmp_path)


def test_new_lines_are_put_in_and_known_ones_left_out(project: Project) -> None:
    before = decisions_text(project)
    file = line("org.c", "org.b", "same", by="kim") + line("org.d", OUT, "same", by="kim")
    done = import_decisions(project, file, "reviewed.jsonl")

    assert [each.one for each in done.added] == ["org.d"]
    assert [each.one for each in done.known] == ["org.c"]
    after = decisions_text(project)
    assert set(after.splitlines()) - set(before.splitlines()) == {
        line("org.d", OUT, "same", by="kim").rstrip()
    }
    again = import_decisions(project, file, "reviewed.jsonl")
    assert (again.added, decisions_text(project)) == ((), after)


@pytest.mark.parametrize(
    ("file", "where", "before"),
    [
        (line("org.e", OUT, "same") + line(OUT, "org.a", "same"), "f.jsonl:2", "decisions.jsonl:2"),
        (line("org.c", "org.a", "same") + line("org.b", OUT, "same"), "f.jsonl:2", "f.jsonl:1"),
        (line("org.c", "org.b", "different"), "f.jsonl:1", "decisions.jsonl:3"),
        (line("org.x", "org.y", "same") + line("org.y", "org.x", "different"), "f.jsonl:2", ":1"),
        ("{}\n", "f.jsonl:1", ""),
    ],
)
def test_a_contradiction_is_refused_with_its_line_and_nothing_is_written(
    project: Project, file: str, where: str, before: str
) -> None:
    text = decisions_text(project)
    with pytest.raises(LinkError) as told:
        import_decisions(project, file, "f.jsonl")

    assert told.value.where == where
    assert before in told.value.message
    assert decisions_text(project) == text


def test_ids_of_ours_may_be_written_whole(project: Project) -> None:
    import_decisions(project, line(f"{BASE}org.k", f"{BASE}org.l", "same"), "f.jsonl")
    decide_pair(project, Decided(one=f"{BASE}org.m", other=f"{BASE}org.n", verdict="same"))

    assert line("org.k", "org.l", "same") in decisions_text(project)
    assert line("org.m", "org.n", "same") in decisions_text(project)
    with pytest.raises(LinkError):
        decide_pair(project, Decided(one="org.m", other=f"{BASE}org.m", verdict="same"))


def test_what_stands_against_one_decision_is_named_by_line(project: Project) -> None:
    decide_pair(project, Decided(one="org.c", other=OUT, verdict="same"))
    with pytest.raises(LinkError) as told:
        decide_pair(project, Decided(one="org.a", other="org.b", verdict="same"))

    assert "org.b = org.c in decisions.jsonl:4" in told.value.message
    assert "# ours\n" in decisions_text(project)


def test_what_two_people_decide_merges_under_git(tmp_path: Path) -> None:
    project = open_project(new_project(tmp_path / "cases")[0].parent)
    folder = project.folder

    def git(*words: str) -> None:
        named = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "gc.auto=0"]
        subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)

    def decide(branch: str, *names: str) -> None:
        git("checkout", "-q", "-b", branch, "main")
        import_decisions(project, "".join(line(name, OUT, "different") for name in names), "f")
        git("commit", "-q", "-a", "-m", branch)

    git("init", "-q", "-b", "main")
    import_decisions(project, line("org.k", OUT, "different"), "f")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    decide("one", "org.l", "org.a", "org.c")
    decide("other", "org.m", "org.a", "org.d")
    git("merge", "-q", "one")

    held = read_decisions(decisions_text(project)).of(OUT, "different")
    assert held == ("org.a", "org.c", "org.d", "org.k", "org.l", "org.m")


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("no user")])
def test_a_user_without_a_name_may_decide(
    project: Project, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", nobody)
    words = ["review", str(project.folder), "--same", "org.s", "org.t"]
    done = CliRunner().invoke(cli, words)

    assert done.exit_code == 0, done.output
    assert line("org.s", "org.t", "same") in decisions_text(project)


def test_the_verb_takes_a_file_or_stdin_and_says_what_it_did(project: Project) -> None:
    file = project.folder / "reviewed.jsonl"
    file.write_text(line("org.b", "org.c", "same"), "utf-8")
    folder = str(project.folder)
    known = CliRunner().invoke(cli, ["review", folder, "--import", str(file)])
    wrong = CliRunner().invoke(cli, ["review", folder, "--import", "-"], input=b"\xff\n")
    odd = line("org.k", OUT, "different", by="kim\x1b[2J")
    shown = CliRunner().invoke(cli, ["review", folder, "--import", "-"], input=odd)
    against = CliRunner().invoke(
        cli, ["review", folder, "--import", "-"], input=line("org.b", "org.c", "different")
    )

    assert known.exit_code == 0
    assert "0 written to decisions.jsonl, 1 stood there already" in known.output
    assert "org.k ≠ https://example.org/register/1\tkim\ufffd[2J" in shown.output
    assert "UTF-8" in str(wrong.exception)
    assert str(against.exception).startswith("stdin:1: ")
