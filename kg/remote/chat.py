"""A client for chat-completions endpoints: a question in, an answer out, and what it cost."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Self

from kg.errors import ConfigError, RemoteError
from kg.remote.waiting import pause

try:
    import httpx
except ImportError:  # an optional extra: whoever asks for it is told its name
    HAS_HTTPX = False
else:
    HAS_HTTPX = True

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    Json = dict[str, Any]  # Any: JSON values

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
REFUSES_FORM: Final = frozenset({400, 404, 415, 422, 501})
SHOWN: Final = 200  # code points of a server's complaint
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked, and how patiently.

    Attributes:
        base_url: Up to the version, such as `http://127.0.0.1:8080/v1`.
        key_env: Name of the environment variable that holds the key; empty where none is wanted.
        timeout: Seconds for one whole answer.
        retries: How often a question is sent again after a passing failure.
        max_requests: Most questions sent, repeats included; 0 sets no limit.
        max_tokens: Longest answer asked for; 0 leaves it to the server.
        price_in: Of a million tokens sent.
        price_out: Of a million tokens received.
        most_bytes: Longest answer read.
    """

    base_url: str
    model: str
    key_env: str = ""
    timeout: float = 120.0
    retries: int = 4
    max_requests: int = 0
    max_tokens: int = 0
    price_in: float = 0.0
    price_out: float = 0.0
    most_bytes: int = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was spent; `price` is an estimate from the endpoint's own count of tokens."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    price: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model wrote; `is_whole` is false where the server says it was cut short."""

    content: str
    is_whole: bool = True


@cache
def _trust() -> ssl.SSLContext:
    """Return what certificates are checked against; to read them takes longer than a question."""
    return httpx.create_ssl_context()


class Chat:
    """One conversation partner; every question stands alone. Use it in a `with` block."""

    def __init__(self, endpoint: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """Open a client.

        Raises:
            ConfigError: httpx is not installed, the address or the key cannot be used.
        """
        if not HAS_HTTPX:
            raise ConfigError("asking a model needs httpx", hint="pip install 'deungdae[llm]'")
        self.endpoint = endpoint
        self.usage = Usage()
        self._sleep = sleep
        self._key = _key(endpoint.key_env)
        self._url = _url(endpoint.base_url)
        self._takes_schema = True
        self._client = httpx.Client(timeout=endpoint.timeout, verify=_trust())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; asking again is an error."""
        self._client.close()

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Json) -> Answer:
        """Return the model's answer; a server that takes no schema is asked without.

        Raises:
            RemoteError: The server refuses, stays away, answers too much or what is no answer,
                or the limit of requests is reached.
        """
        body: Json = {"model": self.endpoint.model, "messages": list(messages), "temperature": 0}
        if self.endpoint.max_tokens:
            body["max_tokens"] = self.endpoint.max_tokens
        if self._takes_schema:
            form = {"name": "facts", "strict": True, "schema": schema}
            status, told = self._sent(
                {**body, "response_format": {"type": "json_schema", "json_schema": form}}
            )
            if status not in REFUSES_FORM:
                return self._answer(status, told)
            self._takes_schema = False
        return self._answer(*self._sent(body))

    def _sent(self, body: Json) -> tuple[int, bytes]:
        """Return status and body, after as many repeats as passing failures allow."""
        for repeat in range(self.endpoint.retries + 1):
            is_last = repeat == self.endpoint.retries
            try:
                status, told, wish = self._post(body)
            except httpx.RequestError as error:
                if is_last:
                    name = type(error).__name__
                    raise self._fault(f"the model's server gives no answer: {name}") from error
                self._sleep(pause(repeat))
                continue
            if status not in PASSING or is_last:
                return status, told
            self._sleep(pause(repeat, wish))
        raise AssertionError("the last repeat returns or raises")

    def _post(self, body: Json) -> tuple[int, bytes, str]:
        most = self.endpoint.max_requests
        if most and self.usage.requests >= most:
            raise self._fault(
                f"the limit of {most} requests is reached",
                "answers so far are kept: build again, or raise llm.max_requests",
            )
        self.usage = replace(self.usage, requests=self.usage.requests + 1)
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        # A server that sends a drop now and then never runs into httpx's own time-out.
        deadline = time.monotonic() + self.endpoint.timeout
        with self._client.stream("POST", self._url, json=body, headers=headers) as response:
            told = bytearray()
            for part in response.iter_bytes():
                told += part
                if len(told) > self.endpoint.most_bytes:
                    raise self._fault(f"the answer is over {self.endpoint.most_bytes} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("the answer took too long")
            return response.status_code, bytes(told), response.headers.get("Retry-After", "")

    def _answer(self, status: int, told: bytes) -> Answer:
        if not 200 <= status < 300:
            advice = "is the key right?" if status in (401, 403) else ""
            raise self._fault(
                f"the model's server answers {status}: {self._complaint(told)}", advice
            )
        try:
            envelope = json.loads(told.decode("utf-8"))
            choice = envelope["choices"][0]
            content = choice["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise self._fault(
                f"the model's server answers what is no chat completion: {self._complaint(told)}"
            ) from error
        self._count(envelope.get("usage"))
        if not isinstance(content, str):
            raise self._fault("the model gave no text")
        return Answer(content=content, is_whole=choice.get("finish_reason") != "length")

    def _count(self, usage: object) -> None:
        told = usage if isinstance(usage, dict) else {}
        sent, received = (_count(told.get(f"{name}_tokens")) for name in ("prompt", "completion"))
        price = (sent * self.endpoint.price_in + received * self.endpoint.price_out) / MILLION
        self.usage = replace(
            self.usage,
            tokens_in=self.usage.tokens_in + sent,
            tokens_out=self.usage.tokens_out + received,
            price=self.usage.price + price,
        )

    def _complaint(self, told: bytes) -> str:
        """Return the beginning of what a server said, without the key it may repeat."""
        words = " ".join(told[: 20 * SHOWN].decode("utf-8", "replace").split())
        return (words.replace(self._key, "***") if self._key else words)[:SHOWN] or "(nothing)"

    def _fault(self, message: str, hint: str = "") -> RemoteError:
        return RemoteError(message, where=self._url, hint=hint)


def _count(value: object) -> int:
    return value if type(value) is int and value > 0 else 0


def _key(name: str) -> str:
    if not name:
        return ""
    key = os.environ.get(name, "").strip()
    if not key:
        raise ConfigError(
            f"the environment variable {name} holds no key", where="llm.key_env", hint="set it"
        )
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"the key in {name} has characters no key has", where="llm.key_env")
    return key


def _url(base: str) -> str:
    try:
        address = httpx.URL(f"{base.rstrip('/')}/chat/completions")
    except httpx.InvalidURL as error:
        raise ConfigError(f"{base!r} is no address", where="llm.base_url") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise ConfigError(f"{base!r} is no http address", where="llm.base_url")
    if address.userinfo:
        raise ConfigError("a key does not belong into the address", where="llm.base_url")
    return str(address)
