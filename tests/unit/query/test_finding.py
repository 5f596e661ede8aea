"""Named questions, search, descriptions and reasons on a small graph of our own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from kg import vocab
from kg.errors import ConfigError, StoreError
from kg.query.answer import answer
from kg.query.describe import describe, expand
from kg.query.named import named_queries, named_query
from kg.query.prefixes import PREFIXES, prologue
from kg.query.search import comparable, search_index
from kg.query.why import why
from kg.store import load_bytes

BODY = """
id:org.haedam a dd:SME ; skos:prefLabel "해담정공"@ko , "Haedam Precision"@en ;
  skos:altLabel "HDP"@en .
id:org.haedam-care a dd:SME ; skos:prefLabel "해담케어"@ko .
id:org.ministry a dd:Ministry ; skos:prefLabel "가람산업부"@ko ; skos:altLabel "가산부"@ko .
id:support.1 a dd:SupportActivity ; dd:supporter id:org.ministry ; dd:recipient id:org.haedam .
id:doc.1 a dd:SourceDocument ; dct:title "해담정공 이야기"@ko .
id:assertion.1 a dd:Assertion ; rdf:subject id:support.1 ; rdf:predicate dd:supporter ;
  rdf:object id:org.ministry ; dd:evidence id:passage.1 ; dd:confidence 0.8e0 ;
  dd:rule "frame.도움" ; prov:wasGeneratedBy id:run.1 .
id:passage.1 a oa:SpecificResource ; oa:hasSource id:doc.1 ;
  oa:hasSelector id:place.1 , id:words.1 .
id:place.1 a oa:TextPositionSelector ; oa:start 4 ; oa:end 13 .
id:words.1 a oa:TextQuoteSelector ; oa:exact "가람산업부의\\n도움" .
id:assertion.2 a dd:Assertion ; rdf:subject id:support.1 ; rdf:predicate dd:recipient ;
  rdf:object id:org.haedam ; dd:evidence id:passage.2 .
id:passage.2 a oa:SpecificResource ; oa:hasSource id:doc.2 ; oa:hasSelector id:cell.2 , id:words.2 .
id:cell.2 a dd:CellSelector ; dd:sheet "2023" ; dd:row 7 ; dd:column "기업명" .
id:words.2 a oa:TextQuoteSelector ; oa:exact "해담정공" .
"""
ID = PREFIXES["id"]


@pytest.fixture(scope="module")
def store() -> Store:
    return load_bytes((prologue() + BODY).encode(), "graph.ttl")


def test_every_competency_question_has_a_kept_query() -> None:
    assert [query.number for query in named_queries() if query.number] == list(range(1, 23))


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_a_kept_query_parses_has_two_titles_and_an_order(query: object) -> None:
    from kg.query.named import NamedQuery

    assert isinstance(query, NamedQuery)
    assert answer(Store(), query.text).variables
    assert query.ko != query.en
    assert any("가" <= letter <= "힣" for letter in query.ko)
    assert query.en.isascii()
    assert "\nORDER BY " in query.text
    assert "SELECT *" not in query.text
    assert ID not in query.text, "a kept query names no thing of one project"


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_a_kept_query_names_only_terms_that_exist(query: object) -> None:
    import re

    from kg.query.named import NamedQuery

    assert isinstance(query, NamedQuery)
    used = set(re.findall(r"\bdd:(\w+)", query.text)) - {""}

    assert used <= {name for name in dir(vocab) if not name.startswith("_")}


def test_a_kept_query_is_found_by_number_or_name() -> None:
    assert named_query("CQ01") is named_query("cq01-supported-smes")
    with pytest.raises(ConfigError, match="cq01") as caught:
        named_query("nothing")
    assert "cq22" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "first", "score"),
    [
        ("해담정공", "org.haedam", 1.0),
        (unicodedata.normalize("NFD", "해담정공"), "org.haedam", 1.0),
        ("haedam PRECISION", "org.haedam", 1.0),
        ("ｈｄｐ", "org.haedam", 1.0),
        ("haedamjeonggong", "org.haedam", 1.0),
        ("가산부", "org.ministry", 1.0),
        ("garam", "org.ministry", 0.8),
        ("산업부", "org.ministry", 0.5),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(
    store: Store, text: str, first: str, score: float
) -> None:
    hits = search_index(store).search(text)

    assert hits[0].iri == ID + first
    assert score <= hits[0].score < score + 0.16


def test_the_whole_name_comes_before_its_beginning_and_a_part(store: Store) -> None:
    found = search_index(store).search("해담")

    assert [hit.iri.removeprefix(ID) for hit in found] == ["org.haedam", "org.haedam-care", "doc.1"]
    assert found[0].labels == {"ko": "해담정공", "en": "Haedam Precision"}
    assert found[0].types == (vocab.SME.value,)


def test_search_keeps_to_a_class_and_a_number(store: Store) -> None:
    index = search_index(store)

    assert len(index.search("해담", limit=1)) == 1
    assert [hit.iri for hit in index.search("해담", kind=vocab.SourceDocument.value)] == [
        ID + "doc.1"
    ]


@pytest.mark.parametrize("text", ["", "  ", "-", "없는이름"])
def test_nothing_typed_and_nothing_known_find_nothing(store: Store, text: str) -> None:
    assert search_index(store).search(text) == ()


@given(st.text())
def test_the_unicode_form_of_a_name_makes_no_difference(text: str) -> None:
    forms = {comparable(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")}

    assert forms == {comparable(text)}


def test_why_gives_the_words_and_where_they_stand(store: Store) -> None:
    (reason,) = why(store, "support.1", "dd:supporter")

    assert (reason.quote, reason.start, reason.end) == ("가람산업부의\n도움", 4, 13)
    assert (reason.rule, reason.confidence, reason.run) == ("frame.도움", 0.8, ID + "run.1")
    assert reason.title == "해담정공 이야기"


def test_why_shows_a_cell_as_sheet_row_and_column(store: Store) -> None:
    (reason,) = why(store, "support.1", "dd:recipient")

    assert (reason.cell, reason.start, reason.confidence) == ("2023!7:기업명", None, None)


def test_why_asks_both_ends_of_a_statement(store: Store) -> None:
    assert [reason.subject for reason in why(store, "org.ministry")] == [ID + "support.1"]
    assert len(why(store, "support.1")) == 2


def test_why_of_an_assertion_is_its_own_evidence(store: Store) -> None:
    assert why(store, "assertion.1")[0].predicate == vocab.supporter.value


def test_why_of_nothing_said_is_empty(store: Store) -> None:
    assert why(store, "org.nobody") == ()
    assert why(store, "support.1", "dd:purpose") == ()


@pytest.mark.parametrize(
    ("lang", "words"), [("ko", ["글자 4–13", "신뢰도 0.80"]), ("en", ["characters 4–13", "rule"])]
)
def test_a_reason_is_told_in_both_languages(store: Store, lang: str, words: list[str]) -> None:
    shown = why(store, "support.1", "dd:supporter")[0].render(lang)

    assert "“가람산업부의 도움”" in shown
    assert all(word in shown for word in words)


def test_a_description_has_both_directions_and_the_neighbours_names(store: Store) -> None:
    found = describe(store, ID + "org.haedam")

    predicates = {triple.predicate for triple in found}
    assert vocab.recipient in predicates
    assert Literal("해담정공", language="ko") in {triple.object for triple in found}
    assert vocab.RDF.subject not in predicates


def test_a_description_with_evidence_reaches_the_words(store: Store) -> None:
    found = describe(store, ID + "support.1", has_evidence=True)

    assert Literal("해담정공") in {triple.object for triple in found}
    assert set(describe(store, ID + "support.1")) < set(found)


def test_a_thing_nobody_speaks_of_has_no_description(store: Store) -> None:
    assert describe(store, ID + "org.nobody") == ()


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("org.haedam", ID + "org.haedam"),
        ("dd:SME", vocab.SME.value),
        ("<https://e.example/x>", "https://e.example/x"),
        ("http://e.example/x", "http://e.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_short_name_stands_for_an_iri(name: str, iri: str) -> None:
    assert expand(name) == iri


def test_a_name_that_cannot_be_an_iri_is_an_error() -> None:
    with pytest.raises(StoreError, match="no IRI"):
        expand("<a b>")


def test_a_short_name_finds_instances_that_begin_elsewhere() -> None:
    other = load_bytes(
        b"<https://data.example/id/org.x> a <https://w3id.org/deungdae/ont#SME> .", "g.ttl"
    )
    from kg.query.describe import resolve

    assert resolve(other, "org.x") == NamedNode("https://data.example/id/org.x").value
