from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg import vocab
from kg.files import resource_text
from kg.link.authority import BUILT_IN
from kg.link.resolve import resolve
from kg.loaders import load
from kg.model.document import Row, Table, Triples
from kg.model.evidence import Basis, Cell, Evidence, Span
from kg.model.facts import Actor, Facts, Support
from kg.model.quads import write, write_entities, write_triples
from kg.model.rdf.evidence import passage_node
from kg.model.source import Source
from kg.store.graph import from_quads
from kg.store.nquads import canonical
from kg.vocab import DD, OA, RDF, SKOS

if TYPE_CHECKING:
    from tests.unit.model.conftest import Case

PREFIXES = f"PREFIX dd: <{DD}> PREFIX skos: <{SKOS.prefLabel.value.removesuffix('prefLabel')}> "
PREFIXES += "PREFIX org: <http://www.w3.org/ns/org#> PREFIX foaf: <http://xmlns.com/foaf/0.1/> "
PREFIXES += "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX time: <http://www.w3.org/2006/time#> "
PREFIXES += "PREFIX dct: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#> "
PREFIXES += "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
# What stands beside the words: metadata, the run, and the machinery of evidence itself.
WITHOUT_TWIN = {
    vocab.Assertion,
    vocab.SourceDocument,
    vocab.ExtractionRun,
    vocab.CellSelector,
    vocab.IdentityLink,
    OA.SpecificResource,
    OA.TextPositionSelector,
    OA.TextQuoteSelector,
}


@pytest.fixture(scope="module")
def quads(case: Case) -> tuple[Quad, ...]:
    written = write(case.document, case.facts, case.resolution, case.setting)
    assert written.findings == ()
    return written.quads


@pytest.fixture(scope="module")
def store(case: Case, quads: tuple[Quad, ...]) -> Store:
    file = authority_file()
    known = write_entities(file, case.resolution.entities.values(), case.setting)
    return from_quads([*quads, *known.quads])


def authority_file() -> Table:
    body = resource_text(BUILT_IN).encode()
    (table,) = load(Source(name=BUILT_IN, media_type="text/csv", body=body)).tables
    return table


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, QuerySolutions)
    return sorted(tuple(term.value for term in solution) for solution in solutions)


def test_every_triple_that_the_words_say_has_a_twin(quads: tuple[Quad, ...]) -> None:
    typed = [(quad.subject, quad.object) for quad in quads if quad.predicate == RDF.type]
    apart = {subject for subject, kind in typed if kind in WITHOUT_TWIN}
    twins = {
        tuple(
            next(each.object for each in quads if (each.subject, each.predicate) == (node, part))
            for part in (RDF.subject, RDF.predicate, RDF.object)
        )
        for node, kind in typed
        if kind == vocab.Assertion
    }
    plain = {
        (quad.subject, quad.predicate, quad.object) for quad in quads if quad.subject not in apart
    }

    assert len(plain) > 200
    assert plain <= twins


def test_every_quotation_stands_where_its_place_says(case: Case, store: Store) -> None:
    found = rows(
        store,
        "SELECT DISTINCT ?start ?end ?exact ?before ?after { ?a dd:evidence ?e . ?e"
        " oa:hasSelector ?p, ?q ."
        " ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact ; oa:prefix ?before ;"
        " oa:suffix ?after }",
    )

    assert len(found) > 20
    text = case.document.text
    for start, end, exact, before, after in found:
        at, to = int(start), int(end)
        assert text[at:to] == exact
        assert text[max(0, at - 16) : at] == before
        assert text[to : to + 16] == after


def test_one_source_is_one_graph_without_blank_nodes(case: Case, quads: tuple[Quad, ...]) -> None:
    assert {quad.graph_name for quad in quads} == {case.setting.graph(case.document.source)}
    assert not [
        quad
        for quad in quads
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    ]
    local = {
        quad.subject.value.removeprefix(case.setting.base)
        for quad in quads
        if isinstance(quad.subject, NamedNode)
    }
    assert all(name.isascii() and "/" not in name and "#" not in name for name in local)


def test_nothing_is_said_twice_and_the_order_of_facts_leaves_no_trace(
    case: Case, quads: tuple[Quad, ...]
) -> None:
    back = replace(
        case.facts,
        actors=case.facts.actors[::-1],
        measurements=case.facts.measurements[::-1],
    )

    again = write(case.document, case.facts, case.resolution, case.setting).quads
    turned = write(case.document, back, case.resolution, case.setting).quads

    assert len(set(quads)) == len(quads)
    assert again == quads
    assert set(turned) == set(quads)


def test_of_two_readings_of_one_triple_the_surer_stays(case: Case) -> None:
    first = case.facts.actors[0]
    doubtful = replace(first, basis=replace(first.basis, rule="a.guess", confidence=0.2))
    facts = Facts(actors=(doubtful, first))

    quads = write(case.document, facts, case.resolution, case.setting).quads

    said = {str(quad.object) for quad in quads if quad.predicate == vocab.confidence}
    assert said == {str(Literal(0.9))}
    assert {str(quad.object) for quad in quads if quad.predicate == vocab.rule} == {'"test.rule"'}


def test_a_support_tells_who_helped_whom_how_and_why(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?giver ?taker ?why ?partner ?programme { ?s dd:supportKind"
        " <https://w3id.org/deungdae/code/kind.FacilityInvestment> ;"
        " dd:supporter/skos:prefLabel ?giver ;"
        " dd:recipient/skos:prefLabel ?taker ; dd:motivatedBy/skos:prefLabel ?why ;"
        " dd:partner/skos:prefLabel ?partner ; dd:underProgramme/skos:prefLabel ?programme"
        " FILTER(lang(?giver) = 'ko' && lang(?taker) = 'ko' && lang(?why) = 'en' &&"
        " lang(?partner) = 'en'"
        " && lang(?programme) = 'en') }",
    )

    programme = "win-win smart factory dissemination programme"
    tail = ("surge of orders", "Ministry of SMEs and Startups", programme)
    assert found == [("한빛전기", "다온테크", *tail), ("한빛전기", "새봄정밀", *tail)]


def test_a_change_ties_before_after_and_the_reported_percentage(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?b ?bt ?a ?at ?rep ?unit ?month ?words { ?c a dd:ChangeMeasurement ;"
        " dd:baseline ?x ;"
        " dd:followUp ?y ; dd:reportedChangePercent ?rep . ?x dd:numericValue ?b ;"
        " dd:valueText ?bt ;"
        " dd:unit ?unit . ?y dd:numericValue ?a ; dd:valueText ?at ; dd:when ?w ."
        " ?w time:inXSDgYearMonth ?month ; dd:timeText ?words }",
    )

    unit = "https://w3id.org/deungdae/code/unit.piece-per-day"
    assert found == [("40000", "4만개", "50000", "5만개", "25", unit, "2021-05", "지난달")]


def test_a_change_is_attributed_to_the_supports_its_subjects_received(store: Store) -> None:
    found = rows(store, "SELECT ?kind { ?c dd:attributedTo/dd:supportKind ?kind }")

    assert [kind.rpartition(".")[2] for (kind,) in found] == ["FacilityInvestment", "SiteVisit"]


def test_a_single_value_is_no_change_and_an_unknown_unit_keeps_its_word(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?v ?unit ?list { ?m dd:numericValue ?v ; dd:unit ?u . ?u skos:prefLabel ?unit ;"
        " skos:inScheme ?list FILTER(lang(?unit) = 'ko') FILTER NOT EXISTS { ?c dd:followUp ?m }"
        " FILTER NOT EXISTS { ?c dd:baseline ?m } }",
    )

    assert found == [("5", "뭉치", "https://w3id.org/deungdae/code/unit")]


def test_a_proposal_points_at_a_proposed_designation_of_a_cluster(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?who ?cluster ?anchor ?member { ?s a dd:Proposal ; dd:speaker/skos:prefLabel ?who ;"
        " dd:proposes ?d . ?d dd:status <https://w3id.org/deungdae/code/status.proposed> ;"
        " dd:designee ?c . ?c a dd:PartnershipCluster ; skos:prefLabel ?cluster ;"
        " dd:anchor/skos:prefLabel ?anchor ; dd:clusterMember/skos:prefLabel ?member"
        " FILTER(lang(?who) = 'en' && lang(?cluster) = 'ko' && lang(?anchor) = 'en' &&"
        " lang(?member) = 'en') }",
    )

    assert found == [("I Seulgi", "협력사와 대기업", "large enterprises", "partner firms")]
    assert rows(store, "SELECT ?x { ?x a dd:LighthouseFactory }") == []
    assert rows(store, "SELECT ?x { ?d dd:designator ?x }") == []


def test_a_person_holds_a_post_and_stands_for_a_place(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?post ?firm ?place { ?p org:holds ?h . ?h skos:prefLabel ?post ;"
        " org:postIn/skos:prefLabel ?firm ."
        " ?m org:member ?p ; dd:representing/skos:prefLabel ?place"
        " FILTER(lang(?post) = 'en' && lang(?firm) = 'ko' && lang(?place) = 'en') }",
    )

    assert found == [("head, Hanbitjeongi", "한빛전기", "South Korea")]


def test_a_group_holds_its_members_and_their_number(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?name ?n ?all (COUNT(?m) AS ?members) { ?g a dd:ActorGroup ; skos:prefLabel ?name ;"
        " dd:memberCount ?n ; dd:isComplete ?all ; foaf:member ?m FILTER(lang(?name) = 'en') }"
        " GROUP BY ?name ?n ?all",
    )

    assert found == [("2 parts suppliers", "2", "true", "2")]


def test_a_repeated_passage_is_recorded_as_one(case: Case, store: Store) -> None:
    (found,) = rows(
        store,
        "SELECT ?s ?e ?os ?oe { ?dup dd:duplicateOf ?orig . ?dup oa:hasSelector [ oa:start ?s"
        " ; oa:end ?e ] ."
        " ?orig oa:hasSelector [ oa:start ?os ; oa:end ?oe ] }",
    )

    (repeat,) = case.document.repeats
    assert tuple(map(int, found)) == (
        repeat.span.start,
        repeat.span.end,
        repeat.of.start,
        repeat.of.end,
    )


def test_what_was_told_beside_the_source_stands_on_its_document(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?issued ?publisher ?lang ?licence { ?d dct:issued ?issued ;"
        " dct:publisher/skos:prefLabel ?publisher ;"
        " dct:language ?lang ; dct:license ?licence FILTER(lang(?publisher) = 'en') }",
    )

    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert found == [("2021-06-08", "Electronic Times", "ko", licence)]


def test_names_are_in_both_languages_and_romanised_ones_say_so(store: Store) -> None:
    lacking = rows(
        store,
        "SELECT ?x ?t { ?x a ?t FILTER(STRSTARTS(STR(?t), STR(dd:)) && ?t NOT IN (dd:Assertion,"
        " dd:ExtractionRun, dd:CellSelector)) OPTIONAL { ?x skos:prefLabel ?ko"
        " FILTER(lang(?ko) = 'ko') }"
        " OPTIONAL { ?x skos:prefLabel ?en FILTER(lang(?en) = 'en') } FILTER(!BOUND(?ko) ||"
        " !BOUND(?en)) }",
    )

    assert lacking == []
    romanised = rows(store, "SELECT ?n { ?x dd:romanizedLabel ?n }")
    assert romanised == [("Daontekeu",), ("Hanbitjeongi",), ("I Seulgi",), ("Saebomjeongmil",)]


def test_a_link_to_another_graph_is_a_record_with_a_confidence(store: Store) -> None:
    found = rows(
        store,
        "SELECT ?name ?wd ?conf { ?l a dd:IdentityLink ; rdf:subject ?s ; rdf:object ?wd ;"
        " dd:confidence ?conf ."
        " ?s skos:exactMatch ?wd ; skos:prefLabel ?name FILTER(lang(?name) = 'en') }",
    )

    wikidata = "http://www.wikidata.org/entity/Q33390102"
    assert found == [("Ministry of SMEs and Startups", wikidata, "0.99")]


def test_only_entities_that_the_project_names_are_written(case: Case) -> None:
    file = authority_file()

    quads = write_entities(file, case.resolution.entities.values(), case.setting).quads

    named = {str(quad.subject) for quad in quads if "/org." in str(quad.subject)}
    assert {iri.rpartition("/")[2].rstrip(">") for iri in named} == {"org.mss", "org.etnews"}
    same = [quad for quad in quads if quad.graph_name == case.setting.iri("graph.links")]
    assert [str(quad.predicate) for quad in same] == ["<http://www.w3.org/2002/07/owl#sameAs>"]


def test_a_table_points_at_its_cells(case: Case) -> None:
    row = Row(number=2, cells={"기업": "새봄정밀", "지원기관": "한빛전기"})
    table = Table(source="c" * 64, name="t.csv", columns=("기업", "지원기관"), rows=(row,))

    def cell(column: str) -> Basis:
        return Basis(evidence=(table.evidence(row, column),), rule="map", confidence=1.0)

    facts = Facts(
        actors=(
            Actor(
                basis=cell("기업"),
                name="새봄정밀",
                type="SME",
                identifiers=(
                    ("businessRegistrationNumber", "111-11-11119"),
                    ("corporateRegistrationNumber", "1"),
                ),
            ),
            Actor(basis=cell("지원기관"), name="한빛전기", type="LargeEnterprise"),
        ),
        supports=(
            Support(
                basis=cell("기업"), supporter=("한빛전기",), recipient=("새봄정밀",), kind="Funding"
            ),
        ),
    )
    resolution = resolve({table.source: facts}, (), metas={}).resolution

    store = from_quads(write(table, facts, resolution, case.setting).quads)

    numbers = "dd:businessRegistrationNumber|dd:corporateRegistrationNumber"
    assert rows(store, f"SELECT ?n {{ ?x {numbers} ?n }}") == [("111-11-11119",)]
    found = rows(
        store,
        "SELECT DISTINCT ?row ?column ?exact { ?e oa:hasSelector ?c, ?q . ?c a dd:CellSelector"
        " ; dd:row ?row ;"
        " dd:column ?column . ?q oa:exact ?exact }",
    )
    assert found == [("2", "기업", "새봄정밀"), ("2", "지원기관", "한빛전기")]


def test_statements_of_an_rdf_source_pass_through_with_their_line(case: Case) -> None:
    line = "<x:a> <x:b> <x:c> ."
    document = replace(case.document, source="d" * 64, text=line, blocks=(), repeats=())
    quad = Quad(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c"))
    evidence = Evidence(source="d" * 64, place=Span(0, len(line)), quote=line)

    written = write_triples(
        Triples(document=document, statements=((quad.triple, evidence),)), case.setting
    )

    store = from_quads(written.quads)
    assert rows(store, "SELECT ?o { <x:a> <x:b> ?o }") == [("x:c",)]
    assert rows(
        store, "SELECT ?q { ?a rdf:object <x:c> ; dd:evidence/oa:hasSelector/oa:exact ?q }"
    ) == [(line,)]


def test_the_dataset_is_the_same_bytes_each_time(case: Case, quads: tuple[Quad, ...]) -> None:
    again = write(case.document, case.facts, case.resolution, case.setting).quads

    assert canonical(quads) == canonical(reversed(again))


def test_a_number_is_a_double_with_the_words_beside_it(quads: tuple[Quad, ...]) -> None:
    values = [quad.object for quad in quads if quad.predicate == vocab.numericValue]

    assert values
    assert {value.datatype for value in values if isinstance(value, Literal)} == {vocab.XSD.double}


def test_an_address_of_a_cell_tells_sheets_and_columns_apart(case: Case) -> None:
    nodes = {
        passage_node(case.setting, Evidence(source="e" * 64, place=place, quote="값"))
        for place in (Cell("", 2, "가"), Cell("", 2, "나"), Cell("가", 2, ""), Cell("", 3, "가"))
    }
    assert len(nodes) == 4
