"""What a person or a program is told when a request cannot be answered (RFC 9457)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from flask import Response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from kg import errors
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask

STATUS: Final[dict[type[errors.KgError], int]] = {
    errors.KgError: 500,
    errors.ConfigError: 500,
    errors.CaseError: 500,
    errors.SourceError: 422,
    errors.SourceChanged: 409,
    errors.UnknownFormat: 415,
    errors.SourceSyntax: 422,
    errors.EvidenceError: 500,
    errors.LinkError: 409,
    errors.RemoteError: 502,
    errors.RemoteTooLarge: 502,
    errors.RemoteLacks: 502,
    errors.VocabularyError: 500,
    errors.StoreError: 500,
    errors.StoreBusy: 503,
    errors.QuerySyntax: 400,
    errors.QueryRefused: 403,
    errors.QueryTimeout: 503,
    errors.QueryTooLarge: 503,
    errors.ServiceBusy: 503,
    errors.ClientBusy: 429,
    errors.ReleaseError: 503,
    errors.NotConforming: 422,
    errors.VersionTaken: 409,
}
RETRY_SECONDS: Final = "5"
RAN_OUT: Final[Mapping[str, str]] = {  # what there was not enough of, by kind of error
    "QueryTimeout": "time",
    "QueryTooLarge": "memory",
    "ServiceBusy": "workers",
    "ClientBusy": "share",
}


class Problem(HTTPException):
    """A refusal the web itself decides; its words come from the message catalogue.

    Attributes:
        key: Message under `problem.`; `problem.KEY-hint` is the advice, where there is one.
        where: What a person opens to see it: a parameter, a header, an IRI.
        values: What the message and the hint name.
        suggestions: Address and label of pages that may have been meant.
        allow: Methods to name in a 405.
    """

    def __init__(
        self,
        status: int,
        key: str,
        *,
        where: str = "",
        values: Mapping[str, str] | None = None,
        suggestions: Sequence[tuple[str, str]] = (),
        allow: str = "",
    ) -> None:
        super().__init__()
        self.code = status
        self.key = key
        self.where = where
        self.values = dict(values or {})
        self.suggestions = tuple(suggestions)
        self.allow = allow


def register(app: Flask) -> None:
    """Answer every error of the tree, of the web and of HTTP in the same shape."""
    app.register_error_handler(errors.KgError, of_error)
    app.register_error_handler(Problem, of_problem)
    app.register_error_handler(HTTPException, of_http)


def of_error(error: errors.KgError) -> Response:
    """Return the answer for an error of our tree; a class without a row is a bug."""
    kind = type(error)
    return _answer(
        STATUS[kind],
        kind.__name__,
        detail=error.message,
        where=error.where,
        hint=error.hint,
    )


def of_problem(problem: Problem) -> Response:
    """Return the answer for a refusal of the web."""
    hint = f"problem.{problem.key}-hint"
    answer = _answer(
        problem.code or 500,
        problem.key,
        detail=text(f"problem.{problem.key}", **problem.values),
        where=problem.where,
        hint=text(hint, default="", **problem.values),
        suggestions=problem.suggestions,
    )
    if problem.allow:
        answer.headers["Allow"] = problem.allow
    return answer


def of_http(error: HTTPException) -> Response:
    """Return the answer for what Flask itself refuses: unknown address, method, a bug."""
    status = error.code or 500
    if status < 400:  # Flask raises redirects too
        return Response(status=status, headers=dict(error.get_headers()))
    answer = _answer(status, f"http-{status}", detail=text(f"problem.http-{status}", default=""))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _answer(
    status: int,
    kind: str,
    *,
    detail: str,
    where: str = "",
    hint: str = "",
    suggestions: Sequence[tuple[str, str]] = (),
) -> Response:
    # An HTTP phrase is English by standard; what a person reads is the detail.
    title = HTTP_STATUS_CODES.get(status, "Error")
    said = {
        "type": f"{request.script_root}/problems#{kind}",
        "title": title,
        "status": status,
        "detail": detail or title,
        "where": where,
        "hint": hint,
    }
    document: dict[str, object] = {name: value for name, value in said.items() if value}
    if kind in RAN_OUT:
        document["ran-out"] = RAN_OUT[kind]
    if suggestions:
        document["suggestions"] = [{"href": href, "label": label} for href, label in suggestions]
    if wants_page():
        # Errors of the tree speak English to programs; a page says in its language what they are.
        summary = text(f"error.{kind}", default="") if language() != "en" else ""
        advice = text(f"advice.{kind}", default="") if summary else ""
        page = render_template("problem.html", problem=document, summary=summary, advice=advice)
        answer = Response(page, status, content_type="text/html; charset=utf-8")
    else:
        body = json.dumps(document, ensure_ascii=False, indent=1)
        answer = Response(body, status, content_type="application/problem+json")
    if status in {429, 503}:
        answer.headers["Retry-After"] = RETRY_SECONDS
    return answer


def wants_page() -> bool:
    """Tell whether a person asks, who is better served with a page than with a document."""
    accept = request.accept_mimetypes
    return accept["text/html"] > max(accept["application/json"], accept["application/problem+json"])
