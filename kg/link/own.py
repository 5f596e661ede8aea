"""What is said of entities of ours among themselves: merged, told apart, perhaps one. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.ids import SHORT
from kg.link.acquainted import pairs
from kg.link.match.decide import Candidate, Decision, threshold
from kg.link.match.known import Known, Mention, Name
from kg.link.outside import BY_HAND, BY_MANY, DOUBT, Proposal
from kg.link.persons_told import of_resolution
from kg.link.replaced import replaced
from kg.model.entities import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.link.acquainted import Pair
    from kg.link.decisions import Decisions
    from kg.model.entities import Entity, Relation, Resolution
    from kg.model.facts import Facts

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


def proposed_persons(
    resolution: Resolution, facts: Mapping[str, Facts], decisions: Decisions, base: str
) -> tuple[Proposal, ...]:
    """Return the pairs of persons that may be one, sorted by the first one's IRI.

    Nothing is linked surely: a person should decide, and the link says `skos:closeMatch`.
    """
    held: dict[str, list[Pair]] = {}
    for pair in pairs(of_resolution(resolution, facts, base)):
        is_decided = _is_decided(pair, decisions)
        if pair.score >= DOUBT and not is_decided:
            held.setdefault(pair.one.local, []).append(pair)
    return tuple(
        _proposal(resolution, base, found)
        for _, found in sorted(held.items(), key=lambda it: it[0])
    )


def _proposal(resolution: Resolution, base: str, found: list[Pair]) -> Proposal:
    entity = resolution.entities[base + found[0].one.local]
    doubts = tuple(
        Candidate(
            known=_known(resolution.entities[base + pair.other.local]),
            features=pair.features,
            score=min(pair.score, LIKELIEST),
        )
        for pair in sorted(found, key=lambda each: (-each.score, each.other.local))
    )
    mention = Mention(text=entity.labels[0].text, kind=entity.type)
    likely = tuple(each for each in doubts if each.score >= threshold())
    return Proposal(
        entity=entity,
        decision=Decision(mention=mention, candidates=doubts, chosen=None, score=0.0),
        links=tuple(_near(each) for each in likely),
        doubts=doubts,
        sources=len(found[0].one.sources | found[0].other.sources),
    )


def _known(entity: Entity) -> Known:
    names = tuple(Name(each.text, each.lang, is_preferred=True) for each in entity.labels)
    return Known(iri=entity.iri, names=names, kinds=(entity.type,))


def _near(candidate: Candidate) -> Link:
    return Link(
        target=candidate.known.iri,
        relation="closeMatch",
        justification=BY_MANY,
        confidence=round(candidate.score, 3),
        reasons=", ".join(map(str, candidate.features)),
        label=candidate.known.label,
    )


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


def _is_decided(pair: Pair, decisions: Decisions) -> bool:
    mine, yours = (
        {
            each.local,
            *(f"{name}@{source[:SHORT]}" for source in each.sources for name in each.names),
        }
        for each in (pair.one, pair.other)
    )
    return any(decisions.verdict(one, other) for one in mine for other in yours)


def _added(resolution: Resolution, found: Mapping[str, list[Link]], base: str) -> Resolution:
    entities = dict(resolution.entities)
    for local, links in sorted(found.items()):
        entity = entities.get(base + local)
        if entity is not None:
            entities[entity.iri] = replace(entity, links=(*entity.links, *dict.fromkeys(links)))
    return replace(resolution, entities=entities)
