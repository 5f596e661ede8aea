from datetime import date

import pytest

from kg.errors import SourceSyntax, UnknownFormat
from kg.loaders import media_type, read_meta
from kg.model.source import Meta


def test_a_sidecar_tells_what_it_may_and_keeps_its_notes() -> None:
    body = """{"published": "2024-05-13", "publisher": "등대일보", "lang": "ko-KR",
    "licence": "CC-BY-4.0", "title": "제목", "url": "https://e.example/1", "genre": "news",
    "note": {"free": [1]}}"""

    assert read_meta(body.encode("utf-8-sig"), "x.meta.json") == Meta(
        published=date(2024, 5, 13),
        publisher="등대일보",
        language="ko",
        licence="CC-BY-4.0",
        title="제목",
        url="https://e.example/1",
        genre="news",
    )


def test_an_empty_sidecar_tells_nothing() -> None:
    assert read_meta(b"{}", "x.meta.json") == Meta()
    assert read_meta(b'{"lang": "auto", "published": null}', "x.meta.json") == Meta()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"published": "2024-13-01"}', "published is '2024-13-01', not a day.*write it as"),
        (b'{"published": "2024-05"}', "not a day"),
        (b'{"published": 20240513}', "published is 20240513, not a text"),
        (b'{"lang": "fr"}', "lang is 'fr'"),
        (b'{"title": ["x"]}', "title is .*not a text"),
        (b"[]", "a JSON object is expected, not list"),
        (b"{", "this is no JSON"),
        (b"\xff", "it is not UTF-8"),
        (b"[" * 100_000, "this is no JSON"),
    ],
)
def test_a_wrong_sidecar_is_refused_by_name(body: bytes, words: str) -> None:
    with pytest.raises(SourceSyntax, match=rf"x\.meta\.json: .*{words}"):
        read_meta(body, "x.meta.json")


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.TXT", b"", "text/plain"),
        ("a/b.htm", b"", "text/html"),
        ("a.json", b'{"@context": {}}', "application/ld+json"),
        ("a.json", b'{"a": 1}', "application/json"),
        ("notice", b"\xef\xbb\xbf<!doctype HTML>", "text/html"),
        ("notice", "공고".encode("cp949"), "text/plain"),
        ("notice", "공고".encode("utf-16"), "text/plain"),
        ("r.xml", b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">', "application/rdf+xml"),
    ],
)
def test_name_and_first_bytes_tell_the_format(name: str, head: bytes, kind: str) -> None:
    assert media_type(name, head) == kind


@pytest.mark.parametrize(
    ("name", "head", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "a PDF document"),
        ("a.txt", b"%PDF-1.7", "a PDF document"),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1", "an old office file"),
        ("a.hwpx", b"PK\x03\x04", "ZIP archive"),
        ("a.docx", b"", "no loader takes .docx files"),
        ("a.xml", b"<feed/>", "only RDF/XML and XHTML"),
        ("blob", b"\x00\x01\x02", "this is no text"),
    ],
)
def test_what_no_loader_takes_is_refused_with_a_hint(name: str, head: bytes, words: str) -> None:
    with pytest.raises(UnknownFormat, match=f"{name}: .*{words}.*save the file as"):
        media_type(name, head)
