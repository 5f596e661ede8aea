"""A table of mentions: one line out for each line in."""

import pytest

from kg.link.match.index import build_index
from kg.link.match.known import Known, Name
from kg.link.mentions import link_mentions, read_mentions, shown

INDEX = build_index(
    [
        Known(
            iri="https://example.org/org/gaon", names=(Name("가온진흥원", "ko", is_preferred=True),)
        )
    ]
)


def lines(table: str) -> list[list[str]]:
    return [shown(each).split("\t") for each in link_mentions(read_mentions(table), INDEX, {})]


def test_each_line_gives_iri_score_and_why() -> None:
    (line,) = lines("가온진흥원이\t가온진흥원이 나섰다.\n")

    assert line[0] == "https://example.org/org/gaon"
    assert 0.6 <= float(line[1]) <= 1
    assert "whole" in line[2]


def test_an_unknown_name_is_nil() -> None:
    assert lines("다솜진흥원\t\n")[0][0] == "NIL"


@pytest.mark.parametrize(
    "header", ["mention\tcontext", "name\tcontext", "이름\t문맥", "Mention\tContext\tType"]
)
def test_a_header_is_skipped(header: str) -> None:
    assert len(lines(f"{header}\n가온진흥원\t글\n")) == 1


def test_a_header_names_the_columns() -> None:
    (mention,) = read_mentions("context\tmention\tdate\tlei\n글\t가온\t2019-01-02\tXX\n")

    assert (mention.text, mention.context, mention.day) == ("가온", "글", "2019-01-02")
    assert mention.numbers == ()


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("id\tmention\tcontext", "7\t가온진흥원\t글"),
        ("mention\ttext", "가온진흥원\t글"),
        ("context\tname\tgold", "글\t가온진흥원\tNIL"),
        ("mention\tcontext\texpected_id\tcategory", "가온진흥원\t글\tx\ty"),
        ("기업명\t문맥\t소재지", "가온진흥원\t글\t대전"),
    ],
)
def test_columns_may_stand_in_any_order_among_others(header: str, line: str) -> None:
    (mention,) = read_mentions(f"{header}\n{line}\n")

    assert (mention.text, mention.context) == ("가온진흥원", "글")


def test_a_mention_that_reads_like_a_header_word_is_no_header_without_others() -> None:
    assert len(read_mentions("name\t그 사람의 name\n가온\t글\n")) == 2


def test_blank_lines_and_line_breaks_inside_a_context_keep_their_line() -> None:
    assert len(lines("가온진흥원\t앞\u2028뒤\n\n가온진흥원\r\n")) == 3


def test_what_one_context_introduces_holds_for_the_whole_table() -> None:
    table = "가진원\t가진원이 왔다\n가온진흥원\t가온진흥원(이하 가진원)\n"

    assert [line[0] for line in lines(table)] == ["https://example.org/org/gaon"] * 2
