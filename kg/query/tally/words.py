"""The words of a question taken one after another, and the triple patterns among them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.query.spelling import Names, names_of
from kg.query.tally.questions import Pattern, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.lexer import Token

_HIDDEN: Final = " "  # no variable begins with a blank
_NOT_PLAIN: Final = frozenset("\"'\\")  # these are written otherwise, or are no plain string


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
        while self.took("PREFIX"):
            self.place += 2

    def variable(self) -> str:
        """Take a variable and return its name."""
        word = self.take()
        if word.kind != "variable":
            raise OtherError
        return word.text[1:]

    def said(self) -> str:
        """Return the next word in capitals."""
        return self.words[self.place].text.upper()

    def sees(self, word: str) -> bool:
        """Tell whether a keyword or a mark comes next."""
        here = self.words[self.place]
        return here.kind in {"word", "mark"} and here.text.upper() == word

    def take(self) -> Token:
        """Take the next word."""
        self.place += 1
        return self.words[self.place - 1]

    def took(self, word: str) -> bool:
        """Take a keyword or a mark if it comes next."""
        if self.place < len(self.words) and self.sees(word):
            self.place += 1
            return True
        return False

    def expect(self, word: str) -> None:
        """Take a keyword or a mark, which must come next."""
        if not self.took(word):
            raise OtherError

    def patterns(self) -> tuple[Pattern, ...]:
        """Read triples up to whatever is none: subject, verb and values, with `;`, `,` and `.`."""
        found: list[Pattern] = []
        while not (self.sees("}") or self.sees("MINUS") or self.sees("FILTER")):
            subject = self._term()
            if subject.written.startswith(b'"'):
                raise OtherError
            self._verbs(subject, found)
            if not self.took("."):
                break
        if not found:
            raise OtherError
        return tuple(found)

    def _verbs(self, subject: Term, found: list[Pattern]) -> None:
        while True:
            steps = self._path()
            while True:
                value = self._term()
                at = subject
                for predicate, is_closed in steps[:-1]:
                    self.hidden += 1
                    after = Term(f"{_HIDDEN}{self.hidden}")
                    found.append(Pattern(at, predicate, after, is_closed))
                    at = after
                found.append(Pattern(at, *steps[-1][:1], value, steps[-1][1]))
                if not self.took(","):
                    break
            if not self.took(";"):
                return
            if self.sees(".") or self.sees("}") or self.sees("MINUS") or self.sees("FILTER"):
                return

    def _path(self) -> list[tuple[bytes, bool]]:
        steps: list[tuple[bytes, bool]] = []
        while True:
            word = self.take()
            if word.kind == "word" and word.text == "a":
                iri = vocab.RDF.type.value
            else:
                iri = self._iri(word)
            steps.append((b"<" + iri.encode() + b">", self.took("+")))
            if not self.took("/"):
                return steps

    def _term(self) -> Term:
        word = self.take()
        if word.kind == "variable":
            return Term(word.text[1:])
        if word.kind != "string":
            return Term(written=b"<" + self._iri(word).encode() + b">")
        plain = word.text[1:-1]
        if set(plain) & _NOT_PLAIN or not plain.isprintable() or self.sees("^"):
            raise OtherError
        written = f'"{plain}"'
        if self.words[self.place].kind == "lang":
            written += self.take().text.lower()
        return Term(written=written.encode("utf-8", "surrogatepass"))

    def _iri(self, word: Token) -> str:
        if word.kind not in {"iri", "name"} or "\\" in word.text:
            raise OtherError
        iri = self.names.iri(word)
        if ":" not in iri.partition("/")[0] or not iri.isascii() or "/." in iri:
            raise OtherError
        return iri
