"""What words of a query stand for: names with their prefixes, strings with their escapes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.lexer import Token

_ESCAPES: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLAIN: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Names:
    """What prefixes stand for in one query, and what its relative IRIs are resolved against."""

    prefixes: Mapping[str, str]
    base: str

    def iri(self, word: Token) -> str:
        """Return the IRI a word names; empty where it names none."""
        if word.kind == "iri":
            return _resolved(self.base, unescaped(word.text[1:-1]))
        prefix, colon, local = word.text.partition(":")
        if word.kind != "name" or not colon or prefix not in self.prefixes:
            return ""
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def names_of(words: Sequence[Token]) -> Names:
    """Return what the prologue of a query declares."""
    prefixes: dict[str, str] = {}
    base = ""
    place = 0
    while place < len(words) and words[place].kind == "word":
        said = words[place].text.upper()
        if said == "BASE" and place + 1 < len(words):
            base = _resolved(base, unescaped(words[place + 1].text[1:-1]))
            place += 2
        elif said == "PREFIX" and place + 2 < len(words):
            name = words[place + 1].text.removesuffix(":")
            prefixes[name] = _resolved(base, unescaped(words[place + 2].text[1:-1]))
            place += 3
        else:
            break
    return Names(prefixes, base)


def _resolved(base: str, iri: str) -> str:
    """Return an IRI against a base; `urljoin` alone would lose an empty fragment."""
    if _SCHEME.match(iri):
        return iri
    mark = "#" if iri.endswith("#") else ""
    return urljoin(base, iri.removesuffix("#")) + mark


def text_of(word: Token) -> str:
    """Return what a string says, without its quotation marks and escapes."""
    length = 3 if word.text[:3] in {"'''", '"""'} and len(word.text) >= 6 else 1
    return unescaped(word.text[length:-length])


def unescaped(text: str) -> str:
    r"""Return a text with its escapes resolved.

    >>> unescaped(r"\uB4F1\"\t")
    '등"\t'
    """

    def letter(found: re.Match[str]) -> str:
        if found[3]:
            return _PLAIN.get(found[3], found[3])
        number = int(found[1] or found[2], 16)
        return chr(number) if number <= 0x10FFFF else found[0]

    return _ESCAPES.sub(letter, text) if "\\" in text else text
