from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from kg.link.conflicts import conflicts
from kg.link.resolve import resolve
from kg.model.facts import Actor, Facts, Measurement

if TYPE_CHECKING:
    from kg.model.evidence import Basis
    from kg.model.report import Finding

ONE, TWO = "a" * 64, "b" * 64
Told = Callable[..., Facts]


@pytest.fixture
def told(because: Callable[..., Basis]) -> Told:
    def make(source: str, *values: dict[str, Any]) -> Facts:  # Any: any field of a measurement
        common = {"subject": ("새봄정밀",), "indicator": "DailyProduction", "period": "2021-05"}
        return Facts(
            actors=(Actor(basis=because(source=source), name="새봄정밀", type="SME"),),
            measurements=tuple(
                Measurement(basis=because("생산량", source, after="5만개"), **(common | value))
                for value in values
            ),
        )

    return make


def found(facts: dict[str, Facts]) -> tuple[Finding, ...]:
    return conflicts(facts, resolve(facts, (), metas={}).resolution)


def test_two_values_of_two_sources_are_told_in_both_languages(told: Told) -> None:
    facts = {ONE: told(ONE, {"after": 50000}), TWO: told(TWO, {"after": 60000})}

    (finding,) = found(facts)

    assert finding.value == "50,000 / 60,000"
    assert finding.focus.endswith("/org.saebomjeongmil")
    assert "새봄정밀의 일일 생산량 (2021-05)" in finding.message.ko
    assert "daily production (2021-05) of Saebomjeongmil" in finding.message.en
    assert finding.where == "aaaaaaaaaaaa@0-3, bbbbbbbbbbbb@0-3"


@pytest.mark.parametrize(
    "other",
    [
        {"after": 50000},
        {"after": 60000, "period": "2021-06"},
        {"after": 60000, "indicator": "Production"},
        {"after": 60000, "product": "마스크"},
        {"after": 60000, "unit": "상자"},
        {"after": 60000, "status": "target"},
        {"after": 60000, "subject": ("협력사 3곳",)},
        {"before": 60000},
    ],
)
def test_what_is_about_something_else_is_no_contradiction(
    told: Told, other: dict[str, Any]
) -> None:
    assert found({ONE: told(ONE, {"after": 50000}), TWO: told(TWO, other)}) == ()


def test_two_values_of_one_source_are_no_contradiction(told: Told) -> None:
    assert found({ONE: told(ONE, {"after": 50000}, {"after": 60000})}) == ()


def test_the_same_product_under_two_names_is_compared(told: Told) -> None:
    facts = {
        ONE: told(ONE, {"after": 1, "product": "마스크"}),
        TWO: told(TWO, {"after": 2, "product": "face masks"}),
    }

    assert len(found(facts)) == 1
