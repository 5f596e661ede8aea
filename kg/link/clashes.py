"""Decisions that cannot all hold, found with everything that leads to it. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.link.decisions import Decided


@dataclass(frozen=True, slots=True)
class Clash:
    """Decisions of which one has to go.

    Attributes:
        decided: One of them; where a chain is spoken against, what speaks against it.
        against: What says otherwise: the same pair, or the pairs that make both one, in order.
    """

    decided: Decided
    against: tuple[Decided, ...]

    def last(self, told: Sequence[Decided]) -> Decided:
        """Return the one that was told last: before it was told all was well."""
        places = {id(each): place for place, each in enumerate(told)}
        return max((self.decided, *self.against), key=lambda each: places.get(id(each), -1))


def clash_of(told: Sequence[Decided]) -> Clash | None:
    """Return the first contradiction; None where all can hold."""
    pairs: dict[tuple[str, str], Decided] = {}
    for each in told:
        before = pairs.setdefault(each.pair, each)
        if before.verdict != each.verdict:
            return Clash(each, (before,))
    homes = _homes(pairs.values())
    for each in pairs.values():
        if each.verdict == "different" and _top(each.one, homes) == _top(each.other, homes):
            return Clash(each, _chain(each.one, each.other, pairs.values()))
    return None


def _homes(told: Iterable[Decided]) -> dict[str, str]:
    homes: dict[str, str] = {}
    for each in told:
        if each.verdict == "same":
            one, other = _top(each.one, homes), _top(each.other, homes)
            homes[one] = other
    return homes


def _top(side: str, homes: Mapping[str, str]) -> str:
    while homes.get(side, side) != side:
        side = homes[side]
    return side


def _chain(one: str, other: str, told: Iterable[Decided]) -> tuple[Decided, ...]:
    """Return the fewest decisions that make two sides one, from the one to the other."""
    near: dict[str, list[tuple[str, Decided]]] = {}
    for each in told:
        if each.verdict == "same":
            near.setdefault(each.one, []).append((each.other, each))
            near.setdefault(each.other, []).append((each.one, each))
    came: dict[str, tuple[str, Decided]] = {}
    open_ = deque([one])
    while other not in came:
        side = open_.popleft()
        for there, by in near[side]:
            if there != one and there not in came:
                came[there] = (side, by)
                open_.append(there)
    found: list[Decided] = []
    side = other
    while side != one:
        side, by = came[side]
        found.append(by)
    return tuple(reversed(found))
