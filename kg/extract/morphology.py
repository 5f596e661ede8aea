"""What Kiwi's dictionary says of a Korean word; loaded at the first question. Pure."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

_UNLISTED: Final = 100  # ids below it are one a tag: the form itself is in no dictionary
_NOUNS: Final = frozenset({"NNG", "NNB", "NR", "NP", "XPN", "XSN", "MM", "SN", "MAG", "XR"})
_VERBS: Final = ("VV", "VA", "VX")


@cache
def _kiwi() -> Any:  # Any: kiwipiepy ships without types we can rely on
    from kiwipiepy import Kiwi  # takes 2 s and 500 MB: only for Korean

    return Kiwi(num_workers=1)


@lru_cache(maxsize=1 << 16)
def is_ordinary(word: str) -> bool:
    """Tell whether a word is made of common nouns or verbs that the dictionary lists.

    A proper noun, an unlisted form, Latin letters or a pile of one-letter nouns are not
    ordinary: they may name a firm. About 50 µs a word; the first call loads the model.
    """
    tokens = _kiwi().tokenize(word)
    if not tokens:
        return True
    if tokens[0].tag.startswith(_VERBS):
        return True
    short = 0
    for token in tokens:
        if token.tag not in _NOUNS or token.id < _UNLISTED:
            return False
        short += token.tag == "NNG" and len(token.form) == 1
    return short < 2
