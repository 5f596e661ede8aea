"""What a SPARQL endpoint knows of names: everything it says of the things that bear them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, parse
from pyoxigraph import parse_query_results as parse_results

from kg.errors import RemoteError
from kg.link.authorities.rdf import read_rdf
from kg.link.match.forms import texts
from kg.remote.fetching import Sent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.link.match.known import Known, Mention
    from kg.remote.fetching import Fetcher

NAMES: Final = 40  # names in one query
MOST: Final = 5000  # rows of one answer
RESULTS: Final = "application/sparql-results+json"
ASK: Final = """SELECT ?name ?s ?p ?o WHERE {{
  VALUES ?name {{ {names} }}
  VALUES ?called {{
    <http://www.w3.org/2004/02/skos/core#prefLabel> <http://www.w3.org/2004/02/skos/core#altLabel>
    <http://www.w3.org/2000/01/rdf-schema#label> <https://schema.org/name>
    <https://schema.org/alternateName> <http://schema.org/name> <http://xmlns.com/foaf/0.1/name>
  }}
  ?s ?called ?name ; ?p ?o .
}} {limit}"""


def of_endpoint(url: str, mentions: Sequence[Mention], fetcher: Fetcher) -> Iterator[Known]:
    """Yield the things that an endpoint calls by the mentions' names.

    Raises:
        RemoteError: It does not answer, or not with SPARQL results.
    """
    names = dict.fromkeys(text for each in mentions for text in texts(each.text) if text)

    def ask(some: Sequence[str]) -> dict[str, bytes]:
        return {
            name: json.dumps([str(each) for each in found]).encode()
            for name, found in _asked(url, some, fetcher).items()
        }

    triples: dict[Triple, None] = {}
    for _, answer in fetcher.each(url + ASK, names, NAMES, ask):
        lines = "".join(f"{line} .\n" for line in json.loads(answer))
        triples |= dict.fromkeys(quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES))
    yield from read_rdf(triples)


def _asked(url: str, names: Sequence[str], fetcher: Fetcher) -> dict[str, list[Triple]]:
    """Return what is said of the bearers of each name; where that is too much, name by name."""
    literals = " ".join(
        str(Literal(name, language=lang) if lang else Literal(name))
        for name in names
        for lang in ("ko", "en", "")
    )
    limit = f"LIMIT {MOST}" if len(names) > 1 else ""
    query = ASK.format(names=literals, limit=limit)
    body = fetcher.body(url, Sent.form({"query": query}), RESULTS)
    found: dict[str, list[Triple]] = {name: [] for name in names}
    rows = 0
    for rows, (name, triple) in enumerate(_rows(body, url), start=1):  # noqa: B007 -- counted
        if triple is not None:
            found.setdefault(name, []).append(triple)
    if limit and rows >= MOST:
        half = len(names) // 2
        parts = (_asked(url, some, fetcher) for some in (names[:half], names[half:]))
        return {name: told for part in parts for name, told in part.items()}
    return found


def _rows(body: bytes, url: str) -> Iterator[tuple[str, Triple | None]]:
    try:
        solutions = parse_results(body, QueryResultsFormat.JSON)
        for one in solutions:  # type: ignore[union-attr]  # a SELECT has solutions
            name, subject, predicate, value = one["name"], one["s"], one["p"], one["o"]
            is_told = isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
            yield name.value, Triple(subject, predicate, value) if is_told else None
    except (SyntaxError, ValueError, KeyError, TypeError) as error:
        raise RemoteError(f"these are no SPARQL results: {error}", where=url) from error
