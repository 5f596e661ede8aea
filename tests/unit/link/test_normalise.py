from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.normalise import bare_name, normalised

SAME = [
    ("㈜새봄정밀", "새봄정밀"),
    ("(주) 새봄정밀", "주식회사 새봄정밀"),
    ("새봄 정밀", "새봄정밀㈜"),
    ("Hanbit Precision Co., Ltd.", "HANBIT PRECISION"),
    ("Ｈanbit", "hanbit"),
    ("엘지화학", "LG화학"),
    ("가온·나래", "가온나래"),
]
APART = [("새봄정밀", "새봄정공"), ("한빛전기", "한빛전자"), ("엘지", "LG"), ("코", "코오")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_blanks_and_widths_do_not_tell_names_apart(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(st.text(min_size=1))
def test_a_name_is_never_compared_as_nothing(name: str) -> None:
    assert normalised(name)


def test_a_form_alone_is_a_name() -> None:
    assert bare_name("주식회사") == "주식회사"
