"""Authorities that are services, asked over HTTP on this machine."""

import json
import os
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store
from werkzeug import Request, Response
from werkzeug.serving import make_server

from kg.cli.app import cli
from kg.errors import RemoteError
from kg.link.match.decide import decide
from kg.link.match.index import Index
from kg.link.match.known import Mention
from kg.pipeline import endpoints, reconciling
from kg.pipeline.endpoints import of_endpoint
from kg.pipeline.services import index_of_service
from kg.remote import fetching, waiting
from kg.remote.fetching import Fetcher, Sent, batched
from kg.web import create_app

SAMPLE = Path(__file__).parents[2] / "web" / "sample.ttl"
GASANG = "https://w3id.org/deungdae/id/org.gasang-electronics"
ASKED = [Mention(text="가상전자가"), Mention(text="모르는상사")]


class Counting:
    """A WSGI application that counts what it is asked and fails the first so many times."""

    def __init__(self) -> None:
        store = Store()
        store.load(path=SAMPLE, format=RdfFormat.TURTLE)
        self.app = create_app(store)
        self.count = 0
        self.failures = 0

    def __call__(self, environ: object, start: object) -> object:
        self.count += 1
        if self.failures:
            self.failures -= 1
            return Response("busy", 503, {"Retry-After": "0"})(environ, start)  # type: ignore[arg-type]  # WSGI
        if Request(environ).path == "/junk":  # type: ignore[arg-type]  # WSGI
            return Response("no json")(environ, start)  # type: ignore[arg-type]  # WSGI
        return self.app(environ, start)  # type: ignore[arg-type]  # WSGI


@pytest.fixture(scope="module")
def app() -> Counting:
    return Counting()


@pytest.fixture(scope="module")
def address(app: Counting) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app)  # type: ignore[arg-type]  # WSGI
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def who(index: Index, text: str) -> str:
    chosen = decide(Mention(text=text), index, {}).chosen
    return chosen.known.iri if chosen else "NIL"


@pytest.mark.parametrize("path", ["/reconcile", "/sparql"])
def test_a_service_knows_the_names_it_is_asked_for(address: str, path: str) -> None:
    index = index_of_service(address + path, ASKED, Fetcher(gap=0))

    assert who(index, "가상전자가") == GASANG
    assert who(index, "모르는상사") == "NIL"


def test_an_answer_is_kept_and_a_broken_run_goes_on(
    address: str, app: Counting, tmp_path: Path
) -> None:
    fetcher = Fetcher(gap=0, cache=tmp_path)
    index_of_service(address + "/reconcile", ASKED, fetcher)
    before = app.count
    index = index_of_service(address + "/reconcile", ASKED, fetcher)

    assert app.count == before
    assert who(index, "가상전자") == GASANG


def test_a_busy_service_is_asked_again(address: str, app: Counting) -> None:
    app.failures = 2

    assert Fetcher(gap=0).json(address + "/reconcile")["name"]
    app.failures = 2
    with pytest.raises(RemoteError, match="503"):
        Fetcher(gap=0, retries=1).json(address + "/reconcile")
    app.failures = 0


def test_questions_go_in_batches_of_ten(address: str, app: Counting) -> None:
    before = app.count
    many = [Mention(text=f"가상전자{number}") for number in range(25)]
    index_of_service(address + "/reconcile", many, Fetcher(gap=0))

    assert app.count - before == 1 + 3
    assert list(batched("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/hostname", "no address"),
        ("http://127.0.0.1:1/", "no answer"),
    ],
)
def test_what_is_no_service_is_told(url: str, said: str) -> None:
    with pytest.raises(RemoteError, match=said):
        Fetcher(gap=0, retries=0).json(url)


def test_an_address_that_answers_otherwise_is_told(address: str) -> None:
    with pytest.raises(RemoteError, match="no SPARQL results"):
        index_of_service(address + "/junk", ASKED, Fetcher(gap=0))


def test_a_service_without_an_identifier_space_gives_the_page_s_address() -> None:
    manifest = {"view": {"url": "https://example.org/see/{{id}}"}}

    assert reconciling._iri("x1", manifest) == "https://example.org/see/x1"
    assert reconciling._iri("x1", {"identifierSpace": "https://example.org/id/"}).endswith("/id/x1")
    assert reconciling._iri("https://example.org/y", {}) == "https://example.org/y"


def test_the_verb_links_to_a_service(address: str, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("가상전자\t부품을 산다\n없는상사\t\n", "utf-8")
    words = ["link", "--to", f"{address}/reconcile", "--mentions", str(table)]
    done = CliRunner().invoke(cli, [*words, "--cache", str(tmp_path / "cache")])

    assert done.exit_code == 0, done.output
    assert [line.split("\t")[0] for line in done.output.splitlines()] == [GASANG, "NIL"]


def test_the_verb_proposes_links_of_a_release(tmp_path: Path) -> None:
    register = tmp_path / "register.ttl"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    register.write_text(
        f'<https://example.org/r/mirae> <{label}> "미래부품 주식회사"@ko .\n'
        f'<https://example.org/entity/Q1> <{label}> "가상전자"@ko .\n',
        "utf-8",
    )
    done = CliRunner().invoke(cli, ["link", str(SAMPLE), "--to", str(register)])
    rows = [line.split("\t") for line in done.stdout.splitlines() if not line.startswith("#")]

    assert done.exit_code == 0, done.output
    assert rows[0][:4] == ["subject_id", "subject_label", "predicate_id", "object_id"]
    assert [row[:4] for row in rows[1:]] == [
        ["id:org.mirae-parts", "미래부품", "skos:exactMatch", "https://example.org/r/mirae"]
    ], "what is linked there already is not proposed again"


def test_the_verb_wants_to_know_what_to_link_to() -> None:
    done = CliRunner().invoke(cli, ["link", str(SAMPLE)])

    assert done.exit_code == 2
    assert "--to" in done.output


def test_questions_are_sent_as_openrefine_sends_them(address: str, app: Counting) -> None:
    told = Fetcher(gap=0).json(
        address + "/reconcile",
        Sent.form({"queries": json.dumps({"q0": {"query": "가상전자", "limit": 1}})}),
    )

    assert [each["id"] for each in told["q0"]["result"]] == ["org.gasang-electronics"]
    assert app.count


class Told:
    """A service that answers each request from a list, and remembers what it was sent."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[str, str, str]] = []

    def __call__(self, environ: object, start: object) -> object:
        asked = Request(environ)  # type: ignore[arg-type]  # WSGI
        self.sent.append((asked.path, asked.mimetype, asked.get_data(as_text=True)))
        if asked.form.get("query"):
            self.sent[-1] = (asked.path, asked.mimetype, asked.form["query"])
        answer = self.answers.pop(0)
        body = answer if isinstance(answer, str) else json.dumps(answer)
        return Response(body)(environ, start)  # type: ignore[arg-type]  # WSGI


@contextmanager
def telling(*answers: object) -> Iterator[tuple[str, Told]]:
    told = Told(*answers)
    server = make_server("127.0.0.1", 0, told)  # type: ignore[arg-type]  # WSGI
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/api", told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


MANIFEST = {"name": "등록부", "versions": ["0.2"], "identifierSpace": "https://e.example/"}
DRAFT = {**MANIFEST, "versions": ["1.0-draft"], "view": {"url": "https://e.example/{{id}}"}}
GOOD = {"id": "x", "name": "가상전자"}


def test_a_service_of_the_draft_alone_is_asked_as_the_draft_has_it() -> None:
    answer = {"results": [{"candidates": [GOOD]}, {"candidates": []}]}
    with telling(DRAFT, answer) as (url, told):
        index = index_of_service(url, ASKED, Fetcher(gap=0))

    assert who(index, "가상전자가") == "https://e.example/x"
    assert [each[:2] for each in told.sent] == [("/api", ""), ("/api/match", "application/json")]
    (one, other) = json.loads(told.sent[1][2])["queries"]
    assert one["conditions"] == [{"matchType": "name", "propertyValue": "가상전자가"}]
    assert other["conditions"][0]["propertyValue"] == "모르는상사"


@pytest.mark.parametrize(
    ("manifest", "answer", "said"),
    [
        (MANIFEST, {"q0": {"result": [GOOD]}}, "no result for the question about 모르는상사"),
        (MANIFEST, {"status": "error"}, "no result for the question about 가상전자가"),
        (MANIFEST, ["q0"], "no result"),
        (MANIFEST, {"q0": {"result": [{"id": "x"}]}, "q1": {"result": []}}, "lacks its id or name"),
        (MANIFEST, {"q0": {"result": ["x"]}, "q1": {"result": []}}, "lacks its id or name"),
        (MANIFEST, "<html>busy</html>", "no JSON"),
        (DRAFT, {"results": [{"candidates": []}]}, "a result for each question"),
        (DRAFT, {"results": [{}, {}]}, "no result for the question"),
    ],
)
def test_half_an_answer_is_none_and_is_not_kept(
    manifest: object, answer: object, said: str, tmp_path: Path
) -> None:
    """A name that was not answered must never pass for one that nobody bears."""
    whole: object = {"q0": {"result": [GOOD]}, "q1": {"result": []}}
    if manifest is DRAFT:
        whole = {"results": [{"candidates": [GOOD]}, {"candidates": []}]}
    with telling(manifest, answer, whole) as (url, told):
        with pytest.raises(RemoteError, match=said) as caught:
            index_of_service(url, ASKED, Fetcher(gap=0, cache=tmp_path))
        index = index_of_service(url, ASKED, Fetcher(gap=0, cache=tmp_path))

    assert caught.value.where == url or url in str(caught.value.where)
    assert who(index, "가상전자가") == "https://e.example/x"
    assert len(told.sent) == 3, "the manifest is kept, the broken answer is not"


def test_only_names_that_are_missing_are_asked(tmp_path: Path) -> None:
    first = {"q0": {"result": [GOOD]}, "q1": {"result": []}}
    with telling(MANIFEST, first, {"q0": {"result": []}}) as (url, told):
        index_of_service(url, ASKED, Fetcher(gap=0, cache=tmp_path))
        more = [Mention(text="새이름"), *reversed(ASKED)]
        index = index_of_service(url, more, Fetcher(gap=0, cache=tmp_path))

    assert who(index, "가상전자가") == "https://e.example/x"
    asked = [unquote_plus(body) for _, _, body in told.sent[1:]]
    assert ["새이름" in each for each in asked] == [False, True]
    assert ["가상전자가" in each for each in asked] == [True, False]


def test_an_old_answer_is_asked_for_anew(tmp_path: Path) -> None:
    before: object = {"q0": {"result": []}, "q1": {"result": []}}
    after = {"q0": {"result": [GOOD]}, "q1": {"result": []}}
    with telling(MANIFEST, before, MANIFEST, after) as (url, _):
        index_of_service(url, ASKED, Fetcher(gap=0, cache=tmp_path))
        for file in tmp_path.rglob("*"):
            if file.is_file():
                os.utime(file, (0, 0))
        index = index_of_service(url, ASKED, Fetcher(gap=0, cache=tmp_path))

    assert who(index, "가상전자가") == "https://e.example/x"


def rows(*names: str) -> str:
    found = [
        {
            "name": {"type": "literal", "value": name, "xml:lang": "ko"},
            "s": {"type": "uri", "value": f"https://e.example/{at}"},
            "p": {"type": "uri", "value": "http://www.w3.org/2004/02/skos/core#prefLabel"},
            "o": {"type": "literal", "value": name, "xml:lang": "ko"},
        }
        for at, name in enumerate(names)
    ]
    head = {"vars": ["name", "s", "p", "o"]}
    return json.dumps({"head": head, "results": {"bindings": found}})


def test_a_full_answer_of_an_endpoint_is_asked_for_in_halves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An answer that is as long as it may be is taken for cut."""
    monkeypatch.setattr(endpoints, "MOST", 2)
    asked = [Mention(text=name) for name in ("가나", "다라", "마바")]
    answers = (rows("가나", "가나"), rows("가나"), rows("다라", "마바"), rows("다라"), rows("마바"))
    with telling(*answers) as (url, told):
        known = list(of_endpoint(url, asked, Fetcher(gap=0)))

    assert {each.label for each in known} >= {"가나"}
    assert ["LIMIT" in body for _, _, body in told.sent] == [True, False, True, False, False]
    assert ["마바" in body for _, _, body in told.sent] == [True, False, True, False, True]


class Broken(Told):
    """A service whose answer to a question is none, in a way of its own."""

    def __init__(self, way: str) -> None:
        super().__init__()
        self.way = way
        self.count = 0

    def __call__(self, environ: object, start: object) -> object:
        asked = Request(environ)  # type: ignore[arg-type]  # WSGI
        if asked.method == "GET":
            answer = Response(json.dumps(MANIFEST))
            if asked.path.endswith("/sparql"):
                answer = Response("what is asked?", 400)
            return answer(environ, start)  # type: ignore[arg-type]  # WSGI
        asked.get_data()  # werkzeug waits for what is not read, and the client for what is missing
        self.count += 1
        whole = (rows("가나") if asked.path.endswith("/sparql") else json.dumps({"q0": 1})).encode()
        made = {
            "cut": Response(whole[:-5]),
            "short": Response(whole[:-5]),
            "mis-encoded": Response(
                whole.replace(b"q0", b"\xb0\xa1").replace(b"e.ex", b"\xb0\xa1")
            ),
            "huge": Response(b" " * 2000 + whole),
            "empty": Response(b""),
            "web page": Response("<!doctype html><p>Sign in"),
        }[self.way]
        made.automatically_set_content_length = False
        if self.way == "cut":
            made.headers["Content-Length"] = str(len(whole))
        return made(environ, start)  # type: ignore[arg-type]  # WSGI


@pytest.mark.parametrize("path", ["/api", "/sparql"])
@pytest.mark.parametrize("way", ["cut", "short", "mis-encoded", "huge", "empty", "web page"])
def test_a_broken_answer_is_told_and_not_kept(
    path: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 2000)
    monkeypatch.setattr(waiting, "FIRST", 0.0)
    broken = Broken(way)
    server = make_server("127.0.0.1", 0, broken)  # type: ignore[arg-type]  # WSGI
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.port}{path}"
        with pytest.raises(RemoteError) as caught:
            index_of_service(url, [Mention(text="가나")], Fetcher(gap=0, cache=tmp_path, retries=2))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    said = {
        "cut": "no answer: IncompleteRead",
        "huge": "too long",
    }.get(way, "no JSON|no SPARQL results|no result")
    assert re.search(said, caught.value.message), caught.value.message
    assert url in caught.value.where
    assert broken.count == (3 if way == "cut" else 1), "what was cut is asked for again"
    kept = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    assert all(json.loads(body)["name"] for body in kept), "nothing but the manifest"


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_service_that_has_moved_says_where_to(code: int) -> None:
    """A question that is posted must not become another one on the way to a new address."""

    def moved(environ: object, start: object) -> object:
        asked = Request(environ)  # type: ignore[arg-type]  # WSGI
        asked.get_data()
        if asked.path == "/new/api":
            return Response(json.dumps(MANIFEST))(environ, start)  # type: ignore[arg-type]  # WSGI
        answer = Response("", code, {"Location": "/new/api"})
        return answer(environ, start)  # type: ignore[arg-type]  # WSGI

    server = make_server("127.0.0.1", 0, moved)  # type: ignore[arg-type]  # WSGI
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.port}"
    try:
        with pytest.raises(RemoteError, match="has moved") as caught:
            index_of_service(f"{url}/api", ASKED, Fetcher(gap=0))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert caught.value.hint == f"use {url}/new/api"


def test_a_candidate_of_no_name_is_nobody() -> None:
    answer = {"q0": {"result": [{"id": "y", "name": " "}, GOOD]}, "q1": {"result": []}}
    with telling(MANIFEST, answer) as (url, _):
        index = index_of_service(url, ASKED, Fetcher(gap=0))

    assert [each.iri for each in index.entities] == ["https://e.example/x"]


class Clock:
    """Time that passes when somebody sleeps or a service answers."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize("answers_in", [0.0, 0.05, 0.5])
def test_a_service_is_asked_five_times_a_second_at_most(
    answers_in: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, sent = Clock(), list[float]()
    monkeypatch.setattr(fetching, "time", clock)

    def read(_: Fetcher, request: urllib.request.Request) -> bytes:
        sent.append(clock.now)
        clock.now += answers_in
        if len(sent) == 3:
            told = Message()
            told["Retry-After"] = "7"
            raise urllib.error.HTTPError(request.full_url, 429, "slow down", told, None)
        return b"{}"

    monkeypatch.setattr(Fetcher, "_read", read)
    fetcher = Fetcher()
    for _ in range(5):
        fetcher.json("http://e.example/")
    gaps = [after - before for before, after in pairwise(sent)]

    assert len(sent) == 6
    assert min(gaps) >= 0.2 - 1e-9
    assert max(gaps) == pytest.approx(7 + answers_in), "the service's wish is heard"
    assert sum(sorted(gaps)[:-1]) == pytest.approx(4 * max(0.2, answers_in)), "and not waited twice"
