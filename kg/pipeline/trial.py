"""Reading one text for a visitor: facts, evidence, a small graph and findings; nothing is kept.

`Trials` owns a process of its own that does the reading, one text at a time. A text that takes too
long, or too much memory, ends that process and not the service; the next text gets a new one.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from kg.errors import KgError, QueryTimeout, ServiceBusy, SourceError
from kg.query.fence import die_with_parent, limit_memory, raise_fence

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = dict[str, Any]  # Any: JSON values
LARGEST: Final = 200_000  # bytes of a text
SECONDS: Final = 15.0  # for one text; the first Korean one also loads the dictionary
MEMORY: Final = 3_000_000_000  # bytes of address space the reading process may take
WAITING: Final = 4  # texts that may wait for the process
LINE: Final = 1 << 16


class Trials:
    """The reading process, started with the first text."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)

    def read(self, told: Mapping[str, str]) -> Json:
        """Return what a text says.

        Args:
            told: `text`, and where known `name` (its ending tells the format), `published`
                (a day) and `lang`.

        Raises:
            ServiceBusy: Too many texts wait.
            QueryTimeout: The text takes longer than the limit.
            SourceError: The text cannot be read.
        """
        if not self._waiting.acquire(blocking=False):
            raise ServiceBusy("other texts are being read", hint="try again in a moment")
        try:
            with self._turn:
                return self._ask(json.dumps(dict(told)).encode() + b"\n")
        finally:
            self._waiting.release()

    def close(self) -> None:
        """End the reading process."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):  # what was not sent is nobody's any more
                    pipe.close()  # type: ignore[union-attr] # both pipes were asked for

    def _ask(self, question: bytes) -> Json:
        process = self._alive()
        ends = time.monotonic() + self.seconds
        try:
            assert process.stdin is not None  # noqa: S101 - a pipe was asked for
            process.stdin.write(question)
            process.stdin.flush()
            answer: Json = json.loads(self._line(process, ends))
        except (BrokenPipeError, ValueError) as error:
            self.close()
            raise SourceError(
                "reading this text ended the process that reads", hint="send a shorter text"
            ) from error
        except QueryTimeout:
            self.close()
            raise
        if "error" in answer:
            raise SourceError(answer["error"], where=answer["where"], hint=answer["hint"])
        return answer

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.pipeline.trial"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _line(self, process: subprocess.Popen[bytes], ends: float) -> bytes:
        """Return the next line of the process.

        Raises:
            QueryTimeout: It does not come in time.
        """
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        pieces = b""
        handle = process.stdout.fileno()
        while not pieces.endswith(b"\n"):
            left = ends - time.monotonic()
            if left <= 0 or not select.select([handle], [], [], left)[0]:
                raise QueryTimeout(
                    f"the text was not read within {self.seconds:g} s",
                    where="time",
                    hint="send a shorter text, or use kg extract on your own machine",
                )
            piece = os.read(handle, LINE)
            if not piece:
                break
            pieces += piece
        return pieces


def answer(told: Mapping[str, str]) -> Json:
    """Return what one text says, as JSON values: the body of the reading process."""
    # Late: the web process imports this module and must not load what only reading needs.
    from kg.pipeline.tried import tried  # noqa: PLC0415

    try:
        return tried(told)
    except KgError as error:
        return {"error": error.message, "where": error.where, "hint": error.hint}


def main() -> None:
    """Read questions from standard input and answer each on one line."""
    die_with_parent()
    limit_memory(MEMORY)
    raise_fence()
    for line in sys.stdin.buffer:
        body = json.dumps(answer(json.loads(line)), ensure_ascii=True)
        sys.stdout.buffer.write(body.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
