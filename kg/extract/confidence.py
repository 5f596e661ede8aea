"""What a rule's own confidence has proved to be worth on annotated cases. Pure.

A rule states how sure it is of a fact; `words/confidence.toml` tells how many such facts were
right. It is written by `make calibrate`, and a rule too rare to be judged by itself is judged
with its family: `support.ko.돕다` by `support.ko`, then by all of `support`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.files import resource_toml
from kg.model.facts import Facts
from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.facts import Fact

TABLE: Final = "words/confidence.toml"
DIGITS: Final = 3  # of a stated confidence, so that 0.1 + 0.7 is found under 0.8

Known = dict[str, dict[float, float]]
"""Rule or family to the confidence it states to the share that was right."""


def calibrated(facts: Facts) -> Facts:
    """Return facts with the confidence that their rules have earned."""
    told: dict[str, Any] = {  # Any: tuples of each kind
        plural: tuple(_with(fact) for fact in getattr(facts, plural)) for plural in KINDS
    }
    return Facts(**told)


def earned(rule: str, stated: float, known: Mapping[str, Mapping[float, float]]) -> float:
    """Return what a rule's facts are worth; what no annotated case tells of stays as stated.

    >>> known = {"support.ko": {0.8: 0.7}, "support": {0.8: 0.6, 0.5: 0.4}}
    >>> [earned(rule, 0.8, known) for rule in ("support.ko.돕다", "support.en.help", "group")]
    [0.7, 0.6, 0.8]
    >>> earned("support.ko.돕다", 0.55, known)
    0.4
    """
    level = round(stated, DIGITS)
    for family in families(rule):
        if level in known.get(family, {}):
            return known[family][level]
    nearest = known.get(rule.partition(".")[0], {})
    if not nearest:
        return stated
    return nearest[min(nearest, key=lambda told: (abs(told - level), told))]


def families(rule: str) -> Iterator[str]:
    """Yield a rule and its families, the narrowest first.

    >>> list(families("support.ko.돕다"))
    ['support.ko.돕다', 'support.ko', 'support']
    """
    while rule:
        yield rule
        rule = rule.rpartition(".")[0]


def _with(fact: Fact) -> Fact:
    confidence = earned(fact.basis.rule, fact.basis.confidence, table())
    return replace(fact, basis=replace(fact.basis, confidence=confidence))


@cache
def table() -> Known:
    """Return the shipped table."""
    told: dict[str, dict[str, float]] = resource_toml(TABLE)["earned"]
    return {
        family: {float(stated): share for stated, share in shares.items()}
        for family, shares in told.items()
    }
