"""The parties a source names, as the linker looks at them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.link.numbers import right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.numbers import Number
    from kg.model.facts import Actor, ActorType, Facts
    from kg.model.source import Meta


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Party:
    """A name of one source that stands for somebody.

    Attributes:
        source: Digest of the source.
        name: The canonical name there.
        aliases: Other names the source gives the party.
        numbers: What it is registered under, wrong numbers left out.
        type: Kind as the source tells it; for a publisher that no text names, a guess.
        is_told: Whether the text names it; False for what is told beside the text.
    """

    source: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    is_told: bool = True


def parties(source: str, facts: Facts, meta: Meta) -> Iterator[Party]:
    """Yield the actors of a source by name, then its publisher where that is none of them."""
    told: dict[str, list[Actor]] = {}
    for actor in facts.actors:
        told.setdefault(actor.name, []).append(actor)
    for name, actors in told.items():
        yield Party(
            source=source,
            name=name,
            aliases=tuple(dict.fromkeys(alias for each in actors for alias in each.aliases)),
            type=actors[0].type,
            numbers=right(number for each in actors for number in each.identifiers),
        )
    names = {name for actors in told.values() for each in actors for name in each.aliases}
    if meta.publisher and meta.publisher not in names | told.keys():
        kind: ActorType = "Media" if meta.genre == "news" else "OtherOrganization"
        yield Party(source=source, name=meta.publisher, type=kind, is_told=False)


def organizations(facts: Facts) -> set[str]:
    """Return the names that stand where only an organisation can."""
    named = {each.organization for each in facts.affiliations}
    named |= {name for each in facts.programmes for name in each.operator}
    named |= {each.operator for each in facts.designations}
    named |= {name for each in facts.designations for name in each.designator}
    named |= {each.mentor_affiliation for each in facts.supports}
    return {name for name in named if name}


def others(facts: Facts) -> set[str]:
    """Return the names that stand where a party of any kind may, a group without a name too."""
    named = {name for each in facts.programmes for name in each.participants}
    named |= {name for each in facts.events for name in (*each.organizer, *each.attendees)}
    for support in facts.supports:
        named |= {*support.supporter, *support.recipient, *support.partners}
    named |= {name for each in facts.measurements for name in each.subject}
    return named | {each.speaker for each in facts.statements if each.speaker}
