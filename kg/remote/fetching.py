"""Small requests to other people's services: patient, not too fast, and each asked only once."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.errors import RemoteError
from kg.ids import digest
from kg.remote.waiting import pause

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
AGENT: Final = "deungdae (https://w3id.org/deungdae)"
MOST_BYTES: Final = 20_000_000


@dataclass(kw_only=True)
class Fetcher:
    """Asks services over HTTP and keeps their answers.

    Attributes:
        cache: Folder of answers: a run that broke off goes on where it stopped; None keeps none.
        gap: Seconds between two requests.
        timeout: Seconds for one answer.
        retries: How often a request is repeated after a passing failure.
    """

    cache: Path | None = None
    gap: float = 0.2
    timeout: float = 60.0
    retries: int = 4
    last: float = field(default=0.0, init=False)

    def json(self, url: str, form: Mapping[str, str] | None = None, accept: str = "") -> Any:
        """Return the JSON that a GET, or a POST of a form, is answered with.

        Any: JSON of another service, checked by the caller.

        Raises:
            RemoteError: It does not answer, refuses, or sends no JSON.
        """
        told = self.body(url, form, accept or "application/json")
        try:
            return json.loads(told)
        except ValueError as error:
            raise RemoteError(f"the answer is no JSON: {error}", where=url) from error

    def body(self, url: str, form: Mapping[str, str] | None, accept: str) -> bytes:
        """Return an answer's body, from the cache where it was asked before.

        Raises:
            RemoteError: It does not answer or refuses.
        """
        if not url.startswith(("http://", "https://")):
            raise RemoteError("this is no address of a service", where=url, hint="https://…")
        sent = urllib.parse.urlencode(form).encode() if form is not None else None
        kept = self.cache and self.cache / f"{digest(url, (sent or b'').decode(), accept)}.json"
        if kept and kept.is_file():
            return kept.read_bytes()
        body = self._asked(url, sent, accept)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            part.write_bytes(body)
            part.replace(kept)  # a reader sees all of it or nothing
        return body

    def _asked(self, url: str, sent: bytes | None, accept: str) -> bytes:
        headers = {"Accept": accept, "User-Agent": AGENT}
        for repeat in range(self.retries + 1):
            self._wait()
            # The scheme was checked: no file is ever opened by an address.
            request = urllib.request.Request(url, data=sent, headers=headers)  # noqa: S310
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                    body: bytes = answer.read(MOST_BYTES + 1)
            except urllib.error.HTTPError as error:
                if error.code not in PASSING or repeat == self.retries:
                    raise RemoteError(f"the service says {error.code}", where=url) from error
                time.sleep(pause(repeat, error.headers.get("Retry-After", "")))
            except (OSError, TimeoutError) as error:
                if repeat == self.retries:
                    raise RemoteError(f"no answer: {error}", where=url) from error
                time.sleep(pause(repeat))
            else:
                if len(body) > MOST_BYTES:
                    raise RemoteError("the answer is too long", where=url)
                return body
        raise AssertionError("the last repeat returns or raises")

    def _wait(self) -> None:
        """Keep the gap between two requests."""
        rest = self.last + self.gap - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self.last = time.monotonic()
