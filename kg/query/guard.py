"""What may be asked: questions, never commands, and nothing that reaches for another machine.

pyoxigraph's `query` runs no updates, but a SERVICE clause opens a connection to wherever it
says and there is no switch against it. Its grammar needs no blank after a keyword, so
`1SERVICE<...>` and `SERVICE:x` are clauses; an ordinary parser that differs from it in one corner
can be walked round. So the text is only cut into words, in every way it can be cut, and a word
that could be the keyword stops it. Working limits and a process without network stand behind.
"""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QueryRefused, QuerySyntax
from kg.query.lately import lately
from kg.query.lexer import Token, all_cuts, tokens
from kg.query.places import line_column
from kg.query.prefixes import PREFIXES
from kg.query.spelling import names_of

QUESTIONS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
COMMANDS: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A prologue as nearly everybody writes it; whatever else there is, is cut into words.
_USUAL: Final = re.compile(
    r"""(?>(?:[ \t\r\n]+|\#[^\r\n]*[\r\n]
    |(?i:PREFIX)[ \t\r\n]+[A-Za-z][\w-]*:[ \t\r\n]*<[^\x00-\x20<>"{}|^`\\]*>)*)
    (?P<word>[A-Za-z]+)(?![\w:.-])""",
    re.VERBOSE,
)
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


@lately
def check(text: str) -> str:
    """Return the kind of question `text` asks: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Whether it parses as a whole is left to the engine; `explain` says what it missed.

    Raises:
        QueryRefused: It is an update, or it asks another machine.
        QuerySyntax: No question begins in it.
    """
    command = _first_keyword(text)
    if command and command.text.upper() in COMMANDS:
        raise QueryRefused(
            f"this graph is read only: {command.text.upper()} is not run",
            where=line_column(text, command.start),
            hint="ask with SELECT, ASK, CONSTRUCT or DESCRIBE; a new build changes the data",
        )
    _refuse_service(text)
    if command is None or command.text.upper() not in QUESTIONS:
        raise QuerySyntax(
            "no question begins here" if command else "the query is empty",
            where=line_column(text, command.start if command else 0),
            hint="after the prefixes write SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    return command.text.upper()


def explain(text: str, said: str) -> QuerySyntax:
    """Return what is wrong with a text that the engine could not parse.

    Args:
        text: The query.
        said: The engine's own message, such as `error at 3:2: expected OPTIONAL`.
    """
    place = re.search(r"(\d+):(\d+)", said)
    where = place[0] if place else "1:1"
    if "a variable that is unbound" in said or "ungrouped" in said.lower():
        return QuerySyntax(
            "the SELECT line names a variable that the grouping does not keep",
            where=where,
            hint="add the variable to GROUP BY, or put it into an aggregate such as SAMPLE()",
        )
    for cause in (_undeclared_prefix(text), _unclosed(text)):
        if cause:
            return cause
    expected = said.partition("expected ")[2] or said
    lines = text.splitlines()
    line = lines[int(place[1]) - 1].strip() if place and int(place[1]) <= len(lines) else ""
    return QuerySyntax(
        f"the query does not parse: {_short(expected)} or the like is expected"
        + (f" in {line!r}" if line else ""),
        where=where,
        hint="look at this place and just before it for a missing variable, dot or bracket",
    )


def unknown_function(text: str, said: str) -> QuerySyntax | None:
    """Return what is wrong with a text that calls a function the engine does not have.

    Args:
        text: The query.
        said: The engine's own message; None is returned where it is about something else.
    """
    found = re.search(r"custom function <(.*?)> is not supported", said)
    if found is None:
        return None
    words = list(tokens(text))
    names = names_of(words)
    places = (word.start for word in words if names.iri(word) == found[1])
    return QuerySyntax(
        f"there is no function <{found[1]}> here",
        where=line_column(text, next(places, 0)),
        hint="use the functions of SPARQL 1.1",
    )


def _short(expected: str) -> str:
    """Return the engine's list of what it expected without its character classes."""
    words = [word for word in expected.removeprefix("one of ").split(", ") if "\\u{" not in word]
    plain = [word for word in words if re.fullmatch(r"\"[^\"]+\"|[A-Z][A-Z ]+", word)]
    return ", ".join(plain[:5]) or "something else"


def _refuse_service(text: str) -> None:
    """Refuse a SERVICE clause, its keyword also written with codepoint escapes."""
    for reading in {text, _ESCAPE.sub(_unescaped, text)}:
        if "service" not in reading.lower():
            continue
        for token, before in all_cuts(reading):
            if _opens_service(reading, token, before):
                raise QueryRefused(
                    "SERVICE would ask another machine and is not run",
                    where=line_column(reading, token.start),
                    hint="ask that service yourself and bring its answer with VALUES",
                )


def _opens_service(text: str, token: Token, before: Token | None) -> bool:
    if token.kind == "word":
        return "service" in token.text.lower()
    if token.kind != "name" or "service" not in token.text.partition(":")[0].lower():
        return False
    # `SERVICE:x {` is a clause where no prefix `service:` is declared; `GRAPH service:x {` is not
    keeps = before is not None and before.text.upper() in {"GRAPH", "FROM", "NAMED"}
    follows = next(tokens(text[token.start + len(token.text) :]), None)
    return not keeps and follows is not None and follows.text == "{"


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else found[0]


def _first_keyword(text: str) -> Token | None:
    """Return the first word behind BASE and PREFIX lines."""
    usual = _USUAL.match(text)
    if usual and usual["word"].upper() in QUESTIONS:
        return Token("word", usual["word"], usual.start("word"))
    words = iter(tokens(text))
    for token in words:
        if token.kind == "word" and token.text.upper() == "BASE":
            next(words, None)
        elif token.kind == "word" and token.text.upper() == "PREFIX":
            next(words, None)
            next(words, None)
        else:
            return token
    return None


def _undeclared_prefix(text: str) -> QuerySyntax | None:
    declared: set[str] = set()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                known = PREFIXES.get(prefix, "...")
                return QuerySyntax(
                    f"the prefix {prefix}: is not declared",
                    where=line_column(text, token.start),
                    hint=f"begin with PREFIX {prefix}: <{known}>",
                )
        before = token.text.upper()
    return None


def _unclosed(text: str) -> QuerySyntax | None:
    """Return the first bracket or quotation mark without its partner."""
    opened: list[Token] = []
    for token in tokens(text):
        if token.kind != "mark":
            continue
        if token.text in {"'", '"'}:
            return _lonely(text, token, "quotation mark is not closed")
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS and (not opened or opened.pop().text != _PAIRS[token.text]):
            return _lonely(text, token, "bracket closes nothing")
    return _lonely(text, opened[-1], "bracket is not closed") if opened else None


def _lonely(text: str, token: Token, what: str) -> QuerySyntax:
    return QuerySyntax(
        f"this {what}: {token.text}",
        where=line_column(text, token.start),
        hint="write its partner or take it away",
    )
