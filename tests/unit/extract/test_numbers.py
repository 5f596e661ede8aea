"""Numbers as they are written, read where they stand."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.values import numbers, quantities

if TYPE_CHECKING:
    from kg.model.source import Language


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("92만개", 920000, "92만"),
        ("1,390,000원", 1390000, "1,390,000"),
        ("1억2천만 원", 120000000, "1억2천만"),
        ("3조 5천억 원", 3500000000000, "3조 5천억"),
        ("4천 종", 4000, "4천"),
        ("9천5백 병", 9500, "9천5백"),
        ("0.5%", 0.5, "0.5"),
        ("1.5만 대", 15000, "1.5만"),
        ("1천500여만 원", 15000000, "1천500여만"),
        ("열두 곳", 12, "열두"),
        ("스물다섯 명", 25, "스물다섯"),
        ("일천이백만 원", 12000000, "일천이백만"),
        ("백여 곳", 100, "백여"),
        ("９２만 개", 920000, "９２만"),
        ("3억 5개", 300000000, "3억"),
        ("8억5000만원", 850000000, "8억5000만"),
        ("4분의 1로", 0.25, "4분의 1"),
        ("절반으로", 0.5, "절반"),
        ("열나흘", 14, "열나흘"),
        ("스무하루에서", 21, "스무하루"),
        ("a quarter of", 0.25, "a quarter"),
        ("twelve firms", 12, "twelve"),
        ("two million units", 2000000, "two million"),
        ("one hundred and twenty", 120, "one hundred and twenty"),
    ],
)
def test_a_number_is_read_with_its_exact_words(text: str, value: float, words: str) -> None:
    found = numbers.parse(text, 0)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", ["수십 곳", "일이 많다", "이 회사", "기업", ""])
def test_words_without_a_value_are_no_numbers(text: str) -> None:
    assert numbers.parse(text, 0) is None


@pytest.mark.parametrize(
    ("text", "low", "high"), [("3~5%", 3, 5), ("2~3만 개", 20000, 30000), ("서너 곳", 3, 4)]
)
def test_a_range_keeps_both_ends(text: str, low: float, high: float) -> None:
    found = numbers.parse(text, 0)
    assert found is not None
    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ko", "하루 6천 병이던", [(6000, "병", "P1D", "")]),
        ("ko", "시간당 1,200개", [(1200, "개", "PT1H", "")]),
        ("ko", "약 30% 이상", [(30, "%", None, "over")]),
        ("ko", "5분 안팎으로", [(5, "분", None, "about")]),
        ("ko", "기업당 2억원이 상한", [(200000000, "KRW", None, "up-to")]),
        ("ko", "1시간 30분에서 40분으로", [(90, "분", None, ""), (40, "분", None, "")]),
        ("ko", "3.2에서 0.8%로", [(3.2, "%", None, ""), (0.8, "%", None, "")]),
        ("ko", "15%포인트", [(15, "%p", None, "")]),
        ("ko", "두 배로 1.7배", [(2, "배", None, ""), (1.7, "배", None, "")]),
        ("ko", "4개 부품업체", [(4, "개사", None, "")]),
        ("ko", "제3회 4층 2위 3년차 오후 3시 30분 코로나-19 A4", []),
        ("ko", "2021년 9월 5일", []),
        ("en", "about 30 percent", [(30, "%", None, "about")]),
        ("en", "KRW 30 billion", [(30000000000, "KRW", None, "")]),
        ("en", "1.2bn won", [(1200000000, "KRW", None, "")]),
        ("en", "4,000 units a day", [(4000, "units", "P1D", "")]),
        ("en", "60 local suppliers", [(60, "companies", None, "")]),
        ("en", "from 2 to 3 million masks", [(2e6, "masks", None, ""), (3e6, "masks", None, "")]),
        ("en", "two in five firms", [(40, "%", None, "")]),
        ("en", "7 out of every 10 firms", [(70, "%", None, "")]),
        ("en", "3 in 10 days", [(3, "", None, ""), (10, "days", None, "")]),
        (
            "en",
            "two-fifths, a quarter, a third plant",
            [(40, "%", None, ""), (25, "%", None, "")],
        ),
        ("en", "two and a half hours", [(2.5, "hours", None, "")]),
        ("en", "a dozen glazed tiles a day", [(12, "glazed tiles", "P1D", "")]),
        ("en", "it jams four times a shift", [(4, "times", None, "")]),
        ("en", "eight toll mills, Case 4: no more", [(8, "companies", None, "")]),
        ("en", "from 26 a month to four", [(26, "", "P1M", ""), (4, "", None, "")]),
        ("en", "Covid-19 in 2025, the first half", []),
    ],
)
def test_quantities_have_unit_period_and_qualifier(
    lang: Language, text: str, wanted: list[tuple[float, str, str | None, str]]
) -> None:
    found = quantities.find(text, lang)
    assert [(one.value, one.unit, one.per, one.qualifier) for one in found] == wanted


@given(st.text(max_size=60))
def test_any_text_is_parsed_without_harm(text: str) -> None:
    for start in range(len(text)):
        found = numbers.parse(text, start)
        assert found is None or (found.start == start and start < found.end <= len(text))
    for lang in ("ko", "en"):
        for one in quantities.find(text, lang):
            assert 0 <= one.span.start < one.span.end <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "1,", "만억조"])
def test_a_megabyte_of_digits_is_read_in_seconds(piece: str) -> None:
    begun = process_time()
    assert quantities.find(piece * (1_000_000 // len(piece)), "ko") == ()
    assert process_time() - begun < 20


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1만2천 ", "3분의 ", "30% 증가, ", "hundred ", "1~", "가"])
def test_the_time_grows_in_proportion_to_the_text(piece: str) -> None:
    def cost(size: int) -> float:
        begun = process_time()
        quantities.find(piece * (size // len(piece)), "ko")
        return process_time() - begun

    cost(1_000)
    # In proportion it is ten times, by squares a hundred; a busy machine gets its slack.
    assert cost(80_000) < 60 * max(cost(8_000), 0.05)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("100개당 일곱 개에서 두 개로", [7, 2]),
        ("1천 자루에 37자루꼴에서 9자루꼴로", [3.7, 0.9]),
        ("열 개 중 하나꼴로", [10]),
        ("접시 열 장을 구우면 세 장은 금이 갔다", [30]),
        ("기업 10곳 중 7곳은", [70]),
    ],
)
def test_a_part_of_a_round_number_is_a_percentage(text: str, shares: list[float]) -> None:
    found = quantities.find(text, "ko")
    assert [(one.value, one.unit, one.kind) for one in found] == [
        (share, "%", "percent") for share in shares
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("하루 28두레에서 41두레로", [(28, "두레"), (41, "두레")]),
        ("월 30번에서 2번으로", [(30, "회"), (2, "회")]),
        ("하루 세 번", [(3, "회")]),
        ("2개국에서 9개국이 됐고", [(2, "개국"), (9, "개국")]),
        ("5위에서 2위로 올랐다", []),
        ("두 시간 반에서", [(2.5, "시간")]),
        ("20건에서 한 건으로", [(20, "건"), (1, "건")]),
        ("45일분 → 28일분", [(45, "일"), (28, "일")]),
        ("24곳 중 18곳이 참여했다", [(24, "개사"), (18, "개사")]),
    ],
)
def test_units_no_list_knows_are_read_from_pairs(text: str, told: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in quantities.find(text, "ko")] == told


@pytest.mark.parametrize(
    "text",
    [
        "경찰 조사를 받았다",
        "경기도의 조사 결과",
        "백종원 대표와 조인성 씨",
        "체육관 천장이 무너졌다",
        "서초동 세모녀 사건",
        "경매 수익금과 조회 수",
        "테인 세인 대통령",
    ],
)
def test_letters_of_a_word_are_no_number(text: str) -> None:
    assert quantities.find(text, "ko") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("댓글 8만 8000개", [(88000, "개")]),
        ("작업자 1인당 포장량은 2.4배", [(2.4, "배")]),
        ("(단위: 백만 원, %)", []),
        ("직원 두명과 만원", [(2, "명"), (10000, "KRW")]),
    ],
)
def test_numbers_that_only_label_are_left_out(text: str, told: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in quantities.find(text, "ko")] == told
