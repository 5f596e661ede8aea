"""Who is who, first by the rules alone: names that only a model read change nothing of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.link.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.link.decisions import Decisions
    from kg.model.entities import Entity, Resolution
    from kg.model.facts import Facts
    from kg.model.report import Finding
    from kg.model.source import Meta


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who the names stand for.

    Attributes:
        resolution: As the rules' facts tell.
        wide: The same, widened by names that only a model read.
    """

    resolution: Resolution
    wide: Resolution
    findings: tuple[Finding, ...]


def who_is_who(
    facts: Mapping[str, Facts],
    known: Sequence[Entity],
    metas: Mapping[str, Meta],
    base: str,
    decisions: Decisions,
) -> Who:
    """Return who the names of all sources stand for; see `kg.link.resolve.resolve`."""
    rules = {source: each.by_rules() for source, each in facts.items()}
    first = resolve(rules, known, metas=metas, base=base, decisions=decisions)
    if rules == dict(facts):
        return Who(resolution=first.resolution, wide=first.resolution, findings=first.findings)
    second = resolve(facts, known, metas=metas, base=base, decisions=decisions)
    return Who(
        resolution=first.resolution,
        wide=first.resolution.widened(second.resolution),
        findings=tuple(dict.fromkeys((*first.findings, *second.findings))),
    )
