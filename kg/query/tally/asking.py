"""Expressions asked of the engine, for a few different values at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import QuerySolutions, Store

from kg.query.tally.solutions import UNBOUND
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.tally.columns import Numbers
    from kg.query.tally.terms import Terms

MOST: Final = 3_000  # combinations that are asked about
FEW: Final = 40  # combinations that are always asked about
COST: Final = 8  # rows the engine goes over while it is asked about one combination
LONGEST: Final = 2_000  # bytes of a term that is put into a question


def answers(
    terms: Terms, source: str, columns: Sequence[tuple[str, Numbers]], count: int
) -> list[int]:
    """Return what an expression is for each combination of values; no value for an error.

    Raises:
        NotHere: There are too many, or one of the values cannot be put into a question.
    """
    if count > MOST or count > max(FEW, terms.work // COST):
        raise NotHere
    head = " ".join(["?_place", *(f"?{name}" for name, _ in columns)])
    lines = [
        " ".join([str(place), *(written(terms, int(column[place])) for _, column in columns)])
        for place in range(count)
    ]
    body = "\n".join(f"({line})" for line in lines)
    question = (
        f"SELECT ?_place ?_found {{ VALUES ({head}) {{\n{body}\n}} BIND({source} AS ?_found) }}"
    )
    found = [UNBOUND] * count
    try:
        told = Store().query(question)
        if not isinstance(told, QuerySolutions):
            raise NotHere
        for row in told:
            place, term = row[0], row[1]
            if term is not None:
                text = str(term).encode("utf-8", "surrogatepass")
                if text.startswith(b"_:"):
                    raise NotHere
                found[int(getattr(place, "value"))] = terms.number(text)  # noqa: B009
    except (SyntaxError, ValueError, OSError, RuntimeError):
        raise NotHere from None  # the engine tells what is wrong with the question itself
    return found


def written(terms: Terms, number: int) -> str:
    """Return a term as VALUES writes it.

    Raises:
        NotHere: It is a blank node, which in a question is a variable, or it is long.
    """
    if number == UNBOUND:
        return "UNDEF"
    text = terms.text(number)
    if text.startswith((b"_:", b"<<")) or len(text) > LONGEST:
        raise NotHere
    return text.decode("utf-8", "surrogatepass")
