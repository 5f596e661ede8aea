"""Which languages a condition asks for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.tally.numbers import Unlike

if TYPE_CHECKING:
    from kg.query.tally.questions import Expression


def plain(expression: Expression) -> str:
    """Return what a string says.

    Raises:
        Unlike: It is no plain string.
    """
    text = expression.written.decode()
    if not (text.startswith('"') and text.endswith('"')):
        raise Unlike
    return text[1:-1]


def is_in(tag: str, wanted: str) -> bool:
    """Tell whether a language is one that is asked for (RFC 4647, basic filtering)."""
    tag = tag.lower()
    if wanted == "*":
        return bool(tag)
    if not wanted.replace("-", "").isalnum():
        raise Unlike
    return tag == wanted or tag.startswith(wanted + "-")
