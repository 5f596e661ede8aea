import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceSyntax
from kg.loaders import load
from kg.loaders.lines import blocks
from kg.loaders.repeats import repeats
from kg.model.document import Document
from kg.model.language import recognise
from kg.model.source import Source

SEED = Path(__file__).parents[4] / "shared" / "cases" / "seed"

RELEASE = """새봄지역진흥원, 스마트공장 확산 협약
- 가온전자와 부품기업 12곳 참여 -

새봄지역진흥원은 2일 가온전자와 협약을 맺었다고 밝혔다.

□ 추진 배경
 ㅇ 부품기업의 불량률이 높아
   공정을 진단하기로 했다.
1. 지원 내용
가) 설비 구축비 2억 원
1.5배로 늘어난 예산을 쓴다.

구분 | 2022년 | 2023년
불량률 | 3.1% | 1.2%
|---|---|---|
▲ 협약식 모습 (사진=새봄지역진흥원)
“현장이 먼저 바뀌었다.”
김하늘 기자 haneul@example.com
무단 전재 및 재배포 금지
"""


def read(body: bytes) -> Document:
    return load(Source(name="a.txt", media_type="text/plain", body=body)).documents[0]


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks(text)]


def test_a_release_falls_into_its_blocks() -> None:
    assert told(RELEASE) == [
        ("title", "새봄지역진흥원, 스마트공장 확산 협약"),
        ("title", "- 가온전자와 부품기업 12곳 참여 -"),
        ("paragraph", "새봄지역진흥원은 2일 가온전자와 협약을 맺었다고 밝혔다."),
        ("list_item", "추진 배경"),
        ("list_item", "부품기업의 불량률이 높아\n   공정을 진단하기로 했다."),
        ("list_item", "지원 내용"),
        ("list_item", "설비 구축비 2억 원"),
        ("paragraph", "1.5배로 늘어난 예산을 쓴다."),
        ("table_cell", "구분"),
        ("table_cell", "2022년"),
        ("table_cell", "2023년"),
        ("table_cell", "불량률"),
        ("table_cell", "3.1%"),
        ("table_cell", "1.2%"),
        ("caption", "▲ 협약식 모습 (사진=새봄지역진흥원)"),
        ("quote", "“현장이 먼저 바뀌었다.”"),
        ("byline", "김하늘 기자 haneul@example.com"),
        ("boilerplate", "무단 전재 및 재배포 금지"),
    ]


def test_a_paragraph_wrapped_over_lines_is_one_block() -> None:
    wrapped = (
        "누리팩은 올해 포장 라인 세 곳에\n자동 검사 장비를 들여놓았다. 그 결과\n불량이 줄었다."
    )
    text = f"{wrapped}\n\n다음 단락이다."

    assert [kind for kind, _ in told(text)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_the_text_is_the_decoded_text_and_nothing_else(encoding: str) -> None:
    text = "가람정밀은\r\n웃었다.\t 끝\n"

    assert read(text.encode(encoding)).text == text


def test_decomposed_syllables_are_left_as_they_are() -> None:
    text = "가람은 웃었다."  # first syllable in jamo

    assert read(text.encode()).text == text


def test_western_text_that_happens_to_decode_as_cp949_is_refused() -> None:
    with pytest.raises(SourceSyntax, match=r"a\.txt:2.*neither UTF-8 nor CP949.*save the file"):
        read("One line.\nHe said “good work” and “well done”.".encode("cp1252"))


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(SourceSyntax, match="empty"):
        read(b" \n\t\n")


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/cases/seed is not here")
def test_the_seed_repeats_itself_in_three_passages() -> None:
    (file,) = SEED.glob("*.txt")
    found = [
        (r.span.start, r.span.end, r.of.start, r.of.end) for r in read(file.read_bytes()).repeats
    ]

    assert found == [(234, 366, 0, 132), (367, 467, 133, 233), (1388, 2307, 468, 1387)]


LONG = [
    f"{number}번째 문장은 마흔 글자를 넘기도록 조금 길게 적어 두는 것이 이 시험에 알맞다."
    for number in range(4)
]


def test_a_line_told_three_times_repeats_its_first_occurrence_twice() -> None:
    found = repeats("\n".join([LONG[0]] * 3))

    assert [repeat.of.start for repeat in found] == [0, 0]


def test_short_lines_repeat_only_beside_a_repeated_long_one() -> None:
    text = "\n".join(["짧은 줄", LONG[0], "기자", "짧은 줄", LONG[1], LONG[0], "기자"])

    assert [repeat.span.of(text) for repeat in repeats(text)] == [LONG[0], "기자"]


def test_what_another_passage_repeats_is_no_repeat_itself() -> None:
    text = "\n".join(["짧은 줄", LONG[0], "짧은 줄", LONG[0], "짧은 줄"])

    assert [(repeat.of.start, repeat.span.start) for repeat in repeats(text)] == [
        (5, 5 + len(LONG[0]) + 6),
        (6 + len(LONG[0]), 12 + 2 * len(LONG[0])),
    ]


def test_a_run_whose_line_ends_differ_is_told_line_by_line() -> None:
    first, second = "\n".join(LONG[:3]), "\r\n".join(LONG[:3])

    assert len(repeats(f"{first}\n{LONG[3]}\n{second}")) == 3


@given(st.lists(st.sampled_from([*LONG, "짧은 줄", "", "기자"]), max_size=14))
def test_repeats_are_copies_in_order_of_passages_that_are_none(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = repeats(text)

    for one, next_one in pairwise(found):
        assert one.span.end <= next_one.span.start
    for repeat in found:
        assert repeat.of.end <= repeat.span.start
        assert repeat.of.of(text) == repeat.span.of(text)
        assert not any(repeat.of.meets(other.span) for other in found)
    for line in set(lines) & set(LONG):
        starts = [m.start() for m in re.finditer(re.escape(line), text)]
        copies = [s for s in starts if any(r.span.start <= s < r.span.end for r in found)]
        assert copies == starts[1:], "each long line is kept once, where it stands first"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Garam Precision (가람정밀) halved its scrap rate.", "en"),
        ("AI 기반 MES와 PLC를 묶은 SCADA를 도입했다", "ko"),
        ("1234", "ko"),
    ],
)
def test_language_is_told_by_the_share_of_hangul(text: str, language: str) -> None:
    assert recognise(text) == language
