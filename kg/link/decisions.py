"""What people decided about who is who: one line a pair, replayed at every build. Pure.

A side of a pair is one of three things: a local name of ours (`org.saebom`), an IRI of another
graph, or a name as one source writes it (`새봄정밀@0a1b2c3d4e5f`, the source by the first twelve
digits of its digest). Lines stand in the order of their pairs, so two people who decide different
pairs change different lines.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from kg.errors import LinkError
from kg.ids import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE: Final = "decisions.jsonl"
Verdict = Literal["same", "different"]
FIELDS: Final = frozenset(("one", "other", "verdict", "by", "because"))
HINT: Final = '{"one": "org.a", "other": "https://…", "verdict": "same", "by": "…"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision.

    Attributes:
        one: The side of ours.
        other: What it is, or is not.
        by: Who decided.
        because: Why, in a few words.
        line: Where it stands in the file; 0 for one that was not read from a file.
    """

    one: str
    other: str
    verdict: Verdict
    by: str = ""
    because: str = ""
    line: int = 0

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


def read_decisions(text: str, where: str = FILE) -> Decisions:
    """Read a file of decisions.

    Raises:
        LinkError: A line is no decision, or two contradict each other, directly or by what
            follows from them.
    """
    told = [
        _decided(line, f"{where}:{number}", number)
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    pairs: dict[tuple[str, str], Decided] = {}
    for each in told:
        before = pairs.setdefault(each.pair, each)
        if before.verdict != each.verdict:
            raise _contradiction(where, before, each)
    _check_chains(pairs.values(), where)
    return Decisions(pairs)


def written(decisions: Iterable[Decided]) -> str:
    """Return decisions as a file, sorted by pair; of two about one pair the later counts."""
    kept = {each.pair: each for each in decisions}
    return "".join(_line(kept[pair]) for pair in sorted(kept))


def _line(decided: Decided) -> str:
    told = {
        "one": decided.one,
        "other": decided.other,
        "verdict": decided.verdict,
        "by": decided.by,
        "because": decided.because,
    }
    kept = {key: value for key, value in told.items() if value}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _decided(line: str, where: str, number: int) -> Decided:
    try:
        told: Any = json.loads(line)  # Any: JSON, checked below
    except ValueError as error:
        raise LinkError(f"this is no JSON: {error}", where=where, hint=HINT) from error
    if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
        raise LinkError("a decision is an object of texts", where=where, hint=HINT)
    if strange := set(told) - FIELDS:
        raise LinkError(f"a decision has no {min(strange)}", where=where, hint=HINT)
    one, other, verdict = told.get("one", ""), told.get("other", ""), told.get("verdict", "")
    if not one or not other or one == other:
        raise LinkError("a decision is about two things", where=where, hint=HINT)
    if verdict not in get_args(Verdict):
        raise LinkError(f"the verdict is {verdict!r}", where=where, hint="same or different")
    return Decided(
        one=one,
        other=other,
        verdict=cast("Verdict", verdict),
        by=told.get("by", ""),
        because=told.get("because", ""),
        line=number,
    )


def _check_chains(decisions: Iterable[Decided], where: str) -> None:
    """Refuse that two things are different which others say are the same."""
    told = tuple(decisions)
    home: dict[str, str] = {}

    def top(side: str) -> str:
        while home.get(side, side) != side:
            side = home[side]
        return side

    for each in told:
        if each.verdict == "same":
            home[top(each.one)] = top(each.other)
    for each in told:
        if each.verdict == "different" and top(each.one) == top(each.other):
            raise LinkError(
                f"{each.one} and {each.other} are decided to be different, but other decisions "
                "make them one",
                where=f"{where}:{each.line}",
                hint="take one of these decisions away",
            )


def _contradiction(where: str, before: Decided, after: Decided) -> LinkError:
    return LinkError(
        f"{after.one} and {after.other} are decided to be {before.verdict} in line "
        f"{before.line} and {after.verdict} here",
        where=f"{where}:{after.line}",
        hint="take one of the two lines away",
    )
