"""The parties a source names, as the linker looks at them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.facts import ActorType, Facts
    from kg.model.source import Meta


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Party:
    """A name of one source that stands for somebody.

    Attributes:
        source: Digest of the source.
        name: The canonical name there.
        aliases: Other names the source gives the party.
        type: Kind as the source tells it; for a publisher that no text names, a guess.
        is_told: Whether the text names it; False for what is told beside the text.
    """

    source: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    is_told: bool = True


def parties(source: str, facts: Facts, meta: Meta) -> Iterator[Party]:
    """Yield the actors of a source, then its publisher where that is none of them."""
    names: set[str] = set()
    aliases: set[str] = set()
    for actor in facts.actors:
        if actor.name in names:
            continue
        names.add(actor.name)
        aliases.update(actor.aliases)
        yield Party(source=source, name=actor.name, aliases=actor.aliases, type=actor.type)
    if meta.publisher and meta.publisher not in names | aliases:
        kind: ActorType = "Media" if meta.genre == "news" else "OtherOrganization"
        yield Party(source=source, name=meta.publisher, type=kind, is_told=False)
