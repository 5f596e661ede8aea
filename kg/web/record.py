"""What happened, for those who run the service: numbers for Prometheus and lines of JSON.

The text of a question is written only where somebody asked for it: it may tell what a reader is
interested in. Slow questions are the exception an operator switches on by naming a time.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from bisect import bisect_left
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from kg.query.reply import CutAnswer
from kg.web.quick import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

QUESTION: Final = "deungdae.question"  # set in the environment by the application: its text
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
OTHER: Final = "other"
# When a request came that another than the application began to answer; 0 for none.
BEGUN: Final[ContextVar[float]] = ContextVar("begun", default=0.0)


@dataclass(slots=True)
class Numbers:
    """What is counted; one for each front."""

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    buckets: Counter[tuple[str, float]] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    plain: int = 0  # those that took the short way
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, route: str, status: str, seconds: float) -> None:
        """Count one request that was answered."""
        place = bisect_left(BUCKETS, seconds)
        bucket = BUCKETS[place] if place < len(BUCKETS) else float("inf")
        with self.lock:
            self.requests[route, status] += 1
            self.buckets[route, bucket] += 1
            self.seconds[route] += seconds  # type: ignore[assignment]  # a Counter adds any number


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Where and what is written.

    Attributes:
        place: A file, `-` for stderr; empty writes nothing.
        has_questions: Whether the text of questions is written with every request.
        slow: Seconds from which on a question is written with its text; 0 never.
    """

    place: str = ""
    has_questions: bool = False
    slow: float = 0.0


class Recorder:
    """A WSGI application in front of another that counts and writes what it answers."""

    def __init__(
        self, app: WSGIApplication, routes: frozenset[str], release: str, log: Log
    ) -> None:
        self.app = app
        self.routes = routes
        self.release = release
        self.log = log
        self.numbers = Numbers()
        self._out = _opened(log.place)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request and take note of it."""
        begun = BEGUN.get() or time.monotonic()
        told = ["500"]

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[0] = status[:3]
            return start_response(status, headers, *rest)

        body = self.app(environ, start)
        if isinstance(body, list):
            self.note(environ, told[0], sum(map(len, body)), time.monotonic() - begun)
            return body
        return _Sending(
            body,
            lambda size, cut: self.note(environ, told[0] + cut, size, time.monotonic() - begun),
        )

    @property
    def is_writing(self) -> bool:
        """Whether lines are written."""
        return self._out is not None

    def note(self, environ: WSGIEnvironment, status: str, size: int, seconds: float) -> None:
        """Count a request that was answered, and write its line."""
        first = environ.get("PATH_INFO", "/").strip("/").partition("/")[0]
        route = first if first in self.routes else OTHER
        self.numbers.count(route, status, seconds)
        if self._out is None:
            return
        question = environ.get(QUESTION, "")
        is_slow = bool(question) and 0 < self.log.slow <= seconds
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": environ.get("REMOTE_ADDR", ""),
            "method": environ.get("REQUEST_METHOD", ""),
            "path": environ.get("PATH_INFO", ""),
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 4),
            "kept": bool(environ.get(QUICK)),
            "agent": environ.get("HTTP_USER_AGENT", ""),
            "release": self.release[:12],
        }
        if is_slow:
            line["slow"] = True
        if question and (is_slow or self.log.has_questions):
            line["question"] = question
        self._write(line)

    def _write(self, line: dict[str, object]) -> None:
        # one write for a line, so that lines of several threads do not mix
        text = json.dumps(line, ensure_ascii=False) + "\n"
        os.write(self._out or 2, text.encode("utf-8", "backslashreplace"))


class _Sending:
    """Hands an answer on piece by piece and takes note when it is closed, begun or not."""

    def __init__(self, body: Iterable[bytes], note: Callable[[int, str], None]) -> None:
        self.body = body
        self.pieces = iter(body)
        self.note = note
        self.size = 0
        self.cut = ""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self.pieces)
        except CutAnswer:
            self.cut = " cut"
            raise
        self.size += len(piece)
        return piece

    def close(self) -> None:
        """Let the answer go."""
        try:
            if close := getattr(self.body, "close", None):
                close()
        finally:
            self.note(self.size, self.cut)


def _opened(place: str) -> int | None:
    """Return a descriptor lines are appended to; None where nothing is written."""
    if not place:
        return None
    if place == "-":
        return sys.stderr.fileno()
    return os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
