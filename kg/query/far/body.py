"""What a service answers, read piece by piece: put right, and whole or an error."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Triple

CHUNK: Final = 1 << 16


class Checked(io.RawIOBase):
    """An answer's body, put right line by line; its end is kept back until it is confirmed."""

    def __init__(
        self,
        body: io.RawIOBase,
        restore: Callable[[bytes], bytes] | None,
        confirm: Callable[[], None],
    ) -> None:
        super().__init__()
        self.body = body
        self.restore = restore
        self.confirm = confirm
        self.ready = bytearray()
        self.held = b""
        self.is_done = False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with the next bytes; 0 at the confirmed end.

        Raises:
            OSError: The service broke the answer off.
            StoreBusy: It has another release meanwhile.
        """
        view = memoryview(cast("bytearray", buffer))
        while not self.ready and not self.is_done:
            self._fill()
        count = min(len(view), len(self.ready))
        view[:count] = self.ready[:count]
        del self.ready[:count]
        return count

    def _fill(self) -> None:
        piece = self.body.read(CHUNK) or b""
        if not piece:
            self.confirm()
            self.body.close()
            self.is_done = True
            self.ready += self.restore(self.held) if self.restore else self.held
            self.held = b""
            return
        if self.restore is None:
            self.ready += self.held
            self.held = piece
            return
        lines, newline, rest = (self.held + piece).rpartition(b"\n")
        self.ready += self.restore(lines + newline)
        self.held = rest


def triples(body: IO[bytes]) -> Iterator[Triple]:
    """Yield the triples of an answer in N-Triples."""
    for quad in parse(body, RdfFormat.N_TRIPLES):
        yield quad.triple


def yes(found: QuerySolutions | QueryBoolean) -> QueryBoolean:
    """Return yes or no of an engine that answers with a row or none."""
    if isinstance(found, QueryBoolean):
        return found
    said = [row[0] for row in found]
    is_yes = any(isinstance(term, Literal) and term.value not in {"0", "false"} for term in said)
    told = parse_query_results(
        b'{"head":{},"boolean":%s}' % (b"true" if is_yes else b"false"), QueryResultsFormat.JSON
    )
    if not isinstance(told, QueryBoolean):
        raise TypeError("yes or no was written")
    return told


def solutions(found: QuerySolutions | QueryBoolean) -> QuerySolutions:
    """Return the rows of an answer that has rows."""
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT has rows")
    return found
