"""Units beside numbers: which words are units, of which kind. Pure; the words are data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.files import resource_toml

UnitKind = Literal["percent", "points", "multiple", "money", "duration", "count", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as it stands behind a number.

    Attributes:
        name: What a fact carries: the printed form, or ISO 4217 for money.
        kind: `rank` numbers order, date or place something and are no quantity.
        role: `firms` or `persons` where that matters, else empty.
        seconds: Length of a duration, else 0.
        length: Code points the unit takes, its leading blank excluded.
    """

    name: str
    kind: UnitKind
    length: int
    role: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Form:
    word: str
    name: str
    kind: UnitKind
    role: str
    seconds: float
    refused: tuple[str, ...]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """Return the forms by their first letter, longest first."""
    table = resource_toml("words/units.toml")
    found: dict[str, list[_Form]] = {}
    for group, is_printed in (("unit", False), ("printed", True)):
        for entry in table[group]:
            for word in entry["forms"]:
                form = _Form(
                    word,
                    word if is_printed or entry.get("is_printed") else entry["name"],
                    entry["kind"],
                    entry.get("role", ""),
                    float(entry.get("seconds", 0)),
                    tuple(entry.get("not", ())),
                )
                found.setdefault(word[0].lower(), []).append(form)
    return {
        key: tuple(sorted(forms, key=lambda form: -len(form.word))) for key, forms in found.items()
    }


def read(text: str, at: int) -> Unit | None:
    """Return the unit that begins at `at`, or None.

    >>> read("6천 병", 3).name, read("3분기", 1).kind, read("30원칙", 2)
    ('병', 'rank', None)
    """
    for form in _forms().get(text[at : at + 1].lower(), ()):
        printed = text[at : at + len(form.word)]
        if printed != form.word and (len(form.word) < 4 or printed.lower() != form.word.lower()):
            continue
        if any(text.startswith(word, at) for word in form.refused):
            continue
        behind = text[at + len(form.word) : at + len(form.word) + 1]
        if (
            form.word[-1].isascii()
            and form.word[-1].isalpha()
            and behind.isascii()
            and behind.isalnum()
        ):
            continue
        return Unit(
            name=form.name,
            kind=form.kind,
            length=len(form.word),
            role=form.role,
            seconds=form.seconds,
        )
    return None


@cache
def signs() -> dict[str, str]:
    """Return the currency signs that stand before a number, with their ISO 4217 codes."""
    found: dict[str, str] = resource_toml("words/units.toml")["signs"]
    return found


@cache
def seconds(name: str) -> float:
    """Return how long a unit of time lasts in seconds, 0 for any other unit.

    >>> seconds("시간"), seconds("ppm")
    (3600.0, 0.0)
    """
    for entry in resource_toml("words/units.toml")["unit"]:
        if entry["name"] == name:
            return float(entry.get("seconds", 0))
    return 0.0


@cache
def role(name: str) -> str:
    """Return `firms` or `persons` for a unit that counts them, else an empty string."""
    for entry in resource_toml("words/units.toml")["unit"]:
        if entry["name"] == name or (entry.get("is_printed") and name in entry["forms"]):
            return str(entry.get("role", ""))
    return ""
