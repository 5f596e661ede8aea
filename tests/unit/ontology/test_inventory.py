"""The ontology's files become values, and mistakes in them say where they stand."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.ontology.inventory import read_inventory
from kg.ontology.terms import Inventory
from kg.ontology.turtle import parse_folder

TINY = """
@prefix t: <https://example.org/ont#> .
@prefix c: <https://example.org/code/> .
@prefix ex: <https://example.org/other#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .

<https://example.org/ont> a owl:Ontology ; dct:title "별"@ko, "Star"@en ; owl:versionInfo "3.0" ;
    vann:preferredNamespaceUri "https://example.org/ont#" .
t:Star a owl:Class ; rdfs:isDefinedBy <https://example.org/ont> ; rdfs:label "별"@ko, "Star"@en ;
    skos:definition "빛나는 것."@ko, "A thing that shines."@en ; rdfs:subClassOf t:Thing, ex:Body .
t:Thing a owl:Class .
t:orbits a owl:ObjectProperty ; schema:domainIncludes t:Star ; schema:rangeIncludes t:Thing ;
    skos:closeMatch ex:circles .
ex:name a rdf:Property ; rdfs:label "이름"@ko, "name"@en .
<https://example.org/code/hue> a skos:ConceptScheme ; skos:prefLabel "색"@ko, "Hue"@en .
c:hue.red a skos:Concept ; skos:inScheme <https://example.org/code/hue> ; skos:notation "red" ;
    skos:prefLabel "빨강"@ko, "red"@en ; skos:altLabel "붉은색"@ko ; qudt:symbol "R" .
c:hue.pink a skos:Concept ; skos:inScheme <https://example.org/code/hue> ; skos:notation "pink" ;
    skos:prefLabel "분홍"@ko, "pink"@en ; skos:broader c:hue.red .
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Inventory:
    (tmp_path / "tiny.ttl").write_text(TINY, "utf-8")
    return read_inventory(tmp_path)


def test_terms_of_the_namespace_are_ours_and_the_rest_is_borrowed(tiny: Inventory) -> None:
    assert [term.name for term in tiny.terms] == ["Star", "Thing", "orbits"]
    assert [term.name for term in tiny.borrowed] == ["name"]


def test_a_class_knows_its_words_its_parents_and_its_alignments(tiny: Inventory) -> None:
    star = tiny.classes()[0]

    assert star.labels == {"ko": "별", "en": "Star"}
    assert star.definitions["en"] == "A thing that shines."
    assert star.parents == ("https://example.org/ont#Thing",)
    assert star.matches == ("https://example.org/other#Body",)
    assert star.file == "tiny.ttl"


def test_a_property_knows_where_it_leads(tiny: Inventory) -> None:
    (orbits,) = tiny.properties()

    assert orbits.domain == ("https://example.org/ont#Star",)
    assert orbits.range == ("https://example.org/ont#Thing",)
    assert orbits.matches == ("https://example.org/other#circles",)


def test_codes_are_sorted_and_know_every_name(tiny: Inventory) -> None:
    (hue,) = tiny.schemes

    assert [code.notation for code in hue.codes] == ["pink", "red"]
    assert hue.codes[1].names() == ("R", "red", "붉은색", "빨강")
    assert hue.codes[0].broader == "https://example.org/code/hue.red"
    assert hue.is_open


def test_everything_that_means_something_is_known(tiny: Inventory) -> None:
    assert "https://example.org/code/hue.red" in tiny.known()
    assert "https://example.org/ont#Moon" not in tiny.known()
    assert tiny.code_namespace == "https://example.org/code/"


def test_iris_are_shortened_by_the_longest_prefix(tiny: Inventory) -> None:
    assert tiny.curie("https://example.org/ont#Star") == "t:Star"
    assert tiny.curie("https://elsewhere.example/x") == "https://elsewhere.example/x"


def test_a_file_that_is_no_turtle_says_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> <c> .\n\n<a> <b> .\n", "utf-8")

    with pytest.raises(VocabularyError, match="not Turtle") as caught:
        parse_folder(tmp_path)
    assert "bad.ttl:" in caught.value.where


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no Turtle file"):
        read_inventory(tmp_path)


def test_a_folder_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<https://a.example/> a <https://a.example/b> .", "utf-8")

    with pytest.raises(VocabularyError, match="0 subjects are an owl:Ontology"):
        read_inventory(tmp_path)


def test_the_packaged_ontology_is_read_when_no_folder_is_named() -> None:
    inventory = read_inventory()

    assert inventory.curie(inventory.namespace + "Actor") == "dd:Actor"
    assert {scheme.name for scheme in inventory.schemes} >= {"kind", "unit", "status", "indicator"}


def test_definitions_are_one_sentence_with_a_genus() -> None:
    inventory = read_inventory()
    described = [(t.iri, t.definitions) for t in inventory.terms]
    described += [(code.iri, code.definitions) for code in inventory.codes()]
    odd = [
        iri
        for iri, said in described
        if not said["en"].startswith(("A ", "An "))
        or said["en"].count(". ")
        or said["en"][-1] != "."
    ]

    assert len(described) >= 230
    assert not odd


def test_kinds_of_support_that_refine_others_are_narrower() -> None:
    kinds = next(scheme for scheme in read_inventory().schemes if scheme.name == "kind")
    broader = {
        code.notation: code.broader.rpartition(".")[2] for code in kinds.codes if code.broader
    }

    assert broader == {
        "SiteVisit": "Diagnosis",
        "DifficultyHearing": "Diagnosis",
        "TaskDerivation": "Mentoring",
    }


def test_a_site_shares_nothing_with_an_actor() -> None:
    site = next(term for term in read_inventory().terms if term.name == "ManufacturingSite")

    assert [iri.rpartition("#")[2] for iri in site.disjoint] == ["Actor"]


def test_alignments_stand_in_their_own_file_only() -> None:
    folder = Path(__file__).parents[3] / "ontology"
    inventory = read_inventory(folder)
    homes = {
        file.name
        for file in parse_folder(folder)
        for triple in file.triples
        if triple.predicate.value.endswith(("#subClassOf", "#closeMatch"))
        and not getattr(triple.object, "value", "").startswith(inventory.namespace)
    }

    assert homes == {"alignments.ttl"}
