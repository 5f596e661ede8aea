"""What people decided about who is who, replayed at every build. Pure.

A side of a pair is one of three things: a local name of ours (`org.saebom`), an IRI of another
graph, or a name as one source writes it (`새봄정밀@0a1b2c3d4e5f`, the source by the first twelve
digits of its digest). How decisions stand in a file: `kg.link.lines`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.ids import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision.

    Attributes:
        one: The side of ours.
        other: What it is, or is not.
        by: Who decided.
        because: Why, in a few words.
        where: File and line it was read from; empty for one that was not.
    """

    one: str
    other: str
    verdict: Verdict
    by: str = ""
    because: str = ""
    where: str = ""

    @property
    def reason(self) -> str:
        """Return who decided and why, in one line."""
        return ": ".join(filter(None, (self.by, self.because)))

    @property
    def pair(self) -> tuple[str, str]:
        """Return both sides in order: which stands first does not matter."""
        return (self.one, self.other) if self.one <= self.other else (self.other, self.one)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every decision of a project, free of contradictions."""

    pairs: Mapping[tuple[str, str], Decided] = field(default_factory=dict)

    def verdict(self, one: str, other: str) -> Verdict | None:
        """Return what was decided about a pair; None where nobody has."""
        found = self.pairs.get((one, other) if one <= other else (other, one))
        return found.verdict if found else None

    def of(self, side: str, verdict: Verdict) -> tuple[str, ...]:
        """Return what a side was decided to be, or not to be, sorted."""
        return tuple(
            sorted(
                other
                for pair, told in self.pairs.items()
                if told.verdict == verdict and side in pair
                for other in pair
                if other != side
            )
        )

    def reason(self, one: str, other: str) -> str:
        """Return who decided about a pair and why; empty where nobody did or nothing is told."""
        found = self.pairs.get((one, other) if one <= other else (other, one))
        return found.reason if found else ""

    def with_same(self, found: Iterable[tuple[str, str]]) -> Decisions:
        """Return these with pairs that the rules put together, where nobody decided otherwise."""
        made = [Decided(one=one, other=other, verdict="same") for one, other in found]
        return Decisions({**{each.pair: each for each in made}, **self.pairs})


def mention_of(name: str, source: str) -> str:
    """Return a name as one source writes it, as decisions tell it.

    >>> mention_of("새봄정밀", "0a1b2c3d4e5f60718293")
    '새봄정밀@0a1b2c3d4e5f'
    """
    return f"{name}@{source[:SHORT]}"
