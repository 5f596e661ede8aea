"""A text in stretches a model is asked about one at a time. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.model.document import Document


def pieces(document: Document, most: int) -> tuple[Span, ...]:
    r"""Return the stretches of a text, cut at line ends where that is possible.

    Args:
        document: A blank one has no pieces.
        most: Longest piece, code points.

    >>> from kg.model.document import Document
    >>> text = Document(source="0" * 64, name="a", text="ab\ncd\nefgh")
    >>> [(piece.start, piece.end) for piece in pieces(text, 6)]
    [(0, 6), (6, 10)]
    """
    text, found, start = document.text, [], 0
    while start < len(text):
        end = min(start + most, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end)
            end = cut + 1 if cut > start else end
        if text[start:end].strip():
            found.append(Span(start, end))
        start = end
    return tuple(found)
