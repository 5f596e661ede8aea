"""Frames put together again from the bytes of a line. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.job import END, ERROR, FRAME, HEAD, Head, error_of, head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Broken(Exception):
    """The line ended before the answer did."""


def split(received: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of every frame of an answer up to its end.

    Raises:
        Broken: The bytes end before the answer does.
    """
    held = bytearray()
    for piece in received:
        held += piece
        while len(held) >= FRAME.size:
            kind, length = FRAME.unpack_from(held)
            if len(held) < FRAME.size + length:
                break
            body = bytes(held[FRAME.size : FRAME.size + length])
            del held[: FRAME.size + length]
            yield kind, body
            if kind in {END, ERROR}:
                return
    raise Broken


def whole(held: bytes) -> tuple[Head, bytes] | None:
    """Return head and body of an answer that has come to its end; None while more is to come.

    Raises:
        Broken: It is an error, or nothing that `read_frames` could take for whole.
    """
    head: Head | None = None
    pieces: list[bytes] = []
    start = 0
    while len(held) >= start + FRAME.size:
        kind, length = FRAME.unpack_from(held, start)
        start += FRAME.size
        if kind == END:
            if head is None or start != len(held):
                raise Broken
            return head, pieces[0] if len(pieces) == 1 else b"".join(pieces)
        if kind == ERROR:
            raise Broken
        if len(held) < start + length:
            return None
        body = held[start : start + length]
        start += length
        if kind == HEAD:
            head = head_of(body)
        else:
            pieces.append(body)
    return None


def read_frames(received: Iterable[bytes]) -> Iterator[tuple[Head, bytes]]:
    """Yield the head of an answer with each of its pieces; one without pieces gives `b""` once.

    Raises:
        KgError: The answer is an error, or ends in one.
        Broken: The bytes end before the answer does.
    """
    head: Head | None = None
    is_empty = True
    for kind, body in split(received):
        if kind == ERROR:
            raise error_of(body)
        if kind == HEAD:
            head = head_of(body)
        elif head is not None and kind != END:
            is_empty = False
            yield head, body
    if head is None:
        raise Broken
    if is_empty:
        yield head, b""
