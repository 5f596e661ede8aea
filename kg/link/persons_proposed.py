"""Persons of different sources who may be one, for a person to decide. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.link.acquainted import pairs
from kg.link.decisions import mention_of
from kg.link.match.decide import Candidate, Decision, threshold
from kg.link.match.known import Known, Mention, Name
from kg.link.outside import BY_MANY, DOUBT, Proposal
from kg.link.persons_told import of_resolution
from kg.model.entities import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.link.acquainted import Pair
    from kg.link.decisions import Decisions
    from kg.model.entities import Entity, Resolution
    from kg.model.facts import Facts

LIKELIEST: Final = 0.79  # what only a person can settle is never told as sure


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


def _is_decided(pair: Pair, decisions: Decisions) -> bool:
    mine, yours = (
        {
            each.local,
            *(mention_of(name, source) for source in each.sources for name in each.names),
        }
        for each in (pair.one, pair.other)
    )
    return any(decisions.verdict(one, other) for one in mine for other in yours)
