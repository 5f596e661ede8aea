from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.errors import SourceSyntax
from kg.link.authority import read_authority
from kg.link.resolve import resolve
from kg.loaders import load
from kg.model.document import Block, Document, Table, Triples
from kg.model.evidence import Basis, Span
from kg.model.facts import Circumstance, Event, Facts, Group, Measurement, Statement
from kg.model.quads import Written, write, write_entities, write_triples
from kg.model.source import Meta, Source
from kg.vocab import DCT, OWL, RDF, SKOS

if TYPE_CHECKING:
    from kg.model.entities import Resolution
    from tests.unit.model.conftest import Case

TEXT = "제목이다\n본문은 주문 급증을 말한다."
PAGE = Document(source="7" * 64, name="cases/p.txt", text=TEXT, meta=Meta(language="ko"))
WHOLE = Basis(evidence=(PAGE.evidence(Span(5, 16)),), rule="test", confidence=1.0)
EMPTY = Facts()


def objects(written: Written, predicate: NamedNode) -> set[str]:
    return {str(quad.object) for quad in written.quads if quad.predicate == predicate}


def resolved(facts: Facts, meta: Meta | None = None) -> Resolution:
    return resolve({PAGE.source: facts}, (), metas={PAGE.source: meta or PAGE.meta}).resolution


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (replace(PAGE, meta=Meta(title="들은 제목")), "들은 제목"),
        (
            replace(PAGE, blocks=(Block("paragraph", Span(5, 20)), Block("title", Span(0, 4)))),
            "제목이다",
        ),
        (replace(PAGE, blocks=(Block("paragraph", Span(5, 20)),)), "본문은 주문 급증을 말한다."),
        (replace(PAGE, blocks=(Block("boilerplate", Span(0, 4)),)), "cases/p.txt"),
        (Table(source="7" * 64, name="t.csv", columns=(), rows=()), "t.csv"),
    ],
)
def test_a_document_is_called_what_it_calls_itself(
    case: Case, document: Document | Table, title: str
) -> None:
    written = write(document, EMPTY, resolved(EMPTY), case.setting)

    assert objects(written, DCT.title) == {f'"{title}"@ko'}


def test_a_publisher_that_nobody_knows_is_named_in_its_source(case: Case) -> None:
    meta = Meta(
        publisher="가상일보", genre="news", licence="CC BY 4.0", url="https://example.org/1"
    )
    document = replace(PAGE, meta=meta)

    written = write(document, EMPTY, resolved(EMPTY, meta), case.setting)

    assert objects(written, DCT.publisher) == {"<https://w3id.org/deungdae/id/org.gasangilbo>"}
    assert '"가상일보"@ko' in objects(written, SKOS.prefLabel)
    assert objects(written, vocab.romanizedLabel) == {'"Gasangilbo"@en'}
    assert objects(written, DCT.license) == {"<https://spdx.org/licenses/CC-BY-4.0>"}
    assert objects(written, DCT.source) == {"<https://example.org/1>"}


def test_a_source_without_support_or_figures_tells_no_case(case: Case) -> None:
    facts = Facts(circumstances=(Circumstance(basis=WHOLE, name="주문 급증"),))
    value = Measurement(basis=WHOLE, subject=(), indicator="Export", after=3.0)

    bare = write(PAGE, facts, resolved(facts), case.setting)
    counted = write(PAGE, replace(facts, measurements=(value,)), resolved(facts), case.setting)

    assert str(vocab.SupportCase) not in objects(bare, RDF.type)
    assert str(vocab.SupportCase) in objects(counted, RDF.type)
    assert '"사례: cases/p.txt"@ko' in objects(counted, SKOS.prefLabel)
    assert len(objects(counted, vocab.hasPart)) == 2


def test_a_plan_is_reported_to_an_event_of_the_source_and_to_no_other(case: Case) -> None:
    plan = Statement(
        basis=WHOLE,
        speaker=None,
        kind="Plan",
        quote="본문",
        reports_to="성과 공유회",
        made_at="딴 자리",
    )
    facts = Facts(events=(Event(basis=WHOLE, name="성과 공유회"),), statements=(plan,))

    written = write(PAGE, facts, resolved(facts), case.setting)

    assert len(objects(written, vocab.reportsTo)) == 1
    assert objects(written, vocab.madeAt) == set()


def test_a_circumstance_has_a_cause_and_a_group_a_product(case: Case) -> None:
    facts = Facts(
        circumstances=(Circumstance(basis=WHOLE, name="주문 급증", caused_by="유행"),),
        groups=(Group(basis=WHOLE, name="제조업체 3곳", product="마스크", count=3),),
    )

    written = write(PAGE, facts, resolved(facts), case.setting)

    assert len(objects(written, vocab.motivatedBy)) == 1
    assert objects(written, vocab.product) == {str(vocab.PRODUCT["FaceMask"])}
    assert objects(written, vocab.memberCount) == {str(Literal(3))}


def test_a_statement_about_a_statement_is_refused_with_advice(case: Case) -> None:
    inner = Triple(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c"))
    outer = Triple(NamedNode("x:d"), NamedNode("x:e"), inner)
    triples = Triples(document=PAGE, statements=((outer, WHOLE.evidence[0]),))

    with pytest.raises(SourceSyntax, match="rdf:subject"):
        write_triples(triples, case.setting)


def test_an_authority_file_tells_numbers_links_and_romanised_names(case: Case) -> None:
    body = (
        "id,type,ko,en,aliases,wikidata,brn,source\n"
        "org.dawon,SME,다원정공,,다원,Q1234567,124-81-00998,single-source\n"
        "org.unused,SME,안쓰임,,,,,\n"
    )
    file = Source(name="authority/own.csv", media_type="text/csv", body=body.encode())
    (table,) = load(file).tables
    known, findings = read_authority(body, file.name)
    metas = {PAGE.source: Meta(publisher="다원")}
    resolution = resolve({PAGE.source: EMPTY}, known, metas=metas).resolution

    written = write_entities(table, resolution.entities.values(), case.setting)

    assert findings == ()
    assert objects(written, vocab.businessRegistrationNumber) == {'"124-81-00998"'}
    assert objects(written, vocab.romanizedLabel) == {'"Dawonjeonggong"@en'}
    assert objects(written, SKOS.exactMatch) == {"<http://www.wikidata.org/entity/Q1234567>"}
    assert objects(written, OWL.sameAs) == set(), "one source is not enough for owl:sameAs"
    assert "안쓰임" not in str(written.quads)
