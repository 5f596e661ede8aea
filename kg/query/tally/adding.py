"""Sums and averages of numbers, and numbers as the engine writes them. Exact."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.tally.kinds import DECIMAL, DOUBLE, EXACT, INTEGER, MILLION, MOST
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.numbers import Numbers

    Places = npt.NDArray[np.int64]

TYPE: Final = "http://www.w3.org/2001/XMLSchema#"
EXACTLY: Final = 2.0**52  # sums below which a double holds every whole number
DIGITS: Final = 18  # behind the point of a decimal the engine divides


def sums(told: Numbers, function: str, of_row: Places, count: int) -> list[bytes]:
    """Return the sum or the average of each group.

    Raises:
        NotHere: The engine has rules of its own for what is added up.
    """
    counts = np.bincount(of_row, minlength=count)
    if told.kinds == {DOUBLE}:
        with np.errstate(all="ignore"):
            added = np.bincount(of_row, weights=told.real, minlength=count)  # in order
            return [_double(x) for x in (added / counts if function == "AVG" else added).tolist()]
    if not told.kinds <= EXACT:
        raise NotHere  # other numbers have rules of their own
    if float(np.abs(told.real).sum()) > MOST / MILLION:
        raise NotHere
    wholes = _added(told.whole, of_row, count)
    if function == "AVG":
        pairs = zip(wholes.tolist(), counts.tolist(), strict=True)
        return [_decimal(_divided(whole, number), DIGITS) for whole, number in pairs]
    if told.kinds == {INTEGER}:
        return [integer(each // MILLION) for each in wholes.tolist()]
    if told.kinds == {DECIMAL}:
        return [_decimal(each, 6) for each in wholes.tolist()]
    raise NotHere  # a group of whole numbers only has another type than the others


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
