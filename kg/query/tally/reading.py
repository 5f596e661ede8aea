"""Which questions only count, and what they count: read from the words of a text. Pure.

Read is SELECT with aggregates, or DISTINCT, over triple patterns whose predicates are IRIs (also
`p/q` and `p+`), with any number of `MINUS { ... }` or `FILTER NOT EXISTS { ... }` of the same kind
at the end, or a UNION of such groups; GROUP BY variables; ORDER BY, LIMIT and OFFSET. Whatever
else stands in a text, it is not read, and the engine answers it as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.query.lately import lately
from kg.query.lexer import tokens
from kg.query.patterns import has_one_reading
from kg.query.tally.questions import Aggregate, Function, Group, Pattern, Tally
from kg.query.tally.words import OtherError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.lexer import Token

_FUNCTIONS: Final[dict[str, Function]] = {"COUNT": "COUNT", "SUM": "SUM", "AVG": "AVG"}
_TAIL: Final = frozenset({"ORDER", "BY", "ASC", "DESC", "LIMIT", "OFFSET"})


@lately
def read(text: str) -> Tally | None:
    """Return what a question counts; None for every other question."""
    upper = text.upper()
    if not any(word in upper for word in (*_FUNCTIONS, "DISTINCT")):
        return None
    words = list(tokens(text))
    if not has_one_reading(words):
        return None
    try:
        return _Reader(text, words).tally()
    except (OtherError, IndexError):
        return None


class _Reader(Words):
    def __init__(self, text: str, words: Sequence[Token]) -> None:
        super().__init__(words)
        self.text = text

    def tally(self) -> Tally:
        self.expect("SELECT")
        is_distinct = self.took("DISTINCT")
        shown: list[str] = []
        aggregates: list[Aggregate] = []
        while not self.took("WHERE") and not self.sees("{"):
            if self.took("("):
                aggregates.append(self._aggregate())
                shown.append(aggregates[-1].name)
            else:
                shown.append(self.variable())
        groups = self._groups()
        keys = self._keys()
        if is_distinct and (aggregates or keys):
            raise OtherError
        is_grouped = bool(keys) or is_distinct
        keys = keys or (tuple(shown) if is_distinct else ())
        plain = set(shown) - {each.name for each in aggregates}
        if not shown or len(set(shown)) < len(shown) or not plain <= set(keys):
            raise OtherError
        if not (aggregates or is_distinct):
            raise OtherError
        if {each.name for each in aggregates} & {*keys, *_bound(groups)}:
            raise OtherError
        tail = self._tail({*shown, *keys})
        return Tally(tuple(shown), keys, tuple(aggregates), is_grouped, groups, tail)

    def _aggregate(self) -> Aggregate:
        function = _FUNCTIONS.get(self.said())
        if function is None:
            raise OtherError
        self.place += 1
        self.expect("(")
        is_distinct = self.took("DISTINCT")
        terms: list[str] = []
        signs = [1]
        if self.took("*"):
            if function != "COUNT" or is_distinct:
                raise OtherError
        else:
            terms.append(self.variable())
            while self.sees("+") or self.sees("-"):
                signs.append(1 if self.take().text == "+" else -1)
                terms.append(self.variable())
        if (function == "COUNT" and len(terms) > 1) or (is_distinct and function != "COUNT"):
            raise OtherError
        self.expect(")")
        self.expect("AS")
        name = self.variable()
        self.expect(")")
        return Aggregate(function, name, tuple(terms), tuple(signs[: len(terms)]), is_distinct)

    def _groups(self) -> tuple[Group, ...]:
        """Read the WHERE clause: one group, or several that are put together."""
        self.expect("{")
        if not self.sees("{"):
            group = self._group()
            self.expect("}")
            return (group,)
        groups: list[Group] = []
        while True:
            self.expect("{")
            groups.append(self._group())
            self.expect("}")
            if not self.took("UNION"):
                break
        self.expect("}")
        return tuple(groups)

    def _group(self) -> Group:
        patterns = self.patterns()
        without: list[tuple[Pattern, ...]] = []
        while self.sees("MINUS") or self.sees("FILTER"):
            if not self.took("MINUS"):
                for word in ("FILTER", "NOT", "EXISTS"):
                    self.expect(word)
            self.expect("{")
            without.append(self.patterns())
            self.expect("}")
            self.took(".")
        return Group(patterns, tuple(without))

    def _keys(self) -> tuple[str, ...]:
        if not self.took("GROUP"):
            return ()
        self.expect("BY")
        keys = [self.variable()]
        while self.place < len(self.words) and self.words[self.place].kind == "variable":
            keys.append(self.variable())
        return tuple(dict.fromkeys(keys))

    def _tail(self, known: set[str]) -> str:
        """Return what stands behind the groups: order and limits over the columns, nothing else."""
        begin = self.words[self.place].start if self.place < len(self.words) else len(self.text)
        for word in self.words[self.place :]:
            is_known = (
                (word.kind == "word" and word.text.upper() in _TAIL)
                or (word.kind == "variable" and word.text[1:] in known)
                or (word.kind == "number" and word.text.isdecimal())
                or (word.kind == "mark" and word.text in {"(", ")"})
            )
            if not is_known:
                raise OtherError
        return self.text[begin:]


def _bound(groups: Sequence[Group]) -> set[str]:
    """Return every variable that stands in a pattern."""
    patterns = [
        pattern for each in groups for part in (each.patterns, *each.without) for pattern in part
    ]
    return set().union(*(pattern.names() for pattern in patterns))
