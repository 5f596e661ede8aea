"""The query operation of SPARQL 1.1 Protocol."""

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

PREFIX = "PREFIX dd: <https://w3id.org/deungdae/ont#> "
SMES = PREFIX + "SELECT ?x { ?x a dd:SME } ORDER BY ?x"
GRAPH = "https://w3id.org/deungdae/id/graph.0a1b"


def test_get_answers_json_to_a_program(web: FlaskClient) -> None:
    answer = web.get("/sparql", query_string={"query": SMES})

    assert answer.status_code == 200
    assert answer.mimetype == "application/sparql-results+json"
    assert len(answer.get_json(force=True)["results"]["bindings"]) == 2


def test_all_three_ways_to_ask_give_the_same_bytes(web: FlaskClient) -> None:
    get = web.get("/sparql", query_string={"query": SMES})
    form = web.post("/sparql", data={"query": SMES})
    direct = web.post("/sparql", data=SMES, content_type="application/sparql-query")

    assert get.data == form.data == direct.data
    assert b"org.mirae-parts" in get.data


def test_a_slash_behind_the_address_makes_no_difference(web: FlaskClient) -> None:
    assert web.get("/sparql/", query_string={"query": "ASK {}"}).status_code == 200
    assert web.post("/sparql/", data={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_rows_come_in_the_form_accept_likes_best(
    web: FlaskClient, accept: str, media_type: str
) -> None:
    answer = web.get("/sparql", query_string={"query": SMES}, headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.mimetype == media_type


@pytest.mark.parametrize(
    ("name", "media_type", "syntax"),
    [
        ("turtle", "text/turtle", RdfFormat.TURTLE),
        ("ntriples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_triples_come_in_each_syntax_by_name_and_by_accept(
    web: FlaskClient, name: str, media_type: str, syntax: RdfFormat
) -> None:
    query = PREFIX + "CONSTRUCT { ?x a dd:SME } { ?x a dd:SME }"
    named = web.get("/sparql", query_string={"query": query, "format": name})
    accepted = web.get("/sparql", query_string={"query": query}, headers={"Accept": media_type})

    assert named.mimetype == accepted.mimetype == media_type
    assert len(list(parse(named.data, syntax))) == 2
    assert named.data == accepted.data


def test_format_wins_over_accept(web: FlaskClient) -> None:
    answer = web.get(
        "/sparql", query_string={"query": SMES, "format": "csv"}, headers={"Accept": "text/html"}
    )

    assert answer.mimetype == "text/csv"


def test_an_unknown_format_is_refused_with_the_known_ones(web: FlaskClient) -> None:
    answer = web.get("/sparql", query_string={"query": SMES, "format": "turtle"})

    assert answer.status_code == 400
    assert "json, xml, csv, tsv" in answer.get_json(force=True)["hint"]


def test_a_form_nobody_has_is_406(web: FlaskClient) -> None:
    answer = web.get("/sparql", query_string={"query": SMES}, headers={"Accept": "application/pdf"})

    assert answer.status_code == 406
    assert "text/csv" in answer.get_json(force=True)["hint"]


def test_the_protocol_chooses_the_dataset(web: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    counted = {
        graph: web.get("/sparql", query_string={"query": query, "default-graph-uri": graph})
        for graph in (GRAPH, "https://example.org/none")
    }
    numbers = {
        graph: int(answer.get_json(force=True)["results"]["bindings"][0]["n"]["value"])
        for graph, answer in counted.items()
    }

    assert numbers[GRAPH] > 100
    assert numbers["https://example.org/none"] == 0


def test_a_direct_post_may_name_graphs_in_its_address(web: FlaskClient) -> None:
    answer = web.post(
        "/sparql",
        query_string={"named-graph-uri": GRAPH},
        data="ASK { GRAPH ?g { ?s ?p ?o } }",
        content_type="application/sparql-query; charset=UTF-8",
    )

    assert answer.get_json(force=True)["boolean"] is True


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"data": "INSERT DATA {}", "content_type": "application/sparql-update"}, 403),
        ({"data": {"update": "CLEAR ALL"}}, 403),
        ({"data": "ASK {}", "content_type": "text/plain"}, 415),
        ({"data": "ASK {}"}, 415),
        ({"data": "ASK {}", "content_type": "application/sparql-query; charset=UTF-16"}, 415),
        ({"data": b"ASK {} # \xff", "content_type": "application/sparql-query"}, 400),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"data": {"query": "INSERT DATA { <a:s> <a:p> <a:o> }"}}, 403),
        ({"data": {"other": "x"}}, 400),
        ({"data": {"query": "ASK {"}}, 400),
    ],
)
def test_what_cannot_be_asked_by_post_is_refused(
    web: FlaskClient, arguments: dict[str, object], status: int
) -> None:
    answer = web.post("/sparql", **arguments)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("query_string", "status"),
    [
        ("update=CLEAR%20ALL", 403),
        ("query=ASK{}&query=ASK{}", 400),
        ("query=", 400),
        ("query=SELECT%20*%20{%20SERVICE%20%3Chttp://127.0.0.1:1/%3E%20{}%20}", 403),
        ("query=LOAD%20%3Chttp://127.0.0.1:1/%3E", 403),
        ("query=ASK{}&default-graph-uri=no%20iri", 400),
        ("query=ASK{}&named-graph-uri=relative", 400),
    ],
)
def test_what_cannot_be_asked_by_get_is_refused(
    web: FlaskClient, query_string: str, status: int
) -> None:
    assert web.get(f"/sparql?{query_string}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_which_ones_work(web: FlaskClient, method: str) -> None:
    answer = web.open("/sparql?query=ASK{}", method=method)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_query_that_does_not_parse_says_line_and_column(web: FlaskClient) -> None:
    answer = web.get("/sparql", query_string={"query": "SELECT *\n{ ?s ?p }"})
    told = answer.get_json(force=True)

    assert answer.status_code == told["status"] == 400
    assert told["type"].endswith("#QuerySyntax")
    line, _, column = told["where"].partition(":")
    assert (int(line), int(column) > 0) == (2, True)
    assert told["hint"]


def test_a_query_longer_than_any_query_is_not_read(web: FlaskClient) -> None:
    answer = web.post("/sparql", data=b"#" * 1_000_001, content_type="application/sparql-query")

    assert answer.status_code == 413
    assert answer.get_json(force=True)["detail"]


def test_a_person_gets_an_editor_that_needs_no_script(web: FlaskClient) -> None:
    page = web.get("/sparql", headers={"Accept": "text/html"}).text

    assert '<textarea id="query" name="query"' in page
    assert "<button>" in page


def test_a_person_gets_the_answer_as_a_table_with_links(web: FlaskClient) -> None:
    page = web.get(
        "/sparql", query_string={"query": SMES, "lang": "en"}, headers={"Accept": "text/html"}
    ).text

    assert "Mirae Parts" in page
    assert 'href="/doc/org.mirae-parts?lang=en"' in page
    assert "Rows: 2" in page


def test_a_program_without_a_query_gets_the_service_description(web: FlaskClient) -> None:
    answer = web.get("/sparql", headers={"Accept": "text/turtle"})
    triples = {
        (triple.predicate.value.rpartition("#")[2], getattr(triple.object, "value", ""))
        for triple in parse(answer.data, RdfFormat.TURTLE)
    }

    assert ("endpoint", "http://localhost/sparql") in triples
    assert ("name", GRAPH) in triples


def test_every_kept_question_opens_and_answers(web: FlaskClient) -> None:
    home = web.get("/").text
    names = [f"cq{number:02}" for number in range(1, 23)]

    for name in names:
        assert f'href="/query/{name}"' in home
        assert web.get(f"/query/{name}", headers={"Accept": "text/html"}).status_code == 200
        rows = web.get(f"/query/{name}", headers={"Accept": "application/json"})
        assert rows.status_code == 200, name
        assert "results" in rows.get_json()


def test_explain_tells_how_a_question_would_be_asked(web: FlaskClient) -> None:
    text = PREFIX + (
        "SELECT ?x { ?x a dd:SME FILTER NOT EXISTS { ?c dd:subject ?x ; dd:indicator ?i } }"
    )
    told = web.get("/sparql", query_string={"query": text, "explain": "true"}).get_json()
    plain = web.get("/sparql", query_string={"query": SMES, "explain": "1"}).get_json()

    assert told["rewrites"] == ["not-exists-to-minus"]
    assert "MINUS { ?c dd:subject ?x" in told["asked-as"]
    assert told["question"] == text
    assert (told["kind"], told["kept"]) == ("SELECT", True)
    assert plain["rewrites"] == []
    assert plain["asked-as"] == plain["question"] == SMES


def test_explain_refuses_what_would_be_refused(web: FlaskClient) -> None:
    for text, status in (
        ("SELECT", 400),
        ("CLEAR ALL", 403),
        ("SELECT * { SERVICE <a:> {} }", 403),
    ):
        got = web.get("/sparql", query_string={"query": text, "explain": "true"})
        assert got.status_code == status


def test_what_is_wrong_is_told_where_the_asker_wrote_it(web: FlaskClient) -> None:
    text = "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?x . ?x ?r ?y } }\nGROUP BY"
    told = web.get("/sparql", query_string={"query": text}).get_json(force=True)

    assert told["status"] == 400
    assert told["where"].startswith("2:")


def test_a_rewritten_question_has_the_same_answer(web: FlaskClient) -> None:
    inner = "?c dd:subject ?x ; dd:indicator ?i"
    rewritten = f"SELECT ?x {{ ?x a dd:SME FILTER NOT EXISTS {{ {inner} }} }} ORDER BY ?x"
    as_it_is = f"SELECT ?x {{ ?x a dd:SME FILTER(NOT EXISTS {{ {inner} }}) }} ORDER BY ?x"
    one, other = (
        web.get("/sparql", query_string={"query": PREFIX + text}) for text in (rewritten, as_it_is)
    )

    assert one.data == other.data
    assert one.status_code == 200


def test_a_kept_question_that_is_not_there_cannot_be_edited(web: FlaskClient) -> None:
    assert web.get("/sparql?edit=cq01", headers={"Accept": "text/html"}).status_code == 200
    assert web.get("/sparql?edit=nothing").status_code == 404
