"""Check digits of the numbers that firms are registered under. Pure."""

from __future__ import annotations

import re
from typing import Final

_BUSINESS_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def is_business_number(text: str) -> bool:
    """Tell whether `text` is a Korean business registration number (10 digits).

    >>> is_business_number("124-81-00998")
    True
    """
    digits = _digits(text, 10)
    if not digits:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, _BUSINESS_WEIGHTS, strict=False))
    total += digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]


def is_corporate_number(text: str) -> bool:
    """Tell whether `text` is a Korean corporate registration number (13 digits).

    Old registers hold numbers that fail: treat a failure as a warning.

    >>> is_corporate_number("130111-0006246")
    True
    """
    digits = _digits(text, 13)
    if not digits:
        return False
    total = sum(digit * (1 + index % 2) for index, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == digits[12]


def is_lei(text: str) -> bool:
    """Tell whether `text` is a Legal Entity Identifier.

    Source: ISO 17442-1 with ISO 7064 MOD 97-10: letters count 10 to 35, remainder 1.

    >>> is_lei("9884007ER46L6N7EI764")
    True
    """
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", text):
        return False
    return int("".join(str(int(letter, 36)) for letter in text)) % 97 == 1


def _digits(text: str, count: int) -> tuple[int, ...]:
    """Return the digits, hyphens left out; empty when there are not exactly `count`."""
    plain = text.replace("-", "")
    is_number = plain.isascii() and plain.isdecimal() and len(plain) == count
    return tuple(int(digit) for digit in plain) if is_number else ()
