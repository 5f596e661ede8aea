"""Languages, headers, problem documents: what holds on every route."""

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

import kg.web
from kg import errors
from kg.web import bundle
from kg.web.problems import STATUS
from kg.web.wording import catalogue

if TYPE_CHECKING:
    from werkzeug.datastructures import Headers

KINDS = {"class", "property", "datatype", "code"}  # of terms; the editor says them by name
PAGES = [
    "/",
    "/query",
    "/query/cq01",
    "/sparql",
    "/search?q=mirae",
    "/doc/org.mirae-parts",
    "/doc/change.1",
    "/source/doc.0a1b",
    "/ont",
    "/clusters",
    "/try",
    "/findings",
    "/releases",
    "/review",
    "/shapes",
    "/explore",
    "/problems",
    "/doc/org.nobody",
    "/nowhere",
]


def family(root: type[errors.KgError]) -> set[type[errors.KgError]]:
    return {root}.union(*(family(child) for child in root.__subclasses__()))


def test_every_error_of_the_tree_has_a_status() -> None:
    tree = family(errors.KgError)

    assert len(tree) >= 17
    assert tree - set(STATUS) == set()
    assert all(400 <= status < 600 for status in STATUS.values())


def test_every_error_becomes_a_problem_document(app: Flask) -> None:
    from kg.web.problems import of_error

    for kind in STATUS:
        if kind is errors.NotConforming:
            continue  # carries a report; the same path otherwise
        with app.test_request_context("/sparql"):
            answer = of_error(kind("무엇이", where="어디", hint="어떻게"))
        told = json.loads(answer.data)
        assert answer.status_code == told["status"] == STATUS[kind]
        assert (told["detail"], told["where"], told["hint"]) == ("무엇이", "어디", "어떻게")


def test_a_bug_is_told_without_its_entrails(app: Flask) -> None:
    app.testing = False
    broken = Flask(__name__)
    broken.extensions.update(app.extensions)
    from kg.web import frame, problems

    problems.register(broken)
    frame.register(broken)

    @broken.get("/broken")
    def fail() -> str:
        raise ZeroDivisionError("secret")

    answer = broken.test_client().get("/broken")
    app.testing = True

    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert "secret" not in answer.text


def test_both_catalogues_say_the_same_things() -> None:
    ko, en = catalogue("ko"), catalogue("en")

    assert {part: set(words) for part, words in ko.items()} == {
        part: set(words) for part, words in en.items()
    }
    assert sum(map(len, ko.values())) > 120
    for part, words in ko.items():
        for name, message in words.items():
            slots = re.findall(r"{\w+}", message)
            assert sorted(slots) == sorted(re.findall(r"{\w+}", en[part][name])), f"{part}.{name}"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_page_is_whole_in_both_languages(web: FlaskClient, address: str, lang: str) -> None:
    mark = "&" if "?" in address else "?"
    answer = web.get(f"{address}{mark}lang={lang}", headers={"Accept": "text/html"})
    page = answer.text

    assert answer.mimetype == "text/html"
    assert f'<html lang="{lang}">' in page
    assert answer.headers["Content-Language"] == lang
    for landmark in ("<header", "<nav", "<main", "<footer", "<h1"):
        assert landmark in page
    scripts = re.findall(r"<script[^>]*>[^<]*</script>", page)
    known = "|".join(map(re.escape, bundle.built())) or "none"
    own = rf'<script type="module" src="/static/ui/(?:{known})\?v=[0-9a-f]{{12}}"></script>'
    assert [script for script in scripts if not re.fullmatch(own, script)] == []
    assert page.count("<script") == len(scripts) <= 1
    assert " style=" not in page
    inside = re.findall(r'href="(/[^"]*)"', page)
    lost = [link for link in inside if "lang=" not in link and not link.startswith("/static/")]
    assert lost == [], "links that forget the language"


def test_the_switch_keeps_the_place(web: FlaskClient) -> None:
    page = web.get("/search?q=mirae&lang=en", headers={"Accept": "text/html"}).text

    assert re.search(r'<a lang="ko"[^>]* href="/search\?q=mirae&amp;lang=ko"', page)


@pytest.mark.parametrize(
    ("header", "lang"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-GB", "en"), ("de", "en"), ("", "en")],
)
def test_the_browser_chooses_the_language_when_the_reader_does_not(
    web: FlaskClient, header: str, lang: str
) -> None:
    page = web.get("/", headers={"Accept-Language": header, "Accept": "text/html"}).text

    assert f'<html lang="{lang}">' in page
    assert "?lang=" not in re.sub(r"<(?:link|a)[^>]*hreflang[^>]*>", "", page)


@pytest.mark.parametrize("address", [*PAGES, "/sparql?query=ASK{}", "/id/org.odd", "/healthz"])
def test_every_answer_carries_the_policy_in_ascii(web: FlaskClient, address: str) -> None:
    headers: Headers = web.get(address, headers={"Accept": "text/html"}).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert all(f"{name}{value}".isascii() for name, value in headers)


def test_korean_in_an_address_stays_out_of_the_headers(web: FlaskClient) -> None:
    for address in ("/id/없음?lang=ko", "/search?q=없음", "/source/없음", "/code/없음"):
        headers = web.get(address).headers
        assert all(f"{name}{value}".isascii() for name, value in headers)


@pytest.mark.parametrize("address", [*PAGES, "/sparql?query=ASK{}", "/healthz", "/ont.ttl"])
def test_head_is_get_without_a_body(web: FlaskClient, address: str) -> None:
    get, head = web.get(address), web.head(address)

    assert head.data == b""
    assert (head.status_code, head.mimetype) == (get.status_code, get.mimetype)
    assert head.headers.get("ETag") == get.headers.get("ETag")


@pytest.mark.parametrize("address", ["/sparql?query=ASK{}", "/doc/org.odd.ttl", "/ont.ttl", "/"])
def test_who_has_it_already_gets_304(web: FlaskClient, address: str) -> None:
    first = web.get(address)
    again = web.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""


def test_names_of_contents_tell_forms_apart(web: FlaskClient) -> None:
    query = "/sparql?query=SELECT(1%20AS%20?n){}"
    forms = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]
    tags = {web.get(query, headers={"Accept": form}).headers["ETag"] for form in forms}

    assert len(tags) == len(forms)


def test_a_browser_of_another_site_may_ask(web: FlaskClient) -> None:
    answer = web.options("/sparql", headers={"Origin": "https://example.org"})

    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_health_names_the_release(web: FlaskClient) -> None:
    told = web.get("/healthz").get_json()

    assert told["status"] == "ok"
    assert told["triples"] > 50


def test_the_style_has_no_address_outside(web: FlaskClient) -> None:
    with web.get("/static/style.css") as answer:
        style = answer.get_data().decode()

    assert "http" not in re.sub(r'a\[href\^="http"\]', "", style)
    assert "@import" not in style


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_kind_of_error_is_told_in_words(web: FlaskClient, lang: str) -> None:
    told = catalogue(lang)["error"]

    assert set(told) == {kind.__name__ for kind in STATUS}
    assert set(catalogue(lang)["advice"]) <= set(told)
    page = web.get(f"/problems?lang={lang}").text
    assert all(html.escape(words) in page for words in told.values())


def test_a_page_tells_an_error_in_its_language_and_offers_a_way_on(web: FlaskClient) -> None:
    reader = {"Accept": "text/html", "Accept-Language": "ko"}
    wrong = web.get("/sparql?query=SELECT", headers=reader).text
    nothing = web.get("/doc/org.nobody", headers=reader).text

    assert "요청을 이해하지 못했습니다" in wrong
    assert "SPARQL 질의문을 해석하지 못했습니다." in wrong
    assert 'lang="en">the query does not parse' in wrong
    assert "빠진 변수, 마침표, 괄호" in wrong
    assert "찾을 수 없습니다" in nothing
    assert 'role="search"' in nothing


def test_every_message_is_said_somewhere() -> None:
    room = Path(kg.web.__file__).parent
    told = "".join(
        file.read_text("utf-8") for file in [*room.glob("*.py"), *room.glob("templates/*.html")]
    )
    put_together = re.compile(
        r"advice\.|count\.|error\.|fact\.|findings\.|per\.|releases\.(added|removed|changed|role-)|problem\.|home\.try-|page\.(proposed|planned|target)$|profile\.(given|received)$"
    )
    menu = ("queries", "search", "explore", "clusters", "try", "sparql", "ontology")
    ui = Path(kg.web.__file__).parents[2] / "ui" / "src"
    said = "".join(file.read_text("utf-8") for file in ui.glob("*.js"))
    idle = [
        f"{part}.{name}"
        for part, words in catalogue("en").items()
        for name in words
        if f'"{part}.{name}"' not in told
        and not put_together.match(f"{part}.{name}")
        and not (part == "site" and name in menu)
        and f"'{part}.{name}'" not in told
        and not (part in {"editor", "explorer", "reviewing"} and f'"{name}"' in said)
        and not (part == "editor" and name in KINDS)
    ]

    assert idle == []
