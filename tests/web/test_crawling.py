"""What machines that were sent nowhere find: lists of pages, typed links, a schema.org Dataset."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.query.named import named_queries
from kg.web import crawling, create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

SPACE = {"s": crawling.SPACE}
LINK = re.compile(r'<([^<>]+)>; rel="([a-z-]+)"(?:; type="([^"]+)")?')
HOST = "http://localhost"


def listed(web: FlaskClient, address: str, root: str = "urlset") -> list[str]:
    got = web.get(address)
    assert (got.status_code, got.mimetype) == (200, "application/xml")
    tree = ET.fromstring(got.text)  # noqa: S314 -- our own
    assert tree.tag == f"{{{crawling.SPACE}}}{root}"
    return [place.text or "" for place in tree.iterfind(".//s:loc", SPACE)]


def links(web: FlaskClient, address: str, accept: str = "text/html") -> list[tuple[str, str, str]]:
    with web.get(address, headers={"Accept": accept}) as got:
        assert got.status_code == 200
        told = got.headers.getlist("Link")
    found = [match.groups("") for line in told for match in LINK.finditer(line)]
    assert len(found) == sum(line.count("; rel=") for line in told)
    return [(target, relation, kind) for target, relation, kind in found]


def related(found: list[tuple[str, str, str]], relation: str) -> list[str]:
    return [target for target, name, _ in found if name == relation]


def test_every_listed_page_is_there(web: FlaskClient) -> None:
    found = listed(web, "/sitemap.xml")

    assert f"{HOST}/doc/org.mirae-parts" in found
    assert f"{HOST}/source/doc.0a1b" in found
    assert f"{HOST}/query/cq01" in found
    assert len(found) == len(set(found)) > len(named_queries())
    for address in found:
        assert web.get(address, headers={"Accept": "text/html"}).status_code == 200, address


def test_too_many_pages_for_one_file_are_split(
    web: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = listed(web, "/sitemap.xml")
    monkeypatch.setattr(crawling, "MOST", 7)
    files = listed(web, "/sitemap.xml", "sitemapindex")

    assert len(files) == -(-len(whole) // 7) > 2
    shares = [listed(web, file) for file in files]
    assert [address for share in shares for address in share] == whole
    assert all(len(share) == 7 for share in shares[:-1])
    for number in (0, len(files) + 1):
        assert web.get(f"/sitemap-{number}.xml").status_code == 404


def test_names_in_korean_and_with_odd_letters_stay_addresses() -> None:
    store = Store()
    base = "https://w3id.org/deungdae/id/"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    kind = "https://w3id.org/deungdae/ont#SME"
    lines = [
        f'<{base}{name}> a <{kind}> ; <{label}> "{name}" .' for name in ("org.등대", "org.a&b'c")
    ]
    store.load("\n".join(lines).encode(), format=RdfFormat.TURTLE)
    web = create_app(store).test_client()
    found = [address for address in listed(web, "/sitemap.xml") if "/doc/" in address]

    assert len(found) == 2
    assert all(address.isascii() for address in found)
    for address in found:
        assert web.get(address).status_code == 200
        assert all(link.isascii() for link, _, _ in links(web, address))


def test_crawlers_are_told_where_and_where_not(app: Flask, web: FlaskClient) -> None:
    told = web.get("/robots.txt").text
    closed = re.findall(r"(?m)^Disallow: (\S+)$", told)
    routes = [rule.rule for rule in app.url_map.iter_rules()]
    pages = listed(web, "/sitemap.xml")

    assert re.findall(r"(?m)^Sitemap: (\S+)$", told) == [f"{HOST}/sitemap.xml"]
    assert len(closed) >= 5
    for path in closed:
        assert any(route.startswith(path.rstrip("?")) for route in routes), path
        assert not any(page.removeprefix(HOST).startswith(path) for page in pages), path


def test_a_page_of_a_thing_leads_to_its_data_and_back(web: FlaskClient) -> None:
    found = links(web, "/doc/org.mirae-parts?lang=ko")

    assert related(found, "cite-as") == ["https://w3id.org/deungdae/id/org.mirae-parts"]
    assert related(found, "type") == ["https://schema.org/AboutPage"]
    assert related(found, "collection") == [f"{HOST}/"]
    data = [(target, kind) for target, name, kind in found if name == "describedby"]
    assert len(data) == 4
    for address, kind in data:
        got = web.get(address)
        assert (got.status_code, got.mimetype) == (200, kind)
        assert related(links(web, address), "describes") == [f"{HOST}/doc/org.mirae-parts"]


def test_a_source_has_its_own_licence(web: FlaskClient) -> None:
    found = links(web, "/source/doc.0a1b")

    assert related(found, "license") == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert "https://schema.org/CreativeWork" in related(found, "type")


def test_the_home_page_leads_to_descriptions_and_downloads(web: FlaskClient) -> None:
    found = links(web, "/")
    followed = [link for link in found if link[1] in {"describedby", "item"}]

    assert len(followed) >= 4
    for address, relation, kind in followed:
        with web.get(address) as got:
            assert (got.status_code, got.mimetype) == (200, kind), address
            back = "describes" if relation == "describedby" else "collection"
        assert related(links(web, address, kind), back) == [f"{HOST}/"], address


@pytest.mark.parametrize("address", ["/doc/org.nobody", "/nowhere", "/source/org.mirae-parts"])
def test_what_is_not_there_has_no_links(web: FlaskClient, address: str) -> None:
    assert "Link" not in web.get(address).headers


def test_the_data_set_is_described_for_search_engines(web: FlaskClient) -> None:
    told = json.loads(web.get("/catalog.jsonld").data)

    assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
    assert told["name"] == [
        {"@language": "ko", "@value": "지어낸 사례"},
        {"@language": "en", "@value": "Invented cases"},
    ]
    assert all(50 <= len(each["@value"]) <= 5000 for each in told["description"][1:])
    assert len(told["distribution"]) >= 1
    for each in told["distribution"]:
        with web.get(each["contentUrl"]) as got:
            assert f"{len(got.data)} B" == each["contentSize"]
    told["@context"] = {"@vocab": "https://schema.org/"}  # theirs is not read from the network
    quads = list(parse(json.dumps(told).encode(), RdfFormat.JSON_LD))
    assert len(quads) > 15


def test_the_home_page_names_that_description(web: FlaskClient) -> None:
    page = web.get("/?lang=en", headers={"Accept": "text/html"}).text
    (address,) = re.findall(
        r'<link rel="alternate" type="application/ld\+json" href="([^"]+)">', page
    )

    assert web.get(address).mimetype == "application/ld+json"
    assert 'type="application/ld+json"' not in "".join(re.findall(r"<script[^>]*>", page))
