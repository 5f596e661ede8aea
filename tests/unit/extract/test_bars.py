"""Lines of tables are cut into cells, each with its place; an empty cell keeps its column."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text.bars import BAR, BAR_OR_GAP, cut


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("기업명 | 지원기관 | 효과", ["기업명", "지원기관", "효과"]),
        ("| 가람정밀 | 누리시 |", ["가람정밀", "누리시"]),
        ("  │ 가람정밀 │ │ 3% │", ["가람정밀", "", "3%"]),
        ("가람정밀 | | 3%", ["가람정밀", "", "3%"]),
        ("가람정밀 | 누리시 |", ["가람정밀", "누리시", ""]),
        ("\t누리시\t3%", ["", "누리시", "3%"]),
        ("one cell only", ["one cell only"]),
    ],
)
def test_a_line_is_cut_at_its_bars(line: str, words: list[str]) -> None:
    assert [told for _, told in cut(line, 0, len(line), BAR)] == words


def test_a_wide_gap_parts_cells_only_where_it_is_asked_for() -> None:
    line = "Plant      Before     After"

    assert [told for _, told in cut(line, 0, len(line), BAR_OR_GAP)] == ["Plant", "Before", "After"]
    assert [told for _, told in cut(line, 0, len(line), BAR)] == [line]


def test_only_the_stretch_is_cut() -> None:
    assert cut("a|b\nc|d\ne", 4, 7, BAR) == [(4, "c"), (6, "d")]


@given(
    st.text("가a3 |\t│", max_size=30),
    st.sampled_from([BAR, BAR_OR_GAP]),
    st.text("x|\n", max_size=3),
)
def test_every_cell_stands_where_it_begins(line: str, bar: re.Pattern[str], before: str) -> None:
    text = before + line
    cells = cut(text, len(before), len(text), bar)

    assert cells
    assert all(text.startswith(words, start) for start, words in cells)
    assert all(words == words.strip() and not bar.search(words) for _, words in cells)
    assert [start for start, _ in cells] == sorted(start for start, _ in cells)
