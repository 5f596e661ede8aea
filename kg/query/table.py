"""Answers as a table for a terminal, Korean letters counted as the two columns they take."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryTriples

from kg.query.prefixes import shorten
from kg.query.serialise import serialise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from kg.query.answer import Answer

WIDEST: Final = 60  # columns of one cell; the other formats give the whole


def table(answer: Answer, *, widest: int = WIDEST) -> str:
    """Return an answer as lines of text: columns for rows, Turtle for triples, true or false.

    Args:
        answer: What the engine found; it can be read once only.
        widest: Columns a cell may take; a longer one ends in `…`.
    """
    if isinstance(answer.result, QueryTriples):
        return serialise(answer, "turtle").decode().rstrip("\n")
    if isinstance(answer.result, QueryBoolean):
        return "true" if answer.result else "false"
    rows = [
        [shown(solution[name], widest) for name in answer.variables] for solution in answer.result
    ]
    return _lines(answer.variables, rows)


def shown(term: NamedNode | BlankNode | Literal | Triple | None, widest: int = WIDEST) -> str:
    """Return a term as a person reads it: prefixes short, literals bare, line breaks as blanks."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return _cut(shorten(term.value), widest)
    if isinstance(term, Literal):
        return _cut(" ".join(term.value.split()), widest)
    return _cut(str(term), widest)


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    >>> width("등대 ABC")
    8
    """
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
        return 0
    if "\u1160" <= character <= "\u11ff":
        return 0  # the vowel and the final of a decomposed syllable stand in its first letter
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(text: str, widest: int) -> str:
    if width(text) <= widest:
        return text
    room = widest - 1
    for end, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return text[:end] + "…"
    return text


def _lines(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    columns = [max(map(width, column)) for column in zip(names, *rows, strict=True)]
    ruled = [names, ["─" * wide for wide in columns], *rows]
    lines = ("  ".join(map(_padded, row, columns)).rstrip() for row in ruled)
    return "\n".join([*lines, f"({len(rows)})"])


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - width(cell))
