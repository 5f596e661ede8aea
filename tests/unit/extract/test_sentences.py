"""Sentences end where a reader would end them, and their offsets are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reading import Sentence
from kg.extract.text import sentences
from kg.model.document import Block, Document, Repeat
from kg.model.evidence import Span


def split(text: str, **parts: tuple[Block, ...] | tuple[Repeat, ...]) -> tuple[Sentence, ...]:
    return sentences.split(Document(source="0" * 64, name="t", text=text, **parts), "ko")  # type: ignore[arg-type]  # two fields of two types


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("불량이 줄었다. 매출은 늘었다.", ["불량이 줄었다.", "매출은 늘었다."]),
        ("불량률은 1.8%다. 끝.", ["불량률은 1.8%다.", "끝."]),
        (
            "그는 “힘들었다. 그래도 했다.”고 말했다. 끝.",
            ["그는 “힘들었다. 그래도 했다.”고 말했다.", "끝."],
        ),
        ('"줄었다." 라고 했다. 끝.', ['"줄었다." 라고 했다.', "끝."]),
        ("“납기가 늦으면 끊깁니다.” 그의 말이다.", ["“납기가 늦으면 끊깁니다.”", "그의 말이다."]),
        ("줄었다.그는 웃었다.", ["줄었다.", "그는 웃었다."]),
        (
            "△한들(대구): 30% 절감 △나래(부산): 납기 단축",
            ["△한들(대구): 30% 절감", "△나래(부산): 납기 단축"],
        ),
        ("Hanul Co., Ltd. cut defects. It grew.", ["Hanul Co., Ltd. cut defects.", "It grew."]),
        ("Mr. Han of the U.S. unit left. Bye.", ["Mr. Han of the U.S. unit left.", "Bye."]),
        (
            '"We did it. We will," she said. Then rain.',
            ['"We did it. We will," she said.', "Then rain."],
        ),
        ("1. 첫째 항목", ["1. 첫째 항목"]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_are_sentences_of_their_own() -> None:
    assert texts("제목 한 줄\n본문은 이렇다.\n나하늘기자 a@b.kr") == [
        "제목 한 줄",
        "본문은 이렇다.",
        "나하늘기자 a@b.kr",
    ]


def test_a_repeated_passage_is_not_read_again() -> None:
    text = "한들은 컸다.\n한들은 컸다."
    repeat = Repeat(span=Span(8, 15), of=Span(0, 7))

    assert [s.span for s in split(text, repeats=(repeat,))] == [Span(0, 7)]


def test_blocks_keep_their_kind_and_boilerplate_is_left_out() -> None:
    text = "제목이다 본문이다. 메뉴"
    blocks = (
        Block("title", Span(0, 4)),
        Block("paragraph", Span(5, 10)),
        Block("boilerplate", Span(11, 13)),
    )

    assert [(s.text, s.block, s.paragraph) for s in split(text, blocks=blocks)] == [
        ("제목이다", "title", 0),
        ("본문이다.", "paragraph", 1),
    ]


def test_quotes_are_recorded_with_their_sentence() -> None:
    text = "그는 “줄었다”며 ‘등대’를 말했다. “끝.”"
    found = split(text)

    assert [[quote.of(text) for quote in s.quotes] for s in found] == [["줄었다", "등대"], ["끝."]]


def test_a_line_without_end_is_cut_at_a_blank() -> None:
    found = split("가나 " * 4000)

    assert len(found) > 1
    assert all(len(s.text) <= sentences.LONGEST and s.text.endswith("나") for s in found)


@given(st.text(st.characters(), max_size=200))
def test_sentences_are_in_order_exact_and_without_overlap(text: str) -> None:
    end = 0
    for sentence in split(text):
        assert sentence.span.of(text) == sentence.text == sentence.text.strip()
        assert sentence.span.start >= end
        assert all(sentence.span.holds(quote) for quote in sentence.quotes)
        end = sentence.span.end


@given(st.lists(st.sampled_from("가나 .?\"“”'‘’\nab"), max_size=60).map("".join))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
