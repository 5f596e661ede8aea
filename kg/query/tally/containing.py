"""Texts that hold some letters, found in one run of bytes and put into a question as VALUES.

`FILTER(CONTAINS(?l, "..."))` beside `?s <p> ?l` makes the engine look at each value of the
predicate. Where a question is one group of triples and filters, `?l` is bound in every solution by
that triple; so VALUES of all values that may hold the letters, put in front, takes nothing away
but what the filter would, and the filter stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.query.lately import lately
from kg.query.lexer import tokens
from kg.query.patterns import has_one_reading
from kg.query.rewrite import Rewritten
from kg.query.spelling import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.lexer import Token
    from kg.query.tally.columns import Columns

HELD: Final = "contains-by-values"
MOST: Final = 1_000  # values that are put into a question
_FILTER: Final = ("FILTER", "(", "CONTAINS", "(", "", ",", "", ")", ")")
_TERMS: Final = frozenset({"variable", "iri", "name"})
_BEHIND: Final = frozenset({".", ";", ",", "}", "FILTER"})


def holding(columns: Columns, text: str) -> Rewritten | None:
    """Return a question with the values its filter lets through; None for any other."""
    for place, name, predicate, letters in _filters(text):
        found = _held(columns, predicate, letters)
        if found is not None:
            values = b" ".join(found).decode()
            put = f" VALUES ?{name} {{ {values} }}"
            return Rewritten(text[:place] + put + text[place:], (HELD,))
    return None


def _held(columns: Columns, predicate: bytes, letters: bytes) -> list[bytes] | None:
    """Return the values of a predicate that hold some letters, and perhaps a few more.

    Returns:
        Terms as N-Triples writes them; None where there are too many.
    """
    number = columns.number(predicate)
    texts = columns.texts.get(number) if number is not None else None
    if texts is None:
        return None
    found: list[bytes] = []
    place = texts.blob.find(letters)
    while place >= 0:
        if len(found) == MOST:
            return None
        row = int(np.searchsorted(texts.ends, place, side="right"))
        found.append(columns.text(int(texts.numbers[row])))
        place = texts.blob.find(letters, int(texts.ends[row]))
    return None if any(text.startswith(b"_:") for text in found) else found


@lately
def _filters(text: str) -> tuple[tuple[int, str, bytes, bytes], ...]:
    """Return where the group begins, with variable, predicate and letters of each filter."""
    if "CONTAINS" not in text.upper():
        return ()
    words = list(tokens(text))
    opened = [word.start for word in words if word.kind == "mark" and word.text == "{"]
    said = {word.text.upper() for word in words if word.kind == "word"}
    if len(opened) != 1 or "BIND" in said or not {"SELECT", "ASK"} & said:
        return ()
    if not has_one_reading(words):
        return ()
    found = []
    for place in range(len(words) - len(_FILTER)):
        name, letters = _asked(words[place : place + len(_FILTER)])
        predicate = _predicate(words, name) if name else b""
        if predicate and letters:
            found.append((opened[0] + 1, name, predicate, letters.encode()))
    return tuple(found)


def _asked(words: Sequence[Token]) -> tuple[str, str]:
    """Return the variable and the letters of a filter; nothing of anything else."""
    for word, wanted in zip(words, _FILTER, strict=True):
        if wanted and (word.text.upper() != wanted or word.kind not in {"word", "mark"}):
            return "", ""
    variable, letters = words[4], words[6].text[1:-1]
    is_plain = letters.isprintable() and not {'"', "'", "\\"} & set(letters)
    if variable.kind != "variable" or words[6].kind != "string" or not is_plain:
        return "", ""
    return variable.text[1:], letters


def _predicate(words: Sequence[Token], name: str) -> bytes:
    """Return the predicate of a triple whose value is the variable; empty where there is none."""
    names = names_of(words)
    for place in range(2, len(words) - 1):
        before, verb, value, after = words[place - 2 : place + 2]
        is_value = value.kind == "variable" and value.text[1:] == name
        is_verb = verb.kind in {"iri", "name"} and (before.kind in _TERMS or before.text == ";")
        if is_value and is_verb and after.text.upper() in _BEHIND:
            iri = names.iri(verb)
            if iri.isascii() and "\\" not in verb.text:
                return b"<" + iri.encode() + b">"
    return b""
