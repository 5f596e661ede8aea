"""A figure read from one sentence, before it is a fact: numbers, signs and spans. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.extract.values import units
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.measurements.changes import Change
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Mention, Quantity, Reading, Sentence
    from kg.model.facts import IndicatorCode

TO_SHARE: Final = re.compile(
    r"\s?(?:수준|가량|정도|가까이|이하|남짓)?"
    r"(?:으로|로|까지|(?:이|가)\s(?:됐|되|된)|에\s(?:그|불과|못)|이다|\s?(?:이|였)다)"
)


FASTER: Final = re.compile(r"\s?(?:더\s|가까이\s|이상\s)?(?:빨라|빠르)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence under work, its parts counted from the sentence's start."""

    reading: Reading
    index: int
    sentence: Sentence
    text: str
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    changes: tuple[Change, ...]
    mentions: tuple[Mention, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of a stretch of the sentence."""
        base = self.sentence.span.start
        return Span(base + start, base + end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Numbers of one measurement.

    Attributes:
        quantities: The quantity behind each field, offsets from the sentence's start.
        elsewhere: A value before that an earlier sentence told, in document offsets.
        is_turned: Whether that earlier sentence told the value after, and this one the one
            before: "시간당 36대가 나온다. 종전에는 24대였다".
    """

    before: float | None = None
    after: float | None = None
    change_percent: float | None = None
    change_abs: float | None = None
    unit: str | None = None
    per: str | None = None
    quantities: dict[str, Quantity] = field(default_factory=dict)
    elsewhere: Quantity | None = None
    is_turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One value and what it is.

    Attributes:
        is_plan: Whether the plain present makes it a target ("70개 기업을 돕는다").
        is_survey: Whether it belongs to those asked and to nobody by name.
        is_ceiling: Whether it only limits what may be given.
        is_new: Whether it adds to what was there: new jobs.
        sign: -1 where what is new is taken away: savings.
        by: Who paid, where the words right beside the sum say so.
    """

    quantity: Quantity
    code: IndicatorCode
    cue: Cue | None = None
    is_plan: bool = True
    is_survey: bool = False
    is_ceiling: bool = False
    is_new: bool = False
    sign: int = 1
    by: Mention | None = None


def of(change: Change, cue: Cue | None, text: str) -> Figure:
    """Return the numbers of a change, falls negative.

    A value that is only told stands in `after`.
    """
    slots = change.slots
    sign = _sign(change, cue)
    after = slots.get("after") or slots.get("value")
    before, percent, absolute = slots.get("before"), slots.get("percent"), slots.get("absolute")
    falls = before is not None and after is not None and after.value < before.value
    figure = Figure(
        before=_in_unit(before, after) if before else None,
        after=after.value if after else None,
        change_percent=_percent(percent, sign, text, cue, falls=falls) if percent else None,
        change_abs=_tidy(abs(absolute.value) * (sign or 1)) if absolute else None,
        unit=_unit(before, after, percent, absolute),
        per=next((q.per for q in (after, before, percent, absolute) if q and q.per), None),
        quantities={
            name: quantity
            for name, quantity in (
                ("before", before),
                ("after", after),
                ("change_percent", percent),
                ("change_abs", absolute),
            )
            if quantity
        },
    )
    return _with_true_signs(_without_bounds(figure, percent))


def _without_bounds(figure: Figure, percent: Quantity | None) -> Figure:
    """Leave out a bound of a change whose ends are told: "0.92%에서 0.41%로 절반 이하가"."""
    if figure.before is None or figure.after is None or percent is None:
        return figure
    is_bound = percent.kind in ("fraction", "multiple") and percent.qualifier in ("under", "over")
    if not is_bound:
        return figure
    told = {name: one for name, one in figure.quantities.items() if name != "change_percent"}
    return replace(figure, change_percent=None, quantities=told)


def with_before(figure: Figure, before: Quantity) -> Figure:
    """Return the figure with a value before that an earlier sentence told."""
    after = figure.quantities.get("after")
    return replace(figure, before=_in_unit(before, after), elsewhere=before)


def after_before(figure: Figure, after: Quantity) -> Figure:
    """Return the figure of a change with the value after that an earlier sentence told."""
    told = replace(
        figure, after=after.value, unit=after.unit, per=after.per, elsewhere=after, is_turned=True
    )
    return _with_true_signs(told)


def turned(figure: Figure) -> Figure:
    """Return a figure whose earlier sentence told of now and this one of then."""
    own = figure.quantities["after"]
    return replace(
        figure,
        before=figure.after,
        after=figure.before,
        quantities={"before": own},
        is_turned=True,
    )


def _sign(change: Change, cue: Cue | None) -> float:
    if change.verb is None:
        first = change.slots.get("percent") or change.slots.get("absolute")
        return -1 if first is not None and first.value < 0 else 1
    better = 1.0 if cue is None or cue.better == "up" else -1.0
    return {"up": 1.0, "down": -1.0, "good": better, "bad": -better}.get(change.verb.direction, 0.0)


def _percent(quantity: Quantity, sign: float, text: str, cue: Cue | None, *, falls: bool) -> float:
    value = abs(quantity.value)
    if quantity.kind == "multiple":
        is_time = cue is not None and text[quantity.span.end :][:8].lstrip().startswith(
            ("빨라", "빠르")
        )
        if value > 1 and (sign < 0 or (is_time and falls)):
            return _tidy(-(1 - 1 / value) * 100)
        return _tidy((value - 1) * 100)
    if quantity.kind == "fraction":
        head = text[max(0, quantity.span.start - 4) : quantity.span.start].lower()
        if TO_SHARE.match(text, quantity.span.end) or head.endswith("to "):
            return _tidy(value - 100)
        is_fall = sign < 0 or (sign == 0 and cue is not None and cue.better == "down")
        return _tidy(-value if is_fall else value)
    return _tidy(value * (sign or 1))


def _tidy(value: float) -> float:
    return round(value, 6)


def _in_unit(quantity: Quantity, other: Quantity | None) -> float:
    """Return a quantity's value in the unit of another: 2시간 beside 30분 is 120."""
    if other is None or quantity.unit == other.unit:
        return quantity.value
    mine, theirs = units.seconds(quantity.unit), units.seconds(other.unit)
    return _tidy(quantity.value * mine / theirs) if mine and theirs else quantity.value


def _unit(*quantities: Quantity | None) -> str | None:
    _, _, percent, absolute = quantities
    for quantity in (quantities[1], quantities[0]):
        if quantity is not None:
            return quantity.unit
    if absolute is not None and absolute.kind != "points":
        return absolute.unit
    return "%" if percent is not None else absolute.unit if absolute is not None else None


def _with_true_signs(figure: Figure) -> Figure:
    """Give a stated change the sign that before and after show."""
    if figure.before is None or figure.after is None or figure.before == figure.after:
        return figure
    sign = 1 if figure.after > figure.before else -1
    return replace(
        figure,
        change_percent=None if figure.change_percent is None else sign * abs(figure.change_percent),
        change_abs=None if figure.change_abs is None else sign * abs(figure.change_abs),
    )


def is_single(figure: Figure) -> bool:
    """Tell whether only one value is told."""
    return figure.before is None and figure.change_percent is None and figure.change_abs is None


ADDITIVE: Final[tuple[IndicatorCode, ...]] = (
    "DailyProduction",
    "HourlyProduction",
    "Production",
    "ProductionCapacity",
    "Revenue",
    "Export",
    "Employment",
)
