"""A quote is shown in its sentence or its row, so that a person can decide by it."""

from __future__ import annotations

from kg.model.document import Row
from kg.model.evidence import Cell, Evidence, Span
from kg.pipeline.quoting import Around

TEXT = "해무리도는 9일 협약을 맺었다.\n이날 " + "가" * 60 + " 새봄정밀과\n들꽃포장이 함께했다. 끝."
START = TEXT.index("새봄정밀")
ROW = Row(number=4, cells={"기업명": "새봄정밀", "소재지": "안양\n만안", "비고": "2차"})


def words(place: Span | Cell, quote: str = "새봄정밀", source: str = "d") -> str:
    held = Around(texts={"d": TEXT}, rows={("t", "표1", 4): ROW})
    return held.told(Evidence(source=source, place=place, quote=quote))


def test_a_quote_of_a_text_stands_in_brackets_between_its_neighbours() -> None:
    told = words(Span(START, START + 4))

    assert told == "…" + "가" * 39 + " [새봄정밀]과 들꽃포장이 함께했다. 끝."


def test_a_quote_of_a_cell_comes_with_the_rest_of_its_row() -> None:
    assert (
        words(Cell("표1", 4, "기업명"), source="t") == "[새봄정밀] | 소재지: 안양 만안 | 비고: 2차"
    )


def test_where_the_source_is_not_at_hand_the_quote_stands_alone() -> None:
    assert words(Span(0, 4)) == "[새봄정밀]", "the text there is another one"
    assert words(Span(0, 4), source="elsewhere") == "[새봄정밀]"
    assert words(Cell("", 9, "기업명"), source="t") == "[새봄정밀]"
