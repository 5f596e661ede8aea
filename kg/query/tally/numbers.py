"""Numbers, days and terms as columns that are compared and computed with. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.query.tally.kinds import (
    BLANK,
    DATE,
    DOUBLE,
    EXACT,
    INTEGER,
    IRI,
    MILLION,
    MOMENT,
    MOST,
    PLAIN,
    kinds_in,
)
from kg.query.tally.solutions import UNBOUND

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.query.tally.questions import Expression
    from kg.query.tally.solutions import Rows
    from kg.query.tally.terms import Terms

    Mask = npt.NDArray[np.bool_]

_PARTS: Final = {"YEAR": "Y", "MONTH": "M", "DAY": "D"}
_SIDES: Final = frozenset({"variable", "term", "+", "-", "*", "/", "minus", "ABS", *_PARTS})
_SAME: Final = ({PLAIN}, {IRI, BLANK})  # kinds that are equal where they are the same term
_ALIKE: Final = ({INTEGER}, {DOUBLE})  # kinds that become doubles beside others
_IN_ORDER: Final = ({DATE}, {MOMENT})


class Unlike(Exception):
    """These are not compared or computed with here."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an expression is for each row, or one value for all.

    Attributes:
        kinds: Which ones there are, where there is a value.
        whole: Exact values in their unit; those of terms only where the kinds have them.
        real: The same numbers rounded, or doubles.
        term: The terms themselves; None for what was computed.
        fails: Where there is no value.
    """

    kinds: frozenset[int]
    whole: npt.NDArray[np.int64]
    real: npt.NDArray[np.float64]
    term: npt.NDArray[np.int32] | None
    fails: Mask


def is_number(expression: Expression) -> bool:
    """Tell whether an expression may be computed here."""
    return expression.form in _SIDES and all(map(is_number, expression.parts))


def numbers_of(terms: Terms, rows: Rows, expression: Expression) -> Numbers:
    """Return what an expression is for each row.

    Raises:
        Unlike: It is left to the engine.
    """
    if expression.form == "variable":
        column = rows.columns.get(expression.name)
        if column is None:
            raise Unlike
        return numbers_in(terms, column, is_open=expression.name in rows.open)
    if expression.form == "term":
        number = np.array([terms.number(expression.written)], dtype=np.int32)
        return numbers_in(terms, number, is_open=False)
    if not is_number(expression):
        raise Unlike
    parts = [numbers_of(terms, rows, part) for part in expression.parts]
    if expression.form in _PARTS:
        return _part(parts[0], _PARTS[expression.form])
    return _computed(expression.form, parts)


def numbers_in(terms: Terms, column: npt.NDArray[np.int32], *, is_open: bool) -> Numbers:
    """Return what the terms of a column are; `is_open` where some may be no term."""
    fails = column == UNBOUND if is_open else np.zeros(len(column), dtype=np.bool_)
    bound = np.where(fails, 0, column) if is_open else column
    kind = terms.kind(bound)
    kinds = kinds_in(kind[~fails] if is_open else kind)
    return Numbers(kinds, terms.whole(bound), terms.real(bound), column, fails)


def _part(of: Numbers, part: str) -> Numbers:
    """Return year, month or day of days."""
    if of.kinds != {DATE}:
        raise Unlike
    days = of.whole.astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    months = days.astype("datetime64[M]")
    found = {
        "Y": years,
        "M": months.astype(np.int64) % 12 + 1,
        "D": (days - months.astype("datetime64[D]")).astype(np.int64) + 1,
    }[part]
    return Numbers(frozenset({INTEGER}), found * MILLION, found.astype(float), None, of.fails)


def _computed(form: str, parts: list[Numbers]) -> Numbers:
    kinds = frozenset().union(*(part.kinds for part in parts))
    fails = parts[0].fails
    for part in parts[1:]:
        fails = fails | part.fails
    if (
        DOUBLE in kinds
        and kinds <= {INTEGER, DOUBLE}
        and all(each.kinds in _ALIKE for each in parts)
    ):
        with np.errstate(all="ignore"):
            real = _applied(form, [part.real for part in parts])
        return Numbers(frozenset({DOUBLE}), np.zeros(len(real), dtype=np.int64), real, None, fails)
    if not kinds <= EXACT or not kinds:
        raise Unlike
    if form == "/" or (form == "*" and kinds != {INTEGER}):
        raise Unlike
    if form == "*":
        if any(float(np.abs(part.real).max(initial=0)) > MOST / MILLION for part in parts):
            raise Unlike
        size = parts[0].real * parts[1].real
        whole = parts[0].whole // MILLION * parts[1].whole
    else:
        whole = _applied(form, [part.whole for part in parts])
        size = whole / MILLION
    if float(np.abs(size).max(initial=0)) > MOST / MILLION:
        raise Unlike
    return Numbers(kinds, whole, whole / MILLION, None, fails)


def _applied(form: str, sides: list[Any]) -> Any:  # Any: columns of either kind of number
    if form == "ABS":
        return np.abs(sides[0])
    if form == "minus":
        return -sides[0]
    if form == "+":
        return sides[0] + sides[1]
    if form == "-":
        return sides[0] - sides[1]
    if form == "/":
        return sides[0] / sides[1]
    return sides[0] * sides[1]


def compared(form: str, left: Numbers, right: Numbers) -> Mask:
    """Tell for each row how two values compare.

    Raises:
        Unlike: They are of kinds that are not compared here.
    """
    kinds = left.kinds | right.kinds
    if not kinds:
        return np.zeros(1, dtype=np.bool_)
    if kinds <= EXACT or kinds in _IN_ORDER:
        return _related(form, left.whole, right.whole)
    if kinds <= {INTEGER, DOUBLE}:
        return _related(form, left.real, right.real)
    is_same = form in {"=", "!="} and any(kinds <= same for same in _SAME)
    if is_same and left.term is not None and right.term is not None:
        return _related(form, left.term, right.term)
    raise Unlike


def _related(form: str, left: np.ndarray, right: np.ndarray) -> Mask:
    found: Mask = {
        "=": np.equal,
        "!=": np.not_equal,
        "<": np.less,
        "<=": np.less_equal,
        ">": np.greater,
        ">=": np.greater_equal,
    }[form](left, right)
    return found
