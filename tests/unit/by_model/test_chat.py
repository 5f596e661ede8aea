"""The client: patient with passing failures, firm with lasting ones, counting what it costs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import ConfigError, RemoteError
from kg.remote import chat as remote
from kg.remote.chat import Answer, Chat, Endpoint, Usage
from kg.remote.waiting import LONGEST, PATIENCE, pause

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGES = ({"role": "user", "content": "무엇이 적혀 있나?"},)
SCHEMA = {"type": "object"}


class Naps(list[float]):
    """Instead of sleeping: what would have been slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def open_chat(model: Any, sleep: Callable[[float], None] | None = None, **how: Any) -> Chat:
    endpoint = Endpoint(base_url=model.base_url, model="tiny-1", **how)
    return Chat(endpoint, sleep=Naps() if sleep is None else sleep)


def test_an_answer_comes_with_its_cost(model: Any, speech: Any) -> None:
    model.says(speech.chat("{}", tokens=(1000, 200)))

    with open_chat(model, price_in=2.0, price_out=10.0) as chat:
        assert chat.ask(MESSAGES, SCHEMA) == Answer(content="{}")
        chat.ask(MESSAGES, SCHEMA)

    assert chat.usage == Usage(requests=2, tokens_in=2000, tokens_out=400, price=0.008)
    assert model.asked[0]["path"] == "/v1/chat/completions"
    assert model.asked[0]["model"] == "tiny-1"
    assert model.asked[0]["messages"] == list(MESSAGES)
    assert model.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA
    assert model.asked[0]["temperature"] == 0


def test_the_key_is_read_from_the_environment_and_sent(
    model: Any, speech: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", "opensesame\n")
    model.says(speech.chat("{}"))

    with open_chat(model, key_env="SOME_KEY") as chat:
        chat.ask(MESSAGES, SCHEMA)

    assert model.keys == ["Bearer opensesame"]


@pytest.mark.parametrize("key", [None, "", "열려라", "a\nb"])
def test_a_key_that_cannot_be_one_is_refused_without_showing_it(
    model: Any, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("SOME_KEY", key)

    with pytest.raises(ConfigError, match="SOME_KEY") as refused:
        open_chat(model, key_env="SOME_KEY")

    assert "열려라" not in str(refused.value)


def test_a_server_that_repeats_the_key_does_not_put_it_into_the_error(
    model: Any, speech: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", "opensesame")
    model.says(speech.reply(status=401, body=b'{"error": "bad key opensesame"}'))

    with (
        open_chat(model, key_env="SOME_KEY") as chat,
        pytest.raises(RemoteError, match=r"401.*bad key \*\*\*.*is the key right"),
    ):
        chat.ask(MESSAGES, SCHEMA)


@pytest.mark.parametrize(
    "base", ["ftp://a.example/v1", "nonsense", "http://k:v@a.example/v1", "http://a:b:c/v1"]
)
def test_an_address_nobody_can_be_asked_at_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match=r"llm\.base_url"):
        Chat(Endpoint(base_url=base, model="m"))


def test_without_httpx_the_extra_is_named(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "HAS_HTTPX", False)

    with pytest.raises(ConfigError, match=r"deungdae\[llm\]"):
        open_chat(model)


def test_a_server_without_schemas_is_asked_without_from_then_on(model: Any, speech: Any) -> None:
    refusal = speech.reply(status=400, body=b'{"error": "unknown response_format"}')
    model.says(refusal, speech.chat("{}"))

    with open_chat(model) as chat:
        chat.ask(MESSAGES, SCHEMA)
        chat.ask(MESSAGES, SCHEMA)

    assert ["response_format" in each for each in model.asked] == [True, False, False]


def test_too_many_requests_are_waited_out_as_long_as_the_server_wishes(
    model: Any, speech: Any
) -> None:
    model.says(
        speech.reply(status=429, headers={"Retry-After": "7"}),
        speech.reply(status=503),
        speech.chat("{}"),
    )
    naps = Naps()

    with open_chat(model, naps) as chat:
        assert chat.ask(MESSAGES, SCHEMA).content == "{}"

    assert naps == [7.0, 1.0]
    assert chat.usage.requests == 3


def test_a_server_that_never_recovers_is_given_up(model: Any, speech: Any) -> None:
    model.says(speech.reply(status=500, body=b"out of order"))
    naps = Naps()

    with open_chat(model, naps, retries=3) as chat, pytest.raises(RemoteError, match="500: out of"):
        chat.ask(MESSAGES, SCHEMA)

    assert (len(model.asked), naps) == (4, [0.5, 1.0, 2.0])


def test_an_answer_that_takes_too_long_is_not_waited_for(model: Any, speech: Any) -> None:
    late = speech.chat("{}")
    late.delay = 0.5
    model.says(late)

    with (
        open_chat(model, timeout=0.1, retries=1) as chat,
        pytest.raises(RemoteError, match="no answer: ReadTimeout"),
    ):
        chat.ask(MESSAGES, SCHEMA)

    assert chat.usage.requests == 2


def test_nobody_at_the_address_is_an_error_with_the_address() -> None:
    endpoint = Endpoint(base_url="http://127.0.0.1:9/v1", model="m", retries=1)

    with Chat(endpoint, sleep=Naps()) as chat, pytest.raises(RemoteError, match=":9/v1"):
        chat.ask(MESSAGES, SCHEMA)


def test_a_huge_answer_is_not_read_to_its_end(model: Any, speech: Any) -> None:
    model.says(speech.chat("x" * 100_000))

    with (
        open_chat(model, most_bytes=10_000) as chat,
        pytest.raises(RemoteError, match="over 10000"),
    ):
        chat.ask(MESSAGES, SCHEMA)


def test_a_body_that_breaks_off_is_asked_for_again(model: Any, speech: Any) -> None:
    torn = speech.reply(
        body=b'{"choices"', headers={"Content-Length": "900", "Connection": "close"}
    )
    model.says(torn, speech.chat("{}"))

    with open_chat(model) as chat:
        assert chat.ask(MESSAGES, SCHEMA).content == "{}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        '{"choices": [{"message": {"content": "가"}}]}'.encode("cp949"),
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {}}]}',
        b"[1]",
        b"[" * 100_000,
    ],
    ids=["empty", "page", "not-utf-8", "no-choice", "null", "no-content", "list", "deep"],
)
def test_what_is_no_chat_completion_is_refused(model: Any, speech: Any, body: bytes) -> None:
    model.says(speech.reply(body=body))

    with open_chat(model) as chat, pytest.raises(RemoteError):
        chat.ask(MESSAGES, SCHEMA)


def test_redirects_are_not_followed_with_the_key(model: Any, speech: Any) -> None:
    model.says(speech.reply(status=307, headers={"Location": "http://127.0.0.1:9/"}))

    with open_chat(model) as chat, pytest.raises(RemoteError, match="answers 307"):
        chat.ask(MESSAGES, SCHEMA)


def test_no_more_is_asked_than_allowed(model: Any, speech: Any) -> None:
    model.says(speech.chat("{}"))

    with open_chat(model, max_requests=2) as chat:
        chat.ask(MESSAGES, SCHEMA)
        chat.ask(MESSAGES, SCHEMA)
        with pytest.raises(RemoteError, match=r"limit of 2 requests.*max_requests"):
            chat.ask(MESSAGES, SCHEMA)

    assert len(model.asked) == 2


@pytest.mark.parametrize("usage", [None, [], {"prompt_tokens": "many", "completion_tokens": -4}])
def test_a_count_that_is_none_counts_nothing(model: Any, speech: Any, usage: object) -> None:
    told = json.loads(speech.chat("{}").body) | {"usage": usage}
    model.says(speech.reply(body=json.dumps(told).encode()))

    with open_chat(model, price_in=1.0) as chat:
        chat.ask(MESSAGES, SCHEMA)

    assert chat.usage == Usage(requests=1)


def test_an_answer_cut_for_its_length_says_so(model: Any, speech: Any) -> None:
    model.says(speech.chat('{"act', finish="length"))

    with open_chat(model, max_tokens=5) as chat:
        assert chat.ask(MESSAGES, SCHEMA) == Answer(content='{"act', is_whole=False)

    assert model.asked[0]["max_tokens"] == 5


def test_pauses_double_up_to_a_limit_and_follow_a_servers_wish_within_reason() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)

    assert [pause(each) for each in (0, 1, 2, 9, 5000)] == [0.5, 1.0, 2.0, LONGEST, LONGEST]
    assert pause(0, "99999") == PATIENCE
    assert 15 < pause(0, soon) <= 20
    assert pause(0, "Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert pause(1, "tomorrow") == pause(1, "-3") == 1.0
