"""Authorities that are services: a reconciliation service or a SPARQL endpoint, by its address.

Such an authority is never read whole. The names that are looked for are asked for in batches; who
is meant is decided here, by the same weights as everywhere.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, Triple, parse_query_results

from kg.errors import RemoteError
from kg.link.authorities.rdf import read_rdf
from kg.link.match.forms import texts
from kg.link.match.index import build_index
from kg.link.match.known import Known, Name
from kg.link.match.spelling import is_korean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.link.match.index import Index
    from kg.link.match.known import Mention
    from kg.remote.fetching import Fetcher

    Json = dict[str, Any]  # Any: JSON of another service

BATCH: Final = 10  # questions, as OpenRefine sends them
NAMES: Final = 40  # names in one SPARQL query
LIMIT: Final = 8
RESULTS: Final = "application/sparql-results+json"
ASK: Final = """SELECT ?s ?p ?o WHERE {{
  VALUES ?name {{ {names} }}
  VALUES ?called {{
    <http://www.w3.org/2004/02/skos/core#prefLabel> <http://www.w3.org/2004/02/skos/core#altLabel>
    <http://www.w3.org/2000/01/rdf-schema#label> <https://schema.org/name>
    <https://schema.org/alternateName> <http://schema.org/name> <http://xmlns.com/foaf/0.1/name>
  }}
  ?s ?called ?name ; ?p ?o .
}} LIMIT 5000"""


def index_of_service(url: str, mentions: Sequence[Mention], fetcher: Fetcher) -> Index:
    """Return what a service knows of the mentions' names as an index.

    Raises:
        RemoteError: It is neither a reconciliation service nor a SPARQL endpoint.
    """
    manifest = _manifest(url, fetcher)
    if manifest is None:
        return build_index(_of_endpoint(url, mentions, fetcher))
    return build_index(_of_service(url, manifest, mentions, fetcher))


def batched(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield names in stretches of at most `size`."""
    rest = iter(names)
    while some := tuple(islice(rest, size)):
        yield some


def _manifest(url: str, fetcher: Fetcher) -> Json | None:
    """Return a service's manifest; None where the address gives none."""
    try:
        told = fetcher.json(url)
    except RemoteError:
        return None
    is_one = isinstance(told, dict) and "name" in told and ("view" in told or "versions" in told)
    return told if is_one else None


def _of_service(
    url: str, manifest: Json, mentions: Sequence[Mention], fetcher: Fetcher
) -> Iterator[Known]:
    names = dict.fromkeys(each.text for each in mentions if each.text.strip())
    found: dict[str, Known] = {}
    for some in batched(names, BATCH):
        queries = {f"q{at}": {"query": name, "limit": LIMIT} for at, name in enumerate(some)}
        told = fetcher.json(url, {"queries": json.dumps(queries, ensure_ascii=False)})
        if not isinstance(told, dict):
            raise RemoteError("the answer is no object of results", where=url)
        for key in queries:
            for candidate in (told.get(key) or {}).get("result", []):
                known = _known(candidate, manifest)
                before = found.setdefault(known.iri, known)
                if known.names[0] not in before.names:
                    names_ = (*before.names, known.names[0])
                    found[known.iri] = Known(iri=known.iri, names=names_, kinds=before.kinds)
    yield from found.values()


def _known(candidate: Json, manifest: Json) -> Known:
    name = str(candidate.get("name", ""))
    kinds = candidate.get("type") or []
    described = str(candidate.get("description") or "")
    return Known(
        iri=_iri(str(candidate.get("id", "")), manifest),
        names=(Name(name, "ko" if is_korean(name) else "en", is_preferred=True),),
        kinds=tuple(str(each.get("id", "") if isinstance(each, dict) else each) for each in kinds),
        notes=(described,) if described else (),
    )


def _iri(told: str, manifest: Json) -> str:
    """Return a candidate's IRI: its id behind the identifier space, else the page it is seen at."""
    if "://" in told:
        return told
    space = str(manifest.get("identifierSpace", ""))
    if space.endswith(("/", "#")):
        return space + told
    view = str((manifest.get("view") or {}).get("url", ""))
    return view.replace("{{id}}", told).replace("{id}", told) if view else told


def _of_endpoint(url: str, mentions: Sequence[Mention], fetcher: Fetcher) -> Iterator[Known]:
    names = dict.fromkeys(text for each in mentions for text in texts(each.text) if text)
    triples: dict[Triple, None] = {}
    for some in batched(names, NAMES):
        literals = " ".join(lit for name in some for lit in _literals(name))
        body = fetcher.body(url, {"query": ASK.format(names=literals)}, RESULTS)
        triples |= dict.fromkeys(_triples(body, url))
    yield from read_rdf(triples)


def _literals(name: str) -> Iterable[str]:
    for lang in ("ko", "en", ""):
        yield str(Literal(name, language=lang) if lang else Literal(name))


def _triples(body: bytes, url: str) -> Iterator[Triple]:
    try:
        solutions = parse_query_results(body, QueryResultsFormat.JSON)
        for one in solutions:  # type: ignore[union-attr]  # a SELECT has solutions
            subject, predicate, value = one["s"], one["p"], one["o"]
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                yield Triple(subject, predicate, value)
    except (SyntaxError, ValueError, KeyError, TypeError) as error:
        raise RemoteError(f"these are no SPARQL results: {error}", where=url) from error
