from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import slug
from kg.ids.romanise import romanise, romanise_name, romanise_person

# The examples of the notice itself, and words of the same kinds.
WORDS = {
    "구미": "gumi", "영동": "yeongdong", "백암": "baegam", "옥천": "okcheon", "합덕": "hapdeok",
    "호법": "hobeop", "월곶": "wolgot", "벚꽃": "beotkkot", "한밭": "hanbat", "설악": "seorak",
    "칠곡": "chilgok", "임실": "imsil", "울릉": "ulleung", "대관령": "daegwallyeong",
    "백마": "baengma", "신문로": "sinmunno", "종로": "jongno", "왕십리": "wangsimni",
    "별내": "byeollae", "신라": "silla", "독립문": "dongnimmun", "해돋이": "haedoji",
    "같이": "gachi", "굳히다": "guchida", "맞히다": "machida", "좋고": "joko", "놓다": "nota",
    "낳지": "nachi", "묵호": "mukho", "집현전": "jiphyeonjeon", "압구정": "apgujeong",
    "낙동강": "nakdonggang", "죽변": "jukbyeon", "낙성대": "nakseongdae", "합정": "hapjeong",
    "팔당": "paldang", "샛별": "saetbyeol", "울산": "ulsan", "전주": "jeonju",
    "속리산": "songnisan",
    "독도": "dokdo", "극락전": "geungnakjeon", "촉석루": "chokseongnu", "안압지": "anapji",
    "의정부": "uijeongbu", "많아": "mana", "놓는": "nonneun", "뚫네": "ttulle", "앉아": "anja",
    "삼성전자": "samseongjeonja", "생산량": "saengsannyang",
}  # fmt: skip


@pytest.mark.parametrize(("hangul", "latin"), WORDS.items())
def test_words_of_the_notice_are_romanised_as_the_notice_says(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    {
        "한복남": "Han Boknam",
        "홍빛나": "Hong Bitna",
        "민용하": "Min Yongha",
        "송나리": "Song Nari",
        "남궁민아": "Namgung Mina",
        "Ada Lovelace": "Ada Lovelace",
        "한": "Han",
    }.items(),
)
def test_a_person_keeps_surname_first_and_the_syllables_apart(name: str, latin: str) -> None:
    assert romanise_person(name) == latin


def test_a_firm_name_keeps_its_latin_letters() -> None:
    assert romanise_name("가온C&T테크 2공장") == "Gaon C&T Tekeu 2Gongjang"


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_every_hangul_text_gets_a_slug(hangul: str) -> None:
    latin = romanise(hangul)

    assert latin.isascii()
    assert latin.isalpha()
    assert slug(latin) == latin


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Lo"])))
def test_a_text_without_hangul_is_left_alone(text: str) -> None:
    assert romanise(text) == text
