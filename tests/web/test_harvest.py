"""What a gatherer makes of our catalogue over HTTP: whole data sets of CKAN, known again later."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from werkzeug.serving import make_server

from kg.files import resource_toml
from kg.model.report import Text
from kg.release import Contents, Input, open_release, release_files, write_release
from kg.release.licences import licence_of
from kg.web import create_app
from tests.web import ckan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = "https://data.example/id/"
FIRST = "해담정공"
IANA = "https://www.iana.org/assignments/media-types/"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the current release of a folder, and give the address of its catalogue."""
    server = make_server("127.0.0.1", 0, create_app(open_release(folder)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/catalog"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def released(folder: Path, name: str = FIRST, **told: Any) -> Path:
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    graph = NamedNode(BASE + "graph.1")
    contents = Contents(
        quads=[Quad(NamedNode(BASE + "org.a"), label, Literal(name, language="ko"), graph)],
        reports={},
        inputs=[
            Input(role="source", name="a.txt", digest="ab" * 32, published="2021-11-02"),
            Input(role="source", name="b.txt", digest="cd" * 32, published="2023-03-04"),
            Input(role="source", name="c.txt", digest="ef" * 32),
        ],
        versions={"deungdae": "1.2"},
        counts={},
        title=Text("지어낸 사례", "Invented cases"),
        base=BASE,
        licence="CC-BY-4.0",
        publisher="물빛연구소",
        contact="data@mulbit.example",
    )
    contents = replace(contents, **told)
    return write_release(folder, release_files(contents))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[ckan.Fields]]]:
    folder = tmp_path_factory.mktemp("releases")
    released(folder)
    with served(folder) as address:
        yield address, ckan.harvested(address)


def test_every_data_set_is_complete(gathered: tuple[str, list[ckan.Fields]]) -> None:
    _, sets = gathered

    assert sets
    for one in sets:
        assert ckan.lacking(one, "dataset") == []
        assert one["resources"]
        for resource in one["resources"]:
            assert ckan.lacking(resource, "resource") == [], resource["url"]
            for service in resource["access_services"]:
                assert ckan.lacking(service, "access_service") == []


def test_the_reader_does_find_what_is_missing(gathered: tuple[str, list[ckan.Fields]]) -> None:
    one = {**gathered[1][0], "identifier": "", "title": {"ko": ["사례"]}}

    assert ckan.lacking(one, "dataset") == ["title: ['ko']", "identifier"]


def test_the_fields_hold_what_the_project_told(gathered: tuple[str, list[ckan.Fields]]) -> None:
    _, (one,) = gathered

    assert one["title"] == {"ko": ["지어낸 사례"], "en": ["Invented cases"]}
    assert one["publisher_name"] == "물빛연구소"
    assert one["contact_email"] == one["publisher_email"] == "mailto:data@mulbit.example"
    assert (one["temporal_start"], one["temporal_end"]) == ("2021-11-02", "2023-03-04")
    assert one["spatial_text"] == {"ko": ["대한민국"], "en": ["South Korea"]}
    assert [code[-3:] for code in one["language"]] == ["ENG", "KOR"]
    assert "3건" in one["provenance"]["ko"][0]
    assert "3 sources by Deungdae 1.2" in one["provenance"]["en"][0]
    assert len(one["tags"]["ko"]) >= 3 <= len(one["tags"]["en"])
    for tag in one["tags"]["ko"] + one["tags"]["en"]:
        assert 2 <= len(tag) <= 100
        assert all(letter.isalnum() or letter in " -_." for letter in tag), tag  # as CKAN wants


def test_every_address_answers_with_the_told_form(gathered: tuple[str, list[ckan.Fields]]) -> None:
    _, (one,) = gathered

    for page in (one["url"], *one["documentation"]):
        assert ckan.get(page).status == 200
    files = [resource for resource in one["resources"] if resource["download_url"]]
    assert len(files) == 2
    for resource in files:
        got = ckan.get(resource["url"])
        assert got.status == 200
        assert IANA + got.media == (resource["compress_format"] or resource["mimetype"])
        assert len(got.body) == int(resource["size"])
        assert hashlib.sha256(got.body).hexdigest() == resource["hash"]
        assert resource["hash_algorithm"].endswith("checksumAlgorithm_sha256")
    (asked,) = (resource for resource in one["resources"] if not resource["download_url"])
    assert ckan.get(asked["url"]).status == 200
    (service,) = asked["access_services"]
    assert service["serves_dataset"] == [one["uri"]]
    assert service["endpoint_url"] == [asked["url"]]
    assert ckan.get(asked["url"] + "?query=ASK%7B%7D").media == "application/sparql-results+json"
    assert ckan.get(service["endpoint_description"]).media == "application/json"


def test_a_packed_file_stays_packed_for_readers_that_unpack(
    gathered: tuple[str, list[ckan.Fields]],
) -> None:
    one = gathered[1][0]
    (packed,) = (each for each in one["resources"] if each["compress_format"])

    assert packed["mimetype"] == IANA + "application/n-quads"
    assert ckan.get(packed["url"]).body.startswith(b"\x1f\x8b")


@pytest.mark.parametrize("known", ["own", "open-definition"])
def test_the_licence_is_one_of_the_list(
    gathered: tuple[str, list[ckan.Fields]], known: str
) -> None:
    wanted = {"own": "cc-by", "open-definition": "CC-BY-4.0"}

    assert ckan.licence_id(gathered[1][0], known) == wanted[known]


def test_each_licence_of_ours_has_a_title_of_the_list() -> None:
    titles = {row[1] for row in ckan.TABLE["licences"]["own"].values()}
    ours = resource_toml("release/licences.toml")["licence"]

    assert len(ours) >= 11
    for row in ours:
        known = licence_of(row["id"])
        assert known
        assert known.iri == row["iri"]
        assert set(known.titles.values()) <= titles or row["id"].startswith("KOGL-")


@pytest.mark.parametrize(
    "told",
    [
        "CC-BY-4.0",
        "cc-by-4.0",
        "https://spdx.org/licenses/CC-BY-4.0",
        "http://creativecommons.org/licenses/by/4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.ko",
        "https://creativecommons.org/licenses/by/4.0/legalcode.en",
    ],
)
def test_a_licence_is_one_however_it_is_written(told: str) -> None:
    known = licence_of(told)

    assert known
    assert (known.iri, known.id) == ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0")


@pytest.mark.parametrize(
    ("told", "iri"),
    [
        ("MIT", "https://spdx.org/licenses/MIT"),
        ("https://data.example/terms", "https://data.example/terms"),
        ("https://creativecommons.org/licenses/by/3.0/", None),
    ],
)
def test_an_unknown_licence_stays_what_was_told(told: str, iri: str | None) -> None:
    known = licence_of(told)

    assert known
    assert known.iri == (iri or told)
    assert known.titles == {}


@pytest.mark.parametrize("told", ["", "free to use"])
def test_words_are_no_licence(told: str) -> None:
    assert licence_of(told) is None


def test_a_data_set_is_known_again_and_its_date_changes_with_the_release(tmp_path: Path) -> None:
    def gather() -> ckan.Fields:
        with served(tmp_path) as address:
            (one,) = ckan.harvested(address)
        return one

    released(tmp_path)
    first, again = gather(), gather()
    released(tmp_path)  # the same once more
    rebuilt = gather()
    released(tmp_path, "새봄정밀")
    second = gather()
    released(tmp_path)  # back to the first
    third = gather()

    assert first["modified"] == again["modified"] == rebuilt["modified"]
    assert first["version"] == rebuilt["version"]
    assert len({first["modified"], second["modified"], third["modified"]}) == 3
    assert first["modified"] < second["modified"] < third["modified"]
    assert first["version"] == third["version"] != second["version"]
    assert len({ckan.guid(one) for one in (first, second, third)}) == 1
    assert len({one["identifier"] for one in (first, second, third)}) == 1
    assert len({one["issued"] for one in (first, second, third)}) == 1
    for one in (first, second):  # the resources are known again, too
        assert len({each["uri"] for each in one["resources"]}) == len(one["resources"])
    assert [each["uri"].partition("#")[2] for each in first["resources"]] == [
        each["uri"].partition("#")[2] for each in second["resources"]
    ]


def test_a_reader_who_has_the_catalogue_is_told_so_until_it_changes(tmp_path: Path) -> None:
    def gather(tag: str = "") -> tuple[int, str]:
        web = create_app(open_release(tmp_path)).test_client()
        got = web.get("/catalog", headers={"If-None-Match": tag} if tag else {})
        return got.status_code, got.headers["ETag"]

    released(tmp_path)
    _, first = gather()
    assert gather(first)[0] == 304
    released(tmp_path, "새봄정밀")
    released(tmp_path)  # back to the first, which came out anew

    assert gather(first)[0] == 200


def test_a_release_alone_is_as_old_as_its_manifest(tmp_path: Path) -> None:
    place = released(tmp_path)
    (tmp_path / "history.jsonl").unlink()
    os.utime(place / "manifest.json", (1_700_000_000, 1_700_000_000))
    with served(tmp_path) as address:
        (one,) = ckan.harvested(address)

    assert one["modified"] == "2023-11-14T22:13:20Z"
    assert one["issued"] == "2023-03-04"  # of its newest source


def test_two_projects_give_two_ids(tmp_path: Path) -> None:
    ids = set[str]()
    for name in ("one", "other"):
        released(tmp_path / name, base=f"https://{name}.example/id/")
        with served(tmp_path / name) as address:
            ids.update(ckan.guid(one) for one in ckan.harvested(address))

    assert ids == {"https://one.example/id/dataset", "https://other.example/id/dataset"}


def test_a_page_of_another_gatherer_is_followed_once() -> None:
    """Prove the reader: it follows pages, and stops where they lead back."""
    from flask import Flask, Response, request

    pages = Flask("pages")

    @pages.get("/catalog")
    def catalog() -> Response:
        number = int(request.args.get("page", "1"))
        body = (
            f'<?page={number}> <{ckan.HYDRA}nextPage> "{request.base_url}?page={number % 2 + 1}" .'
            f"<urn:set:{number}> a <http://www.w3.org/ns/dcat#Dataset> ."
        )
        return Response(body, content_type="text/turtle; charset=utf-8")

    server = make_server("127.0.0.1", 0, pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        sets = ckan.harvested(f"http://127.0.0.1:{server.server_port}/catalog")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert [one["uri"] for one in sets] == ["urn:set:1", "urn:set:2"]


def test_search_engines_are_told_the_same(gathered: tuple[str, list[ckan.Fields]]) -> None:
    address, (one,) = gathered
    told = json.loads(ckan.get(address + ".jsonld").body)

    assert told["identifier"] == one["identifier"]
    assert (told["version"], told["license"]) == (one["version"], one["resources"][0]["license"])
    assert told["dateModified"].rstrip("Z0") == one["modified"].rstrip("Z0")
    assert told["datePublished"].rstrip("Z0") == one["issued"].rstrip("Z0")
    assert told["temporalCoverage"] == f"{one['temporal_start']}/{one['temporal_end']}"
    assert [each["@id"] for each in told["spatialCoverage"]] == [one["spatial_uri"]]
    assert sorted(told["keywords"]) == sorted(one["tags"]["ko"] + one["tags"]["en"])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library about itself
@pytest.mark.parametrize("form", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_library_of_the_gatherer_reads_every_form(
    gathered: tuple[str, list[ckan.Fields]], form: str
) -> None:
    import urllib.request

    from rdflib import Graph

    request = urllib.request.Request(gathered[0], headers={"Accept": form})  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        media, body = answer.headers.get_content_type(), answer.read()
    plain = Graph().parse(data=ckan.get(gathered[0]).body, format="text/turtle")
    graph = Graph().parse(data=body, format=media)

    assert media == form
    assert set(graph) == set(plain)
