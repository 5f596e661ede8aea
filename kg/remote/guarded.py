"""Questions to services of the internet that a configuration names, and to nothing else.

Who may choose an address can choose one of this machine, its network or its cloud. So a host must
be named beforehand; all addresses its name stands for must be public; the connection goes to an
address that was looked at, never to a name that is looked up again; nothing redirects it, and a
clock ends it whatever it does.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

from kg.errors import QueryRefused, RemoteError
from kg.remote.addresses import is_public
from kg.remote.fetching import AGENT

if TYPE_CHECKING:
    from collections.abc import Iterator

PORTS: Final = {"http": 80, "https": 443}
ROWS: Final = "application/sparql-results+json"
PIECE: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Which services a query may ask, and how much of each.

    Attributes:
        hosts: Their names in lower case, with a port where it is not that of the scheme; none
            refuses all.
        seconds: For all services one query asks.
        most: Bytes of one answer.
        at_once: Queries that may ask at the same time.
        may_be_private: Whether addresses are believed as they are. For tests only: no option and
            no variable of the environment sets it.
    """

    hosts: frozenset[str] = frozenset()
    seconds: float = 10.0
    most: int = 8_000_000
    at_once: int = 4
    may_be_private: bool = False


def ask(endpoint: str, query: str, outside: Outside, *, seconds: float) -> bytes:
    """Return the rows a service answers a query with, as SPARQL results in JSON.

    Args:
        endpoint: Address of the service.
        query: A SELECT query.
        outside: What may be asked.
        seconds: For the whole of it.

    Raises:
        QueryRefused: The service may not be asked.
        RemoteError: It does not answer in time, refuses, redirects or answers something else.
    """
    parts = _allowed(endpoint, outside)
    end = time.monotonic() + seconds
    line = _connected(parts, outside, end)
    held = [line]  # TLS puts another object in the place of the first
    clock = threading.Timer(max(end - time.monotonic(), 0), lambda: _cut(held[-1]))
    clock.daemon = True
    clock.start()
    try:
        if parts.scheme == "https":
            secured = ssl.create_default_context().wrap_socket(
                line, server_hostname=parts.hostname, do_handshake_on_connect=False
            )
            held.append(secured)
            secured.do_handshake()
        body = _answer(held[-1], parts, query, outside.most)
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = "no answer in time" if time.monotonic() >= end else f"no answer: {error}"
        raise RemoteError(why, where=endpoint) from error
    finally:
        clock.cancel()
        held[-1].close()
    if time.monotonic() >= end:  # a head that was cut may look like a short one
        raise RemoteError("no answer in time", where=endpoint)
    return body


def _allowed(endpoint: str, outside: Outside) -> SplitResult:
    """Return the parts of an address that may be asked."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as error:
        raise QueryRefused(f"this is no address of a service: {error}", where=endpoint) from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise QueryRefused("this is no address of a service", where=endpoint, hint="https://…")
    is_usual = port in {None, PORTS[parts.scheme]}
    if (host if is_usual else f"{host}:{port}") not in outside.hosts:
        raise QueryRefused(
            "SERVICE may not ask this host",
            where=endpoint,
            hint=f"it may ask {', '.join(sorted(outside.hosts)) or 'none'}; the rest with VALUES",
        )
    return parts


def _connected(parts: SplitResult, outside: Outside, end: float) -> socket.socket:
    """Return a connection to an address that was checked."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    addresses = _addresses(host, port, end)
    for address in addresses:
        if not outside.may_be_private and not is_public(address):
            raise QueryRefused("the host stands for an address that is not public", where=host)
    for address in addresses:
        left = end - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError:
            continue
    raise RemoteError("the service cannot be reached", where=host)


def _addresses(host: str, port: int, end: float) -> list[str]:
    """Return what a name stands for; a resolver that takes too long is left alone."""
    found: list[str] = []

    def look() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(each[4][0]) for each in told))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(max(end - time.monotonic(), 0))
    if not found:
        raise RemoteError("the host is not known", where=host)
    return list(found)


def _answer(line: socket.socket, parts: SplitResult, query: str, most: int) -> bytes:
    made = http.client.HTTPConnection(parts.hostname or "", parts.port or PORTS[parts.scheme])
    made.sock = line
    headers = {"Content-Type": "application/sparql-query", "Accept": ROWS, "User-Agent": AGENT}
    headers |= {"Host": parts.netloc, "Connection": "close"}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    made.request("POST", target, body=query.encode(), headers=headers)
    answer = made.getresponse()
    if answer.status != 200:
        where = "it redirects, which is not followed" if 300 <= answer.status < 400 else "no answer"
        raise ValueError(f"it says {answer.status} ({where})")
    body = bytearray()
    for piece in _pieces(answer):
        body += piece
        if len(body) > most:
            raise ValueError(f"more than the {most:,} bytes an answer may have")
    if answer.length:
        raise ValueError("the answer was cut")
    return bytes(body)


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read1(PIECE):
        yield piece


def _cut(line: socket.socket) -> None:
    """End a connection under whoever waits for it."""
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # TLS's own would take its state away
    except OSError:  # it has ended
        return
