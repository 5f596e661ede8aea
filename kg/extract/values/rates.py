"""Parts of a round number as percentages: "100개당 일곱 개", "열 개 중 하나꼴". Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.values import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.values.counted import Counted

TEN: Final = 10
PERIODS: Final = {
    **dict.fromkeys(("월", "month"), "P1M"),
    **dict.fromkeys(("일", "day"), "P1D"),
    **dict.fromkeys(("년", "연", "year"), "P1Y"),
    **dict.fromkeys(("주", "week"), "P1W"),
    **dict.fromkeys(("시간", "h", "hr", "hour"), "PT1H"),
    **dict.fromkeys(("분", "min"), "PT1M"),
}
APART: Final = 24  # code points between a share and the share it became
ROUND: Final = frozenset({10.0, 100.0, 1000.0, 10_000.0, 100_000.0})
MILLION: Final = 1e6  # "백만 개당 85개" stays a count, as ppm does
BARE: Final = ("하나", "둘", "셋", "넷")


def tenths(text: str, end: int, value: float) -> tuple[float, int] | None:
    """Return the percentage of "3할" and "2할 5푼", and where it ends; None where none is told.

    >>> tenths("3할 가까이", 1, 3.0)
    (30.0, 2)
    """
    told = pattern("ko", "quantities", "tenths").match(text, end)
    if told is None or value > TEN:
        return None
    return 10 * value + float(told["more"] or 0), told.end()


def slashed(text: str, one: Counted) -> Counted:
    """Return "2.9톤/월" with its period, and "0.52kWh/kg" with its whole unit."""
    told = pattern("ko", "quantities", "slashed").match(text, one.end) if one.unit else None
    if told is None or one.kind not in ("count", "money", "duration"):
        return one
    per = PERIODS.get(told["per"] or "")
    unit = one.unit if per else f"{one.unit}/{told['thing']}"
    return replace(one, end=told.end(), unit=unit, per=per)


def is_loss(text: str, one: Counted) -> bool:
    """Tell whether a sum was lost: "9억 원 적자에서"."""
    return one.kind == "money" and bool(pattern("ko", "quantities", "loss").match(text, one.end))


def fold(text: str, raw: list[Counted]) -> list[Counted]:
    """Return the numbers of a sentence, a whole with its part as one percentage.

    A part told later in the same unit ("일곱 개에서 두 개로") is of the same whole.
    """
    return list(_folded(text, raw))


def _folded(text: str, raw: list[Counted]) -> Iterator[Counted]:
    whole: Counted | None = None
    end = unfolded = 0
    for index, one in enumerate(raw):
        if index < unfolded:
            continue
        other = raw[index + 1] if index + 1 < len(raw) else None
        is_more = whole is not None and one.start - end < APART
        part = _part(text, one, other, is_more=is_more) if other is not None else None
        if part is not None:
            whole, end, unfolded = one, part.end, index + 2
            yield _share(one, part, one.start)
        elif whole is not None and one.start - end < APART and _goes_on(text, end, whole, one):
            end = one.end
            yield _share(whole, one, one.start)
        else:
            yield one


def _part(text: str, whole: Counted, part: Counted, *, is_more: bool) -> Counted | None:
    """Return the second number where it counts some of the first.

    Behind another share (`is_more`) the whole need not be round: "스무 대에 한 대로".
    """
    if whole.kind != "count" or not whole.unit or whole.value >= MILLION:
        return None
    link = pattern("ko", "quantities", "of_whole").fullmatch(text, whole.end, part.start)
    if link is None or not 0 <= part.value <= whole.value:
        return None
    is_bare = text[part.number.start : part.number.end] in BARE
    is_same = part.unit == whole.unit or (part.kind is None and is_bare)
    behind = pattern("ko", "quantities", "each_part").match(text, part.end)
    is_people = bool(units.role(whole.unit))
    # "상자 10개에 3개", "24곳 중 18곳": only a round whole makes a share of things or firms.
    is_sure = is_more or whole.value in ROUND or behind
    if not is_same or ((is_people or link["weak"]) and not is_sure):
        return None
    return replace(part, unit=whole.unit, kind="count", end=behind.end() if behind else part.end)


def _goes_on(text: str, end: int, whole: Counted, part: Counted) -> bool:
    is_bare = text[part.number.start : part.number.end] in BARE
    if part.unit != whole.unit and not (part.kind is None and is_bare):
        return False
    between = pattern("ko", "quantities", "share_to_share").fullmatch(text, end, part.start)
    return between is not None and part.value <= whole.value


def _share(whole: Counted, part: Counted, start: int) -> Counted:
    share = 100 * part.value / whole.value if whole.value else 0.0
    number = replace(part.number, value=round(share, 9), high=None)
    return replace(part, number=number, start=start, unit="%", kind="percent", scale=1.0)
