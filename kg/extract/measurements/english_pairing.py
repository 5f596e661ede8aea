"""Which indicator an English change belongs to: named beside it, or by what it counts. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.measurements import indicators, pairing
from kg.extract.measurements.english_amounts import is_served
from kg.extract.measurements.english_rules import is_fit
from kg.extract.measurements.indicators import Cue
from kg.extract.measurements.making import NOT_MADE
from kg.extract.values import units

if TYPE_CHECKING:
    from kg.extract.measurements.changes import Change
    from kg.extract.measurements.figures import Line
    from kg.model.facts import IndicatorCode

CLAUSE: Final = re.compile(r";\s|,\s(?:yet|but|and|while|whereas|so)\s|\swhile\s")
OVER_TIME: Final = re.compile(r"\s(?:a|an|per|each|every)\s")
PER: Final = re.compile(r"\bper (?:[a-z]+ of )?$", re.IGNORECASE)
NEAR: Final = 30  # code points between a verb and its object
OBJECT: Final = re.compile(r"\s(?:its|their|the|his|her|our|[a-z-]+ing|[a-z]+)\s", re.IGNORECASE)
# Counted things that say themselves what is measured: "four jams", "two injuries".
SPEAKING: Final[tuple[IndicatorCode, ...]] = (
    "DefectRate",
    "Quality",
    "Downtime",
    "Accident",
    "Revenue",
    "Inventory",
)


def cues_of(line: Line) -> list[tuple[Cue, ...]]:
    """Return the cues of each change, in order; an empty tuple where none is told."""
    found = pairing.cues_of(line)
    found = [_own(line, change, cues) for change, cues in zip(line.changes, found, strict=True)]
    return [
        _staffed(change)
        or _counted(line, change, cues)
        or _doubled(line, change)
        or cues
        or _parties(line, change)
        or _counted_over_time(line, change)
        for change, cues in zip(line.changes, found, strict=True)
    ]


def clear(line: Line) -> tuple[Cue, ...]:
    """Return the cues of a line without those that only divide: "use per unit of output"."""
    return tuple(
        cue
        for cue in line.cues
        if not PER.search(line.text, max(0, cue.start - NEAR), cue.start)
        and not (
            cue.is_weak and cue.start > 1 and line.text[cue.start].isupper() and _in_name(line, cue)
        )
    )


def _in_name(line: Line, cue: Cue) -> bool:
    """Tell whether a capital amid a sentence makes a word part of a name: "Jeil Moulds"."""
    return re.search(r"[A-Za-z’'-]\s$", line.text[: cue.start][-2:]) is not None


def _own(line: Line, change: Change, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Return the cue of a change's own clause where the one picked stands in another."""
    begin = max((cut.end() for cut in CLAUSE.finditer(line.text, 0, change.start)), default=0)
    if not cues or (cues[0].end > begin and is_fit(change, cues[0])):
        return cues
    inside = [
        cue
        for cue in line.cues
        if begin <= cue.start < change.end and cue.fits(change.first) and is_fit(change, cue)
    ]
    strong = [cue for cue in inside if not cue.is_weak]
    ahead = [cue for cue in strong or inside if cue.start < change.start]
    return tuple(ahead[-1:] or (strong or inside)[:1]) or cues


def _doubled(line: Line, change: Change) -> tuple[Cue, ...]:
    """Return what follows a number that is its own verb: "halved changeover time"."""
    first = change.first
    if change.verb is None or change.verb.start != first.span.start:
        return ()
    if OBJECT.match(line.text, first.span.end) is None:
        return ()
    for cue in line.cues:
        gap = line.text[first.span.end : cue.start]
        if cue.start >= first.span.end and not cue.is_weak and cue.fits(first):
            return (cue,) if len(gap) < NEAR and not any(mark in gap for mark in ",;:.") else ()
    return ()


def _counted(line: Line, change: Change, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Return what the unit says, unless clearer words stand beside the change."""
    for quantity in change.slots.values():
        if quantity.kind != "count" or not quantity.unit or units.role(quantity.unit):
            continue
        told = [cue for cue in indicators.find(quantity.unit, "en") if cue.code in SPEAKING]
        strong = [cue for cue in told if not cue.is_weak]
        is_named = any(not cue.is_weak and cue.end <= quantity.span.start for cue in cues)
        if strong and not (is_named and _is_close(line, cues[0], change)):
            cue = strong[0]
            return (
                Cue(
                    start=quantity.span.start,
                    end=quantity.span.end,
                    code=cue.code,
                    better=cue.better,
                ),
            )
    return ()


def _is_close(line: Line, cue: Cue, change: Change) -> bool:
    """Tell whether nothing but the change's verb parts it from its indicator."""
    gap = line.text[cue.end : change.start]
    return not any(mark in gap for mark in ",;:") and len(gap) < 30


def _staffed(change: Change) -> tuple[Cue, ...]:
    """Return employment where people are counted before and after: "from 14 people to eight"."""
    roles = {units.role(one.unit) for one in change.slots.values() if one.unit}
    is_pair = {"before", "after"} <= set(change.slots)
    is_staff = is_pair and roles == {"persons"} and change.first.unit not in ("mentors", "experts")
    return (_cue(change, "Employment"),) if is_staff else ()


def _parties(line: Line, change: Change) -> tuple[Cue, ...]:
    """Return an indicator for firms that are helped and for people who are employed."""
    quantity = change.first
    role = units.role(quantity.unit)
    if role == "firms" and is_served(line, quantity):
        return (_cue(change, "SupportedCompanies"),)
    if {"before", "after"} <= set(change.slots):
        if quantity.unit == "jobs" and OVER_TIME.match(line.text, quantity.span.end):
            return (_cue(change, "Production"),)  # "22 jobs a shift"
        if role == "persons" and quantity.unit not in ("mentors", "experts"):
            return (_cue(change, "Employment"),)
    return ()


def _counted_over_time(line: Line, change: Change) -> tuple[Cue, ...]:
    """Return production for things counted by the day or month that no word names."""
    del line
    things = [one for one in change.slots.values() if one.kind == "count" and one.unit]
    is_made = things and not any(units.role(one.unit) for one in things)
    is_told = is_made and things[0].unit not in NOT_MADE and any(one.per for one in things)
    return (_cue(change, "Production"),) if is_told and len(change.slots) > 1 else ()


def _cue(change: Change, code: IndicatorCode) -> Cue:
    span = change.first.span
    return Cue(start=span.start, end=span.end, code=code, better="up")
