"""A server on this machine that speaks the chat-completions protocol as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Reply:
    """One HTTP answer; `delay` seconds pass before its body."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


Json = dict[str, Any]


@dataclass
class Model:
    """The model behind the server: replies in order, the last one for ever."""

    base_url: str = ""
    replies: deque[Reply | Callable[[Json], Reply]] = field(default_factory=deque)
    asked: list[Json] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def says(self, *replies: Reply | Callable[[Json], Reply]) -> None:
        self.replies = deque(replies)

    def next(self, request: Json) -> Reply:
        reply = self.replies[0] if len(self.replies) == 1 else self.replies.popleft()
        return reply(request) if callable(reply) else reply


def chat(content: object, *, finish: str = "stop", tokens: tuple[int, int] = (100, 20)) -> Reply:
    told = {
        "choices": [
            {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
        ],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]},
    }
    return Reply(body=json.dumps(told).encode())


def facts(**listed: list[Json]) -> str:
    """Return an answer's words: every list there, the others empty."""
    return json.dumps({plural: listed.get(plural, []) for plural in KINDS}, ensure_ascii=False)


@dataclass(frozen=True)
class Speech:
    """How tests make replies and answers."""

    reply: type[Reply] = Reply
    chat: Callable[..., Reply] = chat
    facts: Callable[..., str] = facts


@pytest.fixture
def speech() -> Speech:
    return Speech()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    told = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(request | {"path": self.path})
            told.keys.append(self.headers.get("Authorization"))
            reply = told.next(request)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            time.sleep(reply.delay)
            try:
                self.wfile.write(reply.body)
            except OSError:  # whoever asked has gone
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield told
    server.shutdown()
    server.server_close()
    thread.join()
