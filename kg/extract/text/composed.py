"""Korean letters stored in pieces (NFD, as some systems save them), read as letters. Pure.

The grammars know composed syllables only, and evidence must stand in the text as the loader gave
it: so the text is composed for reading, and every place is put back afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.model.document import Block, Document, Repeat
from kg.model.evidence import Evidence, Slot, Span
from kg.model.facts import Facts
from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from kg.model.facts import Fact

PIECES: Final = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with whole syllables, and the way back.

    Attributes:
        document: What is read.
        original: What it was made of.
        starts: Where each of its code points begins in the original text; ascending, closed by
            the original's length.
    """

    document: Document
    original: Document
    starts: tuple[int, ...]

    def restored(self, facts: Facts) -> Facts:
        """Return facts whose evidence stands in the original text."""
        told: dict[str, Any] = {  # Any: tuples of each kind
            plural: tuple(self._fact(fact) for fact in getattr(facts, plural)) for plural in KINDS
        }
        return Facts(**told)

    def _fact(self, fact: Fact) -> Fact:
        basis = replace(
            fact.basis,
            evidence=tuple(map(self._evidence, fact.basis.evidence)),
            slots=tuple(
                Slot(slot.field, self._evidence(slot.evidence)) for slot in fact.basis.slots
            ),
        )
        return replace(fact, basis=basis)

    def _evidence(self, evidence: Evidence) -> Evidence:
        place = evidence.place
        if not isinstance(place, Span):
            return evidence
        return self.original.evidence(Span(self.starts[place.start], self.starts[place.end]))


def composed(document: Document) -> Composed | None:
    """Return a document composed for reading; None when no letter stands in pieces."""
    if not PIECES.search(document.text):
        return None
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for found in PIECES.finditer(document.text):
        parts += [document.text[at : found.start()], unicodedata.normalize("NFC", found[0])]
        starts += [*range(at, found.start()), found.start()]
        at = found.end()
    parts.append(document.text[at:])
    starts += [*range(at, len(document.text)), len(document.text)]

    def there(span: Span) -> Span:
        """Return where a stretch of the original stands: the letters that hold its ends."""
        first = bisect_right(starts, span.start) - 1
        return Span(first, max(first, bisect_right(starts, span.end - 1) - 1) + 1)

    whole = replace(
        document,
        text="".join(parts),
        blocks=tuple(Block(block.kind, there(block.span)) for block in document.blocks),
        repeats=tuple(Repeat(there(each.span), there(each.of)) for each in document.repeats),
    )
    return Composed(whole, document, tuple(starts))
