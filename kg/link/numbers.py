"""Numbers that firms are registered under: the surest names there are. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.link.check_digits import is_business_number, is_corporate_number, is_lei

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Number = tuple[str, str]
"""Local name of the property (`leiCode`) and the number, as printed."""

# In the order of their worth for telling firms apart: a corporation has one corporate number
# and one LEI, but may have a business number for each of its sites.
CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "leiCode": is_lei,
    "corporateRegistrationNumber": is_corporate_number,
    "businessRegistrationNumber": is_business_number,
    "dartCode": lambda text: re.fullmatch(r"[0-9]{8}", text) is not None,
}


def right(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Return the numbers whose check digits fit, the surest kind first, one of each kind."""
    passed: dict[str, str] = {}
    for kind, text in numbers:
        number = text.strip()
        if kind in CHECKS and CHECKS[kind](number):
            passed.setdefault(kind, number)
    return tuple((kind, passed[kind]) for kind in CHECKS if kind in passed)


def wrong(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Return the numbers that are none, and those of kinds we do not know."""
    return tuple(
        (kind, text)
        for kind, text in numbers
        if kind not in CHECKS or not CHECKS[kind](text.strip())
    )


def compared(number: Number) -> Number:
    """Return a number as it is compared: hyphens do not matter.

    >>> compared(("businessRegistrationNumber", "124-81-00998"))
    ('businessRegistrationNumber', '1248100998')
    """
    return number[0], number[1].replace("-", "").upper()


def disagree(one: Iterable[Number], other: Iterable[Number]) -> bool:
    """Tell whether two parties have different numbers of one kind, so that they are two."""
    mine, yours = (dict(map(compared, numbers)) for numbers in (one, other))
    return any(yours[kind] != text for kind, text in mine.items() if kind in yours)
