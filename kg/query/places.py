"""Places in a text as people count them."""

from __future__ import annotations


def line_column(text: str, offset: int) -> str:
    r"""Return `line:column` of a code point, both 1-based; lines end at `\n` as in the engine.

    >>> line_column("SELECT *\nWHERE", 9)
    '2:1'
    """
    before = text[:offset]
    return f"{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}"
