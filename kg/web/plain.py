"""Plain questions: `GET /sparql?query=...` or the same by POST, and nothing else, from its bytes.

The head of a request is read by the very code that reads every other one, gunicorn's and ours, but
once for all requests of one reader: they differ in their first line only. What is found, which
forms are wanted and which headers an answer gets, is kept under the bytes of the head. Whatever is
not plain in any way is left to the common path.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from gunicorn.http import get_parser
from gunicorn.http.wsgi import create

from kg.query.cache import Kept
from kg.query.job import PAGE as PAGE_ROWS
from kg.query.job import Head
from kg.web.asking import wanted
from kg.web.headers import CONDITIONS, SHORT
from kg.web.posted import FIRST as FIRST_POSTED
from kg.web.posted import TEXT, posted
from kg.web.sparql import answered

if TYPE_CHECKING:
    from flask import Flask

Address = tuple[str, int]
Key = tuple[bytes, str, bytes]  # a head, whose it is, and the media type of its body
MANY: Final = 512  # heads that are remembered
LONGEST_HEAD: Final = 4_000
LONGEST_LINE: Final = 4_000  # gunicorn takes 4,094
PLAIN: Final = b"GET /sparql?query="
_LINE: Final = re.compile(
    re.escape(PLAIN) + f"([!\"$%'-~]{{1,{LONGEST_LINE - 40}}}) HTTP/1\\.1\r\n".encode()
)
_LONELY: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_FIRST: Final = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"  # stands for any such line
_TAG: Final = "0123456789abcdef" * 2  # an ETag that stands for any
_FORBIDDEN: Final = CONDITIONS | {
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
    "HTTP_CONTENT_ENCODING",
    "HTTP_TRANSFER_ENCODING",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The head of an answer, with places for its date, its name and its length.

    Attributes:
        head: To be filled in with `%`.
        is_packed: Whether the body is sent as gzip.
    """

    head: bytes
    is_packed: bool

    def filled(self, *, date: bytes, tag: str, length: int) -> bytes:
        """Return the head of one answer."""
        return self.head % {b"date": date, b"tag": tag.encode(), b"length": b"%d" % length}


@dataclass(slots=True)
class Reader:
    """Who asks plain questions: what every request with the same head has in common.

    Attributes:
        client: Address of whoever asks.
        base: What relative IRIs are resolved against.
        table: Form of rows and of yes or no.
        graph: Form of triples.
        environ: The request as the application would see it.
    """

    app: Flask
    client: str
    base: str
    table: str
    graph: str
    environ: dict[str, Any]  # Any: WSGI's own
    shapes: dict[tuple[str, bool], Shape]

    def shape(self, form: str, length: int) -> Shape:
        """Return the head of an answer in one form, short or long."""
        key = form, length >= SHORT
        if key not in self.shapes:
            self.shapes[key] = self._shaped(*key)
        return self.shapes[key]

    def _shaped(self, form: str, is_long: bool) -> Shape:  # noqa: FBT001 -- half of a key
        kept = Kept(head=Head(kind="SELECT", form=form), body=b" " * (SHORT if is_long else 0))
        with self.app.request_context(self.environ):
            response = answered(kept)
            response.set_etag(_TAG)
            self.app.process_response(response)
            told = response.get_wsgi_headers(self.environ)
        lines = ["HTTP/1.1 200 OK", "Server: gunicorn", "Date: %(date)s", "Connection: keep-alive"]
        for name, value in told.items():
            shown = value.replace("%", "%%").replace(_TAG, "%(tag)s")
            shown = "%(length)s" if name == "Content-Length" else shown
            lines.append(f"{name}: {shown}")
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        return Shape(head, is_packed=told.get("Content-Encoding") == "gzip")


def text_of(asked: bytes, *, is_coded: bool = True) -> str | None:
    """Return the question of an address, a form or a body; None where it is not in UTF-8."""
    try:
        return (unquoted(asked.replace(b"+", b" ")) if is_coded else asked).decode("utf-8")
    except UnicodeDecodeError:
        return None


def unquoted(asked: bytes) -> bytes:
    """Return bytes with their percent signs resolved, as `urllib.parse` does.

    Quoted-printable is the same with another sign, and Python reads that in C.

    >>> unquoted(b"a=b%20%EB%93%B1").decode()
    'a=b 등'
    """
    if _LONELY.search(asked):
        return unquote_to_bytes(asked)
    return a2b_qp(asked.replace(b"=", b"=3D").replace(b"%", b"="))


class Readers:
    """Those who ask plain questions, by the bytes of their heads, bounded in number."""

    def __init__(self, app: Flask, cfg: Any) -> None:  # Any: gunicorn is untyped
        self.app = app
        self.cfg = cfg
        self._known: OrderedDict[Key, Reader | None] = OrderedDict()
        self._seen: OrderedDict[Key, None] = OrderedDict()

    def read(self, held: bytes, client: Address, server: Address) -> tuple[Reader, str] | None:
        """Return who asks and the question; None for whatever is not plain."""
        head, asked, kind = _parted(held)
        if not asked:
            return None
        key = head, client[0], kind
        if key in self._known:
            self._known.move_to_end(key)
            reader = self._known[key]
        else:
            reader = self._met(key, client, server)
        is_coded = kind != TEXT
        text = text_of(asked, is_coded=is_coded) if reader else None
        return (reader, text) if reader and text else None

    def _met(self, key: Key, client: Address, server: Address) -> Reader | None:
        """Take note of a head; it is read when it comes the second time, for many never do."""
        head, _, kind = key
        if len(head) > LONGEST_HEAD or (b"\r\n" + head).find(b"\r\n\r\n") != len(head) - 2:
            return None
        if key not in self._seen:
            self._seen[key] = None
            _shorten(self._seen)
            return None
        del self._seen[key]
        try:
            self._known[key] = self._read(head, kind, client, server)
        except Exception:  # noqa: BLE001 -- what is wrong with it, the common path tells its sender
            self._known[key] = None
        _shorten(self._known)
        return self._known[key]

    def _read(self, head: bytes, kind: bytes, client: Address, server: Address) -> Reader | None:
        environ = self._environ(head, client, server)
        if environ is None:
            return None
        if kind:
            environ["REQUEST_METHOD"] = "POST"
            environ["QUERY_STRING"] = ""
        with self.app.request_context(environ) as context:
            table, graph = wanted("SELECT"), wanted("CONSTRUCT")
            base = context.request.base_url
        if not table or not graph or PAGE_ROWS in {table, graph}:
            return None
        return Reader(self.app, environ["REMOTE_ADDR"], base, table, graph, environ, {})

    def _environ(
        self, head: bytes, client: Address, server: Address
    ) -> dict[str, Any] | None:  # Any: WSGI's own
        """Return the request as gunicorn reads it; None where it is not plain."""
        request = next(get_parser(self.cfg, iter([_FIRST + head]), client))
        if request.should_close() or getattr(request, "_expected_100_continue", False):
            return None
        _, environ = create(request, None, client, server, self.cfg)
        is_plain = (
            not _FORBIDDEN & environ.keys()
            and environ["PATH_INFO"] == "/sparql"
            and not environ["SCRIPT_NAME"]
        )
        return environ if is_plain else None


def _parted(held: bytes) -> tuple[bytes, bytes, bytes]:
    """Return head, question as it was sent, and media type of the body; nothing of all else."""
    found = _LINE.match(held)
    if found:
        return held[found.end() :], found[1], b""
    sent = posted(held) if held.startswith(FIRST_POSTED) else None
    return (sent.head, sent.asked, sent.kind) if sent else (b"", b"", b"")


def _shorten(held: OrderedDict[Key, Any]) -> None:  # Any: whatever is held
    while len(held) > MANY:
        held.popitem(last=False)
