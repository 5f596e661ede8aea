"""Entities: who the names of a project's sources stand for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.evidence import Evidence
    from kg.model.facts import ActorType

Relation = Literal["exactMatch", "closeMatch", "differentFrom"]


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name in one language.

    Attributes:
        lang: `ko` or `en`.
        is_romanised: Whether it was made by Revised Romanisation, not given by an authority.
    """

    text: str
    lang: str
    is_romanised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One claim that an entity of ours is, or is not, another one.

    Attributes:
        target: IRI in another graph, or of ours: one that was merged, or may be the same.
        relation: SKOS mapping relation, or what a person told apart.
        justification: SSSOM/SEMAPV justification, such as `ManualMappingCuration`.
        confidence: 0 to 1.
        evidence: Where the authority says so, when it is a file of the project.
        reasons: What spoke for it, with weights; empty where a file or a person says so.
        label: What the other graph calls it; empty when not known.
        note: What else the other graph says of it, where a person should decide.
    """

    target: str
    relation: Relation
    justification: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    reasons: str = ""
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One actor of the world, with every name it goes by.

    Attributes:
        iri: Minted once, stable across builds and sources.
        labels: Preferred names, at most one a language.
        aliases: Other names, sorted.
        identifiers: Local name of the property (`leiCode`) to the number.
        is_authority: Whether an authority file knows it.
        valid_from: First day it existed under this identity, ISO 8601; empty when not known.
        valid_to: Last day, inclusive; empty when it still exists or nobody says.
        evidence: The cells of the authority file it was read from, columns named as there.
    """

    iri: str
    type: ActorType
    labels: tuple[Label, ...]
    aliases: tuple[Label, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    is_authority: bool = False
    valid_from: str = ""
    valid_to: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is who across the sources of a project.

    Attributes:
        entities: By IRI.
        names: Source digest to that source's actor names, canonical and other, to IRIs.
        spellings: Folded name of a programme, event, product, topic or unit to the spelling
            that is shown, where sources write it in several ways.
        english: Korean names of known parties and their English ones, longest first; the same
            for every source, so that a thing several sources tell of has one English label.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, Mapping[str, str]]
    spellings: Mapping[str, str] = field(default_factory=dict)
    english: tuple[tuple[str, str], ...] = ()

    def widened(self, other: Resolution) -> Resolution:
        """Return this one with the names that only `other` knows; nothing known changes."""
        sources = sorted({*self.names, *other.names})
        return Resolution(
            entities={**other.entities, **self.entities},
            names={
                each: {**other.names.get(each, {}), **self.names.get(each, {})} for each in sources
            },
            spellings={**other.spellings, **self.spellings},
            english=self.english,
        )
