"""Signposting: typed `Link` headers that lead a machine from a page to data and licence.

Source: https://signposting.org/ and FAIR Signposting, level 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import request, url_for
from pyoxigraph import NamedNode

from kg import vocab
from kg.release.licences import licence_of
from kg.release.told import copies
from kg.web import lookup
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flask import Flask, Response

    Sign = tuple[str, str, str]  # target, relation, media type of the target (empty: not said)

SCHEMA: Final = "https://schema.org/"
FORMS: Final = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
OF_THE_PROGRAM: Final = frozenset({"", "ontology", "operation", "static", "trying"})
SAFE: Final = "%:/?#[]@!$&'()*+,;=-._~"


def register(app: Flask) -> None:
    """Put the links on the answers that have some."""
    app.after_request(signed)


def signed(answer: Response) -> Response:
    """Return the answer with the links of its page; only what was found has any."""
    if answer.status_code == 200 and request.method in {"GET", "HEAD"}:
        about = PAGES.get(request.endpoint or "", _data)
        signs = list(about(answer.mimetype == "text/html"))
        if signs:
            answer.headers.add("Link", ", ".join(map(_written, dict.fromkeys(signs))))
    return answer


def licence() -> str:
    """Return the data set's licence as an IRI; empty where none is told."""
    known = licence_of(str(site().manifest.get("licence", "")))
    return known.iri if known else ""


def dataset() -> str:
    """Return the IRI of the data set."""
    return site().base + "dataset"


def _entity(is_page: bool) -> Iterator[Sign]:  # noqa: FBT001 -- a row of a table is called with it
    name = str((request.view_args or {})["name"])
    if not is_page:
        yield _here("linked.doc", name=name), "describes", "text/html"
        yield from _licences()
        return
    yield _iri(site().base + name), "cite-as", ""
    yield SCHEMA + "AboutPage", "type", ""
    yield from _forms(name)
    yield from _licences()
    yield _here("home.home"), "collection", "text/html"


def _source(_: bool) -> Iterator[Sign]:  # noqa: FBT001
    name = str((request.view_args or {})["name"])
    node = NamedNode(site().base + name)
    yield _iri(node.value), "cite-as", ""
    yield SCHEMA + "AboutPage", "type", ""
    yield SCHEMA + "CreativeWork", "type", ""
    yield from _forms(name)
    for own in lookup.nodes(node, vocab.DCT.license):  # the source's, not that of the data set
        yield _iri(own.value), "license", ""
    yield _here("home.home"), "collection", "text/html"


def _home(_: bool) -> Iterator[Sign]:  # noqa: FBT001
    yield _iri(dataset()), "cite-as", ""
    yield SCHEMA + "AboutPage", "type", ""
    yield SCHEMA + "Dataset", "type", ""
    yield _here("catalog.catalog"), "describedby", "text/turtle"
    yield _here("catalog.void"), "describedby", "text/turtle"
    yield _here("crawling.described"), "describedby", "application/ld+json"
    yield from _licences()
    for copy in copies():
        if copy.file in site().manifest.get("files", {}):
            yield _here("downloads.dump", name=copy.file), "item", copy.served


def _described(_: bool) -> Iterator[Sign]:  # noqa: FBT001
    yield _here("home.home"), "describes", "text/html"
    yield from _licences()


def _dump(_: bool) -> Iterator[Sign]:  # noqa: FBT001
    yield _here("home.home"), "collection", "text/html"
    yield from _licences()


def _data(_: bool) -> Iterator[Sign]:  # noqa: FBT001
    """Name the licence beside whatever else is made of the data."""
    if (request.endpoint or "").partition(".")[0] not in OF_THE_PROGRAM:
        yield from _licences()


def _forms(name: str) -> Iterator[Sign]:
    for form, media_type in FORMS.items():
        yield _here("linked.doc", name=name, form=form), "describedby", media_type


def _licences() -> Iterator[Sign]:
    if licence():
        yield _iri(licence()), "license", ""


def _here(endpoint: str, **values: str) -> str:
    return url_for(endpoint, lang=None, _external=True, **values)


def _iri(iri: str) -> str:
    """Return an IRI as a header may hold it: in ASCII, without what would end it early."""
    return quote(iri, safe=SAFE)


def _written(sign: Sign) -> str:
    target, relation, kind = sign
    return f'<{target}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "")


PAGES: Final[Mapping[str, Callable[[bool], Iterator[Sign]]]] = {
    "linked.doc": _entity,
    "sources.source": _source,
    "home.home": _home,
    "catalog.catalog": _described,
    "catalog.void": _described,
    "crawling.described": _described,
    "downloads.dump": _dump,
}
