"""Particles are cut off where Korean grammar allows, and names keep their last letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.grammar import particles


@pytest.mark.parametrize(
    ("word", "stem", "particle"),
    [
        ("가람정밀은", "가람정밀", "은"),
        ("솔빛테크는", "솔빛테크", "는"),
        ("솔빛테크에서는", "솔빛테크", "에서는"),
        ("나리아그로는", "나리아그로", "는"),
        ("나리아그로", "나리아그로", ""),
        ("한들측은", "한들", "측은"),
        ("미르옵틱스와", "미르옵틱스", "와"),
        ("SDI는", "SDI", "는"),
        ("한울", "한울", ""),
    ],
)
def test_the_particle_is_told_from_the_name(word: str, stem: str, particle: str) -> None:
    assert particles.cut(word) == (stem, particle)


@pytest.mark.parametrize(
    ("letter", "particle"), [("강", "는"), ("소", "은"), ("소", "을"), ("강", "와")]
)
def test_a_particle_of_the_wrong_form_does_not_fit(letter: str, particle: str) -> None:
    assert not particles.agrees(letter, particle)


@pytest.mark.parametrize(
    ("letter", "particle"), [("울", "로"), ("소", "로"), ("강", "으로"), ("강", "도"), ("7", "은")]
)
def test_a_fitting_particle_fits(letter: str, particle: str) -> None:
    assert particles.agrees(letter, particle)


@given(st.text("가나다람밀은는이를에서로", max_size=8))
def test_stem_and_particle_are_the_word(word: str) -> None:
    assert "".join(particles.cut(word)) == word
    assert "".join(particles.cut_at(word, 3)) == word


def test_a_name_ends_before_a_particle_and_not_inside_a_word() -> None:
    assert particles.behind().match("에서는 잘")
    assert particles.behind().match(", 그리고")
    assert not particles.behind().match("공장")
