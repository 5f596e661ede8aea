"""Search predicates: the same rows as a filter over every name or quote, or a clear refusal."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg import vocab
from kg.errors import QuerySyntax
from kg.ids.romanise import romanise
from kg.query.answer import answer
from kg.query.finding import MOST, TEXTS, finder, put_in
from kg.query.search import comparable

PREFIX = "PREFIX dd: <https://w3id.org/deungdae/ont#>\n"
KEY = NamedNode("urn:key")  # names and quotes in comparable form, for the filter to look at
PIECES = [
    "등대",
    "등",
    "가상 전자",
    "Ｆｏｏ",
    "foo",
    "Co-op",
    "é",
    "1",
    "공장",
    "ｱ",
    "ß",
    "İ",
    "'\"\\",
    "{",
    "#x",
]
TEXTS_OF = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)


def told(*iris: str) -> str:
    return put_in(PREFIX + "SELECT * { ?s dd:labelMatches 'x' }", lambda *_: iris).text


def as_literal(text: str) -> str:
    return str(Literal(text))


def store_of(names: list[str], quotes: list[str]) -> Store:
    """Return names and quotes of invented things, each beside its comparable form."""
    store = Store()
    for number, name in enumerate(names):
        thing = NamedNode(f"https://e/thing{number}")
        predicate = (vocab.SKOS.prefLabel, vocab.SKOS.altLabel)[number % 2]
        store.add(Quad(thing, vocab.RDF.type, vocab.SME))
        store.add(Quad(thing, predicate, Literal(name, language="ko")))
        for form in (name, romanise(name)):
            store.add(Quad(thing, KEY, Literal(comparable(form))))
    for number, quote in enumerate(quotes):
        passage, selector = (NamedNode(f"https://e/{kind}{number}") for kind in ("p", "q"))
        store.add(Quad(passage, vocab.RDF.type, vocab.OA.SpecificResource))
        store.add(Quad(passage, vocab.OA.hasSelector, selector))
        store.add(Quad(selector, vocab.OA.exact, Literal(quote)))
        store.add(Quad(passage, KEY, Literal(comparable(quote))))
    return store


def rows(store: Store, text: str) -> Counter[tuple[str, ...]]:
    found = answer(store, PREFIX + text)
    assert isinstance(found.result, QuerySolutions)
    names = sorted(found.variables)
    return Counter(tuple(str(row[name]) for name in names) for row in found.result)


def filled(store: Store, text: str) -> str:
    return put_in(PREFIX + text, finder(store)).text.removeprefix(PREFIX)


# each with what stands in the place of the predicate: a filter over the comparable forms
AROUND = [
    "SELECT * {{ {use} }}",
    "SELECT * {{ ?s a ?t . {use} ?s ?p ?o }}",
    "SELECT * {{ ?s ?p ?o OPTIONAL {{ {use} ?s a ?t }} }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ {use} }} }}",
    "SELECT * {{ ?s a ?t FILTER NOT EXISTS {{ {use} }} }}",
    "SELECT * {{ ?s a ?t FILTER EXISTS {{ {use} ?s ?p ?o }} }}",
    "SELECT * {{ {{ {use} }} UNION {{ ?s a ?t }} }}",
    "SELECT * {{ ?s a ?t {{ SELECT DISTINCT ?s {{ {use} }} }} BIND(STR(?s) AS ?n) }}",
    "SELECT (COUNT(*) AS ?n) {{ {use} ?s ?p ?o }} GROUP BY ?s",
]


@given(st.lists(TEXTS_OF, max_size=6), st.lists(TEXTS_OF, max_size=6), TEXTS_OF)
def test_a_predicate_gives_the_rows_of_a_filter_over_everything(
    names: list[str], quotes: list[str], wanted: str
) -> None:
    if not comparable(wanted):
        return
    store = store_of(names, quotes)
    key = as_literal(comparable(wanted))
    for kind, predicate in (
        ("a dd:SME", "labelMatches"),
        ("<http://www.w3.org/ns/oa#hasSelector> []", "textMatches"),
    ):
        use = f"?s dd:{predicate} {as_literal(wanted)} ."
        plain = (
            f"{{ SELECT DISTINCT ?s {{ ?s {kind} ; <urn:key> ?k FILTER(CONTAINS(?k, {key})) }} }}"
        )
        for around in AROUND:
            ours = rows(store, filled(store, around.format(use=use)))
            assert ours == rows(store, around.format(use=plain)), around


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("?s dd:labelMatches 'x'", "VALUES ?s { <n:1> }"),
        ("?s dd:labelMatches 'x' . ?s a ?t", "VALUES ?s { <n:1> } . ?s a ?t"),
        ("?s a ?t ; dd:labelMatches 'x' .", "VALUES ?s { <n:1> } ?s a ?t ."),
        ("?s dd:labelMatches 'x' ; a ?t ;", "VALUES ?s { <n:1> } ?s a ?t"),
        (
            "?s a ?t, ?u ; dd:textMatches 'x' , 'y' ; <p:a> [ <p:b> 1 ; <p:c> 2 ] ; . ?t a ?v",
            (
                "VALUES ?s { <n:1> } VALUES ?s { <n:1> } "
                "?s a ?t, ?u ; <p:a> [ <p:b> 1 ; <p:c> 2 ] . ?t a ?v"
            ),
        ),
        ("FILTER(?a > 1) ?s dd:labelMatches 'x'", "FILTER(?a > 1) VALUES ?s { <n:1> }"),
        ("FILTER <f:f>(1) ?s dd:labelMatches 'x'", "FILTER <f:f>(1) VALUES ?s { <n:1> }"),
        ("?a ?b 1. ?s dd:labelMatches 'x' # y\n ; a ?t", "?a ?b 1. VALUES ?s { <n:1> } ?s a ?t"),
        ("?a ?b true . $s dd:labelMatches '''x'''", "?a ?b true . VALUES $s { <n:1> }"),
        ("?s <https://w3id.org/deungdae/ont#labelMatches> 'x'", "VALUES ?s { <n:1> }"),
    ],
)
def test_the_rest_of_the_triples_stays(text: str, wanted: str) -> None:
    found = put_in(PREFIX + f"SELECT * {{ {text} }}", lambda *_: ["n:1"]).text

    assert " ".join(found.removeprefix(PREFIX).split()) == f"SELECT * {{ {wanted} }}"
    answer(Store(), found.replace("<f:f>(1)", "(1)"))


@pytest.mark.parametrize(
    "text",
    [
        "DESCRIBE dd:labelMatches",
        "SELECT * { dd:labelMatches ?p ?o }",
        "SELECT * { ?s ?p dd:labelMatches . ?s a ?t }",
        "SELECT * { ?s ?p ?o FILTER(?p = dd:labelMatches || ?p IN (dd:textMatches, ?o)) }",
        "SELECT * { VALUES ?x { dd:labelMatches 'x' } VALUES (?y) { (dd:labelMatches) } }",
        "CONSTRUCT { ?s dd:labelMatches 'x' } WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p 'dd:labelMatches' } # ?s dd:labelMatches 'x'",
        "SELECT * { ?s dd:labelMatches 'x' ",
    ],
)
def test_a_mere_term_is_left_alone(text: str) -> None:
    assert put_in(PREFIX + text, lambda *_: ["n:1"]).text == PREFIX + text


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("SELECT * { ?s dd:labelMatches ?x }", "2:31", "plain text behind it"),
        ("SELECT * { ?s dd:labelMatches }", "2:31", "plain text behind it"),
        ("SELECT * { ?s dd:labelMatches 'x'@ko }", "2:31", "plain text behind it"),
        ("SELECT * { ?s dd:labelMatches 'x'^^<d:d> }", "2:31", "plain text behind it"),
        ("SELECT * { ?s a ?t ;\n dd:textMatches 5 }", "3:17", "plain text behind it"),
        ("SELECT * { ?s dd:labelMatches (1 2) }", "2:31", "plain text behind it"),
        ("SELECT * { ?s dd:labelMatches ' - ' }", "2:31", "without letters"),
        ("SELECT * { [] dd:labelMatches 'x' }", "2:15", "without a variable"),
        ("SELECT * { <n:1> dd:labelMatches 'x' }", "2:18", "without a variable"),
        ("SELECT * { (1 2) dd:labelMatches ?x }", "2:18", "without a variable"),
        ("SELECT * { ?s ^dd:labelMatches 'x' }", "2:16", "in a path"),
        ("SELECT * { ?s dd:labelMatches|<p:p> 'x' }", "2:15", "in a path"),
        ("SELECT * { ?s <p:p> [ dd:labelMatches 'x' ] }", "2:23", "in brackets"),
        ("SELECT * { FILTER(dd:labelMatches(?s, 'x')) }", "2:19", "in brackets"),
        ("CONSTRUCT WHERE { ?s dd:labelMatches 'x' }", "2:22", "short form"),
        ("CONSTRUCT FROM <g:g> WHERE { ?s dd:labelMatches 'x' }", "2:33", "short form"),
        ("SELECT * { ?s dd:labelMatches 'x' FILTER(?s<'>'&&'<'>'y') }", "2:15", "comparison"),
        ("SELECT * { " + "?s dd:labelMatches 'x' . " * (TEXTS + 1) + "}", "2:", "more than 16"),
        (f"SELECT * {{ ?s dd:labelMatches '{'x' * 500}' }}", "2:31", "longer than"),
    ],
)
def test_a_predicate_in_the_wrong_place_is_refused_with_its_place(
    text: str, where: str, why: str
) -> None:
    with pytest.raises(QuerySyntax, match=why) as refused:
        put_in(PREFIX + text, lambda *_: ["n:1"])

    assert refused.value.where.startswith(where)


def test_more_than_can_be_put_in_is_an_error_and_no_part_of_the_answer() -> None:
    assert told(*(f"n:{number}" for number in range(MOST))).count("<n:") == MOST
    with pytest.raises(QuerySyntax, match="more than 5,000 names"):
        told(*(f"n:{number}" for number in range(MOST + 1)))


def test_nothing_found_gives_no_rows() -> None:
    assert told() == PREFIX + "SELECT * { VALUES ?s {  } }"
    assert not rows(Store(), told().removeprefix(PREFIX))


def test_a_base_changes_no_prefix() -> None:
    text = f"BASE <http://e/x>\n{PREFIX}SELECT * {{ ?s dd:labelMatches 'x' }}"
    relative = "BASE <https://w3id.org/deungdae/ont>\nSELECT * { ?s <#labelMatches> 'x' }"
    short = "BASE <https://w3id.org/deungdae/ont>\nPREFIX : <#>\nSELECT * { ?s :labelMatches 'x' }"

    for each in (text, relative, short):
        assert "VALUES ?s { <n:1> }" in put_in(each, lambda *_: ["n:1"]).text, each
