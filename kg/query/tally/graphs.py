"""Triple patterns within one named graph: every pattern must hold in the same. Exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.rows import joined
from kg.query.tally.solutions import Rows
from kg.query.tally.terms import NotHere
from kg.query.tally.words import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.tally.columns import Numbers
    from kg.query.tally.questions import Pattern, Term
    from kg.query.tally.terms import Terms

_GRAPH = f"{HIDDEN}graph"  # a graph that has no variable is joined, too


def within(terms: Terms, graph: Term, patterns: Sequence[Pattern]) -> Rows:
    """Return the rows for which all patterns hold in one named graph.

    Raises:
        NotHere: The data have no columns of named graphs, or a pattern is more than one step.
    """
    name = graph.name or _GRAPH
    if terms.columns.named is None or any(name in pattern.names() for pattern in patterns):
        raise NotHere
    parts = [_rows(terms, graph, name, pattern) for pattern in patterns]
    parts.sort(key=lambda rows: rows.count)
    found = parts.pop(0)
    while parts:
        near = (place for place, each in enumerate(parts) if _is_near(each, found, name))
        found = joined(terms.count, found, parts.pop(next(near, 0)))
    return found.only([each for each in found.columns if not each.startswith(HIDDEN)])


def _is_near(rows: Rows, others: Rows, graph: str) -> bool:
    return bool((rows.columns.keys() & others.columns.keys()) - {graph})


def _rows(terms: Terms, graph: Term, name: str, pattern: Pattern) -> Rows:
    """Return the quads that one pattern matches, a column for each variable."""
    named = terms.columns.named
    verb = pattern.verb
    if named is None:
        raise NotHere
    ends = {"subject": pattern.subject, "value": pattern.value, "graph": graph}
    columns: dict[str, Numbers]
    if isinstance(verb, str):
        columns = named.whole
    else:
        if len(verb.links) > 1 or verb.is_closed:
            raise NotHere
        iri, is_back = verb.links[0]
        columns = named.of(terms.columns.number(iri))
        if is_back:
            ends["subject"], ends["value"] = ends["value"], ends["subject"]
    is_here = np.ones(len(columns["graph"]), dtype=np.bool_)
    names = {"verb": verb} if isinstance(verb, str) else {}
    for place, term in ends.items():
        if term.written:
            is_here &= columns[place] == terms.number(term.written)
        elif place != "graph":
            names[place] = term.name
    names["graph"] = name
    if len(set(names.values())) < len(names):
        raise NotHere
    chosen = {each: columns[place][is_here] for place, each in names.items()}
    return Rows(chosen, int(np.count_nonzero(is_here)))
