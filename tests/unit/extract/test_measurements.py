"""Measurements on invented passages of many genres, names given by hand."""

from __future__ import annotations

import itertools
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError
from kg.extract.grammar import particles
from kg.extract.measurements import layer as measurements
from kg.extract.reading import Mention, Reading
from kg.extract.text import sentences
from kg.extract.values import dates, quantities
from kg.model.document import Document
from kg.model.evidence import Basis, Evidence, Span
from kg.model.facts import Actor, ActorType, Facts, Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.source import Language

HERE = Path(__file__).parent
NUMBERS = ("before", "after", "change_percent", "change_abs")
FILES = (
    "figures.toml",
    "figures_more.toml",
    "figures_korean.toml",
    "figures_turns.toml",
    "figures_english.toml",
)
# Any: TOML tables.
PASSAGES: list[dict[str, Any]] = [
    passage
    for name in FILES
    for passage in tomllib.loads((HERE / name).read_text("utf-8"))["passage"]
]


def read(
    text: str, lang: Language, published: date | None, actors: list[tuple[str, str]]
) -> Reading:
    """Read a text whose names are given."""
    document = Document(source="0" * 64, name="invented", text=text)
    mentions = []
    for name, kind in actors:
        for match in re.finditer(re.escape(name), text):
            glued = particles.behind().match(text, match.end()) if lang == "ko" else None
            mention = Mention(
                span=Span(*match.span()),
                names=(name,),
                type=cast("ActorType", kind),
                kind="name",
                particle=glued[0] if glued else "",
            )
            mentions.append(mention)
    told = Basis(
        evidence=(Evidence(source="0" * 64, place=Span(0, 1), quote=text[:1] or "."),),
        rule="test",
        confidence=1,
    )
    known = tuple(
        Actor(basis=told, name=name, type=cast("ActorType", kind)) for name, kind in actors
    )
    reading = Reading(
        document=document,
        lang=lang,
        published=published,
        facts=Facts(actors=known),
        sentences=sentences.split(document, lang),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
    )
    return measurements.read(dates.read(quantities.read(reading)))


@cache
def read_passage(number: int) -> Reading:
    passage = PASSAGES[number]
    published = date.fromisoformat(passage["published"])
    actors = [(name, kind) for name, kind in passage["actors"]]
    return read(passage["text"].strip(), passage["lang"], published, actors)


def fits(found: Measurement, wanted: dict[str, Any]) -> bool:
    def same(name: str) -> bool:
        one, other = getattr(found, name), wanted.get(name)
        return one == other or bool(one and other and abs(one - other) <= 0.005 * abs(other))

    return (
        found.indicator in wanted["indicator"]
        and set(found.subject) == set(wanted["subject"])
        and found.status == wanted.get("status", "actual")
        and all(same(name) for name in NUMBERS)
    )


def judge(number: int) -> tuple[int, int, int]:
    """Return how many measurements are right, how many were found and how many wanted."""
    found = list(read_passage(number).facts.measurements)
    wanted = list(PASSAGES[number]["measurements"])
    right = 0
    for one in sorted(wanted, key=lambda one: bool(one.get("optional"))):
        hit = next((other for other in found if fits(other, one)), None)
        if hit is not None:
            found.remove(hit)
            right += not one.get("optional")
    required = sum(not one.get("optional") for one in wanted)
    return right, right + len(found), required


def test_the_passages_are_of_many_kinds() -> None:
    assert len(PASSAGES) >= 40
    assert sum(passage["lang"] == "en" for passage in PASSAGES) >= 8


def test_nine_in_ten_figures_of_all_passages_are_wholly_right() -> None:
    counts = [judge(number) for number in range(len(PASSAGES))]
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    assert wanted >= 280
    assert right / wanted >= 0.88
    assert right / found >= 0.88


@pytest.mark.parametrize(
    "name",
    [
        "wire",
        "ministry release",
        "casebook bullets",
        "column",
        "survey",
        "broadcast",
        "shared verb",
        "hangul numerals",
        "adnominal",
        "not measurements",
        "english feature",
        "sum over firms",
        "quoted speaker",
        "table",
        "english brief",
        "large firm plant",
    ],
)
def test_a_passage_is_read_without_a_mistake(name: str) -> None:
    number = next(number for number, one in enumerate(PASSAGES) if one["name"] == name)
    right, found, wanted = judge(number)
    assert (right, found) == (wanted, wanted)


def test_every_quote_stands_where_its_span_says() -> None:
    assert [told for number in range(len(PASSAGES)) for told in misquoted(number)] == []


def misquoted(number: int) -> Iterator[str]:
    """Yield what the measurements of a passage quote and the passage does not say there."""
    reading = read_passage(number)
    text = reading.document.text
    for one in reading.facts.measurements:
        for evidence in (*one.basis.evidence, *(slot.evidence for slot in one.basis.slots)):
            try:
                evidence.check(text)
            except EvidenceError as error:
                yield f"{PASSAGES[number]['name']}: {error}"
        for said in (one.before_text, one.after_text):
            if said is not None and said not in text:
                yield f"{PASSAGES[number]['name']}: nowhere {said!r}"


def only(text: str, lang: Language = "ko", names: tuple[str, ...] = ("가람기계",)) -> Measurement:
    reading = read(text, lang, date(2023, 5, 10), [(name, "SME") for name in names])
    (found,) = reading.facts.measurements
    return found


def test_a_sum_over_named_firms_says_so() -> None:
    found = only(
        "가람기계와 나래공업의 하루 생산량 합계는 1만 개에서 2만 개로 늘었다.",
        names=("가람기계", "나래공업"),
    )
    assert found.aggregation == "sum-over-subjects"
    assert found.subject == ("가람기계", "나래공업")
    assert found.per == "P1D"


def test_a_change_said_to_follow_from_support_is_attributed() -> None:
    assert only("멘토링을 받은 가람기계는 불량률을 30% 줄였다.").is_attributed
    assert not only("가람기계는 불량률을 30% 줄였다.").is_attributed


def test_the_words_of_before_and_after_are_kept_as_printed() -> None:
    found = only("가람기계의 검사 시간은 2시간에서 30분으로 줄었다.")
    assert (found.before, found.after, found.unit) == (120, 30, "분")
    assert (found.before_text, found.after_text) == ("2시간", "30분")


def test_a_value_begun_in_an_earlier_sentence_is_evidence_of_its_own() -> None:
    text = "가람기계에서는 금형을 찾는 데 40분이 걸렸다. 금형 찾는 시간은 5분으로 단축됐다."
    found = only(text)
    (before,) = found.basis.of("before")
    assert (found.before, found.after) == (40, 5)
    assert before.quote == "40분"
    assert before.place == Span(text.index("40분"), text.index("40분") + 3)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("가람기계는 불량률을 30% 줄였다.", "actual"),
        ("가람기계는 불량률을 30% 줄일 계획이다.", "target"),
        ("가람기계는 내년까지 불량률을 30% 줄인다.", "target"),
        ("가람기계는 불량률이 30% 줄어들 것으로 내다봤다.", "target"),
        ("가람기계는 불량률이 30% 줄었다고 밝혔다.", "actual"),
        ("불량률을 30% 줄인 가람기계는 증설을 검토할 계획이다.", "actual"),
    ],
)
def test_plans_are_told_from_deeds(text: str, status: str) -> None:
    assert only(text).status == status


def test_a_headline_and_its_body_tell_one_measurement() -> None:
    found = only("가람기계, 불량률 30% 감소\n가람기계는 불량률이 30% 감소했다고 밝혔다.")
    assert found.change_percent == -30


def test_without_a_publication_date_no_period_is_made_up() -> None:
    reading = read(
        "가람기계의 지난달 생산량은 1만 개에서 2만 개로 늘었다.", "ko", None, [("가람기계", "SME")]
    )
    assert [one.period for one in reading.facts.measurements] == [None]


ALPHABET = (
    "가나다 만억조천백0123456789,.%~→에서로이던은는 줄늘었다개원명배생산량불량률fromto()|\n\"'"
)


@given(st.text(ALPHABET, max_size=120), st.sampled_from(["ko", "en"]))
def test_no_text_breaks_the_reading(text: str, lang: Language) -> None:
    reading = read(text, lang, date(2023, 5, 10), [("가나", "SME")])
    for quantity in reading.quantities:
        assert quantity.span.end <= len(text)
    starts = [quantity.span for quantity in reading.quantities]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(starts))
    for one in reading.facts.measurements:
        for slot in one.basis.slots:
            slot.evidence.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "사고는 공장에서 서쪽으로 160km가량 떨어진 곳에서 났다.",
        "2대의 차량이 물에 빠졌다는 신고가 들어왔다.",
        "이탈리아산은 4.3배, 프랑스산은 3.4배 순이다.",
        "3년 만에 내린 폭설로 지붕이 내려앉았다.",
        "시내 투표소 45곳에 안내판을 설치했다.",
        "가람기계는 인원을 두 배로 늘리자는 말이 아니라고 했다.",
        "가람기계의 생산량은 늘지 않았다.",
    ],
)
def test_what_only_looks_like_a_figure_of_a_firm_is_left_out(text: str) -> None:
    reading = read(text, "ko", date(2023, 5, 10), [("가람기계", "SME")])
    assert reading.facts.measurements == ()
