"""What changed at a thing: one card a change, with bars where both ends are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.web import lookup
from kg.web.chart import Chart, chart_of
from kg.web.disputes import is_off
from kg.web.evidence import Quote, assertions_of, distinct, longest, quotes, with_clauses
from kg.web.terms import Badge, Shown, show_node, status
from kg.web.times import Day, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

MOST: Final = 40
ENDS: Final = (vocab.baseline, vocab.followUp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One change, as one or several sources tell it.

    Attributes:
        chart: Before and after; None where only the change itself is told.
        things: The changes in the graph: more than one where sources tell the same.
        off: The reported and the computed per cent where they disagree.
    """

    title: str
    chart: Chart | None
    things: tuple[Shown, ...]
    status: Badge | None = None
    day: Day | None = None
    off: tuple[str, str] | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifts:
    """The changes of a thing, those with bars first; `told` are the IRIs they tell of."""

    cards: tuple[Shift, ...] = ()
    told: frozenset[str] = frozenset()
    more: int = 0


def shifts_of(node: NamedNode, *, most: int = MOST) -> Shifts:
    """Return what changed at a firm, a site or a group; nothing for other things.

    Args:
        node: The thing.
        most: Changes that are told.
    """
    found = dict.fromkeys(
        subject
        for predicate in (vocab.subject, vocab.subjectGroup)
        for subject, _, _ in lookup.triples(None, predicate, node)
    )
    changes = [one for one in found if vocab.ChangeMeasurement in lookup.types(one)]
    same: dict[tuple[str, str, Badge | None], list[NamedNode]] = defaultdict(list)
    for change in sorted(changes, key=str)[:most]:
        chart = chart_of(change)
        key = (_title(change), f"{chart.title} {chart.growth}" if chart else "", status(change))
        same[key].append(change)
    cards = sorted(
        (_card(title, group) for (title, _, _), group in same.items()),
        key=lambda card: (card.chart is None, card.title, card.day.iso if card.day else "~"),
    )
    ends = {end for one in changes for predicate in ENDS for end in lookup.nodes(one, predicate)}
    return Shifts(
        cards=tuple(cards),
        told=frozenset(one.value for one in (*changes, *ends)),
        more=max(len(changes) - most, 0),
    )


def shift_of(change: NamedNode) -> Shift:
    """Return one change by itself, with whose it is."""
    return _card(lookup.label(change).value, [change])


def _title(change: NamedNode) -> str:
    """Return the indicator and the product; the whole title where there is no chart to read."""
    if not all(lookup.nodes(change, end) for end in ENDS):
        return lookup.label(change).value
    parts = [
        ", ".join(lookup.label(term).value for term in lookup.nodes(change, predicate))
        for predicate in (vocab.indicator, vocab.product)
    ]
    return f"{parts[0]} ({parts[1]})" if parts[1] else parts[0] or lookup.label(change).value


def _card(title: str, group: Sequence[NamedNode]) -> Shift:
    first = group[0]
    days = [day for one in group if (day := day_of(one))]
    return Shift(
        title=title,
        chart=chart_of(first),
        things=tuple(show_node(one) for one in group),
        status=status(first),
        day=min(days, key=lambda day: (day.is_reported, day.iso), default=None),
        off=is_off(first),
        quotes=distinct(quote for one in group for quote in _words(one)),
    )


def _words(change: NamedNode) -> tuple[Quote, ...]:
    """Return the clauses that tell a change, or whatever its parts rest on."""
    twins = assertions_of(change)
    own = quotes(twin for behind in twins.values() for twin in behind)
    told = longest(with_clauses(twins, own))
    # The cells of a table hold no clause: then the figures say more than whose they are.
    ends = [end for predicate in ENDS for end in lookup.nodes(change, predicate)]
    figures = [
        twin
        for end in ends
        for (predicate, _), behind in assertions_of(end).items()
        if predicate == str(vocab.numericValue)
        for twin in behind
    ]
    is_table = not any(quote.span for quote in told)
    return tuple(dict.fromkeys([*quotes(figures), *told])) if is_table else told
