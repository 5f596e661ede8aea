"""Parts of a question, and DESCRIBE told in questions that every engine reads alike. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.query.lexer import Token

_MODIFIERS: Final = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


def begin_of(words: Sequence[Token]) -> int:
    """Return the place of the first word behind the prologue."""
    place = 0
    while place < len(words) and words[place].kind == "word":
        lines = {"BASE": 2, "PREFIX": 3}.get(words[place].text.upper(), 0)
        if not lines:
            break
        place += lines
    return place


def body_of(words: Sequence[Token], first: int) -> tuple[int, int]:
    """Return the places of the braces around the pattern of a question."""
    depth = 0
    place = first
    is_template = words[first].text.upper() == "CONSTRUCT" and words[first + 1].text == "{"
    while True:
        word = words[place]
        if word.kind == "mark":
            depth += {"(": 1, ")": -1}.get(word.text, 0)
            if word.text == "{" and not depth:
                end = closing_of(words, place)
                if not is_template:
                    return place, end
                is_template = False
                place = end
        place += 1


def closing_of(words: Sequence[Token], begin: int) -> int:
    """Return the place of the brace that closes another."""
    depth = 0
    for place in range(begin, len(words)):
        if words[place].kind == "mark":
            depth += {"{": 1, "}": -1}.get(words[place].text, 0)
            if not depth:
                return place
    return len(words) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A DESCRIBE in two questions: which things, and what is said of them.

    Attributes:
        prologue: What stands before the question, and is needed by both.
        sources: Its FROM clauses.
        things: Question for the things; empty where all are named.
        named: The things that are named, as the question writes them.
    """

    prologue: str
    sources: str
    things: str
    named: tuple[str, ...]

    def about(self, things: Sequence[str]) -> str:
        """Return the question for what is said of some things, written as in SPARQL."""
        return (
            f"{self.prologue}SELECT ?s ?p ?o {self.sources} "
            f"WHERE {{ VALUES ?s {{ {' '.join(things)} }} ?s ?p ?o }}"
        )


def described(
    text: str, words: Sequence[Token], variables: Callable[[str], Sequence[str]]
) -> Described:
    """Return a DESCRIBE as everything of which its things are the subject.

    Args:
        text: The question.
        words: It cut into words.
        variables: Gives the variables of a `SELECT *` in order.
    """
    first = begin_of(words)
    place = first + 1
    things: list[Token] = []
    while place < len(words) and words[place].kind in {"iri", "name", "variable"}:
        things.append(words[place])
        place += 1
    prologue = text[: words[first].start]
    sources, patterns = _parts(text, words[place + (not things) :])  # behind the star
    asked = [thing.text[1:] for thing in things if thing.kind == "variable"]
    if not things:
        asked = [*variables(f"{prologue}SELECT * {patterns}")]
    names = " ".join(f"?{name}" for name in asked)
    return Described(
        prologue=prologue,
        sources=sources,
        things=f"{prologue}SELECT {names} {sources} {patterns}" if names else "",
        named=tuple(thing.text for thing in things if thing.kind != "variable"),
    )


def _parts(text: str, rest: Sequence[Token]) -> tuple[str, str]:
    """Return the FROM clauses of a DESCRIBE and what follows them."""
    place = 0
    while place < len(rest) and rest[place].text.upper() == "FROM":
        place += 2 + (rest[place + 1].text.upper() == "NAMED")
    begin = rest[0].start if rest else len(text)
    middle = rest[place].start if place < len(rest) else len(text)
    has_pattern = place < len(rest) and rest[place].text.upper() not in _MODIFIERS
    return text[begin:middle], text[middle:] if has_pattern else f"{{ }} {text[middle:]}"
