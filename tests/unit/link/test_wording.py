from __future__ import annotations

import re

import pytest

from kg.link.wording import wording
from kg.model.report import Text
from kg.vocab import INDICATOR, KIND


def test_every_kind_and_indicator_has_a_name_in_both_languages() -> None:
    for code in (*KIND.values(), *INDICATOR.values()):
        name = wording().code(code.value)
        assert re.search("[가-힣]", name.ko)
        assert name.en.isascii()
        assert name.en


def test_both_languages_of_a_pattern_have_the_same_slots() -> None:
    slots = re.compile(r"\{(\w+)\}")
    for name, pattern in wording().patterns.items():
        assert sorted(slots.findall(pattern.ko)) == sorted(slots.findall(pattern.en)), name


def test_a_code_is_found_by_any_of_its_names() -> None:
    mask = "https://w3id.org/deungdae/code/product.FaceMask"

    assert wording().concept("product", "마스크") == mask
    assert wording().concept("product", "Face  masks") == mask
    assert wording().concept("product", "자전거") is None
    assert wording().kind_of("product", "수술용 마스크") == mask
    assert wording().kind_of("product", "마스크 포장기") is None


def test_a_phrase_is_put_into_english_by_names_and_words_of_the_field() -> None:
    names = [("세계경제포럼", "World Economic Forum")]

    assert (
        wording().both("세계경제포럼 전략회의", names).en == "World Economic Forum strategy meeting"
    )
    assert wording().both("상생형 스마트공장 보급사업").en == (
        "win-win smart factory dissemination programme"
    )
    assert wording().both("Open Day") == Text("Open Day", "Open Day")


def test_every_name_of_a_listed_place_shows_the_same_two() -> None:
    assert wording().place("대한민국") == wording().place("한국") == Text("한국", "South Korea")
    assert wording().place("해오름읍") == Text("해오름읍", "Haeoreumeup")


def test_an_unlisted_role_is_romanised_and_a_listed_one_translated() -> None:
    assert wording().role("대표").en == "CEO"
    assert wording().role("총무").en == "Chongmu"


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("주사기를 만드는 중소기업", "SMEs making syringes"),
        ("금형을 생산해 온 업체", "firms making moulds"),
        ("대기업과 협력하는 중소기업들", "SMEs working with large enterprises"),
        ("협력하는 중소기업", "partner SMEs"),
        ("도입기업 14곳", "14 adopting firms"),
        ("스마트공장 300여 개소", "300 smart factories"),
        ("자동화 같은 선진기술의 필요성", "need of advanced technology such as automation"),
    ],
)
def test_phrases_are_put_in_the_order_of_english(korean: str, english: str) -> None:
    assert wording().both(korean) == Text(korean, english)
