"""Small requests to other people's services: patient, not too fast, and each asked only once."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kg.errors import RemoteError
from kg.ids import digest
from kg.remote.waiting import pause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED: Final = frozenset({301, 302, 303, 307, 308})
AGENT: Final = "deungdae (https://w3id.org/deungdae)"
MOST_BYTES: Final = 20_000_000
DAY: Final = 86_400.0
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What goes along with a POST."""

    body: bytes
    media_type: str = FORM

    @classmethod
    def form(cls, fields: Mapping[str, str]) -> Sent:
        """Return the fields of a form."""
        return cls(body=urllib.parse.urlencode(fields).encode())

    @classmethod
    def json(cls, document: object) -> Sent:
        """Return a document of JSON."""
        body = json.dumps(document, ensure_ascii=False).encode()
        return cls(body=body, media_type="application/json")


@dataclass(kw_only=True)
class Fetcher:
    """Asks services over HTTP and keeps their answers.

    Attributes:
        cache: Folder of answers: a run that broke off goes on where it stopped; None keeps none.
        gap: Seconds between two requests.
        timeout: Seconds for one answer.
        retries: How often a request is repeated after a passing failure.
        lasting: Seconds for which an answer is believed.
    """

    cache: Path | None = None
    gap: float = 0.2
    timeout: float = 60.0
    retries: int = 4
    lasting: float = 30 * DAY
    last: float = field(default=0.0, init=False)

    def json(self, url: str, sent: Sent | None = None) -> Any:
        """Return the JSON that a GET, or a POST, is answered with; nothing is kept.

        Any: JSON of another service, checked by the caller.

        Raises:
            RemoteError: It does not answer, refuses, or sends no JSON.
        """
        told = self.body(url, sent, "application/json")
        try:
            return json.loads(told)
        except ValueError as error:
            raise RemoteError(f"the answer is no JSON: {error}", where=url) from error

    def each(
        self,
        service: str,
        questions: Iterable[str],
        size: int,
        ask: Callable[[Sequence[str]], Mapping[str, bytes]],
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the answer to each question, in order; what is kept is not asked again.

        An answer is kept as soon as it has come, by its question and not by the batch: a run that
        broke off, or has one name more, asks only for what is missing.

        Args:
            service: Names the service and whatever decides its answers beside the question.
            questions: Each once.
            size: Of a batch.
            ask: Answers a batch, every question of it; what it raises comes through.
        """
        known = {question: self._recalled(service, question) for question in questions}
        missing = [question for question, answer in known.items() if answer is None]
        for some in batched(missing, size):
            for question, answer in ask(some).items():
                self._keep(answer, service, question)
                known[question] = answer
        for question, told in known.items():
            if told is not None:
                yield question, told

    def body(self, url: str, sent: Sent | None, accept: str) -> bytes:
        """Return an answer's body.

        Raises:
            RemoteError: It does not answer or refuses.
        """
        if not url.startswith(("http://", "https://")):
            raise RemoteError("this is no address of a service", where=url, hint="https://…")
        headers = {"Accept": accept, "User-Agent": AGENT}
        if sent:
            headers["Content-Type"] = sent.media_type
        for repeat in range(self.retries + 1):
            self._wait()
            data = sent.body if sent else None
            # The scheme was checked: no file is ever opened by an address.
            request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310
            try:
                body = self._read(request)
            except urllib.error.HTTPError as error:
                error.close()  # it is the answer, too
                if error.code not in PASSING or repeat == self.retries:
                    raise _refused(error, url) from error
                time.sleep(pause(repeat, error.headers.get("Retry-After", "")))
            except (OSError, http.client.HTTPException) as error:  # cut short, too
                if repeat == self.retries:
                    raise RemoteError(f"no answer: {error}", where=url) from error
                time.sleep(pause(repeat))
            else:
                if len(body) > MOST_BYTES:
                    raise RemoteError("the answer is too long", where=url)
                return body
        raise AssertionError("the last repeat returns or raises")

    def _read(self, request: urllib.request.Request) -> bytes:
        with _OPENER.open(request, timeout=self.timeout) as answer:
            body: bytes = answer.read(MOST_BYTES + 1)
            if answer.length and len(body) <= MOST_BYTES:
                raise http.client.IncompleteRead(body, answer.length)
        return body

    def _recalled(self, service: str, question: str) -> bytes | None:
        place = self._place(service, question)
        try:
            if place and time.time() - place.stat().st_mtime < self.lasting:
                return place.read_bytes() or None  # none is empty but one a power cut left
        except FileNotFoundError:
            pass
        return None

    def _keep(self, answer: bytes, service: str, question: str) -> None:
        place = self._place(service, question)
        if place:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f".{place.name}.{os.getpid()}.part")
            part.write_bytes(answer)
            part.replace(place)  # a reader sees all of it or nothing

    def _place(self, service: str, question: str) -> Path | None:
        name = digest(service, question)
        return self.cache / name[:2] / name if self.cache else None

    def _wait(self) -> None:
        """Keep the gap between two requests."""
        rest = self.last + self.gap - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self.last = time.monotonic()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows a moved address where nothing is posted: a question would be lost on the way."""

    # Any: as the library has them.
    def redirect_request(
        self, req: urllib.request.Request, *told: Any
    ) -> urllib.request.Request | None:
        """Return where to ask instead; None leaves the answer as it is, an error."""
        return None if req.data is not None else super().redirect_request(req, *told)


def _refused(error: urllib.error.HTTPError, url: str) -> RemoteError:
    place = error.headers.get("Location", "")
    if error.code in MOVED and place:
        hint = f"use {urllib.parse.urljoin(url, place)}"
        return RemoteError("the service has moved", where=url, hint=hint)
    return RemoteError(f"the service says {error.code}", where=url)


_OPENER: Final = urllib.request.build_opener(_Stay)


def batched(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield names in stretches of at most `size`."""
    rest = iter(names)
    while some := tuple(islice(rest, size)):
        yield some
