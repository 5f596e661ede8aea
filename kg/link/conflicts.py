"""Values on which sources contradict each other: both stay, and a person is told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.ids import SHORT
from kg.ids.particles import with_particle
from kg.link.wording import wording
from kg.model.evidence import Span
from kg.model.rdf.page import label
from kg.model.rdf.titles import number
from kg.model.report import Finding, Text
from kg.model.wording import fold
from kg.vocab import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.entities import Resolution
    from kg.model.evidence import Evidence
    from kg.model.facts import Facts, IndicatorCode, Measurement, StatusCode

Field = Literal["before", "after", "change_percent"]
FIELDS: Final[tuple[Field, ...]] = ("before", "after", "change_percent")
NAMES: Final = {
    "before": Text("전값", "value before"),
    "after": Text("후값", "value after"),
    "change_percent": Text("증감률(%)", "change (%)"),
}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Question:
    """What two sources must agree on: whose what, about which product, when, in which unit."""

    subjects: tuple[str, ...]
    indicator: IndicatorCode
    field: Field
    product: str
    period: str
    unit: str
    status: StatusCode


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """What one source says, and where."""

    value: float
    source: str
    evidence: Evidence


def conflicts(facts: Mapping[str, Facts], resolution: Resolution) -> tuple[Finding, ...]:
    """Return a finding for each value that different sources give differently.

    Two values of one source are no contradiction: it may tell of two lines or two times.

    Args:
        facts: Source digest to its facts.
        resolution: Who the sources' names stand for.
    """
    answers: dict[Question, list[Answer]] = {}
    for source in sorted(facts):
        names = resolution.names.get(source, {})
        for fact in facts[source].measurements:
            for question, answer in _told(source, fact, names):
                answers.setdefault(question, []).append(answer)
    return tuple(
        _finding(question, given, resolution)
        for question, given in sorted(answers.items(), key=lambda item: item[0])
        if _disagree(given)
    )


def _told(
    source: str, fact: Measurement, names: Mapping[str, str]
) -> Iterator[tuple[Question, Answer]]:
    subjects = tuple(sorted({names[name] for name in fact.subject if name in names}))
    if not subjects or len(subjects) < len(set(fact.subject)):
        return  # parties without a name cannot be compared across sources
    for field in FIELDS:
        value: float | None = getattr(fact, field)
        if value is not None:
            question = Question(
                subjects=subjects,
                indicator=fact.indicator,
                field=field,
                product=_product(fact),
                period=fact.period or "",
                unit="" if field == "change_percent" else fold(fact.unit or ""),
                status=fact.status,
            )
            yield question, Answer(value, source, fact.basis.of(field)[0])


def _product(fact: Measurement) -> str:
    if not fact.product:
        return ""
    return wording().concept("product", fact.product) or fold(fact.product)


def _disagree(given: list[Answer]) -> bool:
    by_source: dict[str, set[float]] = {}
    for answer in given:
        by_source.setdefault(answer.source, set()).add(answer.value)
    said = list(by_source.values())
    return any(not one & other for one in said for other in said)


def _finding(question: Question, given: list[Answer], resolution: Resolution) -> Finding:
    who = [label(resolution.entities[iri]) for iri in question.subjects]
    what = wording().code(INDICATOR[question.indicator].value)
    part = NAMES[question.field]
    values = sorted({(each.value, each.evidence.quote) for each in given})
    shown = " / ".join(number(value) for value in dict.fromkeys(value for value, _ in values))
    at = f" ({question.period})" if question.period else ""
    return Finding(
        severity="warning",
        focus=question.subjects[0],
        rule="link.conflict",
        message=Text(
            ko=f"{', '.join(each.ko for each in who)}의 {what.ko}{at} "
            f"{with_particle(part.ko, '이')} 출처마다 다릅니다: {shown}",
            en=f"sources disagree on the {what.en}{at} of "
            f"{', '.join(each.en for each in who)} ({part.en}): {shown}",
        ),
        where=", ".join(dict.fromkeys(_place(each) for each in sorted(given, key=_order))),
        hint=Text(
            ko="두 값 모두 그래프에 남아 있습니다. 근거를 읽고 판단하세요.",
            en="both stay in the graph; read their evidence and judge",
        ),
        value=shown,
    )


def _order(answer: Answer) -> tuple[str, str]:
    return answer.source, str(answer.evidence.place)


def _place(answer: Answer) -> str:
    place = answer.evidence.place
    at = f"{place.start}-{place.end}" if isinstance(place, Span) else f"{place.row}"
    return f"{answer.source[:SHORT]}@{at}"
