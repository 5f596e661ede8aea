"""Our own extraction cases: they parse, quote their texts exactly and keep to the guide."""

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any  # a reading is JSON of many forms: the tests below are its type

import pytest

GOLD = Path(__file__).parent
SHARED = GOLD.parents[2] / "shared" / "gold"
CASES = sorted(folder.name for folder in (GOLD / "cases").iterdir())

KINDS = (
    "actors",
    "affiliations",
    "events",
    "programmes",
    "supports",
    "measurements",
    "statements",
)
ACTORS = """
Ministry PublicAgency LargeEnterprise SME LighthouseFactory IndustryAssociation
InternationalOrganization ResearchInstitute Person Media OtherOrganization
"""
SUPPORTS = """
FacilityInvestment KnowHowTransfer Mentoring Diagnosis Funding TechnologySupport Other
"""
INDICATORS = """
DailyProduction HourlyProduction Production ProductionCapacity Productivity DefectRate Quality
Cost Revenue Export Employment LeadTime ProcessTime OnTimeDelivery Utilization Downtime Inventory
EnergyUse EnergyEfficiency Accident Satisfaction Investment SupportBudget SupportedCompanies Other
"""
STATEMENTS = "Claim Plan Policy Proposal"
SLOTS = ("before", "after", "change_percent", "change_abs")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Reading = dict[str, Any]


@cache
def text(name: str) -> str:
    return (GOLD / "cases" / name / "text.txt").read_text("utf-8")


@cache
def gold(name: str, folder: Path = GOLD) -> Reading:
    found: Reading = json.loads((folder / "cases" / name / "gold.json").read_text("utf-8"))
    return found


def split() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((GOLD / "SPLIT.json").read_text("utf-8"))
    return found


def items(reading: Reading) -> Iterator[tuple[str, Reading]]:
    return ((kind, item) for kind in KINDS for item in reading[kind])


def listed(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def parties(reading: Reading) -> Iterator[str]:
    """Every name that a relation gives to a party."""
    fields = {
        "affiliations": ("person", "organization"),
        "events": ("organizer",),
        "programmes": ("operator",),
        "supports": ("supporter", "recipient"),
        "measurements": ("subject",),
        "statements": ("speaker",),
    }
    for kind, item in items(reading):
        for field in fields.get(kind, ()):
            yield from listed(item[field])


def actors(reading: Reading) -> set[str]:
    return {name for one in reading["actors"] for name in (one["name"], *one["aliases"])}


def test_there_are_enough_cases_and_a_third_is_closed() -> None:
    parts = split()

    assert len(CASES) >= 36
    assert len(parts["closed"]) >= 12
    assert sorted(parts["development"] + parts["closed"]) == CASES
    assert sorted(parts["public"]) == CASES


def test_every_genre_and_both_languages_are_on_both_sides() -> None:
    parts = {name: [gold(case) for case in split()[name]] for name in ("development", "closed")}

    for field in ("genre", "lang"):
        assert len({frozenset(one[field] for one in part) for part in parts.values()}) == 1


@pytest.mark.parametrize("name", CASES)
def test_a_case_tells_the_loader_what_its_reading_says(name: str) -> None:
    meta = json.loads((GOLD / "cases" / name / "meta.json").read_text("utf-8"))
    reading = gold(name)

    assert list(meta) == ["case", "lang", "published", "genre"]
    assert meta == {key: reading[key] for key in meta}
    assert meta["case"] == name
    assert meta["lang"] == {"k": "ko", "e": "en"}[name[0]]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", meta["published"])
    assert list(reading) == [
        *("case", "origin", "lang", "published", "genre", "note", "equiv"),
        *KINDS,
    ]


@pytest.mark.parametrize("name", CASES)
def test_evidence_stands_in_the_text(name: str) -> None:
    body, reading = text(name), gold(name)

    assert [item["evidence"] for _, item in items(reading) if item["evidence"] not in body] == []
    for item in reading["statements"]:
        assert body.count(item["quote_start"]) == 1
        assert item["evidence"].startswith(item["quote_start"])


@pytest.mark.parametrize("name", CASES)
def test_parties_are_actors_or_words_of_the_text(name: str) -> None:
    body, reading = text(name), gold(name)
    known = actors(reading)

    assert {one for one in parties(reading) if one not in known and one not in body} == set()
    assert {item["name"] for item in reading["actors"] if item["name"] not in body} == set()


@pytest.mark.parametrize("name", CASES)
def test_kinds_and_types_are_the_guides(name: str) -> None:
    reading = gold(name)
    words = {
        "actors": ("type", ACTORS),
        "supports": ("kind", SUPPORTS),
        "measurements": ("indicator", INDICATORS),
        "statements": ("kind", STATEMENTS),
    }
    for kind, (field, allowed) in words.items():
        for item in reading[kind]:
            alternatives = item.get(f"{field}_alt", [])
            assert {item[field], *alternatives} <= set(allowed.split())
            assert item[field] not in alternatives
    assert {item["status"] for item in reading["supports"]} <= {"actual", "planned"}
    assert {item["status"] for item in reading["measurements"]} <= {"actual", "target"}


@pytest.mark.parametrize("name", CASES)
def test_numbers_and_dates_have_their_form(name: str) -> None:
    reading = gold(name)

    for item in reading["measurements"]:
        stated = [item[slot] for slot in SLOTS if item[slot] is not None]
        assert stated
        assert all(isinstance(number, int | float) for number in stated)
        assert item["unit"]
        assert item["period"] is None or DATE.fullmatch(item["period"])
    for item in reading["events"]:
        assert all(DATE.fullmatch(item[end]) for end in ("start", "end"))


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_said_twice(name: str) -> None:
    said = Counter(
        (kind, json.dumps(item | {"evidence": ""}, sort_keys=True))
        for kind, item in items(gold(name))
        if not item.get("optional")
    )

    assert [one for one, times in said.items() if times > 1] == []


def test_no_name_of_the_shared_cases_is_used() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared cases are not beside the checkout: names go uncompared")
    theirs: set[str] = set()
    for folder in sorted((SHARED / "cases").iterdir()):
        reading = gold(folder.name, SHARED)
        theirs |= actors(reading) | {one["name"] for one in reading["programmes"]}
    ours = set().union(*(actors(gold(name)) for name in CASES))
    # Two syllables also occur inside common words, so those are compared as whole names only.
    found = {
        (case, name)
        for case in CASES
        for name in theirs
        if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?![A-Za-z])", text(case))
    }

    assert len(theirs) > 30
    assert theirs & ours == set()
    assert found == set()


def test_the_reading_itself_scores_full_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    if not (SHARED / "score.py").is_file():
        pytest.skip("the scorer is not beside the checkout: the readings go unscored")
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    monkeypatch.setattr(score, "load", gold)

    found = score.summary(*score.evaluate(gold, CASES)[:2])

    assert {kind: found[kind]["strict_F1"] for kind in (*KINDS, "OVERALL")} == dict.fromkeys(
        (*KINDS, "OVERALL"), 1.0
    )
