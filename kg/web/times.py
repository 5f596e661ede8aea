"""When something was: the day a source tells, or else the day it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from kg import vocab
from kg.web import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

DATED: Final = (vocab.TIME.inXSDDate, vocab.TIME.inXSDgYearMonth, vocab.TIME.inXSDgYear)
WHEN: Final = (vocab.when, vocab.announcedOn)
MOST_TWINS: Final = 12  # a fact has one for each of its parts; all are of the same source


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year as ISO 8601 writes it.

    Attributes:
        until: The last day of a longer time; empty where it is one.
        is_reported: Nobody says when it was, and this is when it was reported.
    """

    iso: str
    until: str = ""
    is_reported: bool = False


def day_of(node: NamedNode) -> Day | None:
    """Return when a thing was, else when it was reported; None where neither is known."""
    for predicate in WHEN:
        for time in lookup.nodes(node, predicate):
            start = _first(time, vocab.TIME.hasBeginning)
            if start:
                end = _first(time, vocab.TIME.hasEnd)
                return Day(start, end if end != start else "")
    issued = min(_issued(node), default="")
    return Day(issued, is_reported=True) if issued else None


def _first(time: NamedNode, end: NamedNode) -> str:
    """Return the date of a time or of one of its ends."""
    for instant in [*lookup.nodes(time, end), time]:
        for predicate in DATED:
            if found := lookup.words(instant, predicate):
                return found
    return ""


def _issued(node: NamedNode) -> Iterator[str]:
    """Yield when the sources that tell of a thing appeared."""
    told = islice(lookup.triples(None, vocab.RDF.subject, node), MOST_TWINS)
    sources = {
        source for twin, _, _ in told for source in lookup.nodes(twin, vocab.PROV.hadPrimarySource)
    }
    for source in sources:
        for day in lookup.values(source, vocab.DCT.issued):
            if isinstance(day, Literal):
                yield day.value
