"""What of a source's facts can be said in the graph; the rest becomes findings. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.ids import SHORT
from kg.model.evidence import Span
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from kg.model.evidence import Basis
    from kg.model.facts import Designation, Facts, Statement, Support
    from kg.model.rdf.page import Page

FIRMS = frozenset({"LargeEnterprise", "MidSizedEnterprise", "SME"})


@dataclass(frozen=True, slots=True)
class Usable:
    """Facts that can be written, and findings for those that cannot."""

    facts: Facts
    findings: tuple[Finding, ...]


def usable(page: Page) -> Usable:
    """Return the facts of a page that make sense as they stand.

    A support without a giver or a taker, an actual designation without an organisation behind
    it, a proposed cluster without a large firm and a small one: these are misreadings, and a
    person should see them.
    """
    facts = page.facts
    findings: list[Finding] = []
    supports = []
    for support in facts.supports:
        fault = _support_fault(support)
        if fault:
            findings.append(_finding(page, "write.support", support.basis, fault))
        else:
            supports.append(support)
    designations = []
    for designation in facts.designations:
        fault = _designation_fault(page, designation)
        if fault:
            findings.append(_finding(page, "write.designation", designation.basis, fault))
        else:
            designations.append(designation)
    statements = []
    for statement in facts.statements:
        fault = _statement_fault(page, statement)
        if fault:
            findings.append(_finding(page, "write.announced", statement.basis, fault))
            statements.append(replace(statement, announced=None, announced_text=None))
        else:
            statements.append(statement)
    kept = replace(
        facts,
        supports=tuple(supports),
        designations=tuple(designations),
        statements=tuple(statements),
    )
    return Usable(kept, tuple(findings))


def _support_fault(fact: Support) -> Text | None:
    if not fact.supporter:
        return Text("누가 지원했는지 읽지 못했습니다.", "who gave the support was not read")
    if not (fact.recipient or fact.recipient_group):
        return Text("누가 지원받았는지 읽지 못했습니다.", "who received the support was not read")
    return None


def _designation_fault(page: Page, fact: Designation) -> Text | None:
    if fact.status == "actual":
        if any(map(page.organization, fact.designator)):
            return None
        return Text(
            "실제 지정인데 지정한 조직을 읽지 못했습니다.",
            "the designation is told as actual, but no organisation that made it was read",
        )
    if fact.status != "proposed":
        return None
    if fact.anchor is None or not _is_size(page, fact.anchor, "LargeEnterprise"):
        return Text(
            "제안된 묶음의 중심 대기업을 읽지 못했습니다.",
            "the large enterprise of the proposed cluster was not read",
        )
    members = [name for name in fact.members if name != fact.anchor]
    if not any(_is_size(page, name, "SME") for name in members):
        return Text(
            "제안된 묶음의 중소기업을 읽지 못했습니다.",
            "no small enterprise of the proposed cluster was read",
        )
    return None


def _is_size(page: Page, name: str, kind: str) -> bool:
    """Tell whether a party is a firm of that size, or a group nobody names."""
    entity = page.entity(name)
    return entity is None or entity.type == kind


def _statement_fault(page: Page, fact: Statement) -> Text | None:
    published = page.document.meta.published
    if not (published and fact.announced and fact.announced > published.isoformat()):
        return None
    return Text(
        f"발표일({fact.announced})이 보도일({published})보다 늦어 적지 않았습니다.",
        f"announced on {fact.announced}, after the report of {published}: the day was left out",
    )


def _finding(page: Page, rule: str, basis: Basis, message: Text) -> Finding:
    evidence = basis.evidence[0]
    place = evidence.place
    at = f"@{place.start}-{place.end}" if isinstance(place, Span) else f"@{place.row}"
    return Finding(
        severity="warning",
        focus=page.document.name,
        rule=rule,
        message=message,
        where=f"{page.document.source[:SHORT]}{at}",
        value=evidence.quote,
    )
