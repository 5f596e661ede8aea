"""A kept connection to one host: requests log in, are repeated where that is safe, and say why."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import ssl
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from kg.errors import RemoteError
from kg.remote.fetching import AGENT, PASSING
from kg.remote.waiting import pause

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.remote.stores.place import Login

FINAL: Final = (ConnectionRefusedError, TimeoutError)  # said at once, not asked again
STALE: Final = (ConnectionError, http.client.BadStatusLine, http.client.CannotSendRequest)


class Line:
    """One connection, for one thread.

    Attributes:
        login: Who asks.
        seconds: Longest silence.
        retries: How often a request is repeated after a passing failure.
    """

    def __init__(
        self,
        login: Login,
        *,
        seconds: float = 60.0,
        retries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.login = login
        self.seconds = seconds
        self.retries = retries
        self._sleep = sleep
        self._challenge: dict[str, str] = {}
        self._count = 0
        self._host = ("", "")
        self._kept: http.client.HTTPConnection | None = None
        self._answer: http.client.HTTPResponse | None = None

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._answer is not None:
            self._answer.close()
            self._answer = None
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def send(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> http.client.HTTPResponse:
        """Return the answer to a request that changes nothing when it is sent twice.

        The body must be read to its end before the next request.

        Raises:
            RemoteError: Nothing answers.
        """
        headers = {"User-Agent": AGENT, "Content-Length": str(len(body)), **(headers or {})}
        for repeat in range(self.retries + 1):
            try:
                answer = self._once(method, url, body, headers)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if repeat == self.retries or isinstance(error, FINAL):
                    raise _silent(url, error) from error
                self._sleep(pause(repeat))
                continue
            if answer.status not in PASSING or repeat == self.retries:
                return answer
            answer.read()
            self._sleep(pause(repeat, answer.headers.get("Retry-After", "")))
        raise AssertionError("the last repeat returns or raises")

    def _once(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        answer = self._asked(method, url, body, headers)
        if answer.status == 401 and self._is_challenged(answer):
            answer.read()
            answer = self._asked(method, url, body, headers)
        return answer

    def _asked(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        parts = urlsplit(url)
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        all_headers = {**headers, **self._authorization(method, target)}
        was_kept = self._kept is not None and self._host == (parts.scheme, parts.netloc)
        try:
            return self._over(parts.scheme, parts.netloc, method, target, body, all_headers)
        except STALE:
            self.close()
            if not was_kept:
                raise
            # A kept connection that the other side has closed meanwhile: once more on a new one.
            return self._over(parts.scheme, parts.netloc, method, target, body, all_headers)

    def _over(
        self,
        scheme: str,
        netloc: str,
        method: str,
        target: str,
        body: bytes,
        headers: Mapping[str, str],
    ) -> http.client.HTTPResponse:
        if self._kept is None or self._host != (scheme, netloc):
            self.close()
            self._kept = (
                http.client.HTTPSConnection(
                    netloc, timeout=self.seconds, context=ssl.create_default_context()
                )
                if scheme == "https"
                else http.client.HTTPConnection(netloc, timeout=self.seconds)
            )
            self._host = (scheme, netloc)
        self._kept.request(method, target, body=body or None, headers=dict(headers))
        self._answer = self._kept.getresponse()
        return self._answer

    def _authorization(self, method: str, target: str) -> dict[str, str]:
        login = self.login
        if login.scheme == "bearer":
            return {"Authorization": f"Bearer {login.secret}"}
        if login.scheme == "basic":
            told = base64.b64encode(f"{login.user}:{login.secret}".encode()).decode()
            return {"Authorization": f"Basic {told}"}
        if login.scheme == "digest" and self._challenge:
            self._count += 1
            return {
                "Authorization": digest_header(
                    self._challenge, login, method, target, count=self._count
                )
            }
        return {}

    def _is_challenged(self, answer: http.client.HTTPResponse) -> bool:
        """Take up the challenge of a refusal, which is answered once for each request."""
        told = answer.headers.get("WWW-Authenticate", "")
        scheme, _, rest = told.partition(" ")
        if self.login.scheme != "digest" or scheme.lower() != "digest":
            return False
        self._challenge, self._count = parse_keqv_list(parse_http_list(rest)), 0
        return True


def digest_header(
    challenge: Mapping[str, str],
    login: Login,
    method: str,
    target: str,
    *,
    count: int = 1,
    nonce: str = "",
) -> str:
    """Return the answer to a digest challenge (RFC 7616), MD5 or SHA-256.

    Args:
        challenge: Parameters of `WWW-Authenticate`.
        login: Who asks.
        method: Of the request.
        target: Its path and parameters.
        count: How many requests have answered this challenge, this one included.
        nonce: Of ours; empty makes one.
    """
    algorithm = challenge.get("algorithm", "MD5").upper()

    def hashed(text: str) -> str:
        # MD5 is what the other side asks for; the secret is not sent either way.
        name = "sha256" if algorithm.startswith("SHA-256") else "md5"
        return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()

    ours = nonce or os.urandom(8).hex()
    times = f"{count:08x}"
    realm, theirs = challenge.get("realm", ""), challenge.get("nonce", "")
    first = hashed(f"{login.user}:{realm}:{login.secret}")
    if algorithm.endswith("-SESS"):
        first = hashed(f"{first}:{theirs}:{ours}")
    second = hashed(f"{method}:{target}")
    has_quality = "auth" in [each.strip() for each in challenge.get("qop", "").split(",")]
    middle = f"{theirs}:{times}:{ours}:auth" if has_quality else theirs
    told = {
        "username": login.user,
        "realm": realm,
        "nonce": theirs,
        "uri": target,
        "response": hashed(f"{first}:{middle}:{second}"),
    }
    if "opaque" in challenge:
        told["opaque"] = challenge["opaque"]
    words = [f'{name}="{value}"' for name, value in told.items()] + [f"algorithm={algorithm}"]
    if has_quality:
        words += ["qop=auth", f"nc={times}", f'cnonce="{ours}"']
    return f"Digest {', '.join(words)}"


def _silent(url: str, error: Exception) -> RemoteError:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return RemoteError(
        f"the store gives no answer: {reason}",
        where=url,
        hint="is it running, and is this its address?",
    )
