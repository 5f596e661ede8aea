"""Rows that tell of one party again: one fact, every row's evidence. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.model.facts import Actor, Programme

if TYPE_CHECKING:
    from collections.abc import Iterable

Named = TypeVar("Named", Actor, Programme)


def merged(found: Iterable[Named]) -> tuple[Named, ...]:
    """Return one fact for each name, in the order of their first rows.

    Lists are joined; where single values differ the first stays, and the others are still to be
    seen in the evidence of their own cells.
    """
    first: dict[str, Named] = {}
    for fact in found:
        known = first.get(fact.name)
        first[fact.name] = fact if known is None else _joined(known, fact)
    return tuple(first.values())


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
