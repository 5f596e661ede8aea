"""Pages about things: linked data, evidence, safety of what is shown."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, Store, parse

from kg.files import resource_toml
from kg.query.answer import answer
from kg.query.named import named_queries

PAGE = {"Accept": "text/html"}


def test_a_thing_sends_its_reader_to_the_page_about_it(web: FlaskClient) -> None:
    answer = web.get("/id/org.mirae-parts", headers=PAGE)

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/doc/org.mirae-parts")


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
    ],
)
def test_the_303_keeps_what_was_asked_for(web: FlaskClient, accept: str, extension: str) -> None:
    first = web.get("/id/org.mirae-parts", headers={"Accept": accept})
    second = web.get(first.headers["Location"], headers={"Accept": "*/*"})

    assert first.headers["Location"].endswith(f"/doc/org.mirae-parts.{extension}")
    assert second.mimetype == accept


def test_data_about_a_thing_hold_both_directions_and_the_evidence(web: FlaskClient) -> None:
    answer = web.get("/doc/support.1.ttl")
    triples = list(parse(answer.data, RdfFormat.TURTLE))
    subjects = {triple.subject.value.rpartition("/")[2] for triple in triples}

    assert {"support.1", "assertion.1", "doc.0a1b-char-11-24-quote"} <= subjects
    back = web.get("/doc/org.mirae-parts.nt").text
    assert "/id/support.1> <https://w3id.org/deungdae/ont#recipient>" in back


def test_a_statement_stands_with_its_words_its_place_and_its_rule(web: FlaskClient) -> None:
    page = web.get("/doc/support.1?lang=en", headers=PAGE).text

    assert "미래부품에 &lt;멘토&gt;를 보</mark>" in page
    assert "characters 11–24" in page
    assert "support.frame.mentoring" in page
    assert "confidence 0.9" in page
    assert 'href="/source/doc.0a1b?lang=en#p-11-24"' in page


def test_a_cell_is_named_by_row_and_column(web: FlaskClient) -> None:
    assert "3행 “증가율” 열" in web.get("/doc/change.1?lang=ko").text


def test_others_statements_are_told_from_the_other_end(web: FlaskClient) -> None:
    page = web.get("/doc/org.mirae-parts?lang=ko", headers=PAGE).text

    assert "받은 지원" in page
    assert 'href="/doc/org.gasang-electronics?lang=ko">가상전자</a>' in page
    assert 'href="/doc/support.1?lang=ko"' in page


def test_before_and_after_are_drawn_in_proportion(web: FlaskClient) -> None:
    page = web.get("/doc/change.1?lang=en", headers=PAGE).text
    widths = [float(width) for width in re.findall(r'<rect class="\w+" .*?width="([\d.]+)"', page)]

    assert widths == [pytest.approx(250 * 4 / 6, abs=0.1), 250]
    assert "+50% (reported)" in page
    assert "40,000 (4만 개)" in page


def test_a_measurement_shows_the_change_it_is_part_of(web: FlaskClient) -> None:
    assert '<svg class="bars"' in web.get("/doc/measurement.2", headers=PAGE).text


def test_a_proposal_is_never_shown_as_a_designation(web: FlaskClient) -> None:
    for name in ("designation.1", "cluster.1"):
        page = web.get(f"/doc/{name}?lang=en", headers=PAGE).text
        assert "A proposal, not a designation" in page, name


def test_an_assertion_has_a_page_that_shows_its_parts(web: FlaskClient) -> None:
    page = web.get("/doc/assertion.1?lang=en", headers=PAGE).text

    assert 'href="/doc/org.mirae-parts?lang=en"' in page
    assert "support.frame.mentoring" in page


def test_a_link_to_another_graph_says_how_surely_it_was_judged(web: FlaskClient) -> None:
    page = web.get("/doc/org.gasang-electronics?lang=en", headers=PAGE).text

    assert 'href="https://example.org/entity/Q1"' in page
    assert "confidence 0.97 · decided by a person · same name &#39;가상전자&#39; +5.0" in page


def test_a_romanised_name_says_so(web: FlaskClient) -> None:
    page = web.get("/doc/org.mirae-parts?lang=ko", headers=PAGE).text

    assert re.search(r'Mirae Parts</span> <span class="lang">로마자 표기', page)


@pytest.mark.parametrize(
    "address",
    [
        "/doc/org.odd?lang=ko",
        "/doc/org.odd?lang=en",
        "/search?q=script&format=html",
        "/search?q=%3Cscript%3Ealert(4)%3C/script%3E&format=html",
        "/sparql?format=html&query=SELECT%20*%20{?s%20?p%20?o}",
        "/sparql?format=html&query=%3C/textarea%3E%3Cscript%3E",
        "/id/%3Cscript%3Ealert(5)%3C%2Fscript%3E",
        "/doc/%22onmouseover=%22alert(6)",
        "/query/%3Cscript%3E",
        "/nothing/%3Cscript%3E",
    ],
)
def test_no_text_of_the_graph_or_the_address_becomes_markup(web: FlaskClient, address: str) -> None:
    page = web.get(address, headers=PAGE).text

    assert "<html" in page
    own = re.compile(
        r'<script type="module" src="/static/ui/[a-z]+\.js(\?v=[0-9a-f]{12})?"></script>'
    )
    assert "<script" not in own.sub("", page).lower()
    assert "<img src=x" not in page
    assert not re.search(r"<[^>]*\son\w+=", page), "an attribute with script"


def test_addresses_of_odd_schemes_are_shown_and_never_linked(web: FlaskClient) -> None:
    page = web.get("/doc/org.odd", headers=PAGE).text

    assert "javascript:alert(3)" in page
    assert not re.search(r'href="(?!https?://|/|#)[^"]*"', page)


def test_an_unknown_thing_is_404_with_names_that_are_alike(web: FlaskClient) -> None:
    answer = web.get("/doc/org.mirae-part", headers={"Accept": "application/json"})
    told = answer.get_json(force=True)

    assert answer.status_code == 404
    assert told["suggestions"][0]["href"] == "/doc/org.mirae-parts"


@pytest.mark.parametrize("name", ["없는-이름", "a b", "<>", "%00", "x" * 3000])
def test_names_that_cannot_exist_are_404_and_nothing_worse(web: FlaskClient, name: str) -> None:
    for place in ("id", "doc", "source"):
        assert web.get(f"/{place}/{name}").status_code == 404


def test_a_source_that_may_be_copied_shows_its_text_with_the_evidence_marked(
    web: FlaskClient,
) -> None:
    page = web.get("/source/doc.0a1b?lang=en", headers=PAGE).text

    assert re.search(
        r'<mark><a href="#p-11-24"[^>]*>미래부품에 &lt;멘토&gt;를 보</a></mark>냈다. 끝.</div>',
        page,
    )


def test_a_mark_tells_what_was_read_and_by_which_rule(web: FlaskClient) -> None:
    page = web.get("/source/doc.0a1b?lang=en", headers=PAGE).text
    mark = re.search(r'<mark><a [^>]*data-told="([^"]*)" aria-describedby="([^"]+)"', page)

    assert mark
    assert mark[1].splitlines() == [
        "Gasang Electronics → Mirae Parts · mentoring · recipient · Mirae Parts",
        "read by support.frame.mentoring · confidence 0.9",
    ]
    assert re.search(rf'<summary id="{mark[2]}">[^<]*<span class="rules">support.frame', page)


def test_a_source_shows_its_passages_and_what_rests_on_them(web: FlaskClient) -> None:
    page = web.get("/source/doc.0a1b?lang=en", headers=PAGE).text

    assert 'id="p-11-24"' in page
    assert "row 3, column 증가율" in page
    assert "Mirae Parts" in page


def test_what_is_no_source_has_no_source_page(web: FlaskClient) -> None:
    assert web.get("/source/org.mirae-parts").status_code == 303


def test_search_finds_names_abbreviations_and_romanisations(web: FlaskClient) -> None:
    for asked in ("미래부품", "mirae", "가전", "Gasang", "gasangjeonja"):
        found = web.get("/search", query_string={"q": asked}).get_json()
        assert found["results"], asked
        assert found["results"][0]["iri"].startswith("https://w3id.org/deungdae/id/org.")


def test_search_says_when_there_is_nothing(web: FlaskClient) -> None:
    assert web.get("/search?q=zzzz").get_json()["results"] == []
    assert "zzzz" in web.get("/search?q=zzzz&lang=ko", headers=PAGE).text
    assert web.get("/search?q=a&limit=0").status_code == 400


def test_the_ontology_comes_as_a_page_and_as_rdf(web: FlaskClient) -> None:
    page = web.get("/ont?lang=ko", headers=PAGE).text
    assert 'id="SupportActivity"' in page
    assert 'id="code.kind.Mentoring"' in page
    for form, syntax in (
        ("ttl", RdfFormat.TURTLE),
        ("rdf", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        answer = web.get(f"/ont.{form}")
        assert len(list(parse(answer.data, syntax))) > 500, form
        by_accept = web.get("/ont", headers={"Accept": answer.mimetype})
        assert by_accept.data == answer.data


def test_the_ontology_page_names_every_term_in_both_languages(web: FlaskClient) -> None:
    page = web.get("/ont?lang=ko", headers=PAGE).text

    assert page.count('<article class="term"') > 150
    assert '<span class="soft" lang="en"></span>' not in page


@pytest.mark.parametrize("form", ["graphml", "gexf", "dot", "svg", "cytoscape", "html", "turtle"])
def test_the_graph_around_a_thing_can_be_taken_as_a_drawing(web: FlaskClient, form: str) -> None:
    answer = web.get(f"/export/{form}?focus=org.mirae-parts&depth=1")

    assert answer.status_code == 200
    assert len(answer.data) > 200


def test_a_drawing_with_script_is_a_document_apart(web: FlaskClient) -> None:
    policy = web.get("/export/html").headers["Content-Security-Policy"]

    assert policy.startswith("sandbox ")
    assert "allow-same-origin" not in policy


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/export/pdf", 404),
        ("/export/svg?depth=99", 400),
        ("/export/svg?depth=x", 400),
        ("/export/svg?focus=no+iri+%3C", 400),
        ("/export/svg?focus=org.nobody", 404),
        ("/dumps/nothing.nq", 404),
        ("/dumps/../conftest.py", 404),
        ("/dumps/%2e%2e/%2e%2e/etc/passwd", 404),
    ],
)
def test_exports_and_dumps_refuse_what_is_not_there(
    web: FlaskClient, address: str, status: int
) -> None:
    assert web.get(address).status_code == status


def test_the_files_of_the_release_can_be_taken(web: FlaskClient, release: Path) -> None:
    assert "/dumps/dataset.nq.gz" in web.get("/").text
    for name in ("dataset.nq.gz", "void.ttl", "manifest.json"):
        with web.get(f"/dumps/{name}") as answer:
            assert answer.data == (release / name).read_bytes()


@pytest.mark.parametrize(
    ("lang", "head", "name"),
    [("ko", "지원한 곳", "가상전자"), ("en", "supporter", "Gasang Electronics")],
)
def test_a_kept_question_answers_in_the_readers_language(
    web: FlaskClient, lang: str, head: str, name: str
) -> None:
    page = web.get(f"/query/cq01?lang={lang}", headers=PAGE).text
    table = page[page.index("<table>") : page.index("</table>")]

    assert f'<th scope="col">{head}</th>' in table
    assert name in table
    assert "supporterKo" not in table
    assert "supporterKo" in web.get("/query/cq01?format=csv").text


def test_every_column_of_the_kept_questions_has_a_head_in_both_languages() -> None:
    heads = resource_toml("pages/columns.toml")
    store = Store()
    columns = {
        re.sub("(Ko|En)$", "", name)
        for query in named_queries()
        for name in answer(store, query.text).variables
    }

    assert len(columns) > 40
    assert columns - set(heads) == set()
    assert all(set(words) == {"ko", "en"} for words in heads.values())
