"""Facts as JSON and back, for files people keep and for the cache of a build. Pure.

`{"source", "digest", "lang", "published", "actors": [...], ..., "findings": [...]}`. Every item has
the fields of its dataclass and `"evidence": [{"start", "end", "quote"}]` (code points, half-open;
a cell has `sheet`, `row`, `column` instead), `"rule"`, `"confidence"` and `"slots"`: the narrower
words behind single fields.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from kg.errors import EvidenceError
from kg.model import facts as kinds
from kg.model.evidence import Basis, Cell, Evidence, Slot, Span
from kg.model.facts import Facts
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model.facts import Fact

    Json = dict[str, Any]  # Any: JSON values

KINDS: Final[Mapping[str, type[Fact]]] = {
    "actors": kinds.Actor,
    "groups": kinds.Group,
    "affiliations": kinds.Affiliation,
    "events": kinds.Event,
    "programmes": kinds.Programme,
    "supports": kinds.Support,
    "measurements": kinds.Measurement,
    "statements": kinds.Statement,
    "designations": kinds.Designation,
    "circumstances": kinds.Circumstance,
}


def facts_json(
    facts: Facts,
    *,
    digest: str,
    source: str = "",
    lang: str = "",
    published: str | None = None,
    findings: Iterable[Finding] = (),
) -> Json:
    """Return the facts of one source as JSON values.

    Args:
        facts: What was read.
        digest: Of the source; evidence from elsewhere names its own.
        source: Its name.
        lang: Its language.
        published: ISO 8601 day against which relative dates were resolved.
        findings: What could not be read surely.
    """
    told: Json = {"source": source, "digest": digest, "lang": lang, "published": published}
    for plural in KINDS:
        told[plural] = [fact_json(fact, digest) for fact in getattr(facts, plural)]
    told["findings"] = [finding_json(finding) for finding in findings]
    return told


def facts_from_json(told: Mapping[str, Any]) -> Facts:
    """Return the facts that `facts_json` wrote.

    Raises:
        EvidenceError: It is not what `facts_json` writes.
    """
    try:
        digest = told["digest"]
        found = {
            plural: tuple(_fact(kind, item, digest) for item in told[plural])
            for plural, kind in KINDS.items()
        }
    except (KeyError, TypeError, ValueError) as error:
        raise EvidenceError(
            f"these are no facts: {error!r}", hint="extract the source again"
        ) from error
    return Facts(**found)  # type: ignore[arg-type]  # KINDS has the fields of Facts


def fact_json(fact: Fact, digest: str) -> Json:
    """Return one fact as JSON values; evidence of another source than `digest` names it."""
    told = {
        field.name: _plain(getattr(fact, field.name))
        for field in fields(fact)
        if field.name != "basis"
    }
    told["evidence"] = [_evidence_json(each, digest) for each in fact.basis.evidence]
    told["rule"] = fact.basis.rule
    told["confidence"] = fact.basis.confidence
    told["slots"] = [
        {"field": slot.field, **_evidence_json(slot.evidence, digest)} for slot in fact.basis.slots
    ]
    return told


def finding_json(finding: Finding) -> Json:
    """Return one finding as JSON values, both languages."""
    told: Json = {
        "severity": finding.severity,
        "focus": finding.focus,
        "rule": finding.rule,
        "message": {"ko": finding.message.ko, "en": finding.message.en},
        "where": finding.where,
        "value": finding.value,
    }
    if finding.hint:
        told["hint"] = {"ko": finding.hint.ko, "en": finding.hint.en}
    if finding.detail:
        told["detail"] = [finding_json(cause) for cause in finding.detail]
    return told


def finding_from_json(told: Mapping[str, Any]) -> Finding:
    """Return the finding that `finding_json` wrote.

    Raises:
        EvidenceError: It is not what `finding_json` writes.
    """
    try:
        hint = told.get("hint")
        return Finding(
            severity=told["severity"],
            focus=told["focus"],
            rule=told["rule"],
            message=Text(told["message"]["ko"], told["message"]["en"]),
            where=told["where"],
            hint=Text(hint["ko"], hint["en"]) if hint else None,
            value=told["value"],
            detail=tuple(finding_from_json(cause) for cause in told.get("detail", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise EvidenceError(f"this is no finding: {error!r}") from error


def _plain(value: object) -> object:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _evidence_json(evidence: Evidence, digest: str) -> Json:
    told: Json
    if isinstance(evidence.place, Span):
        told = {"start": evidence.place.start, "end": evidence.place.end}
    else:
        place = evidence.place
        told = {"sheet": place.sheet, "row": place.row, "column": place.column}
    told["quote"] = evidence.quote
    if evidence.source != digest:
        told["source"] = evidence.source
    return told


def _evidence(told: Mapping[str, Any], digest: str) -> Evidence:  # Any: JSON values
    place = (
        Span(told["start"], told["end"])
        if "start" in told
        else Cell(told["sheet"], told["row"], told["column"])
    )
    return Evidence(source=told.get("source", digest), place=place, quote=told["quote"])


def _fact(kind: type[Fact], told: Mapping[str, Any], digest: str) -> Fact:  # Any: JSON values
    basis = Basis(
        evidence=tuple(_evidence(each, digest) for each in told["evidence"]),
        rule=told["rule"],
        confidence=told["confidence"],
        slots=tuple(Slot(slot["field"], _evidence(slot, digest)) for slot in told["slots"]),
    )
    values: dict[str, Any] = {  # Any: the fields of each kind
        field.name: _frozen(told[field.name]) for field in fields(kind) if field.name != "basis"
    }
    return kind(basis=basis, **values)
