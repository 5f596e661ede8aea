"""An answer on its way: whole, or begun and still coming. A cut one is never taken for a whole."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.query.job import Head, Job


class CutAnswer(ConnectionResetError):
    """An answer broke off behind its first bytes.

    A server that meets it while it sends breaks the connection: the reader of a body must not
    find a proper end to it.
    """

    def __init__(self, why: str) -> None:
        super().__init__(errno.ECONNRESET, why)


class Rest(Protocol):
    """The pieces behind the first bytes; closing lets them and their worker go."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None:
        """Read no more."""


class Reply:
    """An answer as its asker holds it.

    Attributes:
        head: Kind and form.
        body: The first bytes; all of them when `is_whole`.
        is_whole: Whether nothing follows.
    """

    def __init__(self, head: Head, body: bytes, rest: Rest | None = None) -> None:
        self.head = head
        self.body = body
        self.is_whole = rest is None
        self._rest = rest

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole answer, the first bytes included; can be read once.

        Raises:
            CutAnswer: It broke off: out of time, out of memory or too long.
        """
        yield self.body
        if self._rest is not None:
            yield from self._rest

    def close(self) -> None:
        """Let the rest go, and the worker that makes it."""
        if self._rest is not None:
            self._rest.close()


class Desk(Protocol):
    """Where questions are asked: workers in processes of their own, or this very process."""

    def ask(
        self,
        job: Job,
        *,
        seconds: float | None = None,
        client: str = "",
        is_gone: Callable[[], bool] = ...,
    ) -> Reply:
        """Return the answer to a job, or the part of it that came first.

        Args:
            job: What to do.
            seconds: The asker's own limit, below the service's.
            client: Who asks; each client has its share only.
            is_gone: Tells that nobody waits for the answer any more.

        Raises:
            QueryTimeout: It ran past its limit.
            QueryTooLarge: It took more memory than a query gets, or its answer is too long.
            ServiceBusy: It did not get a worker.
            StoreError: What the task itself raises.
        """
        ...
