"""What goes out with every answer: policy, languages, and a name for its contents."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from flask import request

from kg.web.site import site
from kg.web.wording import language

if TYPE_CHECKING:
    from flask import Flask, Response

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # Nothing here is secret and no cookie is read: any page may ask.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location",
}
PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def register(app: Flask) -> None:
    """Put the headers on every answer of the application."""
    app.after_request(complete)


def complete(answer: Response) -> Response:
    """Return the answer with its headers; 304 where the reader has it already."""
    for name, value in ALWAYS.items():
        answer.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        answer.headers.update(PREFLIGHT)
    if request.endpoint == "static":
        return answer
    answer.headers["Vary"] = "Accept, Accept-Language"
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Language", language())
    if answer.status_code == 200 and request.method in {"GET", "HEAD"}:
        _name_contents(answer)
        answer.headers["Cache-Control"] = "no-cache"  # keep it, and ask each time if it still holds
        answer.make_conditional(request)
    return answer


def _name_contents(answer: Response) -> None:
    """Set the ETag: of the release and the question for data, of the bytes for pages.

    A page also changes with the program's own templates, which the release does not name.
    """
    if answer.get_etag()[0]:
        return
    if answer.mimetype == "text/html":
        answer.add_etag()
        return
    named = hashlib.sha256()
    for part in (site().digest, request.full_path, answer.content_type or "", language()):
        named.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    answer.set_etag(f"{site().digest[:12]}-{named.hexdigest()[:16]}")
