from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.link.authority import built_in
from kg.link.resolve import resolve
from kg.link.wording import wording
from kg.model.document import Block, Document, Repeat
from kg.model.evidence import Basis, Slot, Span
from kg.model.facts import (
    Actor,
    Affiliation,
    Circumstance,
    Designation,
    Event,
    Facts,
    Group,
    Measurement,
    Programme,
    Statement,
    Support,
)
from kg.model.rdf.page import Setting
from kg.model.source import Meta

if TYPE_CHECKING:
    from kg.model.entities import Resolution

# An invented report about invented firms.
TEXT = """한빛전기가 새봄정밀과 다온테크 등 2개 부품 협력사에 공정 자동화 설비를 지원했다.
중소벤처기업부와 함께한 상생형 스마트공장 보급사업으로, 주문 급증에 따른 것이다.
두 회사의 지난달 하루 생산량은 4만개에서 5만개로 25% 늘었다.
이슬기 한빛전기 단장은 3일 제조혁신 간담회에서 “협력사와 대기업을 묶어 등대공장으로 정하자”고 했다.
한빛전기 직원들은 현장을 방문해 포장 공정 애로를 들었다. 문의 press@hanbit.example
두 회사의 지난달 하루 생산량은 4만개에서 5만개로 25% 늘었다."""
SOURCE = hashlib.sha256(TEXT.encode()).hexdigest()


def at(words: str, within: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(within))
    return Span(start, start + len(words))


DOCUMENT = Document(
    source=SOURCE,
    name="hanbit.txt",
    text=TEXT,
    blocks=(Block("paragraph", Span(0, TEXT.index("\n"))),),
    repeats=(
        Repeat(
            Span(TEXT.rindex("두 회사"), len(TEXT)),
            at("두 회사의 지난달 하루 생산량은 4만개에서 5만개로 25% 늘었다."),
        ),
    ),
    meta=Meta(
        published=date(2021, 6, 8),
        publisher="전자신문",
        language="ko",
        licence="https://creativecommons.org/licenses/by/4.0/",
        genre="news",
    ),
)


def basis(clause: str, rule: str = "test.rule", confidence: float = 0.9, **slots: str) -> Basis:
    found = at(clause)
    return Basis(
        evidence=(DOCUMENT.evidence(found),),
        rule=rule,
        confidence=confidence,
        slots=tuple(
            Slot(field, DOCUMENT.evidence(at(words, clause))) for field, words in slots.items()
        ),
    )


FIRST = "한빛전기가 새봄정밀과 다온테크 등 2개 부품 협력사에 공정 자동화 설비를 지원했다"
SECOND = "중소벤처기업부와 함께한 상생형 스마트공장 보급사업으로, 주문 급증에 따른 것이다"
THIRD = "두 회사의 지난달 하루 생산량은 4만개에서 5만개로 25% 늘었다"
FOURTH = TEXT.splitlines()[3].removesuffix(".")
FIFTH = "한빛전기 직원들은 현장을 방문해 포장 공정 애로를 들었다"
GROUP = "2개 부품 협력사"
FIRMS = ("새봄정밀", "다온테크")
QUOTE = "협력사와 대기업을 묶어 등대공장으로 정하자"

FACTS = Facts(
    actors=(
        Actor(
            basis=basis(FIRST, name="한빛전기"),
            name="한빛전기",
            type="LargeEnterprise",
            email="press@hanbit.example",
        ),
        Actor(basis=basis(FIRST, name="새봄정밀"), name="새봄정밀", type="SME", place="부산"),
        Actor(
            basis=basis(FIRST, name="다온테크"),
            name="다온테크",
            type="SME",
            products=("브레이크 패드",),
        ),
        Actor(basis=basis(SECOND, name="중소벤처기업부"), name="중소벤처기업부", type="Ministry"),
        Actor(basis=basis(FOURTH, name="이슬기"), name="이슬기", type="Person"),
    ),
    groups=(
        Group(basis=basis(FIRST, name=GROUP), name=GROUP, members=FIRMS, count=2, is_complete=True),
    ),
    affiliations=(
        Affiliation(
            basis=basis(FOURTH, person="이슬기", organization="한빛전기", role="단장"),
            person="이슬기",
            organization="한빛전기",
            role="단장",
            representing="한국",
        ),
    ),
    events=(
        Event(
            basis=basis(FOURTH, name="제조혁신 간담회", time_text="3일"),
            name="제조혁신 간담회",
            start="2021-06-03",
            time_text="3일",
            attendees=("이슬기",),
            mode="online",
            topics=("데이터 공유", "물류 혁신"),
            place="서울",
        ),
    ),
    programmes=(
        Programme(
            basis=basis(SECOND, name="상생형 스마트공장 보급사업", operator="중소벤처기업부"),
            name="상생형 스마트공장 보급사업",
            operator=("중소벤처기업부",),
            participants=("한빛전기",),
        ),
    ),
    supports=(
        Support(
            basis=basis(FIRST, supporter="한빛전기", recipient=GROUP, kind="설비를 지원"),
            supporter=("한빛전기",),
            recipient=FIRMS,
            recipient_group=GROUP,
            kind="FacilityInvestment",
            programme="상생형 스마트공장 보급사업",
            partners=("중소벤처기업부",),
            purpose="공정 자동화",
            motivated_by=("주문 급증",),
        ),
        Support(
            basis=basis(FIFTH, supporter="한빛전기", heard="포장 공정 애로"),
            supporter=("한빛전기",),
            recipient=FIRMS,
            kind="SiteVisit",
            product="마스크",
            heard=("포장 공정 애로",),
            yielded=("포장 공정 개선",),
            mentor_affiliation="한빛전기",
        ),
        Support(
            basis=basis(FIRST),
            supporter=("대기업",),
            recipient=(),
            recipient_group="부품 협력사",
            kind="TechnologySupport",
            product="수술용 마스크",
        ),
    ),
    measurements=(
        Measurement(
            basis=basis(
                THIRD, before="4만개", after="5만개", change_percent="25%", period="지난달"
            ),
            subject=FIRMS,
            indicator="DailyProduction",
            before=40000,
            after=50000,
            unit="개",
            change_percent=25,
            period="2021-05",
            per="P1D",
            aggregation="sum-over-subjects",
            group="두 회사",
            is_attributed=True,
            before_text="4만개",
            after_text="5만개",
        ),
        Measurement(
            basis=basis(THIRD, after="5만개"),
            subject=("새봄정밀",),
            indicator="Production",
            after=5,
            unit="뭉치",
        ),
    ),
    statements=(
        Statement(
            basis=basis(FOURTH, speaker="이슬기", quote=QUOTE),
            speaker="이슬기",
            kind="Proposal",
            quote=QUOTE,
            made_at="제조혁신 간담회",
            announced="2021-06-03",
            announced_text="3일",
            topics=("상생형 스마트공장",),
        ),
    ),
    designations=(
        Designation(
            basis=basis(QUOTE, designee="협력사와 대기업을 묶어"),
            designee="협력사와 대기업",
            scheme="KoreanClusterLighthouse",
            status="proposed",
            anchor="대기업",
            members=("협력사",),
            proposed_in=QUOTE,
        ),
    ),
    circumstances=(
        Circumstance(basis=basis(SECOND, name="주문 급증"), name="주문 급증", product="부품"),
    ),
)


@dataclass(frozen=True)
class Case:
    """One written-down source with everything the writer needs."""

    document: Document
    facts: Facts
    resolution: Resolution
    setting: Setting


@pytest.fixture(scope="session")
def case() -> Case:
    resolved = resolve({SOURCE: FACTS}, built_in(), metas={SOURCE: DOCUMENT.meta})
    assert resolved.findings == ()
    setting = Setting(wording=wording(), versions={"deungdae": "0.1.0"})
    return Case(DOCUMENT, FACTS, resolved.resolution, setting)
