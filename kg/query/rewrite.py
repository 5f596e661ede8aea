"""Questions in another form that has the same answers and costs the engine less. Pure.

`FILTER NOT EXISTS { Q }`, where Q joins several triple patterns, is evaluated by the engine anew
for every row, each time over all of Q; `MINUS { Q }` evaluates Q once. The two say the same when
all of this holds, and only then is anything changed:

- Q is triple patterns and nothing else, so every solution of Q binds every variable of Q;
- no path of Q has length zero (`*`, `?`): a zero-length path holds at a term put in for a variable
  even where the term stands nowhere in the data;
- some variable of Q stands in a triple pattern directly in the group that is filtered, so each of
  its rows shares a bound variable with each solution of Q;
- the group is not that of an OPTIONAL, whose filter also sees the rows outside, and stands nowhere
  in an EXISTS, into which values are put from outside, nor in a GRAPH;
- the text can be cut into words in one way only.

A filter holds for its whole group wherever it stands, a MINUS for what stands before it; so the
MINUS goes to the end of the group, and `FILTER(true)` stays behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.query.lately import lately
from kg.query.lexer import Token, tokens
from kg.query.patterns import has_one_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MINUS: Final = "not-exists-to-minus"
_IN_PATTERNS: Final = frozenset({"iri", "name", "variable", "string", "number", "lang"})
_WORDS: Final = frozenset({"a", "true", "false"})
_MARKS: Final = frozenset({".", ";", ",", "/", "|", "^", "+", "!"})
_CLOSED: Final = frozenset({"EXISTS", "GRAPH", "SERVICE"})  # nothing is changed below these


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it is asked of the engine.

    Attributes:
        text: The same as was sent where `names` is empty.
        names: Of the rewrites that were applied, in order.
    """

    text: str
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """One group graph pattern: where it opens and closes, what opened it, what stands in it."""

    opened_by: str
    first: int
    last: int = -1
    parent: _Group | None = None
    inner: list[_Group] = field(default_factory=list)


@lately
def rewrite(text: str) -> Rewritten:
    """Return a question with the same answers that costs no more.

    >>> rewrite("ASK { ?s a ?t FILTER NOT EXISTS { ?s ?p ?o . ?o ?q ?r } }").text
    'ASK { ?s a ?t FILTER(true) MINUS { ?s ?p ?o . ?o ?q ?r } }'
    """
    if "exists" not in text.lower():
        return Rewritten(text)
    words = list(tokens(text))
    if not has_one_reading(words):
        return Rewritten(text)
    changes: list[tuple[int, int, str]] = []
    bound: dict[int, set[str]] = {}  # by the place a group opens at
    for group in _groups(words):
        changes += _changes(text, words, group, bound)
    if not changes:
        return Rewritten(text)
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return Rewritten(text, (MINUS,) * (len(changes) // 2))


def _changes(
    text: str, words: Sequence[Token], group: _Group, bound: dict[int, set[str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of the text and what stands there instead, two for each filter."""
    parent = group.parent
    place = group.first
    if group.opened_by != "EXISTS" or parent is None or not _may_change(parent):
        return
    before = [word.text.upper() for word in words[max(0, place - 3) : place]]
    if before != ["FILTER", "NOT", "EXISTS"]:
        return
    inside = words[place + 1 : group.last]
    if not _is_join(inside):
        return
    if parent.first not in bound:
        bound[parent.first] = _bound(words, parent)
    if not bound[parent.first] & _variables(inside):
        return
    start, end = words[place - 3].start, words[group.last].start + 1
    pattern = text[words[place].start : end]
    yield start, end, "FILTER(true)"
    closing = words[parent.last].start
    yield closing, closing, f"MINUS {pattern} "


def _may_change(group: _Group) -> bool:
    """Tell whether a filter of this group sees its own group's rows only."""
    if group.opened_by == "OPTIONAL":
        return False
    above: _Group | None = group
    while above:
        if above.opened_by in _CLOSED:
            return False
        above = above.parent
    return True


def _groups(words: Sequence[Token]) -> list[_Group]:
    """Return every pair of braces, outer ones first; none where they do not match."""
    found: list[_Group] = []
    current: _Group | None = None
    for place, word in enumerate(words):
        if word.kind != "mark":
            continue
        if word.text == "{":
            current = _Group(_opener(words, place), place, parent=current)
            if current.parent:
                current.parent.inner.append(current)
            found.append(current)
        elif word.text == "}":
            if current is None:
                return []
            current.last = place
            current = current.parent
    return [] if current else found


def _opener(words: Sequence[Token], place: int) -> str:
    """Return the word that says what a group is: OPTIONAL, EXISTS, GRAPH; empty for a plain one."""
    before = [word.text.upper() for word in words[max(0, place - 3) : place]]
    if not before:
        return ""
    if before[-1] in {"OPTIONAL", "EXISTS", "MINUS", "UNION", "WHERE"}:
        return before[-1]
    return next((word for word in before[-3:-1] if word in {"GRAPH", "SERVICE"}), "")


def _is_join(inside: Sequence[Token]) -> bool:
    """Tell whether these words are two or more triple patterns and nothing else."""
    for word in inside:
        is_known = (
            word.kind in _IN_PATTERNS
            or (word.kind == "word" and word.text in _WORDS)
            or (word.kind == "mark" and word.text in _MARKS)
        )
        if not is_known:
            return False
    # a pattern ends at one of these marks; one at the very end opens no further pattern
    ends = [place for place, word in enumerate(inside) if word.text in {".", ";", ","}]
    return any(place < len(inside) - 1 for place in ends)


def _bound(words: Sequence[Token], group: _Group) -> set[str]:
    """Return variables of triple patterns that stand directly in a group."""
    found: set[str] = set()
    skipped = {place for each in group.inner for place in range(each.first, each.last + 1)}
    depth = 0
    before = ""
    for place in range(group.first + 1, group.last):
        if place in skipped:
            before = "}"
            continue
        word = words[place]
        depth += {"(": 1, ")": -1}.get(word.text, 0) if word.kind == "mark" else 0
        if word.kind == "variable" and depth == 0 and before not in {"VALUES", "GRAPH"}:
            found.add(word.text[1:])
        if word.kind != "variable":
            before = word.text.upper()
    return found


def _variables(inside: Sequence[Token]) -> set[str]:
    return {word.text[1:] for word in inside if word.kind == "variable"}
