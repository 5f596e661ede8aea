"""Triples built here from the rows of a question: for engines that cut a CONSTRUCT unseen.

Virtuoso says when it cuts rows, but not when it cuts the rows that a graph is made of. So the rows
are asked for, and the template is filled in by the engine here.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryTriples, Store

from kg.query.far.describing import begin_of, body_of, closing_of
from kg.query.lexer import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import QuerySolution, QuerySolutions, Triple

ROWS: Final = 1_000  # built at once


def rows_of(text: str) -> tuple[str, str]:
    """Return the question for the rows of a CONSTRUCT, and the question that builds from them.

    The second has `VALUES_HERE` where the rows belong.
    """
    words = [*tokens(text)]
    first = begin_of(words)
    begin, end = body_of(words, first)
    prologue = text[: words[first].start]
    is_short = words[first + 1].text != "{"
    if is_short:
        template = text[words[begin].start : words[end].start + 1]
        rest = text[words[first + 1].start :]
    else:
        closing = closing_of(words, first + 1)
        template = text[words[first + 1].start : words[closing].start + 1]
        rest = text[words[closing].start + 1 :]
    names = dict.fromkeys(word.text[1:] for word in tokens(template) if word.kind == "variable")
    chosen = " ".join(f"?{name}" for name in names) or "(1 AS ?yes)"
    build = f"{prologue}CONSTRUCT {template} WHERE {{ VALUES_HERE }}"
    return f"{prologue}SELECT {chosen} {rest}", build


def built(rows: QuerySolutions, build: str) -> Iterator[Triple]:
    """Yield the triples of a template for all rows, each once for a thousand rows."""
    names = [variable.value for variable in rows.variables]
    head = f"VALUES ({' '.join(f'?{name}' for name in names)})"
    found = iter(rows)
    while batch := list(islice(found, ROWS)):
        lines = " ".join(_line(row, names) for row in batch)
        result = Store().query(build.replace("VALUES_HERE", f"{head} {{ {lines} }}"))
        if not isinstance(result, QueryTriples):
            raise TypeError("a CONSTRUCT gives triples")
        yield from result


def _line(row: QuerySolution, names: Sequence[str]) -> str:
    return f"({' '.join(str(row[name]) if row[name] is not None else 'UNDEF' for name in names)})"
