"""The support network as plain values: who helped whom, and what changed where. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One actual support activity.

    Attributes:
        iri: Of the activity.
        kind: Local name of its code, such as `Mentoring`.
        supporters: IRIs, sorted.
        recipients: IRIs, sorted; the members of a group stand for it where they are named.
        products: IRIs of what it was about, sorted.
        heard: IRIs of the difficulties that were heard, sorted.
    """

    iri: str
    kind: str
    supporters: tuple[str, ...]
    recipients: tuple[str, ...]
    products: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One actual change with a percentage, reported or worked out.

    Attributes:
        indicator: Local name of its code.
        unit: IRI of the values' unit; empty where only a percentage is told.
        per: `xsd:duration` it is counted over, or empty.
        subjects: IRIs, sorted; more than one for a total.
        percent: A fall is negative.
        after: The value after, or None where only the change is told.
    """

    iri: str
    indicator: str
    unit: str
    per: str
    subjects: tuple[str, ...]
    percent: float
    after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All that clusters are computed from."""

    large: frozenset[str]
    small: frozenset[str]
    helps: tuple[Help, ...]
    changes: tuple[Change, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


Objects = dict[str, dict[str, list[str]]]


def network(triples: Iterable[Triple]) -> Network:
    """Return the support network that triples tell of; only what is actual counts."""
    index: Objects = defaultdict(lambda: defaultdict(list))
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if not isinstance(triple.subject, NamedNode):
            continue
        subject, value = triple.subject.value, triple.object
        if triple.predicate == vocab.SKOS.prefLabel and isinstance(value, Literal):
            names[subject].setdefault(value.language or "", value.value)
        elif triple.predicate.value in NEEDED:
            index[triple.predicate.value][subject].append(getattr(value, "value", ""))
    kinds = index[vocab.RDF.type.value]
    return Network(
        large=frozenset(
            one for one, types in kinds.items() if vocab.LargeEnterprise.value in types
        ),
        small=frozenset(one for one, types in kinds.items() if vocab.SME.value in types),
        helps=tuple(_helps(index)),
        changes=tuple(_changes(index)),
        names={one: dict(own) for one, own in names.items()},
    )


NEEDED = frozenset(
    term.value
    for term in (
        vocab.RDF.type,
        vocab.FOAF.member,
        vocab.supporter,
        vocab.recipient,
        vocab.recipientGroup,
        vocab.supportKind,
        vocab.status,
        vocab.product,
        vocab.heard,
        vocab.indicator,
        vocab.unit,
        vocab.perPeriod,
        vocab.subject,
        vocab.subjectGroup,
        vocab.reportedChangePercent,
        vocab.baseline,
        vocab.followUp,
        vocab.numericValue,
    )
)


def _of_class(kinds: Mapping[str, list[str]], class_: NamedNode) -> frozenset[str]:
    return frozenset(one for one, own in kinds.items() if class_.value in own)


def _all(index: Objects, predicate: NamedNode, subject: str) -> tuple[str, ...]:
    return tuple(sorted(set(index[predicate.value].get(subject, ()))))


def _code(index: Objects, predicate: NamedNode, subject: str) -> str:
    """Return the last part of a code's IRI, the first in order where there are several."""
    return next((iri.rpartition(".")[2] for iri in _all(index, predicate, subject)), "")


def _parties(index: Objects, subject: str, *predicates: NamedNode) -> tuple[str, ...]:
    told = {one for predicate in predicates for one in _all(index, predicate, subject)}
    found: set[str] = set()
    for one in told:
        members = _all(index, vocab.FOAF.member, one)
        found |= set(members) or {one}
    return tuple(sorted(found))


def _helps(index: Objects) -> Iterable[Help]:
    for iri in sorted(index[vocab.supportKind.value]):
        if _code(index, vocab.status, iri) != "actual":
            continue
        yield Help(
            iri=iri,
            kind=_code(index, vocab.supportKind, iri),
            supporters=_all(index, vocab.supporter, iri),
            recipients=_parties(index, iri, vocab.recipient, vocab.recipientGroup),
            products=_all(index, vocab.product, iri),
            heard=_all(index, vocab.heard, iri),
        )


def _changes(index: Objects) -> Iterable[Change]:
    kinds = index[vocab.RDF.type.value]
    for iri in sorted(one for one, own in kinds.items() if vocab.ChangeMeasurement.value in own):
        percent = _percent(index, iri)
        if percent is None or _code(index, vocab.status, iri) != "actual":
            continue
        after = _value(index, vocab.followUp, iri)
        unit = next(iter(_all(index, vocab.unit, iri)), "")
        yield Change(
            iri=iri,
            indicator=_code(index, vocab.indicator, iri),
            unit="" if after is None else unit,
            per=next(iter(_all(index, vocab.perPeriod, iri)), ""),
            subjects=_parties(index, iri, vocab.subject, vocab.subjectGroup),
            percent=percent,
            after=after,
        )


def _percent(index: Objects, iri: str) -> float | None:
    told = _all(index, vocab.reportedChangePercent, iri)
    if told:
        return float(told[0])
    before, after = _value(index, vocab.baseline, iri), _value(index, vocab.followUp, iri)
    if before is None or after is None or before <= 0:
        return None
    return (after - before) / before * 100


def _value(index: Objects, predicate: NamedNode, iri: str) -> float | None:
    for measurement in _all(index, predicate, iri):
        for number in _all(index, vocab.numericValue, measurement):
            return float(number)
    return None
