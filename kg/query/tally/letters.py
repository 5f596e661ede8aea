"""Conditions that look for letters in a string: which ones, and where. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.query.tally.questions import Expression

_NOT_PLAIN: Final = frozenset('"<>\\')
_IN_PATTERN: Final = frozenset(".+*?()[]{}|^$\\")  # these mean something in a regular expression


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that are looked for.

    Attributes:
        of: The variable that holds them.
        begins: Whether it must begin with them.
        ends: Whether it must end with them.
        is_folded: Whether the case of ASCII letters does not matter.
        is_any: Whether other terms than strings may hold them: STR was asked for.
    """

    text: str
    of: Expression
    begins: bool = False
    ends: bool = False
    is_folded: bool = False
    is_any: bool = False


def letters_of(expression: Expression) -> Letters | None:
    """Return which letters a condition looks for; None where it asks something else."""
    form, parts = expression.form, expression.parts
    if form not in {"CONTAINS", "STRSTARTS", "STRENDS", "REGEX"}:
        return None
    of, is_any, is_folded = parts[0], False, False
    if of.form == "LCASE":
        of, is_folded = of.parts[0], True
    if of.form == "STR":
        of, is_any = of.parts[0], True
    text = _said(parts[1])
    if of.form != "variable" or text is None:
        return None
    begins, ends = form == "STRSTARTS", form == "STRENDS"
    if form == "REGEX":
        flags = _said(parts[2]) if len(parts) > 2 else ""
        if flags not in {"", "i"} or is_folded:
            return None
        is_folded = flags == "i"
        begins, ends = text.startswith("^"), text.endswith("$")
        text = text[begins : len(text) - ends]
    elif is_folded and text != text.lower():
        return None
    is_plain = not set(text) & (_IN_PATTERN if form == "REGEX" else _NOT_PLAIN)
    if not is_plain or not _may_be(text, is_folded=is_folded):
        return None
    return Letters(text, of, begins, ends, is_folded, is_any)


def _may_be(text: str, *, is_folded: bool) -> bool:
    """Tell whether letters are found in bytes: some, written as they are, with one case each."""
    if not text or set(text) & _NOT_PLAIN or not text.isprintable():
        return False
    return not is_folded or all(char.isascii() or char.lower() == char.upper() for char in text)


def _said(expression: Expression) -> str | None:
    """Return what a plain string says; None for any other term."""
    text = expression.written.decode("utf-8", "surrogatepass")
    is_plain = expression.form == "term" and text.startswith('"') and text.endswith('"')
    return text[1:-1] if is_plain else None
