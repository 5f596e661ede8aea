"""What people get wrong, and what the command line says then: where, what, and what to do.

Each row is one mistake in an otherwise right project, made by the function of its name.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg.cli.app import cli
from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "가람정밀은 지난달 부품 불량률을 3%에서 1%로 낮췄다고 밝혔다.\n"
HEADER = "id,type,ko,en\n"
AS_UTF8 = "save the file as UTF-8"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = CliRunner().invoke(cli, ["new", str(tmp_path / "p")])
    assert made.exit_code == 0
    put(tmp_path / "p" / "sources" / "a.txt", TEXT)
    return tmp_path / "p"


def put(file: Path, text: str | bytes, encoding: str = "utf-8") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))


def asked(*words: object) -> Result:
    """Run a verb; what it raises is handed back, anything but an error in words fails."""
    done = CliRunner().invoke(cli, [str(word) for word in words])
    if not isinstance(done.exception, KgError | SystemExit | None):
        raise done.exception
    return done


def refused(*words: object) -> str:
    """Return the one line that a verb ends in."""
    error = asked(*words).exception
    assert isinstance(error, KgError), error
    said = str(error)
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("file", "text", "encoding", "said"),
    [
        ("kg.toml", 'name = "가람"\n', "cp949", f"kg.toml: it is not UTF-8 ({AS_UTF8})"),
        ("kg.toml", 'name = "가람"\n', "utf-16", f"kg.toml: it is not UTF-8 ({AS_UTF8})"),
        ("kg.toml", "name = \n", "utf-8", "kg.toml: this is no TOML: .*line 1"),
        ("kg.toml", "nane = 'x'\n", "utf-8", "kg.toml: nane is no setting.*did you mean name"),
        (
            "kg.toml",
            '[authority]\nfiles = ["firms.csv"]\n',
            "utf-8",
            r"kg.toml: authority.files names firms.csv, which is not in authority/ \(put the file",
        ),
        (
            "kg.toml",
            '[authority]\nlink = ["register.nt"]\n',
            "utf-8",
            "kg.toml: authority.link names register.nt, which is not in authority/",
        ),
        ("sources/a.meta.json", "{", "utf-8", "sources/a.meta.json: this is no JSON"),
        ("sources/a.meta.json", "[1]", "utf-8", "sources/a.meta.json: a JSON object is expected"),
        (
            "sources/a.meta.json",
            '{"publisher": "가람신문"}',
            "cp949",
            f"sources/a.meta.json: it is not UTF-8 ({AS_UTF8})",
        ),
        (
            "sources/a.meta.json",
            '{"published": "last week"}',
            "utf-8",
            r"sources/a.meta.json: published is 'last week'.*\(write it as 2024-05-13\)",
        ),
        ("sources/b.bin", "\0\1\0", "utf-8", "sources/b.bin: no loader takes .bin files"),
        ("sources/b.txt", b"\xff\xfe\x00\x81a", "", f"b.txt: .*UTF-16-LE.*{AS_UTF8}"),
        (
            "authority/f.csv",
            "nam,typ\n",
            "utf-8",
            "authority/f.csv:1: the header is nam,typ .write",
        ),
        (
            "authority/f.csv",
            f"{HEADER}org.x,SME,가람,Garam\n",
            "cp949",
            f"authority/f.csv: it is not UTF-8 ({AS_UTF8})",
        ),
        ("decisions.jsonl", "{\n", "utf-8", "decisions.jsonl:1: this is no JSON"),
        ("decisions.jsonl", '{"a": 1}\n', "utf-8", "decisions.jsonl:1: a decision is an object"),
        (
            "decisions.jsonl",
            '{"가": 1}\n',
            "cp949",
            f"decisions.jsonl: it is not UTF-8 ({AS_UTF8})",
        ),
    ],
)
def test_a_file_of_a_project_is_wrong(
    project: Path, file: str, text: str | bytes, encoding: str, said: str
) -> None:
    put(project / file, text, encoding)

    pattern = said.replace(f"({AS_UTF8})", rf"\({AS_UTF8}\)")
    with pytest.raises(KgError, match=f"^{pattern}"):
        raise asked("build", project).exception or AssertionError("it was built")


@pytest.mark.parametrize(
    ("plan", "encoding", "said"),
    [
        (None, "", "kg.toml: *.csv takes the plan m.toml, which is not in mappings/"),
        ("= 1", "utf-8", "mappings/m.toml: this is no TOML"),
        ("# 가람\n", "cp949", f"mappings/m.toml: it is not UTF-8 ({AS_UTF8})"),
        ("[[rule]]\n", "utf-8", "mappings/m.toml: a rule has no id"),
    ],
)
def test_a_plan_is_wrong(project: Path, plan: str | None, encoding: str, said: str) -> None:
    put(project / "kg.toml", '[mappings]\n"*.csv" = "m.toml"\n')
    put(project / "sources" / "t.csv", "a,b\n1,2\n")
    if plan is not None:
        put(project / "mappings" / "m.toml", plan, encoding)

    assert refused("build", project).startswith(said)


def test_a_project_has_no_settings(project: Path) -> None:
    (project / "kg.toml").unlink()

    assert refused("build", project) == f"{project}: there is no kg.toml (kg new {project})"


def test_the_settings_are_a_folder(project: Path) -> None:
    (project / "kg.toml").unlink()
    (project / "kg.toml").mkdir()

    assert "there is no kg.toml" in refused("build", project)


@pytest.mark.parametrize("instead", ["nothing", "a file"])
def test_a_project_has_no_folder_of_sources(project: Path, instead: str) -> None:
    shutil.rmtree(project / "sources")
    if instead == "a file":
        put(project / "sources", "x")

    assert refused("build", project) == f"{project / 'sources'}: there is no sources folder"


def test_a_project_has_no_source(project: Path) -> None:
    (project / "sources" / "a.txt").unlink()

    assert "put reports, tables or RDF into sources/" in refused("build", project)


def test_a_source_leads_nowhere(project: Path) -> None:
    (project / "sources" / "b.txt").symlink_to(project / "gone.txt")

    assert refused("build", project).startswith("sources/b.txt: it cannot be read: No such file")


def test_a_source_may_not_be_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = type(project).read_bytes

    def read(path: Path) -> bytes:
        if path.name == "a.txt":  # to root nothing is denied, whatever the file's mode
            raise PermissionError(13, "Permission denied", str(path))
        return allowed(path)

    monkeypatch.setattr("pathlib.Path.read_bytes", read)

    assert refused("build", project) == "sources/a.txt: it cannot be read: Permission denied"


def test_a_project_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    put(tmp_path / "f", "x")

    said = refused("new", tmp_path / "f" / "g")

    assert said.startswith(f"{tmp_path / 'f' / 'g'}: no project can be made here: Not a directory")
    assert "give the name of a new or empty folder" in said


@pytest.mark.parametrize("verb", ["build", "serve", "validate", "export", "review", "evaluate"])
def test_what_is_named_is_not_there(tmp_path: Path, verb: str) -> None:
    done = asked(verb, tmp_path / "gone")

    assert done.exit_code == 2
    assert f"{tmp_path / 'gone'}' does not exist" in done.output


DATA = "<urn:a> <urn:b> 1 ."


@pytest.mark.parametrize(
    ("text", "encoding", "name", "said"),
    [
        ("<urn:a> <urn:b> .", "utf-8", "d.ttl", "d.ttl:1:17: this is not Turtle"),
        (
            "<urn:a> <urn:b> '가람' .",
            "cp949",
            "d.ttl",
            "d.ttl:1:18: this is not Turtle",
        ),
        (DATA, "utf-8", "d.xyz", "d.xyz: the name does not say which RDF syntax this is"),
    ],
)
@pytest.mark.parametrize("verb", ["query", "validate"])
def test_data_are_wrong(
    tmp_path: Path, text: str, encoding: str, name: str, said: str, verb: str
) -> None:
    put(tmp_path / name, text, encoding)
    words = ["ASK {}"] if verb == "query" else []

    assert refused(verb, tmp_path / name, *words).startswith(f"{tmp_path}/{said}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "cq99"], "cq99: no kept question is called cq99 (there are: cq01-"),
        (["-f", "no.rq"], "no.rq: cannot read the query: No such file"),
        (["-f", "q.rq"], f"q.rq: the query is not UTF-8 ({AS_UTF8})"),
        (["SELECT * { ?s ?p }"], "1:19: the query does not parse"),
    ],
)
def test_a_query_is_wrong(
    tmp_path: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "d.ttl", DATA)
    put(tmp_path / "q.rq", "SELECT * { ?s ?p '가람' }", "cp949")

    assert refused("query", "d.ttl", *words).startswith(said)


def test_a_project_is_asked_before_it_is_built(project: Path) -> None:
    said = refused("query", project, "--name", "cq01")

    assert said == f"{project}: no release stands here (build one first: kg build {project})"


def test_what_is_asked_about_is_no_iri(tmp_path: Path) -> None:
    put(tmp_path / "d.ttl", DATA)

    assert "write an IRI, dd:term or type.name" in refused("why", tmp_path / "d.ttl", "no iri")


def test_shapes_are_no_turtle(tmp_path: Path) -> None:
    put(tmp_path / "d.ttl", DATA)
    put(tmp_path / "s.ttl", "<urn:a> .")

    said = refused("validate", tmp_path / "d.ttl", "--shapes", tmp_path / "s.ttl")

    assert said.startswith(f"{tmp_path}/s.ttl:1:9: this is not Turtle")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--published", "yesterday"], "'yesterday' does not match the format '%Y-%m-%d'"),
        (["--lang", "fr"], "'fr' is not one of 'ko', 'en', 'auto'"),
    ],
)
def test_what_is_told_of_a_text_is_wrong(project: Path, words: list[str], said: str) -> None:
    done = asked("extract", project / "sources" / "a.txt", *words)

    assert done.exit_code == 2
    assert said in done.output


def test_a_folder_is_no_text(project: Path) -> None:
    assert refused("extract", project / "sources").endswith("it is no file")


def test_gold_without_a_scorer(tmp_path: Path) -> None:
    assert "name one with --scorer" in refused("evaluate", tmp_path)


@pytest.mark.parametrize("verb", ["check", "vocab", "docs"])
def test_an_installed_package_has_no_ontology_to_check(
    tmp_path: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.files.PACKAGE", tmp_path / "kg")

    assert "in a checkout: make setup" in refused("ontology", verb)
