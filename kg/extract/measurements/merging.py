"""One measurement where a text tells the same figure twice: headline and body. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model.facts import Measurement

FEW: Final = 20  # earlier tellings of the same number that are looked at
NUMBERS: Final = ("before", "after", "change_percent", "change_abs")


def merge(found: Iterable[Measurement], titles: Sequence[Span] = ()) -> tuple[Measurement, ...]:
    """Return the measurements in order, each told once, the fuller telling kept.

    What stands in one of the `titles` tells no time of its own: the body's telling of the
    same number says whether it was reached.
    """
    kept: list[Measurement] = []
    places: dict[tuple[str, str, float], list[int]] = {}
    for one in found:
        keys = [(one.indicator, name, value) for name, value in _numbers(one).items()]
        near = sorted({place for key in keys for place in places.get(key, ())[-FEW:]})
        place = next((place for place in near if _same(one, kept[place])), None)
        if place is None:
            place = next((at for at in near if _retold(one, kept[at], titles)), None)
            if place is not None:
                kept[place] = one if one.subject else replace(one, subject=kept[place].subject)
        for key in keys:
            places.setdefault(key, []).append(len(kept) if place is None else place)
        if place is None:
            kept.append(one)
        elif _count(one) > _count(kept[place]) or (
            _count(one) == _count(kept[place]) and len(one.subject) > len(kept[place].subject)
        ):
            kept[place] = one if one.subject else replace(one, subject=kept[place].subject)
        elif not kept[place].subject and one.subject:
            kept[place] = replace(kept[place], subject=one.subject)
        if place is not None and kept[place].period is None and one.period is not None:
            kept[place] = replace(kept[place], period=one.period)
    return tuple(kept)


def _retold(one: Measurement, first: Measurement, titles: Sequence[Span]) -> bool:
    """Tell whether a headline told a number that a sentence tells with its time."""
    where = first.basis.evidence[0].place
    is_headline = isinstance(where, Span) and any(title.holds(where) for title in titles)
    return is_headline and _same(replace(one, status=first.status), first)


def _numbers(one: Measurement) -> dict[str, float]:
    return {name: value for name in NUMBERS if (value := getattr(one, name)) is not None}


def _count(one: Measurement) -> int:
    return len(_numbers(one))


def _same(one: Measurement, other: Measurement) -> bool:
    if one.indicator != other.indicator or one.status != other.status:
        return False
    if one.subject and other.subject and not set(one.subject) & set(other.subject):
        return False
    mine, theirs = _numbers(one), _numbers(other)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[name] == theirs[name] for name in shared)
