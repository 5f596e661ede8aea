"""Identity: framed digests and the local names made from them. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

SHORT: Final = 12  # hex characters: 48 bits, a clash among a million names is one in 500


def digest(*parts: str) -> str:
    """Return the SHA-256 of `parts`, each framed by its length so that no two cuts agree.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    framed = hashlib.sha256()
    for part in parts:
        body = part.encode("utf-8", "surrogatepass")
        framed.update(len(body).to_bytes(8, "big"))
        framed.update(body)
    return framed.hexdigest()


def short(*parts: str) -> str:
    """Return the first 12 hex characters of the framed digest."""
    return digest(*parts)[:SHORT]


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens; empty when nothing is left.

    Korean must be romanised before: what is not ASCII after decomposition is dropped.

    >>> slug("Samsung Electronics Co., Ltd.")
    'samsung-electronics-co-ltd'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("&", " n ").lower()).strip("-")
