"""From tables to facts, by a plan that an analyst can write. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError
from kg.mapping.fields import PLURALS
from kg.mapping.merge import clashes, merged
from kg.mapping.plan import Plan, read_plan
from kg.mapping.rows import fact_of, takes
from kg.mapping.values import Unmapped
from kg.model.facts import Facts
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.mapping.plan import Rule
    from kg.model.document import Row, Table

__all__ = ["Mapped", "Plan", "map_table", "read_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What a plan made of a table: facts in the order of their rows, and what was refused."""

    facts: Facts
    findings: tuple[Finding, ...] = ()


def map_table(table: Table, plan: Plan) -> Mapped:
    """Return the facts of a table.

    Each fact rests on the cells it came from. A row that a rule cannot take, or that no rule
    takes, is a finding with its column, value and reason; the other rows stay. Rows that tell
    of one actor or programme make one fact with the evidence of all.

    Raises:
        ConfigError: The table lacks a column that the plan requires.
    """
    _check_columns(table, plan)
    facts: dict[str, list[Any]] = {plural: [] for plural in PLURALS.values()}  # Any: by kind
    findings = list(_strange_columns(table, plan))
    for row in table.rows:
        try:
            rules = _rules(plan, row)
        except Unmapped as refused:
            findings.append(_finding(table, row, plan.name, refused))
            continue
        if not rules:
            findings.append(_untaken(table, row, plan))
        for rule in rules:
            try:
                facts[PLURALS[rule.kind]].append(fact_of(table, row, rule))
            except Unmapped as refused:
                findings.append(_finding(table, row, rule.id, refused))
    findings += [*clashes(facts["actors"], table.name), *clashes(facts["programmes"], table.name)]
    together = Facts(**{plural: tuple(found) for plural, found in facts.items()})
    return Mapped(
        facts=replace(
            together,
            actors=merged(together.actors),
            programmes=merged(together.programmes),
        ),
        findings=tuple(findings),
    )


def _check_columns(table: Table, plan: Plan) -> None:
    for column in plan.required:
        if column not in table.columns:
            near = get_close_matches(column, table.columns, n=1)
            raise ConfigError(
                f"{table.name} has no column {column!r}, which the plan requires",
                where=plan.where,
                hint=f"did you mean {near[0]}?" if near else "it has " + ", ".join(table.columns),
            )


def _strange_columns(table: Table, plan: Plan) -> Iterator[Finding]:
    """Report each column that the plan reads and the table lacks, once."""
    meant = [value.column for rule in plan.rules for value in rule.values.values()]
    meant += [column for rule in plan.rules for column in rule.evidence]
    meant += [guard.column for rule in plan.rules for guard in rule.guards]
    for column in dict.fromkeys(filter(None, meant)):
        if column not in table.columns:
            yield Finding(
                severity="warning",
                focus=table.name,
                rule=f"mapping.{plan.name}.column",
                message=Text(
                    f"매핑 {plan.name}이(가) 읽는 열 {column!r}이(가) 표에 없습니다.",
                    f"the plan {plan.name} reads the column {column!r}, which the table lacks",
                ),
                where=table.name,
                value=column,
            )


def _rules(plan: Plan, row: Row) -> list[Rule]:
    for column in plan.required:
        if not row.cells.get(column, "").strip():
            raise Unmapped(column, "", Text("빈칸입니다", "the cell is empty"))
    return [rule for rule in plan.rules if takes(rule, row)]


def _finding(table: Table, row: Row, rule: str, refused: Unmapped) -> Finding:
    name = rule if rule.startswith("mapping.") else f"mapping.{rule}.required"
    shown = f" ({refused.value})" if refused.value else ""
    return Finding(
        severity="warning",
        focus=table.name,
        rule=name,
        message=Text(
            f"{row.number}행 {refused.column} 칸{shown}: {refused.reason.ko}.",
            f"row {row.number}, column {refused.column}{shown}: {refused.reason.en}",
        ),
        where=f"{table.name}:{row.number}",
        value=refused.value,
    )


def _untaken(table: Table, row: Row, plan: Plan) -> Finding:
    return Finding(
        severity="info",
        focus=table.name,
        rule=f"mapping.{plan.name}.no-rule",
        message=Text(
            f"{row.number}행을 받는 규칙이 매핑 {plan.name}에 없습니다.",
            f"no rule of the plan {plan.name} takes row {row.number}",
        ),
        where=f"{table.name}:{row.number}",
    )
