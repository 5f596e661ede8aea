"""Briefs: each sentence has its quotation, and no plan is told as a deed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Store

from kg.brief import brief, matter_of, matter_of_query
from kg.brief.made import make
from kg.derive import derived
from kg.errors import ConfigError
from kg.link.wording import wording
from kg.store import load_bytes, with_union

if TYPE_CHECKING:
    from kg.brief import Matter

ID = "https://w3id.org/deungdae/id/"
CASE = Path(__file__).with_name("case.trig").read_text("utf-8")
QUOTED = (
    "support.1",
    "support.2",
    "support.3",
    "change.1",
    "measurement.c",
    "statement.1",
    "designation.1",
)


def store() -> Store:
    passages = "".join(
        f"""
:a.{place} a dd:Assertion ; rdf:subject :{name} ; rdf:predicate rdf:type ; rdf:object dd:Thing ;
  dd:evidence :p.{place} ; dd:confidence 0.9e0 ; dd:rule "r.{place}" .
:p.{place} oa:hasSource :doc.1 ; oa:hasSelector :q.{place} , :t.{place} .
:q.{place} oa:exact "글귀 {place} <b>" . :t.{place} oa:start {place} ; oa:end {place + 5} .
"""
        for place, name in enumerate(QUOTED)
    )
    return load_bytes((CASE.rstrip().removesuffix("}") + passages + "}").encode(), "case.trig")


@pytest.fixture(scope="module")
def graph() -> Store:
    return store()


@pytest.fixture(scope="module")
def case(graph: Store) -> Matter:
    return matter_of(graph, "case.1")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_sentence_points_at_a_quotation(graph: Store, case: Matter, lang: str) -> None:
    told = brief(graph, case, lang)
    sentences = [*told.story, *told.changes]

    assert len(told.story) == 3
    assert all(one.notes for one in sentences)
    assert [note.number for note in told.notes] == list(range(1, len(told.notes) + 1))
    assert {n for one in sentences for n in one.notes} <= {note.number for note in told.notes}
    assert all(note.quote.startswith("글귀") for note in told.notes)


def test_kinds_of_help_between_two_parties_are_one_sentence(graph: Store, case: Matter) -> None:
    ko, en = (brief(graph, case, lang).story for lang in ("ko", "en"))

    assert ko[0].text == "산마루전자는 개울<정밀>을 대상으로 멘토링, 자금 지원을 실시했다."
    assert en[0].text == "Sanmaru Electronics helped Gaeul & Precision: mentoring, funding."
    assert len(ko[0].notes) == 2


def test_a_plan_and_a_proposal_are_told_as_such(graph: Store, case: Matter) -> None:
    texts = [one.text for one in brief(graph, case, "ko").story]

    assert texts[1].endswith("현장 진단을 실시할 예정이다.")
    assert "아직 지정된 것은 아니다" in texts[2]


def test_a_change_is_told_with_its_values_and_drawn(graph: Store, case: Matter) -> None:
    told = brief(graph, case, "en")

    assert [one.text for one in told.changes] == [
        "Defect rate at Gaeul & Precision fell from 4 per cent to 1 per cent (−75%)."
    ]
    (bar,) = told.bars
    assert (bar.before_length, bar.after_length, bar.percent) == (1.0, 0.25, "−75%")
    assert [(row.indicator, row.value) for row in told.figures] == [
        ("investment", "300,000,000 won")
    ]


def test_a_page_holds_no_markup_of_a_source_and_asks_nobody(graph: Store, case: Matter) -> None:
    page = make(graph, case, "ko", "html", release="ab" * 32, ontology="0.1.0").decode()

    assert "개울&lt;정밀&gt;" in page
    assert "<b>" not in page
    assert not re.search(r'(?:src|href)="(?!#|https://w3id)', page)
    assert "<script" not in page
    assert "abababababab" in page
    assert page == make(store(), matter_of(store(), "case.1"), "ko", "html", release="ab" * 32,
                        ontology="0.1.0").decode()  # fmt: skip


@pytest.mark.slow
def test_a_pdf_and_a_word_document_are_whole(graph: Store, case: Matter) -> None:
    pdf = make(graph, case, "ko", "pdf")
    docx = make(graph, case, "ko", "docx")

    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    import docx as reader

    text = "\n".join(p.text for p in reader.Document(io.BytesIO(docx)).paragraphs)
    assert "멘토링, 자금 지원을 실시했다.[1][2]" in text
    with zipfile.ZipFile(io.BytesIO(docx)) as whole:
        assert whole.testzip() is None


def test_a_computed_cluster_is_called_computed(graph: Store) -> None:
    whole = Store()
    quads = [quad for quad in graph if isinstance(quad.graph_name, NamedNode)]
    whole.extend(with_union([*quads, *derived(quads, wording(), ID)]))
    matter = matter_of(whole, "cluster.big-supported")
    told = brief(whole, matter, "en")

    assert told.is_derived
    assert "neither designated nor proposed" in make(whole, matter, "en", "html").decode()
    assert any("mentoring" in one.text for one in told.story)


def test_a_query_may_say_what_is_told(graph: Store) -> None:
    query = "SELECT ?s { ?s a <https://w3id.org/deungdae/ont#SupportActivity> }"
    told = brief(graph, matter_of_query(graph, query, {"ko": "지원", "en": "Help"}), "en")

    assert told.title == "Help"
    assert len(told.story) == 2
    assert not told.changes


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "SELECT ?s { ?s a <urn:nothing> }"])
def test_a_query_without_anything_to_tell_is_refused(graph: Store, query: str) -> None:
    with pytest.raises(ConfigError):
        matter_of_query(graph, query, {"ko": "가", "en": "a"})


def test_what_is_no_case_is_refused_with_a_hint(graph: Store) -> None:
    with pytest.raises(ConfigError, match="cq22"):
        matter_of(graph, "org.big")
