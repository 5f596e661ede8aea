"""Which readings of an English figure hold: what fits, what may stand alone. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import indicators, making
from kg.extract.measurements.changes import Change
from kg.extract.values import units

if TYPE_CHECKING:
    from kg.extract.measurements.english_held import Past
    from kg.extract.measurements.figures import Figure, Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity
    from kg.model.facts import IndicatorCode

NO_TIME: Final[tuple[IndicatorCode, ...]] = (
    "Satisfaction",
    "Employment",
    "Quality",
    "Revenue",
    "Cost",
)
STANDING: Final[tuple[IndicatorCode, ...]] = (
    *indicators.STANDING,
    "Downtime",
    "ProcessTime",
    "LeadTime",
    "SupportedCompanies",
)
SHARED: Final[tuple[IndicatorCode, ...]] = ("OnTimeDelivery", "DefectRate")
POINTING: Final = re.compile(
    r"\b(?:it|this|that|the (?:figure|rate|number|share|ratio|level|total))\s"
    r"(?:has |had |is |was )?$",
    re.IGNORECASE,
)
NEAR: Final = 24  # code points between an indicator and a value it only states


def is_fit(change: Change, cue: Cue) -> bool:
    """Tell whether an indicator can change in that way: money is no rate of defects."""
    kind, unit = change.first.kind, change.first.unit
    if kind == "money":
        return cue.code in indicators.MONEY
    if cue.code in ("SupportBudget", "Investment") and kind in ("count", "duration", "points"):
        return False
    if kind == "count" and units.role(unit) == "firms" and cue.code != "SupportedCompanies":
        return False
    if kind == "count" and units.role(unit) == "persons":
        return cue.code in ("Employment", "ProcessTime", "Accident", "Other")
    if kind == "count" and cue.code == "Cost":
        return False
    return not (kind == "duration" and cue.code in NO_TIME)


def may_stand(line: Line, past: Past, change: Change, cue: Cue) -> bool:
    """Tell whether a single value beside its indicator is a measurement."""
    quantity = change.first
    if past.mark(line, quantity) == "then" or quantity.kind in ("points", "multiple", "fraction"):
        return False
    if quantity.kind == "money" and cue.code not in ("Revenue", "Export", "Cost"):
        return False
    if cue.code == "SupportBudget" or (quantity.unit == "" and quantity.kind == "count"):
        return False
    if "after" in change.slots:
        return change.verb is not None
    if cue.code not in STANDING:
        return False
    if cue.is_weak:
        gap = line.text[cue.end : quantity.span.start]
        return quantity.per is not None and cue.end <= quantity.span.start and len(gap) <= NEAR
    if cue.end > quantity.span.start:
        gap = line.text[quantity.span.end : cue.start]
        is_share = quantity.kind == "percent" and gap.startswith(" of ")
        return is_share and cue.code in SHARED and len(gap) <= 2 * NEAR
    gap = line.text[cue.end : quantity.span.start]
    return len(gap) <= NEAR and not re.search(r"[.;,]", gap)


def standing(line: Line, quantity: Quantity) -> Cue | None:
    """Return the indicator that a value follows at once: "capacity of 18,000", "Yield: 97%"."""
    if quantity.kind in ("points", "multiple", "fraction", "money"):
        return None
    is_bare = quantity.kind == "count" and not quantity.unit
    if quantity.kind == "count" and units.role(quantity.unit):
        return None
    for cue in line.cues:
        if is_bare != (cue.code == "SupportedCompanies"):  # "Plants coached: 14."
            continue
        if cue.is_weak or cue.code not in STANDING or not cue.fits(quantity):
            continue
        gap = line.text[cue.end : quantity.span.start] if cue.end <= quantity.span.start else "x"
        if pattern("en", "changes", "standing").fullmatch(gap):
            told = Change(start=cue.start, end=quantity.span.end, slots={"value": quantity})
            return cue if is_fit(told, cue) else None
    return None


def is_saved(line: Line, change: Change) -> bool:
    """Tell whether money is told as a saving without a verb: "a saving of 30 million won"."""
    if change.first.kind != "money" or set(change.slots) - {"after", "value"}:
        return False
    head = line.text[: change.first.span.start]
    return pattern("en", "scene", "saving").search(head[-2 * NEAR :]) is not None


def is_lost(line: Line, change: Change) -> bool:
    """Tell whether a share was only lost as things stood: "it lost 4% of its milk"."""
    if change.verb is None or set(change.slots) != {"percent"}:
        return False
    return line.text[change.verb.start :][:3].lower() == "los"


def is_pointing(line: Line, change: Change) -> bool:
    """Tell whether what changed is only pointed back to: "it rose by 6 percent"."""
    at = change.verb.start if change.verb is not None else change.start
    return POINTING.search(line.text, 0, min(at, change.start)) is not None


def is_clear(line: Line, change: Change, figure: Figure) -> bool:
    """Tell whether a change without a known indicator is told clearly enough to be kept."""
    del line
    if making.is_saving(change):
        return True
    if change.first.kind in ("money", "multiple", "points"):
        return False
    if figure.before is not None and figure.after is not None:
        return True
    is_moved = change.verb is not None and change.verb.is_change
    is_share = change.first.kind in ("percent", "fraction")
    return figure.change_percent is not None and is_moved and is_share
