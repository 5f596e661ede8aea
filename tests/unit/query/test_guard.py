"""The guard: every door outside stays shut, and words that only look like a door open nothing."""

from __future__ import annotations

import contextlib
import itertools
import re
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, Store

from kg.errors import KgError, QueryRefused, QuerySyntax
from kg.query import guard
from kg.query.answer import answer
from kg.query.guard import check
from kg.query.lexer import tokens
from kg.store import load_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = b'<https://e/s> <https://e/p> 1 , "a" .'
FAR = "<http://far.example/sparql>"
INNER = "{ ?s ?p ?o }"

REFUSED = {
    "plain": f"SELECT * {{ SERVICE {FAR} {INNER} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {FAR} {INNER} }}",
    "odd case": f"SELECT * {{ sErViCe {FAR} {INNER} }}",
    "no spaces": f"SELECT*{{SERVICE{FAR}{INNER}}}",
    "spread over lines": f"SELECT *\n{{\n\tSERVICE\r\n{FAR}\n{INNER}}}",
    "comment between": f"SELECT * {{ SERVICE # where?\n {FAR} {INNER} }}",
    "comment ends at carriage return": f"SELECT * {{ # x\rSERVICE {FAR} {INNER}\n}}",
    "variable endpoint": f"SELECT * {{ VALUES ?e {{ {FAR} }} SERVICE ?e {INNER} }}",
    "prefixed endpoint": f"PREFIX f: <http://far.example/> SELECT * {{ SERVICE f:q {INNER} }}",
    "keyword glued to a name": f"PREFIX : <http://far.example/> SELECT * {{ SERVICE:q {INNER} }}",
    "silent glued": f"PREFIX : <http://far.example/> SELECT * {{ SERVICESILENT:q {INNER} }}",
    "glued to a number": f"SELECT * {{ ?s ?p 1SERVICE{FAR} {INNER} }}",
    "glued to a decimal": f"SELECT * {{ ?s ?p 1.5SERVICE{FAR} {INNER} }}",
    "glued to true": f"SELECT * {{ ?s ?p trueSERVICE{FAR} {INNER} }}",
    "glued to a string": f"SELECT * {{ ?s ?p 'a'SERVICE{FAR} {INNER} }}",
    "behind a dot": f"SELECT * {{ ?s ?p ?o .SERVICE{FAR} {INNER} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT ?s {{ SERVICE {FAR} {INNER} }} }} }}",
    "in EXISTS": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {FAR} {INNER} }} }}",
    "in NOT EXISTS": f"ASK {{ ?s ?p ?o FILTER(NOT EXISTS {{ SERVICE {FAR} {INNER} }}) }}",
    "in OPTIONAL": f"ASK {{ ?s ?p ?o OPTIONAL {{ SERVICE {FAR} {INNER} }} }}",
    "in MINUS": f"ASK {{ ?s ?p ?o MINUS {{ SERVICE {FAR} {INNER} }} }}",
    "in UNION": f"ASK {{ {{ ?s ?p ?o }} UNION {{ SERVICE {FAR} {INNER} }} }}",
    "in GRAPH": f"ASK {{ GRAPH ?g {{ SERVICE {FAR} {INNER} }} }}",
    "in a projection": f"SELECT (EXISTS {{ SERVICE {FAR} {INNER} }} AS ?x) {{ ?s ?p ?o }}",
    "in a construct": f"CONSTRUCT {INNER} WHERE {{ SERVICE {FAR} {INNER} }}",
    "in a describe": f"DESCRIBE ?s {{ SERVICE {FAR} {INNER} }}",
    "escaped letter": f"SELECT * {{ \\u0053ERVICE {FAR} {INNER} }}",
    "escaped inside": f"SELECT * {{ SER\\U00000056ICE {FAR} {INNER} }}",
    "all escaped": "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 "
    f"{FAR} {INNER} }}",
    "behind an escaped quote": f"SELECT * {{ ?s ?p \\u0022a\\u0022 SERVICE {FAR} {INNER} }}",
    "an IRI that is a comparison": (
        f"SELECT * {{ ?s ?p ?o FILTER(?o<'b>' ) SERVICE {FAR} {INNER} #'\n}}"
    ),
    "a comment that is a comparison": (
        f"SELECT * {{ ?s ?p ?o FILTER(?o<?s#>'\n ) SERVICE {FAR} {INNER} #'\n}}"
    ),
    "insert": "INSERT DATA { <https://e/s> <https://e/p> 2 }",
    "delete": "prefix e: <https://e/> delete where { e:s ?p ?o }",
    "delete with a base": "BASE <https://e/> DELETE WHERE { <s> ?p ?o }",
    "load": f"LOAD {FAR}",
    "load silent, odd spacing": f"\n\tload\tsilent{FAR}",
    "clear": "CLEAR ALL",
    "with": "WITH <https://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "drop behind a comment": "# SELECT * { ?s ?p ?o }\nDROP ALL",
}

ALLOWED = {
    "string": "SELECT * { ?s ?p 'SERVICE <http://far.example/> {}' }",
    "long string": 'SELECT * { ?s ?p """a "quoted" SERVICE\n <http://far.example/> {}""" }',
    "escaped quote in a string": r"SELECT * { ?s ?p 'it\'s SERVICE <http://far.example/> {}' }",
    "comment": "SELECT * { ?s ?p ?o # SERVICE <http://far.example/> {}\n}",
    "IRI": "SELECT * { <http://far.example/SERVICE> ?p ?o }",
    "IRI in a filter": "SELECT * { ?s ?p ?o FILTER(?o=<http://far.example/SERVICE>) }",
    "comparison": "SELECT * { ?s ?p ?service FILTER(?service<5&&?service>1) }",
    "variable": "SELECT ?SERVICE $service { ?SERVICE ?p $service }",
    "prefix name": "PREFIX service: <https://e/> SELECT * { service:a ?p service:b }",
    "local name": "PREFIX e: <https://e/> SELECT * { e:SERVICE e:service.SERVICE e:x-SERVICE }",
    "graph named with that prefix": (
        "PREFIX service: <https://e/>\n"
        "SELECT * FROM NAMED service:g { GRAPH service:g { ?s ?p ?o } }"
    ),
    "blank node": "SELECT * { _:SERVICE ?p ?o }",
    "update word as a variable": "SELECT ?insert { ?insert ?load ?clear }",
    "update word in a string": "ASK { ?s ?p 'INSERT DATA { }' }",
    "load as a local name": "PREFIX e: <https://e/> ASK { e:load e:INSERT e:drop }",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return load_bytes(DATA, "data.ttl")


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_command_or_a_call_outside_is_refused_with_its_place(store: Store, text: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        answer(store, text)

    line, column = map(int, caught.value.where.split(":"))
    assert line >= 1
    assert column >= 1
    assert caught.value.hint


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED.keys())
def test_a_word_that_only_looks_like_a_call_is_no_call(store: Store, text: str) -> None:
    found = answer(store, text).result

    assert isinstance(found, QueryBoolean) or list(found) is not None


def test_a_refusal_points_at_the_keyword() -> None:
    with pytest.raises(QueryRefused) as caught:
        check(f"SELECT *\n{{\n  SERVICE {FAR} {INNER}\n}}")

    assert caught.value.where == "3:3"


SYNTAX = {
    "empty": ("", "1:1", "SELECT"),
    "only a comment": ("# nothing\n", "1:1", "SELECT"),
    "no question": ("FIND everything", "1:1", "SELECT"),
    "missing object": ("SELECT * {\n  ?s ?p\n}", "3:2", "missing variable"),
    "undeclared known prefix": (
        "SELECT * {\n ?s skos:prefLabel ?o }",
        "2:5",
        "<http://www.w3.org/2004/02/skos/core#>",
    ),
    "undeclared unknown prefix": ("SELECT * { ?s nobody:x ?o }", "1:15", "PREFIX nobody:"),
    "open brace": ("SELECT * {\n ?s ?p ?o", "1:10", "partner"),
    "closing brace too many": ("SELECT * { ?s ?p ?o } }", "1:23", "partner"),
    "wrong bracket": ("SELECT * { ?s ?p (1 ] }", "1:21", "partner"),
    "open quotation mark": ("SELECT * { ?s ?p 'a }", "1:18", "partner"),
    "ungrouped variable": ("SELECT ?p { ?s ?p ?o } GROUP BY ?s", "1:35", "GROUP BY"),
    "two questions": ("ASK { } SELECT * { }", "1:15", "place"),
    "lone surrogate": ("ASK { ?s ?p '\ud800' }", "1:14", ""),
}


@pytest.mark.parametrize(("text", "where", "hint"), SYNTAX.values(), ids=SYNTAX.keys())
def test_a_syntax_error_says_where_and_what_to_do(
    store: Store, text: str, where: str, hint: str
) -> None:
    with pytest.raises(QuerySyntax) as caught:
        answer(store, text)

    assert caught.value.where == where
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nPREFIX ask: <https://e/>\nPREFIX : <https://e/#> ask {}", "ASK"),
        ("BASE <https://e/> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <https://e/s>", "DESCRIBE"),
    ],
)
def test_the_kind_of_a_question_is_its_first_keyword(text: str, kind: str) -> None:
    assert check(text) == kind


@given(st.text())
def test_the_lexer_loses_no_character_but_blanks_and_comments(text: str) -> None:
    found = list(tokens(text))

    assert all(text[token.start :].startswith(token.text) for token in found)
    assert all(
        first.start + len(first.text) <= second.start for first, second in itertools.pairwise(found)
    )


@given(st.text("SERVICE<>'\"#{}()?abc:1\\u \n", max_size=40))
def test_any_text_is_a_question_or_a_refusal_and_never_a_crash(text: str) -> None:
    kind, where = "", ""
    try:
        kind = check(text)
    except KgError as error:
        where = error.where

    assert where or kind in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


class Listener:
    """A server on loopback that counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                call, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            call.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


PIECES = st.lists(
    st.sampled_from(
        [
            "?s ?p ?o ",
            "?s ?p 1",
            "?s ?p true",
            "?s ?p 'a' ",
            ".",
            "FILTER(?o<'b>'",
            "FILTER(?o<1",
            ")",
            "'",
            '"',
            '"""',
            "#",
            "\n",
            "\r",
            "SERVICE<FAR>{?s ?p ?o}",
            "SERVICE SILENT <FAR>{?s ?p ?o}",
            "SERVICE:x{?s ?p ?o}",
            "SERVICE service:x{?s ?p ?o}",
            "OPTIONAL{",
            "FILTER EXISTS{",
            "{",
            "}",
            "\\u0022",
            "<https://e/a'b#c>",
        ]
    ),
    max_size=9,
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_nothing_the_guard_lets_through_calls_out(
    store: Store, listener: Listener, pieces: list[str]
) -> None:
    body = "".join(pieces).replace("FAR", listener.address)
    text = (
        f"PREFIX : <{listener.address}> PREFIX service: <{listener.address}> SELECT * {{ {body}\n}}"
    )
    before = listener.calls

    with contextlib.suppress(KgError):
        list(answer(store, text).result)  # type: ignore[arg-type]  # a SELECT has rows

    assert listener.calls == before, text


@pytest.mark.slow
def test_the_listener_would_notice_a_call(store: Store, listener: Listener) -> None:
    before = listener.calls

    with pytest.raises((OSError, RuntimeError)):
        list(store.query(f"SELECT * {{ SERVICE <{listener.address}> {INNER} }}"))  # type: ignore[arg-type]

    assert listener.calls == before + 1


@given(
    spaces=st.lists(
        st.sampled_from([" ", "\n", "\t", "# PREFIX a: <b> ASK\n", "PREFIX a: <b>", "prefix :<>"]),
        max_size=8,
    ),
    rest=st.sampled_from(
        ["SELECT * {}", "ask{}", "ASK", "describe<a:>", "DELETE {}", "SELECT:a", ""]
    ),
)
def test_the_quick_look_for_the_first_word_sees_what_the_lexer_sees(
    spaces: list[str], rest: str
) -> None:
    text = "".join(spaces) + rest
    quick = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "_USUAL", re.compile("(?P<word>never matches)"))
        slow = outcome(text)

    assert quick == slow


def outcome(text: str) -> str:
    try:
        return check(text)
    except (QueryRefused, QuerySyntax) as error:
        return f"{type(error).__name__} {error.where}"
