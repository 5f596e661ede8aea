"""Single values: money put in, firms helped, shares of a survey. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import korean_amounts
from kg.extract.measurements.asked import of_those_asked, satisfaction
from kg.extract.measurements.figures import Amount
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.source import Language


def find(line: Line, free: list[Quantity]) -> Iterator[Amount]:
    """Yield the single values among the quantities no change has taken."""
    is_survey = bool(_words(line.reading.lang, "survey").search(line.text))
    for quantity in free:
        amount = None
        if quantity.kind == "money":
            amount = korean_amounts.money(line, quantity)
        elif quantity.kind == "count" and units.role(quantity.unit) == "firms" and not is_survey:
            amount = korean_amounts.firms(line, quantity)
        elif quantity.kind == "count" and _is_jobs(line, quantity):
            amount = Amount(
                quantity=quantity, code="Employment", cue=_jobs(line, quantity), is_new=True
            )
        elif is_survey and (quantity.kind == "percent" or quantity.unit == "점"):
            amount = _share(line, quantity)
        if amount is not None:
            yield amount


@cache
def _words(lang: Language, key: str) -> re.Pattern[str]:
    listed = resource_toml(f"words/{lang}/holders.toml")[key]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(listed, key=len, reverse=True))
    return re.compile(rf"\b(?:{choices})" if lang == "en" else f"(?:{choices})", re.IGNORECASE)


def _is_jobs(line: Line, quantity: Quantity) -> bool:
    start, end = quantity.span.start, quantity.span.end
    if line.text[start:end].lower().endswith("jobs"):
        return bool(
            re.search(r"creat|add|new", line.text[max(0, start - 24) : start], re.IGNORECASE)
        )
    cue = _jobs(line, quantity)
    if cue is None:
        return False
    word = line.text[cue.start : cue.end]
    return (
        bool(re.search(r"신규|채용|창출|일자리|고용|신입", word))
        and units.role(quantity.unit) in ("persons", "")
        and quantity.unit in ("명", "인", "개")
    )


def _jobs(line: Line, quantity: Quantity) -> Cue | None:
    """Return "신규 고용" of "신규 고용 6명", or "채용" of "6명을 채용"."""
    start, end = quantity.span.start, quantity.span.end
    for cue in line.cues:
        is_ahead = 0 <= start - cue.end <= 4 and not re.search(
            r"[가-힣]", line.text[cue.end : start].strip("은는이가을를도만의 ")
        )
        is_behind = 0 <= cue.start - end <= 8 and quantity.unit != "개"
        if cue.code == "Employment" and (is_ahead or is_behind):
            return cue
    return None


def _share(line: Line, quantity: Quantity) -> Amount | None:
    """Read a share of those asked: "응답 기업의 87%가 만족한다고 답했다"."""
    tail = line.text[quantity.span.end : quantity.span.end + 60]
    if line.reading.lang == "ko" and pattern("ko", "holders", "moved").match(tail):
        return None
    if line.reading.lang == "ko" and pattern("ko", "holders", "no_share").search(
        line.text[max(0, quantity.span.start - 20) : quantity.span.end + 12]
    ):
        return None
    cue = satisfaction(line, quantity)
    if quantity.kind != "percent" and cue is None:
        return None
    return of_those_asked(quantity, cue)
