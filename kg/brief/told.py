"""A brief in one language, ready to be set: sentences, rows, figures, voices, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.brief.helps import Help
    from kg.brief.notes import Reference
    from kg.brief.shifts import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or one entry of a row, and the numbers of its quotations."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands beside one head of the overview; short entries share a line."""

    head: str
    entries: tuple[Sentence, ...]
    is_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One reported value that is not part of a change."""

    subject: str
    indicator: str
    value: str
    status: str
    when: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words of a speaker; `by` is who said them and as what."""

    words: str
    lang: str
    by: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief in one language, ready to be set.

    Attributes:
        words: The words around the facts.
        lead: The story in a few sentences.
        overview: Background, programmes and dates.
        shifts: What changed; `more` are those that are left out.
        references: The sources with their quotations.
        romanised: Names of a brief in English that only a rule spells, with their own spelling.
    """

    lang: str
    title: str
    is_derived: bool
    words: Mapping[str, str]
    lead: tuple[Sentence, ...]
    overview: tuple[Row, ...]
    helps: tuple[Help, ...]
    shifts: tuple[Shift, ...]
    more: str
    figures: tuple[Figure, ...]
    voices: tuple[Voice, ...]
    references: tuple[Reference, ...]
    romanised: tuple[tuple[str, str], ...] = ()

    @property
    def romanised_names(self) -> str:
        """The romanised names with their own spelling, in one line."""
        return ", ".join(f"{name} ({own})" for name, own in self.romanised)


def has_anything(told: Brief) -> bool:
    """Tell whether a brief has anything to tell."""
    return any((told.lead, told.overview, told.shifts, told.figures, told.voices))


def numbers_of(parts: Sequence[Help] | Sequence[Shift]) -> tuple[int, ...]:
    """Return the notes of parts, each once, in order."""
    return tuple(sorted({number for one in parts for number in one.notes}))
