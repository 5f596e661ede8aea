"""Circles of names that are one entity, put together and taken apart as people decided. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import short
from kg.link.decisions import mention_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.link.decisions import Decisions
    from kg.link.parties import Party

APART = 6  # characters of the digest behind a name that was taken apart


def regrouped(
    circles: Mapping[str, Sequence[Party]], locals_: Mapping[str, str], decisions: Decisions
) -> tuple[dict[str, list[Party]], dict[str, str]]:
    """Return circles and their local names with every decision heard.

    Who stays keeps the address: a circle that others join keeps its own, and so does what is
    left of one that somebody was taken out of.

    Args:
        circles: What makes an entity itself, to the parties that are it.
        locals_: The same key to its local name.
        decisions: What people decided.
    """
    joined = {key: list(circle) for key, circle in circles.items()}
    names = dict(locals_)
    for pair, told in sorted(decisions.pairs.items()):
        if told.verdict == "same":
            _join(joined, names, *pair)
    for key in sorted(joined):
        for party in _outsiders(joined[key], names[key], decisions):
            joined[key].remove(party)
            _settle(joined, names, key, party, decisions)
    return {key: circle for key, circle in joined.items() if circle}, names


def mentions(party: Party) -> tuple[str, ...]:
    """Return a party's names as decisions tell them."""
    return tuple(mention_of(name, party.source) for name in (party.name, *party.aliases))


def _join(joined: dict[str, list[Party]], names: Mapping[str, str], one: str, other: str) -> None:
    keys = [_key_of(side, joined, names) for side in (one, other)]
    if keys[0] is None or keys[1] is None or keys[0] == keys[1]:
        return
    stays, goes = sorted(keys, key=lambda key: names[key] if key else "")
    if stays and goes:
        joined[stays] += joined.pop(goes)


def _key_of(
    side: str, joined: Mapping[str, Sequence[Party]], names: Mapping[str, str]
) -> str | None:
    for key, circle in joined.items():
        if names[key] == side or any(side in mentions(party) for party in circle):
            return key
    return None


def _outsiders(circle: Sequence[Party], local: str, decisions: Decisions) -> list[Party]:
    """Return the parties of a circle that are not who the others are; the first one stays."""
    out: list[Party] = []
    for party in sorted(circle):
        own = mentions(party)
        inside = [each for each in circle if each not in out and each != party]
        known = [local, *(name for each in inside for name in mentions(each))]
        first = min(each for each in circle if each not in out)
        if _apart(own, [local], decisions) or (party != first and _apart(own, known, decisions)):
            out.append(party)
    return out if len(out) < len(circle) else out[1:]


def _apart(own: Sequence[str], others: Sequence[str], decisions: Decisions) -> bool:
    return any(decisions.verdict(one, other) == "different" for one in own for other in others)


def _settle(
    joined: dict[str, list[Party]],
    names: dict[str, str],
    key: str,
    party: Party,
    decisions: Decisions,
) -> None:
    """Put a party that was taken out with others taken out of the same circle, if it fits."""
    own = mentions(party)
    place = f"{key}\x1fapart"
    number = 0
    while place in joined:
        there = [name for each in joined[place] for name in mentions(each)]
        if not _apart(own, [names[place], *there], decisions):
            joined[place].append(party)
            return
        number += 1
        place = f"{key}\x1fapart{number}"
    joined[place] = [party]
    names[place] = f"{names[key]}-{short(place, own[0])[:APART]}"
