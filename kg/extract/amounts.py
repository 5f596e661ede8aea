"""Single values: money put in, firms helped, shares of a survey. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.figures import Line
    from kg.extract.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.facts import IndicatorCode
    from kg.model.source import Language

MONEY_CODES: Final[tuple[IndicatorCode, ...]] = ("SupportBudget", "Investment", "Revenue", "Export")
EACH: Final = re.compile(
    r"(?:기업|업체|개사|사|곳|1개사|업체 ?한 곳|과제|공장)당\s?(?:최대 ?|평균 ?|약 ?|총 ?)*$|(?:per|each|every) (?:company|firm|supplier|plant)",
    re.IGNORECASE,
)
SPENT: Final = re.compile(r"투입|들여|들인|들였|쏟|투자|invest|spen[dt]", re.IGNORECASE)
CLAUSE_END: Final = re.compile(r"[.;]|다고\s|라고\s|[가-힣]고\s|으며\s|[가-힣]며\s|지만\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One value and what it is.

    Attributes:
        is_plan: Whether the plain present makes it a target ("70개 기업을 돕는다").
        is_survey: Whether it belongs to those asked and to nobody by name.
        is_ceiling: Whether it only limits what may be given.
    """

    quantity: Quantity
    code: IndicatorCode
    cue: Cue | None = None
    is_plan: bool = True
    is_survey: bool = False
    is_ceiling: bool = False


def find(line: Line, free: list[Quantity]) -> Iterator[Amount]:
    """Yield the single values among the quantities no change has taken."""
    is_survey = bool(_words(line.reading.lang, "survey").search(line.text))
    for quantity in free:
        if quantity.kind == "money":
            amount = _money(line, quantity)
        elif quantity.kind == "count" and units.role(quantity.unit) == "firms" and not is_survey:
            amount = _firms(line, quantity)
        elif quantity.kind == "percent" and is_survey:
            amount = _share(line, quantity)
        else:
            amount = None
        if amount is not None:
            yield amount


@cache
def _words(lang: Language, key: str) -> re.Pattern[str]:
    listed = resource_toml(f"words/{lang}/holders.toml")[key]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(listed, key=len, reverse=True))
    edge = rf"\b(?:{choices})" if lang == "en" else f"(?:{choices})"
    return re.compile(edge, re.IGNORECASE)


def _money(line: Line, quantity: Quantity) -> Amount | None:
    start, end = quantity.span.start, quantity.span.end
    is_each = bool(
        EACH.search(line.text[max(0, start - 20) : start]) or EACH.search(line.text[end : end + 20])
    )
    cue = _money_cue(line, quantity)
    if cue is None and not (is_each and quantity.qualifier == "up-to"):
        return None
    code: IndicatorCode = cue.code if cue else "SupportBudget"
    if (
        cue is not None
        and cue.is_weak
        and SPENT.search(line.text[cue.start : cue.end])
        and code == "SupportBudget"
    ):
        code = "SupportBudget"
    is_plan = code in ("SupportBudget", "Investment")
    return Amount(
        quantity=quantity,
        code=code,
        cue=cue,
        is_plan=is_plan,
        is_ceiling=is_each or quantity.qualifier == "up-to",
    )


def _money_cue(line: Line, quantity: Quantity) -> Cue | None:
    """Return the word that says what the money is: right before it, else behind in its clause."""
    start, end = quantity.span.start, quantity.span.end
    cues = [cue for cue in line.cues if cue.code in MONEY_CODES]
    before = [cue for cue in cues if cue.end <= start and start - cue.end <= 14]
    before = [
        cue for cue in before if not re.search(r"\d|[.;,]|[를을]\s", line.text[cue.end : start])
    ]
    strong = [cue for cue in before if not cue.is_weak]
    if strong:
        return strong[-1]
    reach = 30 if line.reading.lang == "ko" else 45
    behind = [cue for cue in cues if end <= cue.start <= end + reach]
    for cue in behind:
        gap = line.text[end : cue.start]
        if not CLAUSE_END.search(gap) and not _is_other_money(line, end, cue.start):
            return cue
    if line.reading.lang == "en":
        wide = [cue for cue in cues if cue.end <= start and start - cue.end <= 50]
        return (
            wide[-1] if wide and not re.search(r"[.;]", line.text[wide[-1].end : start]) else None
        )
    return before[-1] if before else None


def _is_other_money(line: Line, start: int, end: int) -> bool:
    return (
        any(
            other.kind == "money"
            and start <= other.span.start < end
            and re.match(
                r"\s?(?:을|를|이|가|은|는)", line.text[other.span.end : other.span.end + 2]
            )
            is not None
            for other in line.quantities
        )
        and False
    )


def _firms(line: Line, quantity: Quantity) -> Amount | None:
    """Read "150개사를 뽑는다" but not "4개 업체의 생산량" or "10곳 중 8곳"."""
    lang = line.reading.lang
    start, end = quantity.span.start, quantity.span.end
    tail, head = line.text[end : end + 60], line.text[max(0, start - 40) : start]
    if quantity.value < 2 or re.search(r"등\s?(?:총\s?)?(?:[가-힣]+\s)?$", head):
        return None
    if lang == "en":
        return _firms_en(line, quantity, head)
    if re.match(r"(?:들)?(?:\s?(?:의|당|중|가운데|이상의|마다|간|씩의))", tail) or _words(
        "ko", "not_served"
    ).match(tail.lstrip("의 ")):
        return None
    clause = re.split(r"[.;]|다고\s|라고\s", tail)[0]
    if not re.match(
        r"(?:\s?(?:안팎|내외|가량|정도|이상|여))?(?:을|를|이|가|에|에게|의|은|는|,|\s|에서|으로|$|이다|다|\)|씩|과|와|까지|규모)",
        clause,
    ):
        return None
    if _words("ko", "served").search(clause) or _words("ko", "served_before").search(head):
        return Amount(quantity=quantity, code="SupportedCompanies")
    return None


def _firms_en(line: Line, quantity: Quantity, head: str) -> Amount | None:
    tail = line.text[quantity.span.end : quantity.span.end + 50]
    sentence = re.split(r"[;:]\s", head)[-1]
    if _words("en", "not_served").search(tail[:24]) or ("," in tail[:1] and False):
        return None
    served = _words("en", "served")
    if served.search(sentence) or served.search(re.split(r"[.;,]", tail)[0]):
        return Amount(quantity=quantity, code="SupportedCompanies")
    return None


def _share(line: Line, quantity: Quantity) -> Amount | None:
    end = quantity.span.end
    tail = line.text[end : end + 60]
    if line.reading.lang == "ko" and re.match(r"(?:포인트|로\s|에서|p)", tail):
        return None
    cues = [cue for cue in line.cues if cue.code == "Satisfaction"]
    near = [cue for cue in cues if -40 <= cue.start - quantity.span.start <= 60]
    code: IndicatorCode = "Satisfaction" if near else "Other"
    return Amount(
        quantity=quantity, code=code, cue=near[0] if near else None, is_plan=False, is_survey=True
    )
