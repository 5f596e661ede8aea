"""Whatever the text: reading ends, and every fact points at words that stand there."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract import language, read
from kg.model.document import Document
from kg.model.evidence import Span
from kg.model.source import Language, Meta

PIECES = [
    *("가람정밀은", "㈜한들", "이 회사", "“좋다”고", '"we will"', "said", "나하늘 대표는", "3%"),
    *(
        "92만개에서",
        "등 4개 업체",
        "a maker of",
        "Hanul Precision,",
        "Inc.",
        "△",
        "\n",
        "\n\n",
        " ",
    ),
    *(". ", "다.", "(WEF)", "'", "’", "\ud800", "\x00", "\u200b", "🏭", "ᄀ", "각", "Co., Ltd."),
    *(
        "18일 밝혔다",
        "등대공장",
        "lighthouse",
        "The company",
        "양사는",
        "중기부 장관",
        ":",
        "→",
        "·기아",
        "|",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map(" ".join)


@given(text=TEXTS, lang=st.sampled_from(["ko", "en"]))
@example(text="|", lang="en")
@example(text="| a | | b |", lang="en")
def test_any_text_is_read_and_every_evidence_stands_in_it(text: str, lang: Language) -> None:
    reading = read(Document(source="0" * 64, name="any", text=text, meta=Meta(language=lang)))

    for fact in reading.facts:
        for evidence in (*fact.basis.evidence, *(slot.evidence for slot in fact.basis.slots)):
            evidence.check(text)
    ends = 0
    for mention in reading.mentions:
        assert mention.span.start >= ends
        ends = mention.span.end
        assert mention.names


@given(text=TEXTS)
def test_every_mention_of_a_name_is_of_an_actor(text: str) -> None:
    reading = read(Document(source="0" * 64, name="any", text=text, meta=Meta(language="ko")))
    names = {actor.name for actor in reading.facts.actors}

    assert {n for m in reading.mentions if m.kind != "group" for n in m.names} <= names


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\ud83c",
        "가" * 9000,
        "“" * 500,
        unicodedata.normalize("NFD", "가람정밀은 잘된다."),
    ],
    ids=["empty", "blank", "half a pair", "one long word", "open quotes", "decomposed"],
)
def test_odd_texts_are_read_in_peace(text: str) -> None:
    reading = read(Document(source="0" * 64, name="odd", text=text))

    assert all(Span(0, len(text)).holds(sentence.span) for sentence in reading.sentences)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가람정밀은 부품을 만든다.", "ko"),
        ("Hanul makes gears.", "en"),
        ("", "en"),
        ("LG전자 SDI", "ko"),
    ],
)
def test_the_language_is_told_by_its_letters(text: str, expected: Language) -> None:
    assert language(text) == expected


def test_reading_twice_gives_the_same() -> None:
    text = "경남 김해의 부품업체 한들정공은 컸다. 나하늘 한들정공 대표는 “또 크겠다”고 말했다."
    document = Document(source="0" * 64, name="twice", text=text)

    assert read(document) == read(document)
