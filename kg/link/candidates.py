"""Which known party a name may stand for: by name, by kind, by the day it was written. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from kg.link.normalise import normalised
from kg.link.numbers import compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.link.numbers import Number
    from kg.model.entities import Entity
    from kg.model.facts import ActorType

K = TypeVar("K")

# Pairs of kinds that one party cannot be; every other difference is a matter of judgement.
APART: Final = frozenset(
    {
        frozenset({"SME", "LargeEnterprise"}),
        frozenset({"SME", "Ministry"}),
        frozenset({"SME", "InternationalOrganization"}),
    }
)
ALONE: Final = frozenset({"Person", "LighthouseFactory"})


def can_be(one: ActorType, other: ActorType) -> bool:
    """Tell whether a party of one kind may be a party of the other.

    >>> can_be("OtherOrganization", "SME"), can_be("SME", "LargeEnterprise")
    (True, False)
    """
    if one == other:
        return True
    return not ({one, other} & ALONE or frozenset({one, other}) in APART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Names to entities, as they are written and as they are compared."""

    full: Mapping[str, tuple[Entity, ...]]
    exact: Mapping[str, tuple[Entity, ...]]
    loose: Mapping[str, tuple[Entity, ...]]
    numbers: Mapping[Number, tuple[Entity, ...]]

    def numbered(self, numbers: Iterable[Number]) -> tuple[Entity, ...]:
        """Return the entities registered under one of the numbers."""
        found = (each for number in numbers for each in self.numbers.get(compared(number), ()))
        return tuple({each.iri: each for each in found}.values())

    def find(
        self, names: Sequence[str], kind: ActorType | None, published: date | None
    ) -> tuple[Entity, ...]:
        """Return the entities the names may stand for; several when they cannot be told apart.

        The first name is the one the source uses most; the others count only where it says
        nothing. A full name holds for the past too, an abbreviation for the day of the source.

        Args:
            names: The canonical name, then the other names of the same party.
            kind: Kind of the party; None when it is not known.
            published: Day the source was published.
        """
        for name in names:
            for table, key in (
                (self.full, name),
                (self.exact, name),
                (self.loose, normalised(name)),
            ):
                found = [
                    each for each in table.get(key, ()) if kind is None or can_be(kind, each.type)
                ]
                standing = at_day(found, published)
                if standing:
                    return standing
        return ()

    def misfits(self, name: str, kind: ActorType) -> tuple[Entity, ...]:
        """Return the entities of exactly that name whose kind speaks against them."""
        return tuple(each for each in self.exact.get(name, ()) if not can_be(kind, each.type))


def index(entities: Iterable[Entity]) -> Index:
    """Return the index of the entities' labels and aliases."""
    full: dict[str, dict[str, Entity]] = {}
    exact: dict[str, dict[str, Entity]] = {}
    loose: dict[str, dict[str, Entity]] = {}
    numbers: dict[Number, dict[str, Entity]] = {}
    for entity in sorted(entities, key=lambda each: each.iri):
        for label in entity.labels:
            full.setdefault(label.text, {})[entity.iri] = entity
        for label in (*entity.labels, *entity.aliases):
            exact.setdefault(label.text, {})[entity.iri] = entity
            loose.setdefault(normalised(label.text), {})[entity.iri] = entity
        for number in map(compared, entity.identifiers.items()):
            numbers.setdefault(number, {})[entity.iri] = entity
    return Index(
        full=_frozen(full), exact=_frozen(exact), loose=_frozen(loose), numbers=_frozen(numbers)
    )


def _frozen(table: Mapping[K, Mapping[str, Entity]]) -> dict[K, tuple[Entity, ...]]:
    return {key: tuple(found.values()) for key, found in table.items()}


def at_day(found: Iterable[Entity], published: date | None) -> tuple[Entity, ...]:
    """Return those that existed on the day, else those that had ended before it.

    What began later is never meant. Without a day those that have not ended are preferred.
    """
    known = tuple(found)
    if published is None:
        return tuple(each for each in known if not each.valid_to) or known
    day = published.isoformat()
    begun = [each for each in known if not each.valid_from or each.valid_from <= day]
    standing = tuple(each for each in begun if not each.valid_to or day <= each.valid_to)
    return standing or tuple(begun)
