"""Rows that tell of one party again: one fact, every row's evidence. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.model.evidence import Cell
from kg.model.facts import Actor, Programme
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Named = TypeVar("Named", Actor, Programme)


def merged(found: Iterable[Named]) -> tuple[Named, ...]:
    """Return one fact for each name, in the order of their first rows.

    Lists are joined; where single values differ the first stays, and `clashes` tells of it.
    """
    first: dict[str, Named] = {}
    for fact in found:
        known = first.get(fact.name)
        first[fact.name] = fact if known is None else _joined(known, fact)
    return tuple(first.values())


def clashes(found: Iterable[Named], name: str) -> Iterator[Finding]:
    """Tell where a later row says something else of a party than the first that said anything.

    Args:
        found: As they came from the rows, not merged.
        name: Of the table.
    """
    first: dict[tuple[str, str], object] = {}
    for fact in found:
        for entry in fields(fact):
            value: Any = getattr(fact, entry.name)  # Any: fields differ from kind to kind
            if entry.name == "basis" or value is None or isinstance(value, tuple):
                continue
            known = first.setdefault((fact.name, entry.name), value)
            if known != value:
                yield _clash(fact, entry.name, (str(known), str(value)), name)


def _clash(fact: Named, field: str, values: tuple[str, str], name: str) -> Finding:
    place = fact.basis.evidence[0].place
    row = place.row if isinstance(place, Cell) else 0
    return Finding(
        severity="warning",
        focus=fact.name,
        rule=f"{fact.basis.rule}.clash",
        message=Text(
            f"{row}행의 {fact.name} {field} 값 {values[1]}이(가) 앞 행의 {values[0]}과(와) 달라 "
            "앞의 값을 씁니다.",
            f"row {row} says {values[1]} for the {field} of {fact.name}, an earlier one said "
            f"{values[0]}, which is kept",
        ),
        where=f"{name}:{row}",
        value=values[1],
    )


def _joined(one: Named, other: Named) -> Named:
    changes: dict[str, Any] = {}  # Any: as the fields
    for entry in fields(one):
        mine: Any = getattr(one, entry.name)  # Any: fields differ from kind to kind
        theirs: Any = getattr(other, entry.name)  # Any: as above
        if isinstance(mine, tuple):
            changes[entry.name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif mine is None:
            changes[entry.name] = theirs
    changes["basis"] = replace(
        one.basis,
        evidence=tuple(dict.fromkeys((*one.basis.evidence, *other.basis.evidence))),
        slots=tuple(dict.fromkeys((*one.basis.slots, *other.basis.slots))),
    )
    return replace(one, **changes)
