"""SERVICE clauses answered before the engine is asked: what another service says becomes VALUES.

The workers that run queries have no network, and stay so. A clause that names its service is cut
out of the text, asked as a query of its own, and its rows stand in its place: SERVICE joins what
the other side answers to the whole pattern, so nothing is lost but that no row of ours narrows the
question. A clause that cannot be told apart in one way is left where it is, and the guard of the
worker refuses it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryRefused, RemoteError
from kg.query.lexer import Token, tokens
from kg.query.patterns import has_one_reading, pairs_of
from kg.query.places import line_column
from kg.query.spelling import Names, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.query.patterns import Pairs

REWRITE: Final = "service-as-values"
MOST_ROWS: Final = 5_000
MOST_CLAUSES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One SERVICE clause of a query.

    Attributes:
        start: Code point of its keyword.
        head: Code point of the brace that opens its pattern.
        end: Code point behind the brace that closes it.
        endpoint: Address of the service.
        is_silent: Whether a failure is as if nothing was asked.
        query: What the service is asked.
    """

    start: int
    head: int
    end: int
    endpoint: str
    is_silent: bool
    query: str


def clauses(text: str, base: str = "") -> list[Clause]:
    """Return the SERVICE clauses of a query; none where it cannot be read in one way.

    Args:
        text: The query.
        base: What relative IRIs are resolved against where the text does not say.

    Raises:
        QueryRefused: One is of a kind that cannot be asked beforehand.
    """
    if "service" not in text.lower():
        return []
    words = list(tokens(text))
    pairs = pairs_of(words)
    if pairs is None or not has_one_reading(words):
        return []
    names = names_of(words)
    return list(_clauses(text, words, pairs, replace(names, base=names.base or base)))


def put_in(text: str, found: Sequence[Clause], ask: Callable[[str, str], bytes]) -> str:
    """Return a query with the rows of other services in the place of its clauses.

    Args:
        text: The query.
        found: Its clauses, in order.
        ask: Sends a query to an endpoint and returns rows in JSON.

    Raises:
        RemoteError: A service does not answer, or answers what cannot be put in.
    """
    instead = []
    for clause in found:
        try:
            instead.append(values_of(ask(clause.endpoint, clause.query), clause.endpoint))
        except RemoteError:
            if not clause.is_silent:
                raise
            instead.append("{ }")
    for clause, values in zip(reversed(found), reversed(instead), strict=True):
        text = text[: clause.start] + values + text[clause.end :]
    return text


def without_heads(text: str, found: Sequence[Clause]) -> str:
    """Return a query whose clauses are mere groups, every other letter in its place."""
    for clause in found:
        head = text[clause.start : clause.head]
        blank = "".join(letter if letter in "\r\n" else " " for letter in head)
        text = text[: clause.start] + blank + text[clause.head :]
    return text


def values_of(body: bytes, endpoint: str) -> str:
    """Return rows as VALUES.

    Raises:
        RemoteError: They are no SPARQL results, too many, or hold what VALUES cannot.
    """
    try:
        told: Any = json.loads(body)  # Any: JSON of another service, looked at here
        names = [_variable(name) for name in told["head"]["vars"]]
        rows = told["results"]["bindings"]
        if len(rows) > MOST_ROWS:
            raise RemoteError(
                f"it has more than {MOST_ROWS:,} rows", where=endpoint, hint="narrow the pattern"
            )
        lines = [" ".join(_term(row.get(name)) for name in names) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RemoteError(f"these are no rows: {error}", where=endpoint) from error
    head = " ".join(f"?{name}" for name in names)
    return f"VALUES ({head}) {{ {' '.join(f'({line})' for line in lines)} }}"


def _clauses(text: str, words: Sequence[Token], pairs: Pairs, names: Names) -> Iterator[Clause]:
    last = -1
    count = 0
    for place, word in enumerate(words):
        if word.kind != "word" or word.text.upper() != "SERVICE":
            continue
        if place < last:
            raise _refused(text, word, "SERVICE inside SERVICE is not run")
        count += 1
        if count > MOST_CLAUSES:
            raise _refused(text, word, f"more than {MOST_CLAUSES} SERVICE clauses are not run")
        at = place + 1
        is_silent = at < len(words) and words[at].text.upper() == "SILENT"
        at += is_silent
        endpoint = names.iri(words[at]) if at < len(words) else ""
        if not endpoint or at + 1 >= len(words) or words[at + 1].text != "{":
            raise _refused(text, word, "SERVICE is run only where its address is written out")
        last = pairs.partner[at + 1]
        head, end = words[at + 1].start, words[last].start + 1
        yield Clause(
            start=word.start,
            head=head,
            end=end,
            endpoint=endpoint,
            is_silent=is_silent,
            query=_query(text[head:end], names),
        )


def _query(group: str, names: Names) -> str:
    lines = [f"BASE <{names.base}>"] if names.base else []
    lines += [f"PREFIX {prefix}: <{iri}>" for prefix, iri in names.prefixes.items()]
    return "\n".join([*lines, f"SELECT * WHERE {group}\nLIMIT {MOST_ROWS + 1}"])


def _variable(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"{name!r} is no variable")
    return name


def _term(told: Any) -> str:  # Any: JSON of another service, looked at here
    if told is None:
        return "UNDEF"
    value = told["value"]
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    if told["type"] == "uri":
        return str(NamedNode(value))
    if told["type"] not in {"literal", "typed-literal"}:
        raise ValueError(f"a {told['type']} cannot be joined")
    if language := told.get("xml:lang", ""):
        return str(Literal(value, language=language))
    datatype = told.get("datatype", "")
    return str(Literal(value, datatype=NamedNode(datatype) if datatype else None))


def _refused(text: str, word: Token, why: str) -> QueryRefused:
    return QueryRefused(
        why,
        where=line_column(text, word.start),
        hint="ask that service yourself and bring its answer with VALUES",
    )
