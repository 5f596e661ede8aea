"""The source document itself, the run that read it, its repeats and its case. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.ids import SHORT
from kg.model.document import Document
from kg.model.evidence import MODEL
from kg.model.rdf.activities import circumstance_node, event_node, support_node
from kg.model.rdf.evidence import passage_node, selectors
from kg.model.rdf.page import CLASS_OF
from kg.model.rdf.said import Teller
from kg.model.rdf.sayings import designation_node, statement_node
from kg.model.rdf.titles import parties
from kg.model.rdf.values import top_node
from kg.model.report import Text
from kg.vocab import DCT, RDF, RDFS, SCHEMA, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.document import Table
    from kg.model.entities import Entity
    from kg.model.evidence import Basis
    from kg.model.facts import Support
    from kg.model.rdf.page import Page, Setting
    from kg.model.rdf.said import Said

LONGEST: Final = 60  # code points of a title taken from the text
# What ends a sentence, and not the full stop of "No. 3" or "Corp. said".
SENTENCE: Final = re.compile(r"(?:(?<=[가-힣])|(?<=[a-z]{4})|(?<=[”’\"')]))[.?!](?= )")
IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
SPDX: Final = "https://spdx.org/licenses/"


def title(document: Document | Table) -> str:
    """Return the title that was told, else the text's own, else its first words or its name."""
    if document.meta.title:
        return document.meta.title
    if isinstance(document, Document):
        blocks = sorted(document.blocks, key=lambda block: block.kind != "title")
        for block in blocks:
            if block.kind in ("title", "paragraph"):
                words = " ".join(block.span.of(document.text).split())
                return _shortened(words)
    return document.name


def _shortened(words: str) -> str:
    """Return the first words of a text, to the end of its first sentence where that is near."""
    if len(words) <= LONGEST:
        return words
    ends = [end.end() for end in SENTENCE.finditer(words[: LONGEST + 1])]
    return words[: ends[0]].rstrip() if ends else f"{words[:LONGEST]}…"


def say_document(
    document: Document | Table, setting: Setting, publisher: Entity | None
) -> Iterator[Quad]:
    """Yield what was told beside a source; this rests on its metadata, not on its words."""
    node, graph = setting.document(document.source), setting.graph(document.source)
    meta = document.meta
    yield Quad(node, RDF.type, vocab.SourceDocument, graph)
    yield Quad(node, DCT.identifier, Literal(f"sha256:{document.source}"), graph)
    lang = meta.language or "ko"
    headline = title(document)
    yield Quad(node, DCT.title, Literal(headline, language=lang), graph)
    for label_lang in ("ko", "en"):
        yield Quad(node, SKOS.prefLabel, Literal(headline, language=label_lang), graph)
    if meta.language:
        yield Quad(node, DCT.language, Literal(meta.language), graph)
    if meta.published:
        day = Literal(meta.published.isoformat(), datatype=XSD.date)
        yield Quad(node, DCT.issued, day, graph)
    if publisher:
        yield Quad(node, DCT.publisher, NamedNode(publisher.iri), graph)
        yield from _say_publisher(publisher, graph)
    if meta.licence:
        yield Quad(node, DCT.license, _licence(meta.licence), graph)
    if IRI.fullmatch(meta.url):
        yield Quad(node, DCT.source, NamedNode(meta.url), graph)
    if meta.genre:
        yield Quad(node, SCHEMA.genre, Literal(meta.genre), graph)
    if meta.genre == "news":
        yield Quad(node, RDF.type, SCHEMA.NewsArticle, graph)
    yield from say_run(document.source, setting, Text(headline, headline))


def _say_publisher(publisher: Entity, graph: NamedNode) -> Iterator[Quad]:
    """Yield the name of a publisher that no authority file tells of."""
    if publisher.is_authority:
        return
    node = NamedNode(publisher.iri)
    yield Quad(node, RDF.type, CLASS_OF[publisher.type], graph)
    for label in publisher.labels:
        literal = Literal(label.text, language=label.lang)
        yield Quad(node, SKOS.prefLabel, literal, graph)
        if label.is_romanised:
            yield Quad(node, vocab.romanizedLabel, literal, graph)


def _licence(licence: str) -> NamedNode:
    return NamedNode(licence if IRI.fullmatch(licence) else SPDX + licence.replace(" ", "-"))


def say_run(source: str, setting: Setting, name: Text, model: str = "") -> Iterator[Quad]:
    """Yield the run that read a source: what it was made of, and no clock."""
    run, graph = setting.run(source, model), setting.graph(source)
    yield Quad(run, RDF.type, vocab.ExtractionRun, graph)
    label = setting.wording.fill("run-model" if model else "run", document=name, model=model)
    yield Quad(run, RDFS.label, Literal(label.ko, language="ko"), graph)
    yield Quad(run, RDFS.label, Literal(label.en, language="en"), graph)
    for tool, version in sorted(setting.versions.items()):
        yield Quad(run, SCHEMA.softwareVersion, Literal(f"{tool} {version}"), graph)
    if model:
        yield Quad(run, SCHEMA.softwareVersion, Literal(f"{MODEL}{model}"), graph)


def say_repeats(document: Document, setting: Setting) -> Iterator[Quad]:
    """Yield the passages that say again what stood earlier."""
    graph = setting.graph(document.source)
    for repeat in document.repeats:
        later, first = document.evidence(repeat.span), document.evidence(repeat.of)
        for each in (later, first):
            node = passage_node(setting, each)
            yield from selectors(node, each, setting, graph, document.text)
        there, here = passage_node(setting, first), passage_node(setting, later)
        yield Quad(here, vocab.duplicateOf, there, graph)


def say_case(page: Page) -> Iterator[Said]:
    """Yield the case a source tells of, when it tells of support or of what came of it."""
    facts = page.facts
    telling = [each.basis for each in facts.supports]
    telling += [each.basis for each in facts.measurements]
    telling += [each.basis for each in facts.designations]
    if not telling:
        return
    case = page.setting.iri(f"case.{page.document.source[:SHORT]}")
    teller = Teller(case, telling[0])
    yield teller.say(RDF.type, vocab.SupportCase)
    yield from teller.name(_case_title(page))
    for part, basis in _parts(page):
        yield Teller(case, basis).say(vocab.hasPart, part)


def _case_title(page: Page) -> Text:
    """Return who supported whom in the case; the source's title where that is not told."""
    wording = page.setting.wording
    if not page.facts.supports:
        return wording.fill("case", title=title(page.document))
    # Of several supports the one whose parties have names tells most.
    first = min(page.facts.supports, key=lambda each: -_named(page, each))
    return wording.fill(
        "case-of",
        supporter=parties(page, first.supporter, None, "nobody"),
        recipient=parties(page, first.recipient, first.recipient_group, "nobody"),
    )


def _named(page: Page, fact: Support) -> int:
    sides = (fact.supporter, fact.recipient)
    return sum(any(page.entity(name) for name in side) for side in sides)


def _parts(page: Page) -> Iterator[tuple[NamedNode, Basis]]:
    facts = page.facts
    for programme in facts.programmes:
        yield page.programme(programme.name), programme.basis
    for support in facts.supports:
        yield support_node(page, support), support.basis
    for circumstance in facts.circumstances:
        yield circumstance_node(page, circumstance.name), circumstance.basis
    for measurement in facts.measurements:
        yield top_node(page, measurement), measurement.basis
    for event in facts.events:
        yield event_node(page, event.name), event.basis
    for statement in facts.statements:
        yield statement_node(page, statement), statement.basis
    for designation in facts.designations:
        yield designation_node(page, designation), designation.basis
