"""Whether a Korean name and one in Latin letters may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.romanised import alike, keys


@pytest.mark.parametrize(
    ("korean", "latin", "how"),
    [
        ("한이슬", "Han Iseul", "romanised"),
        ("한이슬", "Han I-seul", "romanised"),
        ("한이슬", "HAN Iseul", "romanised"),
        ("한이슬", "I-seul Han", "romanised"),
        ("한복남", "Han Boknam", "romanised"),
        ("남궁가람", "Namgung Garam", "romanised"),
        ("이가온", "Lee Ga-on", "customary"),
        ("박새벽", "Park Saebyeok", "customary"),
        ("최다온", "Choi Da-on", "customary"),
        ("오가온", "Oh Gaon", "customary"),
        ("이영희", "Lee Young-hee", "rough"),
        ("김철수", "Kim Chul-soo", "rough"),
        ("정유미", "Chung Yoo-mi", "rough"),
        ("전지현", "Jun Ji-hyun", "rough"),
        ("Jo Ju-hyeon", "Cho Joo-hyun", "rough"),
        ("한이슬", "한이슬", "same_name"),
        ("Han I-seul", "Iseul Han", "same_name"),
        ("한이슬", "Han Isol", ""),
        ("한이슬", "Kim Iseul", ""),
        ("한이슬", "Hannah Smith", ""),
        ("한이슬", "한이솔", ""),
        ("한이슬", "Iseul", ""),
        ("Ada Lovelace", "Ada Byron", ""),
    ],
)
def test_how_two_names_fit(korean: str, latin: str, how: str) -> None:
    assert alike(korean, latin) == how
    assert alike(latin, korean) == how
    assert not how or keys(korean) & keys(latin), "they would never be compared"


@given(st.text(), st.text())
def test_any_two_texts_fit_or_do_not(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert not alike(one, other) or keys(one) & keys(other)
