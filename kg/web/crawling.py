"""`/sitemap.xml`, `/robots.txt` and `/catalog.jsonld`: what search engines gather."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, json, request, url_for

from kg import vocab
from kg.files import resource_text
from kg.query.named import named_queries
from kg.release.told import catalogue_words, copies
from kg.web.catalog import came_out, told_here
from kg.web.home import card
from kg.web.problems import Problem
from kg.web.signs import dataset, licence
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.release.told import Told

routes: Final = Blueprint("crawling", __name__)
MOST: Final = 50_000  # addresses in one file (sitemaps.org)
SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
LINKED: Final = "application/ld+json"


@routes.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page, or the files that list them where there are too many for one."""
    pages = _pages()
    if len(pages) <= MOST:
        return _listed("urlset", "url", _addresses(pages))
    parts = range(1, -(-len(pages) // MOST) + 1)
    files = (url_for(".part", part=part, lang=None, _external=True) for part in parts)
    return _listed("sitemapindex", "sitemap", files)


@routes.get("/sitemap-<int:part>.xml")
def part(part: int) -> Response:
    """List one file's share of the pages; the first is 1."""
    share = _pages()[(part - 1) * MOST : part * MOST] if part else []
    if not share:
        raise Problem(404, "no-file", where=request.path, values={"name": f"sitemap-{part}.xml"})
    return _listed("urlset", "url", _addresses(share))


@routes.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers what costs much and shows nothing of its own, and where the pages are."""
    body = resource_text("service/robots.txt")
    where = url_for(".sitemap", lang=None, _external=True)
    return Response(f"{body}\nSitemap: {where}\n", content_type="text/plain; charset=utf-8")


@routes.get("/catalog.jsonld")
def described() -> Response:
    """Describe the data set as a schema.org Dataset."""
    body = json.dumps(_described(), ensure_ascii=False, indent=2)
    return Response(body, content_type=LINKED)


def _pages() -> list[tuple[str, str]]:
    """Return endpoint and name of every page worth finding; gathered once a release."""
    remembered = site().remembered
    if "pages" not in remembered:
        remembered["pages"] = _gathered()
    found: list[tuple[str, str]] = remembered["pages"]
    return found


def _gathered() -> list[tuple[str, str]]:
    base = site().base
    pages = [("home.question", card(query).name) for query in named_queries()]
    for iri, kinds in sorted(site().index.types.items()):
        name = iri.removeprefix(base)
        if name != iri and name and "/" not in name:
            is_source = vocab.SourceDocument.value in kinds
            pages.append(("sources.source" if is_source else "linked.doc", name))
    return pages


def _addresses(pages: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Yield the address of each page; the front of it is made once, as there are many."""
    ends = {}
    for endpoint, name in pages:
        if endpoint not in ends:
            ends[endpoint] = url_for(endpoint, name="x", lang=None, _external=True)[:-1]
        yield ends[endpoint] + quote(name, safe="")


def _listed(root: str, each: str, addresses: Iterable[str]) -> Response:
    lines = [f"<{each}><loc>{escape(address)}</loc></{each}>" for address in addresses]
    body = "\n".join(
        [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">', *lines, f"</{root}>"]
    )
    return Response(body + "\n", content_type="application/xml")


def _described() -> dict[str, Any]:  # Any: JSON
    told = told_here()
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": dataset(),
        "url": url_for("home.home", lang=None, _external=True),
        "name": _both(told.title.ko, told.title.en),
        "description": _both(told.about.ko, told.about.en),
        "identifier": dataset(),
        "version": f"sha256:{site().digest}",
        "inLanguage": ["ko", "en"],
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": told.publisher},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "url": url_for("catalog.catalog", lang=None, _external=True),
        },
        "distribution": list(_downloads()),
    }
    if licence():
        made["license"] = licence()
    known = came_out(told)
    made |= {"datePublished": known.first} if known.first else {}
    made |= {"dateModified": known.last} if known.last else {}
    return made | (_covered(told) if told.version else {})


def _covered(told: Told) -> dict[str, Any]:  # Any: JSON
    """Return what the data set is about, where and when."""
    words = catalogue_words()
    names = {each["iri"]: each for each in words["place"]}
    made: dict[str, Any] = {
        "keywords": [word for each in words["keywords"].values() for word in each],
        "spatialCoverage": [
            {"@type": "Place", "@id": iri}
            | ({"name": _both(names[iri]["ko"], names[iri]["en"])} if iri in names else {})
            for iri in told.places
        ],
    }
    return made | ({"temporalCoverage": "/".join(told.days)} if told.days else {})


def _downloads() -> Iterable[dict[str, str]]:
    files = site().manifest.get("files", {})
    for copy in copies():
        if copy.file in files:
            yield {
                "@type": "DataDownload",
                "name": f"{copy.name} ({copy.file})",
                "contentUrl": url_for("downloads.dump", name=copy.file, lang=None, _external=True),
                "encodingFormat": copy.served,
                "contentSize": f"{files[copy.file]['bytes']} B",
                "sha256": files[copy.file]["sha256"],
            }


def _both(ko: str, en: str) -> list[dict[str, str]]:
    return [{"@language": "ko", "@value": ko}, {"@language": "en", "@value": en}]
