"""Measurements: one value, or the value before, the value after and the change. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.model.rdf.activities import support_node
from kg.model.rdf.concepts import say_concept, unit_node
from kg.model.rdf.parties import say_party, say_phrase
from kg.model.rdf.said import Teller
from kg.model.rdf.times import say_time, time_node
from kg.model.rdf.titles import change_title, measurement_title, number
from kg.model.report import Text
from kg.vocab import AGGREGATION, INDICATOR, RDF, STATUS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.facts import Measurement
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said

BASELINE: Final = "before"
FOLLOW_UP: Final = "after"


def is_change(fact: Measurement) -> bool:
    """Tell whether a fact tells of a change and not of one value only."""
    if fact.change_percent is not None or fact.change_abs is not None:
        return True
    return fact.before is not None and fact.after is not None


def measurement_node(page: Page, fact: Measurement, part: str) -> NamedNode:
    """Return the IRI of a change (`part` is `change`) or of one of its values."""
    numbers = (fact.before, fact.after, fact.change_percent, fact.change_abs)
    kind = "change" if part == "change" else "measurement"
    return page.node(
        kind,
        part,
        "|".join(sorted(fact.subject)),
        fact.group or "",
        fact.indicator,
        fact.status,
        fact.product or "",
        fact.period or "",
        fact.unit or "",
        *("" if value is None else repr(value) for value in numbers),
    )


def top_node(page: Page, fact: Measurement) -> NamedNode:
    """Return the IRI that stands for the whole fact."""
    if is_change(fact):
        return measurement_node(page, fact, "change")
    return measurement_node(page, fact, BASELINE if fact.after is None else FOLLOW_UP)


def say_measurement(page: Page, fact: Measurement) -> Iterator[Said]:
    """Yield a value, or a change with the values it ties together."""
    if is_change(fact):
        yield from _change(page, fact)
    if fact.before is not None:
        yield from _value(page, fact, BASELINE, fact.before, fact.before_text)
    if fact.after is not None:
        yield from _value(page, fact, FOLLOW_UP, fact.after, fact.after_text)
    for name in fact.subject:
        yield from say_party(page, fact.basis, name, "subject")
    if fact.group:
        yield from say_phrase(page, fact.basis, fact.group, "group")
    if fact.product:
        yield from say_concept(page, fact.basis, "product", fact.product, "product")
    if fact.unit:
        yield from say_concept(page, fact.basis, "unit", fact.unit, "unit")
    yield from say_time(
        page, fact.basis, "period", start=fact.period, end=None, text=period_text(fact)
    )


def _change(page: Page, fact: Measurement) -> Iterator[Said]:
    teller = Teller(measurement_node(page, fact, "change"), fact.basis)
    yield teller.say(RDF.type, vocab.ChangeMeasurement)
    yield from teller.name(change_title(page, fact))
    yield from _common(page, teller, fact)
    if fact.before is not None:
        baseline = measurement_node(page, fact, BASELINE)
        yield teller.say(vocab.baseline, baseline, "before")
    if fact.after is not None:
        follow_up = measurement_node(page, fact, FOLLOW_UP)
        yield teller.say(vocab.followUp, follow_up, "after")
    if fact.change_percent is not None:
        percent = double(fact.change_percent)
        yield teller.say(vocab.reportedChangePercent, percent, "change_percent")
    if fact.change_abs is not None:
        absolute = double(fact.change_abs)
        yield teller.say(vocab.reportedChangeAbsolute, absolute, "change_abs")
    if fact.is_attributed:
        for support in supports_of(page, fact):
            yield teller.say(vocab.attributedTo, support, "is_attributed")
    if fact.after is None:
        yield from _when(page, teller, fact)


def _value(
    page: Page, fact: Measurement, part: str, value: float, text: str | None
) -> Iterator[Said]:
    teller = Teller(measurement_node(page, fact, part), fact.basis)
    text = text or _printed(fact, part)
    yield teller.say(RDF.type, vocab.Measurement, part)
    shown = text or " ".join(filter(None, (number(value), fact.unit)))
    yield from teller.name(
        measurement_title(page, fact, Text(shown, _english_value(page, fact, value)))
    )
    yield from _common(page, teller, fact)
    yield teller.say(vocab.numericValue, double(value), part)
    if text:
        yield teller.say(vocab.valueText, Literal(text), part)
    if part == FOLLOW_UP:
        yield from _when(page, teller, fact)


def _common(page: Page, teller: Teller, fact: Measurement) -> Iterator[Said]:
    yield teller.say(vocab.indicator, INDICATOR[fact.indicator], "indicator")
    yield teller.say(vocab.status, STATUS[fact.status], "status")
    yield teller.say(vocab.aggregation, AGGREGATION[fact.aggregation], "aggregation")
    for name in fact.subject:
        yield teller.say(vocab.subject, page.party(name), "subject", page.other_names(name))
    if fact.group:
        yield teller.say(vocab.subjectGroup, page.group(fact.group), "group")
    if fact.unit:
        yield teller.say(vocab.unit, unit_node(page, fact.unit, fact.per), "unit")
    if fact.per:
        yield teller.say(vocab.perPeriod, Literal(fact.per, datatype=XSD.duration), "per")
    if fact.product:
        yield teller.say(vocab.product, page.concept("product", fact.product), "product")


def _when(page: Page, teller: Teller, fact: Measurement) -> Iterator[Said]:
    text = period_text(fact)
    if fact.period or text:
        yield teller.say(vocab.when, time_node(page, fact.period, None, text), "period")


def period_text(fact: Measurement) -> str | None:
    """Return the words for the period; None when the fact does not point at them."""
    return _printed(fact, "period")


def _printed(fact: Measurement, field: str) -> str | None:
    return next((slot.evidence.quote for slot in fact.basis.slots if slot.field == field), None)


def supports_of(page: Page, fact: Measurement) -> list[NamedNode]:
    """Return the actual supports of the source that the measured parties received."""
    measured = {*fact.subject, *filter(None, [fact.group])}
    return [
        support_node(page, support)
        for support in page.facts.supports
        if support.status == "actual"
        and measured & {*support.recipient, *filter(None, [support.recipient_group])}
    ]


def double(value: float) -> Literal:
    """Return a number as xsd:double; the words of the source stand beside it."""
    return Literal(float(value))


def _english_value(page: Page, fact: Measurement, value: float) -> str:
    if not fact.unit:
        return number(value)
    return f"{number(value)} {page.setting.wording.units(fact.unit, value)}"
