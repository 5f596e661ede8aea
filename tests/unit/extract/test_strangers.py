"""Names that only their surroundings show: firms, members of lists and columns, local bodies."""

import pytest

from kg.extract import read
from kg.extract.grammar import morphology
from kg.extract.names import grids, local, strangers
from kg.extract.reading import Reading
from kg.model.document import Document
from kg.model.source import Meta


def reading(text: str) -> Reading:
    return read(Document(source="0" * 64, name="t", text=text, meta=Meta(language="ko")))


def types(text: str) -> dict[str, str]:
    return {actor.name: actor.type for actor in reading(text).facts.actors}


@pytest.mark.parametrize(
    "text",
    [
        "솔무늬는 직원 열 명의 작은 회사다.",
        "솔무늬는 붓을 만드는 업체입니다.",
        "붓 공장 네 곳이 뽑혔다. 이 가운데 솔무늬가 가장 앞섰다.",
        "일례로 솔무늬는 불량이 크게 줄었다.",
        "또 다른 참여업체인 솔무늬는 납기를 당겼다.",
        "솔무늬의 매출은 크게 늘었다.",
    ],
)
def test_a_firm_is_told_by_what_is_said_of_it(text: str) -> None:
    assert types(text) == {"솔무늬": "SME"}


@pytest.mark.parametrize(
    "text",
    [
        "불량률은 크게 줄었다. 불량률이 줄자 매출이 늘었다.",
        "온도제어는 어렵다. 온도제어에 쓰는 센서를 들였다.",
        "붓을 제조하는 곳은 작은 회사다.",
        "이 가운데 절반은 도움을 받지 못했다.",
        "그중 30%는 설비를 바꿨다.",
        "생산라인은 멈췄다. 생산라인의 센서가 낡았다.",
    ],
)
def test_what_firms_have_and_do_is_no_firm(text: str) -> None:
    assert types(text) == {}


def test_a_strange_word_that_acts_twice_is_a_firm() -> None:
    text = "달보드레는 설비를 바꿨다. 멘토 두 명이 달보드레에 머물렀다."

    assert types(text) == {"달보드레": "SME"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "달보드레, 온새미로, 시나브로를 지원 대상으로 뽑았다.",
            {"달보드레", "온새미로", "시나브로"},
        ),
        ("김치, 된장, 고추장을 지원 품목으로 뽑았다.", set()),
        ("불량률, 가동률, 원가를 지원 기준으로 뽑았다.", set()),
    ],
)
def test_members_of_a_plain_list_are_names_when_they_are_strange(
    text: str, names: set[str]
) -> None:
    assert set(types(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("버들군(군수 석진모)은 값을 댔다.", "버들군"),
        ("석진모 버들군수는 값을 대겠다고 했다.", "버들군"),
        ("버들군은 값을 댔다. 군은 내년에도 돕는다.", "버들군"),
        ("미르도는 이자를 대신 문다.", "미르도"),
        ("빛샘시는 예산을 마련했다.", "빛샘시"),
    ],
)
def test_a_local_government_that_no_list_has_acts(text: str, name: str) -> None:
    assert types(text)[name] == "PublicAgency"


@pytest.mark.parametrize(
    "text",
    [
        "버들군에 있는 공장이다.",
        "온도는 낮았고 습도는 높았다.",
        "당시는 어려웠다. 역시 그랬다.",
        "정밀도가 높아졌다. 해군은 배를 샀다.",
        "직원도 늘었다. 품질도 나아졌다.",
    ],
)
def test_a_place_or_a_common_word_is_no_local_government(text: str) -> None:
    assert list(local.find(reading(text))) == []


def test_columns_tell_firms_from_helpers() -> None:
    text = "기업명 | 도움 준 곳 | 내용\n물레방아 | 두루전자 | 선별기\n솔무늬 | 없음 | -\n"

    assert types(text) == {"물레방아": "SME", "두루전자": "LargeEnterprise", "솔무늬": "SME"}


def test_empty_cells_keep_the_columns_in_place() -> None:
    (table,) = grids.tables("기업명\t지역\t불량률\n물레방아\t\t3%\n솔무늬\t남원\t\n")

    assert [[cell.text for cell in row] for row in table] == [
        ["기업명", "지역", "불량률"],
        ["물레방아", "", "3%"],
        ["솔무늬", "남원", ""],
    ]


def test_every_cell_stands_where_it_says() -> None:
    text = "| 기업 | 지역 |\n|---|---|\n|  솔무늬  | 남원 |\n"

    for table in grids.tables(text):
        for row in table:
            for cell in row:
                assert text.startswith(cell.text, cell.start)


def test_strangers_leave_known_names_alone() -> None:
    told = reading("솔무늬는 직원 열 명의 작은 회사다.")
    again = list(strangers.find(told, ()))

    assert {one.name for one in again} == {"솔무늬"}
    assert list(strangers.find(told, again)) == []


@pytest.mark.parametrize(
    ("word", "expected"), [("제조하는", True), ("늘었다", True), ("솔무늬는", False)]
)
def test_verbs_are_told_by_their_endings(word: str, *, expected: bool) -> None:
    assert morphology.is_verb(word) is expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("맹하늬 달빛대 재료공학과 교수가 맡았다.", "달빛대", "ResearchInstitute"),
        ("달빛대 연구팀이 센서를 만들었다.", "달빛대", "ResearchInstitute"),
        ("물안개해양고는 실습실을 열었다.", "물안개해양고", "OtherOrganization"),
        ("노을중공업이 협력사에 로봇을 보냈다.", "노을중공업", "LargeEnterprise"),
        ("도료 협력사 칠보페인트에 사람을 보냈다.", "칠보페인트", "SME"),
        ("식품 그룹 온별유업은 기계를 보냈다.", "온별유업", "LargeEnterprise"),
        ("대형 조선사인 너울조선은 로봇을 뒀다.", "너울조선", "LargeEnterprise"),
    ],
)
def test_schools_and_large_firms_are_told_by_the_words_around(
    text: str, name: str, kind: str
) -> None:
    assert types(text)[name] == kind


@pytest.mark.parametrize(
    "text",
    [
        "20대 연구팀이 모였다. 확대 교수는 없다.",
        "참여기업 모집공고가 났다. 채용공고는 다음 주다.",
        "협력사 지원금은 늘었다. 업체 생산라인은 멈췄다.",
        "전통시장은 붐볐다.",
    ],
)
def test_words_like_schools_and_firms_name_nobody(text: str) -> None:
    assert types(text) == {}


def test_a_chamber_is_called_by_its_short_ending() -> None:
    (actor,) = reading("들빛상공회의소는 9일 결과를 냈다. 들빛상의는 매년 묻는다.").facts.actors

    assert (actor.name, actor.aliases) == ("들빛상공회의소", ("들빛상의",))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("(발언) 나하늘 들빛진흥원 본부장, “작은 공장을 찾아가겠다”", ["나하늘"]),
        ("들빛진흥원 조사에서 응답자의 62%가 “사람이 없다”고 답했다.", []),
    ],
)
def test_notes_have_speakers_and_shares_have_none(text: str, speakers: list[str]) -> None:
    said = reading(text).facts.statements

    assert [one.speaker for one in said if one.is_direct] == speakers
