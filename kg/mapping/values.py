"""From a cell's words to a field's value, or the reason why not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.mapping.dates import iso_date
from kg.mapping.numbers import Amount, amount
from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.mapping.fields import Shape
    from kg.mapping.plan import Value

Given = str | tuple[str, ...] | float | int | bool | Amount
TRUE: Final = frozenset({"true", "1", "y", "yes", "o", "예", "참", "해당"})
FALSE: Final = frozenset({"false", "0", "n", "no", "x", "아니오", "거짓", "해당없음"})


class Unmapped(Exception):
    """A row that a rule cannot take.

    Attributes:
        column: Where the trouble is.
        value: The words that stand there.
        reason: In both languages.
    """

    def __init__(self, column: str, value: str, reason: Text) -> None:
        super().__init__(reason.en)
        self.column = column
        self.value = value
        self.reason = reason


def given(value: Value, words: str) -> Given:
    """Read the words of a cell or a constant as what the field holds.

    Raises:
        Unmapped: They are no such thing.
    """
    if value.codes is not None:
        words = _translated(value, words)
    return _READERS[value.field.shape](value, words)


def _translated(value: Value, words: str) -> str:
    found = (value.codes or {}).get(words)
    if found is None:
        known = ", ".join(value.codes or {})
        raise Unmapped(
            value.column,
            words,
            Text(f"코드표에 없는 말입니다 (있는 말: {known})", f"no code for it (known: {known})"),
        )
    return found


def _word(value: Value, words: str) -> str:
    del value
    return words


def _words(value: Value, words: str) -> tuple[str, ...]:
    parts = words.split(value.split) if value.split else [words]
    return tuple(part.strip() for part in parts if part.strip())


def _number(value: Value, words: str) -> Amount:
    found = amount(words)
    if found is None:
        raise Unmapped(value.column, words, Text("수가 아닙니다", "it is no number"))
    if value.unit is None:
        return found
    if found.is_whole and found.unit not in {"", value.unit.unit}:
        told = value.unit.unit
        raise Unmapped(
            value.column,
            words,
            Text(f"열의 단위 {told}와 다릅니다", f"the column counts in {told}"),
        )
    factor = 1.0 if found.is_whole else value.unit.value
    return Amount(found.value * factor, value.unit.unit, is_whole=True)


def _whole(value: Value, words: str) -> int:
    found = _number(value, words).value
    if not found.is_integer():
        raise Unmapped(value.column, words, Text("정수가 아닙니다", "it is no whole number"))
    return int(found)


def _truth(value: Value, words: str) -> bool:
    word = words.casefold()
    if word not in TRUE | FALSE:
        raise Unmapped(
            value.column, words, Text("예/아니오가 아닙니다", "it is neither yes nor no")
        )
    return word in TRUE


def _date(value: Value, words: str) -> str:
    found = iso_date(words)
    if found is None:
        raise Unmapped(value.column, words, Text("날짜가 아닙니다", "it is no date"))
    return found


def _code(value: Value, words: str) -> str:
    if words not in value.field.codes:
        known = ", ".join(value.field.codes)
        raise Unmapped(
            value.column,
            words,
            Text(f"코드가 아닙니다 (코드: {known})", f"it is no code (codes: {known})"),
        )
    return words


_READERS: Final[Mapping[Shape, Callable[[Value, str], Given]]] = {
    "word": _word,
    "words": _words,
    "number": _number,
    "whole": _whole,
    "truth": _truth,
    "date": _date,
    "code": _code,
}
