"""What was found about a short text lately is not found again."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
LONGEST: Final = 4_000  # characters of a text that is remembered
MANY: Final = 512


def lately(find: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function of a text that remembers what it found of short ones.

    What is found depends on the text alone and never changes; an error is not remembered.

    >>> lately(str.upper)("ask")
    'ASK'
    """
    remembered = lru_cache(maxsize=MANY)(find)

    @wraps(find)
    def found(text: str) -> T:
        return remembered(text) if len(text) <= LONGEST else find(text)

    return found
