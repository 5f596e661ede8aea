"""The page facts are written on: one source, its names and the words labels are made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.ids import SHORT, short
from kg.ids.names import BASE, local_name, minted
from kg.model.report import Text
from kg.model.wording import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.document import Document, Table
    from kg.model.entities import Entity, Resolution
    from kg.model.facts import Facts
    from kg.model.wording import Wording

CLASS_OF: Final[Mapping[str, NamedNode]] = {
    "Ministry": vocab.Ministry,
    "PublicAgency": vocab.PublicAgency,
    "LargeEnterprise": vocab.LargeEnterprise,
    "MidSizedEnterprise": vocab.MidSizedEnterprise,
    "SME": vocab.SME,
    "LighthouseFactory": vocab.ManufacturingSite,
    "IndustryAssociation": vocab.IndustryAssociation,
    "InternationalOrganization": vocab.InternationalOrganization,
    "ResearchInstitute": vocab.ResearchInstitute,
    "Person": vocab.Person,
    "Media": vocab.MediaOrganization,
    "OtherOrganization": vocab.Organization,
}
SIZE_OF: Final[Mapping[str, NamedNode]] = {
    "LargeEnterprise": vocab.SIZE["large"],
    "MidSizedEnterprise": vocab.SIZE["mid"],
    "SME": vocab.SIZE["sme"],
}
NO_ORGANIZATION: Final = frozenset({"Person", "LighthouseFactory"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is the same for every source of a build.

    Attributes:
        wording: Names of codes, patterns of labels, glossary.
        versions: What read the sources, such as `{"deungdae": "0.1.0", "ontology": "0.1.0"}`;
            together with a source they are the identity of its extraction run.
        base: IRI in front of every local name.
    """

    wording: Wording
    versions: Mapping[str, str] = field(default_factory=dict)
    base: str = BASE

    def iri(self, local: str) -> NamedNode:
        """Return the IRI of a local name."""
        return NamedNode(self.base + local)

    def shared(self, kind: str, *parts: str) -> NamedNode:
        """Return the IRI of a thing that several sources may tell of."""
        return self.iri(minted(kind, *parts))

    def document(self, source: str) -> NamedNode:
        """Return the IRI of a source's document."""
        return self.iri(f"doc.{source[:SHORT]}")

    def graph(self, source: str) -> NamedNode:
        """Return the name of the graph that holds what a source says."""
        return self.iri(f"graph.{source[:SHORT]}")

    def run(self, source: str, model: str = "") -> NamedNode:
        """Return the IRI of the run that read a source; it has no clock, only what went in.

        Args:
            source: Digest of the source.
            model: The language model that read it, whose run is another than the rules'.
        """
        parts = (part for pair in sorted(self.versions.items()) for part in pair)
        asked = ("model", model) if model else ()
        return self.iri(minted("run", source, *parts, *asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One source in the course of being written."""

    setting: Setting
    document: Document | Table
    facts: Facts
    resolution: Resolution

    @property
    def lang(self) -> str:
        """Language of the words of the source: Korean unless it was told to be English."""
        return self.document.meta.language or "ko"

    def literal(self, text: str) -> Literal:
        """Return words of the source, with their language."""
        return Literal(text, language=self.lang)

    def node(self, kind: str, *parts: str) -> NamedNode:
        """Return the IRI of a thing that only this source tells of."""
        return self.setting.iri(minted(kind, self.document.source, *parts))

    def entity(self, name: str) -> Entity | None:
        """Return who a canonical name stands for; None when it is no actor's name."""
        iri = self.resolution.names.get(self.document.source, {}).get(name)
        return self.resolution.entities.get(iri) if iri else None

    def organization(self, name: str | None) -> NamedNode | None:
        """Return the organisation of that name; None for persons, sites, groups and nobody."""
        entity = self.entity(name) if name else None
        if entity is None or entity.type in NO_ORGANIZATION:
            return None
        return NamedNode(entity.iri)

    def group(self, phrase: str) -> NamedNode:
        """Return the group that a noun phrase of this source stands for."""
        return self.node("group", phrase)

    def party(self, name: str) -> NamedNode:
        """Return the actor of that name, or else the group the noun phrase stands for."""
        entity = self.entity(name)
        return NamedNode(entity.iri) if entity else self.group(name)

    def other_names(self, name: str) -> tuple[str, ...]:
        """Return the name with the other names this source gives the actor."""
        found = (actor.aliases for actor in self.facts.actors if actor.name == name)
        return (name, *next(found, ()))

    def concept(self, scheme: str, name: str) -> NamedNode:
        """Return the code of that name, or else a concept of its own, the same in every source."""
        known = self.setting.wording.concept(scheme, name)
        return NamedNode(known) if known else self.setting.iri(minted(scheme, fold(name)))

    def programme(self, name: str) -> NamedNode:
        """Return the programme of that name; one name is one programme in every source."""
        folded = fold(name)
        for programme in self.facts.programmes:
            if folded in map(fold, programme.aliases):
                folded = fold(programme.name)
        return self.setting.iri(f"{local_name('programme', folded)}-{short(folded)[:4]}")

    def spelled(self, name: str) -> str:
        """Return the spelling that is shown for the name of a thing several sources share."""
        return self.resolution.spellings.get(fold(name), name)

    def both(self, phrase: str) -> Text:
        """Return a phrase of the source in both languages, for labels."""
        return self.setting.wording.both(phrase, self.resolution.english)

    def called(self, name: str) -> Text:
        """Return how a party is called in both languages."""
        entity = self.entity(name)
        return label(entity) if entity else self.both(name)


def label(entity: Entity) -> Text:
    """Return an entity's preferred names; the other language's where one is lacking."""
    names = {each.lang: each.text for each in entity.labels}
    first = entity.labels[0].text if entity.labels else entity.iri.rpartition("/")[2]
    return Text(names.get("ko", first), names.get("en", first))
