"""A person's decisions: shown what is undecided, written down, heard by the next build."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import CaseError, LinkError
from kg.link.decisions import Decided
from kg.link.lines import read_decisions
from kg.pipeline import build
from kg.pipeline.reviewing import decide_pair, review
from kg.project import Project, decisions_text, open_project
from kg.release import open_release, read_withdrawn
from kg.vocab import DCT

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "cases"
TABLES = ("programmes-2023.csv", "results-2023.jsonl", "partners-2023.csv")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tables(tmp_path)


def tables(tmp_path: Path) -> Project:
    """Return the example with its tables alone: no text has to be read."""
    for name in ("authority", "mappings"):
        shutil.copytree(EXAMPLE / name, tmp_path / name)
    for name in ("kg.toml", "decisions.jsonl"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    (tmp_path / "sources").mkdir()
    for name in TABLES:
        shutil.copy(EXAMPLE / "sources" / name, tmp_path / "sources" / name)
    return open_project(tmp_path)


@pytest.fixture(scope="module")
def every_link(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Return the table of links of the example's tables."""
    built = build(tables(tmp_path_factory.mktemp("example")), keep_going=True)
    lines = (built.path / "links.sssom.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.startswith("id:")]


def links(project: Project) -> dict[str, str]:
    """Return our local name to what a build says it is linked to, and how."""
    built = build(project, keep_going=True)
    lines = (built.path / "links.sssom.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith("id:")]
    return {row[0].removeprefix("id:"): f"{' '.join(row[2:4])} {row[6]}" for row in rows}


def test_a_build_links_by_name_by_hand_and_not_where_a_person_said_no(project: Project) -> None:
    told = links(project)

    assert told["org.dotori-precision"] == "skos:exactMatch  semapv:LexicalMatching"
    assert told["org.banditbul-metal"] == "skos:exactMatch  semapv:ManualMappingCuration"
    assert told["org.osolgil-foods"] == "skos:closeMatch  semapv:CompositeMatching"
    assert told["org.noeul-textile"] == "skos:exactMatch Not semapv:ManualMappingCuration"


@pytest.mark.parametrize(
    ("local", "target", "reason"),
    [
        ("org.deulkkotpojang", "https://example.org/register/pojang", "number business"),
        ("org.dotori-precision", "https://example.org/register/dotori", "whole "),
        ("org.noeulgwagiwon", "https://example.org/register/noeul-gist", "abbreviation "),
        ("org.haemujegang", "https://example.org/register/haemu", "reading "),
        ("org.dalmuri-jeongmil", "https://example.org/register/dalmuri", "roman "),
        ("org.saetbyeolgigye", "https://example.org/register/saetbyeol-valve", "note 밸브"),
        ("org.osolgil-foods", "https://example.org/register/osolgil", "slip "),
        ("org.banditbul-metal", "https://example.org/register/banditbul", "Deungdae developers"),
        ("org.gureumdarigisul", "id:org.gureumdaritekeu", "renamed in 2023"),
        ("org.joyakdoryuri", "id:org.joyakdoryuri-", "craft studio"),
    ],
)
def test_the_example_has_a_link_of_each_kind(
    every_link: list[list[str]], local: str, target: str, reason: str
) -> None:
    (row,) = [each for each in every_link if each[0] == f"id:{local}"]

    assert row[4].startswith(target)
    assert reason in row[-1]


def test_without_decisions_the_resolver_s_word_stands(project: Project) -> None:
    (project.folder / "decisions.jsonl").unlink()
    told = links(project)

    assert told["org.noeul-textile"] == "skos:exactMatch  semapv:LexicalMatching"
    assert "org.banditbul-metal" not in told


def test_the_same_decisions_give_the_same_release(project: Project) -> None:
    assert build(project, keep_going=True).digest == build(project, keep_going=True).digest


def test_undecided_pairs_are_shown_with_candidates(project: Project) -> None:
    found = review(project)

    assert [each.entity.iri.rpartition("/")[2] for each in found.undecided] == ["org.osolgil-foods"]
    assert {each.source for each in found.merged()} == set(TABLES[:2])


def test_a_decision_is_written_and_ends_the_doubt(project: Project) -> None:
    target = "https://example.org/register/osolgil"
    decide_pair(project, Decided(one="org.osolgil-foods", other=target, verdict="same", by="나"))

    assert review(project).undecided == ()
    assert links(project)["org.osolgil-foods"] == "skos:exactMatch  semapv:ManualMappingCuration"


def test_a_merged_pair_is_split_by_one_decision(project: Project) -> None:
    def told() -> set[str]:
        seen = review(project).seen
        return {each.local for each in seen if each.mention.startswith("도토리정밀@")}

    assert told() == {"org.dotori-precision"}
    mention = next(
        each.mention
        for each in review(project).seen
        if each.mention.startswith("도토리정밀@") and each.source == TABLES[1]
    )
    decide_pair(
        project, Decided(one="org.dotori-precision", other=mention, verdict="different", by="나")
    )

    assert len(told()) == 2
    assert build(project, keep_going=True).report.conforms


def test_the_release_says_which_id_answers_for_one_that_was_merged_away(project: Project) -> None:
    before = build(project, keep_going=True)
    for other in ("org.dotori-precision", "org.yeoubijeongi"):
        decide_pair(project, Decided(one="org.osolgil-foods", other=other, verdict="same"))
    after = build(project, keep_going=True)
    told = {
        str(quad.subject).rpartition("/")[2]: str(quad.object).rpartition("/")[2]
        for quad in open_release(after.path).quads()
        if quad.predicate == DCT.isReplacedBy
    }
    left = "org.dotori-precision>"

    assert told == {
        "org.gureumdaritekeu>": "org.gureumdarigisul>",
        "org.osolgil-foods>": left,
        "org.yeoubijeongi>": left,
    }
    assert before.digest != after.digest
    assert build(project, project.folder / "fresh", keep_going=True).digest == after.digest
    assert read_withdrawn(project.releases), "what was said of the merged ones has new ids"


def test_a_contradiction_is_refused_and_the_file_stays(project: Project) -> None:
    before = decisions_text(project)
    chain = Decided(one="org.noeul-textile", other="org.x", verdict="same")
    decide_pair(project, chain)
    wrong = Decided(one="org.x", other="https://example.org/register/noeul", verdict="same")
    with pytest.raises(LinkError):
        decide_pair(project, wrong)

    told = read_decisions(decisions_text(project))
    assert len(told.pairs) == len(read_decisions(before).pairs) + 1


def test_the_terminal_asks_and_writes(project: Project) -> None:
    done = CliRunner().invoke(cli, ["review", str(project.folder), "--by", "나"], input="d\n")

    assert done.exit_code == 0, done.output
    assert "오솔길 후드" in done.output
    target = "https://example.org/register/osolgil"
    told = read_decisions(decisions_text(project))
    assert told.verdict("org.osolgil-foods", target) == "different"


def test_an_answer_may_be_written_out_with_its_reason(project: Project) -> None:
    words = ["review", str(project.folder), "--by", "나"]
    done = CliRunner().invoke(cli, words, input="maybe\n\n")
    assert "maybe is none of s, d, n and q" in done.output
    assert "[오솔길푸드] | " in done.output, "the row around the name"
    assert review(project).undecided, "nothing typed is next"
    CliRunner().invoke(cli, words, input="different  다른 곳의  기업\n")

    target = "https://example.org/register/osolgil"
    told = read_decisions(decisions_text(project))
    assert told.reason("org.osolgil-foods", target) == "나: 다른 곳의 기업"


def test_the_terminal_shows_without_asking(project: Project) -> None:
    shown = CliRunner().invoke(cli, ["review", str(project.folder), "--show", "undecided"])
    merged = CliRunner().invoke(cli, ["review", str(project.folder), "--show", "merged"])

    assert shown.output.startswith("org.osolgil-foods\thttps://example.org/register/osolgil\t0.")
    assert all(len(line.split("\t")) == 4 for line in merged.output.splitlines())


def test_a_file_of_decisions_is_heard_by_the_next_build(project: Project) -> None:
    target = "https://example.org/register/osolgil"
    lines = [
        f'{{"one": "org.osolgil-foods", "other": "{target}", "verdict": "same", "by": "나"}}',
        f'{{"one": "org.osolgilfoods", "other": "{target}", "verdict": "different"}}',
    ]
    words = ["review", str(project.folder), "--import", "-"]
    done = CliRunner().invoke(cli, words, input="\n".join(lines))

    assert done.exit_code == 0, done.output
    assert "2 written to decisions.jsonl" in done.output
    assert "stdin:2: no source of this project names org.osolgilfoods" in done.output
    built = build(project, keep_going=True)
    assert [each.focus for each in built.report.findings if each.rule == "decision.idle"] == [
        "org.osolgilfoods"
    ]
    assert links(project)["org.osolgil-foods"] == "skos:exactMatch  semapv:ManualMappingCuration"


def test_a_project_without_sources_has_nothing_to_review(project: Project) -> None:
    shutil.rmtree(project.folder / "sources")
    (project.folder / "sources").mkdir()
    with pytest.raises(CaseError):
        review(project)
