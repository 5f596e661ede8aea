"""Entities for names that no authority file knows, in no order of sources. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.ids.names import local_name, told_apart
from kg.ids.romanise import romanise_name, romanise_person
from kg.link.authority import KIND_OF, language_of
from kg.link.match.hanja import has_hanja, readings
from kg.link.normalise import bare_name, normalised
from kg.link.numbers import compared
from kg.link.persons import Named, same_persons
from kg.link.persons_told import joined
from kg.link.regroup import regrouped
from kg.model.entities import Entity, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.link.acquainted import Pair
    from kg.link.decisions import Decisions
    from kg.link.parties import Party
    from kg.model.facts import ActorType, Facts

VAGUE: Final = "OtherOrganization"
SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minted:
    """Entities of those whom nobody knew before.

    Attributes:
        entities: By source and name.
        merged: Persons of different names whom the rules put together.
    """

    entities: Mapping[tuple[str, str], Entity]
    merged: tuple[Pair, ...] = ()


def mint(
    unknown: Iterable[Party],
    facts: Mapping[str, Facts],
    reserved: frozenset[str],
    base: str,
    decisions: Decisions,
    linked: Mapping[tuple[str, str], Entity],
) -> Minted:
    """Return the entity of each unknown party, by source and name, and who was put together.

    Args:
        unknown: The parties that were linked to nobody.
        facts: Source digest to facts, for the organisations of persons.
        reserved: Local names of the authority files.
        base: IRI in front of every local name.
        decisions: Who people put together and took apart.
        linked: The known parties by source and name.
    """
    keys = _keys(sorted(unknown), facts)
    circles: dict[str, list[Party]] = {}
    for party, key in keys.items():
        circles.setdefault(key, []).append(party)
    titles = {key: title(circle) for key, circle in circles.items()}
    wanted = [
        (key, local_name(KIND_OF.get(circle[0].type, "org"), _read(bare_name(titles[key]))))
        for key, circle in circles.items()
    ]
    first = told_apart(wanted, reserved)
    merged = joined(circles, first, facts, linked, decisions)
    heard = decisions.with_same((pair.one.local, pair.other.local) for pair in merged)
    grouped, locals_ = regrouped(circles, first, heard)
    entities = {
        key: entity(base + locals_[key], title(circle), circle) for key, circle in grouped.items()
    }
    of_party = {
        (party.source, party.name): entities[key]
        for key, circle in grouped.items()
        for party in circle
    }
    return Minted(entities=of_party, merged=merged)


def _keys(unknown: Sequence[Party], facts: Mapping[str, Facts]) -> dict[Party, str]:
    """Return what makes each party itself: kind and compared name, for persons their ties too."""
    persons = {
        party: Named(party.name, party.source, _ties(facts.get(party.source), party.name))
        for party in unknown
        if party.type == "Person"
    }
    of_person = same_persons(persons.values())
    numbers: dict[str, set[str]] = {}
    for party in unknown:
        if party.numbers:
            numbers.setdefault(_name_key(party), set()).add(_number_key(party))
    keys: dict[Party, str] = {}
    for party in unknown:
        if party in persons:
            keys[party] = of_person[persons[party]]
        elif party.numbers:
            keys[party] = _number_key(party)
        else:
            # A name without a number is the firm of that name, unless there are several.
            known = numbers.get(_name_key(party), set())
            keys[party] = next(iter(known)) if len(known) == 1 else _name_key(party)
    return keys


def _name_key(party: Party) -> str:
    return SEPARATOR.join((_bucket(party.type), normalised(party.name)))


def _number_key(party: Party) -> str:
    return SEPARATOR.join(compared(party.numbers[0]))


def _bucket(kind: ActorType) -> str:
    """Return the kinds that one name of several sources may be told as."""
    return {"LighthouseFactory": "site", "LargeEnterprise": "large"}.get(kind, "org")


def _ties(facts: Facts | None, person: str) -> tuple[str, ...]:
    if facts is None:
        return ()
    told = (each.organization for each in facts.affiliations if each.person == person)
    return tuple(sorted({normalised(name) for name in told if name}))


def title(circle: Sequence[Party]) -> str:
    """Return the name shown: the most frequent one, of equals the one without legal form."""
    counts = Counter(party.name for party in circle)
    return min(counts, key=lambda name: (-counts[name], bare_name(name) != name, name))


def entity(iri: str, name: str, circle: Sequence[Party]) -> Entity:
    """Return the entity of parties that are one, with labels in both languages."""
    kinds: Counter[ActorType] = Counter(party.type for party in circle)
    kind = min(kinds, key=lambda each: (each == VAGUE, -kinds[each], each))
    shown = _labels(name, circle, is_person=kind == "Person")
    preferred = {each.text for each in shown} | {name}
    others = {each for party in circle for each in (party.name, *party.aliases)} - preferred
    return Entity(
        iri=iri,
        type=kind,
        labels=shown,
        aliases=tuple(sorted(Label(other, language_of(other)) for other in others)),
        identifiers=dict(sorted({number for party in circle for number in party.numbers})),
    )


def _labels(name: str, circle: Sequence[Party], *, is_person: bool) -> tuple[Label, ...]:
    """Return a printed name in each language, a made one where no source prints any."""
    told: dict[str, list[Party]] = {}
    for party in circle:
        told.setdefault(language_of(party.name), []).append(party)
    if len(told) < 2:
        return labels(name, is_person=is_person)
    return tuple(Label(title(told[lang]), lang) for lang in ("ko", "en"))


def labels(name: str, *, is_person: bool) -> tuple[Label, Label]:
    """Return a name in Korean and English, the English one romanised where there is none."""
    if language_of(name) == "en":
        return Label(name, "ko"), Label(name, "en")
    bare = _read(bare_name(name))
    latin = romanise_person(bare) if is_person else romanise_name(bare)
    return Label(name, "ko"), Label(latin, "en", is_romanised=True)


def _read(name: str) -> str:
    """Return a name as it is read: Chinese characters in Hangul."""
    return readings(name)[0] if has_hanja(name) else name
