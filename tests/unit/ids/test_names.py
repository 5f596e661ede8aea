from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.ids.names import LOCAL_NAME, local_name, minted, told_apart

KINDS = st.sampled_from(["org", "person", "support"])


@given(KINDS, st.text())
def test_every_text_gives_an_ascii_local_name(kind: str, text: str) -> None:
    name = local_name(kind, text)

    assert LOCAL_NAME.fullmatch(name)
    assert len(name) < 90
    assert name == local_name(kind, text)


def test_a_name_is_romanised_and_an_english_one_kept() -> None:
    assert local_name("org", "새봄정밀(주)") == "org.saebomjeongmil-ju"
    assert local_name("org", "Hanbit Precision Co.") == "org.hanbit-precision-co"
    assert local_name("person", "한이슬") == "person.han-iseul"


def test_two_long_texts_with_one_beginning_stay_two() -> None:
    beginning = "하늘빛 " * 20

    assert local_name("group", beginning + "가") != local_name("group", beginning + "나")


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_minted_names_agree_only_when_all_parts_do(one: list[str], two: list[str]) -> None:
    assert (minted("time", *one) == minted("time", *two)) == (one == two)


@given(st.dictionaries(st.text(), st.sampled_from(["org.a", "org.b", "org.c"])))
def test_names_are_told_apart_whatever_the_order(wanted: dict[str, str]) -> None:
    pairs = list(wanted.items())
    backwards = list(reversed(pairs))

    names = told_apart(pairs, frozenset({"org.c"}))

    assert names == told_apart(backwards, frozenset({"org.c"}))
    assert len(set(names.values())) == len(wanted)
    assert "org.c" not in names.values()
