"""From facts to quads: every triple with the words that say it, one named graph a source. Pure.

Nothing here depends on a clock or on the order of a set: the same facts give the same quads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import SourceSyntax
from kg.model.document import Document
from kg.model.evidence import model_of
from kg.model.rdf.activities import say_circumstance, say_event, say_programme, say_support
from kg.model.rdf.entities import same_as, say_entity, say_identity, say_link
from kg.model.rdf.evidence import twins
from kg.model.rdf.page import Page, Setting
from kg.model.rdf.parties import say_actor, say_affiliation, say_group
from kg.model.rdf.said import Said
from kg.model.rdf.sayings import say_designation, say_statement
from kg.model.rdf.sources import say_case, say_document, say_repeats, say_run, title
from kg.model.rdf.usable import usable
from kg.model.rdf.values import say_measurement
from kg.model.report import Text
from kg.vocab import SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from kg.model.document import Table, Triples
    from kg.model.entities import Entity, Resolution
    from kg.model.evidence import Evidence
    from kg.model.facts import Facts
    from kg.model.report import Finding

__all__ = ["Setting", "Written", "write", "write_entities", "write_triples"]

RDF_RULE = "rdf.statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one source says in RDF.

    Attributes:
        quads: Each once, in an order that the facts alone decide.
        findings: Facts that could not be said as they were read.
    """

    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...] = ()


def write(
    document: Document | Table,
    facts: Facts,
    resolution: Resolution,
    setting: Setting,
    *,
    wide: Resolution | None = None,
) -> Written:
    """Return the quads of one source.

    Facts that a language model read add triples that no rule read, under a run of their own;
    taking these away leaves what would be there had no model been asked.

    Args:
        document: The text or table the facts were read from.
        facts: What was read from it.
        resolution: Who its names stand for.
        setting: What is the same for every source.
        wide: `resolution` widened by the names that only models read.
    """
    page = Page(setting=setting, document=document, facts=facts.by_rules(), resolution=resolution)
    told = usable(page)
    page = replace(page, facts=told.facts)
    named = resolution.names.get(document.source, {})
    publisher = resolution.entities.get(named.get(document.meta.publisher, ""))
    texts = {document.source: document.text} if isinstance(document, Document) else {}
    quads = [*say_document(document, setting, publisher)]
    if isinstance(document, Document):
        quads += say_repeats(document, setting)
    said = [*_said(page)]
    more = usable(replace(page, facts=facts.by_models(), resolution=wide or resolution))
    said += _said_by_models(page, said, more.facts, wide or resolution)
    for model in sorted({model_of(each.rule) for each in said} - {""}):
        name = title(document)
        quads += say_run(document.source, setting, Text(name, name), model)
    quads += twins(said, setting, setting.graph(document.source), texts)
    quads += _found(page, setting)
    return Written(quads=_once(quads), findings=(*told.findings, *more.findings))


def write_triples(triples: Triples, setting: Setting) -> Written:
    """Return an RDF source's own statements with their lines as evidence.

    Raises:
        SourceSyntax: A statement is about a quoted statement.
    """
    document = triples.document
    said = [_as_it_stands(statement, evidence) for statement, evidence in triples.statements]
    graph = setting.graph(document.source)
    quads = [*say_document(document, setting, None)]
    quads += twins(said, setting, graph, {document.source: document.text})
    return Written(quads=_once(quads))


def write_entities(file: Document | Table, entities: Iterable[Entity], setting: Setting) -> Written:
    """Return what one authority file says of the entities a project names, with their links.

    Args:
        file: The authority file, for its digest, name and metadata.
        entities: Those to be written; any read from another file are left out.
        setting: What is the same for every source.
    """
    graph = setting.graph(file.source)
    own = [
        entity
        for entity in sorted(entities, key=lambda entity: entity.iri)
        if entity.evidence and entity.evidence[0].source == file.source
    ]
    said = [each for entity in own for each in say_entity(entity)]
    said += [each for entity in own for link in entity.links for each in say_link(entity, link)]
    quads = [*say_document(file, setting, None), *twins(said, setting, graph, {})]
    for entity in own:
        for link in entity.links:
            quads += say_identity(entity, link, setting, graph)
        quads += same_as(entity, setting)
    return Written(quads=_once(quads))


def _found(page: Page, setting: Setting) -> Iterator[Quad]:
    """Yield the judgements behind the links that the linker found for this source's actors."""
    graph = setting.graph(page.document.source)
    for actor in page.facts.actors:
        entity = page.entity(actor.name)
        for link in entity.links if entity else ():
            if entity and not link.evidence:
                yield from say_identity(entity, link, setting, graph)
                yield from same_as(entity, setting)


def _as_it_stands(statement: Triple, evidence: Evidence) -> Said:
    subject, value = statement.subject, statement.object
    # The loader has given every blank node a name; what is left is a quoted triple.
    if not (isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)):
        raise SourceSyntax(
            "a statement about a statement cannot be kept",
            where=str(statement),
            hint="write it with rdf:subject, rdf:predicate and rdf:object",
        )
    return Said(
        subject=subject,
        predicate=statement.predicate,
        object=value,
        evidence=(evidence,),
        rule=RDF_RULE,
        confidence=1.0,
    )


def _said(page: Page) -> Iterator[Said]:
    facts = page.facts
    for said in (
        *(say_actor(page, actor) for actor in facts.actors),
        *(say_group(page, group) for group in facts.groups),
        *(say_affiliation(page, affiliation) for affiliation in facts.affiliations),
        *(say_event(page, event) for event in facts.events),
        *(say_programme(page, programme) for programme in facts.programmes),
        *(say_support(page, support) for support in facts.supports),
        *(say_measurement(page, measurement) for measurement in facts.measurements),
        *(say_statement(page, statement) for statement in facts.statements),
        *(say_designation(page, designation) for designation in facts.designations),
        *(say_circumstance(page, circumstance) for circumstance in facts.circumstances),
        say_case(page),
    ):
        yield from said


def _said_by_models(page: Page, said: Iterable[Said], facts: Facts, wide: Resolution) -> list[Said]:
    """Return what models say beyond the rules: not what is said already, nor a second name."""
    if not facts:
        return []
    known = {(each.subject, each.predicate, each.object) for each in said}
    named = {each.subject for each in said if each.predicate == SKOS.prefLabel}
    return [
        each
        for each in _said(replace(page, facts=page.facts.plus(facts), resolution=wide))
        if model_of(each.rule)
        and (each.subject, each.predicate, each.object) not in known
        and not (each.predicate == SKOS.prefLabel and each.subject in named)
    ]


def _once(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(dict.fromkeys(quads))
