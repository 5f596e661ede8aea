"""Scripts, styles and pictures: packed, named by their bytes, kept for good."""

from __future__ import annotations

import gzip
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from kg.web import assets

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}
GZIP = {"Accept-Encoding": "gzip, deflate, br"}
STYLE = "a { color: teal }\n" * 200
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a folder of files of our own in the place of those that are served."""
    place = tmp_path / "static"
    place.mkdir()
    (place / "style.css").write_text(STYLE)
    (place / "logo.svg").write_text(LOGO)
    (tmp_path / "secret.css").write_text("none of theirs")
    monkeypatch.setattr(assets, "PLACE", place)
    return place


def addresses(web: FlaskClient) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]*)"', web.get("/explore", headers=PAGE).text)


def test_pages_name_files_by_their_bytes_and_readers_keep_them(web: FlaskClient) -> None:
    found = addresses(web)

    assert any(address.startswith("/static/style.css?v=") for address in found)
    for address in found:
        answer = web.get(address)
        name, _, digest = address.partition("?v=")
        assert digest == sha256(answer.data).hexdigest()[:12]
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        for other in (name, f"{name}?v=0123456789ab", f"{name}?v="):
            told = web.get(other)
            assert told.headers["Cache-Control"] == "no-cache", "other bytes tomorrow"
            assert told.data == answer.data


def test_a_file_written_anew_has_another_address(web: FlaskClient, place: Path) -> None:
    before = addresses(web)
    (place / "style.css").write_text("b { color: navy }")
    after = addresses(web)

    assert before != after
    assert web.get(after[0]).text == "b { color: navy }"
    assert web.get(before[0]).headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("place")
def test_whoever_takes_gzip_gets_it_and_nobody_else(web: FlaskClient) -> None:
    plain, packed = web.get("/static/style.css"), web.get("/static/style.css", headers=GZIP)

    assert plain.text == gzip.decompress(packed.data).decode() == STYLE
    assert len(packed.data) < len(plain.data) / 10
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    for refusing in ("gzip;q=0", "gzip;q=0.2, identity;q=0.9", "br"):
        answer = web.get("/static/style.css", headers={"Accept-Encoding": refusing})
        assert answer.data == plain.data


@pytest.mark.usefixtures("place")
def test_what_packing_does_not_shorten_is_sent_as_it_is(web: FlaskClient) -> None:
    answer = web.get("/static/logo.svg", headers=GZIP)

    assert answer.text == LOGO
    assert answer.mimetype == "image/svg+xml"
    assert "Vary" not in answer.headers


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("packing", [{}, GZIP])
def test_head_is_get_without_the_bytes(web: FlaskClient, packing: dict[str, str]) -> None:
    get = web.get("/static/style.css", headers=packing)
    head = web.head("/static/style.css", headers=packing)

    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("packing", [{}, GZIP])
def test_who_has_it_already_gets_304_with_what_to_keep(
    web: FlaskClient, packing: dict[str, str]
) -> None:
    first = web.get("/static/style.css", headers=packing)
    again = web.get("/static/style.css", headers=packing | {"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""
    for name in ("ETag", "Cache-Control", "Vary", "X-Content-Type-Options"):
        assert again.headers[name] == first.headers[name]
    assert "Content-Length" not in again.headers
    other = {} if packing else GZIP
    asked = web.get("/static/style.css", headers=other | {"If-None-Match": first.headers["ETag"]})
    assert asked.status_code == 200, "the other bytes have another name"


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("packing", [{}, GZIP])
def test_a_part_is_a_part_of_what_would_be_sent(web: FlaskClient, packing: dict[str, str]) -> None:
    whole = web.get("/static/style.css", headers=packing)
    size = len(whole.data)
    part = web.get("/static/style.css", headers=packing | {"Range": "bytes=3-11"})

    assert part.status_code == 206
    assert part.data == whole.data[3:12]
    assert part.headers["Content-Range"] == f"bytes 3-11/{size}"
    assert part.headers["Content-Length"] == "9"
    assert part.headers.get("Content-Encoding") == whole.headers.get("Content-Encoding")
    held = packing | {"Range": "bytes=3-11", "If-Range": '"of another day"'}
    assert web.get("/static/style.css", headers=held).data == whole.data
    beyond = web.get("/static/style.css", headers=packing | {"Range": f"bytes={size}-"})
    assert beyond.status_code == 416


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "name", ["none.css", "../secret.css", "..%2fsecret.css", "%00", "x" * 3000, ".", "ui/"]
)
def test_what_is_not_there_is_404_and_nothing_outside_is_read(web: FlaskClient, name: str) -> None:
    answer = web.get(f"/static/{name}", headers=GZIP)

    assert answer.status_code == 404
    assert b"none of theirs" not in answer.data


def test_files_are_packed_once(place: Path) -> None:
    assets._read.cache_clear()
    assets.prepare()
    prepared = assets._read.cache_info().misses
    for _ in range(3):
        assert assets._found("style.css") is assets._found("style.css")

    assert prepared == len(list(place.iterdir()))
    assert assets._read.cache_info().misses == prepared
