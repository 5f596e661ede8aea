"""Conditions and computed values, read as expressions. Pure.

An expression also keeps its own source, with full names and a variable for each aggregate, so
what is not computed over columns can be asked of the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.query.tally.paths import Triples
from kg.query.tally.questions import Aggregate, Expression, Group
from kg.query.tally.words import OtherError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.tally.questions import Aggregates, Function

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
AGGREGATES: Final[dict[str, Function]] = {
    "COUNT": "COUNT",
    "SUM": "SUM",
    "AVG": "AVG",
    "MIN": "MIN",
    "MAX": "MAX",
    "SAMPLE": "SAMPLE",
    "GROUP_CONCAT": "GROUP_CONCAT",
}
# What depends on nothing but its arguments: no time, no chance, no base, no new blank nodes.
# fmt: off
_FUNCTIONS: Final = frozenset({
    "ABS", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "DATATYPE", "DAY",
    "ENCODE_FOR_URI", "FLOOR", "HOURS", "IF", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISURI",
    "LANG", "LANGMATCHES", "LCASE", "MINUTES", "MONTH", "REGEX", "REPLACE", "ROUND",
    "SAMETERM", "SECONDS", "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG",
    "STRLEN", "STRSTARTS", "SUBSTR", "UCASE", "YEAR",
})
# fmt: on
_COMPARING: Final = frozenset("!<>=")
_COMPARED: Final = (("!", "="), ("<", "="), (">", "="), ("=",), ("<",), (">",))


class Conditions(Triples):
    """Reads expressions; aggregates only where there is a list for them."""

    aggregates: Aggregates | None = None

    def expression(self) -> Expression:
        """Read an expression."""
        return self._infix(self._and, ("|", "|"))

    def constraint(self) -> Expression:
        """Read what stands behind FILTER or HAVING: brackets, a function or EXISTS."""
        if self.took("("):
            found = self.expression()
            self.expect(")")
            return found
        return self._primary()

    def inside(self) -> Group:
        """Read a group in braces."""
        raise NotImplementedError

    def _and(self) -> Expression:
        return self._infix(self._relation, ("&", "&"))

    def _infix(self, part: Callable[[], Expression], mark: tuple[str, ...]) -> Expression:
        left = part()
        while self.took(*mark):
            left = _joined("".join(mark), left, part())
        return left

    def _relation(self) -> Expression:
        left = self._sum()
        if self.said[self.place] in _COMPARING:
            for marks in _COMPARED:
                if self.took(*marks):
                    return _joined("".join(marks), left, self._sum())
        if self.took("IN"):
            return self._among(left)
        if self.took("NOT", "IN"):
            found = self._among(left)
            return Expression("!", f"!({found.source})", (found,))
        return left

    def _among(self, left: Expression) -> Expression:
        """Read the list of IN, as equal to one or another."""
        parts = [_joined("=", left, each) for each in self._listed()]
        if not parts:
            raise OtherError
        found = parts[0]
        for each in parts[1:]:
            found = _joined("||", found, each)
        return found

    def _listed(self) -> list[Expression]:
        self.expect("(")
        found = [self.expression()]
        while self.took(","):
            found.append(self.expression())
        self.expect(")")
        return found

    def _sum(self) -> Expression:
        left = self._product()
        while self.sees("+") or self.sees("-"):
            left = _joined(self.take().text, left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._unary()
        while self.sees("*") or self.sees("/"):
            left = _joined(self.take().text, left, self._unary())
        return left

    def _unary(self) -> Expression:
        if self.took("!"):
            part = self._unary()
            return Expression("!", f"!({part.source})", (part,))
        if self.took("-"):
            if self.sees_kind("number"):
                self.place -= 1
                return self._constant()
            part = self._unary()
            return Expression("minus", f"(-{part.source})", (part,))
        self.took("+")
        return self._primary()

    def _primary(self) -> Expression:
        if self.took("("):
            found = self.expression()
            self.expect(")")
            return found
        if self.sees_kind("variable"):
            name = self.variable()
            return Expression("variable", f"?{name}", name=name)
        if self.sees_kind("word") and not (self.sees("TRUE") or self.sees("FALSE")):
            return self._named()
        if self.sees_kind("iri", "name") and self._opens(self.place + 1):
            return self._cast()
        return self._constant()

    def _constant(self) -> Expression:
        written, source = self.constant()
        return Expression("term", source, written=written)

    def _cast(self) -> Expression:
        iri = self.iri(self.take())
        if not iri.startswith(XSD):
            raise OtherError
        parts = tuple(self._listed())
        if len(parts) != 1:
            raise OtherError
        return Expression(f"<{iri}>", f"<{iri}>({parts[0].source})", parts)

    def _named(self) -> Expression:
        word = self.take().text.upper()
        if word == "EXISTS":
            return Expression("exists", "", group=self.inside())
        if word == "NOT":
            self.expect("EXISTS")
            return Expression("!", "", (Expression("exists", "", group=self.inside()),))
        if word in AGGREGATES:
            return self._aggregate(AGGREGATES[word])
        if word not in _FUNCTIONS:
            raise OtherError
        parts = tuple(self._listed())
        return Expression(word, f"{word}({', '.join(part.source for part in parts)})", parts)

    def _aggregate(self, function: Function) -> Expression:
        kept = self.aggregates
        if kept is None:
            raise OtherError
        self.expect("(")
        is_distinct = self.took("DISTINCT")
        expression: Expression | None = None
        if self.took("*"):
            if function != "COUNT" or is_distinct:
                raise OtherError
        else:
            self.aggregates = None  # none stands in another
            expression = self.expression()
            self.aggregates = kept
        between = self._between() if function == "GROUP_CONCAT" else b" "
        self.expect(")")
        name = f"_aggregate{len(kept.found)}"
        kept.found.append(Aggregate(function, name, expression, is_distinct, between))
        return Expression("variable", f"?{name}", name=name)

    def _between(self) -> bytes:
        """Read the separator of a GROUP_CONCAT."""
        if not self.took(";"):
            return b" "
        self.expect("SEPARATOR", "=")
        written = self.constant()[0]
        if not written.endswith(b'"'):
            raise OtherError
        return written[1:-1]

    def _opens(self, place: int) -> bool:
        return place < len(self.words) and self.words[place].text == "("


def _joined(form: str, left: Expression, right: Expression) -> Expression:
    return Expression(form, f"({left.source} {form} {right.source})", (left, right))
