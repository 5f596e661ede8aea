"""Words of sources with what stands around them, for a person who decides by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.document import Row
    from kg.model.evidence import Evidence
    from kg.pipeline.reading import Gathered

BEFORE: Final = 40  # code points of text in front of a quote and behind it
CELLS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Texts and rows of a project's sources.

    Attributes:
        texts: Digest of a document to its text.
        rows: Digest, sheet and number to the row of a table.
    """

    texts: Mapping[str, str]
    rows: Mapping[tuple[str, str, int], Row]

    def told(self, evidence: Evidence) -> str:
        """Return a quote in its sentence, or with the first cells of its row, in one line.

        The quote stands in brackets: `…함께 [새봄정밀]과 …`.
        """
        place = evidence.place
        if isinstance(place, Cell):
            row = self.rows.get((evidence.source, place.sheet, place.row))
            others = [] if row is None else _others(row, place.column)
            return " | ".join([f"[{_line(evidence.quote)}]", *others])
        text = self.texts.get(evidence.source, "")
        if text[place.start : place.end] != evidence.quote:
            return f"[{_line(evidence.quote)}]"
        before = text[max(0, place.start - BEFORE) : place.start]
        after = text[place.end : place.end + BEFORE]
        dots = "…" if place.start > BEFORE else "", "…" if place.end + BEFORE < len(text) else ""
        return _line(f"{dots[0]}{before}[{evidence.quote}]{after}{dots[1]}")


def around(gathered: Gathered) -> Around:
    """Return what stands around the words of a project's sources."""
    return Around(
        texts={each.source: each.text for each in gathered.documents},
        rows={
            (table.source, table.sheet, row.number): row
            for table in gathered.tables
            for row in table.rows
        },
    )


def _others(row: Row, column: str) -> list[str]:
    others = [f"{name}: {_line(cell)}" for name, cell in row.cells.items() if name != column]
    return others[:CELLS]


def _line(text: str) -> str:
    return " ".join(text.split())
