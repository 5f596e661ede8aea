"""What authority files say of the actors a project names, and its links to other graphs. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.ids.names import minted
from kg.model.evidence import Basis, Cell, Slot
from kg.model.rdf.page import CLASS_OF, SIZE_OF, label
from kg.model.rdf.said import Said, Teller
from kg.vocab import OWL, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.entities import Entity, Label, Link
    from kg.model.evidence import Evidence
    from kg.model.rdf.page import Setting

RULE: Final = "authority.row"
IDENTIFIERS: Final[Mapping[str, tuple[NamedNode, str]]] = {
    "leiCode": (vocab.leiCode, "lei"),
    "businessRegistrationNumber": (vocab.businessRegistrationNumber, "brn"),
    "corporateRegistrationNumber": (vocab.corporateRegistrationNumber, "crn"),
}
RELATIONS: Final = {
    "exactMatch": SKOS.exactMatch,
    "closeMatch": SKOS.closeMatch,
    "differentFrom": OWL.differentFrom,
}
SURE: Final = 0.95  # from here on owl:sameAs is said too, in the graph of links only


def say_entity(entity: Entity) -> Iterator[Said]:
    """Yield what its authority file says of an entity, each value resting on its cell."""
    teller = Teller(NamedNode(entity.iri), _basis(entity.evidence))
    yield teller.say(RDF.type, CLASS_OF[entity.type], "type")
    if entity.type in SIZE_OF:
        yield teller.say(vocab.sizeClass, SIZE_OF[entity.type], "type")
    for each in both(entity):
        literal = Literal(each.text, language=each.lang)
        column = "ko" if each.is_romanised else each.lang
        yield teller.say(SKOS.prefLabel, literal, column)
        if each.is_romanised:
            yield teller.say(vocab.romanizedLabel, literal, column)
    for alias in entity.aliases:
        literal = Literal(alias.text, language=alias.lang)
        yield teller.say(SKOS.altLabel, literal, "aliases")
    columns = {slot.field for slot in teller.basis.slots}
    for name, (predicate, column) in IDENTIFIERS.items():
        number = entity.identifiers.get(name)
        if number is None or column not in columns:
            continue  # told by another source, in whose graph it stands
        yield teller.say(predicate, Literal(number), column)


def both(entity: Entity) -> tuple[Label, ...]:
    """Return the labels to be written, in the order of the languages."""
    return tuple(sorted(entity.labels, key=lambda each: (each.lang != "ko", each)))


def say_link(entity: Entity, link: Link) -> Iterator[Said]:
    """Yield the match with a thing of another graph; where evidence lacks nothing is said."""
    if link.evidence:
        basis = Basis(
            evidence=link.evidence, rule=f"link.{link.justification}", confidence=link.confidence
        )
        teller = Teller(NamedNode(entity.iri), basis)
        yield teller.say(RELATIONS[link.relation], NamedNode(link.target))


def say_found(entity: Entity, basis: Basis) -> Iterator[Said]:
    """Yield the matches that the linker found, each resting on the words that name the entity."""
    for link in entity.links:
        if not link.evidence:
            found = Basis(
                evidence=basis.evidence,
                rule=f"link.{link.justification}",
                confidence=link.confidence,
            )
            said = Teller(NamedNode(entity.iri), found)
            yield said.say(RELATIONS[link.relation], NamedNode(link.target))


def say_identity(entity: Entity, link: Link, setting: Setting, graph: NamedNode) -> Iterator[Quad]:
    """Yield the judgement behind a link, one record as a row of SSSOM is one."""
    node = setting.iri(minted("link", entity.iri, link.relation, link.target))
    name = label(entity)
    shown = link.label or link.target.rpartition("/")[2]
    title = setting.wording.fill("link", name=name, target=shown)
    for predicate, value in (
        (RDF.type, vocab.IdentityLink),
        (RDF.subject, NamedNode(entity.iri)),
        (RDF.predicate, RELATIONS[link.relation]),
        (RDF.object, NamedNode(link.target)),
        (vocab.confidence, Literal(float(link.confidence))),
        (vocab.justification, Literal(link.justification)),
        *(((vocab.reasons, Literal(link.reasons)),) if link.reasons else ()),
        *(((vocab.targetName, Literal(link.label)),) if link.label else ()),
        *(((vocab.targetNote, Literal(link.note)),) if link.note else ()),
        (SKOS.prefLabel, Literal(title.ko, language="ko")),
        (SKOS.prefLabel, Literal(title.en, language="en")),
    ):
        yield Quad(node, predicate, value, graph)


def same_as(entity: Entity, setting: Setting) -> Iterator[Quad]:
    """Yield owl:sameAs for the surest links, in a graph apart from what sources say."""
    graph = setting.iri("graph.links")
    for link in entity.links:
        if link.target.startswith(setting.base):
            continue  # an id of ours that was merged: dct:isReplacedBy says it
        if link.relation == "exactMatch" and link.confidence >= SURE:
            yield Quad(NamedNode(entity.iri), OWL.sameAs, NamedNode(link.target), graph)


def _basis(cells: tuple[Evidence, ...]) -> Basis:
    slots = tuple(Slot(cell.place.column, cell) for cell in cells if isinstance(cell.place, Cell))
    return Basis(evidence=cells, rule=RULE, confidence=1.0, slots=slots)
