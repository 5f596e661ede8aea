"""Numbers without a unit of their own that take it from the number beside them. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.values import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.values.counted import Counted
    from kg.model.source import Language

# A number without unit counts only where the unit of the next one holds for it as well.
LENDS: Final = re.compile(
    r"\s?(?:에서|→|->|⇒|➝|to\b|[/·])\s?(?:약 |최대 |about |some |around |nearly |more than |over )?"
)
SCALES: Final = ("hundred", "thousand", "million", "billion", "dozen")
SERIES: Final = re.compile(r", (?:and )?| and ")
LARGE: Final = 1e6  # from here on a number behind money is money too
TIMES: Final = ("번", "개국", "라인", "동", "조")  # order or count: a pair counts
APART: Final = 30  # code points between before and after
LENDERS: Final = ("count", "duration", "money", "percent")
FROM_TO: Final = re.compile(r"\s(?:to|에서)\s(?:[a-z]{2,8} ){0,2}|에서 ")


def lend(text: str, raw: list[Counted], lang: Language) -> list[Counted]:
    """Return the numbers of a sentence, those of a pair with the unit of the other."""
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
        elif lang == "ko":
            raw[index], raw[index + 1] = _alike(text, one, other)
    if lang == "en":
        raw = _listed(text, raw)
    raw = [_reached(text, one) if one.kind is None else one for one in raw]
    return [_bare(text, one) for one in _funded(raw)] if lang == "en" else raw


def _listed(text: str, raw: list[Counted]) -> list[Counted]:
    """Return "21, 14 and 9 percent" as three percentages."""
    found = list(raw)
    for index in range(len(raw) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        is_bare = one.kind is None and not one.unit and one.number.form == "digits"
        is_share = other.kind in ("percent", "points") and one.value <= 1000
        if is_bare and is_share and SERIES.fullmatch(text, one.end, other.start):
            found[index] = replace(one, unit=other.unit, kind=other.kind)
    return found


def _funded(raw: list[Counted]) -> Iterator[Counted]:
    """Yield the numbers, large ones behind money as money: "2.3 billion won, of it 900 million"."""
    money = ""
    for one in raw:
        if one.kind == "money":
            money = one.unit
        is_money = one.kind is None and money and one.value >= LARGE
        yield replace(one, unit=money, kind="money") if is_money else one


def _alike(text: str, one: Counted, other: Counted) -> tuple[Counted, Counted]:
    """Return "28두레에서 41두레로" as counts: the same unknown word behind both is their unit."""
    if one.kind is not None or other.kind is not None:
        return one, other
    behind = pattern("ko", "quantities", "counter").match(text, one.number.end)
    if behind is None or not 0 <= other.start - behind.end() < APART:
        return one, other
    word = behind["word"]
    ordered = units.read(text, behind.start("word"))
    if ordered is not None and ordered.kind == "rank" and word not in TIMES:
        return one, other  # "5위에서 2위로" is no quantity
    again = re.compile(rf"\s?{re.escape(word)}(?![가-힣]*년)").match(text, other.number.end)
    if again is None or not pattern("ko", "quantities", "counter_end").match(text, again.end()):
        return one, other
    first = replace(one, end=behind.end("word"), unit=word, kind="count")
    return first, replace(other, end=again.end(), unit=word, kind="count")


def _reached(text: str, one: Counted) -> Counted:
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


def _bare(text: str, one: Counted) -> Counted:
    """Return a number without unit as a count of what is told beside it: "from 26 to four"."""
    is_year = 1900 <= one.number.value <= 2100 and one.scale == 1
    is_year = is_year and "," not in text[one.start : one.end]
    around = (text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1])
    is_glued = any(letter.isalnum() or (letter and letter in "-/") for letter in around)
    if one.kind is not None or one.unit or one.number.form not in ("digits", "words"):
        return one
    head = text[max(0, one.start - 16) : one.start]
    is_scale = text[one.start : one.end].lower() in SCALES  # "in every thousand"
    is_label = pattern("en", "quantities", "numbered").search(head)  # "Case 4:"
    return one if is_year or is_glued or is_scale or is_label else replace(one, kind="count")


def _looks_back(text: str, one: Counted, other: Counted) -> bool:
    """Tell whether a number takes its unit from before: "9,500 bottles, compared with 6,000"."""
    is_year = 1900 <= other.number.value <= 2100
    between = text[one.end : other.start]
    return not is_year and pattern("en", "changes", "back_from").fullmatch(between) is not None


def _is_bare_pair(text: str, one: Counted, other: Counted) -> bool:
    """Tell whether two numbers without unit are before and after: "from nine to two"."""
    if not FROM_TO.fullmatch(text, one.end, other.start) or one.unit or other.unit:
        return False
    is_ordered = one.end != one.number.end or other.end != other.number.end  # "5위에서 2위로"
    if 1900 <= one.number.value <= 2100 or (is_ordered and one.number.form == "words"):
        return False
    head = text[max(0, one.start - 12) : one.start].lower()
    return (
        "from " in head or re.match(r"(?:으로|로)\s", text[other.end : other.end + 3]) is not None
    )
