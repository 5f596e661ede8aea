"""Numbers and days a model tells, held against those its quote tells. Pure."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from kg.extract.by_model.refusals import Refused

if TYPE_CHECKING:
    from kg.extract.by_model.passages import Passage, Told
    from kg.model.evidence import Span

    Json = dict[str, Any]  # Any: checked values of a fact

NUMBERS: Final = ("before", "after", "change_percent", "change_abs")
DAYS: Final = ("start", "end", "date", "announced", "period")
DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
SHARES: Final = ("percent", "multiple", "fraction")
PERIODS: Final = {"DailyProduction": "P1D", "HourlyProduction": "PT1H"}
CLOSE: Final = 1e-9
ROUGH: Final = 0.06  # of a per cent: a third is 33.3 to one reader and 33.33 to another


def measured(told: Json, passage: Passage) -> dict[str, Span]:
    """Return the words of each number of a measurement; its unit and texts are put right.

    Raises:
        Refused: A number, its unit or its period is not what the quote says, or none is told.
    """
    found = {name: _number(name, told, passage) for name in NUMBERS if told[name] is not None}
    if not found:
        raise Refused("no-number")
    _same_way(told)
    told["unit"] = _unit(told["unit"], found)
    if told["per"] and told["per"] not in _periods(told["indicator"], passage):
        raise Refused("no-such-period", "per", told["per"])
    for name in ("before", "after"):
        told[f"{name}_text"] = _printed(passage, found[name].span) if name in found else None
    return {name: each.span for name, each in found.items()}


def _periods(indicator: str, passage: Passage) -> set[str | None]:
    return {PERIODS.get(indicator), *(each.per for each in passage.numbers)}


def counted(told: Json, passage: Passage) -> dict[str, Span]:
    """Return the words of a group's count.

    Raises:
        Refused: The quote does not tell it.
    """
    if told["count"] is None:
        return {}
    for each in passage.numbers:
        if each.kind in ("", "count") and _equal(each.value, told["count"]):
            return {"count": each.span}
    raise Refused("no-such-number", "count", told["count"])


def dated(told: Json, passage: Passage) -> dict[str, Span]:
    """Return the words of each day a fact tells.

    Raises:
        Refused: It is no date, the quote's words for time do not come to it, or it ends before
            it starts.
    """
    found: dict[str, Span] = {}
    for name in DAYS:
        value = told.get(name)
        if value is None:
            continue
        if not DATE.fullmatch(value):
            raise Refused("no-date", name, value)
        fitting = [
            when.span
            for when in passage.times
            if any(
                day and (day == value or day.startswith(f"{value}-")) for day in _ends(when, name)
            )
        ]
        if not fitting:
            raise Refused("no-such-date", name, value)
        # The first day of an event is told by the same words as its time.
        found[{"start": "time_text", "announced": "announced_text"}.get(name, name)] = fitting[0]
    start, end = told.get("start"), told.get("end")
    if start and end and end < start[: len(end)]:
        raise Refused("ends-first", "end", end)
    return found


def _ends(when: Any, name: str) -> tuple[str | None, ...]:  # Any: a When
    return (when.end or when.start,) if name == "end" else (when.start, when.end)


def _number(name: str, told: Json, passage: Passage) -> Told:
    value = told[name]
    for each in passage.numbers:
        if _fits(name, value, each):
            return each
    raise Refused("no-such-number", name, f"{value:g}")


def _fits(name: str, value: float, each: Told) -> bool:
    if name in ("before", "after"):
        other = "after" if name == "before" else "before"
        is_value = each.kind not in ("multiple", "points")
        is_free = each.role not in (other, "percent", "absolute")
        return is_value and is_free and _equal(each.value, value)
    if each.role in ("before", "after") or not _is_way(value, each):
        return False
    size = abs(value)
    if name == "change_abs":
        return each.kind not in SHARES[1:] and _equal(abs(each.value), size)
    return _is_share(size, each)


def _is_share(size: float, each: Told) -> bool:
    """Tell whether a change of `size` per cent is what "30%", "두 배", "절반", "3분의 1" say."""
    if each.kind == "percent":
        return _equal(abs(each.value), size)
    if each.kind == "multiple":
        fall = 100 * (1 - 1 / each.value) if each.value > 1 else 0.0
        return any(abs(one - size) < ROUGH for one in ((each.value - 1) * 100, fall) if one)
    if each.kind == "fraction":
        return any(abs(one - size) < ROUGH for one in (each.value, 100 - each.value))
    return False


def _is_way(value: float, each: Told) -> bool:
    """Tell whether a change goes the way the words beside the number say."""
    if each.direction == "up":
        return value >= 0
    if each.direction == "down":
        return value <= 0
    return True


def _same_way(told: Json) -> None:
    """Refuse a rise from more to less."""
    before, after = told["before"], told["after"]
    if before is None or after is None:
        return
    for name in ("change_percent", "change_abs"):
        if told[name] is not None and told[name] * (after - before) < 0:
            raise Refused("wrong-way", name, f"{told[name]:g}")


def _unit(unit: str | None, found: dict[str, Told]) -> str | None:
    """Return the unit of the numbers as the text has it: a model may leave it out, not change it.

    Raises:
        Refused: It names another, or the numbers are of two kinds.
    """
    values = [found[name] for name in ("after", "before") if name in found]
    values = values or [each for each in found.values() if each.kind not in (*SHARES, "points")]
    if not values and "change_percent" not in found:
        values = list(found.values())
    own = values[0].unit if values else "%"
    if len({each.unit for each in values}) > 1:
        raise Refused("two-units", "unit", ", ".join(each.unit for each in values))
    if unit and unit != own:
        raise Refused("wrong-unit", "unit", unit)
    return own or None


def _printed(passage: Passage, span: Span) -> str:
    return span.of(passage.document.text)


def _equal(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
