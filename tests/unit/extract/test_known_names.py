"""Bodies and persons every reader of Korean news knows, and common words that are none."""

import pytest

from kg.extract import read
from kg.extract.grammar.words import table
from kg.extract.names import gazetteer
from kg.extract.reading import Reading
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.source import Meta


def reading(text: str) -> Reading:
    return read(Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("서울 강남경찰서는 문을 닫았다.", "서울 강남경찰서"),
        ("수원지법 평택지원에 서류를 냈다.", "수원지법 평택지원"),
        ("서울중앙지법 형사3부는 말을 아꼈다.", "서울중앙지법 형사3부"),
        ("국회 국토교통위원회가 열렸다.", "국회 국토교통위원회"),
        ("경찰은 길을 막았다.", "경찰"),
        ("두산 베어스가 이겼다.", "두산 베어스"),
    ],
)
def test_a_body_of_the_news_is_named(text: str, name: str) -> None:
    assert [actor.name for actor in reading(text).facts.actors] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "볼트를 조이고 너트를 끼웠다.",
        "자료를 공유하고 나무 대교를 건넜다.",
        "법정에 서서 조국을 말했다.",
        "샤프와 토스 기계를 샀다.",
        "경찰복을 입었다. 국회의사당은 크다.",
    ],
)
def test_a_common_word_is_no_name(text: str) -> None:
    assert reading(text).facts.actors == ()


def test_a_name_is_listed_once() -> None:
    names = [name for parties in table("ko/known").values() for party in parties for name in party]

    assert {name for name in names if names.count(name) > 1} == set()


def test_the_index_of_the_same_entities_is_built_once() -> None:
    known = built_in()

    assert gazetteer.build(known) is gazetteer.build(known)
    assert gazetteer.build([]).names.keys() < gazetteer.build(known).names.keys()
