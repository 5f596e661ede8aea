"""What is said of entities of ours among themselves: merged, told apart, perhaps one. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.ids import SHORT
from kg.link.outside import BY_HAND, BY_MANY
from kg.link.replaced import replaced
from kg.model.entities import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.link.acquainted import Pair
    from kg.link.decisions import Decisions
    from kg.model.entities import Relation, Resolution

LIKELIEST: Final = 0.79  # what only a person can settle is never told as sure


def with_merges(
    resolution: Resolution, merged: Iterable[Pair], decisions: Decisions, base: str
) -> Resolution:
    """Return who is who with links to the ids that an entity stands for, and to what it is not.

    Args:
        resolution: Who the names stand for.
        merged: Persons that the rules put together.
        decisions: What people decided.
        base: IRI in front of local names.
    """
    found: dict[str, list[Link]] = {}
    present = {iri.removeprefix(base) for iri in resolution.entities}
    for pair in merged:
        stays, goes = sorted((pair.one, pair.other), key=lambda each: each.local not in present)
        if goes.local not in present and stays.local in present:
            found.setdefault(stays.local, []).append(_merge(base, goes.local, pair))
    for old, new in replaced(decisions, present).items():
        link = _by_hand(base + old, "exactMatch", _lines(decisions, old, "same"))
        found.setdefault(new, []).append(link)
    for local, link in _apart(resolution, decisions, base):
        found.setdefault(local, []).append(link)
    return _added(resolution, found, base)


def _merge(base: str, goes: str, pair: Pair) -> Link:
    return Link(
        target=base + goes,
        relation="exactMatch",
        justification=BY_MANY,
        confidence=round(pair.score, 3),
        reasons=", ".join(map(str, pair.features)),
        label=min(next(each for each in (pair.one, pair.other) if each.local == goes).names),
    )


def _by_hand(target: str, relation: Relation, reasons: str) -> Link:
    return Link(
        target=target, relation=relation, justification=BY_HAND, confidence=1.0, reasons=reasons
    )


def _lines(decisions: Decisions, side: str, verdict: str) -> str:
    told = (
        each
        for pair, each in sorted(decisions.pairs.items())
        if side in pair and each.verdict == verdict
    )
    return "; ".join(filter(None, (each.reason for each in told)))


def _apart(resolution: Resolution, decisions: Decisions, base: str) -> Iterator[tuple[str, Link]]:
    """Yield what entities were decided not to be, on each side that is ours."""
    for pair, told in sorted(decisions.pairs.items()):
        if told.verdict != "different":
            continue
        one, other = (_iri(side, resolution, base) for side in pair)
        for mine, yours in ((one, other), (other, one)):
            if mine in resolution.entities and yours and yours != mine:
                yield mine.removeprefix(base), _by_hand(yours, "differentFrom", told.reason)


def _iri(side: str, resolution: Resolution, base: str) -> str:
    """Return the IRI a side of a decision stands for now; empty for what no source names."""
    if "://" in side:
        return side
    name, _, short = side.rpartition("@")
    if not name:
        return base + side
    sources = (each for each in resolution.names if each[:SHORT] == short)
    return next((resolution.names[each].get(name, "") for each in sources), "")


def _added(resolution: Resolution, found: Mapping[str, list[Link]], base: str) -> Resolution:
    entities = dict(resolution.entities)
    for local, links in sorted(found.items()):
        entity = entities.get(base + local)
        if entity is not None:
            entities[entity.iri] = replace(entity, links=(*entity.links, *dict.fromkeys(links)))
    return replace(resolution, entities=entities)
