"""Sums and averages of numbers, and numbers as the engine writes them. Exact."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.kinds import DECIMAL, DOUBLE, EXACT, FINE, INTEGER, MILLION, MOST
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.numbers import Numbers
    from kg.query.tally.terms import Terms

    Places = npt.NDArray[np.int64]

TYPE: Final = "http://www.w3.org/2001/XMLSchema#"
EXACTLY: Final = 2.0**52  # sums below which a double holds every whole number
DIGITS: Final = 18  # behind the point of a decimal the engine divides


def sums(
    terms: Terms, told: Numbers, function: str, of_row: Places, count: int
) -> npt.NDArray[np.int32]:
    """Return the sum or the average of each group, as terms that are written later.

    Raises:
        NotHere: The engine has rules of its own for what is added up.
    """
    counts = np.bincount(of_row, minlength=count)
    if told.kinds == {DOUBLE}:
        with np.errstate(all="ignore"):
            added = np.bincount(of_row, weights=told.real, minlength=count)  # in order
            reals = added / (counts if function == "AVG" else 1.0)
        nothing = np.zeros(count, dtype=np.int64)
        return terms.later(DOUBLE, nothing, reals, lambda place: _double(float(reals[place])))
    if not told.kinds <= EXACT:
        raise NotHere  # other numbers have rules of their own
    if float(np.abs(told.real).sum()) > MOST / MILLION:
        raise NotHere
    wholes = _added(told.whole, of_row, count)
    if function == "AVG":
        return _averages(terms, wholes, counts)
    if told.kinds == {INTEGER}:
        return integers(terms, wholes // MILLION)
    if told.kinds == {DECIMAL}:
        write = lambda place: _decimal(int(wholes[place]), 6)  # noqa: E731 -- as short as it is
        return terms.later(DECIMAL, wholes, wholes / MILLION, write)
    raise NotHere  # a group of whole numbers only has another type than the others


def integers(terms: Terms, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return whole numbers as terms that are written later."""
    write = lambda place: integer(int(numbers[place]))  # noqa: E731 -- as short as it is
    return terms.later(INTEGER, numbers * MILLION, numbers.astype(float), write)


def _averages(terms: Terms, wholes: npt.NDArray[np.int64], counts: Places) -> npt.NDArray[np.int32]:
    """Return sums over counts; their exact order is known, and their digits when written."""
    quotients, rests = np.divmod(wholes, counts)
    behind = rests * 10 ** (DIGITS - 6) // counts  # no count is above the number of rows
    order = np.lexsort((behind, quotients))
    is_more = np.diff(quotients[order], prepend=0).astype(bool)
    is_more |= np.diff(behind[order], prepend=0).astype(bool)
    rank = np.zeros(len(wholes), dtype=np.int64)
    rank[order] = np.cumsum(is_more)

    def write(place: int) -> bytes:
        return _decimal(_divided(int(wholes[place]), int(counts[place])), DIGITS)

    return terms.later(FINE, rank, wholes / counts / MILLION, write)


def _added(wholes: npt.NDArray[np.int64], of_row: Places, count: int) -> npt.NDArray[np.int64]:
    """Return exact sums; those that a double holds exactly all along are quicker."""
    if float(np.abs(wholes.astype(float)).sum()) < EXACTLY:
        return np.bincount(of_row, weights=wholes, minlength=count).astype(np.int64)
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, of_row, wholes)
    return sums


def _divided(whole: int, number: int) -> int:
    """Return millionths over a count, cut off behind the last digit the engine keeps."""
    scaled: int = abs(whole) * 10 ** (DIGITS - 6) // number
    return -scaled if whole < 0 else scaled


def integer(number: int) -> bytes:
    """Return a whole number as the engine writes it."""
    return f'"{number}"^^<{TYPE}integer>'.encode()


def _decimal(number: int, digits: int) -> bytes:
    """Return a decimal of so many digits behind the point, as the engine writes it."""
    before, after = divmod(abs(number), 10**digits)
    behind = f"{after:0{digits}}".rstrip("0")
    sign = "-" if number < 0 else ""
    return f'"{sign}{before}{"." if behind else ""}{behind}"^^<{TYPE}decimal>'.encode()


def _double(number: float) -> bytes:
    """Return a double as the engine writes it: all digits, no exponent."""
    special = {"nan": "NaN", "inf": "INF", "-inf": "-INF"}.get(repr(number))
    written = special or format(Decimal(repr(number)), "f").removesuffix(".0")
    return f'"{written}"^^<{TYPE}double>'.encode()
