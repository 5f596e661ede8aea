"""Persons without a title, foreign ones beside an office, and those called by a part of a name."""

import pytest

from kg.extract import read
from kg.extract.names import person_names
from kg.extract.reading import Reading
from kg.model.document import Document
from kg.model.source import Meta


def reading(text: str) -> Reading:
    return read(Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko")))


def people(text: str) -> list[str]:
    return [actor.name for actor in reading(text).facts.actors if actor.type == "Person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("이날 최연승 씨가 문을 열었다.", "최연승"),
        ("김도현(34)은 배를 탔다.", "김도현"),
        ("박지훈은 공을 넘겼다.", "박지훈"),
        ("메르첼 총리는 말을 아꼈다.", "메르첼"),
        ("배우 나디우스 베르체의 옷이다.", "나디우스 베르체"),
        ("이날 제임스 코벤턴은 노래를 불렀다.", "제임스 코벤턴"),
        ("결승골은 후안 루이스 모랄레다가 넣었다.", "후안 루이스 모랄레다"),
        ("무대에는 기무라 다쿠야와 무용수들이 섰다.", "기무라 다쿠야"),
        ("가수 제시카 정은 웃었다.", "제시카 정"),
        ("김태원이 기타를 들었고 관객이 울었다.", "김태원"),
        ("박도식 경위는 현장에 먼저 닿았다.", "박도식"),
    ],
)
def test_a_person_is_named_without_a_post(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "서초구는 넓다. 동해안은 길다.",
        "시리아 외무장관은 말을 아꼈다.",
        "은행 이자의 절반을 냈다. 전체의 반이다.",
        "고양이는 잔다. 태양은 뜬다. 공군이 왔다.",
        "판단해 보니 옳다. 내년엔 더 한다.",
        "전 대표는 떠났고 현 팀장이 왔다.",
        "토마스 공장은 문을 닫았다. 제임스 감독이 왔다.",
        "송파구는 넓다. 서해안은 길다. 여의도는 섬이다.",
        "막연한 신고는 받지 않는다. 질서 유지가 중요하다.",
    ],
)
def test_places_nouns_and_phrases_are_no_persons(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize("text", ["김모(32)씨는 웃었다.", "이 모 씨가 왔다.", "A씨는 걸었다."])
def test_nobody_is_named_by_a_surname_or_a_letter(text: str) -> None:
    told = reading(text)
    (mention,) = told.mentions

    assert told.facts.actors == ()
    assert (mention.type, len(mention.span)) == ("Person", 1)


def test_a_surname_points_to_the_person_of_that_name() -> None:
    told = reading("최연승 씨가 문을 열었다. 최 씨는 웃었다.")

    assert [m.names for m in told.mentions] == [("최연승",), ("최연승",)]


@pytest.mark.parametrize(("word", "expected"), [("김씨", False), ("이모", False), ("이준", True)])
def test_two_letters_with_ssi_are_no_name(word: str, *, expected: bool) -> None:
    assert person_names.is_name(word) is expected
