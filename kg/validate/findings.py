"""From pySHACL's result graph to findings in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import URIRef

from kg import vocab
from kg.model.report import Finding, Severity, Text
from kg.validate.shapes import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import rdflib
    from pyoxigraph import Triple
    from rdflib.term import Node

SEVERITIES: Final[Mapping[str, Severity]] = {
    f"{SH}Violation": "violation",
    f"{SH}Warning": "warning",
    f"{SH}Info": "info",
}
Messages = dict[str, dict[str, str]]
Places = dict[tuple[str, str], str]


def findings_of(
    results: rdflib.Graph,
    triples: Iterable[Triple],
    messages: Mapping[str, Mapping[str, str]],
) -> tuple[Finding, ...]:
    """Return the findings of a SHACL report, nested causes inside, in no particular order.

    Args:
        results: pySHACL's report.
        triples: The data: a finding's `where` is the passage that says the doubtful statement,
            or the property when no assertion tells.
        messages: Of shapes and constraints by language; pySHACL drops the languages.
    """
    tops = list(results.objects(None, URIRef(f"{SH}result")))
    places = _places(triples) if tops else {}
    return tuple(_finding(results, top, places, messages) for top in tops)


def _finding(
    results: rdflib.Graph,
    node: Node,
    places: Places,
    messages: Mapping[str, Mapping[str, str]],
) -> Finding:
    def one(name: str) -> str:
        found = results.value(node, URIRef(SH + name))
        return "" if found is None else str(found)

    shape, constraint = one("sourceShape"), one("sourceConstraint")
    focus, path = one("focusNode"), one("resultPath")
    said = [
        str(text) for text in sorted(results.objects(node, URIRef(f"{SH}resultMessage")), key=str)
    ]
    return Finding(
        severity=SEVERITIES.get(one("resultSeverity"), "violation"),
        focus=focus,
        rule=constraint if constraint.startswith("http") else shape,
        message=_message(messages.get(constraint) or messages.get(shape) or {}, said),
        where=_where(focus, path, places),
        value=one("value"),
        detail=tuple(
            sorted(
                (
                    _finding(results, cause, places, messages)
                    for cause in results.objects(node, URIRef(f"{SH}detail"))
                ),
                key=lambda finding: (finding.focus, finding.rule, finding.value),
            )
        ),
    )


def _where(focus: str, path: str, places: Places) -> str:
    """Return the passage that says it, else one about the same thing, else the property."""
    property_itself = path if path.startswith("http") else ""
    return places.get((focus, path)) or places.get((focus, "")) or property_itself


def _message(written: Mapping[str, str], said: list[str]) -> Text:
    """Return what the shape's author wrote, else what pySHACL said, in both languages."""
    has_holes = any("{$" in text or "{?" in text for text in written.values())
    if written and not has_holes:
        other = next(iter(written.values()))
        return Text(ko=written.get("ko", other), en=written.get("en", other))
    text = " ".join(said)
    return Text(ko=text, en=text)


def _places(triples: Iterable[Triple]) -> Places:
    """Return (subject, predicate) to the passage an assertion rests on, the first by name.

    Under an empty predicate stands the first passage about the subject at all.
    """
    wanted = {
        vocab.RDF.subject: "subject",
        vocab.RDF.predicate: "predicate",
        vocab.evidence: "evidence",
    }
    parts: dict[str, dict[str, str]] = {}
    for triple in triples:
        role = wanted.get(triple.predicate)
        if role:
            subject = getattr(triple.subject, "value", "")
            parts.setdefault(subject, {})[role] = getattr(triple.object, "value", "")
    found: Places = {}
    for name in sorted(parts, reverse=True):
        part = parts[name]
        if len(part) == len(wanted):
            found[part["subject"], part["predicate"]] = part["evidence"]
            found[part["subject"], ""] = part["evidence"]
    return found
