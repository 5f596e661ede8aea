"""Gatherings, programmes, designations and circumstances in invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.extract.events import circumstances, designations
from kg.extract.events import layer as events
from kg.extract.programmes import layer as programmes
from kg.extract.reading import Reading

ByHand = Callable[..., Reading]
DAY = date(2026, 3, 12)


def test_a_gathering_has_name_day_holder_and_mode(by_hand: ByHand) -> None:
    text = "해오름진흥원은 10일부터 이틀간 온라인으로 ‘지역 제조 데이터’ 활용 포럼을 개최했다."
    reading = by_hand(
        text,
        {"해오름진흥원": "PublicAgency"},
        times=[("10일부터 이틀간", "2026-03-10", "2026-03-11", False)],
        published=DAY,
    )
    (event,) = events.read(reading).facts.events
    assert event.name == "지역 제조 데이터 활용 포럼"
    assert (event.start, event.end, event.mode) == ("2026-03-10", "2026-03-11", "online")
    assert event.organizer == ("해오름진흥원",)
    assert event.status == "actual"


def test_a_body_in_front_of_the_name_holds_the_gathering(by_hand: ByHand) -> None:
    text = "지난 5일 부산에서 열린 한들연맹(HFU) 연례 품질혁신 세미나에서 새 기준이 소개됐다."
    reading = by_hand(
        text,
        {"한들연맹": "InternationalOrganization", "HFU": "InternationalOrganization=한들연맹"},
        times=[("지난 5일", "2026-03-05", None, False)],
        published=DAY,
    )
    (event,) = events.read(reading).facts.events
    assert event.name == "한들연맹(HFU) 연례 품질혁신 세미나"
    assert event.organizer == ("한들연맹",)
    assert "연례 품질혁신 세미나" in event.aliases
    assert event.topics == ("새 기준",)


def test_who_came_and_what_was_discussed_may_stand_in_later_sentences(by_hand: ByHand) -> None:
    text = (
        "가온시는 7일 시민회관에서 스마트공방 확산 간담회를 열었다. "
        "이번 간담회에는 강새봄 대표가 참석했다. "
        "이날 간담회에서는 인력 양성, 설비 공동 이용 등이 논의됐다."
    )
    reading = by_hand(
        text,
        {"가온시": "PublicAgency", "강새봄": "Person"},
        times=[("7일", "2026-03-07", None, False)],
        published=DAY,
    )
    (event,) = events.read(reading).facts.events
    assert event.attendees == ("강새봄",)
    assert event.topics == ("인력 양성", "설비 공동 이용")
    assert "이번 간담회" in event.aliases


def test_an_example_is_a_topic_beside_what_it_stands_for(by_hand: ByHand) -> None:
    text = (
        "가온시는 7일 시민회관에서 도자기 산업 포럼을 열었다. "
        "이번 포럼에서는 물류 혁신, 적층 성형과 같은 신공정의 쓰임새 등이 강조됐다."
    )
    reading = by_hand(
        text,
        {"가온시": "PublicAgency"},
        times=[("7일", "2026-03-07", None, False)],
        published=DAY,
    )
    (event,) = events.read(reading).facts.events
    assert event.topics == ("물류 혁신", "적층 성형", "신공정의 쓰임새")


def test_a_gathering_to_come_is_planned(by_hand: ByHand) -> None:
    text = "오는 9월에 열리는 남해조선박람회에서 결과를 발표할 예정이다."
    reading = by_hand(text, {}, times=[("오는 9월", "2026-09", None, True)], published=DAY)
    (event,) = events.read(reading).facts.events
    assert (event.name, event.start, event.status) == ("남해조선박람회", "2026-09", "planned")


@pytest.mark.parametrize(
    "text",
    [
        "대표는 이번 회의에서 새 설비를 소개했다.",
        "10일 대회의실에서 직원들이 이야기를 나눴다.",
        "회의가 길어졌다.",
        "10일 새 공장을 지었다고 밝혔다.",
    ],
)
def test_words_that_only_sound_like_gatherings_are_none(text: str, by_hand: ByHand) -> None:
    times = [("10일", "2026-03-10", None, False)] if "10일" in text else []
    assert events.read(by_hand(text, {}, times=times)).facts.events == ()


def test_an_english_gathering_has_name_day_and_host(by_hand: ByHand) -> None:
    text = (
        "Gaon City hosted the Southern Foundry Forum online on May 4, where data "
        "sharing and safety were discussed."
    )
    reading = by_hand(
        text, {"Gaon City": "PublicAgency"}, "en", times=[("May 4", "2026-05-04", None, True)]
    )
    (event,) = events.read(reading).facts.events
    assert event.name == "Southern Foundry Forum"
    assert event.organizer == ("Gaon City",)
    assert (event.start, event.mode) == ("2026-05-04", "online")


PROGRAMMES = [
    (
        "두리중공업은 2024년부터 '함께 크는 도크' 프로그램을 운영하고 있다.",
        {"두리중공업": "LargeEnterprise"},
        "함께 크는 도크",
        ("두리중공업",),
        (),
    ),
    (
        "산업진흥부가 주관하는 뿌리기업 공정혁신 지원사업에 솔가람이 참여했다.",
        {"산업진흥부": "Ministry", "솔가람": "SME"},
        "뿌리기업 공정혁신 지원사업",
        ("산업진흥부",),
        ("솔가람",),
    ),
    (
        "한빛전자는 산업진흥부와 함께 상생형 공정개선 보급사업에 참여했다.",
        {"한빛전자": "LargeEnterprise", "산업진흥부": "Ministry"},
        "상생형 공정개선 보급사업",
        ("산업진흥부",),
        ("한빛전자",),
    ),
    (
        "가온시의 스마트 뿌리공정 전환 사업이 첫발을 뗐다.",
        {"가온시": "PublicAgency"},
        "스마트 뿌리공정 전환 사업",
        ("가온시",),
        (),
    ),
    (
        "가온시는 '가온형 로봇 바우처'를 내놨다. 사업 운영은 해오름진흥원이 맡는다.",
        {"가온시": "PublicAgency", "해오름진흥원": "PublicAgency"},
        "가온형 로봇 바우처",
        ("가온시", "해오름진흥원"),
        (),
    ),
]


@pytest.mark.parametrize(("text", "names", "name", "operator", "joined"), PROGRAMMES)
def test_a_programme_has_its_name_and_those_who_run_it(
    text: str,
    names: dict[str, str],
    name: str,
    operator: tuple[str, ...],
    joined: tuple[str, ...],
    by_hand: ByHand,
) -> None:
    (programme,) = programmes.read(by_hand(text, names)).facts.programmes
    assert (programme.name, programme.operator, programme.participants) == (name, operator, joined)


@pytest.mark.parametrize(
    "text",
    [
        "두리중공업은 조선 사업을 키우고 있다.",
        "이 사업에는 30억 원이 든다.",
        "'올해는 꼭 흑자를 내겠다'는 다짐이 붙어 있다.",
    ],
)
def test_business_in_general_is_no_programme(text: str, by_hand: ByHand) -> None:
    names = {"두리중공업": "LargeEnterprise"}
    assert programmes.read(by_hand(text, names)).facts.programmes == ()


def test_an_english_programme_is_run_by_whom_the_text_says(by_hand: ByHand) -> None:
    text = (
        "Daon Foods joined the Clean Kitchen Program run by Gaon City. Duri Heavy's "
        "Open Dock Initiative began in 2020."
    )
    names = {"Daon Foods": "SME", "Gaon City": "PublicAgency", "Duri Heavy": "LargeEnterprise"}
    found = programmes.read(by_hand(text, names, "en")).facts.programmes
    assert [(item.name, item.operator) for item in found] == [
        ("Clean Kitchen Program", ("Gaon City",)),
        ("Open Dock Initiative", ("Duri Heavy",)),
    ]


def test_a_made_designation_is_of_one_site(by_hand: ByHand) -> None:
    text = "두리중공업 여천 공장이 2024년 세계경제포럼의 등대공장으로 선정됐다."
    reading = by_hand(
        text,
        {"두리중공업": "LargeEnterprise", "세계경제포럼": "InternationalOrganization"},
        times=[("2024년", "2024", None, False)],
    )
    (made,) = designations.read(reading).facts.designations
    assert (made.designee, made.operator, made.date) == (
        "두리중공업 여천 공장",
        "두리중공업",
        "2024",
    )
    assert (made.status, made.scheme) == ("actual", "GlobalLighthouseNetwork")
    assert made.designator == ("세계경제포럼",)


def test_a_proposed_cluster_has_an_anchor_members_and_nobody_who_designated(
    by_hand: ByHand,
) -> None:
    text = "강새봄 회장은 “모기업과 거래하는 부품사를 한데 묶어 등대공장으로 지정하자”고 제안했다."
    (plan,) = designations.read(by_hand(text, {"강새봄": "Person"})).facts.designations
    assert (plan.status, plan.scheme) == ("proposed", "KoreanClusterLighthouse")
    assert (plan.anchor, plan.members) == ("모기업", ("거래하는 부품사",))
    assert plan.designator == ()
    assert plan.proposed_in is not None
    assert plan.proposed_in.startswith("모기업과")


@pytest.mark.parametrize(
    "text",
    [
        "두리중공업 여천 공장은 등대공장에 선정되지 않았다.",
        "두리중공업 여천 공장은 내년 등대공장 선정에 도전한다.",
        "두리중공업은 등대공장을 벤치마킹했다.",
    ],
)
def test_hopes_and_failures_are_no_designations(text: str, by_hand: ByHand) -> None:
    names = {"두리중공업": "LargeEnterprise"}
    assert designations.read(by_hand(text, names)).facts.designations == ()


def test_english_designations_carry_their_own_years(by_hand: ByHand) -> None:
    text = (
        "Duri Heavy's Yeocheon yard plant has joined the Global Lighthouse Network, "
        "the World Economic Forum said. "
        "It is the second on the list after Hanbit Electronics' Gaon plant (2023)."
    )
    names = {
        "Duri Heavy": "LargeEnterprise",
        "World Economic Forum": "InternationalOrganization",
        "Hanbit Electronics": "LargeEnterprise",
    }
    found = designations.read(by_hand(text, names, "en")).facts.designations
    assert [(item.operator, item.date) for item in found] == [
        ("Duri Heavy", None),
        ("Hanbit Electronics", "2023"),
    ]


CIRCUMSTANCES = [
    ("지진으로 인해 산소발생기 부족이 이어졌다.", "ko", "산소발생기 부족", "지진", "산소발생기"),
    (
        "고환율로 원자재 가격이 급등하자 정부가 나섰다.",
        "ko",
        "원자재 가격 급등",
        "고환율",
        "원자재",
    ),
    (
        "Amid the pandemic, a shortage of syringes spread.",
        "en",
        "shortage of syringes",
        "the pandemic",
        "syringes",
    ),
]


@pytest.mark.parametrize(("text", "lang", "name", "cause", "product"), CIRCUMSTANCES)
def test_a_circumstance_has_its_cause_and_product(
    text: str, lang: str, name: str, cause: str, product: str, by_hand: ByHand
) -> None:
    found = circumstances.read(by_hand(text, {}, lang)).facts.circumstances
    told = {item.name: (item.caused_by, item.product) for item in found}
    assert told[name] == (cause, product)


def test_a_gathering_on_a_weekday_was_on_the_last_one_before_the_report(by_hand: ByHand) -> None:
    text = "Garam Brake took the grand prize at the Hansol Factory Awards in Seil on Thursday."
    reading = by_hand(text, {"Garam Brake": "SME"}, published=date(2026, 3, 13), lang="en")
    (event,) = events.read(reading).facts.events
    assert (event.name, event.start) == ("Hansol Factory Awards", "2026-03-12")
