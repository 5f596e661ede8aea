"""Who a mention stands for, and the reasons given."""

import dataclasses
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LinkError
from kg.link.match.decide import Decision, decide, threshold
from kg.link.match.frozen import frozen, gathered, thawed
from kg.link.match.index import Index, build_index
from kg.link.match.known import Known, Mention, Name

BASE = "https://example.org/org/"


def known(local: str, *names: str, **told: object) -> Known:
    """Return an entity; the first name is preferred, and so is the first Latin one."""
    made = []
    seen: set[str] = set()
    for text in names:
        lang = "en" if text.isascii() else "ko"
        made.append(Name(text, lang, lang not in seen))
        seen.add(lang)
    plain = Known(iri=BASE + local, names=tuple(made))
    return dataclasses.replace(plain, **told)  # type: ignore[arg-type]  # fields by name


def asked(index: Index, text: str, context: str = "", **told: object) -> Decision:
    mention = dataclasses.replace(Mention(text=text, context=context), **told)  # type: ignore[arg-type]
    return decide(mention, index, {})


def local(decision: Decision) -> str:
    return decision.chosen.known.iri.removeprefix(BASE) if decision.chosen else "NIL"


def index(*entities: Known) -> Index:
    return build_index(entities)


WORLD = index(
    known("tides", "한국조류연구원", "Korea Institute of Tides"),
    known("lg", "LG가온"),
    known(
        "mask", "푸른솔", "Pureunsol", notes=("보건용 마스크 제조, 경기 안양",), places=("안양",)
    ),
    known("ship", "푸른솔", "Pureunsol Marine", notes=("컨테이너 해운회사",)),
    known("univ", "다솜대학교", "Dasom University"),
    known("hosp", "다솜대학교병원", "Dasom University Hospital", kinds=("MedicalOrganization",)),
    known("latin", "Seltara Bio"),
    known("numbered", "한들정공", numbers=(("businessRegistrationNumber", "124-81-00998"),)),
)


@pytest.mark.parametrize(
    ("mention", "who"),
    [
        ("한국조류연구원", "tides"),
        ("韓國潮流硏究院", "tides"),
        ("Hanguk Joryu Yeonguwon", "tides"),
        ("Korea Inst. of Tides", "tides"),
        ("조류연구원은", "tides"),
        ("한국조류연규원", "tides"),
        ("엘지가온", "lg"),
        ("다솜대", "univ"),
        ("다솜대병원", "hosp"),
        ("셀타라바이오", "latin"),
        ("푸른솔", "NIL"),
        ("한국해류연구원", "NIL"),
        ("누리정밀", "NIL"),
        ("", "NIL"),
        ("연구원", "NIL"),
    ],
)
def test_who_is_meant(mention: str, who: str) -> None:
    assert local(asked(WORLD, mention)) == who


@pytest.mark.parametrize(
    ("known_as", "mention"),
    [
        ("Masan Medical Center", "Asan Medical Center"),
        ("Dongguk University", "Dankook University"),
        ("Gyeonggi Research Institute", "Cheongju Research Institute"),
        ("Chungnam National University", "Chonnam National University"),
        ("KEITI", "케이티"),
        ("한들사이버대학교", "한들대학교"),
        ("삼호SDS", "삼호SDI"),
        ("충주의료원", "청주의료원"),
        ("National Museum of Chemistry", "국립해양박물관"),
    ],
)
def test_a_near_name_is_another_body(known_as: str, mention: str) -> None:
    assert local(asked(index(known("near", known_as)), mention)) == "NIL"


def test_a_context_tells_two_of_one_name_apart() -> None:
    assert local(asked(WORLD, "푸른솔", "안양에서 마스크를 만드는 푸른솔")) == "mask"
    assert local(asked(WORLD, "푸른솔", "컨테이너 선박을 띄우는 푸른솔")) == "ship"


def test_a_registered_number_outweighs_the_name() -> None:
    numbers = (("businessRegistrationNumber", "1248100998"),)

    assert local(asked(WORLD, "이름이 다른 곳", numbers=numbers)) == "numbered"


def test_an_authority_that_began_later_is_not_meant() -> None:
    after = index(known("new", "가온부", since="2017-07-26"))

    assert local(asked(after, "가온부", day="2015-01-01")) == "NIL"
    assert local(asked(after, "가온부", day="2018-01-01")) == "new"
    assert local(asked(after, "가온부", "2015년 가온부")) == "NIL"


def test_a_body_is_known_by_its_former_name_before_it_was_renamed() -> None:
    renamed = index(known("body", "가온벤처공단", "가온기업공단", since="2019-04-01"))

    assert local(asked(renamed, "가온기업공단", day="2018-01-01")) == "body"
    assert local(asked(renamed, "가온벤처공단", day="2018-01-01")) == "NIL"


def test_a_predecessor_is_not_its_successor() -> None:
    both = index(
        known("old", "가온청", is_gone=True, replaced_by=(BASE + "new",)),
        known("new", "가온벤처부", "가온청"),
    )

    assert local(asked(both, "가온청")) == "old"


def test_what_cannot_be_of_that_kind_is_not_meant() -> None:
    ministry = index(known("ministry", "새봄", kinds=("PublicOrganisation",)))

    assert local(asked(ministry, "새봄", kind="SME")) == "NIL"
    assert local(asked(ministry, "새봄")) == "ministry"


def test_two_records_of_one_body_are_one_candidate() -> None:
    twice = index(known("a", "가온우체국", "Gaon Post"), known("b", "가온우체국", "Gaon Post"))
    decision = asked(twice, "가온우체국")

    assert decision.chosen is not None
    assert {decision.chosen.known.iri, *decision.chosen.twins} == {BASE + "a", BASE + "b"}


def test_a_slip_is_assumed_only_where_nobody_bears_the_name() -> None:
    near = index(known("one", "한들조선공업"), known("two", "한들조산공업"))

    assert local(asked(near, "한들조산공업")) == "two"
    assert [each.known.label for each in asked(near, "한들조산공업").candidates] == ["한들조산공업"]


def test_hanja_beside_latin_letters_is_no_english_name() -> None:
    group = index(known("maker", "QT전자"), known("group", "QT", "QT Corporation"))

    assert local(asked(group, "QT電子")) == "maker"


def test_a_decision_tells_its_features_and_weights() -> None:
    decision = asked(WORLD, "푸른솔", "안양에서 마스크를 만드는 푸른솔")

    assert "whole '푸른솔' +5.0" in decision.why()
    assert "place 안양 +1.5" in decision.why()
    assert f"next {BASE}ship" in decision.why()


def test_nil_tells_what_was_nearest_and_the_threshold() -> None:
    why = asked(WORLD, "푸른솔").why()

    assert why.startswith(f"NIL, best {BASE}")
    assert f"< {threshold()}" in why


def test_learnt_abbreviations_lead_to_the_full_name() -> None:
    decision = decide(Mention(text="물때원"), WORLD, {"물때원": frozenset({"한국조류연구원"})})

    assert local(decision) == "tides"
    assert decision.chosen is not None
    assert decision.chosen.features[0].name == "learnt"


@given(st.text(max_size=20), st.text(max_size=30))
def test_no_text_breaks_the_resolver(text: str, context: str) -> None:
    decision = asked(WORLD, text, context)

    assert 0 <= decision.score <= 1
    assert "\t" not in decision.mention.text or decision.chosen is None or decision.why()


def same(one: Iterable[object], other: Iterable[object]) -> bool:
    return list(one) == list(other)


def test_a_frozen_index_thaws_to_the_same_answers() -> None:
    body = frozen(WORLD)
    back = thawed(body)

    assert same(back.entities, WORLD.entities)
    assert np.array_equal(back.rough.keys, WORLD.rough.keys)
    assert frozen(back) == body
    assert local(asked(back, "다솜대")) == "univ"
    assert back.entities[-1] == WORLD.entities[-1]
    assert back.entities[1:3] == tuple(WORLD.entities[1:3])
    with pytest.raises(IndexError):
        back.entities[len(back.entities)]


def test_a_damaged_index_is_refused() -> None:
    with pytest.raises(LinkError):
        thawed(frozen(WORLD)[:40])


def test_indexes_put_together_answer_for_each() -> None:
    both = gathered((WORLD, index(known("extra", "온누리공단"))))

    assert local(asked(both, "온누리공단")) == "extra"
    assert local(asked(both, "다솜대병원")) == "hosp"


def test_an_index_of_nothing_knows_nobody() -> None:
    assert local(asked(index(), "다솜대")) == "NIL"


TOWNS = index(
    known(
        "east",
        "다솜대학교 경주은솔병원",
        "Dasom University Gyeongju Eunsol Hospital",
        places=("경주",),
    ),
    known(
        "west",
        "다솜대학교 목포은솔병원",
        "Dasom University Mokpo Eunsol Hospital",
        places=("목포",),
    ),
    known("grown", "한국은솔연구원"),
    known("moved", "은솔관리청"),
    known("acronym", "한국은솔진흥원", "Korea Eunsol Agency", "KEA"),
    known("long", "한국새솔진흥원", "Korea Saesol Agency", "KESAGY"),
    known("nick", "푸른가람교통공사", "Pureun Garam Transit", "물결"),
    known("latin", "Korean Society of Hypertension", "KSH"),
    known("latin2", "Korean Society of Pottery", "KSH"),
    known("heart", "Korean Society of Cardiology"),
    known("star", "STARnoble"),
    known("letters", "SK Pureun Chemicals"),
)


@pytest.mark.parametrize(
    ("mention", "context", "who"),
    [
        ("은솔병원", "경주 은솔병원에 보냈다.", "east"),
        ("은솔병원", "목포에 새로 문을 연 은솔병원", "west"),
        ("은솔병원", "은솔병원 노조", "NIL"),
        ("한국은솔연구소", "1998년 한국은솔연구소", "grown"),
        ("은솔관리본부", "2015년 은솔관리본부", "moved"),
        ("은솔관리공단", "2015년 은솔관리공단", "NIL"),
        ("KEA", "KEA 부스에서 시연했다.", "NIL"),
        ("KEA", "은솔진흥원 KEA", "acronym"),
        ("KESAGY", "KESAGY 공고", "long"),
        ("물결", "물결 무늬를 새겼다.", "NIL"),
        ("KSH", "고혈압 진료 지침을 낸 KSH", "latin"),
        ("KSH", "KSH 회원", "NIL"),
        ("대한심장학회", "대한심장학회 이사장", "heart"),
        ("스타노블", "스타노블 대표", "star"),
        ("에스케이푸른케미칼", "에스케이푸른케미칼 공장", "letters"),
        ("한국은솔연규원", "한국은솔연규원 보고서", "grown"),
    ],
)
def test_who_is_meant_where_it_stands(mention: str, context: str, who: str) -> None:
    assert local(asked(TOWNS, mention, context)) == who


@pytest.mark.parametrize("kind", ["Person", "LighthouseFactory"])
def test_an_organisation_is_no_person_and_no_site(kind: str) -> None:
    found = asked(WORLD, "다솜대학교", kind=kind)

    assert found.chosen is None
    assert found.candidates[0].features[-1].name == "never"


def test_a_person_may_be_one_and_no_organisation_is() -> None:
    people = index(known("kim", "김다솜", kinds=("Person",)))

    assert local(asked(people, "김다솜", kind="Person")) == "kim"
    assert local(asked(people, "김다솜", kind="SME")) == "NIL"


def test_a_number_says_that_a_kind_was_misread() -> None:
    number = ("businessRegistrationNumber", "124-81-00998")
    public = index(known("public", "한들원", kinds=("PublicOrganisation",), numbers=(number,)))

    assert local(asked(public, "한들원", kind="SME")) == "NIL"
    assert local(asked(public, "한들원", kind="SME", numbers=(number,))) == "public"
