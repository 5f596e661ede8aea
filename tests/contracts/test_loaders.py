"""Every loader keeps the promises of the table it stands in, whatever bytes it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError, UnknownFormat
from kg.loaders import LOADERS, load, media_type
from kg.loaders.formats import SUFFIXES
from kg.model.evidence import Span
from kg.model.source import Source

if TYPE_CHECKING:
    from kg.model.document import Document, Loaded, Table

SCRAPS = (
    "가람정밀은 불량률을 3% 낮췄다.",
    "<html><body><p>가람정밀의 공장은 더 빨라졌다고 전했다.</p>",
    "<![CDATA[",
    "<!DOCTYPE html>",
    "<table><tr><td>1</td></tr></table>",
    "<list><item>",
    '{"text": "누리팩이 웃었다."}',
    '{"a": [1, {"b": null}]}',
    '"a","b"\n1,2\n',
    "a\tb\n1\t2\t3\n",
    "<http://a.example/> <http://b.example/> _:c .",
    '@prefix e: <http://e.example/> . e:a e:b [ e:c "1" ] .',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    "[[[[",
    "\x00",
    "\r\n\r\n",
    "\u2028",
    "| 1 | 2 |\n| 3 | 4 |\n",
    "△ 항목\n○ 항목\n",
)
TEXTS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=40)), max_size=6).map("".join)
BODIES = st.one_of(
    st.binary(max_size=200),
    TEXTS.map(lambda text: text.encode("utf-8", "replace")),
    TEXTS.map(lambda text: text.encode("cp949", "replace")),
    TEXTS.map(lambda text: text.encode("utf-16", "replace")),
)


def outcome(kind: str, body: bytes) -> Loaded | str:
    """What a loader makes of some bytes: a value, or the words of its refusal."""
    try:
        return load(Source(name="in/x", media_type=kind, body=body))
    except SourceError as error:
        return str(error)


def check_document(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        words = block.span.of(document.text)
        assert words == words.strip()
        end = block.span.end
    for repeat in document.repeats:
        assert repeat.of.end <= repeat.span.start
        assert repeat.of.of(document.text) == repeat.span.of(document.text)
    document.text.encode("utf-8")  # no half characters
    assert document.meta.language in {"ko", "en", None}


def check_table(table: Table) -> None:
    assert len(set(table.columns)) == len(table.columns)
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
    for row in table.rows:
        assert set(row.cells) <= set(table.columns)
        for column, cell in row.cells.items():
            assert cell.strip()
            assert table.evidence(row, column).quote == cell


@pytest.mark.parametrize("kind", LOADERS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=BODIES)
@example(body=b"")
@example(body=b"[" * 100_000)
@example(body=b'{"a":' * 50_000)
@example(body=b"[" + b"7" * 5000 + b"]")
@example(body=b'{"a": ' + b"7" * 5000 + b"}")
@example(body=b'{"text": "\\ud800"}')
@example(body=b'{"a": NaN, "text": 1}')
@example(body="a,b\n1,2,3\n가,나\n".encode("cp949"))
@example(body=b'a,b\n"1,2\n')
@example(body=b"\xff\xfe\x00")
@example(body=b"<div>" * 5000)
@example(body=b'{"@context": "http://127.0.0.1:9/context", "@id": "http://a.example/"}')
def test_any_bytes_give_a_valid_value_or_a_source_error(kind: str, body: bytes) -> None:
    loaded = outcome(kind, body)

    assert outcome(kind, body) == loaded, "the same bytes gave two results"
    if isinstance(loaded, str):
        assert loaded.startswith("in/x"), "a refusal says where"
        return
    for document in loaded.documents:
        check_document(document)
    for table in loaded.tables:
        check_table(table)
    for triples in loaded.triples:
        check_document(triples.document)
        for triple, evidence in triples.statements:
            evidence.check(triples.document.text)
            assert evidence.quote == f"{triple} ."
            assert isinstance(evidence.place, Span)


@given(name=st.text(max_size=30), head=st.binary(max_size=60))
def test_any_name_and_head_give_a_known_media_type_or_a_hint(name: str, head: bytes) -> None:
    try:
        kind, hint = media_type(name, head), ""
    except UnknownFormat as error:
        kind, hint = "", error.hint

    assert kind in LOADERS or hint


def test_every_suffix_has_a_loader_and_every_loader_a_suffix() -> None:
    assert set(SUFFIXES.values()) == set(LOADERS)
    assert len(LOADERS) >= 13


def test_a_media_type_without_a_loader_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="no loader takes application/pdf"):
        load(Source(name="x.pdf", media_type="application/pdf", body=b""))
