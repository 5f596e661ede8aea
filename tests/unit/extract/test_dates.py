"""Time expressions, resolved against the day of publication."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.values import dates

if TYPE_CHECKING:
    from kg.model.source import Language

DAY = date(2025, 1, 13)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ko", "14일 열렸다", [("2024-12-14", None)]),
        ("ko", "13일 밝혔다", [("2025-01-13", None)]),
        ("ko", "오는 14일 연다", [("2025-01-14", None)]),
        ("ko", "다음 달 3일", [("2025-02-03", None)]),
        ("ko", "내달 3일", [("2025-02-03", None)]),
        ("ko", "지난달 생산량", [("2024-12", None)]),
        ("ko", "지난해와 올해", [("2024", None), ("2025", None)]),
        ("ko", "작년 말까지", [("2024-12", None)]),
        ("ko", "내년 1월에", [("2026-01", None)]),
        ("ko", "올해 상반기", [("2025-01", "2025-06")]),
        ("ko", "2021년 9월 5일", [("2021-09-05", None)]),
        ("ko", "2021년 9월", [("2021-09", None)]),
        ("ko", "2020.5.18.", [("2020-05-18", None)]),
        ("ko", "14일과 15일 이틀간", [("2024-12-14", "2024-12-15")]),
        ("ko", "14일부터 2월 7일까지", [("2025-01-14", "2025-02-07")]),
        ("ko", "3~5일", [("2025-01-03", "2025-01-05")]),
        ("ko", "지난 11월 3~5일", [("2024-11-03", "2024-11-05")]),
        ("ko", "12월 5일", [("2024-12-05", None)]),
        ("ko", "3일간 7일 이내 10일 만에", []),
        ("ko", "납기는 15일에서 10일로 줄었다", []),
        ("ko", "월평균 3월간", []),
        ("en", "on January 10", [("2025-01-10", None)]),
        ("en", "March 30, 2022", [("2022-03-30", None)]),
        ("en", "May 14-15, 2020", [("2020-05-14", "2020-05-15")]),
        ("en", "last month and next year", [("2024-12", None), ("2026", None)]),
        ("en", "next January", [("2026-01", None)]),
        ("en", "in 2023, works (2019)", [("2023", None), ("2019", None)]),
        ("en", "the first half of 2021", [("2021-01", "2021-06")]),
        ("en", "they may march 2000 units", []),
    ],
)
def test_times_are_resolved(
    lang: Language, text: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    assert [(one.start, one.end) for one in dates.find(text, lang, DAY)] == wanted


@pytest.mark.parametrize("text", ["14일", "지난달", "내년 1월", "9월 3일", "올해 상반기"])
def test_without_a_publication_date_nothing_relative_is_resolved(text: str) -> None:
    (found,) = dates.find(text, "ko", None)
    assert found.start is None
    assert not found.is_relative


def test_what_lies_ahead_is_marked() -> None:
    ahead, behind = dates.find("내년 1월과 지난달", "ko", DAY)
    assert ahead.is_future
    assert not behind.is_future


def test_impossible_days_are_not_made_up() -> None:
    assert [one.start for one in dates.find("2023년 2월 30일", "ko", DAY)] == [None]


@given(st.text("0123456789년월일부터까지과~. 지난달올해내년상반기말", max_size=40), st.dates())
def test_any_text_gives_spans_in_order(text: str, published: date) -> None:
    for lang in ("ko", "en"):
        spans = [one.span for one in dates.find(text, lang, published)]
        assert spans == sorted(spans)
        assert all(span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("11월 말 문을 연다", "11월 말", "2022-11"),
        ("이달 중순까지", "이달 중순", "2023-03"),
        ("1980년대 초반 세운 공장", "1980년대 초반", "1980"),
        ("90년대 사진", "90년대", "1990"),
        ("이날 협약을 맺었다", "이날", None),
        ("이듬해부터 수출했다", "이듬해", None),
    ],
)
def test_parts_of_months_and_days_told_before(text: str, words: str, start: str | None) -> None:
    (found,) = dates.find(text, "ko", date(2023, 3, 20))
    assert (found.span.of(text), found.start) == (words, start)
