"""Reading: from a document to facts with evidence. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract import confidence, explain
from kg.extract.discourse import layer as anaphors
from kg.extract.events import circumstances, designations
from kg.extract.events import layer as events
from kg.extract.measurements import layer as measurements
from kg.extract.names import deed_names
from kg.extract.names import layer as names
from kg.extract.posts import layer as affiliations
from kg.extract.programmes import layer as programmes
from kg.extract.reading import Reading
from kg.extract.statements import layer as statements
from kg.extract.supports import layer as supports
from kg.extract.supports import patrons
from kg.extract.text import composed, sentences
from kg.extract.values import dates, quantities
from kg.model.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.model.document import Document
    from kg.model.entities import Entity
    from kg.model.source import Language

EXTRACTORS: Final[dict[str, Callable[[Reading], Reading]]] = {
    "deed_names": deed_names.read,
    "anaphors": anaphors.bind,
    "patrons": patrons.read,
    "pointers": anaphors.again,
    "affiliations": affiliations.read,
    "quantities": quantities.read,
    "dates": dates.read,
    "circumstances": circumstances.read,
    "events": events.read,
    "programmes": programmes.read,
    "supports": supports.read,
    "measurements": measurements.read,
    "statements": statements.read,
    "designations": designations.read,
}
"""What reads after sentences and names, in order; each layer returns the reading richer."""


def read(
    document: Document, known: Sequence[Entity] = (), *, is_calibrated: bool = True
) -> Reading:
    """Read a document.

    Args:
        document: Its metadata tell the language and the day relative dates go by.
        known: Entities of the authority, whose names and types are taken as given.
        is_calibrated: Whether facts carry the confidence their rules have earned on annotated
            cases, or the one the rules state.
    """
    whole = composed.composed(document)
    if whole is not None:
        reading = read(whole.document, known, is_calibrated=is_calibrated)
        return replace(reading, facts=whole.restored(reading.facts))
    lang = document.meta.language or language(document.text)
    reading = Reading(
        document=document,
        lang=lang,
        published=document.meta.published,
        facts=Facts(),
        sentences=sentences.split(document, lang),
    )
    reading = names.find(reading, known)
    for layer in EXTRACTORS.values():
        reading = layer(reading)
    facts = explain.explained(reading.facts, document)
    return replace(reading, facts=confidence.calibrated(facts) if is_calibrated else facts)


def language(text: str) -> Language:
    """Return `ko` when at least one letter in five of the first 5,000 is Hangul, else `en`."""
    letters = [letter for letter in text[:5000] if letter.isalpha()]
    hangul = sum(1 for letter in letters if "가" <= letter <= "힣")
    return "ko" if hangul * 5 >= len(letters) and hangul else "en"
