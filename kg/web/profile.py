"""All that a thing's page tells, each fact in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.web.around import Around, around
from kg.web.chart import Chart, charts_of
from kg.web.deeds import TOLD, Help, help_of
from kg.web.disputes import Dispute, disputes_of
from kg.web.entity import Entity, entity_of
from kg.web.shifts import Shifts, shifts_of
from kg.web.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A thing's page.

    Attributes:
        charts: Before and after, where the thing itself is a change or an end of one.
        aid: Help it gave and got, told by the party.
        shifts: What changed at it.
        disputes: What its sources say differently.
        around: Its neighbours drawn; None where it has none.
    """

    entity: Entity
    charts: tuple[Chart, ...]
    aid: tuple[Help, ...]
    shifts: Shifts
    disputes: tuple[Dispute, ...]
    timeline: Timeline
    around: Around | None

    @property
    def summary(self) -> tuple[tuple[str, str, int], ...]:
        """Sections worth a jump: id, key of the words, how many."""
        counted = [
            *((each.id, f"profile.{each.id}", len(each.parties)) for each in self.aid),
            ("shifts", "profile.shifts", len(self.shifts.cards)),
            ("disputes", "profile.disputes", len(self.disputes)),
            (
                "timeline",
                "profile.timeline",
                self.timeline.size,
            ),
        ]
        return tuple(each for each in counted if each[2])


def profile_of(node: NamedNode) -> Profile:
    """Return the page of a thing that exists."""
    aid, shifts = help_of(node), shifts_of(node)
    told_apart = shifts.told | (TOLD if aid else frozenset())
    return Profile(
        entity=entity_of(node, told_apart=told_apart),
        charts=tuple(charts_of(node)),
        aid=aid,
        shifts=shifts,
        disputes=disputes_of(node),
        timeline=timeline_of(node),
        around=around(node),
    )
