"""The competency questions on the seed that was written by hand as RDF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.query.answer import answer
from kg.query.named import named_queries, named_query
from kg.query.why import why
from kg.store import load

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "ontology"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")

# Our questions ask of everything in the graph where the drafts ask of one thing of the seed.
MORE_GENERAL = {
    8: (2, "every meeting, the planned one of January too, is shown, whoever attended"),
    12: (3, "plans that name no place of report are shown as well"),
    13: (7, "the makers of every product are shown: two supports concern masks"),
    17: (3, "every other name is shown, not only one ministry's"),
}


@pytest.fixture(scope="module")
def seed() -> Store:
    return load(SHARED / "seed-example.ttl", *sorted((ROOT / "ontology").rglob("*.ttl")))


def expected() -> dict[int, int]:
    said = json.loads((SHARED / "competency-questions.json").read_text("utf-8"))["questions"]
    return {int(question["id"][2:]): question["rows"] for question in said}


def rows(store: Store, name: str) -> list[dict[str, str]]:
    found = answer(store, named_query(name).text)
    terms = ((solution, found.variables) for solution in found.result)  # type: ignore[union-attr]
    return [{name: row[name].value if row[name] else "" for name in names} for row, names in terms]


def test_all_twenty_two_are_asked() -> None:
    assert sorted(expected()) == [query.number for query in named_queries() if query.number]


@pytest.mark.parametrize("number", range(1, 23))
def test_a_question_finds_what_the_draft_finds(seed: Store, number: int) -> None:
    wanted, why_more = MORE_GENERAL.get(number, (expected()[number], ""))

    assert len(rows(seed, f"cq{number:02}")) == wanted, why_more


def test_the_rows_the_drafts_ask_for_are_among_ours(seed: Store) -> None:
    meetings = [row for row in rows(seed, "cq08") if row["attendeeKo"]]
    plans = [row for row in rows(seed, "cq12") if row["eventKo"]]
    kits = [row for row in rows(seed, "cq13") if row["productKo"] == "진단키트"]
    names = [row for row in rows(seed, "cq17") if row["abbreviation"] == "중기부"]

    assert [len(meetings), len(plans), len(kits), len(names)] == [
        expected()[number] for number in (8, 12, 13, 17)
    ]
    assert meetings[0]["start"] == "2020-05-14"
    assert names[0]["nameEn"] == "Ministry of SMEs and Startups"


def test_what_has_no_time_is_not_given_the_time_of_something_else(seed: Store) -> None:
    plans = {row["eventKo"]: row["start"] for row in rows(seed, "cq12")}
    (factory,) = rows(seed, "lighthouse-factories")

    assert plans[""] == ""
    assert factory["start"] == ""


def test_growth_is_computed_beside_what_was_reported(seed: Store) -> None:
    (row,) = rows(seed, "cq02")

    assert float(row["computedPercent"]) == pytest.approx(51.087, abs=0.001)
    assert float(row["reportedPercent"]) == 51


def test_the_proposal_is_never_a_lighthouse_factory(seed: Store) -> None:
    found = rows(seed, "lighthouse-factories")

    assert [row["site"].rpartition("/")[2] for row in found] == ["site.posco-pohang"]
    assert {row["kind"] for row in rows(seed, "cq11") if row["status"] == "proposed"} == {"cluster"}


def test_even_a_cluster_called_actual_is_no_lighthouse_factory(seed: Store) -> None:
    store = Store()
    store.bulk_extend(seed)
    store.update(
        "PREFIX dd: <https://w3id.org/deungdae/ont#> "
        "PREFIX code: <https://w3id.org/deungdae/code/> INSERT { "
        "?d dd:status code:status.actual ; dd:designator <https://e.example/w> . "
        "?c a dd:LighthouseFactory } WHERE { ?d dd:designee ?c . ?c a dd:PartnershipCluster }"
    )

    assert len(rows(store, "lighthouse-factories")) == 1
    assert len(rows(seed, "cq11")) == 2


def test_every_reason_quotes_words(seed: Store) -> None:
    reasons = why(seed, "org.samsung-electronics")

    assert len(reasons) >= 10
    assert all(
        reason.quote and reason.end == (reason.start or 0) + len(reason.quote) for reason in reasons
    )
