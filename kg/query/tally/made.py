"""Terms that a question makes by the thousand, such as sums, and that few of are ever written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.tally.values import Kinds, Reals, Wholes

LATER: Final = 1 << 30  # numbers from here on are of terms that are not written yet


@dataclass(frozen=True, slots=True)
class Made:
    """Terms of one column, which have numbers one behind the other; two may be the same term.

    Attributes:
        start: The number of the first.
        kind: Of each.
        whole: Exact values, as `Values` has them; for fine ones their order.
        real: The same numbers, or doubles.
        write: Returns one of them as N-Triples writes it, by its place.
    """

    start: int
    kind: Kinds
    whole: Wholes
    real: Reals
    write: Callable[[int], bytes]

    def __contains__(self, number: int) -> bool:
        return 0 <= number - self.start < len(self.kind)
