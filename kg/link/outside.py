"""Links from a project's entities to authorities outside: proposed, decided, explained. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.link.decisions import Decisions
from kg.link.match.decide import decide, threshold
from kg.link.match.known import Mention, published
from kg.link.numbers import right
from kg.model.entities import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.link.match.decide import Candidate, Decision
    from kg.link.match.index import Index
    from kg.model.entities import Entity, Relation, Resolution
    from kg.model.facts import Facts
    from kg.model.source import Meta

SURE: Final = 0.8  # from here on a link says exactMatch; from the threshold on closeMatch
DOUBT: Final = 0.2  # a candidate below is not worth a person's time
ALONE: Final = frozenset({"Person", "LighthouseFactory"})  # neither is ever an organisation
UNDECIDED: Final = Decisions()
BY_NUMBER, BY_NAME, BY_MANY = "DatabaseCrossReference", "LexicalMatching", "CompositeMatching"
BY_HAND: Final = "ManualMappingCuration"
WHOLE: Final = frozenset(("whole", "whole_other", "letters", "letters_other", "roman", "reading"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a project is linked to.

    Attributes:
        index: The authorities.
        learnt: Abbreviations known before; see `kg.link.match.learnt`.
        base: IRI in front of our local names.
        decisions: What people decided.
    """

    index: Index
    learnt: Mapping[str, frozenset[str]]
    base: str
    decisions: Decisions = UNDECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the resolver thinks of one entity of ours.

    Attributes:
        links: What is linked.
        doubts: Candidates that a person should decide, the likeliest first.
        sources: In how many sources the entity is named: what many tell of comes first.
    """

    entity: Entity
    decision: Decision
    links: tuple[Link, ...] = ()
    doubts: tuple[Candidate, ...] = ()
    sources: int = 0

    @property
    def use(self) -> float:
        """Return how useful a person's word would be: doubt times how often it is named."""
        best = self.doubts[0].score if self.doubts else 0.0
        return (1 - abs(2 * best - 1)) * (1 + self.sources)


def proposals(
    resolution: Resolution, facts: Mapping[str, Facts], metas: Mapping[str, Meta], outside: Outside
) -> tuple[Proposal, ...]:
    """Return what the authorities hold for each organisation of a project, sorted by IRI."""
    told = _told(resolution, facts, metas)
    found = []
    for iri, entity in sorted(resolution.entities.items()):
        if entity.type in ALONE:
            continue
        context, day, count = told.get(iri, ("", "", 0))
        decision = decide(_mention(entity, context, day), outside.index, outside.learnt)
        local = iri.removeprefix(outside.base)
        made = _proposal(entity, decision, local, outside.decisions)
        found.append(replace(made, sources=count))
    return tuple(found)


def with_links(resolution: Resolution, found: tuple[Proposal, ...]) -> Resolution:
    """Return who is who with the links that were proposed or decided."""
    entities = dict(resolution.entities)
    for each in found:
        known = {link.target for link in each.entity.links}
        added = tuple(link for link in each.links if link.target not in known)
        if added:
            entities[each.entity.iri] = replace(each.entity, links=(*each.entity.links, *added))
    return replace(resolution, entities=entities)


def undecided(found: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Return what a person should look at, the most useful first."""
    return tuple(
        sorted(
            (each for each in found if each.doubts),
            key=lambda each: (-each.use, each.entity.iri),
        )
    )


def _proposal(entity: Entity, decision: Decision, local: str, decisions: Decisions) -> Proposal:
    out = {side for side in decisions.of(local, "different") if "://" in side}
    told = tuple(side for side in decisions.of(local, "same") if "://" in side)
    if told:
        names = {each.known.iri: each.known.label for each in decision.candidates}
        links = tuple(
            _by_hand(target, decisions.reason(local, target), names.get(target, ""))
            for target in told
        )
        return Proposal(entity=entity, decision=decision, links=links)
    left = [each for each in decision.candidates if not {each.known.iri, *each.twins} & out]
    known = {link.target for link in entity.links}
    if any({each.known.iri, *_same(each)} & known for each in left):
        return Proposal(entity=entity, decision=decision)  # it is linked there already
    best = left[0] if left else None
    is_first = best is not None and best == decision.candidates[0]
    if best and is_first and best.score >= SURE:
        return Proposal(entity=entity, decision=decision, links=(_link(best, "exactMatch"),))
    doubts = tuple(each for each in left if each.score >= DOUBT)
    links = (_link(best, "closeMatch"),) if best and is_first and best.score >= threshold() else ()
    return Proposal(entity=entity, decision=decision, links=links, doubts=doubts)


def relation_of(score: float) -> Relation:
    """Return what a link of that probability says."""
    return "exactMatch" if score >= SURE else "closeMatch"


def justified(candidate: Candidate) -> str:
    """Return how a candidate was found, as SEMAPV names it."""
    channel = candidate.features[0].name
    if channel == "number":
        return BY_NUMBER
    return BY_NAME if channel in WHOLE else BY_MANY


def _link(candidate: Candidate, relation: Relation) -> Link:
    return Link(
        target=candidate.known.iri,
        relation=relation,
        justification=justified(candidate),
        confidence=round(candidate.score, 3),
        reasons=", ".join(map(str, candidate.features)),
        label=candidate.known.label,
        note=candidate.known.told if relation == "closeMatch" else "",
    )


def _by_hand(target: str, reasons: str, label: str) -> Link:
    return Link(
        target=target,
        relation="exactMatch",
        justification=BY_HAND,
        confidence=1.0,
        reasons=reasons,
        label=label,
    )


def _same(candidate: Candidate) -> Iterator[str]:
    yield from candidate.twins
    yield from (iri for kind, iri in candidate.known.numbers if kind == "same")


def _mention(entity: Entity, context: str, day: str) -> Mention:
    first = next((each for each in entity.labels if not each.is_romanised), entity.labels[0])
    others = {each.text for each in (*entity.labels, *entity.aliases)} - {first.text}
    return Mention(
        text=first.text,
        context=" ".join((*sorted(others), context)),
        kind=entity.type,
        day=entity.valid_from or day,
        numbers=right(tuple(entity.identifiers.items())),
    )


def _told(
    resolution: Resolution, facts: Mapping[str, Facts], metas: Mapping[str, Meta]
) -> dict[str, tuple[str, str, int]]:
    """Return what sources tell of each entity: places and products, first day, count."""
    words: dict[str, dict[str, None]] = {}
    days: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for source, own in facts.items():
        names = resolution.names.get(source, {})
        for actor in own.actors:
            iri = names.get(actor.name, "")
            told = filter(None, (actor.place, *actor.products))
            words.setdefault(iri, {}).update(dict.fromkeys(told))
            sources.setdefault(iri, set()).add(source)
            if source in metas and metas[source].published:
                days.setdefault(iri, set()).add(published(metas[source].published))
    return {
        iri: (" ".join(words[iri]), min(days.get(iri, {""})), len(sources[iri])) for iri in words
    }
