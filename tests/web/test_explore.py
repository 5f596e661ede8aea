"""`/explore` and what its script asks for, and the same pages where no script was built."""

from __future__ import annotations

import gzip
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from kg.release import open_release
from kg.web import bundle, create_app
from kg.web.explore import Drawn
from kg.web.warming import prepare

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}


@pytest.fixture
def graph(web: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = web.get("/explore/graph.json").get_json()
    return told


@pytest.fixture
def with_scripts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in bundle.SCRIPTED.values():
        (tmp_path / name).write_text("")
    monkeypatch.setattr(bundle, "PLACE", tmp_path)


@pytest.fixture
def without_scripts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "PLACE", tmp_path / "none")


def test_the_graph_holds_what_is_drawn(graph: dict[str, Any]) -> None:
    nodes, lines = graph["nodes"], graph["lines"]
    place = nodes["id"].index("org.mirae-parts")

    assert {len(column) for column in nodes.values()} == {len(nodes["id"])}
    assert {len(column) for column in lines.values()} == {len(lines["source"])}
    assert nodes["ko"][place] == "미래부품"
    assert all(0 <= x <= graph["side"] for x in [*nodes["x"], *nodes["y"]])
    assert max(nodes["x"]) == max(nodes["y"]) == graph["side"]
    assert all(
        kind["path"].startswith("M") and kind["ko"] and kind["en"] for kind in graph["kinds"]
    )
    assert max(nodes["kind"]) < len(graph["kinds"])
    assert max(lines["relation"]) < len(graph["relations"])
    assert max([*lines["source"], *lines["target"]]) < len(nodes["id"])
    supports = [i for i, name in enumerate(lines["id"]) if name.startswith("support.")]
    assert supports
    for i in supports:
        assert graph["relations"][lines["relation"][i]]["is_activity"]


def test_things_and_lines_name_their_sources(graph: dict[str, Any]) -> None:
    named = {
        graph["sources"][i]["id"]
        for place in graph["nodes"]["sources"]
        for i in graph["behind"][place]
    }

    assert "doc.0a1b" in named
    assert all(each["ko"] and each["en"] for each in graph["sources"])


def test_what_many_share_is_told_once(graph: dict[str, Any]) -> None:
    for name, nothing, of in (
        ("days", "", ("start", "end")),
        ("statuses", "", ("status",)),
        ("behind", [], ("sources",)),
    ):
        shared = graph[name]
        assert shared[0] == nothing
        assert len({json.dumps(one) for one in shared}) == len(shared)
        used = {place for part in ("nodes", "lines") for one in of for place in graph[part][one]}
        assert used | {0} == set(range(len(shared)))
    lines = graph["lines"]
    planned = [lines["id"][i] for i, n in enumerate(lines["status"]) if graph["statuses"][n]]
    dated = [day for day in graph["days"] if day]
    assert dated
    assert all(day[:4].isdigit() for day in dated)
    assert planned or set(graph["statuses"]) == {""}


def test_two_first_readers_let_the_graph_be_made_once(release: Path) -> None:
    app = create_app(open_release(release))
    asked: list[object] = []
    site = app.extensions["deungdae"]
    ask = site.asked.ask

    def slowly(*job: object, **how: object) -> object:
        asked.append(job)
        time.sleep(0.2)
        return ask(*job, **how)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(4) as readers:
        patch.setattr(type(site.asked), "ask", lambda _, *job, **how: slowly(*job, **how))
        got = list(
            readers.map(lambda _: app.test_client().get("/explore/graph.json").status_code, "abcd")
        )
    assert got == [200] * 4
    assert len(asked) == 1


def test_the_graph_is_made_once_and_kept(web: FlaskClient) -> None:
    plain = web.get("/explore/graph.json")
    packed = web.get("/explore/graph.json", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = web.get("/explore/graph.json", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("lang", "name"), [("ko", "미래부품"), ("en", "Mirae Parts")])
def test_a_thing_is_told_with_its_quotes(web: FlaskClient, lang: str, name: str) -> None:
    told = web.get(f"/explore/about/org.mirae-parts?lang={lang}").get_json()
    quotes = [q for fact in told["facts"] for value in fact["values"] for q in value["quotes"]]

    assert told["label"] == name
    assert told["href"].startswith("/doc/org.mirae-parts")
    assert quotes
    assert all(quote["words"] and quote["href"].startswith("/source/") for quote in quotes)


def test_nobody_is_told_of_what_is_not_there(web: FlaskClient) -> None:
    assert web.get("/explore/about/org.nobody").status_code == 404


@pytest.mark.usefixtures("without_scripts")
@pytest.mark.parametrize("address", ["/explore", "/sparql"])
def test_without_a_bundle_the_page_works_and_says_so(web: FlaskClient, address: str) -> None:
    answer = web.get(f"{address}?lang=en", headers=PAGE)

    assert "<script" not in answer.text
    assert "make ui" in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert ("/export/svg" in answer.text) == (address == "/explore")


@pytest.mark.usefixtures("with_scripts")
def test_only_pages_with_a_script_may_run_one(web: FlaskClient) -> None:
    for address in ("/explore", "/sparql"):
        answer = web.get(address, headers=PAGE)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "connect-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.text.count("<script") == 1
    for address in ("/", "/doc/org.mirae-parts", "/search?q=mirae"):
        answer = web.get(address, headers=PAGE)
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert "<script" not in answer.text


@pytest.mark.usefixtures("with_scripts")
def test_the_graph_is_there_before_its_first_reader(release: Path) -> None:
    app = create_app(open_release(release))
    prepare(app)

    assert isinstance(app.extensions["deungdae"].remembered["explore.graph"], Drawn)


@pytest.mark.usefixtures("without_scripts")
def test_nothing_is_prepared_for_nobody(release: Path) -> None:
    app = create_app(open_release(release))
    prepare(app)

    assert "explore.graph" not in app.extensions["deungdae"].remembered


@pytest.mark.usefixtures("with_scripts")
def test_words_for_the_script_are_whole(web: FlaskClient) -> None:
    import html
    import re

    for lang in ("ko", "en"):
        page = web.get(f"/explore?lang={lang}", headers=PAGE).text
        told = re.search(r'data-words="([^"]*)"', page)
        assert told is not None
        assert len(json.loads(html.unescape(told[1]))) > 30


def test_the_editor_offers_terms_in_both_languages(web: FlaskClient) -> None:
    told = web.get("/sparql/terms.json").get_json()
    terms = {each["term"]: each for each in told["terms"]}

    assert terms["dd:supporter"]["kind"] == "property"
    assert terms["dd:supporter"]["ko"]
    assert terms["dd:supporter"]["en"]
    assert terms["code:kind.Mentoring"]["kind"] == "code"
    assert told["prefixes"]["dd"].endswith("/ont#")
    assert all(each["iri"].endswith(each["term"].partition(":")[2]) for each in told["terms"])
    assert len(told["questions"]) >= 22
    assert all(each["ko"] and each["en"] and "PREFIX" in each["text"] for each in told["questions"])
