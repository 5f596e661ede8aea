"""Whole builds with a model on this machine: what it adds stays marked, and can be taken away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kg import vocab
from kg.cli.app import cli
from kg.errors import ConfigError, RemoteError
from kg.ids import SHORT
from kg.pipeline import build, extract_files, extracted_turtle, guide_view
from kg.project import Project, open_project
from kg.query.why import why
from kg.release import open_release
from kg.remote import chat as remote
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.pipeline import Built

pytestmark = pytest.mark.slow

TEXT = """Haneul Motors backs a supplier

Haneul Motors provided mentoring to Pureun Castings in March 2023.
Output at Pureun Castings rose from 200 to 250 pieces a day.
Down the road at daol marine a crew from Haneul Motors paced the floor last spring.
Lead time at Pureun Castings fell from 10 days to 8 days, down 40 percent.
"""
WALKED = "Down the road at daol marine a crew from Haneul Motors paced the floor"
FIRM = {"quote": "at daol marine a crew", "name": "daol marine", "type": "SME"}
VISIT = {
    "quote": WALKED,
    "supporter": ["Haneul Motors"],
    "recipient": ["daol marine"],
    "kind": "SiteVisit",
    "status": "actual",
}
KNOWN = {
    "quote": "Haneul Motors provided mentoring to Pureun Castings",
    "supporter": ["Haneul Motors"],
    "recipient": ["Pureun Castings"],
    "kind": "Mentoring",
    "status": "actual",
}
LIE = {**VISIT, "quote": "Haneul Motors gave daol marine ten million won", "kind": "Funding"}
ODD = {
    "quote": "Lead time at Pureun Castings fell from 10 days to 8 days, down 40 percent",
    "subject": ["Pureun Castings"],
    "indicator": "ProcessTime",
    "before": 10,
    "after": 8,
    "change_percent": -40,
    "status": "actual",
}


@pytest.fixture(autouse=True)
def no_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.chat.pause", lambda *_: 0.0)


def written(folder: Path, settings: str = "", **texts: str) -> Project:
    """Write a project of English reports; `settings` is the inside of its `[llm]`."""
    (folder / "sources").mkdir(parents=True)
    llm = f'\n[llm]\nmodel = "tiny-1"\n{settings}\n' if settings else ""
    (folder / "kg.toml").write_text(f'name = "Cases"\nlicence = "CC-BY-4.0"\n{llm}', "utf-8")
    for name, text in (texts or {"a": TEXT}).items():
        (folder / "sources" / f"{name}.txt").write_text(text, "utf-8")
        told = {"published": "2023-05-11", "lang": "en", "licence": "CC-BY-4.0"}
        (folder / "sources" / f"{name}.meta.json").write_text(json.dumps(told))
    return open_project(folder)


def asking(model: Any, **settings: object) -> str:
    told = {"base_url": model.base_url, **settings}
    return "\n".join(f"{name} = {json.dumps(value)}" for name, value in told.items())


def quads_of(built: Built) -> set[Quad]:
    return set(open_release(built.path).quads())


def rules_of(built: Built) -> list[str]:
    return [finding.rule for finding in built.report.findings]


def files_of(built: Built) -> Mapping[str, bytes]:
    return {
        path.relative_to(built.path).as_posix(): path.read_bytes()
        for path in sorted(built.path.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def plain(tmp_path: Path) -> Built:
    return build(written(tmp_path / "plain"))


def test_what_a_model_adds_is_marked_and_taking_it_away_leaves_the_rules(
    tmp_path: Path, model: Any, speech: Any, plain: Built
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[KNOWN, VISIT])))

    built = build(written(tmp_path / "asked", asking(model)))

    more = quads_of(built) - quads_of(plain)
    assert quads_of(plain) <= quads_of(built)
    assert (built.counts["by_model"], built.counts["supports"]) == (2, plain.counts["supports"] + 1)
    assertions = {quad.subject for quad in more if quad.object == vocab.Assertion}
    marked = {quad.subject for quad in more if str(quad.object) == '"model.tiny-1"'}
    assert assertions
    assert assertions <= marked
    runs = {
        str(quad.object)
        for quad in more
        if quad.predicate == vocab.PROV.wasGeneratedBy and quad.subject in assertions
    }
    assert len(runs) == 1
    assert runs.isdisjoint(str(quad.object) for quad in quads_of(plain))


def test_a_rebuild_asks_nobody_and_gives_the_same_bytes(
    tmp_path: Path, model: Any, speech: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[VISIT, LIE]), tokens=(700, 90)))
    project = written(tmp_path / "asked", asking(model, price_in=1.0, price_out=10.0))
    first = build(project, tmp_path / "one")
    monkeypatch.setattr(remote, "HAS_HTTPX", False)

    again = build(project, tmp_path / "two")

    assert first.spent == {"requests": 1, "tokens_in": 700, "tokens_out": 90, "price": 0.0016}
    assert again.spent == {"requests": 0, "tokens_in": 0, "tokens_out": 0, "price": 0.0}
    assert len(model.asked) == 1
    assert again.digest == first.digest
    assert files_of(again) == files_of(first)
    manifest = open_release(first.path).manifest
    assert [each["name"] for each in manifest["inputs"] if each["role"] == "model"] == ["tiny-1"]


def test_another_model_is_asked_anew_and_a_damaged_answer_too(
    tmp_path: Path, model: Any, speech: Any
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[VISIT])))
    project = written(tmp_path / "asked", asking(model))
    first = build(project)
    (kept,) = (project.folder / ".cache" / "llm").glob("*.json")
    kept.write_bytes(kept.read_bytes()[:-9])
    mended = build(project)
    settings = (project.folder / "kg.toml").read_text("utf-8")
    (project.folder / "kg.toml").write_text(settings.replace("tiny-1", "tiny-2"), "utf-8")

    other = build(open_project(project.folder))

    assert [each["model"] for each in model.asked] == ["tiny-1", "tiny-1", "tiny-2"]
    assert first.digest == mended.digest != other.digest


def test_lies_are_findings_with_their_place_and_nothing_else(
    tmp_path: Path, model: Any, speech: Any, plain: Built
) -> None:
    wrong = {**VISIT, "supporter": ["Pinewell Group"]}
    model.says(speech.chat(speech.facts(supports=[LIE, wrong])))

    built = build(written(tmp_path / "asked", asking(model)))

    assert [rule for rule in rules_of(built) if rule.startswith("model.")] == [
        "model.no-such-quote",
        "model.not-in-quote",
    ]
    start = TEXT.index(WALKED)
    (placed,) = [each for each in built.report.findings if each.rule == "model.not-in-quote"]
    assert placed.where.endswith(f"@{start}-{start + len(WALKED)}")
    assert built.counts["by_model"] == 0
    assert quads_of(built) == quads_of(plain)


def test_a_cut_answer_says_what_to_change(tmp_path: Path, model: Any, speech: Any) -> None:
    torn = speech.facts(supports=[VISIT])[:-40]
    model.says(speech.chat(torn, finish="length"))

    built = build(written(tmp_path / "asked", asking(model, max_tokens=50)))

    assert {"model.cut", "model.no-json"} <= set(rules_of(built))
    assert built.counts["by_model"] == 0


def test_what_breaks_a_shape_is_left_out_and_the_rest_is_released(
    tmp_path: Path, model: Any, speech: Any
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[VISIT], measurements=[ODD])))

    built = build(written(tmp_path / "asked", asking(model)))

    (left_out,) = [each for each in built.report.findings if each.rule == "model.breaks-shape"]
    assert left_out.value == ODD["quote"]
    assert [each.rule.rpartition("-")[2] for each in left_out.detail] == ["rounding"]
    assert built.counts["by_model"] == 2
    assert built.counts["violations"] == 0


def test_a_busy_server_is_asked_again(tmp_path: Path, model: Any, speech: Any) -> None:
    busy = speech.reply(status=429, headers={"Retry-After": "1"})
    model.says(busy, speech.reply(status=502), speech.chat(speech.facts(actors=[FIRM])))

    built = build(written(tmp_path / "asked", asking(model)))

    assert built.counts["by_model"] == 1
    assert built.spent["requests"] == 3


@pytest.mark.parametrize("fault", ["down", "slow", "refusing"])
def test_without_an_answer_the_build_stops_and_says_what_was_spent(
    tmp_path: Path, model: Any, speech: Any, fault: str
) -> None:
    late = speech.chat(speech.facts())
    late.delay = 0.6
    replies = {"down": speech.reply(status=500), "slow": late}
    model.says(replies.get(fault) or speech.reply(status=403, body=b"no"))
    project = written(tmp_path / "asked", asking(model, retries=1, timeout=0.2))

    with pytest.raises(RemoteError, match="requests and 0 tokens so far; answers are kept"):
        build(project)

    assert not project.releases.exists()
    assert len(model.asked) == (1 if fault == "refusing" else 2)


def test_keep_going_reads_by_rules_alone_and_stops_asking_a_dead_server(
    tmp_path: Path, model: Any, speech: Any, plain: Built
) -> None:
    model.says(speech.reply(status=500))
    texts = {name: f"{TEXT}\nPage {name}.\n" for name in "abcde"}
    project = written(tmp_path / "asked", asking(model, retries=0), **texts)

    built = build(project, keep_going=True)

    assert rules_of(built).count("model.unanswered") == 5
    assert len(model.asked) == 3
    assert built.counts["supports"] == 5 * plain.counts["supports"]


def test_the_limit_of_requests_holds_for_a_build_and_the_next_goes_on(
    tmp_path: Path, model: Any, speech: Any
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM])))
    texts = {name: f"{TEXT}\nPage {name}.\n" for name in "abc"}
    project = written(tmp_path / "asked", asking(model, max_requests=2), **texts)
    with pytest.raises(RemoteError, match="limit of 2 requests"):
        build(project)

    built = build(project)

    assert built.spent["requests"] == 1
    assert len(model.asked) == 3


def test_a_long_text_is_asked_about_in_pieces(tmp_path: Path, model: Any, speech: Any) -> None:
    def told(request: dict[str, Any]) -> Any:
        shown = json.loads(request["messages"][1]["content"])["text"]
        return speech.chat(speech.facts(actors=[FIRM] if "daol" in shown else []))

    model.says(told)
    filler = "The plant stands by the river and makes parts.\n" * 30
    texts = {"long": filler + TEXT}

    built = build(written(tmp_path / "asked", asking(model, max_characters=500), **texts))

    assert len(model.asked) >= 3
    assert built.counts["by_model"] == 1


def test_the_key_is_sent_and_kept_nowhere(
    tmp_path: Path, model: Any, speech: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINY_KEY", "opensesame")
    model.says(speech.chat(speech.facts(actors=[FIRM])))
    project = written(tmp_path / "asked", asking(model, key_env="TINY_KEY"))

    build(project)

    assert model.keys == ["Bearer opensesame"]
    kept = [path for path in project.folder.rglob("*") if path.is_file()]
    assert len(kept) > 5
    assert not [path for path in kept if b"opensesame" in path.read_bytes()]


def test_pages_and_reasons_say_what_a_model_read(tmp_path: Path, model: Any, speech: Any) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[VISIT])))
    release = open_release(build(written(tmp_path / "asked", asking(model))).path)
    store = release.store()
    supports = {
        str(quad.object): str(quad.subject).strip("<>")
        for quad in store.quads_for_pattern(None, vocab.supportKind, None, None)
    }
    by_kind = {kind.rpartition(".")[2].rstrip(">"): iri for kind, iri in supports.items()}
    web = create_app(release).test_client()

    def page(iri: str) -> str:
        address = f"/doc/{iri.rpartition('/')[2]}?lang=en"
        return web.get(address, headers={"Accept": "text/html"}).text

    badge = '<span class="badge model">read by the language model tiny-1 only</span>'
    assert badge in page(by_kind["SiteVisit"])
    assert badge not in page(by_kind["Mentoring"])
    (name,) = [each["digest"] for each in release.manifest["inputs"] if each["name"] == "a.txt"]
    shown = web.get(f"/source/doc.{name[:SHORT]}?lang=en").text
    assert badge in shown
    assert "read by support.en." in shown
    assert "confidence 0.5" in shown
    reasons = [reason.render("en") for reason in why(store, by_kind["SiteVisit"])]
    assert reasons
    assert all("read by the language model tiny-1 only" in reason for reason in reasons)


def test_extraction_asks_the_model_of_a_project_and_lists_its_facts_apart(
    tmp_path: Path, model: Any, speech: Any
) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[VISIT, LIE], measurements=[ODD])))
    project = written(tmp_path / "asked", asking(model))
    file = project.folder / "sources" / "a.txt"

    (with_model,) = extract_files([file], project=project)
    (without,) = extract_files([file])

    told, plain = guide_view(with_model), guide_view(without)
    added = [item for item in told["supports"] if item not in plain["supports"]]
    assert [(item["model"], item["details"]) for item in added] == [("tiny-1", ["SiteVisit"])]
    assert all("model" not in item for kind in ("actors", "supports") for item in plain[kind])
    assert all(item in told["supports"] for item in plain["supports"])
    refused = {finding["rule"] for finding in told["findings"]}
    assert {"model.no-such-quote", "model.breaks-shape"} <= refused
    assert (with_model.spent["requests"], without.spent) == (1, {})
    assert '"model.tiny-1"' in extracted_turtle(with_model)


def test_extraction_by_a_project_without_a_model_is_refused(tmp_path: Path) -> None:
    project = written(tmp_path / "plain")

    with pytest.raises(ConfigError, match="no language model"):
        list(extract_files([project.folder / "sources" / "a.txt"], project=project))


def test_the_command_line_shows_what_was_spent(tmp_path: Path, model: Any, speech: Any) -> None:
    model.says(speech.chat(speech.facts(actors=[FIRM], supports=[LIE])))
    project = written(tmp_path / "asked", asking(model))
    file = str(project.folder / "sources" / "a.txt")
    run = CliRunner()

    built = run.invoke(cli, ["build", str(project.folder), "--json"])
    again = run.invoke(cli, ["build", str(project.folder)])
    table = run.invoke(
        cli, ["extract", file, "--format", "table", "--project", str(project.folder)]
    )

    assert json.loads(built.stdout)["spent"]["requests"] == 1
    assert "model\trequests 0, tokens in 0, tokens out 0, price 0.0000" in again.stdout
    assert "the words the model quotes do not stand in the text" in table.stderr
    assert "a.txt\trequests 0" in table.stderr
    assert "\tmodel.tiny-1\t0.50" in table.stdout
