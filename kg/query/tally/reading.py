"""Which questions can be answered over columns, read from the words of a text. Pure.

Read is SELECT and ASK over triple patterns with paths, FILTER, OPTIONAL, MINUS, UNION, BIND,
VALUES and questions within; GROUP BY, HAVING, aggregates, ORDER BY, LIMIT and OFFSET. Whatever else
stands in a text, it is not read, and the engine answers it as ever.
"""

from __future__ import annotations

import re
from typing import Final

from kg.query.lately import lately
from kg.query.lexer import tokens
from kg.query.patterns import has_one_reading
from kg.query.tally.braces import Braces
from kg.query.tally.questions import (
    Aggregates,
    Bound,
    Either,
    Expression,
    Given,
    Group,
    Inner,
    Item,
    Join,
    Maybe,
    Order,
    Select,
    Within,
    Without,
)
from kg.query.tally.words import OtherError

# One of these must stand there, else a question is looked up quicker than it is read.
_WORTH: Final = re.compile(
    r"\b(?:COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP_CONCAT|GROUP|DISTINCT"
    r"|FILTER|OPTIONAL|MINUS|ORDER|LIMIT)\b",
    re.IGNORECASE,
)


@lately
def read(text: str) -> Select | None:
    """Return what a question asks; None for what is not read."""
    if not _WORTH.search(text):
        return None
    words = list(tokens(text))
    if not has_one_reading(words) or "_aggregate" in text or "_place" in text:
        return None
    try:
        reader = _Reader(words)
        found = reader.question()
        if reader.place < len(words):
            return None
    except OtherError:
        return None
    return found


class _Reader(Braces):
    def question(self) -> Select:
        """Read the whole of a question behind its prefixes."""
        if self.took("ASK"):
            self.took("WHERE")
            return Select(items=(), group=self.inside(), is_ask=True)
        self.expect("SELECT")
        return self.select()

    def select(self) -> Select:
        """Read what stands behind SELECT."""
        outer, self.aggregates = self.aggregates, Aggregates()
        is_distinct = self.took("DISTINCT")
        items = self._items()
        kept, self.aggregates = self.aggregates, None
        self.took("WHERE")
        group = self.inside()
        keys, computed = self._keys()
        self.aggregates = kept
        having: list[Expression] = []
        if self.took("HAVING"):
            having.append(self.constraint())
            while self.sees("("):
                having.append(self.constraint())
        order = self._order()
        self.aggregates = outer
        limit, offset = self._limits()
        return _checked(
            Select(
                items=tuple(items),
                group=group,
                is_distinct=is_distinct,
                keys=keys,
                computed=computed,
                is_grouped=bool(keys or kept.found),
                aggregates=tuple(kept.found),
                having=tuple(having),
                order=tuple(order),
                limit=limit,
                offset=offset,
            )
        )

    def _items(self) -> list[Item]:
        if self.took("*"):
            return []
        items: list[Item] = []
        while not self.sees("WHERE") and not self.sees("{"):
            if self.took("("):
                expression = self.expression()
                self.expect("AS")
                items.append(Item(self.variable(), expression))
                self.expect(")")
            else:
                items.append(Item(self.variable()))
        if not items:
            raise OtherError
        return items

    def _keys(self) -> tuple[tuple[str, ...], tuple[Bound, ...]]:
        if not self.took("GROUP", "BY"):
            return (), ()
        keys: list[str] = []
        computed: list[Bound] = []
        while self.sees_kind("variable") or self.sees("("):
            if self.took("("):
                expression = self.expression()
                self.expect("AS")
                keys.append(self.variable())
                computed.append(Bound(expression, keys[-1]))
                self.expect(")")
            else:
                keys.append(self.variable())
        if not keys:
            raise OtherError
        return tuple(dict.fromkeys(keys)), tuple(computed)

    def _order(self) -> list[Order]:
        found: list[Order] = []
        if not self.took("ORDER", "BY"):
            return found
        while self.place < len(self.words) and not (
            self.sees("LIMIT") or self.sees("OFFSET") or self.sees("}")
        ):
            is_descending = self.took("DESC")
            if is_descending or self.took("ASC"):
                self.expect("(")
                found.append(Order(self.expression(), is_descending))
                self.expect(")")
            elif self.sees_kind("variable"):
                name = self.variable()
                found.append(Order(Expression("variable", f"?{name}", name=name)))
            else:
                found.append(Order(self.constraint()))
        return found

    def _limits(self) -> tuple[int | None, int]:
        limit: int | None = None
        offset = 0
        while self.sees("LIMIT") or self.sees("OFFSET"):
            if self.took("LIMIT"):
                limit = self.number()
            else:
                self.expect("OFFSET")
                offset = self.number()
        return limit, offset


def _checked(select: Select) -> Select:
    """Return a SELECT whose columns are told apart and are there once it is grouped."""
    names = [item.name for item in select.items]
    if len(set(names)) < len(names) or (select.is_grouped and not names):
        raise OtherError
    counted = {each.name for each in select.aggregates}
    made: set[str] = set()
    for item in select.items:
        used = item.expression.names() if item.expression else frozenset({item.name})
        if made & used or (select.is_grouped and not used <= counted | set(select.keys)):
            raise OtherError  # a column made of another one, or of what each row says
        if item.expression:
            made.add(item.name)
    if made & _visible(select.group) or (made & set(select.keys)):
        raise OtherError
    expressions = [*select.having, *(each.expression for each in select.order)]
    expressions += [item.expression for item in select.items if item.expression]
    if any("exists" in each.forms() for each in expressions):
        raise OtherError
    allowed = counted | set(select.keys)
    if select.is_grouped and any(not each.names() <= allowed for each in select.having):
        raise OtherError
    return select


def _visible(group: Group) -> set[str]:
    """Return every variable that a group may bind."""
    found: set[str] = set()
    for element in group.elements:
        match element:
            case Join():
                found |= {name for pattern in element.patterns for name in pattern.names()}
            case Maybe():
                found |= _visible(element.group)
            case Either():
                found |= {name for each in element.groups for name in _visible(each)}
            case Bound():
                found.add(element.name)
            case Given():
                found |= set(element.names)
            case Within():
                found |= _visible(element.group) | {element.graph.name}
            case Inner():
                found |= {item.name for item in element.select.items}
            case Without():
                pass
    return found
