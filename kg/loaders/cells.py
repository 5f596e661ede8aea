"""Rows of a table drawn with tabs, bars or wide gaps inside a plain text. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# A wide gap alone is a weak sign: writers also double a blank by mistake.
_SEPARATORS: Final = (
    (re.compile(r"[|│┃]"), 2),
    (re.compile(r"\t+"), 2),
    (re.compile(r"\s{2,}"), 3),
)
_SENTENCE: Final = re.compile(r"[.!?][”\"’']?$")


def cells_of(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """Return the cells of each line, offsets in the line; None for a line outside a table.

    A table is two or more lines in a row that have as many cells under the same separator.
    """
    found: list[tuple[Span, ...] | None] = [None] * len(lines)
    for separator, fewest in _SEPARATORS:
        rows = [_split(line, separator) for line in lines]
        for at, row in enumerate(rows):
            beside = [rows[other] for other in (at - 1, at + 1) if 0 <= other < len(rows)]
            is_row = len(row) >= fewest and any(len(other) == len(row) for other in beside)
            if is_row and found[at] is None and not _SENTENCE.search(lines[at]):
                found[at] = tuple(cell for cell in row if _says(cell.of(lines[at])))
    return found


def _split(line: str, separator: re.Pattern[str]) -> tuple[Span, ...]:
    """Return the stretches between separators, without blanks around them."""
    edges = [0]
    for gap in separator.finditer(line):
        edges += [gap.start(), gap.end()]
    edges.append(len(line))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = line[start:end].strip()
        if words:
            begins = line.index(words, start)
            found.append(Span(begins, begins + len(words)))
    return tuple(found)


def _says(cell: str) -> bool:
    """Tell a cell from a rule drawn with hyphens."""
    return any(character.isalnum() for character in cell)
