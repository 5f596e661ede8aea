"""One row and one rule: a fact with the evidence of every cell it came from. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.mapping.fields import KINDS
from kg.mapping.numbers import Amount
from kg.mapping.values import Unmapped, given
from kg.model.evidence import Basis, Slot
from kg.model.report import Text

if TYPE_CHECKING:
    from kg.mapping.plan import Guard, Rule
    from kg.model.document import Row, Table
    from kg.model.facts import Fact


def takes(rule: Rule, row: Row) -> bool:
    """Tell whether every guard of the rule lets the row through."""
    return all(_passes(guard, row) for guard in rule.guards)


def fact_of(table: Table, row: Row, rule: Rule) -> Fact:
    """Return the fact that a rule makes of a row.

    Raises:
        Unmapped: A cell is missing or is not what its field holds.
    """
    told: dict[str, Any] = {}  # Any: fields differ from kind to kind; `given` checks them
    slots: list[Slot] = []
    for name, value in rule.values.items():
        words = row.cells.get(value.column, "").strip() if value.column else value.constant
        if not words:
            if value.is_needed:
                raise Unmapped(value.column, "", Text("빈칸입니다", "the cell is empty"))
            continue
        told[name] = given(value, words)
        if value.column:
            slots.append(Slot(name.removeprefix("identifiers."), table.evidence(row, value.column)))
    return KINDS[rule.kind](basis=_basis(table, row, rule, slots), **_finished(rule, row, told))


def _passes(guard: Guard, row: Row) -> bool:
    words = row.cells.get(guard.column, "").strip()
    return words in guard.equals if guard.equals else bool(words) == guard.is_filled


def _basis(table: Table, row: Row, rule: Rule, slots: list[Slot]) -> Basis:
    columns = [column for column in rule.evidence if column in row.cells]
    evidence = [slot.evidence for slot in slots] + [table.evidence(row, c) for c in columns]
    if not evidence:
        column = (*rule.evidence, *(value.column for value in rule.values.values()))[0]
        raise Unmapped(
            column, "", Text("근거가 될 칸이 비었습니다", "nothing vouches for the fact")
        )
    return Basis(
        evidence=tuple(dict.fromkeys(evidence)), rule=rule.id, confidence=1.0, slots=tuple(slots)
    )


def _finished(rule: Rule, row: Row, told: dict[str, Any]) -> dict[str, Any]:  # Any: as above
    """Return the fields as the fact wants them: identifiers together, numbers with their words."""
    finished: dict[str, Any] = {}
    identifiers = []
    for name, value in told.items():
        if name.startswith("identifiers."):
            identifiers.append((name.removeprefix("identifiers."), value))
        elif isinstance(value, Amount):
            finished[name] = value.value
            _beside(rule, row, name, value, finished)
        else:
            finished[name] = value
    if identifiers:
        finished["identifiers"] = tuple(identifiers)
    return {**finished, **{n: v for n, v in told.items() if n == "unit"}}


def _beside(
    rule: Rule, row: Row, name: str, value: Amount, finished: dict[str, Any]
) -> None:  # Any: as above
    """Keep a measurement's own words and unit, as a reading of a text does."""
    if rule.kind != "Measurement" or name not in {"before", "after"}:
        return
    column = rule.values[name].column
    if column:
        finished.setdefault(f"{name}_text", row.cells[column].strip())
    if value.unit:
        finished.setdefault("unit", value.unit)
