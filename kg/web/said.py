"""What one statement says: its subject, predicate and value, each as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import vocab
from kg.model.evidence import model_of
from kg.web import lookup
from kg.web.terms import Shown, link, number, show, show_node

if TYPE_CHECKING:
    from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement that rests on a passage.

    Attributes:
        model: Name of the language model that read it; empty when a rule did.
        href: Page of the statement.
        iri: Of its predicate.
    """

    subject: Shown
    predicate: str
    object: Shown
    rule: str = ""
    confidence: str = ""
    model: str = ""
    href: str = ""
    iri: str = ""


def said_by(assertion: NamedNode) -> list[Said]:
    """Return what an assertion says."""
    rule = lookup.words(assertion, vocab.rule)
    return [
        Said(
            subject=show_node(subject),
            predicate=lookup.label(predicate).value,
            object=show(value),
            rule=rule,
            confidence=number(lookup.words(assertion, vocab.confidence)),
            model=model_of(rule),
            href=link(assertion.value)[0],
            iri=predicate.value,
        )
        for subject in lookup.nodes(assertion, vocab.RDF.subject)
        for predicate in lookup.nodes(assertion, vocab.RDF.predicate)
        for value in lookup.values(assertion, vocab.RDF.object)
    ]
