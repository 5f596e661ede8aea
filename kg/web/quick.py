"""Whole answers given again without asking the application: what the same request got before.

Only what the application marks is kept: whole answers of a frozen release that hold no time and no
chance. The key is every header the application looks at, so nobody gets an answer meant for
another kind of reader.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

KEEP: Final = "deungdae.keep"  # set in the environment by the application
QUICK: Final = "deungdae.quick"  # set in the environment when the answer came from here
DECIDING: Final = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "wsgi.url_scheme",
)
OVERHEAD: Final = 1500
_Answer = tuple[str, list[tuple[str, str]], bytes, str, int]


class Quick:
    """A WSGI application in front of another, bounded in bytes.

    Attributes:
        hits: How often an answer was given from here.
    """

    def __init__(self, app: WSGIApplication, most: int) -> None:
        self.app = app
        self.most = most
        self.size = 0
        self.hits = 0
        self._held: OrderedDict[tuple[str, ...], _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] != "GET":
            return self.app(environ, start_response)
        get = environ.get
        key = tuple([get(name, "") for name in DECIDING])
        with self._lock:
            found = self._held.get(key)
            if found:
                self.hits += 1
                self._held.move_to_end(key)
        if found is None:
            return self._asked(key, environ, start_response)
        environ[QUICK] = True
        status, headers, body, tag, _ = found
        told = get("HTTP_IF_NONE_MATCH", "")
        if told and (told.strip() == "*" or tag in _tags(told)):
            kept = [pair for pair in headers if pair[0].lower() not in _OF_BODY]
            start_response("304 NOT MODIFIED", kept)
            return []
        start_response(status, list(headers))
        return [body]

    def _asked(
        self, key: tuple[str, ...], environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        told: list[Any] = []  # Any: status and headers, as WSGI hands them on

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[:] = [status, headers]
            return start_response(status, headers, *rest)

        answer = self.app(environ, remember)
        if not environ.get(KEEP) or not told or not told[0].startswith("200"):
            return answer
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        self._keep(key, told[0], list(told[1]), body)
        return [body]

    def _keep(
        self, key: tuple[str, ...], status: str, headers: list[tuple[str, str]], body: bytes
    ) -> None:
        tag = next((value for name, value in headers if name.lower() == "etag"), "")
        weight = len(body) + sum(map(len, key)) + OVERHEAD
        if not tag or weight > self.most // 8:
            return
        with self._lock:
            old = self._held.pop(key, None)
            self.size += weight - (old[4] if old else 0)
            self._held[key] = (status, headers, body, tag, weight)
            while self.size > self.most:
                _, gone = self._held.popitem(last=False)
                self.size -= gone[4]


_OF_BODY: Final = frozenset({"content-length", "content-type", "content-encoding"})


def _tags(told: str) -> set[str]:
    """Return the tags of an If-None-Match header, compared weakly (RFC 9110, section 13.1.2)."""
    return {tag.strip().removeprefix("W/") for tag in told.split(",")}
