"""Words that point back find the party a reader finds, or none."""

import pytest

from kg.extract import read
from kg.model.document import Document
from kg.model.source import Language, Meta

TWO = "대구의 부품업체 한들정공과 나래메탈은 창고를 함께 쓴다. "
GEARS = "Hanul Precision, a maker of gears, grew. "
PAYS = "The Ministry of Field Industry pays. "
STORE = "Hanul Precision and Narae Metals share a store. "
PLANT = "경남 김해의 부품업체 한들정공은 불량을 줄였다. "


def pointers(text: str, lang: Language = "ko") -> dict[str, tuple[str, ...]]:
    document = Document(source="0" * 64, name="t", text=text, meta=Meta(language=lang))
    return {m.span.of(text): m.names for m in read(document).mentions if m.kind == "anaphor"}


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (PLANT + "이 회사는 직원 30명을 더 뽑았다.", "이 회사", ("한들정공",)),
        (PLANT + "회사 측은 만족한다.", "회사 측", ("한들정공",)),
        (TWO + "양사는 비용을 줄였다.", "양사", ("한들정공", "나래메탈")),
        (TWO + "두 회사는 비용을 줄였다.", "두 회사", ("한들정공", "나래메탈")),
        (TWO + "전자는 주조를, 후자는 가공을 한다.", "전자", ("한들정공",)),
        (TWO + "전자는 주조를, 후자는 가공을 한다.", "후자", ("나래메탈",)),
        (TWO + "이들은 납기도 맞췄다.", "이들", ("한들정공", "나래메탈")),
        ("들빛산업진흥재단은 설비를 진단했다. 재단은 비용도 댔다.", "재단", ("들빛산업진흥재단",)),
        (PLANT + "나하늘 한들정공 대표는 웃었다. 나 대표는 말을 아꼈다.", "나 대표", ("나하늘",)),
        (PLANT + "나하늘 한들정공 대표는 웃었다. 그는 말을 아꼈다.", "그", ("나하늘",)),
    ],
)
def test_a_korean_pointer_finds_its_party(text: str, word: str, names: tuple[str, ...]) -> None:
    assert pointers(text).get(word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (
            "Hanul Precision, a maker of gears, grew. The company hired 30.",
            "The company",
            ("Hanul Precision",),
        ),
        (
            "The Ministry of Field Industry pays. The ministry also trains.",
            "The ministry",
            ("Ministry of Field Industry",),
        ),
        ("Han Ji-woo, head of Hanul Precision, laughed. She said little.", "She", ("Han Ji-woo",)),
        (
            "Hanul Precision and Narae Metals share a store. Both companies save.",
            "Both companies",
            ("Hanul Precision", "Narae Metals"),
        ),
    ],
)
def test_an_english_pointer_finds_its_party(text: str, word: str, names: tuple[str, ...]) -> None:
    assert pointers(text, "en").get(word) == names


@pytest.mark.parametrize(
    "text",
    [
        "이 회사는 처음 나온다.",
        "그는 처음 나온다.",
        "전자는 컸다.",
        PLANT + "양사는 없다.",
        "도는 넓다.",
        PLANT + "이 대표는 없다.",
    ],
)
def test_a_pointer_to_nobody_gets_no_mention(text: str) -> None:
    assert pointers(text) == {}


def test_groups_without_names_are_mentions_but_no_actors() -> None:
    text = "한들정공㈜은 협력사 17곳을 도왔다."
    reading = read(Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko")))

    assert [m.names[0] for m in reading.mentions if m.kind == "group"] == ["협력사 17곳"]
    assert [actor.name for actor in reading.facts.actors] == ["한들정공"]
    assert [(group.name, group.count) for group in reading.facts.groups] == [("협력사 17곳", 17)]


def test_a_list_with_its_number_is_a_complete_group() -> None:
    text = "지원을 받은 한들정공, 나래메탈, 미르옵틱스 등 3개 가구 업체의 매출이 늘었다."
    groups = read(
        Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko"))
    ).facts.groups

    assert groups[0].members == ("한들정공", "나래메탈", "미르옵틱스")
    assert (groups[0].count, groups[0].is_complete, groups[0].product) == (3, True, "가구")


def test_a_list_of_things_is_no_list_of_firms() -> None:
    text = "자동차, 기계, 전자 등 10개 업종 기업이 참여했다. 용접, 도금, 사출 등 공정 설비도 있다."
    facts = read(Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko"))).facts

    assert facts.actors == ()
