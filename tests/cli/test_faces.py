"""The command line keeps its promises: help with an example, exit statuses, one-line errors."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli.app import cli

ROOT = Path(__file__).parents[2]
PROMISED = {
    "brief",
    "diff",
    "new",
    "build",
    "load",
    "extract",
    "validate",
    "link",
    "review",
    "query",
    "why",
    "export",
    "serve",
    "mcp",
    "evaluate",
    "ontology",
}


def verbs() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in sorted(cli.commands.items()):
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", verb) for inner, verb in sorted(command.commands.items())]
        else:
            found.append((name, command))
    return found


def kg(
    *words: str, folder: Path | None = None, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder or ROOT,
        input=given,
    )


def test_every_promised_verb_is_there() -> None:
    assert set(cli.commands) == PROMISED


@pytest.mark.parametrize(("name", "verb"), verbs(), ids=[name for name, _ in verbs()])
def test_every_verb_has_help_with_an_example(name: str, verb: click.Command) -> None:
    shown = CliRunner().invoke(cli, [*name.split(), "--help"])

    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert f"kg {name}" in shown.output
    assert "\\b" not in shown.output, "click takes a real backspace as its sign"
    lines = shown.output.splitlines()
    assert any(line.startswith("    ") and f"kg {name}" in line for line in lines)
    assert verb.help


@pytest.mark.parametrize(("name", "verb"), verbs(), ids=[name for name, _ in verbs()])
def test_every_example_names_only_options_that_exist(name: str, verb: click.Command) -> None:
    known = {option for parameter in verb.params for option in parameter.opts} | {"--help"}
    lines = [line for line in (verb.help or "").splitlines() if f"kg {name} " in line]
    used = {word for line in lines for word in line.split() if word.startswith("-") and word != "-"}

    assert used <= known


def test_usage_errors_exit_with_2() -> None:
    done = kg("query", "--name", "cq01", "-f", "x.rq")
    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_an_unknown_verb_exits_with_2() -> None:
    assert kg("bild").returncode == 2


def test_an_error_is_one_line_with_a_hint_and_exits_with_3(tmp_path: Path) -> None:
    done = kg("query", "--name", "cq01", folder=tmp_path)

    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1


def test_the_version_is_told() -> None:
    assert kg("--version").stdout.startswith("kg, version ")


def test_new_makes_a_project_and_refuses_to_make_it_twice(tmp_path: Path) -> None:
    first = kg("new", "mine", folder=tmp_path)
    second = kg("new", "mine", folder=tmp_path)

    assert first.returncode == 0
    assert (tmp_path / "mine" / "kg.toml").is_file()
    assert (tmp_path / "mine" / "sources").is_dir()
    assert second.returncode == 3


TEXT = (
    "누리시는 3일 누리공단에서 '누리형 스마트공장 지원사업' 설명회를 열었다.\n"
    "한마루전자는 협력사인 솔빛정밀에 생산 노하우를 전수했다. "
    "솔빛정밀의 하루 생산량은 2천 개에서 3천 개로 50% 늘었다.\n"
)


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extract")
    (folder / "one").mkdir()
    (folder / "one" / "text.txt").write_text(TEXT, "utf-8")
    (folder / "one" / "meta.json").write_text(
        json.dumps({"published": "2031-03-05", "lang": "ko", "genre": "news"}), "utf-8"
    )
    done = kg("extract", "one/text.txt", "-o", "facts", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
def test_extract_writes_the_folders_name_and_reads_the_sidecar(extracted: Path) -> None:
    facts = json.loads((extracted / "facts" / "one.json").read_text("utf-8"))

    assert facts["published"] == "2031-03-05"
    assert facts["lang"] == "ko"
    assert {
        "actors", "affiliations", "events", "programmes", "supports", "measurements", "statements",
        "designations", "circumstances",
    } <= set(facts)  # fmt: skip


@pytest.mark.slow
def test_every_extracted_item_has_evidence_that_stands_in_the_text(extracted: Path) -> None:
    facts = json.loads((extracted / "facts" / "one.json").read_text("utf-8"))
    items = [item for kind in facts.values() if isinstance(kind, list) for item in kind]
    quoted = [place for item in items for place in item.get("evidence", [])]

    assert len(quoted) >= 4
    assert all(TEXT[place["start"] : place["end"]] == place["quote"] for place in quoted)
    assert all(item["rule"] and 0 <= item["confidence"] <= 1 for item in items if "rule" in item)


@pytest.mark.slow
def test_extract_as_turtle_parses_and_as_table_has_a_line_each(extracted: Path) -> None:
    turtle = kg("extract", "one/text.txt", "--format", "turtle", folder=extracted)
    table = kg("extract", "one/text.txt", "--format", "table", folder=extracted)
    (extracted / "one.ttl").write_text(turtle.stdout, "utf-8")
    read = kg("query", "one.ttl", "ASK { ?s ?p ?o }", "--format", "csv", folder=extracted)

    assert "true" in read.stdout
    assert len(table.stdout.splitlines()) >= 4
    assert all("\t" in line for line in table.stdout.splitlines())


@pytest.mark.slow
def test_two_files_of_one_name_are_refused_before_anything_is_written(extracted: Path) -> None:
    (extracted / "a").mkdir(exist_ok=True)
    (extracted / "b").mkdir(exist_ok=True)
    for folder in ("a", "b"):
        (extracted / folder / "x.txt").write_text(TEXT, "utf-8")
    done = kg("extract", "a/x.txt", "b/x.txt", "-o", "clash", folder=extracted)

    assert done.returncode == 3
    assert not list((extracted / "clash").iterdir())


@pytest.mark.slow
def test_validate_exits_with_1_on_violations_and_writes_the_report(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        "@prefix dd: <https://w3id.org/deungdae/ont#> . <urn:a> a dd:Assertion .", "utf-8"
    )
    done = kg(
        "validate", "bad.ttl", "--format", "html", "-o", "r.html", "--lang", "en", folder=tmp_path
    )

    assert done.returncode == 1
    assert "urn:a" in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.slow
def test_query_reads_from_stdin_and_writes_what_is_asked(extracted: Path) -> None:
    (extracted / "d.ttl").write_text('<urn:a> <urn:p> "한글"@ko .', "utf-8")
    asked = "SELECT ?o { ?s ?p ?o }"
    csv = kg("query", "d.ttl", "-f", "-", "--format", "csv", folder=extracted, given=asked)
    table = kg("query", "d.ttl", asked, folder=extracted)

    assert csv.stdout.split() == ["o", "한글"]
    assert "한글" in table.stdout


@pytest.mark.slow
@pytest.mark.parametrize("query", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <urn:x> {} }"])
def test_query_refuses_updates_and_outside_services(extracted: Path, query: str) -> None:
    (extracted / "d.ttl").write_text('<urn:a> <urn:p> "x" .', "utf-8")
    done = kg("query", "d.ttl", query, folder=extracted)

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_link_answers_one_line_for_each_mention(tmp_path: Path) -> None:
    authority = tmp_path / "authority.ttl"
    authority.write_text(
        '<https://example.org/gaon> <http://www.w3.org/2000/01/rdf-schema#label> "가온진흥원"@ko .',
        "utf-8",
    )
    table = "mention\tcontext\n가온진흥원이\t나섰다\n아무개상사\t\n"
    done = kg("link", "--to", str(authority), "--mentions", "-", given=table)
    lines = [line.split("\t") for line in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert [line[0] for line in lines] == ["https://example.org/gaon", "NIL"]
    assert all(len(line) == 3 for line in lines)


def test_link_tells_what_is_wrong_with_the_mentions(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_bytes("가온".encode("cp949"))
    done = kg("link", "--mentions", str(table))

    assert done.returncode == 3
    assert "it is not UTF-8" in done.stderr
