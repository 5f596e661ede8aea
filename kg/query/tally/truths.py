"""Conditions that hold, do not hold, or are errors, put together. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition holds for each row, and whether it is an error there."""

    holds: Mask
    fails: Mask


def both(left: Truth, right: Truth, *, is_and: bool) -> Truth:
    """Return `&&` or `||` of conditions (SPARQL 1.1, section 17.2)."""
    if is_and:
        false = (~left.holds & ~left.fails) | (~right.holds & ~right.fails)
        return Truth(left.holds & right.holds, (left.fails | right.fails) & ~false)
    holds = left.holds | right.holds
    return Truth(holds, (left.fails | right.fails) & ~holds)
