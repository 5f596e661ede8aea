"""Where a word of a query stands: its group, its triple, its full name. Pure.

A query is cut into words, not parsed: what is looked for here is found in every query that parses,
and what is wrong with the others is told by the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.lexer import Token

OPENING: Final = {"(": ")", "[": "]", "{": "}"}
CLOSING: Final = {close: opened for opened, close in OPENING.items()}
_OPERANDS: Final = frozenset({"string", "iri", "variable", "name", "lang", "number", "word"})
_TERMS: Final = frozenset({"true", "false"})  # words that stand in triples
_FROM: Final = frozenset({"FROM", "NAMED"})
Block = Literal["", "group", "template", "short", "data"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which bracket belongs to which, by places of words, and what encloses each word.

    Attributes:
        partner: Place of an opening or closing bracket to that of its partner.
        around: Place of a word to that of the bracket that encloses it; -1 for none.
    """

    partner: Mapping[int, int]
    around: Sequence[int]


def pairs_of(words: Sequence[Token]) -> Pairs | None:
    """Return the brackets of a query; None where they do not match."""
    partner: dict[int, int] = {}
    around: list[int] = []
    opened: list[int] = []
    for place, word in enumerate(words):
        is_mark = word.kind == "mark"
        if is_mark and word.text in CLOSING:
            if not opened or words[opened[-1]].text != CLOSING[word.text]:
                return None
            partner[place] = opened[-1]
            partner[opened.pop()] = place
        around.append(opened[-1] if opened else -1)
        if is_mark and word.text in OPENING:
            opened.append(place)
    return None if opened else Pairs(partner, around)


def has_one_reading(words: Sequence[Token]) -> bool:
    r"""Tell whether no `<` may either open an IRI or compare, and no letter is escaped."""
    depth = 0
    before: Token | None = None
    for word in words:
        if word.kind == "mark":
            depth += {"(": 1, ")": -1}.get(word.text, 0)
        if word.text == "\\":
            return False
        is_operand = before is not None and (before.kind in _OPERANDS or before.text == ")")
        if word.kind == "iri" and depth and is_operand:
            return False
        before = word
    return True


def block_of(words: Sequence[Token], pairs: Pairs, place: int) -> Block:
    """Return what kind of braces a word stands in; empty for none.

    `template` are those of CONSTRUCT, `short` those that are pattern and template at once.
    """
    brace = pairs.around[place]
    while brace >= 0 and words[brace].text != "{":
        brace = pairs.around[brace]
    if brace < 0:
        return ""
    before = brace - 1
    if before >= 0 and words[before].text.upper() == "CONSTRUCT":
        return "template"
    if before >= 0 and words[before].text.upper() == "WHERE" and _is_short(words, before):
        return "short"
    head = pairs.partner[before] if before >= 0 and words[before].text == ")" else before
    is_data = head > 0 and words[head - 1].text.upper() == "VALUES"
    return "data" if is_data else "group"


def graph_around(words: Sequence[Token], pairs: Pairs, place: int) -> bool:
    """Tell whether a word stands in a GRAPH, at any depth."""
    brace = pairs.around[place]
    while brace >= 0:
        if brace > 1 and words[brace].text == "{" and words[brace - 2].text.upper() == "GRAPH":
            return True
        brace = pairs.around[brace]
    return False


def subject_of(words: Sequence[Token], pairs: Pairs, place: int) -> int:
    """Return the place where the triples begin that a word directly in a group belongs to."""
    at = place - 1
    while at >= 0 and not _ends_triples(words[at]):
        at = pairs.partner[at] - 1 if words[at].text in {")", "]"} else at - 1
    first = at + 1
    if at >= 0 and words[at].kind == "word":  # a constraint stands in front: FILTER, BIND
        if words[first].kind in {"name", "iri"} and words[first + 1].text == "(":
            first += 1
        if words[first].text == "(":
            first = pairs.partner[first] + 1
    return first


def replaced(
    text: str, words: Sequence[Token], pairs: Pairs, subject: int, gone: set[int], instead: str
) -> str:
    """Return a query with something else in the place of some triples of one subject.

    Args:
        text: The query.
        words: Its words.
        pairs: Its brackets.
        subject: Place of the subject, which may be in brackets of its own.
        gone: Places of all words of the predicates that go, and of their objects.
        instead: What stands in front of the triples that stay.
    """
    behind = pairs.partner.get(subject, subject) + 1
    end = _triples_end(words, pairs, behind)
    kept: list[str] = []
    start = behind
    for place in range(behind, end + 1):
        is_top = pairs.around[place] == pairs.around[subject]
        if place < end and not (is_top and words[place].text == ";"):
            continue
        if start < place and start not in gone:
            kept.append(text[words[start].start : _end(words[place - 1])])
        start = place + 1
    told = text[words[subject].start : _end(words[behind - 1])]
    rest = f" {told} {' ; '.join(kept)}" if kept else ""
    return text[: words[subject].start] + instead + rest + text[_end(words[end - 1]) :]


def _triples_end(words: Sequence[Token], pairs: Pairs, place: int) -> int:
    """Return the place behind the last word of the triples that a word belongs to."""
    at = place
    while at < len(words):
        word = words[at]
        if word.text in {"(", "["} and word.kind == "mark":
            at = pairs.partner[at] + 1
            continue
        if _ends_triples(word):
            return at + 1 if word.kind == "number" else at
        at += 1
    return at


def _end(word: Token) -> int:
    return word.start + len(word.text)


def _is_short(words: Sequence[Token], where: int) -> bool:
    """Tell whether nothing but FROM lines stand between CONSTRUCT and its WHERE."""
    at = where - 1
    while at >= 0 and (words[at].kind in {"iri", "name"} or words[at].text.upper() in _FROM):
        at -= 1
    return at >= 0 and words[at].text.upper() == "CONSTRUCT"


def _ends_triples(word: Token) -> bool:
    if word.kind == "mark":
        return word.text in {".", "{", "}"}
    if word.kind == "number":  # `1.` is a number and the end of a triple
        return word.text.endswith(".")
    return word.kind == "word" and word.text != "a" and word.text.lower() not in _TERMS
