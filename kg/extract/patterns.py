"""Patterns of sentences kept as data, `{hedge}` filled in. Pure."""

from __future__ import annotations

import re
from functools import cache

from kg.files import resource_toml


@cache
def pattern(lang: str, table: str, name: str) -> re.Pattern[str]:
    """Return a pattern of a word file's `[patterns]`; case does not matter."""
    listed = resource_toml(f"words/{lang}/{table}.toml")["patterns"]
    filled = listed[name].replace("{hedge}", listed.get("hedge", ""))
    return re.compile(filled, re.IGNORECASE)
