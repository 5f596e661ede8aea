"""Single values: money put in, firms helped, shares of a survey. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import indicators, korean_amounts
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

FIRMS: Final = frozenset({"SME", "MidSizedEnterprise", "LighthouseFactory"})
SUBJECTS: Final = frozenset({"은", "는", "이", "가", "도"})
GOES_ON: Final = 8  # sentences a survey goes on in


def find(line: Line, free: list[Quantity]) -> Iterator[Amount]:
    """Yield the single values among the quantities no change has taken."""
    is_survey = bool(_words(line.reading.lang, "survey").search(line.text))
    for quantity in free:
        amount = _amount(line, quantity, is_survey=is_survey)
        if amount is not None:
            yield amount


def _amount(line: Line, quantity: Quantity, *, is_survey: bool) -> Amount | None:
    is_given = quantity.kind == "money" or units.role(quantity.unit) == "firms"
    if is_given and pattern("ko", "amounts", "urged").search(line.text):
        return None
    if quantity.kind == "money":
        return korean_amounts.money(line, quantity)
    if quantity.kind == "count" and units.role(quantity.unit) == "firms" and not is_survey:
        return korean_amounts.firms(line, quantity)
    if quantity.kind == "count" and _is_jobs(line, quantity):
        cue = _jobs(line, quantity)
        return Amount(quantity=quantity, code="Employment", cue=cue, is_new=True)
    is_asked = is_survey and (quantity.kind == "percent" or quantity.unit == "점")
    if is_asked or is_of_those_asked(line, quantity):
        return _share(line, quantity)
    return _hung(line, quantity) if quantity.kind == "percent" else None


def _is_survey_going_on(line: Line) -> bool:
    """Tell whether a sentence shortly before tells of a survey, and no firm is named here."""
    is_own = _words("ko", "survey").search(line.text)
    if line.reading.lang != "ko" or is_own or any(one.type in FIRMS for one in line.mentions):
        return False
    for one in reversed(line.reading.sentences[max(0, line.index - GOES_ON) : line.index]):
        if _words("ko", "survey").search(one.text):
            return True
        if any(own.type in FIRMS for own in line.reading.mentions_in(one.span)):
            return False
    return False


def is_of_those_asked(line: Line, quantity: Quantity) -> bool:
    """Tell whether a value belongs to those asked in a survey told of shortly before."""
    head = line.text[max(0, quantity.span.start - 50) : quantity.span.start]
    if line.reading.lang != "ko":
        return False
    is_share = quantity.kind == "percent" and pattern("ko", "holders", "share_of").search(head)
    is_told = pattern("ko", "holders", "share_told").search(head)
    ends = pattern("ko", "changes", "copula").match(line.text, quantity.span.end)
    if quantity.kind == "percent" and is_told and ends:
        return not any(one.type in FIRMS for one in line.mentions)
    return bool(is_share or quantity.unit == "점") and _is_survey_going_on(line)


def _hung(line: Line, quantity: Quantity) -> Amount | None:
    """Read a firm's rate whose indicator the sentence before told: "가람은 0.12%인 데 비해"."""
    if line.reading.lang != "ko" or not line.index or any(not cue.is_weak for cue in line.cues):
        return None
    base = line.sentence.span.start
    is_named = any(
        one.type in FIRMS
        and one.particle in SUBJECTS
        and one.span.end + len(one.particle) + 1 == base + quantity.span.start
        for one in line.mentions
    )
    before = line.reading.sentences[line.index - 1]
    is_open = not any(before.span.holds(one.span) for one in line.reading.quantities)
    cues = (
        [cue for cue in indicators.find(before.text, "ko") if not cue.is_weak] if is_named else []
    )
    if not cues or not is_open or cues[-1].code not in indicators.STANDING:
        return None
    return Amount(quantity=quantity, code=cues[-1].code, is_plan=False)


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
