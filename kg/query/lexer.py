"""The words of a SPARQL text, cut as its grammar cuts them (SPARQL 1.1 Query, section 19.8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["string", "iri", "variable", "blank", "name", "lang", "number", "word", "mark"]

_LOCAL: Final = r"(?:[\w:·]|\\[_~.\-!$&'()*+,;=/?#@%]|%[0-9A-Fa-f]{2})"
_ESCAPE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN: Final = re.compile(
    rf"""
      (?P<skip>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
               |\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
               |'(?:[^'\\\r\n]|\\.)*'
               |"(?:[^"\\\r\n]|\\.)*")
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_ESCAPE})*>)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.\-·]*[\w\-·])?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?
               :(?:{_LOCAL}(?:(?:{_LOCAL}|[.\-])*(?:{_LOCAL}|-))?)?)
    | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDS: Final = frozenset({"string", "iri", "variable", "name", "lang", "number", "word"})


class Token(NamedTuple):
    """One word of the text.

    Attributes:
        start: Code point where it begins, 0-based.
    """

    kind: Kind
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order, blanks and comments left out; the longest word wins."""
    for found in _TOKEN.finditer(text):  # the last branch takes any character, so none is passed
        kind = found.lastgroup
        if kind != "skip":
            # lastgroup is one of the names in the pattern, and all but "skip" are kinds
            yield Token(kind, found[0], found.start())  # type: ignore[arg-type]


def all_cuts(text: str) -> Iterator[tuple[Token, Token | None]]:
    r"""Yield every word of every way to cut `text`, with the word before it.

    `<` opens an IRI or compares. Where both readings are possible and would put the following
    quotation marks or comments elsewhere, as in `FILTER(?a<'b>' ...)`, both are followed: a
    guard that follows one only can be shown a string where the engine sees a command.
    """
    pending: list[tuple[int, int, Token | None]] = [(0, 0, None)]
    seen: set[tuple[int, bool]] = set()
    while pending:
        position, depth, before = pending.pop()
        if position >= len(text) or (position, depth > 0) in seen:
            continue
        seen.add((position, depth > 0))
        token, after = _token_at(text, position)
        if token is None:
            pending.append((after, depth, before))
            continue
        if depth and _may_compare(token, before):
            pending.append((position + 1, depth, Token("mark", "<", position)))
        yield token, before
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        pending.append((after, depth, token))


def _token_at(text: str, position: int) -> tuple[Token | None, int]:
    found = _TOKEN.match(text, position)
    if found is None:
        raise AssertionError("the last branch of the pattern matches any character")
    kind = found.lastgroup
    if kind == "skip":
        return None, found.end()
    # lastgroup is one of the names in the pattern, and all but "skip" are kinds
    return Token(kind, found[0], position), found.end()  # type: ignore[arg-type]


def _may_compare(token: Token, before: Token | None) -> bool:
    """Tell whether `<` may compare here and what follows would then be cut differently.

    Comparisons stand between round brackets only, after an operand. Between `<` and `>` only
    a quotation mark or a number sign can swallow what stands behind.
    """
    if token.kind != "iri" or before is None or not {"'", "#"} & set(token.text):
        return False
    return before.kind in _OPERANDS or before.text == ")"
