"""Where untyped TOML becomes typed: every refusal names the file and the key. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from math import isfinite
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Door:
    """Takes the values of one file, each as what its key wants."""

    def __init__(self, where: str) -> None:
        self.where = where

    def refuse(self, key: str, message: str, hint: str = "") -> ConfigError:
        """Return the error for a value that is not what its key wants."""
        return ConfigError(f"{key} {message}", where=self.where, hint=hint)

    def known(self, told: Iterable[str], keys: tuple[str, ...], table: str) -> None:
        """Refuse keys that are no settings, with the nearest one that is."""
        for key in told:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(keys)
                raise self.refuse(f"{table}.{key}" if table else key, "is no setting", hint)

    # Any: TOML values are checked here.
    def table(self, told: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Return a table; an empty one where the key is left out."""
        value = told.get(key, {})
        if not isinstance(value, dict):
            raise self.refuse(key, f"is {value!r}, not a table", f"write [{key}]")
        return value

    def word(self, told: Mapping[str, Any], key: str, otherwise: str) -> str:
        """Return a text, blanks around it taken off."""
        value = told.get(key, otherwise)
        if not isinstance(value, str):
            raise self.refuse(key, f"is {value!r}, not a text", "put it in quotation marks")
        return value.strip()

    def words(
        self, told: Mapping[str, Any], key: str, otherwise: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return a list of texts."""
        value = told.get(key, list(otherwise))
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.refuse(key, f"is {value!r}, not a list of texts", f'write {key} = ["..."]')
        return tuple(value)

    def number(self, told: Mapping[str, Any], key: str, otherwise: float, most: float) -> float:
        """Return a number from 0 to `most`."""
        value = told.get(key, otherwise)
        if type(value) not in (int, float) or not 0 <= value <= most:
            limit = "not a number from 0" + (f" to {most:g}" if isfinite(most) else "")
            raise self.refuse(f"llm.{key}", f"is {value!r}, {limit}")
        return float(value)

    def count(self, told: Mapping[str, Any], key: str, otherwise: int, least: int = 0) -> int:
        """Return a whole number that is not below `least`."""
        value = told.get(key, otherwise)
        if type(value) is not int or value < least:
            raise self.refuse(f"llm.{key}", f"is {value!r}, not a whole number from {least}")
        return value
