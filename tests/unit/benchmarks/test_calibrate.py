"""Calibration counts what the scorer says, smooths what is rare, and never judges by itself."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING
from xml.dom import minidom

import pytest

from benchmarks import calibrate
from benchmarks.cases import Judged, judged, part, scorer
from benchmarks.curve import page, svg

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Haneul Motors provided mentoring to Pureun Castings in March 2023.\n"
SCORER = """
KINDS = ("actors", "supports")
class Names:
    def __init__(self, gold, told): pass
def _same(item, told, names):
    return told.get("credit", 1.0) if item.get("name") == told.get("name") else 0.0
SCORE = {"actors": _same, "supports": lambda item, told, names: 0.0}
"""


def fact(case: str, rule: str, said: float, credit: float) -> Judged:
    return Judged(case=case, kind="supports", rule=rule, said=said, credit=credit)


def test_a_share_is_drawn_towards_its_family_until_it_is_seen_often() -> None:
    many = [fact("a", "support.ko.often", 0.8, 1.0)] * 400
    few = [fact("a", "support.ko.seldom", 0.8, 0.0)] * 2

    shares = calibrate.counted([*many, *few]).shares()

    assert shares["support.ko.often"][0.8] >= 0.99
    assert 0.7 < shares["support.ko.seldom"][0.8] < 0.85
    assert shares["support.ko"][0.8] == pytest.approx(400 / 402, abs=0.01)


def test_confidences_a_rule_states_apart_are_counted_apart() -> None:
    sure = [fact("a", "support.ko.x", 0.9, 1.0)] * 50
    unsure = [fact("a", "support.ko.x", 0.6, 0.0)] * 50

    shares = calibrate.counted([*sure, *unsure]).shares()

    assert shares["support.ko.x"][0.9] > 0.9
    assert shares["support.ko.x"][0.6] < 0.1


def test_no_fact_vouches_for_itself() -> None:
    right = [fact("a", "support.ko.x", 0.8, 1.0)] * 30
    wrong = [fact("b", "support.ko.x", 0.8, 0.0)] * 30

    unseen = {one.case: one.said for one in calibrate.left_out([*right, *wrong])}

    assert unseen["a"] < 0.1
    assert unseen["b"] > 0.9


def test_facts_held_out_are_judged_by_all_others() -> None:
    flattered = [fact("open", "support.ko.x", 0.8, 1.0)] * 30
    held = [fact(case, "support.ko.x", 0.8, 0.0) for case in ("b", "c") for _ in range(10)]

    unseen = calibrate.left_out(held, [*flattered, *held * calibrate.HELD])

    assert len(unseen) == 20
    assert all(0.4 < one.said < 0.6 for one in unseen)


def test_heaps_hold_every_fact_once() -> None:
    facts = [fact("a", "x", said / 20, 0.5) for said in range(21)]

    heaps = calibrate.bins(facts)

    assert sum(one.facts for one in heaps) == 21
    assert (heaps[0].name, heaps[-1].name) == ("0.0–0.1", "0.9–1.0")
    assert heaps[-1].facts == 3
    assert all(one.right == 0.5 and one.whole == 0 for one in heaps)


def test_the_table_is_toml_without_rules_seen_too_seldom() -> None:
    seldom = [fact("a", "support.ko.seldom", 0.8, 0.0)]
    often = [fact("a", "support.ko.often", 0.8, 1.0)] * 3

    told = tomllib.loads(calibrate.table(calibrate.counted([*seldom, *often])))

    assert told["facts"] == 4
    assert set(told["earned"]) == {"support", "support.ko", "support.ko.often"}


def test_the_drawing_is_svg_and_the_page_has_every_heap() -> None:
    heaps = calibrate.bins([fact("a", "x", 0.25, 0.0), fact("a", "x", 0.85, 1.0)])

    drawing = minidom.parseString(svg(heaps))  # noqa: S318 - our own words
    body = page(heaps, heaps, heaps, cases=1, facts=2)

    assert len(drawing.getElementsByTagName("circle")) == 2
    assert body.count("| 0.8–0.9 | 1 | 0.85 | 1.00 | 1.00 |") == 3


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name, extra in (("a", "Nobody Ltd"), ("b", "Pureun Castings")):
        folder = tmp_path / "cases" / name
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text(TEXT, "utf-8")
        (folder / "meta.json").write_text('{"published": "2023-05-10", "lang": "en"}')
        told = {"actors": [{"name": "Haneul Motors"}, {"name": extra, "credit": 0.5}]}
        (folder / "gold.json").write_text(json.dumps({**told, "supports": []}))
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    (tmp_path / "SPLIT.json").write_text('{"development": ["a"], "closed": ["b"]}')
    return tmp_path


def test_facts_get_the_credit_of_the_scorer(gold: Path) -> None:
    score = scorer(gold / "score.py")

    (first,) = part(gold, "development")
    (closed,) = part(gold, "closed")
    credit = {
        case.name: sorted(one.credit for one in judged([case], score) if one.kind == "actors")
        for case in (first, closed)
    }

    assert credit == {"a": [0.0, 1.0], "b": [0.5, 1.0]}


def test_a_folder_that_is_not_divided_is_open_as_a_whole(gold: Path) -> None:
    (gold / "SPLIT.json").write_text('{"public": ["b"]}')

    assert [case.name for case in part(gold, "development")] == ["b"]
    assert part(gold, "closed") == ()


def test_without_a_scorer_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert calibrate.main(["--write", "--scorer", str(tmp_path / "none.py")]) == 3
    assert "is absent" in capsys.readouterr().err
