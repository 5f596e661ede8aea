"""A model's fact that says what the rules read already is not taken over a second time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.by_model.same import SAME, is_known
from kg.model.evidence import Basis, Evidence, Span
from kg.model.facts import (
    Actor,
    Affiliation,
    Designation,
    Fact,
    Facts,
    Measurement,
    Statement,
    Support,
)
from kg.model.facts_json import KINDS

BASIS = Basis(
    evidence=(Evidence(source="0" * 64, place=Span(0, 1), quote="가"),), rule="test", confidence=1
)
ACTOR = Actor(basis=BASIS, name="가람정밀", aliases=("Garam Precision",), type="SME")
POST = Affiliation(basis=BASIS, person="한결", organization="가람정밀", role="대표")
SUPPORT = Support(
    basis=BASIS, supporter=("다솔전자", "누리시"), recipient=("가람정밀",), kind="Mentoring"
)
GROUP = replace(SUPPORT, recipient=(), recipient_group="협력사 5곳")
FIGURE = Measurement(
    basis=BASIS,
    subject=("가람정밀",),
    indicator="DefectRate",
    before=3.0,
    after=1.0,
    unit="%",
    product="펌프",
)
WORDS = Statement(basis=BASIS, speaker="한결", kind="Claim", quote="불량이 줄었다")
SITE = Designation(
    basis=BASIS, designee="가람정밀", scheme="GlobalLighthouseNetwork", status="actual"
)


def test_every_kind_of_fact_can_be_compared() -> None:
    assert set(SAME) == set(KINDS)


@pytest.mark.parametrize(
    ("plural", "known", "fact", "is_same"),
    [
        ("actors", ACTOR, replace(ACTOR, name="garam precision", aliases=()), True),
        ("actors", ACTOR, replace(ACTOR, name="누리기계", aliases=("Nuri",)), False),
        ("affiliations", POST, replace(POST, role=None), True),
        ("affiliations", POST, replace(POST, organization=None), True),
        ("affiliations", POST, replace(POST, role="부장"), False),
        ("affiliations", POST, replace(POST, person="한솔"), False),
        ("supports", SUPPORT, replace(SUPPORT, supporter=("누리시", "다솔전자")), True),
        ("supports", SUPPORT, replace(SUPPORT, purpose="생산성 향상"), True),
        ("supports", SUPPORT, replace(SUPPORT, kind="Funding"), False),
        ("supports", SUPPORT, replace(SUPPORT, status="planned"), False),
        ("supports", SUPPORT, replace(SUPPORT, recipient=("누리기계",)), False),
        ("supports", GROUP, replace(GROUP, product="펌프"), True),
        ("supports", GROUP, replace(GROUP, recipient_group="협력사 6곳"), False),
        ("supports", GROUP, SUPPORT, False),
        ("measurements", FIGURE, replace(FIGURE, before=None), True),
        ("measurements", FIGURE, replace(FIGURE, subject=(), product=None), True),
        ("measurements", FIGURE, replace(FIGURE, change_percent=-66.7), False),
        ("measurements", FIGURE, replace(FIGURE, after=2.0), False),
        ("measurements", FIGURE, replace(FIGURE, indicator="Quality"), False),
        ("measurements", FIGURE, replace(FIGURE, status="target"), False),
        ("measurements", FIGURE, replace(FIGURE, subject=("누리기계",)), False),
        ("measurements", FIGURE, replace(FIGURE, product="밸브"), False),
        ("statements", WORDS, replace(WORDS, quote="작년부터 불량이 줄었다"), True),
        ("statements", WORDS, replace(WORDS, quote="줄었다"), True),
        ("statements", WORDS, replace(WORDS, quote="불량이 늘었다"), False),
        ("designations", SITE, replace(SITE, anchor="다솔전자"), True),
        ("designations", SITE, replace(SITE, status="proposed"), False),
    ],
)
def test_what_is_said_already_is_known(plural: str, known: Fact, fact: Fact, is_same: bool) -> None:
    facts = Facts(**{plural: (known,)})  # type: ignore[arg-type]  # by kind

    assert is_known(plural, fact, facts) is is_same
    assert not is_known(plural, fact, Facts())
