"""What is decided on `/review` comes back as lines of a file; nothing is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.ids.names import BASE as ID
from kg.link.lines import read_decisions
from kg.store import from_quads
from kg.web import create_app
from kg.web.pairs import PER_PAGE
from kg.web.reviewed import LARGEST, MOST_BECAUSE

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

OUT = "https://example.org/register/"
CLOSE, EXACT, APART = vocab.SKOS.closeMatch, vocab.SKOS.exactMatch, vocab.OWL.differentFrom
HTML = {"Accept": "text/html"}


def serving(*links: tuple[str, str, str, NamedNode]) -> FlaskClient:
    """Serve links of name, one side, the other one and relation; those by hand are no near ones."""
    quads = []
    for name, one, other, relation in links:
        link = NamedNode(f"{ID}{name}")
        method = "CompositeMatching" if relation == CLOSE else "ManualMappingCuration"
        for predicate, value in (
            (vocab.RDF.type, vocab.IdentityLink),
            (vocab.RDF.subject, NamedNode(f"{ID}{one}")),
            (vocab.RDF.predicate, relation),
            (vocab.RDF.object, NamedNode(other if "://" in other else f"{ID}{other}")),
            (vocab.confidence, Literal(0.7)),
            (vocab.justification, Literal(method)),
        ):
            quads.append(Quad(link, predicate, value, NamedNode(f"{ID}graph.1")))
    return create_app(from_quads(quads)).test_client()


@pytest.fixture
def web() -> FlaskClient:
    return serving(
        ("link.1", "person.a", "person.b", CLOSE),
        ("link.2", "person.b", "person.c", CLOSE),
        ("link.3", "person.a", "person.c", CLOSE),
        ("link.4", "org.x", f"{OUT}1", CLOSE),
        ("link.5", "org.y", f"{OUT}1", APART),
        ("link.6", "org.x", "org.y", CLOSE),
        ("link.7", "org.z", "org.y", EXACT),
    )


def sent(web: FlaskClient, *, accept: str = "*/*", lang: str = "en", **fields: str) -> TestResponse:
    form = {name.replace("_", "."): value for name, value in fields.items()}
    return web.post(f"/review?lang={lang}", data=form, headers={"Accept": accept})


def test_choices_come_back_as_lines_of_a_projects_decisions(web: FlaskClient) -> None:
    answer = sent(
        web,
        by=" 김  하늘\n",
        verdict_link_1="same",
        because_link_1="같은 사람, \x1b[31m같은 자리",
        verdict_link_4="different",
        verdict_link_2="open",
        because_link_2="아직",
    )

    assert answer.status_code == 200
    assert answer.mimetype == "application/x-ndjson"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="reviewed-')
    assert answer.headers["Cache-Control"] == "no-store"
    assert [json.loads(line) for line in answer.text.splitlines()] == [
        {"one": "org.x", "other": f"{OUT}1", "verdict": "different", "by": "김 하늘"},
        {
            "one": "person.a",
            "other": "person.b",
            "verdict": "same",
            "by": "김 하늘",
            "because": "같은 사람, [31m같은 자리",
        },
    ]
    assert read_decisions(answer.text).verdict("person.b", "person.a") == "same"


def test_what_the_other_graph_says_stands_on_its_side() -> None:
    link = NamedNode(f"{ID}link.1")
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (vocab.RDF.type, vocab.IdentityLink),
        (vocab.RDF.subject, NamedNode(f"{ID}org.x")),
        (vocab.RDF.predicate, CLOSE),
        (vocab.RDF.object, NamedNode(f"{OUT}1")),
        (vocab.confidence, Literal(0.7)),
        (vocab.reasons, Literal("slip '해담 정밀' +3.1, number dartCode 00126380 +14.0")),
        (vocab.targetName, Literal("해담 정밀 <i>")),
        (vocab.targetNote, Literal("안양 · 1969")),
    ]
    graph = NamedNode(f"{ID}graph.1")
    held = from_quads(
        [
            *(Quad(link, *each, graph) for each in said),
            Quad(NamedNode(f"{ID}org.x"), vocab.dartCode, Literal("00126380"), graph),
        ]
    )
    web = create_app(held).test_client()
    page = web.get("/review?lang=ko", headers=HTML).text
    (pair,) = web.get("/review", headers={"Accept": "application/json"}).get_json()["pairs"]

    assert "해담 정밀 &lt;i&gt;</a>" in page
    assert "안양 · 1969" in page
    assert "00126380" in page, "what tells ours from others"
    assert "한 글자쯤 다름 &#39;해담 정밀&#39; +3.1" in page
    assert (pair["their_names"], pair["their_note"]) == (["해담 정밀 <i>"], "안양 · 1969")
    assert "같은 번호 공시 고유번호 00126380 +14.0" in page
    assert pair["reasons"].startswith("slip '해담 정밀' +3.1, number dartCode")


def test_the_pages_of_both_sides_lead_to_where_it_is_decided() -> None:
    graph = NamedNode(f"{ID}graph.1")
    quads = []
    for n in range(PER_PAGE + 1):
        link, one, other = (NamedNode(f"{ID}{name}.n{n}") for name in ("link", "person", "post"))
        quads += [
            Quad(link, vocab.RDF.type, vocab.IdentityLink, graph),
            Quad(link, vocab.RDF.subject, one, graph),
            Quad(link, vocab.RDF.predicate, CLOSE, graph),
            Quad(link, vocab.RDF.object, other, graph),
            Quad(link, vocab.confidence, Literal(0.7), graph),
            Quad(one, CLOSE, other, graph),
        ]
    web = create_app(from_quads(quads)).test_client()
    ids = web.get("/review?format=ids").get_json()
    first, last = ids[0], ids[-1]

    for side in ("person", "post"):
        page = web.get(f"/doc/{side}.{first[5:]}?lang=en", headers=HTML).text
        assert f'href="/review?lang=en#{first}">decide</a>' in page
        page = web.get(f"/doc/{side}.{last[5:]}?lang=en", headers=HTML).text
        assert f'href="/review?page=2&amp;lang=en#{last}">decide</a>' in page
        assert "confidence 0.7" in page
    shown = web.get("/review?page=2&lang=en", headers=HTML).text
    assert f'<section class="pair" id="{last}"' in shown


def test_nothing_is_kept(web: FlaskClient) -> None:
    before = web.get("/review?format=json").get_json()
    sent(web, by="kim", verdict_link_1="same")
    page = web.get("/review", headers=HTML).text

    assert web.get("/review?format=json").get_json() == before
    assert "kim" not in page
    assert 'value="same" checked' not in page
    assert "Set-Cookie" not in web.get("/review").headers


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"verdict.link.1": "same", "verdict.link.2": "same", "verdict.link.3": "different"},
            "person.a = person.b, person.b = person.c, person.a ≠ person.c",
        ),
        (
            {"verdict.link.4": "same", "verdict.link.6": "same"},
            f"org.x = org.y, org.x = {OUT}1, org.y ≠ {OUT}1",
        ),
    ],
)
@pytest.mark.parametrize(("lang", "words"), [("ko", "어긋납니다"), ("en", "contradict")])
def test_contradictions_are_refused_with_what_leads_to_them(
    web: FlaskClient, fields: dict[str, str], told: str, lang: str, words: str
) -> None:
    answer = web.post(f"/review?lang={lang}", data={"by": "kim", **fields})
    document = answer.get_json(force=True)

    assert answer.status_code == document["status"] == 409
    assert words in document["detail"]
    assert set(document["detail"].partition(": ")[2].split(", ")) == set(told.split(", "))
    assert document["where"] in fields


def test_two_verdicts_about_one_pair_contradict_each_other(web: FlaskClient) -> None:
    answer = web.post("/review", data={"by": "kim", "verdict.link.1": ["same", "different"]})

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("fields", "status", "kind"),
    [
        ({"by": "kim"}, 400, "nothing-decided"),
        ({"by": "kim", "verdict.link.1": "open"}, 400, "nothing-decided"),
        ({"by": " \t", "verdict.link.1": "same"}, 400, "nobody-decides"),
        ({"verdict.link.1": "same"}, 400, "nobody-decides"),
        ({"by": "kim", "verdict.link.9": "same"}, 422, "unknown-pair"),
        ({"by": "kim", "verdict.link.7": "same"}, 422, "unknown-pair"),
        ({"by": "kim", "because.link.9": "x"}, 422, "unknown-pair"),
        ({"by": "kim", "verdict.link.1": "maybe"}, 422, "choice"),
        ({"by": "kim", "verdikt.link.1": "same"}, 422, "review-field"),
        ({"by": "k" * 101, "verdict.link.1": "same"}, 422, "long-words"),
        (
            {"by": "k", "verdict.link.1": "same", "because.link.1": "x" * (MOST_BECAUSE + 1)},
            422,
            "long-words",
        ),
        ({"by": "k" * LARGEST, "verdict.link.1": "same"}, 413, "long-review"),
    ],
)
def test_what_is_no_decision_is_refused_in_words(
    web: FlaskClient, fields: dict[str, str], status: int, kind: str
) -> None:
    answer = web.post("/review?lang=en", data=fields)
    document = answer.get_json(force=True)

    assert answer.status_code == document["status"] == status
    assert document["type"].endswith(kind)
    assert len(answer.data) < 2000


def test_a_body_of_another_form_is_refused(web: FlaskClient) -> None:
    assert web.post("/review", json={"by": "kim"}).status_code == 415


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_person_gets_the_page_again_with_what_was_chosen(web: FlaskClient, lang: str) -> None:
    answer = sent(
        web,
        accept="text/html",
        lang=lang,
        by='<b>kim"',
        verdict_link_1="same",
        verdict_link_2="same",
        verdict_link_3="different",
        because_link_1="<i>hm</i>",
    )

    assert answer.status_code == 409
    assert answer.mimetype == "text/html"
    assert 'role="alert"' in answer.text
    assert answer.text.count('value="same" checked') == 2
    assert 'name="verdict.link.3" value="different" checked' in answer.text
    assert "&lt;i&gt;hm&lt;/i&gt;" in answer.text
    assert 'value="&lt;b&gt;kim&#34;"' in answer.text
    assert "<i>" not in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.fixture(scope="module")
def many() -> FlaskClient:
    count = PER_PAGE * 2 + 1
    links = [(f"link.{n}", f"org.n{n:03}", f"{OUT}{n}", CLOSE) for n in range(count)]
    return serving(*links)


def test_pairs_come_page_by_page_and_may_be_decided_at_once(many: FlaskClient) -> None:
    def shown(number: int) -> list[str]:
        page = many.get(f"/review?page={number}&lang=en", headers=HTML).text
        return [part.partition('"')[0] for part in page.split('<section class="pair" id="')[1:]]

    pages = [shown(number) for number in (1, 2, 3, 4)]

    assert [len(each) for each in pages] == [PER_PAGE, PER_PAGE, 1, 1]
    assert pages[3] == pages[2], "behind the last page there is none"
    assert len({key for each in pages for key in each}) == PER_PAGE * 2 + 1
    assert many.get("/review?page=0").status_code == 400
    form = {f"verdict.{each[0]}": "same" for each in pages[:3]}
    assert len(many.post("/review", data={"by": "kim", **form}).text.splitlines()) == 3


def test_programs_read_pairs_page_by_page_too(many: FlaskClient) -> None:
    def told(address: str) -> dict[str, Any]:
        document: dict[str, Any] = many.get(address).get_json()
        return document

    first, last = told("/review?format=json"), told("/review?format=json&limit=30&page=2")
    ids = many.get("/review?format=ids").get_json()

    assert (first["count"], first["pages"], len(first["pairs"])) == (PER_PAGE * 2 + 1, 3, PER_PAGE)
    assert [pair["id"] for pair in first["pairs"]] == ids[:PER_PAGE]
    assert [pair["id"] for pair in last["pairs"]] == ids[30:]
    assert many.get("/review?format=json&limit=201").status_code == 400


def test_a_refused_form_stays_on_its_page(many: FlaskClient) -> None:
    page = many.post("/review?lang=en", data={"page": "3", "by": "kim"}, headers=HTML).text

    assert page.count('class="pair"') == 1
    assert "41 to 41 shown" in page
