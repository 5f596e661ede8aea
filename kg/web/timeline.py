"""What happened around a thing, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.web import lookup
from kg.web.site import told
from kg.web.terms import Badge, Shown, show_node, status
from kg.web.times import Day, day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

MOST_NEAR: Final = 2000  # of these many, what has a day is looked for
MOST_ASKED: Final = 150
MOST_SHOWN: Final = 6  # days
# Things that happen or are said at a time; the parts of a change are told by the change.
HAPPENING: Final = frozenset(
    {
        vocab.SupportActivity,
        vocab.ChangeMeasurement,
        vocab.LighthouseDesignation,
        vocab.Statement,
        vocab.Claim,
        vocab.Proposal,
        vocab.Plan,
        vocab.PolicyStatement,
        vocab.Circumstance,
        vocab.Event,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was said in the same words of one day; `things` are all the facts that read so."""

    label: str
    things: tuple[Shown, ...]
    status: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A day and what happened on it."""

    day: Day
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Days in order, the first of them and those that are shown on request."""

    first: tuple[Date, ...] = ()
    rest: tuple[Date, ...] = ()

    @property
    def size(self) -> int:
        """How many moments there are."""
        return sum(len(date.moments) for date in (*self.first, *self.rest))


def timeline_of(node: NamedNode) -> Timeline:
    """Return what happened around a thing; empty where only one day is known of one thing."""
    hidden = told()["hidden"]["predicates"]
    pointing = (
        subject
        for subject, predicate, _ in lookup.triples(value=node)
        if predicate.value not in hidden
    )
    near = dict.fromkeys([*lookup.nodes(node, vocab.hasPart), *islice(pointing, MOST_NEAR)])
    happened = [one for one in near if not HAPPENING.isdisjoint(lookup.types(one))]
    days: dict[Day, dict[tuple[str, Badge | None], list[Shown]]] = {}
    for one in happened[:MOST_ASKED]:
        if day := day_of(one):
            shown = show_node(one)
            days.setdefault(day, {}).setdefault((shown.label, status(one)), []).append(shown)
    dates = tuple(
        Date(day=day, moments=_moments(days[day]))
        for day in sorted(days, key=lambda day: (day.iso, day.is_reported))
    )
    if sum(len(date.moments) for date in dates) < 2:
        return Timeline()
    return Timeline(first=dates[:MOST_SHOWN], rest=dates[MOST_SHOWN:])


def _moments(said: Mapping[tuple[str, Badge | None], list[Shown]]) -> tuple[Moment, ...]:
    return tuple(
        Moment(label=label, status=state, things=tuple(things))
        for (label, state), things in sorted(said.items(), key=lambda item: item[0][0])
    )
