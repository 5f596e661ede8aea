"""Assertion twins and selectors: how a triple points at the words that say it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.ids import SHORT, short
from kg.ids.names import minted
from kg.model.evidence import Cell, Span, model_of
from kg.vocab import OA, PROV, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.evidence import Evidence
    from kg.model.rdf.page import Setting
    from kg.model.rdf.said import Said

AROUND: Final = 16  # code points of prefix and suffix, as the Web Annotation model advises


def twins(
    said: Iterable[Said], setting: Setting, graph: NamedNode, texts: dict[str, str]
) -> Iterator[Quad]:
    """Yield each triple with its assertions and the selectors these point at.

    The same triple read twice from the same words is one assertion; of two readings the surer
    one is kept, and of two equally sure ones the rule that sorts first, so that the order of
    reading leaves no trace.

    Args:
        said: What is said, repeats allowed.
        setting: The build's base and versions.
        graph: The named graph it is said in.
        texts: Source digest to the text its spans count in; sources without are tables.
    """
    surest: dict[str, tuple[float, str, Said, Evidence]] = {}
    for each in said:
        yield Quad(each.subject, each.predicate, each.object, graph)
        for evidence in each.evidence:
            local = assertion_name(each, evidence)
            offer = (-each.confidence, each.rule, each, evidence)
            if local not in surest or offer[:2] < surest[local][:2]:
                surest[local] = offer
    selected: dict[str, Evidence] = {}
    for local, (_, _, each, evidence) in sorted(surest.items(), key=lambda item: item[0]):
        passage = passage_node(setting, evidence)
        selected[passage.value] = evidence
        yield from _assertion(setting.iri(local), each, evidence, setting, graph)
    for iri, evidence in sorted(selected.items()):
        text = texts.get(evidence.source, "")
        yield from selectors(NamedNode(iri), evidence, setting, graph, text)


def assertion_name(said: Said, evidence: Evidence) -> str:
    """Return the local name of an assertion: a digest of triple, source and place."""
    place = evidence.place
    where: tuple[str, ...]
    if isinstance(place, Span):
        where = (str(place.start), str(place.end))
    else:
        where = (place.sheet, str(place.row), place.column)
    triple = (str(said.subject), str(said.predicate), str(said.object))
    return minted("assertion", *triple, evidence.source, *where)


def _assertion(
    node: NamedNode, said: Said, evidence: Evidence, setting: Setting, graph: NamedNode
) -> Iterator[Quad]:
    source = evidence.source
    for predicate, value in (
        (RDF.type, vocab.Assertion),
        (RDF.subject, said.subject),
        (RDF.predicate, said.predicate),
        (RDF.object, said.object),
        (vocab.evidence, passage_node(setting, evidence)),
        (vocab.confidence, Literal(float(said.confidence))),
        (vocab.rule, Literal(said.rule)),
        (PROV.wasGeneratedBy, setting.run(source, model_of(said.rule))),
        (PROV.hadPrimarySource, setting.document(source)),
    ):
        yield Quad(node, predicate, value, graph)


def passage_node(setting: Setting, evidence: Evidence) -> NamedNode:
    """Return the IRI of the passage or cell that evidence points at."""
    document = f"doc.{evidence.source[:SHORT]}"
    place = evidence.place
    if isinstance(place, Span):
        return setting.iri(f"{document}-char-{place.start}-{place.end}")
    return setting.iri(f"{document}-cell-{place.row}-{short(place.sheet, place.column)[:6]}")


def selectors(
    passage: NamedNode, evidence: Evidence, setting: Setting, graph: NamedNode, text: str
) -> Iterator[Quad]:
    """Yield a passage with its selectors: characters and quotation, or cell and quotation."""
    where, quote = (NamedNode(f"{passage.value}-{part}") for part in ("where", "quote"))
    yield Quad(passage, RDF.type, OA.SpecificResource, graph)
    yield Quad(passage, OA.hasSource, setting.document(evidence.source), graph)
    yield Quad(passage, OA.hasSelector, where, graph)
    yield Quad(passage, OA.hasSelector, quote, graph)
    yield Quad(quote, RDF.type, OA.TextQuoteSelector, graph)
    yield Quad(quote, OA.exact, Literal(evidence.quote), graph)
    if isinstance(evidence.place, Cell):
        yield from _cell(where, evidence.place, graph)
        return
    start, end = evidence.place.start, evidence.place.end
    yield Quad(where, RDF.type, OA.TextPositionSelector, graph)
    for predicate, offset in ((OA.start, start), (OA.end, end)):
        value = Literal(str(offset), datatype=XSD.nonNegativeInteger)
        yield Quad(where, predicate, value, graph)
    if text:
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        yield Quad(quote, OA.prefix, Literal(before), graph)
        yield Quad(quote, OA.suffix, Literal(after), graph)


def _cell(where: NamedNode, cell: Cell, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(where, RDF.type, vocab.CellSelector, graph)
    yield Quad(where, vocab.row, Literal(cell.row), graph)
    yield Quad(where, vocab.column, Literal(cell.column), graph)
    if cell.sheet:
        yield Quad(where, vocab.sheet, Literal(cell.sheet), graph)
