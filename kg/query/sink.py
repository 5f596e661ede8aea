"""Where an answer goes while it is made: counted, and sent in pieces."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from kg.errors import QueryTooLarge
from kg.query.job import END, PIECE, frame, head_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.job import Head

    Send = Callable[[bytes | bytearray], object]

PIECE_BYTES: Final = 60_000  # of an answer sent at once


class Sink(io.RawIOBase):
    """Takes the bytes of one answer, opens it with its head and sends it in pieces.

    Attributes:
        is_over: Whether the answer grew longer than it may.
    """

    def __init__(self, send: Send, head: Head, most: int) -> None:
        super().__init__()
        self.send = send
        self.most = most
        self.held = bytearray(head_frame(head))
        self.pieces: list[bytes] = []
        self.size = 0
        self.total = 0
        self.is_over = False

    def writable(self) -> bool:
        """Tell that bytes may be written."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # only bytes come here
        """Take the next bytes of the answer.

        Raises:
            QueryTooLarge: The answer is longer than it may be.
        """
        self.total += len(piece)
        if self.total > self.most:
            self.is_over = True
            raise too_long(self.most)
        self.pieces.append(bytes(piece))
        self.size += len(piece)
        if self.size >= PIECE_BYTES:
            self.pass_on()
        return len(piece)

    def pass_on(self) -> None:
        """Send what is held back."""
        if self.pieces:
            self.held += frame(PIECE, b"".join(self.pieces))
        self.send(self.held)
        self.held = bytearray()
        self.pieces = []
        self.size = 0

    def end(self) -> None:
        """Send the rest, and that the answer is whole."""
        if self.pieces:
            self.held += frame(PIECE, b"".join(self.pieces))
        self.send(self.held + frame(END))


def too_long(most: int) -> QueryTooLarge:
    """Return what to tell when an answer is longer than it may be."""
    return QueryTooLarge(
        f"the answer is longer than the {most:,} bytes an answer may have",
        hint="ask for less at once, with LIMIT and OFFSET or a narrower pattern",
    )
