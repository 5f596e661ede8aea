"""The quoted words behind a statement, as a page shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg import vocab
from kg.model.evidence import Span, model_of
from kg.web import lookup
from kg.web.terms import Shown, link, number, show_node
from kg.web.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from kg.web.lookup import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One passage.

    Attributes:
        order: Where it stands: source, then offset or row.
        span: Its characters; None for a cell.
        place: The offsets or the cell, in words.
        source: Name and page of the source, the page at this passage.
        statement: Page of the statement that names it; empty where none does.
        model: Name of the language model that read it; empty when a rule did.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    place: str = ""
    source: Shown | None = None
    confidence: str = ""
    rule: str = ""
    model: str = ""
    statement: str = ""
    lang: str = ""
    order: tuple[str, int] = ("", 0)
    span: Span | None = None

    def holds(self, other: Quote) -> bool:
        """Tell whether this passage has more words than another of its source and all of them."""
        if self.span is None or other.span is None:
            return False
        return self.span.holds(other.span) and self.span != other.span


def assertions_of(subject: NamedNode) -> Mapping[tuple[str, str], list[NamedNode]]:
    """Return the assertions about a thing by the predicate and value they assert."""
    found: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
    for assertion in lookup.subjects(vocab.RDF.subject, subject):
        for predicate in lookup.values(assertion, vocab.RDF.predicate):
            for value in lookup.values(assertion, vocab.RDF.object):
                found[str(predicate), str(value)].append(assertion)
    return found


def assertions_to(value: NamedNode) -> Mapping[tuple[str, str], list[NamedNode]]:
    """Return the assertions that point at a thing, by their predicate and subject."""
    found: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
    for assertion in lookup.subjects(vocab.RDF.object, value):
        for predicate in lookup.values(assertion, vocab.RDF.predicate):
            for subject in lookup.values(assertion, vocab.RDF.subject):
                found[str(predicate), str(subject)].append(assertion)
    return found


def with_clauses(
    twins: Mapping[tuple[str, str], list[NamedNode]], own: Sequence[Quote]
) -> tuple[Quote, ...]:
    """Return the passages behind a statement, a clause that tells the whole fact before a name.

    That a firm is the supporter often rests on its name alone; what was done stands around it.

    Args:
        twins: The assertions about the fact, as `assertions_of` gives them.
        own: The passages behind the one statement.
    """
    told_by = [
        assertion
        for (predicate, _), behind in twins.items()
        if predicate == str(vocab.RDF.type)
        for assertion in behind
    ]
    around = [
        clause
        for clause in quotes(told_by)
        if any(clause.order[0] == one.order[0] and clause.holds(one) for one in own)
    ]
    return tuple(dict.fromkeys([*around, *own]))


def longest(found: Sequence[Quote]) -> tuple[Quote, ...]:
    """Leave out passages that lie within another one: a name within its sentence says no more."""
    return tuple(
        one
        for one in found
        if not any(other.order[0] == one.order[0] and other.holds(one) for other in found)
    )


def distinct(found: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return each passage once, though several statements of one fact rest on it."""
    once: dict[tuple[object, ...], Quote] = {}
    for one in found:
        once.setdefault((one.order, one.place, one.exact, one.model), one)
    return tuple(once.values())


def quotes(assertions: Iterable[NamedNode]) -> list[Quote]:
    """Return every passage behind the assertions, in the order of the sources' text."""
    found = [
        quote_of(passage, assertion)
        for assertion in assertions
        for passage in lookup.nodes(assertion, vocab.evidence)
    ]
    return sorted(dict.fromkeys(found), key=lambda quote: quote.order)


def quote_of(passage: NamedNode, assertion: NamedNode | None = None) -> Quote:
    """Return one passage, with the rule and the confidence of the assertion that names it."""
    selected: dict[NamedNode, Term] = {}
    for selector in lookup.nodes(passage, vocab.OA.hasSelector):
        selected |= {predicate: value for _, predicate, value in lookup.triples(selector)}
    sources = lookup.nodes(passage, vocab.OA.hasSource)
    source = sources[0] if sources else None
    start = _whole(selected.get(vocab.OA.start) or selected.get(vocab.row))
    rule = lookup.words(assertion, vocab.rule) if assertion else ""
    return Quote(
        exact=_text(selected.get(vocab.OA.exact)),
        prefix=_text(selected.get(vocab.OA.prefix)),
        suffix=_text(selected.get(vocab.OA.suffix)),
        place=place(selected),
        source=_source(source, passage) if source else None,
        confidence=number(lookup.words(assertion, vocab.confidence)) if assertion else "",
        rule=rule,
        model=model_of(rule),
        statement=link(assertion.value)[0] if assertion else "",
        lang=lookup.words(source, vocab.DCT.language) if source else "",
        order=(source.value if source else "", start),
        span=_span(selected),
    )


def place(selected: Mapping[NamedNode, Term]) -> str:
    """Return where a selector points, in words: code points from 0, or a cell."""
    if vocab.OA.start in selected and vocab.OA.end in selected:
        start, end = selected[vocab.OA.start], selected[vocab.OA.end]
        return text("page.characters", start=_text(start), end=_text(end))
    if vocab.row in selected:
        sheet = _text(selected.get(vocab.sheet))
        return text(
            "page.cell",
            sheet=f"{sheet} " if sheet else "",
            row=_text(selected[vocab.row]),
            column=_text(selected.get(vocab.column)),
        )
    return ""


def _span(selected: Mapping[NamedNode, Term]) -> Span | None:
    start, end = _whole(selected.get(vocab.OA.start)), _whole(selected.get(vocab.OA.end))
    return Span(start, end) if start < end else None


def _source(source: NamedNode, passage: NamedNode) -> Shown:
    return replace(show_node(source), href=show_node(passage).href)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _whole(term: Term | None) -> int:
    digits = _text(term)
    return int(digits) if digits.isdecimal() else 0
