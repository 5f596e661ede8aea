"""What a drawing needs to look up in a store: types, labels, statements with their quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

Term = NamedNode | BlankNode | Literal | Triple
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` without what XML 1.0 cannot carry; it becomes U+FFFD, never vanishes."""
    return CONTROL.sub("\ufffd", text)


@lru_cache(maxsize=1024)
def node(name: str) -> NamedNode:
    """Return a term of the ontology by its local name, or any term by its IRI."""
    return NamedNode(name if ":" in name else vocab.DD + name)


@dataclass(frozen=True, slots=True)
class Graph:
    """Read access to the default graph of a store, labels and notations kept once looked up."""

    store: Store
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)
    _notations: dict[str, str] = field(default_factory=dict)

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the objects of a subject and predicate, sorted as text."""
        quads = self.store.quads_for_pattern(subject, predicate, None, DefaultGraph())
        found = [quad.object for quad in quads]
        return sorted(found, key=str) if len(found) > 1 else found

    def nodes(self, subject: NamedNode, predicates: list[str]) -> list[NamedNode]:
        """Return the IRIs that stand behind any of the predicates, sorted, each once."""
        found = {
            value
            for predicate in predicates
            for value in self.objects(subject, node(predicate))
            if isinstance(value, NamedNode)
        }
        return sorted(found, key=str) if len(found) > 1 else list(found)

    def instances(self, kind: str) -> Iterator[NamedNode]:
        """Yield the things of a class, in no order."""
        for quad in self.store.quads_for_pattern(None, vocab.RDF.type, node(kind), DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def labels(self, term: Term) -> dict[str, str]:
        """Return the names of a term in `ko` and `en`; one stands in for the other."""
        if isinstance(term, Literal):
            return {"ko": clean(term.value), "en": clean(term.value)}
        if not isinstance(term, NamedNode):
            return {"ko": str(term), "en": str(term)}
        known = self._labels.get(term.value)
        if known is None:
            known = self._labels[term.value] = self._look_up(term)
        return known

    def _look_up(self, term: NamedNode) -> dict[str, str]:
        found: dict[str, str] = {}
        for predicate in (vocab.SKOS.prefLabel, vocab.RDFS.label, vocab.DCT.title):
            for value in self.objects(term, predicate):
                if isinstance(value, Literal):
                    found.setdefault(value.language or "", clean(value.value))
        short = re.split(r"[/#]", term.value.rstrip("/#"))[-1]
        either = next((found[key] for key in sorted(found)), short)
        return {"ko": found.get("ko") or either, "en": found.get("en") or either}

    def notation(self, subject: NamedNode, predicate: str) -> str:
        """Return the notation of the code behind a predicate, or an empty text."""
        codes = self.nodes(subject, [predicate])
        return next((found for code in codes if (found := self._notation(code))), "")

    def _notation(self, code: NamedNode) -> str:
        known = self._notations.get(code.value)
        if known is None:
            found = self.objects(code, vocab.SKOS.notation)
            known = next((value.value for value in found if isinstance(value, Literal)), "")
            self._notations[code.value] = known
        return known

    def days(self, subject: NamedNode) -> tuple[str, str]:
        """Return the first and last day of a thing's `when`; empty where unknown."""
        starts: list[str] = []
        ends: list[str] = []
        for time in self.nodes(subject, ["when"]):
            starts += self._day(time, [vocab.TIME.hasBeginning.value])
            ends += self._day(time, [vocab.TIME.hasEnd.value])
        first = min(starts, default="")
        return first, max(ends, default="") or first

    def _day(self, time: NamedNode, through: list[str]) -> list[str]:
        found: list[str] = []
        for instant in [time, *self.nodes(time, through)]:
            for value in self.objects(instant, vocab.TIME.inXSDDate):
                found += [value.value] if isinstance(value, Literal) else []
            for value in self.objects(instant, vocab.TIME.inXSDgYearMonth):
                found += [f"{value.value}-01"] if isinstance(value, Literal) else []
        return found


@dataclass(frozen=True, slots=True)
class WholeGraph(Graph):
    """The same for who looks up most of a store: a predicate is read in one go, then kept."""

    _read: dict[str, dict[str, list[Term]]] = field(default_factory=dict)

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the objects of a subject and predicate, sorted as text."""
        column = self._read.get(predicate.value)
        if column is None:
            column = self._read[predicate.value] = self._column(predicate)
        return list(column.get(subject.value, ()))

    def _column(self, predicate: NamedNode) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value].append(quad.object)
        return {
            subject: sorted(values, key=str) if len(values) > 1 else values
            for subject, values in found.items()
        }
