"""Our own entities as an authority, and what they add to others. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.entities import Entity

KINDS: Final = {
    "Ministry": "PublicOrganisation",
    "PublicAgency": "PublicOrganisation",
    "ResearchInstitute": "ResearchOrganization",
    "SME": "RegisteredOrganization",
    "LargeEnterprise": "RegisteredOrganization",
}


def known_of(entity: Entity) -> Known:
    """Return one of our entities as an authority tells it."""
    names = [Name(each.text, each.lang, is_preferred=True) for each in entity.labels]
    names += [Name(each.text, each.lang) for each in entity.aliases]
    return Known(
        iri=entity.iri,
        names=tuple(names),
        kinds=tuple(filter(None, (entity.type, KINDS.get(entity.type, "")))),
        numbers=(
            *entity.identifiers.items(),
            *(("same", link.target) for link in entity.links if link.relation == "exactMatch"),
        ),
        since=entity.valid_from,
        until=entity.valid_to,
        is_gone=bool(entity.valid_to),
    )


def enriched(known: Iterable[Known], ours: Iterable[Entity]) -> Iterator[Known]:
    """Yield the entities of an authority with what ours tell of the same bodies.

    Ours are the same where they link to the entity's IRI. Names and days to the day are taken
    over: an authority mostly tells a year, and often that of another change.
    """
    by_target = {
        link.target: entity
        for entity in ours
        for link in entity.links
        if link.relation == "exactMatch"
    }
    for each in known:
        same = [number for kind, number in each.numbers if kind == "same"]
        entity = next((by_target[iri] for iri in (each.iri, *same) if iri in by_target), None)
        yield each if entity is None else _with(each, entity)


def _with(known: Known, entity: Entity) -> Known:
    texts = {each.text for each in known.names}
    added = [each for each in known_of(entity).names if each.text not in texts]
    return replace(
        known,
        names=(*known.names, *(replace(each, is_preferred=False) for each in added)),
        since=entity.valid_from or known.since,
        until=entity.valid_to or known.until,
    )
