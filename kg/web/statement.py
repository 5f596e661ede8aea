"""The page of one statement: what is said, in whose words, how it was read, what is against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.web import lookup
from kg.web.disputes import Dispute, disputes_of
from kg.web.entity import Row, row_of
from kg.web.evidence import Quote, assertions_of, quotes
from kg.web.said import Said, said_by
from kg.web.site import told
from kg.web.terms import Shown, link, show_node

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

ABOUT: Final = (vocab.DCT.publisher, vocab.DCT.creator, vocab.DCT.issued, vocab.DCT.license)
MOST_BESIDE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A source that says so: its page and what is known of it."""

    source: Shown
    about: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another statement with its page and the first of its words."""

    href: str
    said: Said
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement.

    Attributes:
        predicate_href: Where its predicate is explained.
        same: Other sources or passages that say the same.
        against: Statements of the same thing with another value, where only one can hold.
        disputes: Values of the thing, or of its figures, on which sources disagree.
        beside: What else rests on the same words.
    """

    iri: str
    said: Said
    predicate_href: str
    quotes: tuple[Quote, ...]
    told: tuple[Told, ...]
    runs: tuple[Shown, ...]
    same: tuple[Other, ...]
    against: tuple[Other, ...]
    disputes: tuple[Dispute, ...]
    beside: tuple[Other, ...]


def statement_of(node: NamedNode) -> Statement | None:
    """Return the page of a statement; None where a thing is none, or says nothing whole."""
    said = said_by(node) if vocab.Assertion in lookup.types(node) else []
    if not said:
        return None
    subject = lookup.nodes(node, vocab.RDF.subject)[0]
    predicate = lookup.nodes(node, vocab.RDF.predicate)[0]
    value = str(lookup.values(node, vocab.RDF.object)[0])
    twins = assertions_of(subject)
    same = [one for one in twins.get((str(predicate), value), ()) if one != node]
    is_single = predicate.value in told()["single"]
    against = [
        one
        for (name, other), behind in twins.items()
        if is_single and name == str(predicate) and other != value
        for one in behind
    ]
    return Statement(
        iri=node.value,
        said=said[0],
        predicate_href=link(predicate.value)[0] if predicate.value.startswith(vocab.DD) else "",
        quotes=tuple(quotes([node])),
        told=tuple(_told(each) for each in lookup.nodes(node, vocab.PROV.hadPrimarySource)),
        runs=tuple(show_node(run) for run in lookup.nodes(node, vocab.PROV.wasGeneratedBy)),
        same=_others(same),
        against=_others(against),
        disputes=() if against else disputes_of(subject),
        beside=_others(_beside(node)),
    )


def _told(source: NamedNode) -> Told:
    rows = (row_of(source, predicate) for predicate in ABOUT)
    return Told(source=show_node(source), about=tuple(row for row in rows if row.blocks))


def _beside(node: NamedNode) -> list[NamedNode]:
    """Return the other statements that rest on a passage of this one."""
    found = {
        other
        for passage in lookup.nodes(node, vocab.evidence)
        for other in lookup.subjects(vocab.evidence, passage)
    }
    return sorted(found - {node}, key=str)[:MOST_BESIDE]


def _others(nodes: list[NamedNode]) -> tuple[Other, ...]:
    return tuple(
        Other(href=show_node(one).href, said=said, quotes=tuple(quotes([one])[:1]))
        for one in nodes
        for said in said_by(one)[:1]
    )
