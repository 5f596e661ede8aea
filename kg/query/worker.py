"""One worker: a fenced process that answers one question at a time and may be killed."""

from __future__ import annotations

import gc
import json
import os
import signal
import time
import traceback
from typing import TYPE_CHECKING

from kg.query.fence import die_with_parent, limit_memory, limit_time, raise_fence
from kg.query.job import HELLO, LENGTH, frame, unpacked
from kg.query.perform import perform

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from kg.query.data import Data
    from kg.query.limits import Limits

LONGEST_JOB = 8_000_000  # bytes; the web takes less
FIRST = 65_536  # bytes read at once; nearly every job is shorter
_PLACE = memoryview(bytearray(FIRST))
RENEWED = 0.5  # seconds of a processor after which the limit of time is set anew


def work(opened: Callable[[], Data], line: socket.socket, limits: Limits) -> None:
    """Answer jobs from `line` until it closes; runs in a process of its own and never returns.

    Args:
        opened: Gives the data, those shared with other workers or opened for this one.
        line: The only connection this process keeps.
        limits: What a question may take.
    """
    status = 1
    again = 0.0
    try:
        _prepare(line)
        data = opened()
        gc.freeze()
        limit_memory(limits.memory)
        told = {"pid": os.getpid(), "fence": raise_fence(asks_store=data.is_far)}
        line.sendall(frame(HELLO, json.dumps(told).encode()))
        while (body := _next(line)) is not None:
            used = time.process_time()
            if used >= again:  # three calls of the kernel: not for each short question
                limit_time(limits.seconds + 1)
                again = used + RENEWED
            perform(data, unpacked(body), line.sendall)
        status = 0
    except OSError:  # the asker is gone
        status = 0
    finally:
        if status:
            traceback.print_exc()  # a bug: the last words of this process
        os._exit(status)


def _prepare(line: socket.socket) -> None:
    die_with_parent()
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the keeper ends workers, a terminal does not
    kept = line.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def _received(line: socket.socket) -> bytes:
    """Return the next bytes; read into one place, for to ask for much memory each time is dear."""
    return bytes(_PLACE[: line.recv_into(_PLACE)])


def _next(line: socket.socket) -> bytes | None:
    """Return the next job's bytes; None when the asker has gone."""
    held = _received(line)  # no job comes before the last one is answered
    while len(held) < LENGTH.size:
        if not (piece := _received(line)) or not held:
            return None
        held += piece
    (length,) = LENGTH.unpack_from(held)
    if length > LONGEST_JOB:
        return None
    pieces = [held[LENGTH.size :]]
    missing = length - len(pieces[0])
    while missing > 0:
        piece = line.recv(min(missing, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
