"""What an authority tells of one entity, and what a source tells of one mention. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.link.match.spelling import without_country

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.link.numbers import Number

DAY: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*[-./년]\s*(\d\d?)(?:\s*[-./월]\s*(\d\d?))?)?(?!\d)"
)
MOST_TOLD: Final = 2


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity as its authority writes it.

    Attributes:
        lang: Language tag, empty when none is told.
        is_preferred: Whether the authority prefers it.
    """

    text: str
    lang: str = ""
    is_preferred: bool = False

    def variants(self) -> Iterator[tuple[str, bool]]:
        """Yield the name and what is left of it without dirt, and whether that is the name whole.

        Left out are the country, an alternative behind `or`, and what stands in brackets behind.
        """
        yield self.text, True
        for part in re.split(r"\s+or\s+|\s*[(（][^)）]*[)）]\s*$", self.text):
            shorter = without_country(part.strip())
            if len(shorter) > 1 and shorter != self.text:
                yield shorter, False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One entity of an authority.

    Attributes:
        iri: Its IRI.
        names: At least one.
        kinds: Local names of its classes there, such as `MedicalOrganization`.
        numbers: Registered numbers, and ids of other authorities (`("same", IRI)`).
        since: First day or year, ISO 8601; empty when nobody says.
        until: Last day, inclusive; empty when it stands or nobody says.
        is_gone: Whether the authority calls it dissolved, withdrawn or replaced.
        replaced_by: IRIs of what came after it.
        parents: IRIs of what it is part of.
        places: IRIs or names of where it sits.
        notes: What is said of it in words.
    """

    iri: str
    names: tuple[Name, ...]
    kinds: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    since: str = ""
    until: str = ""
    is_gone: bool = False
    replaced_by: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the preferred Korean name, else the first preferred, else the first one."""
        first = [each for each in self.names if each.is_preferred] or list(self.names)
        return next((each.text for each in first if each.lang == "ko"), first[0].text)

    @property
    def told(self) -> str:
        """Return in a line what a person may decide by, beside the name it is known by."""
        names = [each.text for each in self.names if each.text != self.label]
        places = [each for each in self.places if "://" not in each]
        time = f"{self.since}–{self.until}" if self.until else self.since
        parts = [
            *self.kinds,
            *names[:MOST_TOLD],
            *places[:MOST_TOLD],
            time,
            *self.notes[:MOST_TOLD],
        ]
        return " · ".join(dict.fromkeys(filter(None, parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a source with what stands around it.

    Attributes:
        context: Words around it, which may tell a place, a product, a neighbour, a day.
        kind: Our kind of actor; empty when not known.
        day: Day of the source, ISO 8601 (a year alone will do); empty when not known.
        place: Where it sits.
        numbers: Registered numbers told of it.
    """

    text: str
    context: str = ""
    kind: str = ""
    day: str = ""
    place: str = ""
    numbers: tuple[Number, ...] = ()

    def when(self) -> str:
        """Return the day of the source, else the first day or year its context names."""
        if self.day:
            return self.day
        found = DAY.search(self.context)
        if not found:
            return ""
        year, *rest = found.groups()
        return "-".join([year, *(f"{int(each):02}" for each in rest if each)])


def published(day: date | None) -> str:
    """Return a day as mentions tell it; empty for none."""
    return day.isoformat() if day else ""
