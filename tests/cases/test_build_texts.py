"""Building and extracting texts: the reader is the real one, so these tests are slow."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg import vocab
from kg.model.facts_json import KINDS
from kg.pipeline import (
    build,
    extract_files,
    extracted_json,
    extracted_table,
    extracted_turtle,
)
from kg.project import Project, new_project, open_project
from kg.query.why import why
from kg.release import open_release

if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline import Extracted

pytestmark = pytest.mark.slow

KOREAN = """솔빛전자, 협력사 새론정밀에 멘토 파견

솔빛전자는 지난달 협력사 새론정밀에 제조 전문가를 보내 스마트공장 멘토링을 지원했다.
새론정밀의 하루 생산량은 4만개에서 6만개로 50% 늘었다.
"현장에서 함께 답을 찾았다"고 한도윤 새론정밀 대표는 말했다.
"""
ENGLISH = """Haneul Motors backs a supplier

Haneul Motors provided mentoring to Pureun Castings in March 2023.
Output at Pureun Castings rose from 200 to 250 pieces a day.
"""


def written(folder: Path) -> Project:
    new_project(folder)
    for name, text, told in (
        ("ko.txt", KOREAN, {"published": "2023-05-10", "lang": "ko", "licence": "CC-BY-4.0"}),
        ("en.txt", ENGLISH, {"published": "2023-05-11", "lang": "en"}),
    ):
        (folder / "sources" / name).write_text(text, "utf-8")
        (folder / "sources" / name.replace(".txt", ".meta.json")).write_text(json.dumps(told))
    return open_project(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return written(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def extracted(project: Project) -> list[Extracted]:
    return list(extract_files([project.folder / "sources" / name for name in ("ko.txt", "en.txt")]))


def test_two_processes_build_what_one_builds(project: Project, tmp_path: Path) -> None:
    one = build(project, tmp_path / "one")
    elsewhere = written(tmp_path / "elsewhere")

    two = build(elsewhere, tmp_path / "two", jobs=2)

    assert two.digest == one.digest
    assert (one.counts["documents"], two.counts["reread"]) == (2, 2)


def test_unchanged_texts_are_not_read_again_and_damaged_entries_are(
    project: Project, tmp_path: Path
) -> None:
    first = build(project, tmp_path)
    again = build(project, tmp_path)
    for entry in (project.folder / ".cache" / "facts").glob("*.json"):
        entry.write_bytes(entry.read_bytes()[:-20])
        break
    mended = build(project, tmp_path)

    assert (again.counts["reread"], mended.counts["reread"]) == (0, 1)
    assert first.digest == again.digest == mended.digest


def test_only_a_licensed_text_is_copied_and_every_quote_is_checked(
    project: Project, tmp_path: Path
) -> None:
    release = open_release(build(project, tmp_path).path)
    licensed = {each["name"] for each in release.manifest["inputs"] if each.get("licence")}

    copies = [name for name in release.manifest["files"] if name.startswith("sources/")]
    assert licensed == {"ko.txt"}
    assert [release.text(name[8:-4]) for name in copies] == [KOREAN]
    counts = release.manifest["counts"]
    assert counts["passages"] > 10
    assert "reread" not in counts


def test_why_quotes_the_words_of_the_source(project: Project, tmp_path: Path) -> None:
    release = open_release(build(project, tmp_path).path)
    store = release.store()
    changes = [
        quad.subject
        for quad in store.quads_for_pattern(None, vocab.RDF.type, vocab.ChangeMeasurement, None)
    ]

    reasons = [
        reason
        for each in changes
        if isinstance(each, NamedNode)
        for reason in why(store, each.value)
    ]

    assert reasons
    for reason in reasons:
        text = KOREAN if reason.quote in KOREAN else ENGLISH
        assert text[reason.start : reason.end] == reason.quote


def test_extraction_has_every_key_and_evidence_that_stands(extracted: list[Extracted]) -> None:
    counted = 0
    for one, text in zip(extracted, (KOREAN, ENGLISH), strict=True):
        told = extracted_json(one)
        assert {"source", "lang", "published", *KINDS, "findings"} <= set(told)
        for plural in KINDS:
            for item in told[plural]:
                assert {"rule", "confidence", "evidence"} <= set(item)
                for each in item["evidence"]:
                    assert text[each["start"] : each["end"]] == each["quote"]
                    counted += 1
    assert counted >= 8


def test_extraction_tells_language_and_day(extracted: list[Extracted]) -> None:
    assert [(one.lang, one.published) for one in extracted] == [
        ("ko", "2023-05-10"),
        ("en", "2023-05-11"),
    ]


def test_the_day_given_wins_over_the_sidecar(project: Project) -> None:
    (one,) = extract_files([project.folder / "sources" / "ko.txt"], date(2020, 1, 2), "ko")

    assert one.published == "2020-01-02"


def test_extraction_as_turtle_parses_and_carries_assertions(extracted: list[Extracted]) -> None:
    quads = list(parse(extracted_turtle(extracted[0]).encode(), RdfFormat.TURTLE))

    assert [quad for quad in quads if quad.object == vocab.Assertion]


def test_extraction_as_a_table_has_one_line_a_fact(extracted: list[Extracted]) -> None:
    lines = extracted_table(extracted[0]).splitlines()

    assert len(lines) == 1 + len(extracted[0].facts)
    assert {line.count("\t") for line in lines} == {6}
