"""Answers made in this very process: for tests and notebooks. They cannot be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.data import Data
from kg.query.frames import read_frames
from kg.query.perform import perform
from kg.query.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from kg.query.job import Job


class Inline:
    """A desk without workers."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(
        self,
        job: Job,
        *,
        seconds: float | None = None,  # noqa: ARG002 -- nothing can be stopped here
        client: str = "",  # noqa: ARG002 -- nor is anything shared out
        is_gone: Callable[[], bool] = lambda: False,  # noqa: ARG002
    ) -> Reply:
        """Return the whole answer to a job.

        Raises:
            StoreError: What the task itself raises.
        """
        held = bytearray()
        perform(Data(self.store, self.store), job, held.extend)
        frames = read_frames(iter([bytes(held)]))
        head, body = next(frames)
        return Reply(head, b"".join([body, *(piece for _, piece in frames)]))
