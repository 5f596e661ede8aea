"""Persons as sources tell of them, ready to be compared. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.link.acquainted import Person, borne_out
from kg.link.decisions import mention_of
from kg.link.normalise import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.link.acquainted import Pair
    from kg.link.decisions import Decisions
    from kg.link.parties import Party
    from kg.model.entities import Entity, Resolution
    from kg.model.facts import Facts

PERSON: Final = "Person"
NOTHING: Final[Mapping[str, str]] = {}


def joined(
    circles: Mapping[str, Sequence[Party]],
    locals_: Mapping[str, str],
    facts: Mapping[str, Facts],
    linked: Mapping[tuple[str, str], Entity],
    decisions: Decisions,
) -> tuple[Pair, ...]:
    """Return the persons of different names that are one by rule, sorted.

    Where people said anything of the two, their word counts and not the rule.

    Args:
        circles: What makes an entity itself, to the parties that are it.
        locals_: The same key to its local name.
        facts: Source digest to its facts.
        linked: Source and name to the known party that is meant.
        decisions: What people decided.
    """
    known = known_names(facts, linked)
    around = {source: frozenset(told.values()) for source, told in known.items()}
    persons = [
        _person(
            locals_[key],
            [(party.source, name) for party in circle for name in (party.name, *party.aliases)],
            facts,
            known,
            around,
        )
        for key, circle in circles.items()
        if circle[0].type == PERSON
    ]
    by_local = {locals_[key]: circle for key, circle in circles.items()}
    found = (
        pair
        for pair in borne_out(persons)
        if not _are_decided(by_local, pair.one.local, pair.other.local, decisions)
    )
    return tuple(sorted(found, key=lambda each: (each.one.local, each.other.local)))


def of_resolution(
    resolution: Resolution, facts: Mapping[str, Facts], base: str
) -> tuple[Person, ...]:
    """Return the persons of a project, sorted."""
    known: dict[str, dict[str, str]] = {}
    mentions: dict[str, list[tuple[str, str]]] = {}
    for source, names in resolution.names.items():
        for name, iri in names.items():
            entity = resolution.entities[iri]
            # Only of known parties is it sure that two of them are two.
            key = iri if entity.is_authority else iri.removeprefix(base)
            known.setdefault(source, {})[name] = key
            if entity.type == PERSON:
                mentions.setdefault(iri, []).append((source, name))
    around = {
        source: frozenset(each for each in told.values() if "://" in each)
        for source, told in known.items()
    }
    return tuple(
        _person(iri.removeprefix(base), told, facts, known, around)
        for iri, told in sorted(mentions.items())
    )


def known_names(
    facts: Mapping[str, Facts], linked: Mapping[tuple[str, str], Entity]
) -> dict[str, dict[str, str]]:
    """Return each source's names of known parties, other names too, with their IRIs."""
    found: dict[str, dict[str, str]] = {}
    for (source, name), entity in sorted(linked.items(), key=lambda item: item[0]):
        if entity.type != PERSON:
            found.setdefault(source, {})[name] = entity.iri
    for source, told in facts.items():
        own = found.get(source, {})
        for actor in told.actors:
            for alias in actor.aliases:
                if actor.name in own:
                    own.setdefault(alias, own[actor.name])
    return found


def _person(
    local: str,
    told: Sequence[tuple[str, str]],
    facts: Mapping[str, Facts],
    known: Mapping[str, Mapping[str, str]],
    around: Mapping[str, frozenset[str]],
) -> Person:
    sources = {source for source, _ in told}
    own = [
        (source, each)
        for source in sorted(sources & facts.keys())
        for each in facts[source].affiliations
        if (source, each.person) in told
    ]
    return Person(
        local=local,
        names=frozenset(name for _, name in told),
        organizations=frozenset(
            known.get(source, NOTHING).get(each.organization) or normalised(each.organization)
            for source, each in own
            if each.organization
        ),
        posts=frozenset(each.role for _, each in own if each.role),
        around=frozenset(iri for source in sources for iri in around.get(source, ())),
        sources=frozenset(sources),
    )


def _are_decided(
    circles: Mapping[str, Sequence[Party]], one: str, other: str, decisions: Decisions
) -> bool:
    mine, yours = ([local, *_mentions(circles[local])] for local in (one, other))
    return any(decisions.verdict(left, right) for left in mine for right in yours)


def _mentions(circle: Iterable[Party]) -> Iterator[str]:
    for party in circle:
        for name in (party.name, *party.aliases):
            yield mention_of(name, party.source)
