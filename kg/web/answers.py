"""Answers over HTTP: one rule for which form a reader gets, and a table for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from flask import request
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.query.negotiate import negotiate
from kg.query.serialise import SHORT, media_types
from kg.web.problems import Problem
from kg.web.terms import Shown, show
from kg.web.wording import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.answer import Question

PAGE: Final = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer as a page shows it.

    Attributes:
        total: How many rows there are, shown or not.
        boolean: Yes or no; None for rows and triples.
        is_graph: Whether the rows are triples.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown | None, ...], ...] = ()
    total: int = 0
    boolean: bool | None = None
    is_graph: bool = False


def form_for(kind: Question, *, page: bool = True) -> str:
    """Return the media type this request gets: `format=` first, else the Accept header.

    Raises:
        Problem: 400 for a `format=` that does not exist here, 406 for an Accept without a match.
    """
    possible = media_types(kind)
    asked = request.values.get("format", "")
    if asked:
        chosen = PAGE if asked == "html" and page else SHORT.get(asked, asked)
        if chosen in possible or (chosen == PAGE and page):
            return chosen
        known = ", ".join(forms(kind))
        raise Problem(400, "format", where="format", values={"format": asked, "known": known})
    offered = (*possible, PAGE) if page else possible
    found = negotiate(request.headers.get("Accept", ""), offered)
    if found is None:
        raise Problem(406, "accept", where="Accept", values={"known": ", ".join(offered)})
    return found


def forms(kind: str) -> list[str]:
    """Return the short names of the forms an answer of this kind has."""
    possible = media_types(kind)
    return [name for name, media_type in SHORT.items() if media_type in possible]


def table_of(told: Mapping[str, Any]) -> Table:  # Any: JSON, written by `kg.query.perform`
    """Return the first rows of an answer as a table."""
    if "boolean" in told:
        return Table(boolean=told["boolean"])
    return Table(
        columns=tuple(told["columns"]),
        rows=tuple(tuple(map(_cell, row)) for row in told["rows"]),
        total=told["total"],
        is_graph=told["is_graph"],
    )


def for_readers(table: Table) -> Table:
    """Return the table of a kept question with plain heads and one language.

    Of a pair such as `nameKo` and `nameEn` the reader's is kept; where it is empty the other
    stands in.
    """
    heads = resource_toml("pages/columns.toml")
    kept = _one_language(table.columns, "Ko" if language() == "ko" else "En")
    rows = [
        tuple(next((row[each] for each in places if row[each]), None) for places in kept.values())
        for row in table.rows
    ]
    if "status" in kept:
        place = list(kept).index("status")
        rows = [(*row[:place], _status(row[place]), *row[place + 1 :]) for row in rows]
    columns = tuple(heads[name][language()] if name in heads else name for name in kept)
    return replace(table, columns=columns, rows=tuple(rows))


def _status(cell: Shown | None) -> Shown | None:
    """Return a status told by its code as the status itself."""
    codes = {code: term for code, term in vocab.STATUS.items() if cell and code == cell.label}
    return next((show(term) for term in codes.values()), cell)


def _one_language(columns: Sequence[str], here: str) -> dict[str, list[int]]:
    """Return each column once, with the places its value may stand in, the best first."""
    kept: dict[str, list[int]] = {}
    for place, name in enumerate(columns):
        stem, ending = name[:-2], name[-2:]
        is_pair = ending in {"Ko", "En"} and {f"{stem}Ko", f"{stem}En"} <= set(columns)
        places = kept.setdefault(stem if is_pair else name, [])
        places.insert(0 if ending == here else len(places), place)
    return kept


def _cell(term: Sequence[str] | None) -> Shown | None:
    if term is None:
        return None
    kind, value, *rest = term
    if kind == "iri":
        return show(NamedNode(value))
    if kind == "literal":
        language_tag, datatype = rest
        if language_tag:
            return show(Literal(value, language=language_tag))
        return show(Literal(value, datatype=NamedNode(datatype)))
    return Shown(label=value)
