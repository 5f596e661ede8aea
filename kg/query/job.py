"""What a worker is asked and how it answers, as bytes between two processes. Pure.

A question is its length, the length of its settings, these as JSON, and its text: the settings of
one reader are the same each time, and are written once. An answer is a row of frames: a head, any
number of pieces, and an end or an error. An answer without its end was cut, and nobody may take it
for a whole one.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kg import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

HELLO: Final = b"W"
HEAD: Final = b"H"
PIECE: Final = b"D"
END: Final = b"E"
ERROR: Final = b"X"
PAGE: Final = "page"  # the form of an answer that a person reads: its first rows, and how many
FRAME: Final = struct.Struct("!cI")
LENGTH: Final = struct.Struct("!I")
SHORT: Final = 2_000  # bytes of settings that are remembered
KINDS: Final[Mapping[str, type[errors.KgError]]] = {
    kind.__name__: kind
    for kind in (
        errors.ConfigError,
        errors.StoreError,
        errors.StoreBusy,
        errors.RemoteError,
        errors.RemoteLacks,
        errors.RemoteTooLarge,
        errors.QueryTimeout,
        errors.QuerySyntax,
        errors.QueryRefused,
        errors.QueryTooLarge,
        errors.UnknownFormat,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to be done with the served data in a process that may be killed.

    Attributes:
        task: Name of a row in `perform.TASKS`.
        text: The question.
        default_graphs: Graph IRIs that make up the default graph (`default-graph-uri`).
        named_graphs: Graph IRIs that `GRAPH` may see (`named-graph-uri`).
        base: What relative IRIs are resolved against.
        table: Form of rows and of yes or no; empty when the reader takes none.
        graph: Form of triples; empty when the reader takes none.
        most: Largest answer in bytes.
        options: What the task wants beside the question.
        filled: The question with what was found elsewhere put in; empty when nothing was.
        names: Of the rewrites that put it in.
        plain: The question as it parses without what was asked elsewhere; empty for `text`.
    """

    task: str = "query"
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""
    table: str = "application/sparql-results+json"
    graph: str = "text/turtle"
    most: int = 512_000_000
    options: Mapping[str, str] = field(default_factory=dict)
    filled: str = ""
    names: tuple[str, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of an answer before its first byte.

    Attributes:
        kind: SELECT, ASK, CONSTRUCT or DESCRIBE; the task's name for other tasks.
        form: Media type of the bytes, or `page`.
        is_lasting: Whether the same question always has the same answer.
        rewrites: Names of the rewrites that were applied.
    """

    kind: str
    form: str
    is_lasting: bool = True
    rewrites: tuple[str, ...] = ()


def packed(job: Job) -> bytes:
    """Return a job as bytes that begin with their own length."""
    if job.default_graphs or job.named_graphs or job.options or job.filled or job.plain:
        told = {name: getattr(job, name) for name in Job.__slots__ if name != "text"}
        settings = json.dumps(told).encode()
    else:
        settings = _usual(job.task, job.base, job.table, job.graph, job.most)
    text = job.text.encode("utf-8", "surrogatepass")
    length = LENGTH.size + len(settings) + len(text)
    return b"".join((LENGTH.pack(length), LENGTH.pack(len(settings)), settings, text))


def unpacked(body: bytes) -> Job:
    """Return the job of the bytes behind the length."""
    (length,) = LENGTH.unpack_from(body)
    end = LENGTH.size + length
    settings = body[LENGTH.size : end]
    told = _settings(settings) if length <= SHORT else _settings.__wrapped__(settings)
    return Job(text=body[end:].decode("utf-8", "surrogatepass"), **told)


@lru_cache(maxsize=256)
def _usual(task: str, base: str, table: str, graph: str, most: int) -> bytes:
    """Return the settings of a job without graphs and options."""
    told = {"task": task, "base": base, "table": table, "graph": graph, "most": most}
    return json.dumps(told).encode()


@lru_cache(maxsize=256)
def _settings(written: bytes) -> dict[str, Any]:  # Any: values of a Job
    told: dict[str, Any] = json.loads(written)
    several = {"default_graphs", "named_graphs", "names"} & told.keys()
    return told | {name: tuple(told[name]) for name in several}


def frame(kind: bytes, body: bytes = b"") -> bytes:
    """Return one frame of an answer."""
    return FRAME.pack(kind, len(body)) + body


@lru_cache(maxsize=256)
def head_frame(head: Head) -> bytes:
    """Return the frame that opens an answer."""
    return frame(HEAD, json.dumps(asdict(head)).encode())


@lru_cache(maxsize=256)
def head_of(body: bytes) -> Head:
    """Return the head of an answer from its frame's body."""
    told: dict[str, Any] = json.loads(body)  # Any: JSON, written by `head_frame`
    return Head(**told | {"rewrites": tuple(told["rewrites"])})


def error_frame(error: errors.KgError) -> bytes:
    """Return the frame that ends an answer with an error."""
    told = {
        "kind": type(error).__name__,
        "message": error.message,
        "where": error.where,
        "hint": error.hint,
    }
    return frame(ERROR, json.dumps(told).encode())


def error_of(body: bytes) -> errors.KgError:
    """Return the error of a frame's body, to be raised on this side."""
    told: dict[str, str] = json.loads(body)
    kind = KINDS.get(told["kind"], errors.StoreError)
    return kind(told["message"], where=told["where"], hint=told["hint"])
