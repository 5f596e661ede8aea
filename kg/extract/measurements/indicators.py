"""Indicators: which words of a sentence say what is measured. Pure; the words are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.patterns import pattern
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.reading import Quantity, QuantityKind
    from kg.model.facts import IndicatorCode
    from kg.model.source import Language

# what is never told in hours or days
TIMELESS: Final[tuple[IndicatorCode, ...]] = (
    "DailyProduction",
    "HourlyProduction",
    "Production",
    "ProductionCapacity",
    "Revenue",
    "Export",
    "Cost",
    "EnergyUse",
    "Satisfaction",
    "Employment",
)
# what may be told by one value, without a change
STANDING: Final[tuple[IndicatorCode, ...]] = (
    "DailyProduction",
    "HourlyProduction",
    "Production",
    "ProductionCapacity",
    "DefectRate",
    "Quality",
    "Revenue",
    "Export",
    "OnTimeDelivery",
    "Utilization",
    "Satisfaction",
)
# what may be told in money
MONEY: Final[tuple[IndicatorCode, ...]] = (
    "Cost",
    "Revenue",
    "Export",
    "Investment",
    "SupportBudget",
    "Inventory",
    "Productivity",  # value added by each worker
)
JOBS: Final = ("명", "인", "사람", "개", "jobs", "people")  # what jobs are counted in
Better = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words at `[start, end)` of a sentence that name an indicator.

    Attributes:
        better: The direction that is an improvement.
        is_weak: Whether it counts only where no clearer word stands near.
        kinds: What a weak cue may measure; empty for anything.
    """

    start: int
    end: int
    code: IndicatorCode
    better: Better
    is_weak: bool = False
    kinds: tuple[QuantityKind, ...] = ()

    def fits(self, quantity: Quantity) -> bool:
        """Tell whether this indicator can be counted in that quantity."""
        if self.code in ("SupportBudget", "Investment") and quantity.kind in ("count", "duration"):
            return False
        if quantity.kind == "duration" and self.code in TIMELESS:
            return False
        if self.code == "SupportedCompanies" and quantity.kind not in ("percent", "multiple"):
            return units.role(quantity.unit) == "firms" or quantity.unit in ("개", "companies", "")
        if self.code == "Employment" and quantity.kind == "count":
            return units.role(quantity.unit) == "persons" or quantity.unit in (*JOBS, "")
        if self.is_weak and self.kinds:
            return quantity.kind in self.kinds
        if self.code in ("LeadTime", "ProcessTime"):
            return quantity.kind not in ("money", "points") and not _is_thing(quantity)
        return True


def _is_thing(quantity: Quantity) -> bool:
    return quantity.kind == "count"


@dataclass(frozen=True, slots=True)
class _Entry:
    code: IndicatorCode
    better: Better
    is_weak: bool
    kinds: tuple[QuantityKind, ...]
    pattern: re.Pattern[str]


@cache
def _entries(lang: Language) -> tuple[_Entry, ...]:
    found = []
    for entry in resource_toml(f"words/{lang}/indicators.toml")["indicator"]:
        for key in ("cues", "weak"):
            words = entry.get(key, ())
            if not words:
                continue
            choices = "|".join(sorted(words, key=len, reverse=True))
            spaced = choices if lang == "en" else choices.replace(" ?", " ").replace(" ", r"\s?")
            edges = rf"\b(?:{spaced})\b" if lang == "en" else rf"(?:{spaced})"
            pattern = re.compile(edges, re.IGNORECASE if lang == "en" else 0)
            kinds = tuple(entry.get("kinds", ()))
            found.append(_Entry(entry["code"], entry["better"], key == "weak", kinds, pattern))
    return tuple(found)


def find(text: str, lang: Language, taken: Iterable[tuple[int, int]] = ()) -> tuple[Cue, ...]:
    """Return the cues of a sentence in order, the longest where two overlap.

    `taken` are stretches that hold no cue: names and quantities ("3시간").

    >>> [cue.code for cue in find("납기 준수율은 82%, 재고비용은 30%", "ko")]
    ['OnTimeDelivery', 'Cost']
    """
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\x01" * (end - start)
    raw = [
        Cue(
            start=start,
            end=end,
            code=entry.code,
            better=entry.better,
            is_weak=entry.is_weak,
            kinds=entry.kinds,
        )
        for entry in _entries(lang)
        for start, end in _places(entry.pattern, text, covered)
    ]
    raw.sort(key=lambda cue: (cue.is_weak, cue.start - cue.end, cue.start))
    found: list[Cue] = []
    for cue in raw:
        if not any(covered[cue.start : cue.end]) or _is_beside(cue, found):
            covered[cue.start : cue.end] = b"\x01" * (cue.end - cue.start)
            found.append(cue)
    return tuple(sorted(found, key=lambda cue: cue.start))


def _is_beside(cue: Cue, found: list[Cue]) -> bool:
    """Tell whether weak words mean one thing for money and another for time ("spent")."""
    other = [one for one in found if one.start < cue.end and cue.start < one.end]
    return bool(other and cue.kinds) and all(
        one.is_weak and one.kinds and not set(one.kinds) & set(cue.kinds) for one in other
    )


def _places(pattern: re.Pattern[str], text: str, covered: bytearray) -> Iterator[tuple[int, int]]:
    """Yield where the words stand; one that reaches into a name is tried again behind it."""
    at = 0
    while (match := pattern.search(text, at)) is not None:
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        last = covered.rfind(b"\x01", start, match.end())
        if last >= 0:
            at = last + 1
            continue
        yield start, match.end()
        at = max(match.end(), at + 1)


def refine(cue: Cue, text: str, quantity: Quantity | None, per: str | None) -> IndicatorCode:
    """Return the cue's indicator, narrowed by the period its quantity is counted over."""
    if cue.code == "Investment" and cue.is_weak and pattern("ko", "holders", "public").search(text):
        return "SupportBudget"
    if cue.code == "Production" and (quantity is None or quantity.kind in ("count", "percent")):
        around = text[max(0, cue.start - 8) : cue.start]
        if per == "PT1H" or "시간당" in around:
            return "HourlyProduction"
        if per == "P1D" or re.search(r"하루|일일|일평균|daily ", around):
            return "DailyProduction"
    return cue.code
