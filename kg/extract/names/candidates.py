"""Candidates for names, and how those that overlap are settled. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.evidence import Span
    from kg.model.facts import ActorType


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of text that some rule takes for the name of a party.

    Attributes:
        span: The name, without legal form, title or particle.
        name: The words at `span`.
        type: None for a firm whose size is not told.
        rule: Id of the rule.
        confidence: 0 to 1.
        also: Longer printed form, such as with the legal form; empty when there is none.
        of: Key of the known entity it names; empty when none is known.
        email: As printed behind a reporter's name; empty when there is none.
    """

    span: Span
    name: str
    type: ActorType | None
    rule: str
    confidence: float
    also: str = ""
    of: str = ""
    email: str = ""


def settle(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates without overlap, in order; the surer wins, then the longer."""
    chosen: list[Candidate] = []
    taken: dict[int, Candidate] = {}
    ranked = sorted(candidates, key=lambda c: (-c.confidence, -len(c.span), c.span, c.rule))
    for candidate in ranked:
        places = range(candidate.span.start, candidate.span.end)
        if any(place in taken for place in places):
            continue
        chosen.append(candidate)
        taken.update(dict.fromkeys(places, candidate))
    return tuple(sorted(chosen, key=lambda candidate: candidate.span))
