"""What the small parent does when things happen in an unlucky order."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.web.server import Service
from kg.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVES = json.dumps({"release": "r", "fence": "none", "held": "in memory"}).encode()


class Parent(Service):
    """Counts its starts instead of forking for them."""

    started = 0

    def _start(self) -> None:
        self.started += 1


@pytest.fixture
def parent() -> Iterator[Parent]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Parent(Settings(places=(Path("x"),)), listener)


def ended_child() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(1)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    return pid


def test_a_generation_that_died_before_its_word_was_read_is_replaced(parent: Parent) -> None:
    parent.coming = ended_child()

    parent._bury()
    parent._hear(SERVES)

    assert parent.started == 1
    assert parent.served == 0


def test_one_that_died_after_its_word_was_read_is_replaced_too(parent: Parent) -> None:
    parent.coming = ended_child()

    parent._hear(SERVES)
    assert parent.served != 0
    parent._bury()

    assert parent.started == 1
    assert parent.served == 0
