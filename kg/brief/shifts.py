"""Changes as a brief tells them: a sentence, a pair of bars, a row of the table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.brief.values import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from kg.brief.notes import Notes
    from kg.brief.phrases import Phrases

AIMS: Final = frozenset({"target", "planned"})
DAY: Final = len("2020-05-14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One change as one or several sources tell it.

    Attributes:
        text: It as a sentence.
        subject: Whose; every name.
        before: Empty where only the change is told.
        before_length: Share of the longer one of both, 0 to 1.
        change: With its sign; points where the values are shares of a hundred.
        when: When the later value was measured; empty where unknown.
        is_aim: Whether it is a target or a plan and has not happened.
        is_disputed: Whether another source tells another end of the same beginning.
        weight: What is told first: sources, then size.
    """

    text: str
    subject: str
    indicator: str
    before: str
    after: str
    before_length: float
    after_length: float
    change: str
    when: str
    is_aim: bool
    is_disputed: bool
    notes: tuple[int, ...]
    weight: tuple[float, ...]


def shifts_of(say: Phrases, notes: Notes, changes: Sequence[NamedNode]) -> tuple[Shift, ...]:
    """Return the changes, each once, those first that most sources tell with both values."""
    same: dict[tuple[object, ...], list[NamedNode]] = {}
    for one in changes:
        reading = _Reading(say, one)
        if reading.change:
            same.setdefault(reading.key, []).append(one)
    ranked = sorted(same.values(), key=lambda group: _Reading(say, group[0]).weight(len(group)))
    found = [_shift(say, notes, group) for group in ranked]
    ends: dict[tuple[object, ...], set[str]] = {}
    for shift in found:
        ends.setdefault(_question(shift), set()).add(shift.after or shift.change)
    return tuple(replace(shift, is_disputed=len(ends[_question(shift)]) > 1) for shift in found)


def _question(one: Shift) -> tuple[object, ...]:
    """Return what two reports must have in common before their ends can contradict each other."""
    return (one.subject, one.indicator, one.before, one.is_aim)


def _shift(say: Phrases, notes: Notes, group: Sequence[NamedNode]) -> Shift:
    told = _Reading(say, max(group, key=lambda one: bool(_Reading(say, one).iso)))
    longest = max(abs(told.low or 0), abs(told.high or 0)) or 1
    ends = [end for one in group for end in say.graph.nodes(one, ["baseline", "followUp"])]
    return Shift(
        text=told.sentence(),
        subject=", ".join(told.subjects),
        indicator=told.indicator,
        before=told.before,
        after=told.after,
        before_length=round(abs(told.low or 0) / longest, 4),
        after_length=round(abs(told.high or 0) / longest, 4),
        change=told.change,
        when=told.when,
        is_aim=told.is_aim,
        is_disputed=False,
        notes=notes.of(*group, also=ends),
        weight=told.weight(len(group)),
    )


class _Reading:
    """What the graph says of one change, in words."""

    def __init__(self, say: Phrases, node: NamedNode) -> None:
        self.say = say
        ends = [say.graph.nodes(node, [end])[:1] for end in ("baseline", "followUp")]
        both = len(ends[0]) == len(ends[1]) == 1
        self.low = say.amount(node, "baseline") if both else None
        self.high = say.amount(node, "followUp") if both else None
        self.has_both = self.low is not None and self.high is not None
        self.before = say.value(ends[0][0]) if self.has_both else ""
        self.after = say.value(ends[1][0]) if self.has_both else ""
        self.is_share = self.before.endswith("%") and self.after.endswith("%")
        self.subjects = say.called(node, "subject", "subjectGroup") or (say.words["nobody"],)
        self.indicator = self._indicator(node)
        self.is_aim = bool(AIMS & {say.code(one, "status") for one in (node, *ends[1])})
        dated = next((one for one in (*ends[1], node) if say.when(one)), node)
        self.iso, self.when = say.period(dated)[0], say.when(dated)
        self.size = self._size(node)
        self.change = self._change(say.words["points_short"])
        self.key = (
            self.subjects,
            self.indicator,
            self.before,
            self.after,
            self.change,
            self.is_aim,
        )

    def weight(self, sources: int) -> tuple[float, ...]:
        return (self.is_aim, not self.has_both, -sources, -abs(self.size or 0))

    def _indicator(self, node: NamedNode) -> str:
        name = self.say.names(node, "indicator")
        if self.say.code(node, "indicator") == "Other":
            name = self.say.words["other_indicator"]
        sums = {"sum-over-subjects": "summed", "mean": "averaged"}
        how = sums.get(self.say.code(node, "aggregation"), "")
        return self.say.fill(how, indicator=name) if how else name

    def _size(self, node: NamedNode) -> float | None:
        """Return the change in per cent, or in points between shares."""
        if self.low is not None and self.high is not None and self.is_share:
            return self.high - self.low
        if told := self.say.text(node, "reportedChangePercent"):
            size = float(told)
            # Some reports leave the sign to the verb.
            falls = self.low is not None and self.high is not None and self.high < self.low
            return -abs(size) if falls else size
        if self.low is None or self.high is None or self.low <= 0:
            return None
        return (self.high - self.low) / self.low * 100

    def _change(self, points: str) -> str:
        if self.size is None:
            return "→" if self.has_both else ""
        sign = "+" if self.size > 0 else "−" if self.size < 0 else "±"
        return sign + self._amount(points)

    def _amount(self, points: str) -> str:
        digits = number(round(abs(self.size or 0), 1))
        return digits + (points if self.is_share else "%")

    def sentence(self) -> str:
        """Return the change as a sentence."""
        say, words = self.say, self.say.words
        what = self.indicator
        if self.subjects != (words["nobody"],):
            what = say.fill("whose", subject=say.parties(self.subjects), indicator=what)
        rises = (self.size or 0) > 0 or (
            self.low is not None and self.high is not None and self.high > self.low
        )
        when = ""
        if self.when:
            pattern = "when_day" if len(self.iso) == DAY and self.iso[:4] in self.when else ""
            when = say.fill(pattern or "when_slot", when=self.when)
        amount = self._amount(words["points"]) if self.size is not None else ""
        slots = {"what": what, "when": when, "before": self.before, "after": self.after}
        if not self.has_both:
            pattern = "target_by" if self.is_aim else "rose_by" if rises else "fell_by"
            return say.sentence(pattern, **slots, percent=amount)
        if self.is_aim:
            return say.sentence("target", **slots)
        percent = ""
        if amount:
            direction = words["up" if rises else "down"]
            percent = say.fill("percent_slot", percent=amount, direction=direction)
        pattern = ("rose" if rises else "fell") + ("_share" if self.is_share else "")
        return say.sentence(pattern, **slots, percent=percent)
