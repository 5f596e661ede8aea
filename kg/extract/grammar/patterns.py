"""Patterns of sentences kept as data, `{hedge}` filled in. Pure."""

from __future__ import annotations

import re
from functools import cache

from kg.files import resource_toml


@cache
def pattern(lang: str, table: str, name: str) -> re.Pattern[str]:
    """Return a pattern of a word file's `[patterns]`; case does not matter.

    `{name}` in it stands for one word of the file's list of that name.
    """
    words = resource_toml(f"words/{lang}/{table}.toml")
    listed = words["patterns"]
    filled = listed[name].replace("{hedge}", listed.get("hedge", ""))
    for key, choices in words.items():
        if isinstance(choices, list) and f"{{{key}}}" in filled:
            longest = sorted(choices, key=len, reverse=True)
            filled = filled.replace(f"{{{key}}}", rf"(?:{'|'.join(longest)})\b")
    return re.compile(filled, re.IGNORECASE)
