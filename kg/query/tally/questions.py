"""What is read of a question that counts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Function = Literal["COUNT", "SUM", "AVG"]


@dataclass(frozen=True, slots=True)
class Term:
    """A variable by its name, or a term as N-Triples writes it."""

    name: str = ""
    written: bytes = b""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; `is_closed` stands for one step or more of the predicate."""

    subject: Term
    predicate: bytes
    value: Term
    is_closed: bool = False

    def names(self) -> set[str]:
        """Return its variables."""
        return {term.name for term in (self.subject, self.value) if term.name}


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that are joined, and others whose solutions take rows away."""

    patterns: tuple[Pattern, ...]
    without: tuple[tuple[Pattern, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One column that is computed.

    Attributes:
        terms: Variables of the sum or difference that is aggregated; empty for COUNT(*).
        signs: 1 or -1 for each of them.
    """

    function: Function
    name: str
    terms: tuple[str, ...] = ()
    signs: tuple[int, ...] = ()
    is_distinct: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A question that counts.

    Attributes:
        shown: Columns in their order.
        keys: Variables of GROUP BY, or those that are distinct.
        is_grouped: Whether there is one row for each key; else one for all.
        groups: Whose rows are put together.
        tail: ORDER BY and what follows, as it was written.
    """

    shown: tuple[str, ...]
    keys: tuple[str, ...]
    aggregates: tuple[Aggregate, ...]
    is_grouped: bool
    groups: tuple[Group, ...]
    tail: str
