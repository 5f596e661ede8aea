"""A report as RDF: the W3C's validation report, every node with an IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import vocab
from kg.ids import short
from kg.validate.shapes import SH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.report import Finding, Report, Severity

SEVERITIES: Final[Mapping[Severity, str]] = {
    "violation": "Violation",
    "warning": "Warning",
    "info": "Info",
}
PREFIXES: Final = {
    "sh": SH,
    "dd": vocab.DD,
    "code": vocab.CODE,
    "dct": vocab.DCT.source.value.removesuffix("source"),
    "void": vocab.VOID.Dataset.value.removesuffix("Dataset"),
}
TRIPLES: Final = NamedNode(PREFIXES["void"] + "triples")


def to_turtle(report: Report, _lang: str = "ko") -> str:
    """Return the report in SHACL's own vocabulary, both languages of every message inside.

    IRIs are digests of what they name, so the same findings give the same bytes.
    """
    findings = {_name(finding): finding for finding in report.findings}
    node = NamedNode(f"urn:deungdae:report:{short(*findings)}")
    conforms = Literal(report.conforms)
    triples = [
        Triple(node, vocab.RDF.type, _sh("ValidationReport")),
        Triple(node, _sh("conforms"), conforms),
        Triple(node, TRIPLES, Literal(report.counts.get("triples", 0))),
    ]
    triples += [Triple(node, _sh("result"), NamedNode(name)) for name in findings]
    for name, finding in findings.items():
        triples.extend(_result(NamedNode(name), finding))
    body = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return (body or b"").decode("utf-8")  # None only when it writes to a file


def _result(node: NamedNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(node, vocab.RDF.type, _sh("ValidationResult"))
    yield Triple(node, _sh("resultSeverity"), _sh(SEVERITIES[finding.severity]))
    yield Triple(node, _sh("resultMessage"), Literal(finding.message.ko, language="ko"))
    yield Triple(node, _sh("resultMessage"), Literal(finding.message.en, language="en"))
    if finding.focus:
        yield Triple(node, _sh("focusNode"), _term(finding.focus))
    if finding.rule.startswith("http"):
        yield Triple(node, _sh("sourceShape"), NamedNode(finding.rule))
    else:
        yield Triple(node, vocab.DCT.identifier, Literal(finding.rule))
    if finding.value:
        yield Triple(node, _sh("value"), _term(finding.value))
    if finding.where:
        yield Triple(node, vocab.DCT.source, _term(finding.where))
    if finding.hint:
        yield Triple(node, vocab.RDFS.comment, Literal(finding.hint.ko, language="ko"))
        yield Triple(node, vocab.RDFS.comment, Literal(finding.hint.en, language="en"))
    for cause in finding.detail:
        inner = NamedNode(_name(cause))
        yield Triple(node, _sh("detail"), inner)
        yield from _result(inner, cause)


def _name(finding: Finding) -> str:
    causes = (_name(cause) for cause in finding.detail)
    parts = (finding.severity, finding.focus, finding.rule, finding.value, finding.where)
    return f"urn:deungdae:finding:{short(*parts, finding.message.en, *causes)}"


def _term(text: str) -> NamedNode | Literal:
    """Return an IRI where the text is one without doubt, else the text itself."""
    is_iri = text.startswith(("http://", "https://", "urn:"))
    return NamedNode(text) if is_iri and not set(text) & set(' <>"{}|^`\\') else Literal(text)


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)
