"""Measurements as facts: whose, when, how surely, and the words behind each field. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.measurements import holders, indicators, periods, promised, tenses
from kg.extract.measurements.changes import Change
from kg.extract.measurements.holder import Holder, Side
from kg.extract.measurements.verbs import Verb, words
from kg.extract.values import units
from kg.model.facts import Measurement

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Amount, Figure, Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import When
    from kg.model.evidence import Span
    from kg.model.facts import AggregationCode, IndicatorCode

PAYERS: Final[tuple[IndicatorCode, ...]] = ("SupportBudget", "SupportedCompanies")
WORD_END: Final = re.compile(r"[가-힣A-Za-z%↑↓)]*")
PER_CODE: Final[dict[str | None, IndicatorCode]] = {
    "P1D": "DailyProduction",
    "PT1H": "HourlyProduction",
}
MADE_OVER: Final = ("PT1M", "P1W", "P1M", "P1Y")  # periods over which things are made
FAR: Final = 200  # code points before a figure that may say what it follows from
NOT_MADE: Final = (
    "㎞",
    "km",
    "m",
    "미터",
    "kWh",
    "kW",
    "L",
    "리터",
    "명",
    "인",
    "회",
    "건",
    "차례",
)
BEATS: Final = ("회", "타", "번")
FIRM_UNIT: Final = {"ko": "개사", "en": "companies"}
NO_VERB: Final[Verb | None] = None


def of_change(
    line: Line,
    change: Change,
    cue: Cue | None,
    figure: Figure,
    *,
    number: int = 0,
    holder: Holder | None = None,
) -> Measurement:
    """Return the measurement of a change of one indicator, or of Other without a cue.

    `number` is the change's place in its sentence; without a `holder` it is looked for.
    """
    code = _code(line, change, cue, figure)
    if cue is not None and cue not in line.cues and cue.code != "Other":
        cue = None  # an earlier sentence named the indicator
    start = min(change.start, cue.start if cue else change.start)
    end = max(change.end, cue.end if cue else change.end)
    anchor = line.span(_own_start(line, change, start), end)
    holder = holder or holders.find(
        line.reading, line.index, anchor, "payer" if code in PAYERS else "firm"
    )
    holder = _dealt(line, number, holder)
    period, when = periods.of(line, change.first.span.end, is_programme=False)
    dated = periods.of_last(line, max(one.span.end for one in change.slots.values()))
    if dated is not None:
        period, when = dated.start, dated
    status = tenses.status(line.text, change, line.reading.lang, is_plan=code in PAYERS)
    clause = _clause(line, start, end, holder)
    slots = _slots(line, figure, cue, holder, when)
    rule = f"measurement.{'change' if change.verb else 'pair'}.{code}"
    return Measurement(
        basis=line.reading.basis(clause, rule, _confidence(cue, holder), slots),
        subject=holder.names,
        indicator=code,
        before=figure.before,
        after=figure.after,
        unit=figure.unit,
        change_percent=figure.change_percent,
        change_abs=figure.change_abs,
        period=period,
        status=status,
        per=figure.per or _per(code),
        aggregation=_aggregation(line, start, end, holder),
        group=holder.group,
        is_attributed=bool(
            words(line.reading.lang, "attribution", "cues").search(
                line.text[max(0, start - FAR) : end]
            )
        ),
        before_text=_said(line, figure, "before"),
        after_text=_said(line, figure, "after"),
    )


def _own_start(line: Line, change: Change, start: int) -> int:
    """Return where a change is told of its own firm: "가람의 수율은 …, 나래는 81%에서 83%로"."""
    if line.reading.lang != "ko":
        return start
    base = line.sentence.span.start
    topics = (
        one.span.start - base
        for one in line.mentions
        if one.particle in {"은", "는"} and one.type not in {None, "Person"}
    )
    is_of_another = any(start < place < change.start for place in topics)
    return change.start if is_of_another else start


def is_saving(change: Change) -> bool:
    """Tell whether money went down by so much: "saving 300 million won a year"."""
    is_down = change.verb is not None and change.verb.direction == "down"
    return set(change.slots) == {"absolute"} and change.first.kind == "money" and is_down


def _code(line: Line, change: Change, cue: Cue | None, figure: Figure) -> IndicatorCode:
    if line.reading.lang == "ko" and units.role(change.first.unit) == "firms":
        is_widened = cue is None or cue.is_weak or cue.code == "Other"
        if is_widened and set(change.slots) <= {"after", "value"}:
            return "SupportedCompanies"  # "대상을 협력사 9곳으로 확대"
    per = figure.per or (figure.elsewhere.per if figure.elsewhere else None)
    if cue is not None and cue.code != "Other":
        return indicators.refine(cue, line.text, change.first, per)
    if figure.before is None:
        return "Cost" if is_saving(change) else "Other"
    if change.first.kind == "duration":
        return "ProcessTime"
    is_beat = change.first.unit in BEATS and per == "PT1H"  # "시간당 타발 횟수가 900회에서"
    is_thing = change.first.kind == "count" and (is_beat or change.first.unit not in NOT_MADE)
    code = PER_CODE.get(per, "Other") if is_thing else "Other"
    is_made = is_thing and per in MADE_OVER and line.reading.lang == "ko"
    is_made = is_made and bool(words("ko", "made", "verbs").search(_told(line, figure)))
    return "Production" if code == "Other" and is_made else code


def _told(line: Line, figure: Figure) -> str:
    """Return the sentence, with the words around a value that an earlier one told."""
    if figure.elsewhere is None:
        return line.text
    place = figure.elsewhere.span
    return line.text + line.reading.document.text[max(0, place.start - 30) : place.end + 30]


def of_amount(line: Line, amount: Amount, holder: Holder | None = None) -> Measurement:
    """Return the measurement of a single value: a budget, supported firms, a survey's share."""
    quantity, cue = amount.quantity, amount.cue
    start = min(quantity.span.start, cue.start if cue else quantity.span.start)
    end = max(quantity.span.end, cue.end if cue else 0)
    if holder is None:
        stop = quantity.span.end if line.reading.lang == "ko" else end
        holder = _named(amount) or _payer(line, amount, line.span(start, stop))
    change = Change(start=start, end=end, slots={"value": quantity}, verb=NO_VERB)
    is_programme = amount.code in PAYERS and not amount.is_ceiling
    period, when = periods.of(line, end, is_programme=is_programme)
    status = tenses.status(line.text, change, line.reading.lang, is_plan=amount.is_plan)
    if (
        amount.is_plan
        and not amount.is_new
        and tenses.is_silent(line.text, change, line.reading.lang)
    ):
        status = promised.before(line) or promised.behind(line) or status
    is_firms = amount.code == "SupportedCompanies"
    slots = {
        "change_abs" if amount.is_new else "after": line.span(
            quantity.span.start, quantity.span.end
        )
    }
    if cue is not None:
        slots["indicator"] = line.span(cue.start, cue.end)
    if holder.span is not None:
        slots["subject"] = holder.span
    if when is not None:
        slots["period"] = when.span
    return Measurement(
        basis=line.reading.basis(
            _clause(line, start, end, holder), f"measurement.amount.{amount.code}", 0.7, slots
        ),
        subject=holder.names,
        indicator=amount.code,
        after=None if amount.is_new else quantity.value,
        change_abs=amount.sign * quantity.value if amount.is_new else None,
        unit=FIRM_UNIT[line.reading.lang] if is_firms else quantity.unit,
        period=period,
        status="target" if amount.is_ceiling else status,
        per=quantity.per,
        group=holder.group,
        after_text=None if amount.is_new else line.text[quantity.span.start : quantity.span.end],
    )


def _named(amount: Amount) -> Holder | None:
    """Return whose a sum is by its own words: nobody's in a survey, or its neighbour's."""
    if amount.is_survey:
        return Holder()
    return Holder(names=amount.by.names, span=amount.by.span) if amount.by else None


def _payer(line: Line, amount: Amount, anchor: Span) -> Holder:
    side: Side = "payer" if amount.code in PAYERS else "firm"
    return holders.find(line.reading, line.index, anchor, side)


def _dealt(line: Line, number: int, holder: Holder) -> Holder:
    """Deal "가람과 나래는 각각 30%, 20%" out, one party to one change."""
    count = len(holder.names)
    if count < 2 or len(line.changes) < count:
        return holder
    kinds = {tuple(sorted(change.slots)) for change in line.changes[:count]}
    each = words(line.reading.lang, "spread", "each").search(line.text)
    if each is None or len(kinds) > 1 or number >= count:
        return holder
    cues = {cue.code for cue in line.cues if not cue.is_weak}
    if len(cues) > 1:
        return holder
    return Holder(names=(holder.names[number],), span=holder.span)


def _per(code: IndicatorCode) -> str | None:
    return {"DailyProduction": "P1D", "HourlyProduction": "PT1H"}.get(code)


def _aggregation(line: Line, start: int, end: int, holder: Holder) -> AggregationCode:
    lang = line.reading.lang
    around = line.text[max(0, start - 12) : end]
    if len(holder.names) > 1 and words(lang, "aggregation", "sum").search(around):
        return "sum-over-subjects"
    is_many = len(holder.names) != 1
    return "mean" if is_many and words(lang, "aggregation", "mean").search(around) else "single"


def _clause(line: Line, start: int, end: int, holder: Holder) -> Span:
    """Return the words from the holder, where it stands ahead, to the end of the verb."""
    tail = WORD_END.match(line.text, end)
    stop = tail.end() if tail else end
    base = line.sentence.span.start
    if holder.span is not None and line.sentence.span.holds(holder.span):
        start = min(start, holder.span.start - base)
        stop = max(stop, holder.span.end - base)
    return line.span(start, stop)


def _slots(
    line: Line, figure: Figure, cue: Cue | None, holder: Holder, when: When | None
) -> dict[str, Span]:
    slots = {
        name: line.span(quantity.span.start, quantity.span.end)
        for name, quantity in figure.quantities.items()
    }
    if figure.elsewhere is not None:
        slots["after" if figure.is_turned else "before"] = figure.elsewhere.span
    if cue is not None:
        slots["indicator"] = line.span(cue.start, cue.end)
    if holder.span is not None:
        slots["subject"] = holder.span
    if when is not None:
        slots["period"] = when.span
    return slots


def _said(line: Line, figure: Figure, name: str) -> str | None:
    if name == ("after" if figure.is_turned else "before") and figure.elsewhere is not None:
        return figure.elsewhere.span.of(line.reading.document.text)
    quantity = figure.quantities.get(name)
    return line.text[quantity.span.start : quantity.span.end] if quantity else None


def _confidence(cue: Cue | None, holder: Holder) -> float:
    if cue is None:
        return 0.5
    surely = 0.9 if not cue.is_weak else 0.65
    return surely if holder.names or holder.group else surely - 0.2
