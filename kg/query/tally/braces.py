"""Groups in braces, read as elements and conditions. Pure."""

from __future__ import annotations

from kg.query.tally.conditions import Conditions
from kg.query.tally.questions import (
    Bound,
    Either,
    Element,
    Expression,
    Given,
    Group,
    Inner,
    Join,
    Maybe,
    Pattern,
    Select,
    Within,
    Without,
)
from kg.query.tally.words import OtherError


class Braces(Conditions):
    """Reads groups."""

    def select(self) -> Select:
        """Read what stands behind SELECT."""
        raise NotImplementedError

    def inside(self) -> Group:
        """Read a group in braces, or a question in braces."""
        self.expect("{")
        if self.took("SELECT"):
            found = Group((Inner(self.select()),))
            self.expect("}")
            return found
        elements: list[Element] = []
        filters: list[Expression] = []
        patterns: list[Pattern] = []
        while not self.took("}"):
            before = self.place
            patterns += self.triples()
            if self.took("FILTER"):  # ends no run of triples
                filters.append(self.constraint())
            elif not self.sees("}"):
                element = self._element()
                if patterns:
                    elements.append(Join(tuple(patterns)))
                    patterns = []
                if element:
                    elements.append(element)
            self.took(".")
            if self.place == before:
                raise OtherError
        if patterns:
            elements.append(Join(tuple(patterns)))
        return Group(tuple(elements), tuple(filters))

    def _element(self) -> Element | None:
        if self.took("OPTIONAL"):
            return Maybe(self.inside())
        if self.took("MINUS"):
            return Without(self.inside())
        if self.took("GRAPH"):
            return Within(self.term(), self.inside())
        if self.took("BIND"):
            self.expect("(")
            expression = self.expression()
            self.expect("AS")
            found = Bound(expression, self.variable())
            self.expect(")")
            return found
        if self.took("VALUES"):
            return self._given()
        if self.sees("{"):
            groups = [self.inside()]
            while self.took("UNION"):
                groups.append(self.inside())
            return Either(tuple(groups))
        raise OtherError

    def _given(self) -> Given:
        names: list[str] = []
        is_single = not self.took("(")
        names.append(self.variable())
        while not is_single and not self.took(")"):
            names.append(self.variable())
        self.expect("{")
        rows: list[tuple[bytes | None, ...]] = []
        while not self.took("}"):
            if is_single:
                rows.append((self._datum(),))
                continue
            self.expect("(")
            rows.append(tuple(self._datum() for _ in names))
            self.expect(")")
        return Given(tuple(names), tuple(rows))

    def _datum(self) -> bytes | None:
        return None if self.took("UNDEF") else self.constant()[0]
