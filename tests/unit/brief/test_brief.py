"""Briefs: each sentence has its quotation, and no plan is told as a deed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import docx
import pytest
from pyoxigraph import NamedNode, Store

from kg.brief import brief, matter_of, matter_of_query
from kg.brief.made import make
from kg.brief.network import write_svg
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
    told_apart = [
        one.notes
        for part in (told.lead, told.shifts, told.helps, told.figures, told.voices)
        for one in part
    ]
    notes = [note for source in told.references for note in source.notes]

    assert len(told.lead) == 4
    assert all(told_apart)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert {n for numbers in told_apart for n in numbers} == {note.number for note in notes}
    assert all(note.quote.startswith("글귀") for note in notes)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_quotations_count_up_as_a_reader_meets_them(graph: Store, case: Matter, lang: str) -> None:
    told = brief(graph, case, lang)
    met = dict.fromkeys(
        n for part in (told.lead, told.shifts, told.helps) for one in part for n in one.notes
    )

    assert list(met) == sorted(met)


def test_kinds_of_help_between_two_parties_are_one_sentence(graph: Store, case: Matter) -> None:
    ko, en = (brief(graph, case, lang).lead for lang in ("ko", "en"))

    assert ko[0].text == "산마루전자는 개울<정밀>을 대상으로 멘토링과 자금 지원을 실시했다."
    assert (
        en[0].text == "Sanmaru Electronics supported Gaeul & Precision with mentoring and funding."
    )
    assert len(ko[0].notes) == 2


def test_a_plan_and_a_proposal_are_told_as_such(graph: Store, case: Matter) -> None:
    texts = [one.text for one in brief(graph, case, "ko").lead]

    assert texts[1].endswith("현장 진단을 실시할 예정이다.")
    assert texts[3].endswith("등대공장으로 지정하자는 제안이 나왔으며, 지정된 것은 아니다.")


def test_a_change_is_told_with_its_values_and_drawn(graph: Store, case: Matter) -> None:
    told = brief(graph, case, "en")

    (shift,) = told.shifts
    assert shift.text == (
        "Defect rate at Gaeul & Precision fell from 4% to 1%, down 3 percentage points."
    )
    assert (shift.before_length, shift.after_length, shift.change) == (1.0, 0.25, "−3 pp")
    assert [(row.indicator, row.value) for row in told.figures] == [
        ("investment", "300,000,000 won")
    ]


def test_a_page_holds_no_markup_of_a_source_and_asks_nobody(graph: Store, case: Matter) -> None:
    page = make(graph, case, "ko", "html", release="ab" * 32, ontology="0.1.0").decode()

    assert "개울&lt;정밀&gt;" in page
    assert "&amp;lt;" not in page
    assert "&amp;#34;" not in page
    assert "<b>" not in page
    assert not re.search(r'(?:src|href)="(?!#|https://w3id)', page)
    assert "<script" not in page
    assert "abababababab" in page
    assert page == make(store(), matter_of(store(), "case.1"), "ko", "html", release="ab" * 32,
                        ontology="0.1.0").decode()  # fmt: skip


@pytest.mark.slow
def test_a_pdf_and_a_word_document_are_whole(graph: Store, case: Matter) -> None:
    pdf = make(graph, case, "ko", "pdf")
    word = make(graph, case, "ko", "docx")

    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs)
    assert "멘토링과 자금 지원을 실시했다.[1][2]" in text
    with zipfile.ZipFile(io.BytesIO(word)) as whole:
        assert whole.testzip() is None


def test_a_computed_cluster_is_called_computed(graph: Store) -> None:
    whole = Store()
    quads = [quad for quad in graph if isinstance(quad.graph_name, NamedNode)]
    whole.extend(with_union([*quads, *derived(quads, wording(), ID)]))
    matter = matter_of(whole, "cluster.big-supported")
    told = brief(whole, matter, "en")

    assert told.is_derived
    assert "neither designated nor proposed" in make(whole, matter, "en", "html").decode()
    assert any("mentoring" in one.text for one in told.lead)


def test_a_query_may_say_what_is_told(graph: Store) -> None:
    query = "SELECT ?s { ?s a <https://w3id.org/deungdae/ont#SupportActivity> }"
    told = brief(graph, matter_of_query(graph, query, {"ko": "지원", "en": "Help"}), "en")

    assert told.title == "Help"
    assert len(told.helps) == 2
    assert not told.shifts


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "SELECT ?s { ?s a <urn:nothing> }"])
def test_a_query_without_anything_to_tell_is_refused(graph: Store, query: str) -> None:
    with pytest.raises(ConfigError):
        matter_of_query(graph, query, {"ko": "가", "en": "a"})


def test_what_is_no_case_is_refused_with_a_hint(graph: Store) -> None:
    with pytest.raises(ConfigError, match="cq22"):
        matter_of(graph, "org.big")


MORE = """
@prefix : <https://w3id.org/deungdae/id/> .
@prefix dd: <https://w3id.org/deungdae/ont#> .
@prefix code: <https://w3id.org/deungdae/code/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:g2 {
%s
}
"""
CHANGE = """
:case.1 dd:hasPart :change.{n} .
:change.{n} a dd:ChangeMeasurement ; dd:subject :org.small ; dd:status code:status.{status} ;
  dd:indicator code:indicator.DefectRate ; dd:baseline :measurement.a ; dd:followUp :after.{n} .
:after.{n} a dd:Measurement ; dd:numericValue {value} ; dd:unit code:unit.percent .
"""


def with_changes(*changes: tuple[str, str]) -> Store:
    more = "".join(
        CHANGE.format(n=f"more{n}", status=status, value=value)
        for n, (status, value) in enumerate(changes)
    )
    whole = Store()
    extra = load_bytes((MORE % more).encode(), "more.trig")
    quads = [q for q in (*store(), *extra) if isinstance(q.graph_name, NamedNode)]
    whole.extend(with_union(quads))
    return whole


def test_a_target_is_never_told_as_a_deed() -> None:
    graph = with_changes(("target", "0.5e0"))
    told = brief(graph, matter_of(graph, "case.1"), "ko")

    assert [shift.is_aim for shift in told.shifts] == [False, True]
    assert told.shifts[1].text.endswith("4%에서 0.5%로 바꾸는 것이 목표다.")
    assert all("0.5%" not in one.text for one in told.lead)
    page = make(graph, matter_of(graph, "case.1"), "ko", "html").decode()
    assert '<span class="w">불량률</span> (목표)' in page


def test_sources_that_disagree_are_marked() -> None:
    graph = with_changes(("actual", "2e0"))
    told = brief(graph, matter_of(graph, "case.1"), "en")
    page = make(graph, matter_of(graph, "case.1"), "en", "html").decode()

    assert [shift.is_disputed for shift in told.shifts] == [True, True]
    assert page.count("Defect rate†") == 4  # two charts and two rows
    assert "Sources give different values" in page


def test_the_drawing_names_who_helped_whom_and_how(graph: Store, case: Matter) -> None:
    told = brief(graph, case, "en")
    svg = write_svg(told.helps, told.words)

    assert svg.index("Sanmaru Electronics") > svg.index("mentoring, funding")
    assert "Gaeul &amp; Precision" in svg
    assert 'stroke-dasharray="5 4"' in svg  # the planned diagnosis
    assert "diagnosis (planned)" in svg
    ElementTree.fromstring(svg)  # noqa: S314 - our own


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_release_gives_the_same_bytes(form: str) -> None:
    made = []
    for _ in range(2):
        graph = store()
        made.append(make(graph, matter_of(graph, "case.1"), "ko", form, release="ab" * 32))

    assert made[0] == made[1]


@pytest.mark.slow
def test_a_pdf_is_tagged_and_tells_its_language_and_title(graph: Store, case: Matter) -> None:
    pdf = make(graph, case, "ko", "pdf", release="ab" * 32)
    objects = b"".join(
        zlib.decompressobj().decompress(stream)
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
        if stream.startswith(b"x")
    )

    assert b"/StructTreeRoot" in pdf + objects
    assert b"/Lang (ko)" in pdf + objects
    assert b"pdfuaid" in pdf + objects


def test_a_word_document_is_on_a4_and_numbers_its_pages(graph: Store, case: Matter) -> None:
    document = docx.Document(io.BytesIO(make(graph, case, "en", "docx", release="ab" * 32)))
    (section,) = document.sections
    order = [
        [child.tag.rpartition("}")[2] for child in paragraph._p.pPr]
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None
    ]

    assert section.page_width
    assert section.page_height
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.5)
    assert "PAGE" in section.footer._element.xml
    assert "abababababab" in section.footer.paragraphs[0].text
    assert document.core_properties.language == "en"
    # Word is strict about the order of a paragraph's properties.
    known = ["pStyle", "keepNext", "keepLines", "pBdr", "shd", "tabs", "spacing", "ind", "jc"]
    assert all(names == sorted(names, key=known.index) for names in order)


def test_a_name_that_only_a_rule_spells_is_given_in_its_own_letters_too() -> None:
    graph = with_changes()
    person = "<https://w3id.org/deungdae/id/org.small>"
    graph.update(
        f"INSERT DATA {{ {person} <https://w3id.org/deungdae/ont#romanizedLabel> "
        '"Gaeul & Precision"@en }'
    )
    english, korean = (
        make(graph, matter_of(graph, "case.1"), lang, "html").decode() for lang in ("en", "ko")
    )

    assert "Names romanised from Korean: Gaeul &amp; Precision (개울&lt;정밀&gt;)." in english
    assert "romanised" not in korean


def test_words_of_a_source_in_another_script_are_escaped_once(graph: Store, case: Matter) -> None:
    page = make(graph, case, "en", "html").decode()

    assert "Gaeul &amp; Precision" in page
    assert "&amp;amp;" not in page
