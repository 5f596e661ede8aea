"""Decisions about nobody are told; those about old addresses and merged ids are not."""

from __future__ import annotations

import pytest

from kg.link.idle import idle, idle_findings
from kg.link.lines import read_decisions

PRESENT = {"org.a", "org.b", "새봄@0a1b2c3d4e5f"}


@pytest.mark.parametrize(
    ("one", "other", "verdict", "lost"),
    [
        ("org.a", "https://example.org/a", "same", ""),
        ("org.a", "org.b", "different", ""),
        ("org.a", "새봄@0a1b2c3d4e5f", "different", ""),
        ("org.a", "org.old", "same", ""),
        ("org.a", "org.old", "different", "org.old"),
        ("org.gone", "org.also-gone", "same", "org.gone"),
        ("org.gone", "https://example.org/a", "same", "org.gone"),
        ("org.a", "새봄@ffffffffffff", "different", "새봄@ffffffffffff"),
    ],
)
def test_a_side_that_is_nobody_is_named(one: str, other: str, verdict: str, lost: str) -> None:
    line = f'{{"one": "{one}", "other": "{other}", "verdict": "{verdict}"}}'
    decisions = read_decisions(line)

    assert [side for _, side in idle(decisions, PRESENT)] == [lost] * bool(lost)
    for finding in idle_findings(decisions, PRESENT):
        assert finding.where == "decisions.jsonl:1"
        assert lost in finding.message.ko
        assert lost in finding.message.en


def test_an_old_address_of_somebody_may_be_told_apart() -> None:
    told = (
        '{"one": "org.a", "other": "org.old", "verdict": "same"}\n'
        '{"one": "org.old", "other": "https://example.org/x", "verdict": "different"}'
    )

    assert idle(read_decisions(told), PRESENT) == ()
