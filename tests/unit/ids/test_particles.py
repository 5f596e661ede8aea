from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids.particles import FORMS, with_particle


@pytest.mark.parametrize(
    ("word", "particle", "whole"),
    [
        ("새봄정밀", "은", "새봄정밀은"),
        ("다온테크", "은", "다온테크는"),
        ("공장", "으로", "공장으로"),
        ("서울", "으로", "서울로"),
        ("회사", "으로", "회사로"),
        ("LS", "이", "LS가"),
        ("KIMM", "이", "KIMM이"),
        ("2021-05", "과", "2021-05와"),
        ("120", "을", "120을"),
        ("‘가람’", "을", "‘가람’을"),
        ("증감률(%)", "이", "증감률(%)이"),
        ("Cheonwoo Motor", "은", "Cheonwoo Motor는"),
        ("Nuri Paper", "이", "Nuri Paper가"),
        ("Tan Brothers Rigging", "을", "Tan Brothers Rigging을"),
        ("Cheonghae Line", "은", "Cheonghae Line은"),
        ("Cheongsan Tile", "으로", "Cheongsan Tile로"),
        ("Gyeongil Zip", "을", "Gyeongil Zip을"),
        ("Dujin Electric", "을", "Dujin Electric을"),
        ("First Bank", "은", "First Bank는"),
        ("Daeil Semiconductor", "과", "Daeil Semiconductor와"),
        ("Solbaram Radio", "이", "Solbaram Radio가"),
        ("E&W", "이", "E&W가"),
        ("LG", "은", "LG는"),
        ("(주)Garam", "이", "(주)Garam이"),
        ("A4", "을", "A4를"),
        ("83%", "으로", "83%로"),
        ("(51%)", "은", "(51%)는"),
        ("", "이", "가"),
    ],
)
def test_a_particle_follows_the_last_sound(word: str, particle: str, whole: str) -> None:
    assert with_particle(word, particle) == whole


@given(st.text(), st.sampled_from(sorted(FORMS)))
def test_every_word_gets_one_of_the_two_forms(word: str, particle: str) -> None:
    assert with_particle(word, particle) in (word + particle, word + FORMS[particle])
