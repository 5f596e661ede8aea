"""Leaving out what a model read where the graph would break a shape with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.by_model.refusals import Refused, finding
from kg.model.evidence import Span
from kg.model.facts import Facts
from kg.model.facts_json import KINDS
from kg.validate.gate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyoxigraph import Quad

    from kg.model.document import Document
    from kg.model.facts import Fact
    from kg.model.report import Finding

    Write = Callable[[Document, Facts], Iterable[Quad]]
    Candidate = tuple[Document, str, Fact]
    Fault = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """Facts with which no shape breaks that did not break without the model's."""

    facts: Mapping[str, Facts]
    findings: tuple[Finding, ...] = ()


def screen(
    documents: Sequence[Document],
    facts: Mapping[str, Facts],
    write: Write,
    background: Sequence[Quad] = (),
) -> Screened:
    """Return the facts of documents without those of a model that break a shape.

    A warning counts too: a percentage that does not follow from its two values is no error of
    the graph, but a good sign that the model did not read what it quotes. The facts of the
    rules all stay: what they break is for the gate to say.

    Args:
        documents: Those to look at; together, for they may speak of the same things.
        facts: Of rules and model, by digest; those of other documents are returned as they are.
        write: How facts become quads.
        background: Quads of other sources that the documents' own point at.
    """
    candidates = [
        (document, plural, fact)
        for document in documents
        for plural in KINDS
        for fact in getattr(facts[document.source].by_models(), plural)
    ]
    if not candidates:
        return Screened(facts=facts)
    sieve = _Sieve(documents, facts, write, background)
    kept = sieve.sound(candidates, [])
    screened = dict(facts)
    for document in documents:
        screened[document.source] = sieve.facts_of(document, kept)
    return Screened(facts=screened, findings=tuple(sieve.findings))


class _Sieve:
    """Halves a heap of facts until those that break a shape stand alone."""

    def __init__(
        self,
        documents: Sequence[Document],
        facts: Mapping[str, Facts],
        write: Write,
        background: Sequence[Quad],
    ) -> None:
        self.documents = documents
        self.rules = {each.source: facts[each.source].by_rules() for each in documents}
        self.write = write
        self.background = background
        self.findings: list[Finding] = []
        self.before = self._faults([]).keys()

    def sound(self, asked: list[Candidate], kept: list[Candidate]) -> list[Candidate]:
        """Return those of `asked` that break nothing beside `kept`, in their order."""
        faults = self._faults([*kept, *asked])
        fresh = [fault for key, fault in faults.items() if key not in self.before]
        if not fresh:
            return asked
        if len(asked) == 1:
            self.findings.append(_dropped(asked[0], fresh))
            return []
        half = len(asked) // 2
        first = self.sound(asked[:half], kept)
        return first + self.sound(asked[half:], [*kept, *first])

    def facts_of(self, document: Document, kept: Sequence[Candidate]) -> Facts:
        """Return a document's facts: all of the rules', and those of the model that are kept."""
        more = {
            plural: tuple(
                fact for other, kind, fact in kept if kind == plural and other is document
            )
            for plural in KINDS
        }
        return self.rules[document.source].plus(Facts(**more))  # type: ignore[arg-type]  # by kind

    def _faults(self, kept: Sequence[Candidate]) -> dict[Fault, Finding]:
        quads = [*self.background]
        for document in self.documents:
            quads += self.write(document, self.facts_of(document, kept))
        return {
            (fault.focus, fault.rule, fault.value): fault
            for fault in validate(quads).findings
            if fault.severity != "info"
        }


def _dropped(candidate: Candidate, faults: Sequence[Finding]) -> Finding:
    document, plural, fact = candidate
    evidence = fact.basis.evidence[0]
    place = evidence.place
    at = f"@{place.start}-{place.end}" if isinstance(place, Span) else ""
    told = finding(
        Refused("breaks-shape", value=evidence.quote),
        document,
        kind=plural,
        where=f"{document.source[:12]}{at}",
    )
    return replace(told, detail=tuple(replace(each, severity="warning") for each in faults))
