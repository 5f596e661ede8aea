"""Supports in invented passages of many genres; every firm here is fictional."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from kg.extract.events import circumstances
from kg.extract.events import layer as events
from kg.extract.programmes import layer as programmes
from kg.extract.supports import layer as supports

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.reading import Reading
    from kg.model.source import Language

Row = tuple[tuple[str, ...], tuple[str, ...], str, str]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text, the names in it, and the supports it tells of as the guide counts them."""

    id: str
    text: str
    names: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    lang: Language = "ko"


PASSAGES = [
    Passage(
        id="wire: a subject gives equipment and know-how to a named firm",
        text="한빛전자는 지난 3월 여수의 어묵 업체 다온푸드에 자동 포장 설비와 "
        "위생관리 노하우를 지원했다.",
        names={"한빛전자": "LargeEnterprise", "다온푸드": "SME"},
        rows=[
            (("한빛전자",), ("다온푸드",), "FacilityInvestment", "actual"),
            (("한빛전자",), ("다온푸드",), "KnowHowTransfer", "actual"),
        ],
    ),
    Passage(
        id="feature: the firm is the topic and the helper sends people",
        text="경남 사천에서 항공기 부품을 깎는 나래정공은 불량으로 속을 태웠다. "
        "한빛전자가 퇴직 기술자 두 명을 보내 석 달 동안 가공 라인을 진단했다.",
        names={"나래정공": "SME", "한빛전자": "LargeEnterprise"},
        rows=[(("한빛전자",), ("나래정공",), "Diagnosis", "actual")],
    ),
    Passage(
        id="passive: received support from",
        text="나래정공은 지난해 두리중공업으로부터 용접 로봇 2대를 지원받았다.",
        names={"나래정공": "SME", "두리중공업": "LargeEnterprise"},
        rows=[(("두리중공업",), ("나래정공",), "FacilityInvestment", "actual")],
    ),
    Passage(
        id="noun: with whose mentoring",
        text="솔가람은 두리중공업의 멘토링으로 납기를 절반으로 줄였다.",
        names={"솔가람": "SME", "두리중공업": "LargeEnterprise"},
        rows=[(("두리중공업",), ("솔가람",), "Mentoring", "actual")],
    ),
    Passage(
        id="agreement: what is promised is planned",
        text="가온시는 5일 한빛전자와 '가온형 스마트공방 지원사업' 업무협약을 맺었다.\n"
        "협약에 따라 가온시는 관내 기업 40곳의 설비 구축비를 지원하고, 한빛전자는 "
        "전문가 12명을 멘토로 파견한다.",
        names={"가온시": "PublicAgency", "한빛전자": "LargeEnterprise"},
        rows=[
            (("가온시",), ("관내 기업 40곳",), "Funding", "planned"),
            (("한빛전자",), ("참여기업",), "Mentoring", "planned"),
        ],
    ),
    Passage(
        id="casebook: bullets with an owner",
        text="△도담도예(이천, 도자기): 가온시 지원금으로 전기가마 교체 → 에너지 20% 절감\n"
        "△솔가람(음성, 공조기): 두리중공업 현장 멘토링 → 불량률 5%→2%\n"
        "△나래정공(사천, 항공부품): 한빛전자와 공동 공정 진단 → 가동률 12%p 상승",
        names={
            "도담도예": "SME",
            "솔가람": "SME",
            "나래정공": "SME",
            "가온시": "PublicAgency",
            "두리중공업": "LargeEnterprise",
            "한빛전자": "LargeEnterprise",
        },
        rows=[
            (("가온시",), ("도담도예",), "Funding", "actual"),
            (("두리중공업",), ("솔가람",), "Mentoring", "actual"),
            (("한빛전자",), ("나래정공",), "Diagnosis", "actual"),
        ],
    ),
    Passage(
        id="a broken promise is no support",
        text="두리중공업은 2019년 협력사 30곳에 생산관리 시스템을 깔아 주겠다고 "
        "약속했지만 경기 침체로 무산됐다.",
        names={"두리중공업": "LargeEnterprise"},
    ),
    Passage(
        id="a plea is no support",
        text="솔가람 대표는 두리중공업에 기술 지원을 요청했다고 말했다. 정부가 "
        "중소기업의 설비 교체비를 지원해야 한다는 목소리도 나온다.",
        names={"솔가람": "SME", "두리중공업": "LargeEnterprise"},
    ),
    Passage(
        id="list of recipients in the next sentence",
        text="한빛전자는 산소발생기 제조업체에 조립 라인 증설 설비를 지원했다. "
        "이들의 지원을 받은 숨결의료, 푸른숨 등 2개 산소발생기 제조업체의 생산량은 두 배로 뛰었다.",
        names={
            "한빛전자": "LargeEnterprise",
            "숨결의료": "SME",
            "푸른숨": "SME",
            "이들": "LargeEnterprise=한빛전자",
        },
        rows=[(("한빛전자",), ("숨결의료", "푸른숨"), "FacilityInvestment", "actual")],
    ),
    Passage(
        id="elided subject: visit, hearing and mentors of the same firm",
        text="두리중공업은 인공호흡기 주문이 쏟아지자 국내 제조업체의 수율 향상을 "
        "위한 스마트공장 지원에 나섰다. "
        "해당 공장들을 직접 찾아 어려움을 듣고, 두리중공업 소속 엔지니어가 멘토로 "
        "나서 개선과제를 도출했다.",
        names={"두리중공업": "LargeEnterprise"},
        rows=[
            (("두리중공업",), ("인공호흡기 제조업체",), "TechnologySupport", "actual"),
            (("두리중공업",), ("인공호흡기 제조업체",), "Diagnosis", "actual"),
            (("두리중공업",), ("인공호흡기 제조업체",), "Mentoring", "actual"),
        ],
    ),
    Passage(
        id="broadcast: spoken endings, money and technique",
        text="가온시는 이 공장에 설치비 4천만 원을 지원했습니다. 한빛전자 기술진은 "
        "공장에 상주하며 조립 방법을 가르쳤는데요. "
        "나래정공은 덕분에 하루 생산량이 늘었습니다.",
        names={
            "가온시": "PublicAgency",
            "한빛전자": "LargeEnterprise",
            "나래정공": "SME",
            "이 공장": "SME=나래정공",
        },
        rows=[
            (("가온시",), ("나래정공",), "Funding", "actual"),
            (("한빛전자",), ("나래정공",), "Mentoring", "actual"),
            (("한빛전자",), ("나래정공",), "KnowHowTransfer", "actual"),
        ],
    ),
    Passage(
        id="two ministries share one verb",
        text="산업진흥부와 가온시는 '2026년 식품 스마트공장 고도화 지원사업'을 시작한다. "
        "산업진흥부는 살균 설비를, 가온시는 위생 인증 컨설팅을 각각 지원한다.",
        names={"산업진흥부": "Ministry", "가온시": "PublicAgency"},
        rows=[
            (("산업진흥부",), ("참여기업",), "FacilityInvestment", "planned"),
            (("가온시",), ("참여기업",), "TechnologySupport", "planned"),
        ],
    ),
    Passage(
        id="relative clause: equipment that a firm gave",
        text="나래정공은 두리중공업이 지원한 검사 장비를 앞세워 수출길을 뚫었다.",
        names={"나래정공": "SME", "두리중공업": "LargeEnterprise"},
        rows=[(("두리중공업",), ("나래정공",), "FacilityInvestment", "actual")],
    ),
    Passage(
        id="selling and own investment are no support",
        text="한빛전자는 나래정공에서 부품을 사들이고 있다. 나래정공은 자체 자금 "
        "12억 원으로 자동 창고를 지었다. "
        "두리중공업은 울산 공장에 로봇 50대를 설치했다.",
        names={"한빛전자": "LargeEnterprise", "나래정공": "SME", "두리중공업": "LargeEnterprise"},
    ),
    Passage(
        id="English: object, recipient behind to, passive with by",
        text="Hanbit Electronics donated two packing robots to Daon Foods last spring. "
        "Narae Precision was mentored by engineers from Duri Heavy for six months.",
        names={
            "Hanbit Electronics": "LargeEnterprise",
            "Daon Foods": "SME",
            "Narae Precision": "SME",
            "Duri Heavy": "LargeEnterprise",
        },
        lang="en",
        rows=[
            (("Hanbit Electronics",), ("Daon Foods",), "FacilityInvestment", "actual"),
            (("Duri Heavy",), ("Narae Precision",), "Mentoring", "actual"),
        ],
    ),
    Passage(
        id="English: with help from, and supported by",
        text="With technical help from Duri Heavy, Narae Precision cut its scrap by a "
        "third. "
        "Supported by a grant from Gaon City, Daon Foods replaced its ovens.",
        names={
            "Duri Heavy": "LargeEnterprise",
            "Narae Precision": "SME",
            "Gaon City": "PublicAgency",
            "Daon Foods": "SME",
        },
        lang="en",
        rows=[
            (("Duri Heavy",), ("Narae Precision",), "TechnologySupport", "actual"),
            (("Gaon City",), ("Daon Foods",), "Funding", "actual"),
        ],
    ),
    Passage(
        id="English release: plans for groups",
        text="Under the agreement, Gaon City will cover half the equipment costs of 25 "
        "local manufacturers, "
        "and Hanbit Electronics will send 10 mentors to the participating firms.",
        names={"Gaon City": "PublicAgency", "Hanbit Electronics": "LargeEnterprise"},
        lang="en",
        rows=[
            (("Gaon City",), ("25 local manufacturers",), "Funding", "planned"),
            (("Hanbit Electronics",), ("participating firms",), "Mentoring", "planned"),
        ],
    ),
    Passage(
        id="English: what was asked for, refused or only imagined",
        text="Daon Foods asked Hanbit Electronics to send engineers. Duri Heavy did "
        "not fund any suppliers. "
        "If Gaon City had paid for sensors, the plant would have survived.",
        names={
            "Daon Foods": "SME",
            "Hanbit Electronics": "LargeEnterprise",
            "Duri Heavy": "LargeEnterprise",
            "Gaon City": "PublicAgency",
        },
        lang="en",
    ),
    Passage(
        id="English: receiving from, and training a group",
        text="Narae Precision received a 200 million won loan from Gaon City. "
        "Duri Heavy also trained 40 subcontractors in statistical process control.",
        names={
            "Narae Precision": "SME",
            "Gaon City": "PublicAgency",
            "Duri Heavy": "LargeEnterprise",
        },
        lang="en",
        rows=[
            (("Gaon City",), ("Narae Precision",), "Funding", "actual"),
            (("Duri Heavy",), ("40 subcontractors",), "KnowHowTransfer", "actual"),
        ],
    ),
    Passage(
        id="brief: labs are opened and money lent",
        text="해오름연구원은 지역 중소기업에 전자파 시험실을 무상으로 개방하고 있다. "
        "해오름은행은 솔가람에 시설자금 3억 원을 빌려줬다.",
        names={
            "해오름연구원": "ResearchInstitute",
            "해오름은행": "OtherOrganization",
            "솔가람": "SME",
        },
        rows=[
            (("해오름연구원",), ("지역 중소기업",), "TechnologySupport", "actual"),
            (("해오름은행",), ("솔가람",), "Funding", "actual"),
        ],
    ),
    Passage(
        id="ministry release: squares, a ministry and an agency with two deeds",
        text="□ 산업진흥부는 올해 상반기 금형 업체 38곳에 사출 해석 소프트웨어를 보급했다.\n"
        "ㅇ 해오름연구원은 이 가운데 숨결금형의 냉각 공정을 분석해 개선안을 내고 "
        "현장 기술지도를 실시했다.",
        names={"산업진흥부": "Ministry", "해오름연구원": "ResearchInstitute", "숨결금형": "SME"},
        rows=[
            (("산업진흥부",), ("금형 업체 38곳",), "TechnologySupport", "actual"),
            (("해오름연구원",), ("숨결금형",), "Mentoring", "actual"),
        ],
    ),
    Passage(
        id="column: what a rhetorical question imagines is no support",
        text="두리중공업이 협력사에 데이터를 나눠 준다면 어떨까. 실제로 한빛전자는 "
        "2020년부터 도금 협력사 9곳에 불량 데이터를 공유하고 있다.",
        names={"두리중공업": "LargeEnterprise", "한빛전자": "LargeEnterprise"},
        rows=[(("한빛전자",), ("도금 협력사 9곳",), "KnowHowTransfer", "actual")],
    ),
    Passage(
        id="survey: shares of answers are no supports",
        text="중소제조업 500개사를 대상으로 조사한 결과 62%가 정부 지원을 받은 적이 있다고 답했다. "
        "가장 필요한 지원으로는 설비 자금을 꼽았다.",
        names={},
    ),
    Passage(
        id="who pays among several",
        text="다온푸드의 자동화 설비 구축에는 2억 원이 들었다. 가온시가 절반을, "
        "한빛전자가 3천만 원을 각각 부담했다.",
        names={"다온푸드": "SME", "가온시": "PublicAgency", "한빛전자": "LargeEnterprise"},
        rows=[
            (("가온시",), ("다온푸드",), "Funding", "actual"),
            (("한빛전자",), ("다온푸드",), "Funding", "actual"),
        ],
    ),
    Passage(
        id="the helper stands in a list with its partner",
        text="해오름진흥원은 두리중공업과 손잡고 조선 기자재 업체 솔가람에 절단 "
        "로봇을 설치해 줬다.",
        names={"해오름진흥원": "PublicAgency", "두리중공업": "LargeEnterprise", "솔가람": "SME"},
        rows=[(("해오름진흥원",), ("솔가람",), "FacilityInvestment", "actual")],
    ),
    Passage(
        id="a plan reported by a speaker",
        text="한빛전자는 내년 3월까지 2차 협력사 14곳의 검사 공정을 무료로 진단할 "
        "계획이라고 21일 밝혔다.",
        names={"한빛전자": "LargeEnterprise"},
        rows=[(("한빛전자",), ("2차 협력사 14곳",), "Diagnosis", "planned")],
    ),
    Passage(
        id="a firm helped thanks to two helpers, one named by its people",
        text="분체도장 업체 고운빛은 해오름진흥원의 자금 지원과 한빛전자 명장들의 "
        "도움으로 도장 부스를 새로 꾸몄다.",
        names={"고운빛": "SME", "해오름진흥원": "PublicAgency", "한빛전자": "LargeEnterprise"},
        rows=[
            (("해오름진흥원",), ("고운빛",), "Funding", "actual"),
            (("한빛전자",), ("고운빛",), "Mentoring", "actual"),
        ],
    ),
    Passage(
        id="denied help",
        text="나래정공은 어느 기관의 지원도 받지 못했다. 두리중공업은 협력사에 "
        "설비를 지원하지 않았다.",
        names={"나래정공": "SME", "두리중공업": "LargeEnterprise"},
    ),
    Passage(
        id="quoted claim of a helped firm",
        text='강새봄 나래정공 대표는 "두리중공업에서 검사 장비를 지원해 준 뒤로 '
        '클레임이 사라졌다"고 말했다.',
        names={"강새봄": "Person", "나래정공": "SME", "두리중공업": "LargeEnterprise"},
        rows=[(("두리중공업",), ("나래정공",), "FacilityInvestment", "actual")],
    ),
    Passage(
        id="English feature: people of a firm, possessive help, elided subject",
        text="Engineers from Duri Heavy spent four months at Solgaram, coaching its "
        "welders. "
        "With Hanbit Electronics' help, Goun Paint installed a leak detector. "
        "Gaon City has subsidized sensors for 18 foundries and opened its test lab to "
        "local start-ups.",
        names={
            "Duri Heavy": "LargeEnterprise",
            "Solgaram": "SME",
            "Hanbit Electronics": "LargeEnterprise",
            "Goun Paint": "SME",
            "Gaon City": "PublicAgency",
        },
        lang="en",
        rows=[
            (("Duri Heavy",), ("Solgaram",), "Mentoring", "actual"),
            (("Hanbit Electronics",), ("Goun Paint",), "TechnologySupport", "actual"),
            (("Gaon City",), ("18 foundries",), "Funding", "actual"),
            (("Gaon City",), ("local start-ups",), "TechnologySupport", "actual"),
        ],
    ),
    Passage(
        id="English: selling, buying and own investment are no support",
        text="Hanbit Electronics sells sensors to Daon Foods. Duri Heavy invested 3 "
        "billion won in its own yard. "
        "Narae Precision supplies brackets to Duri Heavy.",
        names={
            "Hanbit Electronics": "LargeEnterprise",
            "Daon Foods": "SME",
            "Duri Heavy": "LargeEnterprise",
            "Narae Precision": "SME",
        },
        lang="en",
    ),
    Passage(
        id="English: equipment given by a passive, with the giver behind",
        text="Two palletizing robots were provided to Daon Foods by Hanbit Electronics "
        "in May. "
        "The plant was also diagnosed by the Haeoreum Institute.",
        names={
            "Daon Foods": "SME",
            "Hanbit Electronics": "LargeEnterprise",
            "Haeoreum Institute": "ResearchInstitute",
            "The plant": "SME=Daon Foods",
        },
        lang="en",
        rows=[
            (("Hanbit Electronics",), ("Daon Foods",), "FacilityInvestment", "actual"),
            (("Haeoreum Institute",), ("Daon Foods",), "Diagnosis", "actual"),
        ],
    ),
    Passage(
        id="table: one row a firm, one cell a helper",
        text="기업명 | 지원기관 | 지원 내용 | 효과\n"
        "고운빛 | 해오름진흥원 | 집진기 설치비 보조 | 분진 70% 감소\n"
        "숨결금형 | 한빛전자 | 멘토링 | 납기 4일 단축",
        names={
            "고운빛": "SME",
            "해오름진흥원": "PublicAgency",
            "숨결금형": "SME",
            "한빛전자": "LargeEnterprise",
        },
        rows=[
            (("해오름진흥원",), ("고운빛",), "Funding", "actual"),
            (("한빛전자",), ("숨결금형",), "Mentoring", "actual"),
        ],
    ),
]


def read(passage: Passage, by_hand: Callable[..., Reading]) -> Reading:
    reading = by_hand(passage.text, passage.names, passage.lang)
    for layer in (circumstances.read, events.read, programmes.read, supports.read):
        reading = layer(reading)
    return reading


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.id)
def test_an_invented_passage_is_read_as_a_person_would_with_quotes_that_stand_there(
    passage: Passage, by_hand: Callable[..., Reading]
) -> None:
    reading = read(passage, by_hand)
    found = {
        (support.supporter, support.recipient, support.kind, support.status)
        for support in supports.guide_view(reading.facts.supports)
    }
    assert found == set(passage.rows)
    for fact in reading.facts:
        for evidence in (*fact.basis.evidence, *(slot.evidence for slot in fact.basis.slots)):
            evidence.check(passage.text)
