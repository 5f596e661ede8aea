"""Why the graph says something: the assertions behind it and the words they quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.model.evidence import model_of
from kg.query.describe import resolve
from kg.query.search import EXACT, search_index
from kg.query.table import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad, Store

    from kg.query.search import Hit

    Term = NamedNode | Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One passage that says one triple.

    Attributes:
        assertion: IRI of the assertion that ties the two together.
        subject: IRI.
        predicate: IRI.
        value: An IRI or a literal.
        quote: The words, exactly as they stand in the source; empty where none are kept.
        source: IRI of the source document.
        title: Its title; its IRI where it has none.
        start: First code point of the words; None for a table cell.
        end: Code point behind the words; None for a table cell.
        cell: Sheet, row and column as `sheet!row:column`; empty for a text.
        rule: Id of the rule that read it; empty where none is named.
        confidence: 0 to 1; None where none is given.
        run: IRI of the run that read it.
    """

    assertion: str
    subject: str
    predicate: str
    value: Term
    quote: str
    source: str
    title: str
    start: int | None
    end: int | None
    cell: str
    rule: str
    confidence: float | None
    run: str

    def render(self, lang: str) -> str:
        """Return the passage as lines for a terminal, in Korean or English."""
        words: dict[str, str] = resource_toml("queries/why.toml")[lang]
        where = words["cell" if self.cell else "span"]
        place = where.format(start=self.start, end=self.end, cell=self.cell)
        parts = [self.title, *([place] if self.cell or self.start is not None else [])]
        if model_of(self.rule):
            parts.append(words["model"].format(model=model_of(self.rule)))
        elif self.rule:
            parts.append(words["rule"].format(rule=self.rule))
        if self.confidence is not None:
            parts.append(words["confidence"].format(confidence=self.confidence))
        triple = "  ".join(
            shown(term, widest=200)
            for term in (NamedNode(self.subject), NamedNode(self.predicate), self.value)
        )
        quote = [f"  “{' '.join(self.quote.split())}”"] if self.quote else []
        return "\n".join([triple, *quote, f"  {' · '.join(parts)}"])


def why(store: Store, iri: str, predicate: str | None = None) -> tuple[Why, ...]:
    """Return every passage behind a thing, or behind one predicate of it.

    Args:
        store: A release; its default graph is the union.
        iri: The thing, an assertion, or a link; short forms such as `org.posco` are resolved.
        predicate: Only statements with this predicate.

    Returns:
        What is said of the thing first, then what is said with it as the value; each sorted by
        predicate, value, source and place. Empty when nothing is said.
    """
    node = NamedNode(resolve(store, iri))
    only = NamedNode(resolve(store, predicate)) if predicate else None
    found: list[Why] = []
    for role in (vocab.RDF.subject, vocab.RDF.object):
        assertions = [quad.subject for quad in _quads(store, None, role, node)]
        behind = [reason for each in assertions for reason in _passages(store, each)]
        found += sorted(
            (reason for reason in behind if only is None or reason.predicate == only.value),
            key=_order,
        )
    if not found:
        found = sorted(_passages(store, node), key=_order)
    return tuple(dict.fromkeys(found))


def meant(store: Store, name: str, *, limit: int = 5) -> tuple[Hit, ...]:
    """Return the things somebody may mean by a name: the one that has it, else those like it.

    Args:
        store: A release; its default graph is the union.
        name: What a person wrote, such as `삼성전자`.
        limit: At most so many where none or several have that very name.
    """
    hits = search_index(store).search(name, limit=limit)
    exact = tuple(hit for hit in hits if hit.score == EXACT)
    return exact if len(exact) == 1 else hits


def _passages(store: Store, assertion: object) -> Iterator[Why]:
    """Yield one reason for each passage an assertion or link rests on."""
    if not isinstance(assertion, NamedNode):
        return
    subject = _value(store, assertion, vocab.RDF.subject)
    predicate = _value(store, assertion, vocab.RDF.predicate)
    value = _value(store, assertion, vocab.RDF.object)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or value is None:
        return
    confidence = _text(_value(store, assertion, vocab.confidence))
    for passage in _values(store, assertion, vocab.evidence):
        if not isinstance(passage, NamedNode):
            continue
        start, end, cell, quote = _place(store, passage)
        source = _value(store, passage, vocab.OA.hasSource)
        yield Why(
            assertion=assertion.value,
            subject=subject.value,
            predicate=predicate.value,
            value=value,
            quote=quote,
            source=_text(source),
            title=_title(store, source),
            start=start,
            end=end,
            cell=cell,
            rule=_text(_value(store, assertion, vocab.rule)),
            confidence=float(confidence) if confidence else None,
            run=_text(_value(store, assertion, vocab.PROV.wasGeneratedBy)),
        )


def _place(store: Store, passage: NamedNode) -> tuple[int | None, int | None, str, str]:
    """Return start, end, cell and quote of a passage from its selectors."""
    said: dict[NamedNode, str] = {}
    for selector in _values(store, passage, vocab.OA.hasSelector):
        if isinstance(selector, NamedNode):
            for quad in _quads(store, selector, None, None):
                said[quad.predicate] = _text(quad.object)
    start, end = said.get(vocab.OA.start), said.get(vocab.OA.end)
    cell = ""
    if vocab.row in said:
        sheet = f"{said[vocab.sheet]}!" if said.get(vocab.sheet) else ""
        cell = f"{sheet}{said[vocab.row]}:{said.get(vocab.column, '')}"
    return (
        int(start) if start else None,
        int(end) if end else None,
        cell,
        said.get(vocab.OA.exact, ""),
    )


def _title(store: Store, source: Term | None) -> str:
    if not isinstance(source, NamedNode):
        return ""
    for predicate in (vocab.DCT.title, vocab.RDFS.label, vocab.SKOS.prefLabel):
        title = _value(store, source, predicate)
        if title is not None:
            return _text(title)
    return shown(source, widest=200)


def _quads(
    store: Store, subject: NamedNode | None, predicate: NamedNode | None, value: Term | None
) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, predicate, value, DefaultGraph())


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> list[Term]:
    found = (quad.object for quad in _quads(store, subject, predicate, None))
    return sorted((term for term in found if isinstance(term, NamedNode | Literal)), key=str)


def _value(store: Store, subject: NamedNode, predicate: NamedNode) -> Term | None:
    return next(iter(_values(store, subject, predicate)), None)


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _order(reason: Why) -> tuple[str, str, str, int, str]:
    return (
        reason.predicate,
        str(reason.value),
        reason.source,
        -1 if reason.start is None else reason.start,
        reason.cell,
    )
