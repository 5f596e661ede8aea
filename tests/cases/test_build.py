"""Builds: the same bytes each time, and never less than a whole release, whenever they stop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.errors import CaseError, NotConforming, SourceError, StoreBusy
from kg.pipeline import Built, build, validate_files
from kg.project import open_project
from kg.release import open_release

HERE = Path(__file__).parent
POINTS = 10
TABLE = """기업명,지원유형,지원기관,생산품
두레밸브,설비 구축,노을진흥원,밸브
솔내정밀,멘토링,노을진흥원,금형
"""
PLAN = """
required = ["기업명"]

[codes.kind]
"설비 구축" = "FacilityInvestment"
"멘토링" = "Mentoring"

[[rule]]
id = "company"
fact = "Actor"
[rule.fields]
name = { column = "기업명" }
type = "SME"

[[rule]]
id = "agency"
fact = "Actor"
[rule.fields]
name = { column = "지원기관" }
type = "PublicAgency"

[[rule]]
id = "support"
fact = "Support"
[rule.fields]
supporter = { column = "지원기관" }
recipient = { column = "기업명" }
kind = { column = "지원유형", codes = "kind" }
product = { column = "생산품" }
"""
STATEMENTS = """
@prefix dd: <https://w3id.org/deungdae/ont#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://data.example/id/org.garam-tech> a dd:SME ;
  skos:prefLabel "가람테크"@ko , "Garam Tech"@en .
"""
SETTINGS = """
name = { ko = "작은 사례집", en = "Small cases" }
base = "https://data.example/id/"
licence = "CC-BY-4.0"

[mappings]
"*.csv" = "plan.toml"
"""


pytestmark = pytest.mark.slow


def small_project(folder: Path) -> Path:
    """Write a project that is built in a moment: a table, its plan and some statements."""
    files = {
        "kg.toml": SETTINGS,
        "mappings/plan.toml": PLAN,
        "sources/supports.csv": TABLE,
        "sources/statements.ttl": STATEMENTS,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def first(project: Path) -> Built:
    return build(open_project(project))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        cwd=HERE.parents[1],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_build_counts_what_it_made(first: Built) -> None:
    counts = first.counts

    assert (counts["sources"], counts["tables"], counts["supports"]) == (2, 1, 2)
    assert counts["violations"] == 0
    assert counts["assertions"] > 20
    assert counts["passages"] >= 8
    assert counts["targets"] > 0


def test_a_build_answers_questions_with_labels_of_codes(project: Path, first: Built) -> None:
    store = open_release(project).store()
    answer = store.query(
        "PREFIX dd: <https://w3id.org/deungdae/ont#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK { ?s dd:supportKind ?k . "
        '?k skos:prefLabel ?label FILTER(LANG(?label) = "ko") }'
    )

    assert bool(answer)
    assert first.path == open_release(project).path


def test_everything_a_source_says_stands_in_its_own_graph(first: Built) -> None:
    graphs = {quad.graph_name for quad in open_release(first.path).quads()}

    assert all(isinstance(graph, NamedNode) for graph in graphs)
    assert len(graphs) == 4  # the table, the statements, the code lists, the ontology


def test_a_second_build_elsewhere_is_the_same_to_the_byte(first: Built, tmp_path: Path) -> None:
    copy = small_project(tmp_path / "another place")
    second = build(open_project(copy), tmp_path / "out")

    assert second.digest == first.digest
    assert contents(second.path) == contents(first.path)
    assert len(contents(second.path)) >= 9


@pytest.mark.parametrize("seed", ["1", "2024"])
def test_hash_seeds_leave_no_trace(first: Built, tmp_path: Path, seed: str) -> None:
    small_project(tmp_path / "project")
    run(
        "-c",
        "import sys; from pathlib import Path; from kg.pipeline import build; "
        "from kg.project import open_project; "
        "build(open_project(Path(sys.argv[1])), Path(sys.argv[2]))",
        str(tmp_path / "project"),
        str(tmp_path / "out"),
        PYTHONHASHSEED=seed,
    )

    assert contents((tmp_path / "out" / "current").resolve()) == contents(first.path)


def test_a_build_killed_at_any_moment_leaves_a_whole_release_and_the_next_build_whole(
    tmp_path: Path,
) -> None:
    folder = small_project(tmp_path / "project")
    before = build(open_project(folder), tmp_path / "before")
    table = folder / "sources" / "supports.csv"
    table.write_text(TABLE + "한울기계,멘토링,노을진흥원,기어\n", "utf-8")
    outs = [tmp_path / f"out{at}" for at in range(POINTS)]
    for out in outs:
        shutil.copytree(tmp_path / "before", out, symlinks=True)
    whole = shutil.copytree(tmp_path / "before", tmp_path / "whole", symlinks=True)

    told = json.loads(
        run(str(HERE / "killed_build.py"), str(folder), str(whole), *map(str, outs)).stdout
    )

    assert told["events"] >= 2 * POINTS, "too few events are watched for ten moments"
    assert len(set(told["killed"])) == POINTS, "not every process was killed"
    wanted = open_release(whole)
    assert wanted.digest != before.digest
    served = [open_release(out).digest for out in outs]  # opening compares every file
    assert set(served) <= {before.digest, wanted.digest}
    assert served.count(before.digest) >= POINTS - 3, "the switch is not near the end"
    for out in outs:
        after = build(open_project(folder), out)
        assert contents(after.path) == contents(wanted.path)
        assert open_release(out).digest == wanted.digest
        assert {path.name for path in out.iterdir()} == {
            before.digest,
            wanted.digest,
            "current",
            "history.jsonl",
            "withdrawn.jsonl",
            ".lock",
        }


def test_data_that_break_a_shape_are_not_released(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "project")
    good = build(open_project(folder))
    (folder / "sources" / "wrong.ttl").write_text(
        "@prefix dd: <https://w3id.org/deungdae/ont#> .\n"
        "<https://data.example/id/site.x> a dd:LighthouseFactory .\n"
    )

    with pytest.raises(NotConforming) as caught:
        build(open_project(folder))

    assert any("LighthouseFactory" in finding.rule for finding in caught.value.report.findings)
    assert caught.value.hint
    assert open_release(folder).digest == good.digest


def test_a_source_that_cannot_be_used_stops_the_build_or_becomes_a_finding(
    tmp_path: Path,
) -> None:
    folder = small_project(tmp_path / "project")
    (folder / "sources" / "broken.ttl").write_text("this is no Turtle")

    with pytest.raises(SourceError) as caught:
        build(open_project(folder))
    built = build(open_project(folder), keep_going=True)

    assert "broken.ttl" in caught.value.where
    assert [finding.where for finding in built.report.findings if "SourceSyntax" in finding.rule]
    assert built.counts["sources"] == 2


def test_the_same_bytes_under_two_names_count_once_and_are_told(
    first: Built, tmp_path: Path
) -> None:
    folder = small_project(tmp_path / "project")
    shutil.copy(folder / "sources" / "statements.ttl", folder / "sources" / "twice.ttl")

    built = build(open_project(folder))

    assert built.counts["sources"] == 2
    assert built.counts["quads"] == first.counts["quads"]
    assert "pipeline.same-bytes" in {finding.rule for finding in built.report.findings}


def test_a_table_without_a_plan_is_told(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "project")
    (folder / "sources" / "other.tsv").write_text("a\tb\n1\t2\n")

    built = build(open_project(folder))

    assert "pipeline.no-plan" in {finding.rule for finding in built.report.findings}


def test_fewer_things_than_the_settings_expect_are_told(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "project")
    with (folder / "kg.toml").open("a", encoding="utf-8") as settings:
        settings.write("[expect.min]\nSupportActivity = 3\nSME = 1\n")

    findings = build(open_project(folder)).report.findings

    assert [finding.value for finding in findings if finding.rule == "pipeline.expect-min"] == ["2"]


def test_a_project_without_sources_is_told_what_to_do(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "project")
    shutil.rmtree(folder / "sources")
    (folder / "sources").mkdir()

    with pytest.raises(CaseError) as caught:
        build(open_project(folder))

    assert "sources/" in caught.value.hint


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    import fcntl

    folder = small_project(tmp_path / "project")
    (folder / "releases").mkdir()
    with (folder / "releases" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreBusy):
            build(open_project(folder))


def test_progress_tells_each_step_and_ends_with_the_release(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    folder = small_project(tmp_path / "project")

    build(open_project(folder), progress=lambda *step: told.append(step))

    assert [step for step, _, _ in told] == ["load", "load", "link", "write", "check", "release"]
    assert all(0 < done <= total for _, done, total in told)


def test_a_release_passes_the_gate_again_by_itself(first: Built) -> None:
    report = validate_files([first.path])

    assert report.conforms
    assert report.counts["targets"] > 0
