"""Persons across sources: one only where name and organisation are both the same. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A person of one source, with the organisations the source ties the person to."""

    name: str
    source: str
    organizations: tuple[str, ...]


def same_persons(named: Iterable[Named]) -> dict[Named, str]:
    """Return a key for each person, the same for those that share a name and an organisation.

    A person whom a source ties to no organisation is nobody else's.
    """
    keys: dict[Named, str] = {}
    of_name: dict[str, list[Named]] = {}
    for each in sorted(set(named)):
        of_name.setdefault(each.name, []).append(each)
    for name, persons in of_name.items():
        for circle in _circles(persons):
            ties = sorted({tie for person in circle for tie in person.organizations})
            rest = ties or [person.source for person in circle]
            keys.update(dict.fromkeys(circle, "\x1f".join(("person", name, rest[0]))))
    return keys


def _circles(persons: list[Named]) -> list[list[Named]]:
    circles: list[list[Named]] = []
    for person in persons:
        touching = [circle for circle in circles if _meet(circle, person)]
        apart = [circle for circle in circles if not _meet(circle, person)]
        circles = [*apart, [*(each for circle in touching for each in circle), person]]
    return circles


def _meet(circle: list[Named], person: Named) -> bool:
    ties = set(person.organizations)
    return any(other.source == person.source or ties & set(other.organizations) for other in circle)
