"""Quotation marks pair up; apostrophes and inches do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text import quotes
from kg.model.evidence import Span


def found(text: str) -> list[str]:
    return [quote.of(text) for quote in quotes.find(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("그는 “줄었다”고 했다", ["줄었다"]),
        ('그는 "줄었다"며 "또 줄인다"고 했다', ["줄었다", "또 줄인다"]),
        ("‘들빛 사업’과 「한들법」", ["들빛 사업", "한들법"]),
        ("Hanul's plant isn't 'smart' yet", ["smart"]),
        ("the suppliers' 'data first' rule", ["data first"]),
        ('a 24" screen and a 27" one', []),
        ("“겉 ‘속’ 겉”", ["겉 ‘속’ 겉"]),
        ("“닫히지 않은 말", []),
        ("위한'들빛' 사업", ["들빛"]),
    ],
)
def test_quotes_are_the_outermost_closed_ones(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text("가a \"'“”‘’「」1", min_size=1, max_size=80))
def test_quotes_never_overlap_and_stand_between_marks(text: str) -> None:
    end = -1
    for quote in quotes.find(text, Span(0, len(text))):
        assert quote.start > end
        assert text[quote.start - 1] in "\"'“‘「"
        assert text[quote.end] in "\"'”’」"
        end = quote.end


def test_only_the_asked_stretch_is_looked_at() -> None:
    assert quotes.find("“가” “나”", Span(0, 3)) == (Span(1, 2),)
