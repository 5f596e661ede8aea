"""Quantities: numbers with their unit, kind, qualifier and period, where they stand. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.reading import Quantity, QuantityKind, Reading
from kg.extract.values import english_numbers, hedges, lending, numbers, rates, units
from kg.extract.values.counted import Counted
from kg.extract.values.days import is_day_of_month, is_year
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.source import Language

AHEAD: Final = 24  # code points looked at before and behind a quantity
FIXED: Final[dict[str, tuple[str, QuantityKind]]] = {
    "fraction": ("%", "fraction"),
    "multiple": ("배", "multiple"),
    "days": ("일", "duration"),
}
CLOCK: Final = re.compile(r"\d\s?시\s?$|\d:$")


def read(reading: Reading) -> Reading:
    """Return the reading with the quantities of its sentences."""
    found: list[Quantity] = []
    for sentence in reading.sentences:
        found += (
            replace(
                quantity,
                span=Span(
                    sentence.span.start + quantity.span.start,
                    sentence.span.start + quantity.span.end,
                ),
            )
            for quantity in find(sentence.text, reading.lang)
        )
    return replace(reading, quantities=tuple(found))


def find(text: str, lang: Language) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, in order; offsets count from its start.

    >>> [(q.value, q.unit, q.per) for q in find("하루 6천 병이던 생산량이 9천5백 병으로", "ko")]
    [(6000.0, '병', 'P1D'), (9500.0, '병', None)]
    """
    raw = rates.fold(text, lending.lend(text, list(_numbers(text, lang)), lang))
    raw = [one for one in raw if not _is_label(text, one)]
    found = [_quantity(text, one, lang) for one in raw if one.kind is not None]
    return tuple(_joined(text, found))


def _is_label(text: str, one: Counted) -> bool:
    """Tell whether a number only says per what, or in which unit: "1인당", "(단위: 백만 원)"."""
    if pattern("ko", "quantities", "each").match(text, one.end):
        return True
    if pattern("ko", "quantities", "full_marks").match(text, one.end - 1):
        return True
    if text[one.start].isdecimal():
        return False
    return bool(pattern("ko", "quantities", "in_units").search(text, 0, one.start)) and bool(
        re.match(r"\s?[)\],·/]", text[one.end : one.end + 2])
    )


def _numbers(text: str, lang: Language) -> Iterator[Counted]:
    at = 0
    for match in _starts(lang).finditer(text):
        if match.start() < at:
            continue
        start = match.start()
        if not _may_start(text, start):
            continue
        sign = next((sign for sign in _signs() if text.startswith(sign, start)), "")
        first = start + len(sign)
        first += text[first : first + 1] == " " if sign else 0
        number = numbers.parse(text, first) if first < len(text) else None
        if number is None:
            at = _over_digits(text, first)
            continue
        found = _with_unit(text, start, number, sign)
        at = found.end
        yield found


@cache
def _starts(lang: Language) -> re.Pattern[str]:
    signs = "|".join(map(re.escape, _signs()))
    letters = "".join(sorted(numbers.hangul_starts()))
    words = (
        "|".join(map(re.escape, english_numbers.start_words())) if lang == "en" else "half|doubled"
    )
    return re.compile(
        rf"{signs}|[\d{letters}절반갑곱배하이사나닷엿여아보]|\b(?:{words})\b", re.IGNORECASE
    )


@cache
def _signs() -> tuple[str, ...]:
    return tuple(sorted(units.signs(), key=lambda sign: (-len(sign), sign)))


def _may_start(text: str, at: int) -> bool:
    if numbers.is_start(text, at):
        return True
    # "-30%" is a fall, "코로나-19" a name.
    return text[at - 1] == "-" and text[at].isdecimal() and not text[max(0, at - 2)].isalnum()


def _over_digits(text: str, at: int) -> int:
    run = numbers.DIGITS.match(text, at)
    return run.end() if run else at + 1


def _with_unit(text: str, start: int, number: numbers.Number, sign: str) -> Counted:
    """Return the number with the unit behind it; kind None when it has none."""
    if number.form in FIXED:
        head = text[max(0, start - 8) : start]
        if pattern("en", "quantities", "twice").match(text, start):
            return Counted(number, start, number.end, "times", "count")
        if number.form == "fraction" and pattern("en", "quantities", "halves").search(head):
            return Counted(number, start, number.end, "", None)
        unit_name, kind = FIXED[number.form]
        return Counted(number, start, number.end, unit_name, kind)
    if english_numbers.is_share(text, start):
        return Counted(number, start, number.end, "%", "percent")
    rated = pattern("en", "quantities", "rated").match(text, number.end)
    if rated is not None and not sign and (number.value % 1 or _is_rating(text, start)):
        return Counted(number, start, rated.end(), "points", "count")
    share = None if sign else english_numbers.share(text, number.end, number.value)
    share = share or (None if sign else rates.tenths(text, number.end, number.value))
    if share is not None:
        return Counted(replace(number, value=share[0]), start, share[1], "%", "percent")
    return rates.slashed(text, _counted(text, start, number, sign))


def _is_rating(text: str, start: int) -> bool:
    """Tell whether a number is a mark given: "satisfaction stood at 4 out of 5"."""
    return pattern("en", "quantities", "rating").search(text, max(0, start - 60), start) is not None


def _counted(text: str, start: int, number: numbers.Number, sign: str) -> Counted:
    """Return a plain number with what it counts, or with its money."""
    scale, end = 1.0, number.end
    if text[number.start].isdecimal():
        scale, end = english_numbers.scale(text, number.end, is_money=bool(sign))
    if sign:
        return Counted(number, start, end, units.signs()[sign], "money", scale)
    more = pattern("en", "quantities", "more").match(text, end)  # "three more people"
    if more is not None and units.read(text, more.end() + 1) is not None:
        end = more.end()
    gap = text[end : end + 1] in (" ", "-")
    unit = units.read(text, end + gap) or (units.read(text, end) if gap else None)
    firms = _firms(text, end, unit)
    if firms is not None:
        return Counted(number, start, firms[1], firms[0], "count", scale)
    if unit is None:
        return _without_unit(text, start, end, number, scale)
    stop = end + gap + unit.length
    if unit.kind == "multiple" and pattern("en", "quantities", "often").match(text, end):
        unit = replace(unit, name="times", kind="count")
    if text[end + gap : stop] == "번" and (number.form == "words" or _is_times(text, start, stop)):
        unit = replace(unit, name="회", kind="count")  # "세 번", not "3번"
    if (
        unit.kind == "rank"
        or (start > 0 and text[start - 1] == "제")
        or _is_date(text, start, stop, number, unit)
        or _is_shy(text, number, unit, stop)
        or _is_in_word(text, number, stop, is_glued=not gap)
    ):
        return Counted(replace(number, form="words"), start, stop, "", None)
    return Counted(number, start, stop, unit.name, unit.kind, scale)


def _without_unit(text: str, start: int, end: int, number: numbers.Number, scale: float) -> Counted:
    """Return a number that no listed unit follows: money cut short, or a thing in English."""
    if pattern("ko", "quantities", "bare_money").match(text, end - 1):
        return Counted(number, start, end, "KRW", "money", scale)
    thing = pattern("en", "quantities", "things").match(text, end)
    if thing is None or number.value == 1:
        return Counted(number, start, end, "", None, scale)
    return Counted(number, start, thing.end(), thing["thing"], "count", scale)


def _is_times(text: str, start: int, stop: int) -> bool:
    """Tell whether "14번" counts rather than orders: "한 달 평균 14번", "3번으로 줄었다"."""
    return bool(
        pattern("ko", "quantities", "times_ahead").search(text[max(0, start - 16) : start])
        or pattern("ko", "quantities", "times_behind").match(text, stop)
    )


def _firms(text: str, end: int, unit: units.Unit | None) -> tuple[str, int] | None:
    """Return the unit of "4개 부품업체" and "60 local suppliers", and where the number ends."""
    if unit is None:
        match = pattern("en", "quantities", "firms").match(text, end)
        return ("companies", match.end()) if match else None
    counter = pattern("ko", "quantities", "firms").match(text, end) if unit.name == "개" else None
    return ("개사", counter.end("counter")) if counter else None


def _is_date(text: str, start: int, stop: int, number: numbers.Number, unit: units.Unit) -> bool:
    """Tell whether a number of days or years names a date and not a length of time."""
    if unit.name == "년":
        return is_year(number.value)
    if unit.name == "일":
        return is_day_of_month(text, start, stop)
    return unit.name == "분" and bool(CLOCK.search(text[max(0, start - 6) : start]))


def _is_shy(text: str, number: numbers.Number, unit: units.Unit, stop: int) -> bool:
    """Tell whether a lone word ("한") is too common to be a number with this unit."""
    if number.form != "words" or text[number.start : number.end] != "한":
        return False
    if unit.kind == "duration" and pattern("ko", "quantities", "each_time").match(text, stop):
        return True  # "한 주에 스무 번"
    if pattern("ko", "quantities", "one").match(text, stop):
        return False  # "20건에서 한 건으로"
    return unit.kind != "duration" or unit.name in ("년", "개월")


def _is_in_word(text: str, number: numbers.Number, stop: int, *, is_glued: bool) -> bool:
    """Tell whether letters that read as a number are only part of a word: "조사", "천장"."""
    letters = text[number.start : number.end]
    if number.form != "words" or not ("가" <= letters[0] <= "힣"):
        return False
    if not pattern("ko", "quantities", "word_end").match(text, stop):
        return True
    is_lone = is_glued and len(letters) == 1
    return is_lone and not pattern("ko", "quantities", "glued").match(text, number.start)


def _quantity(text: str, found: Counted, lang: Language) -> Quantity:
    number = found.number
    value = number.value * found.scale * (100 if found.kind == "fraction" else 1)
    minus = (
        found.start > 0 and text[found.start - 1] in "-−" and found.kind in ("percent", "points")
    )
    before, behind = (
        text[max(0, found.start - AHEAD) : found.start],
        text[found.end : found.end + AHEAD],
    )
    qualifier = hedges.qualifier(before, behind, lang) or ("about" if number.is_about else "")
    return Quantity(
        span=Span(found.start, found.end),
        value=-value if minus or rates.is_loss(text, found) else value,
        unit=found.unit,
        kind=found.kind or "count",
        qualifier=qualifier,
        per=found.per or hedges.period(before, behind, lang),
    )


def _joined(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, "1시간 30분" as one of the smaller unit."""
    held: Quantity | None = None
    for quantity in (_and_a_half(text, one) for one in found):
        if held is not None and _continues(text, held, quantity):
            factor = units.seconds(held.unit) / units.seconds(quantity.unit)
            value = held.value * factor + quantity.value
            held = replace(quantity, span=Span(held.span.start, quantity.span.end), value=value)
            continue
        if held is not None:
            yield held
        held = quantity
    if held is not None:
        yield held


def _and_a_half(text: str, quantity: Quantity) -> Quantity:
    """Return "두 시간 반" as two and a half."""
    half = pattern("ko", "quantities", "half").match(text, quantity.span.end)
    if half is None or quantity.kind != "duration":
        return quantity
    return replace(
        quantity, span=Span(quantity.span.start, half.end("half")), value=quantity.value + 0.5
    )


def _continues(text: str, one: Quantity, other: Quantity) -> bool:
    if one.kind != "duration" or other.kind != "duration":
        return False
    between = text[one.span.end : other.span.start]
    return between in (" ", "", " and ") and units.seconds(one.unit) > units.seconds(other.unit)
