"""Benchmark articles are the same every time, tell facts, and measure what they say they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.articles import articles, project
from benchmarks.reading import Measured, apart, many, news, speed

if TYPE_CHECKING:
    from pathlib import Path


def test_articles_are_the_same_every_time_and_unlike_one_another() -> None:
    first, again = list(articles(30)), list(articles(30))

    assert first == again
    assert len(set(first)) == 30
    assert all(700 < len(text) < 1500 and "{" not in text for text in first)


def test_news_that_are_absent_are_replaced_by_articles(tmp_path: Path) -> None:
    assert news(tmp_path) == news(None) == list(articles(200))


def test_speed_is_characters_by_seconds_of_work() -> None:
    one = Measured(characters=1000, seconds=4.0, work=2.0, megabytes=1.0, facts=3)

    assert one.speed == 500


@pytest.mark.slow
def test_reading_is_fast_enough_and_small_enough() -> None:
    found = apart(speed, list(articles(40)))

    assert found.facts > 300
    assert found.speed >= 20_000
    assert found.megabytes <= 700


@pytest.mark.slow
def test_a_project_of_articles_is_read_whole(tmp_path: Path) -> None:
    found = many(str(project(tmp_path / "p", 6)), 1)

    assert found.characters == sum(map(len, articles(6)))
    assert found.facts > 40
