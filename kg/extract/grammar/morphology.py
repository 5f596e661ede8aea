"""What Kiwi's dictionary says of a Korean word; loaded at the first question. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

_HALVES: Final = re.compile(r"[\ud800-\udfff]")
_UNLISTED: Final = 100  # ids below it are one a tag: the form itself is in no dictionary
_NOUNS: Final = frozenset({"NNG", "NNB", "NR", "NP", "XPN", "XSN", "MM", "SN", "MAG", "XR"})
_FORMS: Final = frozenset({"ETM", "EC", "EF", "ETN", "EP"})  # endings of a verb's form
_VERBS: Final = ("VV", "VA", "VX")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a word as Kiwi cuts it; `is_listed` when a dictionary has its form."""

    form: str
    tag: str
    is_listed: bool


@cache
def _kiwi() -> Any:  # Any: kiwipiepy ships without types we can rely on
    from kiwipiepy import Kiwi  # takes 1 s and 500 MB: only for Korean

    # Without the phrases of several words (titles of films, bands): we only ask about single
    # words, and loading them takes as long as all the rest.
    return Kiwi(num_workers=1, load_multi_dict=False)


@lru_cache(maxsize=1 << 16)
def tokens(word: str) -> tuple[Token, ...]:
    """Return the pieces of one word. About 50 µs; the first call loads the model."""
    if not word.isascii() and _HALVES.search(word):
        return ()  # half a surrogate pair is no word, and Kiwi cannot take it
    return tuple(
        Token(token.form, str(token.tag), token.id >= _UNLISTED) for token in _kiwi().tokenize(word)
    )


def is_ordinary(word: str) -> bool:
    """Tell whether a word is made of common nouns or verbs that the dictionary lists.

    A proper noun, an unlisted form, Latin letters or a pile of one-letter nouns are not
    ordinary: they may name a firm.
    """
    pieces = tokens(word)
    if not pieces:
        return True
    if pieces[0].tag.startswith(_VERBS):
        # "푸른들" joins an adjective and a noun without a blank, as only names do.
        return not pieces[-1].tag.startswith("NN")
    short = 0
    for piece in pieces:
        if piece.tag not in _NOUNS or not piece.is_listed:
            return False
        short += piece.tag == "NNG" and len(piece.form) == 1
    return short < 2


def is_listed(word: str) -> bool:
    """Tell whether the dictionary has a word whole as a common noun, or as a verb's form."""
    pieces = tokens(word)
    if len(pieces) == 1:
        return pieces[0].tag == "NNG" and pieces[0].is_listed
    return bool(pieces and pieces[0].tag.startswith(_VERBS) and pieces[-1].tag in _FORMS)


def is_noun(word: str) -> bool:
    """Tell whether the dictionary has a word whole as a common noun."""
    pieces = tokens(word)
    return len(pieces) == 1 and pieces[0].tag == "NNG" and pieces[0].is_listed


def is_phrase(word: str) -> bool:
    """Tell whether a word ends in a particle or a verb's ending behind a listed stem.

    `남성은` and `구속된` look like a surname and two letters; `이지은` is a name to Kiwi too.
    """
    pieces = tokens(word)
    if len(pieces) < 2 or not pieces[0].is_listed or pieces[0].tag == "NNP":
        return False
    last = pieces[-1].tag
    return (last.startswith("J") and not _is_clipped(pieces[-1])) or last in _FORMS


def _is_clipped(piece: Token) -> bool:
    """Tell whether a particle is a lone final consonant, as in speech only: `난` for `나는`."""
    return len(piece.form) == 1 and "\u11a8" <= piece.form <= "\u11c2"


def is_marked(word: str) -> bool:
    """Tell whether a word is a listed noun with a plain particle, or a verb before its noun.

    `남성은` and `구속된` are, `채우람` and `추가람` are not: no noun takes such an ending
    before a title.
    """
    pieces = tokens(word)
    return is_phrase(word) and (pieces[-1].tag == "ETM" or pieces[-1].form in _PLAIN)


_PLAIN: Final = frozenset(
    {"은", "는", "이", "가", "도", "의", "에", "을", "를", "와", "과", "만", "로", "으로", "에서"}
)


def is_derived(word: str) -> bool:
    """Tell whether a word is a noun made a verb, `판단해` or `소환돼`."""
    return any(piece.tag in {"XSV", "XSA"} for piece in tokens(word)[1:])


def is_free(word: str) -> bool:
    """Tell whether a word is neither a listed noun nor one with a plain particle."""
    return not is_noun(word) and not is_marked(word)


def is_nominal(word: str) -> bool:
    """Tell whether a word ends in a noun, and not in a verb's stem or ending, or a particle."""
    pieces = tokens(word)
    return bool(pieces) and (pieces[-1].tag in _ENDS or _is_clipped(pieces[-1]))


def is_verb(word: str) -> bool:
    """Tell whether a word ends as a verb does: `제조하는`, `늘었다`."""
    pieces = tokens(word)
    return bool(pieces) and pieces[-1].tag in _FORMS


def is_closed(word: str) -> bool:
    """Tell whether a word ends so that no particle may follow: `구속된`, `캔`, `감아주리`."""
    pieces = tokens(word)
    return bool(pieces) and pieces[-1].tag in _CLOSED


_CLOSED: Final = frozenset({"ETM", "JKS", "EC", "EF"})


def is_adnominal(word: str) -> bool:
    """Tell whether a word ends as a verb before a noun does: `구속된`, `끝난`."""
    pieces = tokens(word)
    return bool(pieces) and pieces[-1].tag == "ETM"


def is_strange(word: str) -> bool:
    """Tell whether a word is neither common words nor a phrase: it may be a name."""
    return not is_ordinary(word) and not is_phrase(word)


def is_compound(word: str) -> bool:
    """Tell whether a word joins two nouns or more that the dictionary has only apart.

    `바다소금빵`: where a name is expected it may be one, though each part is common.
    """
    pieces = tokens(word)
    return len(pieces) > 1 and pieces[-1].tag in _ENDS and not is_phrase(word)


_ENDS: Final = frozenset({"NNG", "NNP", "XSN", "SL", "NNB"})


def is_coined(word: str) -> bool:
    """Tell whether no dictionary has the word, whole or in parts: the best sign of a firm."""
    pieces = tokens(word)
    return len(pieces) == 1 and pieces[0].tag.startswith("NN") and not pieces[0].is_listed


def is_coined_head(word: str) -> bool:
    """Tell whether a word is a proper noun or a pile of pieces no noun is made of: `한별`."""
    pieces = tokens(word)
    if not pieces or any(piece.tag[0] in "JES" or piece.tag in _PLAIN_HEADS for piece in pieces):
        return False
    return is_proper(word) or all(len(piece.form) == 1 for piece in pieces) or is_coined(word)


_PLAIN_HEADS: Final = frozenset({"NP", "XSV", "XSA", "VV", "VA", "VX", "NNB", "NR"})


def is_proper(word: str) -> bool:
    """Tell whether the dictionary has the word as a proper noun."""
    pieces = tokens(word)
    return len(pieces) == 1 and pieces[0].tag == "NNP" and pieces[0].is_listed
