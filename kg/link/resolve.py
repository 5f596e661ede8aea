"""Who is who: from the names of sources to entities with stable IRIs. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.ids import SHORT
from kg.ids.names import BASE
from kg.ids.particles import with_particle
from kg.link.candidates import index
from kg.link.decisions import Decisions
from kg.link.minting import labels, mint
from kg.link.numbers import disagree, right, wrong
from kg.link.own import with_merges
from kg.link.parties import organizations, others, parties
from kg.link.regroup import mentions
from kg.link.replaced import homes
from kg.link.spellings import spellings
from kg.model.entities import Resolution
from kg.model.report import Finding, Text
from kg.model.source import Meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.link.candidates import Index
    from kg.link.parties import Party
    from kg.model.entities import Entity
    from kg.model.facts import Facts

UNTOLD: Final = Meta()
UNDECIDED: Final = Decisions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Who is who, and what could not be told."""

    resolution: Resolution
    findings: tuple[Finding, ...] = ()


def resolve(
    facts: Mapping[str, Facts],
    authority: Sequence[Entity],
    *,
    metas: Mapping[str, Meta],
    base: str = BASE,
    decisions: Decisions = UNDECIDED,
) -> Resolved:
    """Return who the names of all sources stand for; the order of sources does not matter.

    A name is linked only when it leads to one known party of a fitting kind that existed when
    the source was published. Of several nothing is linked and a finding says so. A name that
    nobody knows gets an entity of its own, the same in every source that writes it so.

    Args:
        facts: Source digest to its facts.
        authority: Those known before; of two with one IRI the first counts, so a project's own
            stand before the built-in ones.
        metas: Source digest to what was told beside it: day, publisher.
        base: IRI in front of every local name.
        decisions: Who people put together and took apart.
    """
    distinct = {each.iri: each for each in reversed(authority)}
    known = index(distinct.values())
    linked: dict[tuple[str, str], Entity] = {}
    unknown: list[Party] = []
    findings: list[Finding] = []
    for source in sorted(facts):
        meta = metas.get(source, UNTOLD)
        for party in parties(source, facts[source], meta):
            found = _decided(party, _found(party, known, meta), distinct, base, decisions)
            if len(found) == 1:
                numbers = dict(party.numbers) | dict(found[0].identifiers)
                known_as = _in_both_languages(found[0])
                linked[source, party.name] = replace(known_as, identifiers=numbers)
                continue
            unknown.append(party)
            findings += _doubts(party, found, known)
        referred = _referred(facts[source], known, meta)
        linked |= {(source, name): _in_both_languages(each) for name, each in referred.items()}
        findings += _dangling(source, facts[source], referred)
        findings += _misnumbered(source, facts[source])
    reserved = frozenset(each.iri.removeprefix(base) for each in distinct.values())
    minted = mint(unknown, facts, reserved, base, decisions, linked)
    everybody = {**linked, **minted.entities}
    at = homes(decisions, {iri.removeprefix(base) for iri in distinct})
    home = {base + name: distinct[base + other] for name, other in at.items()}
    everybody = {name: _at_home(entity, home) for name, entity in everybody.items()}
    resolution = with_merges(_resolution(facts, everybody), minted.merged, decisions, base)
    return Resolved(resolution=resolution, findings=tuple(findings))


def _found(party: Party, known: Index, meta: Meta) -> tuple[Entity, ...]:
    """Return who a party may be: by number, else by name where no number speaks against it."""
    numbered = known.numbered(party.numbers)
    if numbered:
        return numbered
    named = known.find((party.name, *party.aliases), party.type, meta.published)
    return tuple(
        each for each in named if not disagree(party.numbers, tuple(each.identifiers.items()))
    )


def _decided(
    party: Party,
    found: Sequence[Entity],
    known: Mapping[str, Entity],
    base: str,
    decisions: Decisions,
) -> tuple[Entity, ...]:
    """Return who a party may be after what people decided about its names."""
    own = mentions(party)
    same = {base + side for name in own for side in decisions.of(name, "same")}
    if told := sorted(same & known.keys()):
        return tuple(known[iri] for iri in told)
    out = {base + side for name in own for side in decisions.of(name, "different")}
    return tuple(each for each in found if each.iri not in out)


def _at_home(entity: Entity, home: Mapping[str, Entity]) -> Entity:
    """Return the known party that an entity was decided to be, else the entity itself."""
    found = home.get(entity.iri, entity)
    if found.iri == entity.iri:
        return entity
    numbers = dict(entity.identifiers) | dict(found.identifiers)
    return replace(_in_both_languages(found), identifiers=numbers)


def _in_both_languages(entity: Entity) -> Entity:
    """Return the entity with a label in the language its authority file left out."""
    told = {each.lang: each for each in entity.labels}
    if {"ko", "en"} <= told.keys():
        return entity
    name = entity.labels[0].text
    made = {each.lang: each for each in labels(name, is_person=entity.type == "Person")}
    return replace(entity, labels=tuple((made | told).values()))


def _resolution(
    facts: Mapping[str, Facts], everybody: Mapping[tuple[str, str], Entity]
) -> Resolution:
    names: dict[str, dict[str, str]] = {source: {} for source in sorted(facts)}
    for (source, name), entity in sorted(everybody.items(), key=lambda item: item[0]):
        names[source][name] = entity.iri
    for source, told in facts.items():
        for actor in told.actors:
            for alias in actor.aliases:
                names[source].setdefault(alias, names[source][actor.name])
    entities: dict[str, Entity] = {}
    for _, each in sorted(everybody.items(), key=lambda item: (item[1].iri, item[0])):
        before = entities.get(each.iri, each)
        numbers = dict(each.identifiers) | dict(before.identifiers)
        entities[each.iri] = replace(before, identifiers=dict(sorted(numbers.items())))
    return Resolution(
        entities=entities,
        names=names,
        spellings=spellings(facts.values()),
        english=_english(entities.values()),
    )


def _english(entities: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    """Return the Korean names of the known parties with their English ones, longest first.

    Romanised names are left out: romanising the phrase gives the same.
    """
    pairs: dict[str, str] = {}
    for entity in entities:
        english = [each for each in entity.labels if each.lang == "en" and not each.is_romanised]
        for each in (*entity.labels, *entity.aliases):
            if english and each.lang == "ko" and each.text != english[0].text:
                pairs.setdefault(each.text, english[0].text)
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair)))


def _doubts(party: Party, found: Sequence[Entity], known: Index) -> Iterator[Finding]:
    """Yield why a name that looks known was not linked."""
    name = party.name
    quoted = f"'{name}'"
    where = party.source[:SHORT]
    if found:
        iris = ", ".join(each.iri.rpartition("/")[2] for each in found)
        yield Finding(
            severity="warning",
            focus=name,
            rule="link.ambiguous",
            message=Text(
                ko=f"{with_particle(quoted, '은')} 여럿을 가리킬 수 있어 잇지 않았습니다: {iris}",
                en=f"'{name}' may stand for several and was linked to none: {iris}",
            ),
            where=where,
            hint=Text(
                ko="전거 파일에서 이 이름을 한 곳에만 적으세요.",
                en="give the name to one of them in an authority file",
            ),
            value=name,
        )
        return
    for entity in known.misfits(name, party.type):
        other = entity.iri.rpartition("/")[2]
        yield Finding(
            severity="warning",
            focus=name,
            rule="link.kind",
            message=Text(
                ko=f"{with_particle(quoted, '은')} {other} 항목과 이름이 같지만 종류가 달라 "
                "잇지 않았습니다.",
                en=f"'{name}' has the name of {other} but is of another kind, so it was not linked",
            ),
            where=where,
            value=party.type,
        )


def _referred(facts: Facts, known: Index, meta: Meta) -> dict[str, Entity]:
    """Return the known parties that facts name though the source has no actor of that name."""
    told = {name for actor in facts.actors for name in (actor.name, *actor.aliases)}
    found = {
        name: known.find((name,), None, meta.published)
        for name in sorted((organizations(facts) | others(facts)) - told)
    }
    return {name: each[0] for name, each in found.items() if len(each) == 1}


def _dangling(source: str, facts: Facts, referred: Mapping[str, Entity]) -> Iterator[Finding]:
    """Yield the persons and organisations that a fact names and nobody read as such."""
    told = {name for actor in facts.actors for name in (actor.name, *actor.aliases)}
    persons = {each.person for each in facts.affiliations} - told
    firms = organizations(facts) - told - referred.keys()
    for names, kind in (
        (persons, Text("사람", "a person")),
        (firms, Text("조직", "an organisation")),
    ):
        for name in sorted(names):
            yield Finding(
                severity="warning",
                focus=name,
                rule="link.dangling",
                message=Text(
                    ko=f"사실에 나온 '{name}'의 종류({kind.ko})를 읽지 못해 잇지 않았습니다.",
                    en=f"a fact names '{name}', which was not read as {kind.en} and is left out",
                ),
                where=source[:SHORT],
                value=name,
            )


def _misnumbered(source: str, facts: Facts) -> Iterator[Finding]:
    """Yield the numbers whose check digits do not fit; they are used for nothing."""
    for actor in facts.actors:
        for kind, number in wrong(actor.identifiers):
            yield Finding(
                severity="warning",
                focus=actor.name,
                rule="link.number",
                message=Text(
                    ko=f"'{actor.name}'의 번호 {with_particle(number, '은')} 검증번호가 맞지 않아 "
                    "쓰지 않았습니다.",
                    en=f"the number {number} of '{actor.name}' fails its check and was not used",
                ),
                where=source[:SHORT],
                value=f"{kind} {number}",
            )
    for first, second in pairwise(sorted(facts.actors, key=lambda each: each.name)):
        numbers = right(first.identifiers), right(second.identifiers)
        if first.name == second.name and disagree(*numbers):
            shown = " / ".join(text for _, text in dict.fromkeys((*numbers[0], *numbers[1])))
            yield Finding(
                severity="warning",
                focus=first.name,
                rule="link.homonym",
                message=Text(
                    ko=f"한 출처의 '{first.name}'에 번호가 여럿입니다. "
                    f"한 곳으로 보았습니다: {shown}",
                    en=f"'{first.name}' has several numbers in one source; taken as one: {shown}",
                ),
                where=source[:SHORT],
                hint=Text(
                    ko="다른 기업이면 이름을 구별해 적으세요.",
                    en="if they are different firms, write different names",
                ),
                value=shown,
            )
