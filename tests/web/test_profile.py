"""A thing's page as a person would tell it: neighbours, help, changes, time, disputes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.web import create_app
from kg.web.evidence import Quote, distinct

PAGE = {"Accept": "text/html"}
ID = "https://w3id.org/deungdae/id/"
HERE = Path(__file__).parent
HEAD = (HERE / "profile.ttl").read_text("utf-8")
SUPPORTS = (HERE / "profile-supports.ttl").read_text("utf-8")


def change(number: int, after: float, source: int, more: str = "") -> str:
    return f"""
id:c.{number} a dd:ChangeMeasurement ; skos:prefLabel "변화 {number}"@ko ; dd:subject id:org.b ;
  dd:indicator id:i.1 ; dd:unit id:u.1 ; dd:baseline id:m.{number}0 ;
  dd:followUp id:m.{number}1 {more} .
id:m.{number}0 a dd:Measurement ; dd:numericValue 1200.0e0 ; dd:valueText "1,200개" .
id:m.{number}1 a dd:Measurement ; dd:numericValue {after}e0 .
id:a.{number} a dd:Assertion ; rdf:subject id:c.{number} ; rdf:predicate dd:subject ;
  rdf:object id:org.b ; prov:hadPrimarySource id:doc.{source} .
id:i.1 skos:prefLabel "생산량"@ko . id:u.1 skos:prefLabel "개"@ko .
"""


def page(turtle: str, name: str, lang: str = "ko") -> str:
    store = Store()
    store.load((HEAD + turtle).encode(), format=RdfFormat.TURTLE)
    told = create_app(store).test_client().get(f"/doc/{name}?lang={lang}", headers=PAGE)
    assert told.status_code == 200
    return told.text


def section(text: str, name: str) -> str:
    found = re.search(rf'<section[^>]* aria-labelledby="g-{name}">(.*?)</section>', text, re.DOTALL)
    return found[1] if found else ""


def test_help_is_told_by_the_party_and_the_same_help_once() -> None:
    given = section(page(SUPPORTS, "org.a"), "given")

    assert re.findall(r"<h3>.*?>([^<]+)</a>", given) == ["나래금속", "다올식품"]
    assert given.count('<li><a class="value"') == 2
    assert "같은 내용의 다른 기록 1건" in given
    assert "/doc/s.1" in given
    assert "/doc/s.2" in given


def test_what_was_received_is_told_from_the_other_end() -> None:
    told = page(SUPPORTS, "org.b")

    assert "가온전자" in section(told, "received")
    assert not section(told, "given")


def test_neighbours_are_links_with_names_and_ties_in_words() -> None:
    drawn = section(page(SUPPORTS, "org.a", "en"), "around")

    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>', drawn) == [
        ("/doc/org.b?lang=en", "Narae Metal · Small or medium-sized enterprise"),
        ("/doc/org.c?lang=en", "Daol Foods · Small or medium-sized enterprise"),
    ]
    assert ">mentoring<" in drawn
    assert drawn.count('class="tie unsure"') == 1, "a plan is dashed"
    assert 'role="img"' not in drawn, "its links would be hidden from screen readers"


def test_days_stand_in_order_and_days_of_reports_say_so() -> None:
    told = section(page(SUPPORTS + change(1, 1800, 1), "org.c"), "timeline")
    assert not told, "one thing is no timeline"

    told = section(page(SUPPORTS + change(1, 1800, 2) + change(2, 1800, 1), "org.b"), "timeline")
    days = re.findall(r'<time datetime="([^"]+)">', told)
    assert days == ["2024-03-05", "2024-04-06"]
    assert told.count("보도일") == 2


def test_a_told_month_goes_before_a_day_of_report() -> None:
    told = section(page(SUPPORTS, "org.a"), "given")

    assert '<time datetime="2023-07">2023-07</time>' in told


def test_values_that_differ_between_sources_stand_side_by_side() -> None:
    disputed = section(page(change(1, 1800, 1) + change(2, 1750, 2), "org.b"), "disputes")

    assert re.findall(r"<strong>([^<]+)</strong>", disputed) == ["1,750", "1,800"]
    assert "생산량 · 후 (개)" in disputed


@pytest.mark.parametrize(
    "turtle",
    [
        change(1, 1800, 1) + change(2, 1800, 2),
        change(1, 1800, 1) + change(2, 1750, 1),
        change(1, 1800, 1) + change(2, 1750, 2, "; dd:product id:p.1"),
    ],
    ids=["the same value", "two lines of one source", "another product"],
)
def test_what_may_both_be_so_is_no_dispute(turtle: str) -> None:
    assert not section(page(turtle, "org.b"), "disputes")


def test_two_values_of_what_can_be_only_once_are_a_dispute() -> None:
    founded = 'id:org.b schema:foundingDate "1974-01-05"^^xsd:date, "1975-02-06"^^xsd:date .'

    assert "1974-01-05" in section(page(founded, "org.b"), "disputes")


def test_a_reported_change_that_the_values_do_not_give_says_so() -> None:
    told = page(change(1, 1800, 1, "; dd:reportedChangePercent 60.0e0"), "org.b")

    assert "보도된 증감률 60%는 전후 값으로 계산한 50%와 다릅니다." in section(told, "shifts")


def test_shares_change_by_points() -> None:
    shares = change(1, 96, 1).replace("1200.0e0", "81.0e0").replace('"1,200개"', '"81%"')
    shares += 'id:m.11 dd:valueText "96%" .'

    assert "+15%p (계산)" in section(page(shares, "org.b"), "shifts")


def test_what_changed_at_those_helped_stands_beside_the_help() -> None:
    given = section(page(SUPPORTS + change(1, 1800, 1), "org.a"), "given")

    assert "생산량: 1,200개 → 1,800" in given
    assert "+50% (계산)" in given


def test_a_statement_tells_its_words_its_source_and_how_it_was_read(web: FlaskClient) -> None:
    told = web.get("/doc/assertion.1?lang=en", headers=PAGE).text

    assert 'href="/doc/org.mirae-parts?lang=en"' in told
    assert 'href="/doc/support.1?lang=en"' in told
    assert "미래부품에 &lt;멘토&gt;를 보</mark>" in told
    assert "<code>support.frame.mentoring</code>" in told
    assert 'href="/source/doc.0a1b?lang=en#p-11-24"' in told


def test_quotes_lead_to_their_statement(web: FlaskClient) -> None:
    assert (
        '<a class="how" href="/doc/assertion.1?lang=en">' in web.get("/doc/support.1?lang=en").text
    )


def test_a_statement_shows_what_says_otherwise_and_what_says_the_same() -> None:
    several = "".join(
        f"id:a.{number} a dd:Assertion ; rdf:subject id:org.b ; rdf:predicate schema:foundingDate ;"
        f' rdf:object "{year}-01-01"^^xsd:date . '
        for number, year in enumerate((1974, 1974, 1975))
    )
    told = page(several, "a.0")

    assert re.search(r'<h2 id="same">.*/doc/a\.1.*', told, re.DOTALL)
    against = told[told.index('<h2 id="against">') : told.index('<h2 id="same">')]
    assert "/doc/a.2" in against
    assert "/doc/a.1" not in against


def test_an_assertion_without_parts_still_has_a_page() -> None:
    assert "a.9" in page("id:a.9 a dd:Assertion .", "a.9")


def test_a_thing_without_ties_has_a_plain_page(app: Flask) -> None:
    told = app.test_client().get("/doc/org.odd?lang=ko", headers=PAGE).text

    assert "g-around" not in told
    assert NamedNode(ID + "org.odd").value in told


def test_a_passage_that_many_statements_rest_on_is_shown_once() -> None:
    one = Quote(exact="불량률은 3%", place="1-8", order=("doc.1", 1), statement="/id/assertion.a")
    same = replace(one, statement="/id/assertion.b")
    read_by_model = replace(one, model="gaon-1")
    other = replace(one, exact="3%", place="5-7", order=("doc.1", 5))

    assert distinct([one, same, read_by_model, other]) == (one, read_by_model, other)
