"""Which of the offered forms a reader likes best (RFC 9110, section 12.5.1). Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANGE: Final = re.compile(r"([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)")
_WEIGHT: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


def negotiate(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type with the highest quality, the earlier one of equals.

    Args:
        accept: An Accept header; empty accepts everything.
        offered: Media types in the server's order of preference.

    Returns:
        One of `offered`, or None when none of them is accepted.

    >>> negotiate("text/html, application/json;q=0.9", ("application/json", "text/turtle"))
    'application/json'
    """
    if not accept.strip():
        return offered[0] if offered else None
    return _best(accept, tuple(offered))


@lru_cache(maxsize=512)
def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    best = max(offered, key=lambda media_type: quality(accept, media_type), default=None)
    return best if best is not None and quality(accept, best) > 0 else None


def quality(accept: str, media_type: str) -> float:
    """Return the weight of one media type, 0 to 1; the most specific range decides.

    Ranges that are not well formed are passed over.
    """
    major, minor, wanted = _parts(media_type)
    chosen: tuple[int, float] = (-1, 0.0)
    for piece in _split(accept, ","):
        range_major, range_minor, parameters = _parts(piece)
        if not range_major or (range_major == "*") > (range_minor == "*"):
            continue
        weight = _weight(parameters.pop("q", "1"))
        if parameters.get("charset") in {"utf-8", "utf8"}:
            del parameters["charset"]  # every text here is UTF-8, whether or not it says so
        matches = (
            range_major in {"*", major}
            and range_minor in {"*", minor}
            and parameters.items() <= wanted.items()
        )
        specific = (range_major != "*") + (range_minor != "*") + len(parameters)
        if matches and specific > chosen[0]:
            chosen = (specific, weight)
    return chosen[1]


def _parts(piece: str) -> tuple[str, str, dict[str, str]]:
    """Return type, subtype and parameters, names in lower case; empty when malformed."""
    name, *rest = _split(piece, ";")
    found = _RANGE.fullmatch(name.strip().lower())
    if not found:
        return "", "", {}
    pairs = (parameter.partition("=") for parameter in rest if parameter.strip())
    return found[1], found[2], {key.strip().lower(): _plain(value) for key, _, value in pairs}


def _split(text: str, mark: str) -> list[str]:
    """Split at `mark` outside quotation marks."""
    return re.findall(rf'((?:[^{mark}"]|"(?:[^"\\]|\\.)*"?)*)(?:{mark}|$)', text)[:-1] or [text]


def _plain(value: str) -> str:
    return value.strip().strip('"').lower()


def _weight(text: str) -> float:
    return float(text) if _WEIGHT.fullmatch(text) else 0.0
