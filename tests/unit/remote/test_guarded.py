"""Only named hosts are asked, only at public addresses, and never for long."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import KgError, QueryRefused, RemoteError
from kg.remote import guarded
from kg.remote.addresses import is_public
from kg.remote.guarded import Outside, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODY = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
PRIVATE = """
    127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
    100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.9
    224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 ::127.0.0.1 ::a9fe:a9fe fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254
    fec0::1 ff02::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2001:0:7f00:1:: 100::1
"""
PUBLIC = ["9.9.9.9", "93.184.216.34", "2606:2800:220:1::1", "::ffff:9.9.9.9", "64:ff9b::909:909"]


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_address_of_this_machine_or_a_network_of_its_own_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)


@contextmanager
def served(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[tuple[str, Outside]]:
    """Run a server on loopback; returns its address and the allowance that only tests have."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        place = f"127.0.0.1:{server.server_port}"
        yield f"http://{place}/q?a=b", Outside(hosts=frozenset({place}), may_be_private=True)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def said(
    status: int, body: bytes = BODY, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_a_host_that_is_named_is_asked() -> None:
    seen: list[object] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.extend([handler.path, handler.headers["Host"], handler.headers["Content-Type"]])
        said(200)(handler)

    with served(answer) as (address, outside):
        assert ask(address, "SELECT * { }", outside, seconds=5) == BODY
        assert seen == ["/q?a=b", next(iter(outside.hosts)), "application/sparql-query"]


def test_a_named_host_of_a_private_address_is_not_asked() -> None:
    asked: list[object] = []
    with served(asked.append) as (address, outside):
        strict = Outside(hosts=outside.hosts)
        with pytest.raises(QueryRefused, match="not public"):
            ask(address, "SELECT * { }", strict, seconds=5)
    assert not asked


@pytest.mark.parametrize(
    ("hosts", "endpoint"),
    [
        ([], "https://far.example/"),
        (["far.example"], "https://near.example/"),
        (["far.example"], "https://far.example:8443/"),
        (["far.example"], "https://far.example@near.example/"),
        (["far.example"], "https://u:p@far.example/"),
        (["far.example"], "https://near.example/far.example"),
        (["far.example"], "https://near.example#@far.example/"),
        (["far.example"], "https://sub.far.example/"),
        (["far.example"], "ftp://far.example/"),
        (["far.example"], "file:///etc/passwd"),
        (["far.example"], "urn:far.example"),
        (["far.example"], "https://far.example:x/"),
        (["far.example"], "https://[::1/"),
    ],
)
def test_no_other_host_scheme_or_port_is_asked(
    hosts: list[str], endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it was looked up"))

    with pytest.raises(QueryRefused):
        ask(endpoint, "SELECT * { }", Outside(hosts=frozenset(hosts)), seconds=1)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [(2, 1, 6, "", ("9.9.9.9", 443)), (10, 1, 6, "", ("::ffff:10.0.0.1", 443, 0, 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))

    with pytest.raises(QueryRefused, match="not public"):
        ask("https://far.example/", "", Outside(hosts=frozenset({"far.example"})), seconds=1)


def test_a_name_is_looked_up_once_and_the_address_that_was_looked_at_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lookups: list[str] = []
    places: list[object] = []

    def look(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        lookups.append(host)
        # whoever asks a second time gets this machine
        return [(2, 1, 6, "", ("9.9.9.9" if len(lookups) == 1 else "127.0.0.1", 80))]

    def connect(place: object, **_: object) -> socket.socket:
        places.append(place)
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(RemoteError, match="cannot be reached"):
        ask("http://far.example/", "", Outside(hosts=frozenset({"far.example"})), seconds=1)

    assert (lookups, places) == (["far.example"], [("9.9.9.9", 80)])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 400, 404, 500])
def test_a_redirect_or_an_error_is_an_error(status: int) -> None:
    with (
        served(said(status, Location="http://127.0.0.1:1/")) as (address, outside),
        pytest.raises(RemoteError, match=str(status)),
    ):
        ask(address, "SELECT * { }", outside, seconds=5)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:  # a head that never ends; each piece in time
        handler.wfile.write(b"X: y\r\n"[: 1 + int(time.monotonic()) % 5])
        handler.wfile.flush()
        time.sleep(0.05)


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


@pytest.mark.parametrize("answer", [dripping, silent])
def test_the_clock_ends_an_answer_whatever_it_does(
    answer: Callable[[BaseHTTPRequestHandler], None],
) -> None:
    with served(lambda handler: _quietly(answer, handler)) as (address, outside):
        begun = time.monotonic()
        with pytest.raises(RemoteError, match="in time"):
            ask(address, "SELECT * { }", outside, seconds=0.15)
        assert time.monotonic() - begun < 1.2


def _quietly(
    answer: Callable[[BaseHTTPRequestHandler], None], handler: BaseHTTPRequestHandler
) -> None:
    try:
        answer(handler)
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said(200, b"x" * 2000), "more than"),
        (said(200, b"x", **{"Content-Length": "900"}), "cut"),
        (said(200, b"zz\r\n", **{"Transfer-Encoding": "chunked"}), "no answer"),
    ],
)
def test_an_answer_too_long_or_cut_is_an_error(
    answer: Callable[[BaseHTTPRequestHandler], None], why: str
) -> None:
    with served(answer) as (address, outside):
        narrow = replace(outside, most=1000)
        with pytest.raises(RemoteError, match=why):
            ask(address, "SELECT * { }", narrow, seconds=5)


def test_a_resolver_that_hangs_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **__: object) -> list[object]:
        time.sleep(0.6)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    begun = time.monotonic()

    with pytest.raises(KgError, match="not known"):
        ask("http://far.example/", "", Outside(hosts=frozenset({"far.example"})), seconds=0.2)
    assert time.monotonic() - begun < 0.5


def test_no_option_and_no_variable_allows_private_addresses() -> None:
    from kg.cli.serve import serve
    from kg.web.settings import from_environment

    told = {"DEUNGDAE_DATA": "x", "DEUNGDAE_SERVICES": "far.example, b.example:81"}
    outside = from_environment(told).outside

    assert outside.hosts == {"far.example", "b.example:81"}
    assert not outside.may_be_private
    assert not any("private" in str(option.name) for option in serve.params)
    assert guarded.Outside() == Outside(hosts=frozenset())
