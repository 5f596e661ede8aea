"""Words said have a speaker, a kind and a day; names in quotes are not said."""

from datetime import date

import pytest

from kg.extract import read
from kg.extract.statements.speech import kind_of
from kg.model.document import Document
from kg.model.facts import Statement, StatementKind
from kg.model.source import Language, Meta

WHO = "나하늘 한들정공 대표는 "


def said(text: str, lang: Language = "ko") -> tuple[Statement, ...]:
    meta = Meta(language=lang, published=date(2024, 5, 20))
    return read(Document(source="0" * 64, name="t", text=text, meta=meta)).facts.statements


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("불량이 절반으로 줄었다", "Claim"),
        ("직원 교육을 늘리겠다", "Plan"),
        ("내년에 설비를 더 들일 계획", "Plan"),
        ("데이터를 함께 쓰자", "Proposal"),
        ("정부가 유지비를 도와야 한다", "Proposal"),
        ("예산을 늘려 달라", "Proposal"),
        ("작은 공장을 키우는 것이 나라의 정책이다", "Policy"),
        ("공장이 지역을 살릴 것", "Claim"),
        ("협력사를 적극 지원할 것", "Plan"),
    ],
)
def test_the_kind_follows_how_korean_words_end(words: str, kind: StatementKind) -> None:
    assert kind_of(words, "", "ko") == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We halved our scrap", "Claim"),
        ("We will add a line", "Plan"),
        ("Large firms should share data", "Proposal"),
        ("Our policy is to train first", "Policy"),
        ("Let's open the data", "Proposal"),
    ],
)
def test_the_kind_follows_english_verbs(words: str, kind: StatementKind) -> None:
    assert kind_of(words, "", "en") == kind


def test_the_verb_of_telling_decides_where_the_words_do_not() -> None:
    assert kind_of("작은 공장부터", "제안했", "ko") == "Proposal"
    assert kind_of("Data first", "urged", "en") == "Proposal"


@pytest.mark.parametrize(
    "text",
    [
        WHO + "“힘들었다”며 “이제는 편하다”고 말했다.",
        WHO + "공장을 보여 줬다. 이어 그는 “힘들었다”며 “이제는 편하다”고 했다.",
        "“힘들었다”며 “이제는 편하다”고 " + WHO + "말했다.",
        WHO + '"힘들었다"며 "이제는 편하다"고 전했다.',
    ],
)
def test_each_quoted_stretch_is_one_statement_of_its_speaker(text: str) -> None:
    direct = [(s.speaker, s.quote) for s in said(text) if s.is_direct]

    assert direct == [("나하늘", "힘들었다"), ("나하늘", "이제는 편하다")]


@pytest.mark.parametrize(
    "text",
    [
        "한들정공㈜은 ‘들빛 상생 사업’에 참여했다.",
        "이른바 “등대공장”을 늘린다.",
        "‘작은 공장의 큰 꿈’이라는 구호를 내걸었다.",
        "한들정공㈜은 “들빛 프로젝트”라는 이름의 사업을 연다.",
        'The "smart" plant of Hanul Precision grew.',
    ],
)
def test_a_name_or_a_scare_quote_is_nothing_said(text: str) -> None:
    assert [s for s in said(text) if s.is_direct] == []


def test_a_reported_saying_is_not_direct_and_keeps_its_day() -> None:
    (told,) = said("들빛산업진흥원은 올해 40곳의 설비를 진단했다고 18일 밝혔다.")

    assert (told.speaker, told.is_direct, told.kind) == ("들빛산업진흥원", False, "Claim")
    assert (told.announced, told.announced_text) == ("2024-05-18", "18일")
    assert told.quote.startswith("올해 40곳")


def test_a_plan_told_without_quotes_is_the_bodys_own() -> None:
    (plan,) = said("들빛산업진흥원은 내년에 진단 대상을 두 배로 늘릴 계획이다.")

    assert (plan.speaker, plan.kind, plan.is_direct) == ("들빛산업진흥원", "Plan", False)


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "begins"),
    [
        (
            "나하늘 들빛진흥원장은 이날 행사에서 반죽기를 나눠 쓰는 빵집 사례를 자세히 소개했다.",
            "나하늘",
            "Claim",
            "이날 행사에서",
        ),
        (
            "들빛진흥원은 소금 공장의 물을 아끼는 3개년 계획을 발표했다.",
            "들빛진흥원",
            "Plan",
            "소금 공장",
        ),
        ("들빛진흥원이 김 공장 서른 곳에 세척기를 보급한다.", "들빛진흥원", "Plan", "김 공장"),
        ("정부가 옹기 가마의 온도 기록을 이웃 나라와 나눈다.", "정부", "Plan", "옹기 가마"),
        ("우리나라는 작은 염전의 자동화를 성공적으로 마쳤다.", None, "Claim", "우리나라는"),
    ],
)
def test_what_is_presented_or_set_about_is_told_without_quotes(
    text: str, speaker: str | None, kind: StatementKind, begins: str
) -> None:
    (told,) = said(text)

    assert (told.speaker, told.kind, told.is_direct) == (speaker, kind, False)
    assert told.quote.startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "들빛진흥원은 두 강이 만나는 곳에 있다.",
        "들빛진흥원은 이 분야의 모범으로 꼽힌다.",
        "한들정공㈜은 세척기를 만든다.",
    ],
)
def test_what_a_body_is_like_is_no_plan(text: str) -> None:
    assert said(text) == ()


def test_english_words_around_their_verb_have_one_speaker() -> None:
    text = '"We counted by hand," said Han Ji-woo, head of Hanul Precision. "Now we will scan."'
    found = [(s.speaker, s.kind) for s in said(text, "en")]

    assert found == [("Han Ji-woo", "Claim"), ("Han Ji-woo", "Plan")]


def test_the_evidence_of_a_statement_holds_its_words() -> None:
    (only,) = said(WHO + "“설비보다 기록이 먼저다”라고 말했다.")

    assert only.quote in only.basis.evidence[0].quote
    assert {slot.field for slot in only.basis.slots} == {"quote", "speaker"}
