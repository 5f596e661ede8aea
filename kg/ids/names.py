"""Local names and IRIs: ASCII, one segment, stable whatever order sources come in. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.ids import short, slug
from kg.ids.romanise import romanise, romanise_person

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE: Final = "https://w3id.org/deungdae/id/"
LOCAL_NAME: Final = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9][a-z0-9._-]*")
LONGEST: Final = 60  # characters of a slug; a whole sentence does not belong in an address
_SUFFIX: Final = 6


def local_name(kind: str, text: str) -> str:
    """Return `kind.slug`; Korean is romanised, and a text without a letter is digested.

    A slug that is cut because it is too long carries a digest of the whole text.

    >>> local_name("org", "Samsung Electronics")
    'org.samsung-electronics'
    >>> local_name("org", "새봄정밀")
    'org.saebomjeongmil'
    """
    latin = romanise_person(text) if kind == "person" else romanise(text)
    written = slug(latin)
    if not written:
        return minted(kind, text)
    if len(written) > LONGEST:
        written = f"{written[:LONGEST].rstrip('-')}-{short(text)[:_SUFFIX]}"
    return f"{kind}.{written}"


def minted(kind: str, *parts: str) -> str:
    """Return `kind.<12 hex>` for a thing whose identity is what is said of it."""
    return f"{kind}.{short(kind, *parts)}"


def told_apart(wanted: Iterable[tuple[str, str]], reserved: frozenset[str]) -> dict[str, str]:
    """Give each key a local name of its own; names that clash get a suffix of their key.

    Args:
        wanted: Pairs of key (what makes the thing itself) and the name it would like.
        reserved: Names that are taken, such as those of authority files.

    Returns:
        Key to name, the same for every order of `wanted`.

    >>> told_apart([("a", "org.x"), ("b", "org.y")], frozenset())
    {'a': 'org.x', 'b': 'org.y'}
    """
    pairs = sorted(dict(wanted).items())
    askers: dict[str, int] = {}
    for _, name in pairs:
        askers[name] = askers.get(name, 0) + 1
    return {
        key: f"{name}-{short(key)[:_SUFFIX]}" if askers[name] > 1 or name in reserved else name
        for key, name in pairs
    }
