"""A text cut where evidence begins and ends. Pure."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `anchor` names the narrowest passage it belongs to, or is empty."""

    text: str
    anchor: str = ""


def pieces(text: str, passages: Mapping[str, Span]) -> list[Piece]:
    """Return `text` cut into pieces that together are the text again.

    Passages may overlap and lie in one another: a piece belongs to the shortest that holds it.

    Args:
        text: The whole text.
        passages: Anchor to span, in code points of `text`.

    >>> [piece.text for piece in pieces("abcdef", {"x": Span(1, 5), "y": Span(2, 3)})]
    ['a', 'b', 'c', 'de', 'f']
    """
    inside = {anchor: span for anchor, span in passages.items() if span.end <= len(text)}
    cuts = {0, len(text)}.union(*((span.start, span.end) for span in inside.values()))
    ordered = sorted(cuts)
    shortest = sorted(inside, key=lambda anchor: (len(inside[anchor]), anchor))
    found = []
    for start, end in itertools.pairwise(ordered):
        piece = Span(start, end)
        holder = next((anchor for anchor in shortest if inside[anchor].holds(piece)), "")
        found.append(Piece(text[start:end], holder))
    return found
