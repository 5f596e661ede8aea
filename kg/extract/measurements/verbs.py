"""Words that tell a change or a state, and what one quantity does in it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.reading import Quantity
    from kg.model.source import Language

Direction = Literal["up", "down", "good", "bad", "turn", "state"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("up", "down", "good", "bad", "turn", "state")

ARROW: Final = re.compile(r"\s?(?:→|->|=>|⇒|➝|➔|▶|~>|►)\s?(?:약 |최대 )?")


@dataclass(frozen=True, slots=True)
class Verb:
    """A word at `[start, end)` that says which way something went, or that it stands."""

    start: int
    end: int
    direction: Direction

    @property
    def is_change(self) -> bool:
        """Whether it tells a change rather than a state."""
        return self.direction != "state"


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity and what it does in a change."""

    role: Literal["before", "after", "percent", "absolute", "value"]
    quantity: Quantity
    verb: Verb | None = None


@cache
def _pattern(lang: Language) -> re.Pattern[str]:
    table = resource_toml(f"words/{lang}/changes.toml")["verbs"]
    groups = []
    for direction in DIRECTIONS:
        words = "|".join(sorted(table[direction], key=len, reverse=True))
        groups.append(rf"(?P<{direction}>{words})")
    choices = "|".join(groups)
    return re.compile(rf"\b(?:{choices})\b" if lang == "en" else choices, re.IGNORECASE)


def find_verbs(text: str, lang: Language) -> tuple[Verb, ...]:
    """Return the words of change and state in a sentence, in order.

    >>> [verb.direction for verb in find_verbs("생산은 늘고 불량은 줄었다", "ko")]
    ['up', 'down']
    """
    found = []
    for match in _pattern(lang).finditer(text):
        direction = next(name for name in DIRECTIONS if match[name])
        found.append(Verb(match.start(), match.end(), direction))
    return tuple(found)


@cache
def words(lang: Language, table: str, key: str) -> re.Pattern[str]:
    """Return the pattern of a list of `changes.toml`, such as `status`, `target`."""
    listed = sorted(resource_toml(f"words/{lang}/changes.toml")[table][key], key=len, reverse=True)
    choices = "|".join(listed)
    return re.compile(rf"\b(?:{choices})\b" if lang == "en" else f"(?:{choices})", re.IGNORECASE)


def is_value(quantity: Quantity) -> bool:
    """Tell whether a quantity can be a state: not "두 배" or "3%p"."""
    return quantity.kind not in ("multiple", "points")


def compatible(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities can be before and after of one thing."""
    if one.kind == "fraction" or other.kind == "fraction":
        return False
    if one.kind == other.kind == "duration":
        return True
    return (is_value(other) or one.kind == other.kind == "points") and (
        one.unit == other.unit
        or bool(units.role(one.unit) and units.role(one.unit) == units.role(other.unit))
    )
