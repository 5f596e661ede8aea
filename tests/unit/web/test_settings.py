"""Settings of the service as the environment gives them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.query.limits import Limits
from kg.web.settings import CACHE, Settings, from_environment


def test_what_is_not_said_keeps_its_default() -> None:
    found = from_environment({"DEUNGDAE_DATA": "here"})

    assert found == Settings(places=(Path("here"),))
    assert found.limits == Limits()
    assert found.cache == CACHE
    assert found.threads > found.limits.workers + found.limits.queue
    assert found.grace > found.limits.seconds


def test_everything_can_be_said() -> None:
    found = from_environment(
        {
            "DEUNGDAE_DATA": os.pathsep.join(["a.nq", "b.nq"]),
            "HOST": "0.0.0.0",  # noqa: S104 -- said, not bound
            "PORT": "0",
            "DEUNGDAE_TIMEOUT": "2.5",
            "DEUNGDAE_WORKERS": "7",
            "DEUNGDAE_MEMORY": "100",
            "DEUNGDAE_CACHE": "0",
        }
    )

    assert found.places == (Path("a.nq"), Path("b.nq"))
    assert (found.port, found.cache) == (0, 0)
    assert (found.limits.seconds, found.limits.workers) == (2.5, 7)
    assert found.limits.memory == 100_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("PORT", "http"),
        ("DEUNGDAE_TIMEOUT", "0"),
        ("DEUNGDAE_TIMEOUT", "nan"),
        ("DEUNGDAE_WORKERS", "0"),
        ("DEUNGDAE_MEMORY", "1"),
        ("DEUNGDAE_CACHE", "-1"),
    ],
)
def test_a_value_it_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_environment({"DEUNGDAE_DATA": "here", name: value})

    assert caught.value.where == name
    assert repr(value) in caught.value.message


def test_nothing_to_serve_is_named() -> None:
    with pytest.raises(ConfigError, match="nothing to serve"):
        from_environment({})
