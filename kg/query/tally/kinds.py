"""Kinds of terms, and what a typed literal is worth. Exact."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER: Final = 0
INTEGER: Final = 1
DECIMAL: Final = 2
DOUBLE: Final = 3
DATE: Final = 4  # without a time zone
MOMENT: Final = 5  # without a time zone
PLAIN: Final = 6  # a string
TOLD: Final = 7  # a string in a language
IRI: Final = 8
BLANK: Final = 9
FINE: Final = 10  # a decimal of many digits, which is only put in order
EXACT: Final = frozenset({INTEGER, DECIMAL})
NUMBERS: Final = EXACT | {DOUBLE}
STRINGS: Final = frozenset({PLAIN, TOLD})
MILLION: Final = 1_000_000
MOST: Final = 4 * 10**18  # of what is kept in millionths
FRACTION: Final = 6
_XSD: Final = b'"^^<http://www.w3.org/2001/XMLSchema#'
_TYPES: Final = {
    b"integer": INTEGER,
    b"decimal": DECIMAL,
    b"double": DOUBLE,
    b"date": DATE,
    b"dateTime": MOMENT,
}
_EPOCH: Final = date(1970, 1, 1).toordinal()
_BEGIN: Final = datetime(1970, 1, 1)  # noqa: DTZ001 -- moments without a zone


def typed(text: bytes) -> tuple[int, int, float, int]:
    """Return kind, exact and rounded value of a typed literal, and the bytes behind its lexical.

    >>> typed(b'"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    (2, 12500000, 12.5, 45)
    """
    cut = text.rfind(b'"^^<')
    behind = len(text) - cut
    if not text.startswith(_XSD, cut):
        return OTHER, 0, 0.0, behind
    kind = _TYPES.get(text[cut + len(_XSD) : -1], OTHER)
    lexical = text[1:cut].decode()
    try:
        if kind == DOUBLE:
            return kind, 0, float(lexical), behind
        whole = _whole(kind, lexical)
    except ValueError:
        return OTHER, 0, 0.0, behind
    if whole is None:
        return OTHER, 0, 0.0, behind
    return kind, whole, (whole / MILLION if kind in EXACT else float(whole)), behind


def _whole(kind: int, lexical: str) -> int | None:
    """Return an exact value in its unit; None where it does not fit.

    Raises:
        ValueError: It is no such value.
    """
    if kind in EXACT:
        before, _, after = lexical.partition(".")
        if len(after) > FRACTION or len(before) > 13:
            return None
        found = int(before + after.ljust(FRACTION, "0"))
        return found if abs(found) < MOST else None
    if kind == DATE and len(lexical) == 10:
        return date.fromisoformat(lexical).toordinal() - _EPOCH
    if kind == MOMENT and 19 <= len(lexical) <= 26 and lexical[-1].isdigit():
        if "+" in lexical or lexical.count("-") != 2 or lexical[11:13] == "24":
            return None
        since = datetime.fromisoformat(lexical) - _BEGIN
        return (since.days * 86_400 + since.seconds) * MILLION + since.microseconds
    return None


def kinds_in(kinds: Iterable[int]) -> frozenset[int]:
    """Return which kinds there are in a column of kinds."""
    counts = np.bincount(np.asarray(kinds, dtype=np.int64), minlength=1)
    return frozenset(np.flatnonzero(counts).tolist())
