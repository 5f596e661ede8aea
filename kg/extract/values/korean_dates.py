"""Korean time expressions as moments, not yet resolved. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.values.days import is_day_of_month
from kg.extract.values.moments import Direction, Found, Moment
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK: Final = re.compile(r"\s?[~∼～–-]\s?|(?:과|와|부터|에서)\s?|·|,\s?")
AS_RANGE: Final = re.compile(r"\s?[~∼～–-]\s?|(?:부터|에서)\s?")
BEHIND_RANGE: Final = re.compile(r"\s?(?:\([월화수목금토일]\)\s?)?(?:까지|이틀|사흘|나흘|양일)")
STAY: Final = re.compile(r"\s(?:이틀|사흘|나흘|닷새|양일)간")
BARE_DAY: Final = re.compile(
    r"(?:(?:(?P<year>(?:19|20)\d\d)년\s?)?(?P<month>\d{1,2})월\s?)?(?<!\d)(?P<day>\d{1,2})"
    r"\s?[~∼～–·-]\s?$"
)
ISO: Final = re.compile(
    r"(?<![\d.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-./])\s?(?P<month>\d{1,2})"
    r"(?:(?P=sep)\s?(?P<day>\d{1,2})\.?)?(?![\d%])"
)
BRACKETED: Final = re.compile(r"(?<=\()(?:19|20)\d\d(?=\))")  # "89억 원(2022)"
LETTERS: Final = re.compile(r"[가-힣A-Za-z0-9]$")


def find(text: str) -> tuple[Found, ...]:
    """Return the time expressions of a Korean sentence, in order, without overlap."""
    return tuple(_ranges(text, sorted([*_singles(text), *_isos(text)], key=lambda one: one[:2])))


def _isos(text: str) -> Iterator[tuple[int, int, Moment]]:
    for year in BRACKETED.finditer(text):
        yield year.start(), year.end(), Moment(year=int(year[0]))
    for match in ISO.finditer(text):
        month, day = int(match["month"]), int(match["day"] or 0)
        if not 1 <= month <= 12 or day > 31 or (match["sep"] == "." and not match["day"]):
            continue
        yield (
            match.start(),
            match.end(),
            Moment(year=int(match["year"]), month=month, day=day or None),
        )


@cache
def _pattern() -> re.Pattern[str]:
    table = resource_toml("words/ko/dates.toml")

    def any_of(words: object) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]

    year = (
        rf"(?:(?P<year>(?:19|20)\d\d)\s?년(?!간|대|산)|(?P<shift>{any_of(table['years'])})"
        rf"(?=\s|\d|[은는이가와과보대에도의,~부까연초말상하]|$))"
    )
    relative = rf"(?P<rel_month>{any_of(table['months'])})"
    parts = any_of(table["parts"])
    direction = (
        rf"(?:(?P<dir>{any_of(table['direction']['past'] + table['direction']['future'])})\s)?"
    )
    decade = rf"(?P<decade>(?:19|20)?\d0)\s?년대(?:\s?(?:{any_of(table['thirds'])}))?"
    vague = rf"(?P<vague>{'|'.join(table['vague'])})"
    days = rf"(?P<rel_day>{any_of(table['days'])})(?=\s|[은는의,]|$)"

    third = rf"(?:\s?(?:{any_of(table['thirds'])})(?=[\s까부에께쯤이의,.)~∼]|$))?"

    def month(copy: str) -> str:
        return rf"(?P<month{copy}>1[0-2]|0?[1-9])\s?월(?![간평]){third}"

    def day(copy: str) -> str:
        return rf"(?P<day{copy}>3[01]|[12]\d|0?[1-9])\s?일"

    return re.compile(
        rf"{decade}|{vague}|{direction}(?:{year}(?:\s?{month('1')}(?:\s?{day('1')})?|\s?(?P<part1>{parts})(?![가-힣]*기업))?"
        rf"|{relative}(?:\s?{day('2')}|{third})|{month('3')}(?:\s?{day('3')})?"
        rf"|(?P<part2>{parts})(?![가-힣]*기업)|{day('4')}|{days})"
    )


def _get(match: re.Match[str], name: str) -> str:
    """Return what the first filled copy of a group holds, or an empty string."""
    groups = match.groupdict()
    return next((groups[name + copy] for copy in "1234" if groups.get(name + copy)), "")


def _singles(text: str) -> Iterator[tuple[int, int, Moment]]:
    for match in _pattern().finditer(text):
        start = match.start()
        first = text[start]
        before = text[start - 1 : start] if start else ""
        if before.isdigit() or (not first.isdigit() and LETTERS.search(before)) or before == ".":
            continue
        day = match["day4"]
        if day and not is_day_of_month(text, match.start("day4"), match.end()):
            continue
        if match["part2"] in ("초", "말"):
            continue
        yield start, match.end(), _moment(match)


def _moment(match: re.Match[str]) -> Moment:
    table = resource_toml("words/ko/dates.toml")
    direction: Direction = ""
    if match["vague"]:
        return Moment()
    if match["decade"]:
        return Moment(year=_decade(match["decade"]))
    if match["dir"]:
        direction = "past" if match["dir"] in table["direction"]["past"] else "future"
    if match["rel_day"]:
        return Moment(day=table["days"][match["rel_day"]], is_day_shift=True)
    day = int(_get(match, "day")) if _get(match, "day") else None
    if match["rel_month"]:
        return Moment(month=table["months"][match["rel_month"]], day=day, is_month_shift=True)
    months = table["parts"][_get(match, "part")] if _get(match, "part") else None
    is_shift = bool(match["shift"])
    year = (
        table["years"][match["shift"]]
        if is_shift
        else int(match["year"])
        if match["year"]
        else None
    )
    return Moment(
        year=year,
        is_year_shift=is_shift,
        month=int(_get(match, "month")) if _get(match, "month") else None,
        day=day,
        months=(months[0], months[1]) if months else None,
        direction=direction,
    )


def _decade(digits: str) -> int:
    """Return the first year of a decade: "80년대" is one of the last century."""
    first = int(digits)
    return first if first >= 1900 else 1900 + first if first >= 30 else 2000 + first


def _ranges(text: str, singles: list[tuple[int, int, Moment]]) -> Iterator[Found]:
    """Yield the expressions, two joined ones as a first and a last moment."""
    found = [_with_bare_day(text, *single) for single in singles]
    index = 0
    while index < len(found):
        one = found[index]
        index += 1
        if index < len(found) and found[index].start < one.end:
            # The "지난 5월" of "지난 5월 3~5일" only gives its direction.
            first = replace(found[index].first, direction=one.first.direction)
            start = min(one.start, found[index].start)
            found[index] = replace(found[index], start=start, first=first)
            continue
        if one.last is None and index < len(found):
            other = found[index]
            if other.last is None and _is_range(text, one.end, other.start, other.end):
                one, index = replace(one, end=other.end, last=other.first), index + 1
        stay = STAY.match(text, one.end) if one.last else None
        yield replace(one, end=stay.end()) if stay else one


def _with_bare_day(text: str, start: int, end: int, moment: Moment) -> Found:
    """Take in the "3" of "3~5일" and the "5월 3" of "5월 3~5일"."""
    before = BARE_DAY.search(text, max(0, start - 20), start)
    if before is None or moment.day is None or moment.is_day_shift:
        return Found(start=start, end=end, first=moment)
    return Found(start=before.start(), end=end, first=_first_of(moment, before), last=moment)


def _first_of(moment: Moment, before: re.Match[str]) -> Moment:
    """Return the first day of "5월 3~5일", whose month stands before it or behind."""
    month = int(before["month"]) if before["month"] else moment.month
    year = int(before["year"]) if before["year"] else moment.year
    return Moment(
        year=year,
        month=month,
        day=int(before["day"]),
        is_year_shift=moment.is_year_shift and not before["year"],
        is_month_shift=moment.is_month_shift and not before["month"],
        direction=moment.direction,
    )


def _is_range(text: str, end: int, start: int, stop: int) -> bool:
    between = text[end:start]
    between = re.sub(r"\s?\([월화수목금토일]\)\s?", "", between)
    if AS_RANGE.fullmatch(between):
        return True
    return bool(LINK.fullmatch(between) and BEHIND_RANGE.match(text, stop))
