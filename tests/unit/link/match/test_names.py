"""How one name is written, read, shortened and misspelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.match.abbreviations import HOPELESS, strain
from kg.link.match.english import likeness
from kg.link.match.hanja import has_hanja, readings
from kg.link.match.learnt import told_in
from kg.link.match.places import named_places, places_of
from kg.link.match.sounds import consonants, roman, rough, slips
from kg.link.match.spelling import bared, spoken, tight, unfolded, without_country
from kg.link.match.words import cut


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("女性", "여성"),
        ("年度", "연도"),
        ("歷史", "역사"),
        ("國立", "국립"),
        ("国立", "국립"),
        ("研究", "연구"),
        ("LG電子", "LG전자"),
        ("新羅", "신라"),
    ],
)
def test_chinese_characters_are_read_as_korean_reads_them(written: str, read: str) -> None:
    assert readings(written)[0] == read


def test_a_character_of_two_readings_gives_both() -> None:
    assert {"금강", "김강"} <= set(readings("金江"))


@given(st.text(max_size=12))
def test_readings_never_fail_and_never_run_away(text: str) -> None:
    assert 1 <= len(readings(text)) <= 16
    assert has_hanja(text) or len(readings(text)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈜ 다온 기공", "다온기공(주)"),
        ("Daon Machinery Co., Ltd.", "DAON MACHINERY"),
        ("다온·기공", "다온기공"),
        ("ＤＡＯＮ기공", "daon기공"),
    ],
)
def test_form_blanks_width_and_case_do_not_tell_names_apart(one: str, other: str) -> None:
    assert tight(one) == tight(other)


@pytest.mark.parametrize(
    ("letters", "said"),
    [("LG전자", "엘지전자"), ("BNK금융", "비엔케이금융"), ("HD정밀", "에이치디정밀")],
)
def test_latin_letters_are_said_in_korean(letters: str, said: str) -> None:
    assert spoken(tight(letters)) == tight(said)


def test_a_long_latin_word_is_not_spelled_out() -> None:
    assert spoken("hanbitech정밀") == "hanbitech정밀"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("다온기공은", "다온기공"),
        ("한들전자가", "한들전자"),
        ("가온진흥원으로부터", "가온진흥원"),
        ("누리테크와", "누리테크"),
        ("해솔에서", "해솔"),
    ],
)
def test_a_particle_comes_off(mention: str, name: str) -> None:
    assert name in bared(mention)


@pytest.mark.parametrize("name", ["다온기공", "한들가", "새봄은"])
def test_a_particle_that_cannot_follow_the_sound_stays(name: str) -> None:
    assert name[:-1] not in bared(name) or name == "새봄은"


def test_the_country_comes_off_but_never_all_of_a_name() -> None:
    assert without_country("대한민국 가온부") == "가온부"
    assert without_country("Ministry of Tides of the Republic of Korea") == "Ministry of Tides"
    assert without_country("대한민국") == "대한민국"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("한국해양기술연구원", ("한국", "해양", "기술", "연구원")),
        ("가온누리정밀", ("가온누리", "정밀")),
        ("한국방송통신대학교", ("한국", "방송", "통신", "대학교")),
        ("sk하이닉스", ("sk", "하이닉스")),
    ],
)
def test_a_name_is_cut_into_its_words(name: str, words: tuple[str, ...]) -> None:
    assert cut(name) == words


@given(st.text("가나다라마바사abc한국기술연구원", min_size=1, max_size=14))
def test_the_words_of_a_name_are_the_name(name: str) -> None:
    assert "".join(cut(name)) == name


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("해기연", "한국해양기술연구원"),
        ("산자부", "산업자원부"),
        ("충남대", "충남대학교"),
        ("기계연", "한국기계연구원"),
        ("가온", "가온산업"),
        ("복지부", "보건복지부"),
    ],
)
def test_an_abbreviation_is_likely(short: str, full: str) -> None:
    assert strain(short, full) < 0.5


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("대구대학교", "대구외국어대학교"),
        ("한국연구원", "한국해양기술연구원"),
        ("전자", "lg전자"),
        ("충남대학교", "충남대학교"),
        ("다온", "한들"),
    ],
)
def test_a_name_that_leaves_a_whole_word_out_is_another_name(short: str, full: str) -> None:
    assert strain(short, full) == HOPELESS


def test_the_university_is_nearer_than_its_hospital() -> None:
    assert strain("충남대", "충남대학교") < strain("충남대", "충남대학교병원")


@given(st.text("가나다라마바", max_size=6), st.text("가나다라마바", max_size=9))
def test_strain_is_a_share_and_0_only_for_a_shorter_name(short: str, full: str) -> None:
    assert 0 <= strain(short, full) <= HOPELESS
    assert strain(short, full) == HOPELESS or len(short) < len(full)


def test_slips_count_jamo_and_a_swap_as_one() -> None:
    assert slips("가온벤쳐", "가온벤처", 2) == 1
    assert slips("daon", "doan", 2) == 1
    assert slips("가온", "누리", 2) == 3


@pytest.mark.parametrize(
    ("korean", "latin"),
    [("셀트리온", "Celltrion"), ("쿠팡", "Coupang"), ("코스맥스", "Cosmax"), ("포스텍", "POSTECH")],
)
def test_korean_hears_what_english_spells(korean: str, latin: str) -> None:
    keys = {consonants(each) for each in rough(latin)}

    assert keys & {consonants(each) for each in rough(korean)}


def test_romanisation_writes_sounds_that_meet() -> None:
    assert roman("종로") == "jongno"
    assert roman("한국전력공사") == roman("한국전력공사").lower()


def test_shortened_english_words_are_written_out() -> None:
    assert unfolded("Daon Nat'l Univ.") == unfolded("Daon National University")
    assert unfolded("Korea Inst. of Tides") == unfolded("Korea Institute of the Tides")


def test_a_korean_name_fits_its_english_words_and_no_others() -> None:
    assert likeness("국립해양박물관", "National Museum of the Ocean") > 0.8
    assert likeness("국립해양박물관", "National Museum of Chemistry") == 0
    assert likeness("박물관", "Museum") == 0


def test_an_abbreviation_is_learnt_where_a_text_introduces_it() -> None:
    told = told_in(["새로 선 한국 가온 진흥원(이하 '가진원')은", "나누리재단(약칭 누리단)"])

    assert "한국가온진흥원" in told["가진원"]
    assert told["누리단"] == {"나누리재단"}


def test_places_are_known_by_number_and_by_name() -> None:
    assert places_of(["https://sws.geonames.org/1835329/"]) == {"대구"}
    assert "창원" in named_places("경남 지역의 공장")
    assert named_places("동대구역에서") == frozenset()
