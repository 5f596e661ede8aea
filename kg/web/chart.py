"""A before and an after as two bars: plain geometry, drawn by the template as inline SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.ids import short
from kg.web import lookup
from kg.web.terms import STATUSES, number
from kg.web.wording import text

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST: Final = 250  # of the drawing's 540 units; the rest is for the words
STEP: Final = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; `y` and `width` are in the drawing's units."""

    name: str
    text: str
    y: int
    width: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars under a title; `growth` says the change in words."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    growth: str = ""

    @property
    def height(self) -> int:
        """Height of the drawing in its units."""
        return len(self.bars) * STEP + (24 if self.growth else 0)


def charts_of(node: NamedNode) -> list[Chart]:
    """Return the bars of a change, or of the changes a measurement is an end of."""
    changes = [node]
    for predicate in (vocab.baseline, vocab.followUp):
        changes += lookup.subjects(predicate, node)
    return [chart for chart in map(chart_of, dict.fromkeys(changes)) if chart]


def chart_of(node: NamedNode) -> Chart | None:
    """Return the bars of a change; None when it does not have both values."""
    ends = [lookup.nodes(node, vocab.baseline)[:1], lookup.nodes(node, vocab.followUp)[:1]]
    if not all(ends):
        return None
    before, after = ends[0][0], ends[1][0]
    numbers = [_number(before), _number(after)]
    if None in numbers:
        return None
    amounts = [amount for amount in numbers if amount is not None]
    indicators = lookup.nodes(node, vocab.indicator) or lookup.nodes(after, vocab.indicator)
    shown = [_written(before, amounts[0]), _written(after, amounts[1])]
    return Chart(
        id="bars-" + short(node.value),
        title=text(
            "bars.title",
            indicator=lookup.label(indicators[0]).value if indicators else "",
            before=shown[0],
            after=shown[1],
        ),
        bars=_bars(amounts, shown, is_target=_is_target(after)),
        growth=_growth(node, amounts, is_share=all(one.endswith("%") for one in shown)),
    )


def _bars(amounts: Sequence[float], shown: Sequence[str], *, is_target: bool) -> tuple[Bar, ...]:
    largest = max(*(abs(amount) for amount in amounts), 1e-9)
    kinds = ["before", "after target" if is_target else "after"]
    names = [text("bars.before"), text("bars.after")]
    return tuple(
        Bar(
            name=name,
            text=words,
            y=index * STEP,
            width=round(max(abs(amount) / largest * WIDEST, 2), 1),
            kind=kind,
        )
        for index, (name, words, amount, kind) in enumerate(
            zip(names, shown, amounts, kinds, strict=True)
        )
    )


def _growth(node: NamedNode, amounts: Sequence[float], *, is_share: bool) -> str:
    """Return the change as reported and as computed: in points where the values are shares."""
    said = lookup.words(node, vocab.reportedChangePercent)
    parts = [f"{_percent(float(said))} ({text('bars.reported')})"] if said else []
    if is_share:
        points = amounts[1] - amounts[0]
        words = text("bars.points", sign=_sign(points), points=number(f"{abs(points):.2f}"))
        parts.append(f"{words} ({text('bars.computed')})")
    elif amounts[0]:
        computed = (amounts[1] - amounts[0]) / amounts[0] * 100
        parts.append(f"{_percent(computed)} ({text('bars.computed')})")
    return " · ".join(parts)


def _percent(value: float) -> str:
    return text("bars.change", sign=_sign(value), percent=number(f"{abs(value):.1f}"))


def _sign(value: float) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""


def _number(measurement: NamedNode) -> float | None:
    for term in lookup.values(measurement, vocab.numericValue):
        if isinstance(term, Literal):
            return float(term.value)
    return None


def _written(measurement: NamedNode, amount: float) -> str:
    """Return the number, and the source's own words where they say more."""
    said = lookup.words(measurement, vocab.valueText)
    digits = number(str(amount))
    if re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d,]|\.\d)", said):
        return said
    return f"{digits} ({said})" if said else digits


def _is_target(measurement: NamedNode) -> bool:
    codes = [STATUSES.get(term.value) for term in lookup.nodes(measurement, vocab.status)]
    return "target" in codes
