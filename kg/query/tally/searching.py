"""Strings that hold, begin with, or end with some letters, found in one run of bytes. Exact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.spelling import unescaped
from kg.query.tally.kinds import IRI, STRINGS, kinds_in
from kg.query.tally.numbers import Unlike

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.columns import Columns, Texts
    from kg.query.tally.letters import Letters

    Mask = npt.NDArray[np.bool_]

# Letters beyond ASCII that are the same as one of ASCII where case does not matter.
_FOLDED: Final = ("\u017f".encode(), "\u212a".encode(), "\u0130".encode())
_FEW: Final = 3_000  # terms that are looked at one by one


def with_letters(
    columns: Columns, asked: Letters, column: npt.NDArray[np.int32], predicate: bytes | None
) -> Mask:
    """Tell which terms of a column, all of them of the data, hold some letters.

    Args:
        columns: The data.
        asked: The letters.
        column: Numbers of terms.
        predicate: One of which all of them are values, where that is known.
    """
    kinds = kinds_in(columns.values.kind[column])
    if not kinds <= (STRINGS | {IRI} if asked.is_any else STRINGS):
        raise Unlike
    number = columns.number(predicate) if predicate else None
    texts = columns.texts.get(number) if number is not None else None
    found = np.zeros(columns.count, dtype=np.bool_)
    if texts is None:
        different = np.unique(column)
        if len(different) > _FEW:
            raise Unlike
        texts = columns.texts_of(different)
    found[_searched(columns, texts, asked)] = True
    return found[column]


def _searched(columns: Columns, texts: Texts, asked: Letters) -> npt.NDArray[np.int32]:
    """Return the numbers of the terms that hold the letters."""
    if asked.is_folded and any(each in texts.blob for each in _FOLDED):
        raise Unlike
    letters, blob = asked.text.encode(), texts.blob
    if asked.is_folded:
        letters, blob = letters.lower(), blob.lower()  # ASCII only
    starts = (found.start() for found in re.finditer(re.escape(letters), blob))
    places = np.fromiter(starts, dtype=np.int64)
    rows = np.searchsorted(texts.ends, places, side="right")
    begin = np.concatenate(([0], texts.ends[:-1]))[rows] + 1 if len(texts.ends) else places
    end = texts.ends[rows] - columns.values.tail[texts.numbers[rows]]
    is_held = (places >= begin) & (places + len(letters) <= end)
    if asked.begins:
        is_held &= places == begin
    if asked.ends:  # one that comes later was passed over where it overlaps
        is_held &= places + len(letters) == end
        if _overlaps(letters):
            raise Unlike
    held = texts.numbers[rows[is_held]]
    if b"\\" not in texts.blob:
        return held
    others = texts.escaped
    one_by_one = [number for number in others.tolist() if _holds(columns, number, asked)]
    return np.concatenate([np.setdiff1d(held, others), np.array(one_by_one, dtype=np.int32)])


def _overlaps(letters: bytes) -> bool:
    """Tell whether letters may begin within themselves."""
    folded = letters.lower()
    return any(folded.startswith(folded[place:]) for place in range(1, len(folded)))


def _holds(columns: Columns, number: int, asked: Letters) -> bool:
    """Tell whether one term holds the letters, its escapes resolved."""
    text = columns.text(number)
    said = unescaped(text[1 : -int(columns.values.tail[number])].decode())
    wanted = asked.text
    if asked.is_folded:
        said, wanted = said.lower(), wanted.lower()
    if asked.begins and asked.ends:
        return said == wanted
    if asked.begins:
        return said.startswith(wanted)
    return said.endswith(wanted) if asked.ends else wanted in said
