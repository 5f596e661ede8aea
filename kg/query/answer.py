"""A question asked of a store, and its answer before it has a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QuerySyntax, StoreError
from kg.query.guard import check, explain, unknown_function
from kg.query.places import line_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store, Triple

Question = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]


class Triples:
    """Triples that come from elsewhere than the engine here, read once."""

    def __init__(self, triples: Iterator[Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[Triple]:
        return self._triples


Result = QuerySolutions | QueryBoolean | QueryTriples | Triples


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the engine found; it can be read once, in the thread that asked.

    Attributes:
        variables: Names in the order of the SELECT line; empty for other kinds.
        result: Rows, yes or no, or triples; rows and triples are made while they are read.
    """

    kind: Question
    variables: tuple[str, ...]
    result: Result


def answer(
    store: Store,
    text: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base: str | None = None,
) -> Answer:
    """Ask a store one SPARQL 1.1 question.

    Args:
        store: What is asked.
        text: The question; prefixes must be declared in it.
        default_graphs: Graph IRIs that make up the default graph.
        named_graphs: Graph IRIs that `GRAPH` may see. When either is given, both together are
            the whole dataset and the text's own FROM lines are put aside (SPARQL 1.1
            Protocol, section 2.1.4).
        base: What relative IRIs are resolved against where the text has no BASE of its own,
            such as the endpoint's address (SPARQL 1.1 Query, section 4.1.1.2).

    Raises:
        QueryRefused: It is an update, or it asks another machine.
        QuerySyntax: It does not parse or calls a function that is not there; `where` is
            line:column.
        StoreError: A graph name is not an IRI, or the engine failed.
    """
    kind = check(text)
    is_chosen = bool(default_graphs or named_graphs)
    try:
        result = store.query(
            text,
            base_iri=base,
            default_graph=[*_nodes(default_graphs)] if is_chosen else None,
            named_graphs=[*_nodes(named_graphs)] if is_chosen else None,
        )
    except SyntaxError as error:
        raise explain(text, str(error)) from error
    except UnicodeEncodeError as error:
        raise QuerySyntax(
            "a lone surrogate is no character", where=line_column(text, error.start)
        ) from error
    except (OSError, RuntimeError) as error:
        raise (unknown_function(text, str(error)) or failed(error)) from error
    if isinstance(result, QuerySolutions):
        names = tuple(variable.value for variable in result.variables)
        return Answer(kind="SELECT", variables=names, result=result)
    if isinstance(result, QueryBoolean):
        return Answer(kind="ASK", variables=(), result=result)
    is_described = kind == "DESCRIBE"
    return Answer(kind="DESCRIBE" if is_described else "CONSTRUCT", variables=(), result=result)


def failed(error: Exception) -> StoreError:
    """Return what to tell when the engine fails on a question that parses."""
    return StoreError(f"the question could not be answered: {error}", hint="simplify it")


def _nodes(iris: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise StoreError(
            f"a graph's name must be an absolute IRI: {error}", where=", ".join(iris)
        ) from error
