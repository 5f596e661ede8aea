"""The word lists of reading, as sets and patterns. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(name: str) -> dict[str, Any]:  # Any: TOML values are what their reader expects
    """Return a packaged word list such as `ko/names`."""
    return resource_toml(f"words/{name}.toml")


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return one list of a word file as a set, such as `words("ko/names", "cues", "sme")`."""
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return frozenset(value)


def either(choices: Iterable[str]) -> str:
    """Return a pattern that matches any of the choices, the longest first.

    >>> either(["a", "ab", "abc"])
    '(?:abc|ab|a)'
    """
    ordered = sorted(set(choices), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
