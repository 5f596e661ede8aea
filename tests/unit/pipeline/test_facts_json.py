"""Facts as JSON: nothing is lost there and back, and the guide's view counts as it does."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError
from kg.model.evidence import Basis, Cell, Evidence, Slot, Span
from kg.model.facts import Actor, Affiliation, Facts, Measurement, Statement, Support
from kg.model.facts_json import (
    KINDS,
    facts_from_json,
    facts_json,
    finding_from_json,
    finding_json,
)
from kg.model.guide import guide_json
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from kg.model.facts import KindCode

DIGEST = "ab" * 32
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    quote, start = draw(words), draw(st.integers(0, 9999))
    place: Span | Cell = Span(start, start + len(quote))
    if draw(st.booleans()):
        place = Cell(draw(st.text(max_size=3)), draw(st.integers(1, 99)), draw(words))
    return Evidence(source=draw(st.sampled_from([DIGEST, "cd" * 32])), place=place, quote=quote)


bases = st.builds(
    Basis,
    evidence=st.lists(evidence(), min_size=1, max_size=3).map(tuple),
    rule=words,
    confidence=st.floats(0, 1),
    slots=st.lists(st.builds(Slot, words, evidence()), max_size=3).map(tuple),
)


def values(annotation: str) -> st.SearchStrategy[Any]:
    """Return values that fit a field, by its annotation."""
    plain = annotation.removesuffix(" | None")
    known: dict[str, st.SearchStrategy[Any]] = {
        "tuple[str, ...]": st.lists(words, max_size=3).map(tuple),
        "tuple[tuple[str, str], ...]": st.lists(st.tuples(words, words), max_size=2).map(tuple),
        "float": st.floats(allow_nan=False, allow_infinity=False),
        "int": st.integers(0, 10**9),
        "bool": st.booleans(),
    }
    found = known.get(plain, words)
    return st.none() | found if plain != annotation else found


def facts_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    own = {field.name: values(str(field.type)) for field in fields(kind) if field.name != "basis"}
    return st.builds(kind, basis=bases, **own)


one_kind = st.sampled_from(sorted(KINDS)).flatmap(
    lambda plural: facts_of(KINDS[plural]).map(lambda fact: Facts(**{plural: (fact, fact)}))
)


def test_every_kind_of_fact_has_its_key() -> None:
    assert list(KINDS) == [field.name for field in fields(Facts)]


@given(one_kind)
def test_facts_come_back_from_json_as_they_were(facts: Facts) -> None:
    told = json.loads(json.dumps(facts_json(facts, digest=DIGEST), ensure_ascii=False))

    assert facts_from_json(told) == facts


def test_json_names_the_source_and_its_day() -> None:
    told = facts_json(Facts(), digest=DIGEST, source="a.txt", lang="ko", published="2024-05-01")

    assert list(told) == ["source", "digest", "lang", "published", *KINDS, "findings"]
    assert (told["source"], told["published"]) == ("a.txt", "2024-05-01")


texts = st.builds(Text, words, words)
findings = st.builds(
    Finding,
    severity=st.sampled_from(["violation", "warning", "info"]),
    focus=words,
    rule=words,
    message=texts,
    where=words,
    hint=st.none() | texts,
    value=words,
)


@given(findings, st.lists(findings, max_size=2))
def test_findings_come_back_from_json_with_their_causes(
    finding: Finding, causes: list[Finding]
) -> None:
    nested = replace(finding, detail=tuple(causes))

    assert finding_from_json(json.loads(json.dumps(finding_json(nested)))) == nested


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"digest": DIGEST},
        {**facts_json(Facts(), digest=DIGEST), "actors": [{}]},
        {**facts_json(Facts(), digest=DIGEST), "actors": [{"name": "a", "evidence": []}]},
    ],
)
def test_what_is_no_facts_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(EvidenceError):
        facts_from_json(told)


def basis(words: str = "도왔다", start: int = 0) -> Basis:
    place = Span(start, start + len(words))
    said = Evidence(source=DIGEST, place=place, quote=words)
    return Basis(evidence=(said,), rule="support.frame", confidence=0.9)


def support(kind: KindCode, start: int = 0, **changes: Any) -> Support:
    plain = Support(
        basis=basis(start=start), supporter=("누리전자",), recipient=("다솜정밀",), kind=kind
    )
    return replace(plain, **changes)


def by_named(*supports: Support) -> Facts:
    """Return the supports with their supporters as actors."""
    names = dict.fromkeys(name for each in supports for name in each.supporter)
    actors = (Actor(basis=basis(), name=name, type="OtherOrganization") for name in names)
    return Facts(actors=tuple(actors), supports=supports)


def test_the_guide_knows_one_kind_for_visit_and_hearing() -> None:
    facts = by_named(support("SiteVisit"), support("DifficultyHearing", 9))

    (told,) = guide_json(facts, digest=DIGEST)["supports"]

    assert told["kind"] == "Diagnosis"
    assert told["details"] == ["SiteVisit", "DifficultyHearing"]
    assert [each["start"] for each in told["evidence"]] == [0, 9]


@pytest.mark.parametrize(
    "other",
    [
        support("Funding"),
        support("Mentoring", recipient=("라온케어",)),
        support("Mentoring", supporter=("해담부",)),
        support("Mentoring", status="planned"),
    ],
    ids=["kind", "recipient", "supporter", "status"],
)
def test_the_guide_keeps_supports_apart_that_differ(other: Support) -> None:
    facts = by_named(support("Mentoring"), other)

    assert len(guide_json(facts, digest=DIGEST)["supports"]) == 2


def test_merged_supports_keep_the_programme_one_of_them_names() -> None:
    facts = by_named(support("TaskDerivation"), support("Mentoring", programme="다솜사업"))

    (told,) = guide_json(facts, digest=DIGEST)["supports"]

    assert (told["kind"], told["programme"]) == ("Mentoring", "다솜사업")


@pytest.mark.parametrize(("outlet", "counted"), [(None, 0), ("누리일보", 1)])
def test_the_guide_counts_a_byline_only_with_its_outlet(outlet: str | None, counted: int) -> None:
    line = replace(basis(), rule="affiliation.byline")
    post = Affiliation(basis=line, person="나하늘", organization=outlet, role="기자")
    told = guide_json(Facts(affiliations=(post,)), digest=DIGEST)

    assert (len(told["affiliations"]), len(told["bylines"])) == (counted, 1 - counted)


def test_unnamed_recipients_are_told_by_their_noun_phrase() -> None:
    facts = by_named(support("Funding", recipient=(), recipient_group="협력사 9곳"))

    assert guide_json(facts, digest=DIGEST)["supports"][0]["recipient"] == ["협력사 9곳"]


def test_reported_speech_is_kept_apart_from_quoted_stretches() -> None:
    said = Statement(basis=basis(), speaker=None, kind="Claim", quote="잘됐다")
    told = guide_json(Facts(statements=(said, replace(said, is_direct=False))), digest=DIGEST)

    assert [len(told["statements"]), len(told["reported"])] == [1, 1]


def test_the_guide_has_no_mid_sized_enterprise() -> None:
    mid = Actor(basis=basis(), name="누리전자", type="MidSizedEnterprise")
    small = replace(mid, type="SME")

    told = guide_json(Facts(actors=(mid, small)), digest=DIGEST)["actors"]

    assert [(actor["type"], actor["size"]) for actor in told] == [
        ("LargeEnterprise", "mid"),
        ("SME", None),
    ]


def test_every_item_of_the_guide_has_evidence_a_rule_and_a_confidence() -> None:
    measured = Measurement(basis=basis(), subject=(), indicator="Quality", after=3.0)
    facts = replace(by_named(support("Funding")), measurements=(measured,))
    told = guide_json(facts, digest=DIGEST)

    for item in (*told["supports"], *told["measurements"]):
        assert item["evidence"][0] == {"start": 0, "end": 3, "quote": "도왔다"}
        assert item["rule"] == "support.frame"
        assert item["confidence"] == 0.9


def test_no_field_of_a_fact_is_left_out() -> None:
    told = facts_json(Facts(supports=(support("Funding"),)), digest=DIGEST)["supports"][0]

    assert {field.name for field in fields(Support)} - {"basis"} <= set(told)
    assert MISSING not in told.values()
