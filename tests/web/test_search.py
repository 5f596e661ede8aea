"""`/search`: names and quotes, as a page and for programs."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}
ID = "https://w3id.org/deungdae/id/"


def quotes(web: FlaskClient, asked: str, **more: str) -> dict[str, Any]:  # Any: JSON
    found = web.get("/search", query_string={"q": asked, "in": "quotes", "lang": "en", **more})
    told: dict[str, Any] = found.get_json()["quotes"]
    return told


def test_a_quote_is_found_with_its_statement_and_its_source(web: FlaskClient) -> None:
    told = quotes(web, "미래부품")
    (hit,) = told["results"]

    assert (told["total"], told["page"], told["pages"]) == (1, 1, 1)
    assert hit["passage"] == f"{ID}doc.0a1b-char-11-24"
    assert hit["quote"] == "미래부품에 <멘토>를 보"
    assert hit["parts"] == [
        {"text": "미래부품", "hit": True},
        {"text": "에 <멘토>를 보", "hit": False},
    ]
    assert hit["source"]["href"] == "/source/doc.0a1b?lang=en#p-11-24"
    (said,) = hit["statements"]
    assert said["predicate"] == "recipient"
    assert said["object"]["iri"] == f"{ID}org.mirae-parts"
    assert said["subject"]["iri"] == f"{ID}support.1"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("멘토", 1),
        ("멘토 미래부품", 1),  # every word, in any order
        ("멘토 가상전자", 0),  # one of them stands around the quote, not in it
        ("50%", 1),
        ("５０", 1),  # width makes no difference
        ("", 0),
        (" - ", 0),
        ("보", 1),
    ],
)
def test_every_word_must_be_in_the_quote(web: FlaskClient, asked: str, count: int) -> None:
    assert quotes(web, asked)["total"] == count


def test_a_page_shows_names_and_quotes_with_the_words_marked(web: FlaskClient) -> None:
    page = web.get("/search", query_string={"q": "<멘토>", "lang": "en"}, headers=PAGE).text

    assert "<mark>&lt;멘토&gt;</mark>" in page
    assert "<멘토>" not in page
    assert 'href="/source/doc.0a1b?lang=en#p-11-24"' in page
    assert "Mirae Parts" in page
    assert "Nothing by the name" in page  # there is a quote, and no name


def test_pages_follow_one_another(web: FlaskClient) -> None:
    asked = {"q": "0", "in": "quotes", "limit": "1", "lang": "ko"}  # 50%
    first = web.get("/search", query_string=asked, headers=PAGE).text
    beyond = quotes(web, "50", page="7")

    assert re.search(r"대목 1건", first)
    assert 'rel="next"' not in first
    assert (beyond["total"], beyond["results"]) == (1, [])


@pytest.mark.parametrize(
    "wrong",
    ["in=both", "page=0", "page=10001", "page=x", "page=٣", "limit=201", "page=" + "9" * 99],
)
def test_what_cannot_be_asked_is_told(web: FlaskClient, wrong: str) -> None:
    answer = web.get(f"/search?q=x&{wrong}")

    assert answer.status_code == 400
    assert answer.get_json(force=True)["where"] == wrong.partition("=")[0]


def test_names_alone_leave_the_quotes_out(web: FlaskClient) -> None:
    assert "quotes" not in web.get("/search?q=mirae&in=names").get_json()
    assert web.get("/search?q=mirae").get_json()["quotes"]["total"] == 0


def test_a_query_finds_by_name_and_by_quote(web: FlaskClient) -> None:
    text = (
        "PREFIX dd: <https://w3id.org/deungdae/ont#> SELECT ?s ?passage { "
        "?s a dd:SME ; dd:labelMatches '미래' . "
        "?assertion ?p ?s ; dd:evidence ?passage . ?passage dd:textMatches '<멘토>를' }"
    )
    answer = web.get("/sparql", query_string={"query": text})
    told = web.get("/sparql", query_string={"query": text, "explain": "true"}).get_json(force=True)

    (row,) = answer.get_json(force=True)["results"]["bindings"]
    assert row["s"]["value"] == f"{ID}org.mirae-parts"
    assert row["passage"]["value"] == f"{ID}doc.0a1b-char-11-24"
    assert told["rewrites"] == ["names-by-index", "quotes-by-index"]
    assert "VALUES ?s { <https://w3id.org/deungdae/id/org.mirae-parts> }" in told["asked-as"]
    assert "labelMatches" in told["question"]


@pytest.mark.parametrize(
    ("pattern", "where"),
    [
        ("?s dd:labelMatches ?x", "1:75"),
        ("?s dd:labelMatches 'x' . ?s ?p", "1:88"),  # what is wrong stands behind
    ],
)
def test_a_wrong_use_is_told_with_its_place(web: FlaskClient, pattern: str, where: str) -> None:
    text = f"PREFIX dd: <https://w3id.org/deungdae/ont#> SELECT * {{ {pattern} }}"
    answer = web.get("/sparql", query_string={"query": text})

    assert answer.status_code == 400
    assert answer.get_json(force=True)["where"] == where


def test_a_function_that_is_not_there_is_the_askers_mistake(web: FlaskClient) -> None:
    answer = web.get("/sparql?query=SELECT (<x:f>(1) AS ?y) {}")

    assert answer.status_code == 400
    assert answer.get_json(force=True)["where"] == "1:9"
