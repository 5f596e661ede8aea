"""What Kiwi's dictionary says of a Korean word; loaded at the first question. Pure."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

_UNLISTED: Final = 100  # ids below it are one a tag: the form itself is in no dictionary
_NOUNS: Final = frozenset({"NNG", "NNB", "NR", "NP", "XPN", "XSN", "MM", "SN", "MAG", "XR"})
_FORMS: Final = frozenset({"ETM", "EC", "EF", "ETN", "EP"})  # endings of a verb's form
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
        # "푸른들" joins an adjective and a noun without a blank, as only names do.
        return not tokens[-1].tag.startswith("NN")
    short = 0
    for token in tokens:
        if token.tag not in _NOUNS or token.id < _UNLISTED:
            return False
        short += token.tag == "NNG" and len(token.form) == 1
    return short < 2


@lru_cache(maxsize=1 << 16)
def is_listed(word: str) -> bool:
    """Tell whether the dictionary has a word whole as a common noun, or as a verb's form."""
    tokens = _kiwi().tokenize(word)
    if len(tokens) == 1:
        return bool(tokens[0].tag == "NNG" and tokens[0].id >= _UNLISTED)
    return bool(tokens and tokens[0].tag.startswith(_VERBS) and tokens[-1].tag in _FORMS)


@lru_cache(maxsize=1 << 16)
def is_phrase(word: str) -> bool:
    """Tell whether a word ends in a particle or a verb's ending behind a listed stem.

    `남성은` and `구속된` look like a surname and two letters; `이지은` is a name to Kiwi too.
    """
    tokens = _kiwi().tokenize(word)
    if len(tokens) < 2 or tokens[0].id < _UNLISTED or tokens[0].tag == "NNP":
        return False
    last = tokens[-1].tag
    return bool(last.startswith("J") or last in _FORMS)


def is_strange(word: str) -> bool:
    """Tell whether a word is neither common words nor a phrase: it may be a name."""
    return not is_ordinary(word) and not is_phrase(word)


@lru_cache(maxsize=1 << 16)
def is_coined(word: str) -> bool:
    """Tell whether no dictionary has the word, whole or in parts: the best sign of a firm."""
    tokens = _kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag.startswith("NN") and tokens[0].id < _UNLISTED
