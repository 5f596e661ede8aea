"""How a request becomes a question at the desk, and its answer a response."""

from __future__ import annotations

import json
import select
import socket
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Final

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from kg.errors import KgError, UnknownFormat
from kg.query.cache import Kept, key_of
from kg.query.job import PAGE as PAGE_ROWS
from kg.query.job import Job
from kg.query.reply import CutAnswer
from kg.web.answers import PAGE, form_for
from kg.web.problems import Problem
from kg.web.quick import KEEP
from kg.web.record import QUESTION
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.query.answer import Question
    from kg.query.reply import Reply

IN_MEMORY: Final = 8_000_000  # bytes of a spooled answer before it goes to disk


def question(
    text: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base: str = "",
) -> Kept | Reply:
    """Return the answer to a question in the form this request asks for.

    Args:
        text: The question.
        default_graphs: Graph IRIs that make up the default graph.
        named_graphs: Graph IRIs that `GRAPH` may see.
        base: What relative IRIs are resolved against; a kept question has none.

    Raises:
        Problem: No form of the answer is acceptable, or `timeout` is no time.
        KgError: What the desk raises.
    """
    request.environ[QUESTION] = text
    job = Job(
        text=text,
        default_graphs=tuple(default_graphs),
        named_graphs=tuple(named_graphs),
        base=base,
        table=wanted("SELECT"),
        graph=wanted("CONSTRUCT"),
        most=site().limits.answer,
    )
    if request.values.get("explain", "") in {"true", "1"}:
        job = replace(job, task="explain")
    try:
        return given(job)
    except UnknownFormat as error:
        kind: Any = error.where  # Any: one of the four kinds, told by the worker
        form_for(kind)  # says which forms there are
        raise


def given(job: Job) -> Kept | Reply:
    """Return the answer to a job, one that was given before if there is one."""
    key = key_of(site().digest, job)
    seconds = _seconds()
    kept = site().kept.get(key)
    if kept:
        return kept
    client = request.remote_addr or ""
    reply = site().asked.ask(
        site().filled(job, client), seconds=seconds, client=client, is_gone=_watch()
    )
    if not reply.is_whole:
        return reply
    kept = Kept(head=reply.head, body=reply.body)
    if reply.head.is_lasting:
        site().kept.put(key, kept)
    return kept


def respond(answer: Kept | Reply, media_type: str = "") -> Response:
    """Return an answer as a response; a whole one has its length and a name for its bytes.

    A longer one is sent while it is made. Where that cannot be broken off visibly (HTTP/1.0 ends
    a body by closing), it is gathered first.
    """
    form = media_type or answer.head.form
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    if isinstance(answer, Kept):
        response = Response(answer.body, content_type=form + charset)
        response.set_etag(answer.digest)
        if answer.head.is_lasting:
            request.environ[KEEP] = True
        return response
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return _gathered(answer, form + charset)
    response = Response(answer.pieces(), content_type=form + charset)
    response.call_on_close(answer.close)
    return response


def rows(answer: Kept | Reply) -> dict[str, Any]:  # Any: JSON, written by `perform`
    """Return the first rows of an answer that was asked for as a page."""
    told: dict[str, Any] = json.loads(whole(answer))
    return told


def whole(answer: Kept | Reply) -> bytes:
    """Return the bytes of an answer of which nobody is sent a part.

    Raises:
        KgError: What broke it off.
    """
    return b"".join(_pieces(answer))


def is_page(answer: Kept | Reply) -> bool:
    """Tell whether the answer is meant for a person."""
    return answer.head.form == PAGE_ROWS


def wanted(kind: Question) -> str:
    """Return the form this request takes of one kind of answer; empty for none."""
    try:
        form = form_for(kind)
    except Problem:
        return ""
    return PAGE_ROWS if form == PAGE else form


def _gathered(answer: Reply, content_type: str) -> Response:
    spool = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed with the response
    for piece in _pieces(answer):
        spool.write(piece)
    size = spool.tell()
    spool.seek(0)
    response = Response(FileWrapper(spool), content_type=content_type)
    response.content_length = size
    response.call_on_close(spool.close)
    return response


def _pieces(answer: Kept | Reply) -> Iterator[bytes]:
    """Yield the pieces of a whole answer; what breaks it off is raised as itself."""
    if isinstance(answer, Kept):
        yield answer.body
        return
    try:
        yield from answer.pieces()
    except CutAnswer as cut:
        if isinstance(cut.__cause__, KgError):
            raise cut.__cause__ from cut
        raise
    finally:
        answer.close()


def _seconds() -> float | None:
    """Return the reader's own limit (`timeout`), in seconds.

    Raises:
        Problem: It is no number, or not between 0 and the service's limit.
    """
    told = request.values.get("timeout", "")
    if not told:
        return None
    most = site().limits.seconds
    try:
        seconds = float(told)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= most:
        raise Problem(400, "timeout", where="timeout", values={"most": f"{most:g}"})
    return seconds


def _watch() -> Callable[[], bool]:
    """Return what tells whether the reader of this request has closed the connection.

    It is asked while the answer is sent, too, when there is no request to look into any more.
    Where the connection cannot be seen it says no.
    """
    line = request.environ.get("gunicorn.socket")

    def is_gone() -> bool:
        if not isinstance(line, socket.socket):
            return False
        poller = select.poll()  # a socket with a time-out would wait for it in `recv`
        try:
            poller.register(line, select.POLLIN)
            return bool(poller.poll(0)) and line.recv(1, socket.MSG_PEEK) == b""
        except (OSError, ValueError):  # it was closed meanwhile
            return True

    return is_gone
