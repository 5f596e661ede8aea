"""The figures of a brief: pairs of bars, and the table of measurements with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

    from kg.brief.notes import Notes
    from kg.brief.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A before and an after; lengths are shares of the longer one, 0 to 1."""

    title: str
    before: str
    after: str
    before_length: float
    after_length: float
    percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table of measurements."""

    subject: str
    indicator: str
    value: str
    status: str
    notes: tuple[int, ...]


def bar_of(say: Phrases, change: NamedNode) -> Bar | None:
    """Return the bars of a change; None where it does not have both values."""
    before, after = say.amount(change, "baseline"), say.amount(change, "followUp")
    if before is None or after is None or max(abs(before), abs(after)) == 0:
        return None
    ends = [say.graph.nodes(change, [end])[0] for end in ("baseline", "followUp")]
    longest = max(abs(before), abs(after))
    percent = say.percent(change)
    subject = say.names(change, "subject") or say.names(change, "subjectGroup")
    return Bar(
        title=" · ".join(part for part in (subject, say.names(change, "indicator")) if part),
        before=say.value(ends[0]),
        after=say.value(ends[1]),
        before_length=round(abs(before) / longest, 4),
        after_length=round(abs(after) / longest, 4),
        percent="" if percent is None else f"{percent:+.1f}%".replace("-", "−").replace(".0%", "%"),
    )


def figures_of(
    say: Phrases, notes: Notes, parts: Mapping[str, tuple[NamedNode, ...]]
) -> tuple[Figure, ...]:
    """Return every reported value that is not part of a change, the same row once."""
    rows: dict[tuple[str, str, str, str], dict[int, None]] = {}
    for one in parts.get("measurements", ()):
        subject = say.names(one, "subject") or say.names(one, "subjectGroup")
        indicator, status = say.names(one, "indicator"), say.names(one, "status")
        key = (subject or say.words["nobody"], indicator, say.value(one), status)
        rows.setdefault(key, {}).update(dict.fromkeys(notes.of(one)))
    return tuple(
        Figure(subject=s, indicator=i, value=v, status=st, notes=tuple(own))
        for (s, i, v, st), own in sorted(rows.items())
    )
