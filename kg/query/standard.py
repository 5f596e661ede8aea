"""Questions in a form that the engine answers as SPARQL 1.1 says, where it does not by itself.

Two things are told otherwise by the engine:

- GROUP_CONCAT keeps a language tag that all members share, as SPARQL 1.2 does; in 1.1 its answer
  is a plain string (section 18.5.1.7), so it is put into STR.
- A path of length zero holds at the term it begins or ends with, wherever that stands (18.4); the
  engine wants it in the data. A term that is not there has no other path either, so `S p* ?o` and
  `?o p* S` are `VALUES ?o { S }`: only the data can tell, and they are asked.

Nothing is changed in a text that can be cut into words in more than one way, nor a path in GRAPH.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.query.lately import lately
from kg.query.lexer import Token, tokens
from kg.query.patterns import (
    Pairs,
    block_of,
    graph_around,
    has_one_reading,
    pairs_of,
    replaced,
    subject_of,
)
from kg.query.rewrite import Rewritten
from kg.query.spelling import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

PLAIN: Final = "group-concat-is-plain"
ABSENT: Final = "path-at-absent-term"
_PATH: Final = re.compile(r"[\w>:)]\s*(?:\*|\?(?!\w))(?=[\s?$<:(\w])")  # roughly
_CONSTANTS: Final = frozenset({"iri", "name"})
_BEHIND: Final = frozenset({".", ";", "}"})


@dataclass(frozen=True, slots=True)
class _Path:
    """One triple whose path may have length zero, by places of words.

    Attributes:
        verb: Of the first word of the path.
        object: Of its object.
        constant: Of the end that is a name.
        variable: Of the other end.
    """

    subject: int
    verb: int
    object: int
    constant: int
    variable: int


def standard(text: str, store: Store) -> Rewritten:
    """Return a question in the form that the engine answers as SPARQL 1.1 says.

    Args:
        text: The question.
        store: Is asked whether a term stands in it.
    """
    has_concat, has_path = _may_differ(text)
    if not has_concat and not has_path:
        return Rewritten(text)
    words = list(tokens(text))
    pairs = pairs_of(words)
    if pairs is None or not has_one_reading(words):
        return Rewritten(text)
    found = Rewritten(text)
    if has_path:
        found = _without_absent(text, words, pairs, store)
    if has_concat:
        if found.names:
            words = list(tokens(found.text))
            pairs = pairs_of(words) or pairs
        plain = _plain_concat(found.text, words, pairs)
        found = Rewritten(plain.text, found.names + plain.names)
    return found


@lately
def _may_differ(text: str) -> tuple[bool, bool]:
    """Tell whether a text may hold GROUP_CONCAT, and whether it holds a path of length zero."""
    has_path = bool(_PATH.search(text))
    if has_path:
        words = list(tokens(text))
        pairs = pairs_of(words)
        has_path = pairs is not None and any(True for _ in _paths(words, pairs))
    return "group_concat" in text.lower(), has_path


def _plain_concat(text: str, words: Sequence[Token], pairs: Pairs) -> Rewritten:
    put: list[tuple[int, str]] = []
    for place, word in enumerate(words[:-1]):
        is_name = word.kind == "word" and word.text.upper() == "GROUP_CONCAT"
        if is_name and words[place + 1].text == "(":
            put += [(word.start, "STR("), (words[pairs.partner[place + 1]].start, ")")]
    for start, piece in sorted(put, reverse=True):
        text = text[:start] + piece + text[start:]
    return Rewritten(text, (PLAIN,) * (len(put) // 2))


def _without_absent(text: str, words: Sequence[Token], pairs: Pairs, store: Store) -> Rewritten:
    names = names_of(words)
    found = [
        path
        for path in _paths(words, pairs)
        if (iri := names.iri(words[path.constant])) and not _is_there(store, iri)
    ]
    for subject in sorted({path.subject for path in found}, reverse=True):
        own = [path for path in found if path.subject == subject]
        gone = {place for path in own for place in range(path.verb, path.object + 1)}
        values = " ".join(
            f"VALUES {words[path.variable].text} {{ {words[path.constant].text} }}" for path in own
        )
        text = replaced(text, words, pairs, subject, gone, values)
    return Rewritten(text, (ABSENT,) * len(found))


def _is_there(store: Store, iri: str) -> bool:
    """Tell whether a term stands in the data; what is no IRI is left to the engine."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return True
    quads = store.quads_for_pattern
    return any(True for _ in quads(node, None, None)) or any(True for _ in quads(None, None, node))


def _paths(words: Sequence[Token], pairs: Pairs) -> Iterator[_Path]:
    """Yield triples of one path of length zero or more between a name and a variable."""
    for place in range(1, len(words) - 2):
        if words[place].kind != "mark" or words[place].text not in {"*", "?"}:
            continue
        verb = pairs.partner.get(place - 1, place - 1)
        if words[verb].kind not in _CONSTANTS and words[verb].text not in {"(", "a"}:
            continue
        verb -= words[verb - 1].text == "^"
        is_last = words[place + 2].text in _BEHIND
        if not is_last or block_of(words, pairs, place) != "group" or pairs.around[place] < 0:
            continue
        if words[pairs.around[place]].text != "{" or graph_around(words, pairs, place):
            continue
        subject = subject_of(words, pairs, verb)
        if words[verb - 1].text == ";" or verb == subject + 1:
            ends = {words[each].kind: each for each in (subject, place + 1)}
            constant = ends.get("iri", ends.get("name", -1))
            if constant >= 0 and "variable" in ends:
                yield _Path(subject, verb, place + 1, constant, ends["variable"])
