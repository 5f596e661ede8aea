"""Quantities: numbers with their unit, kind, qualifier and period, where they stand. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import english_numbers, hedges, numbers, units
from kg.extract.days import is_day_of_month, is_year
from kg.extract.patterns import pattern
from kg.extract.reading import Quantity, QuantityKind, Reading
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.source import Language

AHEAD: Final = 24  # code points looked at before and behind a quantity
# A number without unit counts only where the unit of the next one holds for it as well.
LENDS: Final = re.compile(
    r"\s?(?:에서|→|->|⇒|➝|to\b|[/·])\s?(?:약 |최대 |about |some |around |nearly |more than |over )?"
)
FIXED: Final[dict[str, tuple[str, QuantityKind]]] = {
    "fraction": ("%", "fraction"),
    "multiple": ("배", "multiple"),
    "days": ("일", "duration"),
}
LENDERS: Final = ("count", "duration", "money", "percent")
FROM_TO: Final = re.compile(r"\s(?:to|에서)\s(?:[a-z]{2,8} ){0,2}|에서 ")
CLOCK: Final = re.compile(r"\d\s?시\s?$|\d:$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number with its unit, before it is known to be a quantity."""

    number: numbers.Number
    start: int
    end: int
    unit: str
    kind: QuantityKind | None
    scale: float = 1.0


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
    raw = list(_numbers(text, lang))
    for index in range(len(raw) - 2, -1, -1):
        one, other = raw[index], raw[index + 1]
        # "3.2에서 0.8%로": the first borrows the unit of the second.
        link = LENDS.fullmatch(text, one.end, other.start)
        if one.kind is None and one.number.form == "digits" and link:
            # "from 2 to 3 million" lends its million, "from 920,000 to 1.39 million" does not.
            is_small = one.scale == 1 and one.number.value < 1000
            scale = other.scale if is_small else one.scale
            raw[index] = replace(one, unit=other.unit, kind=other.kind, scale=scale)
        elif other.kind is None and one.kind in LENDERS and (link or _looks_back(text, one, other)):
            raw[index + 1] = replace(other, unit=one.unit, kind=one.kind)
        elif one.kind is None and other.kind is None and _is_bare_pair(text, one, other):
            raw[index], raw[index + 1] = replace(one, kind="count"), replace(other, kind="count")
    raw = [_reached(text, one) if one.kind is None else one for one in raw]
    if lang == "en":
        raw = [_bare(text, one) for one in raw]
    found = [_quantity(text, one, lang) for one in raw if one.kind is not None]
    return tuple(_joined(text, found))


def _reached(text: str, one: _Found) -> _Found:
    """Return the number of "quadrupled to 400,000" as a count of what was told before."""
    is_plain = one.number.form == "digits" and (one.scale > 1 or one.number.value >= 1000)
    if not is_plain or 1900 <= one.number.value * one.scale <= 2100 or one.number.form == "words":
        return one
    is_told = pattern("en", "quantities", "reached").search(
        text[max(0, one.start - 24) : one.start]
    )
    is_end = re.match(
        r"\s?(?:[.,;)]|by\b|in\b|a\b|per\b|at\b|from\b|last\b|$)", text[one.end : one.end + 6]
    )
    return replace(one, kind="count") if is_told and is_end else one


def _bare(text: str, one: _Found) -> _Found:
    """Return a number without unit as a count of what is told beside it: "from 26 to four"."""
    is_year = 1900 <= one.number.value <= 2100 and one.scale == 1
    around = (text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1])
    is_glued = any(letter.isalnum() or (letter and letter in "-/") for letter in around)
    if one.kind is not None or one.unit or one.number.form not in ("digits", "words"):
        return one
    head = text[max(0, one.start - 16) : one.start]
    is_label = pattern("en", "quantities", "numbered").search(head)  # "Case 4:"
    return one if is_year or is_glued or is_label else replace(one, kind="count")


def _looks_back(text: str, one: _Found, other: _Found) -> bool:
    """Tell whether a number takes its unit from before: "9,500 bottles, compared with 6,000"."""
    is_year = 1900 <= other.number.value <= 2100
    between = text[one.end : other.start]
    return not is_year and pattern("en", "changes", "back_from").fullmatch(between) is not None


def _is_bare_pair(text: str, one: _Found, other: _Found) -> bool:
    """Tell whether two numbers without unit are before and after: "from nine to two"."""
    if not FROM_TO.fullmatch(text, one.end, other.start) or one.unit or other.unit:
        return False
    if 1900 <= one.number.value <= 2100:
        return False
    head = text[max(0, one.start - 12) : one.start].lower()
    return (
        "from " in head or re.match(r"(?:으로|로)\s", text[other.end : other.end + 3]) is not None
    )


def _numbers(text: str, lang: Language) -> Iterator[_Found]:
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


def _with_unit(text: str, start: int, number: numbers.Number, sign: str) -> _Found:
    """Return the number with the unit behind it; kind None when it has none."""
    if number.form in FIXED:
        head = text[max(0, start - 8) : start]
        if number.form == "fraction" and pattern("en", "quantities", "halves").search(head):
            return _Found(number, start, number.end, "", None)
        unit_name, kind = FIXED[number.form]
        return _Found(number, start, number.end, unit_name, kind)
    share = None if sign else english_numbers.share(text, number.end, number.value)
    if share is not None:
        return _Found(replace(number, value=share[0]), start, share[1], "%", "percent")
    return _counted(text, start, number, sign)


def _counted(text: str, start: int, number: numbers.Number, sign: str) -> _Found:
    """Return a plain number with what it counts, or with its money."""
    scale, end = 1.0, number.end
    if text[number.start].isdecimal():
        scale, end = english_numbers.scale(text, number.end, is_money=bool(sign))
    if sign:
        return _Found(number, start, end, units.signs()[sign], "money", scale)
    gap = text[end : end + 1] in (" ", "-")
    unit = units.read(text, end + gap) or (units.read(text, end) if gap else None)
    firms = _firms(text, end, unit)
    if firms is not None:
        return _Found(number, start, firms[1], firms[0], "count", scale)
    if unit is None:
        thing = pattern("en", "quantities", "things").match(text, end)
        if thing is None or number.value == 1:
            return _Found(number, start, end, "", None, scale)
        return _Found(number, start, thing.end(), thing["thing"], "count", scale)
    stop = end + gap + unit.length
    if unit.kind == "multiple" and pattern("en", "quantities", "often").match(text, end):
        unit = replace(unit, name="times", kind="count")
    if (
        unit.kind == "rank"
        or (start > 0 and text[start - 1] == "제")
        or _is_date(text, start, stop, number, unit)
        or _is_shy(number, unit, text)
    ):
        return _Found(replace(number, form="words"), start, stop, "", None)
    return _Found(number, start, stop, unit.name, unit.kind, scale)


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


def _is_shy(number: numbers.Number, unit: units.Unit, text: str) -> bool:
    """Tell whether a lone word ("한", "두") is too common to be a number with this unit."""
    if number.form != "words" or text[number.start : number.end] != "한":
        return False
    return unit.kind != "duration" or unit.name in ("년", "개월")


def _quantity(text: str, found: _Found, lang: Language) -> Quantity:
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
        value=-value if minus else value,
        unit=found.unit,
        kind=found.kind or "count",
        qualifier=qualifier,
        per=hedges.period(before, behind, lang),
    )


def _joined(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, "1시간 30분" as one of the smaller unit."""
    held: Quantity | None = None
    for quantity in found:
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


def _continues(text: str, one: Quantity, other: Quantity) -> bool:
    if one.kind != "duration" or other.kind != "duration":
        return False
    between = text[one.span.end : other.span.start]
    return between in (" ", "", " and ") and units.seconds(one.unit) > units.seconds(other.unit)
