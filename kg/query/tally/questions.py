"""What is read of a question: patterns, conditions, groups, and what is selected of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Function = Literal["COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"]


@dataclass(frozen=True, slots=True)
class Term:
    """A variable by its name, or a term as N-Triples writes it."""

    name: str = ""
    written: bytes = b""


@dataclass(frozen=True, slots=True)
class Step:
    """A path that is one relation: any of some predicates, each forwards or backwards.

    Attributes:
        links: Predicates as N-Triples writes them, each with whether it is gone backwards.
        least: 1 for one step, or for one step or more; 0 for none or more.
        is_closed: Whether there may be more than one step.
    """

    links: tuple[tuple[bytes, bool], ...]
    least: int = 1
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; its verb is a path, or a variable by its name."""

    subject: Term
    verb: Step | str
    value: Term

    def names(self) -> set[str]:
        """Return its variables."""
        found = {term.name for term in (self.subject, self.value) if term.name}
        return found | {self.verb} if isinstance(self.verb, str) else found


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition, or something computed.

    Attributes:
        form: `variable`, `term`, `exists`, an operator, or a function in capitals.
        source: The same in SPARQL, without prefixes and aggregates.
        parts: What it is made of.
        name: Of the variable.
        written: The term as N-Triples writes it.
        group: Of EXISTS.
    """

    form: str
    source: str
    parts: tuple[Expression, ...] = ()
    name: str = ""
    written: bytes = b""
    group: Group | None = None

    def names(self) -> frozenset[str]:
        """Return its variables, without those of an EXISTS."""
        if self.form == "variable":
            return frozenset({self.name})
        return frozenset().union(*(part.names() for part in self.parts))

    def forms(self) -> frozenset[str]:
        """Return the forms of all its parts."""
        return frozenset({self.form}).union(*(part.forms() for part in self.parts))


@dataclass(frozen=True, slots=True)
class Join:
    """Triple patterns that hold together."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """An OPTIONAL."""

    group: Group


@dataclass(frozen=True, slots=True)
class Without:
    """A MINUS."""

    group: Group


@dataclass(frozen=True, slots=True)
class Either:
    """Groups whose solutions are put together: UNION; one only for a group of its own."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A BIND."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Given:
    """A VALUES; None for UNDEF."""

    names: tuple[str, ...]
    rows: tuple[tuple[bytes | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A GRAPH: a group of triples that hold in one named graph."""

    graph: Term
    group: Group


@dataclass(frozen=True, slots=True)
class Inner:
    """A question within a question."""

    select: Select


Element = Join | Maybe | Without | Either | Bound | Given | Within | Inner


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces: elements in order, and conditions on all of it."""

    elements: tuple[Element, ...]
    filters: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Something computed of many rows; `expression` is None for COUNT(*).

    Attributes:
        between: What stands between the parts of a GROUP_CONCAT, as N-Triples writes it.
    """

    function: Function
    name: str
    expression: Expression | None
    is_distinct: bool = False
    between: bytes = b" "


@dataclass(frozen=True, slots=True)
class Item:
    """A column: a variable, or an expression with a name."""

    name: str
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One condition of ORDER BY."""

    expression: Expression
    is_descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """A SELECT, or an ASK.

    Attributes:
        items: Columns in order; none for `*`.
        keys: Of GROUP BY; computed ones are bound before.
        computed: Keys that are computed.
        is_grouped: Whether there is one row for each key; where there are aggregates only, it
            is one for all.
        is_ask: Whether it asks only if there is any solution.
    """

    items: tuple[Item, ...]
    group: Group
    is_distinct: bool = False
    keys: tuple[str, ...] = ()
    computed: tuple[Bound, ...] = ()
    is_grouped: bool = False
    aggregates: tuple[Aggregate, ...] = ()
    having: tuple[Expression, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    is_ask: bool = False


@dataclass(slots=True)
class Aggregates:
    """Aggregates met while one SELECT is read."""

    found: list[Aggregate] = field(default_factory=list)
