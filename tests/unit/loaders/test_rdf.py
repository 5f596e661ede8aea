import socket

import pytest

from kg.errors import SourceSyntax
from kg.loaders import load
from kg.loaders.rdf import FORMATS
from kg.model.document import Loaded
from kg.model.source import Meta, Source

SAME = {
    "text/turtle": '@prefix e: <http://e.example/> . e:a e:b "가", "나" .',
    "application/trig": '@prefix e: <http://e.example/> . { e:a e:b "가", "나" }',
    "application/n-triples": (
        '<http://e.example/a> <http://e.example/b> "나" .\n'
        '<http://e.example/a> <http://e.example/b> "가" .\n'
    ),
    "application/n-quads": (
        '<http://e.example/a> <http://e.example/b> "나" <http://e.example/g> .\n'
        '<http://e.example/a> <http://e.example/b> "가" .\n'
    ),
    "application/rdf+xml": (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.example/">'
        '<rdf:Description rdf:about="http://e.example/a"><e:b>가</e:b><e:b>나</e:b>'
        "</rdf:Description></rdf:RDF>"
    ),
    "application/ld+json": (
        '{"@context": {"b": "http://e.example/b"}, "@id": "http://e.example/a", "b": ["가", "나"]}'
    ),
    "text/n3": '@prefix e: <http://e.example/> . e:a e:b "가", "나" .',
}
LINES = (
    '<http://e.example/a> <http://e.example/b> "가" .\n'
    '<http://e.example/a> <http://e.example/b> "나" .'
)


def read(text: str | bytes, kind: str = "text/turtle", url: str = "") -> Loaded:
    body = text.encode() if isinstance(text, str) else text
    return load(Source(name="r.ttl", media_type=kind, body=body, meta=Meta(url=url)))


def test_the_same_statements_are_one_text_in_every_syntax() -> None:
    assert set(SAME) == set(FORMATS)
    for kind, text in SAME.items():
        (triples,) = read(text, kind).triples
        assert triples.document.text == LINES, kind
        assert [evidence.quote for _, evidence in triples.statements] == LINES.split("\n")


def test_named_graphs_are_read_as_one_and_reported() -> None:
    findings = read(SAME["application/n-quads"], "application/n-quads").findings

    assert [finding.rule for finding in findings] == ["loader.rdf.named-graphs"]


@pytest.mark.parametrize("kind", ["text/turtle", "text/n3"])
def test_blank_nodes_get_the_same_names_every_time(kind: str) -> None:
    text = "<http://e.example/a> <http://e.example/b> [ <http://e.example/c> [] ], _:x ."
    first, second = read(text, kind), read(text, kind)

    assert first == second
    assert "_:" not in first.triples[0].document.text
    assert first.triples[0].document.text.count("<urn:uuid:") == 4
    assert first.findings[0].value == "3"
    assert read(text + " ", kind).triples != first.triples, "another source, other nodes"


def test_a_blank_node_inside_a_quoted_triple_is_named_too() -> None:
    text = "<urn:x:a> <urn:x:b> <<( <urn:x:a> <urn:x:b> _:c )>> ."

    assert "_:" not in read(text).triples[0].document.text


def test_a_line_break_in_a_literal_stays_inside_its_line() -> None:
    (triples,) = read('<http://e.example/a> <http://e.example/b> "x\\ny", "z\\u2028" .').triples

    assert triples.document.text.count("\n") == 1
    assert len(triples.statements) == 2


def test_rdf_xml_in_cp949_is_read() -> None:
    text = SAME["application/rdf+xml"].replace("UTF-8", "EUC-KR")

    assert read(text.encode("cp949"), "application/rdf+xml").triples[0].document.text == LINES


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a connection was opened: {arguments} {options}")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    with pytest.raises(SourceSyntax, match=r"remote JSON-LD context.*write the context into"):
        read(
            '{"@context": "http://127.0.0.1:9/c", "@id": "http://e.example/a"}',
            "application/ld+json",
        )


def test_relative_iris_are_resolved_against_the_address_of_the_source() -> None:
    text = "<a> <b> <c> ."

    assert "<https://e.example/a>" in read(text, url="https://e.example/x").triples[0].document.text
    with pytest.raises(SourceSyntax, match=r"r\.ttl:1: .*tell the file's address as url"):
        read(text)


def test_a_syntax_error_names_its_line() -> None:
    with pytest.raises(SourceSyntax, match=r"^r\.ttl:2: "):
        read("<http://e.example/a> <http://e.example/b> 1 .\n<http://e.example/a> b .")


def test_entities_that_multiply_are_refused() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SAME["application/rdf+xml"]

    with pytest.raises(SourceSyntax, match="grow without limit"):
        read(bomb, "application/rdf+xml")
