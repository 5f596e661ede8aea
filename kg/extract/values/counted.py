"""A number with the unit behind it, before it is known to be a quantity. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.reading import QuantityKind
    from kg.extract.values.numbers import Number


@dataclass(frozen=True, slots=True)
class Counted:
    """A number at `[start, end)` with its unit; `kind` is None where it has none.

    `per` is the period that a slash tells: "2.9톤/월".
    """

    number: Number
    start: int
    end: int
    unit: str
    kind: QuantityKind | None
    scale: float = 1.0
    per: str | None = None

    @property
    def value(self) -> float:
        """The number with its multiplier."""
        return float(f"{self.number.value * self.scale:.12g}")
