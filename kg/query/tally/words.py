"""The words of a question taken one after another, and the terms among them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import QuerySolutions, Store

from kg.query.lately import lately
from kg.query.spelling import Names, names_of
from kg.query.tally.questions import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.lexer import Token

HIDDEN: Final = " "  # no variable begins with a blank
_NOT_PLAIN: Final = frozenset("\"'\\")  # these are written otherwise, or are no plain string
_SIGNS: Final = frozenset({"+", "-"})
_SAYING: Final = frozenset({"word", "mark"})


class OtherError(Exception):
    """Something stands there that is not read."""


class Words:
    """A place among the words of a question.

    Attributes:
        names: What the prefixes stand for.
    """

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self.names: Names = names_of(words)
        self.place = 0
        self.hidden = 0
        # What keywords and marks say, and nothing of all else and behind the end.
        self.said = [word[1].upper() if word[0] in _SAYING else "" for word in words] + [""] * 4
        while self.took("PREFIX"):
            self.place += 2

    def variable(self) -> str:
        """Take a variable and return its name."""
        word = self.take()
        if word.kind != "variable":
            raise OtherError
        return word.text[1:]

    def sees_kind(self, *kinds: str) -> bool:
        """Tell whether a word of one of these kinds comes next."""
        return self.place < len(self.words) and self.words[self.place].kind in kinds

    def sees(self, wanted: str) -> bool:
        """Tell whether a keyword or a mark comes next."""
        return self.said[self.place] == wanted

    def take(self) -> Token:
        """Take the next word."""
        if self.place >= len(self.words):
            raise OtherError
        self.place += 1
        return self.words[self.place - 1]

    def took(self, *wanted: str) -> bool:
        """Take keywords or marks if they come next, one after another."""
        said, place = self.said, self.place
        if said[place] != wanted[0]:
            return False
        if len(wanted) > 1 and said[place : place + len(wanted)] != [*wanted]:
            return False
        self.place += len(wanted)
        return True

    def expect(self, *wanted: str) -> None:
        """Take keywords or marks, which must come next."""
        if not self.took(*wanted):
            raise OtherError

    def number(self) -> int:
        """Take a whole number."""
        word = self.take()
        if word.kind != "number" or not word.text.isdecimal():
            raise OtherError
        return int(word.text)

    def fresh(self) -> Term:
        """Return a variable that no question can name."""
        self.hidden += 1
        return Term(f"{HIDDEN}{self.hidden}")

    def term(self) -> Term:
        """Take a variable, an IRI, a literal or a blank node that stands for a variable."""
        if self.sees_kind("variable"):
            return Term(self.variable())
        if self.sees_kind("blank"):
            return Term(HIDDEN + self.take().text)
        if self.took("[", "]"):
            return self.fresh()
        return Term(written=self.constant()[0])

    def constant(self) -> tuple[bytes, str]:
        """Take an IRI or a literal; returns it as N-Triples writes it and as SPARQL does."""
        sign = self.take().text if self.said[self.place] in _SIGNS else ""
        word = self.take()
        if word.kind == "number":
            return _canonical(sign + word.text), sign + word.text
        if sign:
            raise OtherError
        if word.kind == "string":
            return self._string(word)
        if word.kind == "word" and word.text in {"true", "false"}:
            return _canonical(word.text), word.text
        iri = f"<{self.iri(word)}>"
        return iri.encode(), iri

    def _string(self, word: Token) -> tuple[bytes, str]:
        plain = word.text[1:-1]
        if set(plain) & _NOT_PLAIN or not plain.isprintable():
            raise OtherError
        if self.took("^", "^"):
            source = f"{word.text}^^<{self.iri(self.take())}>"
            return _canonical(source), source
        written = f'"{plain}"'
        source = word.text
        if self.sees_kind("lang"):
            tag = self.take().text
            written, source = written + tag.lower(), source + tag
        return written.encode("utf-8", "surrogatepass"), source

    def iri(self, word: Token) -> str:
        """Return the IRI that a word names."""
        if word.kind not in {"iri", "name"} or "\\" in word.text:
            raise OtherError
        iri = self.names.iri(word)
        if ":" not in iri.partition("/")[0] or not iri.isascii() or "/." in iri:
            raise OtherError
        return iri


@lately
def _canonical(source: str) -> bytes:
    """Return a literal as the engine writes it, which is not always as it was written."""
    try:
        found = Store().query(f"SELECT ?x {{ VALUES ?x {{ {source} }} }}")
    except (SyntaxError, ValueError):
        raise OtherError from None
    term = next(iter(found))[0] if isinstance(found, QuerySolutions) else None
    if term is None:
        raise OtherError
    return str(term).encode()
