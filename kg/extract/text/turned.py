"""Tables that lie on their side: a firm a column, what is told of it a row. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from kg.extract.grammar.words import table

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = TypeVar("Row")

_FEWEST: Final = 3  # lines of such a table
_NUMBER: Final = re.compile(r"[\d.,]+\s?\S{0,3}$")


def lies(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first column holds the headings: "도움 준 곳 | 가람전자 | 나래기계".

    A heading for helpers or for what they gave stands in the first column, with no bare
    numbers behind it, and none in the first line.

    >>> lies([["구분", "가람"], ["지원기관", "나래전자"], ["품목", "매트"]])
    True
    """
    if len(rows) < _FEWEST or any(_is_heading(cell) for cell in rows[0][1:]):
        return False
    return any(_helps(row[0]) and not any(map(_NUMBER.match, row[1:])) for row in rows[1:])


def stood_up(rows: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the lines as columns."""
    return [list(column) for column in zip(*rows, strict=True)]


def _helps(label: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", label).strip()
    return bool(_headings("supporter").fullmatch(bare) or _headings("deed").fullmatch(bare))


def _is_heading(label: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", label).strip()
    return (
        bool(re.match(r"\W*\d", bare))
        or _helps(label)
        or any(
            _headings(kind).fullmatch(bare) for kind in ("recipient", "amount", "means", "never")
        )
    )


@cache
def _headings(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in table("ko/forms")[kind]))
