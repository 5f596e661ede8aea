"""Names are found by known lists, by form and by their neighbours, and not inside words."""

import pytest

from kg.extract import read
from kg.extract.grammar import morphology
from kg.extract.names import aliases, organisations, person_names, titles
from kg.extract.names.candidates import Candidate, settle
from kg.model.document import Document
from kg.model.entities import Entity, Label
from kg.model.evidence import Span
from kg.model.facts import Actor
from kg.model.source import Language, Meta

KNOWN = Entity(
    iri="https://example.org/id/org.hanbyeol",
    type="MidSizedEnterprise",
    labels=(Label("한별소재", "ko"), Label("Hanbyeol Materials", "en")),
    aliases=(Label("한별", "ko"),),
)


def actors(text: str, lang: Language = "ko") -> tuple[Actor, ...]:
    document = Document(source="0" * 64, name="t", text=text, meta=Meta(language=lang))
    return read(document, [KNOWN]).facts.actors


def types(text: str, lang: Language = "ko") -> dict[str, str]:
    return {actor.name: actor.type for actor in actors(text, lang)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한별소재는 컸다.", {"한별소재": "MidSizedEnterprise"}),
        ("한별소재에서도 줄었다.", {"한별소재": "MidSizedEnterprise"}),
        ("한별소재길은 길이다.", {}),
        ("㈜나래온이 신청했다.", {"나래온": "SME"}),
        ("들빛산업진흥원이 맡는다.", {"들빛산업진흥원": "PublicAgency"}),
        ("들빛기계협회와 만났다.", {"들빛기계협회": "IndustryAssociation"}),
        ("들빛기술연구원과 함께했다.", {"들빛기술연구원": "ResearchInstitute"}),
        ("국책연구원과 사업단, 지역 대학교가 나섰다.", {}),
        ("협력사 관계자는 지원을 바랐다.", {}),
        ("국내 자동차부품산업은 어렵다.", {}),
        ("김해시에 있는 공장이다.", {}),
        ("김해시는 비용을 댄다.", {"김해시": "PublicAgency"}),
        ("참여기업들은 대기업의 도움을 받았다.", {}),
    ],
)
def test_korean_parties_are_told_from_common_words(text: str, expected: dict[str, str]) -> None:
    assert types(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanbyeol Materials grew.", {"Hanbyeol Materials": "MidSizedEnterprise"}),
        ("Sejin Dairy Co., Ltd. grew.", {"Sejin Dairy": "SME"}),
        ("The Ministry of Field Industry pays.", {"Ministry of Field Industry": "Ministry"}),
        (
            "Officials of the Field Parts Association met.",
            {"Field Parts Association": "IndustryAssociation"},
        ),
        ("The gear maker Naru Works grew.", {"Naru Works": "SME"}),
        ("South Korea exported more in May.", {}),
        ("The Field Lighthouse Network met on Monday.", {}),
        ("Busan-based Naru Valve grew.", {"Naru Valve": "SME"}),
    ],
)
def test_english_parties_are_told_from_common_words(text: str, expected: dict[str, str]) -> None:
    assert types(text, "en") == expected


def test_names_of_one_party_are_one_actor_with_aliases() -> None:
    (actor,) = actors("한국들빛협회(들빛협)는 컸다. 들빛협은 올해도 큰다.")

    assert (actor.name, actor.aliases) == ("한국들빛협회", ("들빛협",))


def test_a_short_form_later_is_the_same_firm() -> None:
    (actor,) = actors("㈜나래정밀은 컸다. 나래는 올해도 큰다.")

    assert actor.name == "나래정밀"
    assert set(actor.aliases) == {"㈜나래정밀", "나래"}


def test_a_head_shared_by_two_firms_is_neithers_short_form() -> None:
    assert aliases.shortened(["나래정밀", "나래식품"], "ko") == {}
    assert aliases.shortened(["나래정밀"], "ko") == {"나래": "나래정밀"}


def test_a_place_in_brackets_is_no_alias() -> None:
    (actor,) = actors("△나래정밀(대구, 기어): 납기 단축")

    assert actor.aliases == ()


def test_a_name_keeps_the_email_of_its_byline_out_of_its_words() -> None:
    (writer,) = actors("나하늘기자 haneul@example.org")

    assert (writer.name, writer.type) == ("나하늘", "Person")
    assert writer.email == "haneul@example.org"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("나하늘", True),
        ("남궁현", True),
        ("전문가", False),
        ("정부", False),
        ("김해시", False),
        ("고객사", False),
    ],
)
def test_a_persons_name_has_a_surname_and_is_no_word(word: str, expected: bool) -> None:
    assert person_names.is_name(word) is expected


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("들빛진흥원장", "들빛진흥원"),
        ("중기부장관", "중기부"),
        ("김해시장", "김해시"),
        ("경남도지사", "경남도"),
        ("공장장", ""),
    ],
)
def test_a_heads_title_holds_the_body_it_heads(role: str, body: str) -> None:
    assert role[: titles.unit(role)] == body


def test_surer_candidates_win_then_longer_ones() -> None:
    def made(start: int, end: int, confidence: float) -> Candidate:
        return Candidate(
            span=Span(start, end), name="x", type=None, rule="r", confidence=confidence
        )

    kept = settle([made(0, 4, 0.5), made(2, 6, 0.9), made(6, 8, 0.5), made(6, 9, 0.5)])

    assert [candidate.span for candidate in kept] == [Span(2, 6), Span(6, 9)]


@pytest.mark.parametrize(
    ("word", "strange"),
    [
        ("나리아그로", True),
        ("푸른들", True),
        ("생산라인", False),
        ("만드는", False),
        ("남성은", False),
    ],
)
def test_the_dictionary_tells_strange_words_from_common_ones(word: str, strange: bool) -> None:
    assert morphology.is_strange(word) is strange


def test_the_form_of_a_name_tells_its_type() -> None:
    assert organisations.type_of("들빛테크노파크") == "PublicAgency"
    assert organisations.type_of("나래정밀") is None
