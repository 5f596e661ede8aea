"""English time expressions as moments, not yet resolved. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.values.moments import Direction, Found, Moment
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR: Final = r"(?:19|20)\d\d"
DAY: Final = r"3[01]|[12]\d|0?[1-9]"
ISO: Final = rf"(?P<iso_year>{YEAR})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>{DAY})"
# A bare year counts only where something says that it is one.
BEFORE_YEAR: Final = (
    "in ",
    "by ",
    "since ",
    "from ",
    "until ",
    "during ",
    "of ",
    "to ",
    "and ",
    "through ",
    "(",
    "late ",
    "early ",
)
SIGNS: Final = "|".join(
    rf"(?<=\b{re.escape(word)})" if word[0].isalpha() else rf"(?<={re.escape(word)})"
    for word in BEFORE_YEAR
)
BARE: Final = rf"(?:{SIGNS})(?P<bare>{YEAR})(?![\d,.]*\d|%|\s(?:million|billion|units))"


@cache
def _pattern() -> re.Pattern[str]:
    table = resource_toml("words/en/dates.toml")
    names = "|".join(sorted(table["months_by_name"], key=len, reverse=True))
    past, future = (("|".join(table["direction"][key])) for key in ("past", "future"))
    shifts = {key: "|".join(table[key]) for key in ("years", "months", "days", "parts")}
    days = rf"(?P<d1>{DAY})(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?(?P<d2>{DAY})(?:st|nd|rd|th)?)?"
    days_before = days.replace("d1", "e1").replace("d2", "e2")
    month = rf"(?P<month>{names})\b\.?"
    month_2 = rf"(?P<month2>{names})\b\.?"
    year = rf"(?:,?\s(?P<year>{YEAR}))?"
    parts = (
        rf"(?:the\s)?(?P<part>{shifts['parts']}|Q(?P<quarter>[1-4]))"
        rf"(?:\s(?:of\s)?(?:(?P<part_year>{YEAR})|(?P<part_shift>{shifts['years']})))?"
    )
    return re.compile(
        rf"\b(?:{ISO}|(?:(?P<dir>{past}|{future})\s)?(?:{month}\s{days}(?!\d){year}|{days_before}\s(?:of\s)?{month_2}"
        rf"(?:,?\s(?P<year2>{YEAR}))?|(?P<month3>{names})\b\.?(?:\s(?:of\s)?(?:(?P<year3>{YEAR})|(?P<shift3>{shifts['years']})))?)"
        rf"|{parts}|(?P<shift>{shifts['years']})|(?P<rel_month>{shifts['months']})"
        rf"|(?P<rel_day>{shifts['days']})|{BARE}|(?:on|the)\s(?:the\s)?(?P<day>{DAY})(?:st|nd|rd|th))\b",
        re.IGNORECASE,
    )


def find(text: str) -> tuple[Found, ...]:
    """Return the time expressions of an English sentence, in order, without overlap."""
    return tuple(_singles(text))


def _singles(text: str) -> Iterator[Found]:
    for match in _pattern().finditer(text):
        # "may" and "march" in lower case are verbs.
        name = match["month"] or match["month2"] or match["month3"]
        if name and not name[0].isupper():
            continue
        if (
            match["month3"]
            and match["month3"].lower() in ("may", "march", "mar", "sep", "dec", "jan")
            and not (
                match["year3"]
                or match["dir"]
                or match["shift3"]
                or re.search(r"\b(?:in|since|by|until|from|of) $", text[: match.start()][-8:])
            )
        ):
            continue
        yield _found(match)


def _found(match: re.Match[str]) -> Found:
    table = resource_toml("words/en/dates.toml")
    start, end = match.span()
    names = table["months_by_name"]
    direction: Direction = ""
    if match["dir"]:
        is_past = match["dir"].lower() in table["direction"]["past"]
        direction = "past" if is_past else "future"
    for month, first, last, year in (
        ("month", "d1", "d2", "year"),
        ("month2", "e1", "e2", "year2"),
    ):
        if match[month]:
            moment = Moment(
                year=int(match[year]) if match[year] else None,
                month=names[match[month].lower()],
                day=int(match[first]),
                direction=direction,
            )
            stop = (
                Moment(
                    year=moment.year, month=moment.month, day=int(match[last]), direction=direction
                )
                if match[last]
                else None
            )
            return Found(start=start, end=end, first=moment, last=stop)
    return Found(start=start, end=end, first=_other(match, direction))


def _other(match: re.Match[str], direction: Direction) -> Moment:
    table = resource_toml("words/en/dates.toml")
    if match["iso_year"]:
        return Moment(
            year=int(match["iso_year"]), month=int(match["iso_month"]), day=int(match["iso_day"])
        )
    if match["month3"]:
        shift = match["shift3"]
        year = (
            table["years"][shift.lower()]
            if shift
            else int(match["year3"])
            if match["year3"]
            else None
        )
        month = table["months_by_name"][match["month3"].lower()]
        return Moment(year=year, is_year_shift=bool(shift), month=month, direction=direction)
    if match["part"]:
        return _part(match)
    for group, key in (("shift", "years"), ("rel_month", "months"), ("rel_day", "days")):
        if match[group]:
            value = table[key][match[group].lower()]
            return {
                "years": Moment(year=value, is_year_shift=True),
                "months": Moment(month=value, is_month_shift=True),
                "days": Moment(day=value, is_day_shift=True),
            }[key]
    if match["bare"]:
        return Moment(year=int(match["bare"]))
    return Moment(day=int(match["day"]))


def _part(match: re.Match[str]) -> Moment:
    table = resource_toml("words/en/dates.toml")
    quarter = int(match["quarter"] or 0)
    first, last = (
        (quarter * 3 - 2, quarter * 3) if quarter else table["parts"][match["part"].lower()]
    )
    shift = match["part_shift"]
    year = table["years"][shift.lower()] if shift else None
    if match["part_year"]:
        year = int(match["part_year"])
    return Moment(year=year, is_year_shift=bool(shift), months=(first, last))
