"""Confidence is what a rule has earned, from its own facts or from its family's."""

from __future__ import annotations

import pytest

from kg.extract import read
from kg.extract.confidence import earned, families, table
from kg.model.document import Block, Document
from kg.model.evidence import Span

TEXT = "Haneul Motors provided mentoring to Pureun Castings in March 2023."
KNOWN = {
    "support": {0.6: 0.3, 0.85: 0.7},
    "support.ko": {0.85: 0.8},
    "support.ko.돕다": {0.85: 0.9},
}


@pytest.mark.parametrize(
    ("rule", "stated", "expected"),
    [
        ("support.ko.돕다", 0.85, 0.9),
        ("support.ko.돕다", 0.1 + 0.75, 0.9),
        ("support.ko.대다", 0.85, 0.8),
        ("support.ko.돕다.bare", 0.85, 0.9),
        ("support.en.help", 0.85, 0.7),
        ("support.ko.돕다", 0.6, 0.3),
        ("support.ko.돕다", 0.62, 0.3),
        ("support.ko.돕다", 0.99, 0.7),
        ("group.ko", 0.5, 0.5),
        ("supportive", 0.5, 0.5),
    ],
)
def test_the_narrowest_family_that_was_counted_decides(
    rule: str, stated: float, expected: float
) -> None:
    assert earned(rule, stated, KNOWN) == expected


def test_the_shipped_table_tells_shares_of_rules_that_are_read() -> None:
    shares = [share for levels in table().values() for share in levels.values()]

    assert len(shares) >= 30
    assert all(0 < share < 1 for share in shares)
    assert {"name", "measurement", "support", "statement"} <= set(table())
    assert all(set(families(rule)) <= set(table()) for rule in table())


def test_readers_get_what_was_earned_and_can_ask_for_what_was_stated() -> None:
    block = Block("paragraph", Span(0, len(TEXT)))
    document = Document(source="0" * 64, name="x", text=TEXT, blocks=(block,))

    stated = read(document, (), is_calibrated=False).facts
    told = read(document, ()).facts

    assert len(told) == len(stated) > 0
    for one, other in zip(told, stated, strict=True):
        rule, confidence = other.basis.rule, other.basis.confidence
        assert one.basis.rule == rule
        assert one.basis.confidence == earned(rule, confidence, table())
    assert [one.basis.confidence for one in told] != [one.basis.confidence for one in stated]
