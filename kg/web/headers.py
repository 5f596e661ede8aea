"""What goes out with every answer: policy, languages, and a name for its contents."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from typing import TYPE_CHECKING, Final

from flask import request

from kg.web.bundle import script_of
from kg.web.site import site
from kg.web.wording import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask, Response

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# What a page with a script of ours may do beside that: run it, and ask this very service.
SCRIPTED: Final = f"{POLICY}; script-src 'self'; connect-src 'self'"
ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # Nothing here is secret and no cookie is read: any page may ask.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Location, Retry-After, Content-Encoding, Query-Limits"
    ),
}
COMPRESSIBLE: Final = frozenset(
    {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "application/json",
        "application/ld+json",
        "application/rdf+xml",
        "application/xml",
        "application/n-triples",
        "application/n-quads",
        "application/trig",
        "application/graphml+xml",
        "application/gexf+xml",
        "image/svg+xml",
    }
)
SHORT: Final = 1000  # bytes below which compressing makes an answer no shorter to send
LEVEL: Final = 5
CONDITIONS: Final = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"})
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
    told = answer.headers
    if answer.mimetype == "text/html" and script_of(request.endpoint):
        told.setdefault("Content-Security-Policy", SCRIPTED)
    told.extend([pair for pair in ALWAYS.items() if pair[0] not in told])
    if "frame-ancestors *" in told["Content-Security-Policy"]:
        del told["X-Frame-Options"]
    if request.method == "OPTIONS":
        answer.headers.update(PREFLIGHT)
    if request.endpoint == "static" and answer.status_code < 400:
        return answer  # it has told all of itself
    answer.headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Language", language())
    if answer.status_code == 200 and request.method in {"GET", "HEAD"}:
        _name_contents(answer)
        compress(answer)
        answer.headers["Cache-Control"] = "no-cache"  # keep it, and ask each time if it still holds
        # a streamed answer would be read to its end here, only to be measured
        if not answer.is_streamed and not CONDITIONS.isdisjoint(request.environ):
            answer.make_conditional(request)
    return answer


def compress(answer: Response) -> None:
    """Send an answer as gzip where the reader takes it and it pays.

    The compressed bytes are other bytes, so they have an ETag of their own.
    """
    if answer.direct_passthrough or "Content-Encoding" in answer.headers:
        return
    if not is_compressible(answer.mimetype or "") or not takes_gzip():
        return
    if answer.is_streamed:
        answer.response = _compressed(answer.response)
        answer.headers.pop("Content-Length", None)
    else:
        body = answer.get_data()
        if len(body) < SHORT:
            return
        answer.set_data(gzip.compress(body, LEVEL, mtime=0))
    answer.headers["Content-Encoding"] = "gzip"
    tag, _ = answer.get_etag()
    if tag:
        answer.set_etag(f"{tag}-gzip")


def is_compressible(form: str) -> bool:
    """Tell whether bytes of a media type become shorter when they are packed."""
    return form.startswith("text/") or form in COMPRESSIBLE


def takes_gzip() -> bool:
    """Tell whether the reader takes gzip, and has not rather the bytes as they are."""
    accepted = request.accept_encodings
    return bool(accepted["gzip"]) and accepted["gzip"] >= accepted["identity"]


def _compressed(pieces: Iterable[bytes | str]) -> Iterator[bytes]:
    """Yield pieces as one gzip stream; where they break off it has no proper end either."""
    making = zlib.compressobj(LEVEL, wbits=31)
    for piece in pieces:
        made = making.compress(piece if isinstance(piece, bytes) else piece.encode())
        if made:
            yield made
    yield making.flush()


def _name_contents(answer: Response) -> None:
    """Set the ETag: of the release and the question for data, of the bytes for pages.

    A page also changes with the program's own templates, which the release does not name.
    """
    if answer.get_etag()[0] or answer.is_streamed:
        return
    if answer.mimetype == "text/html":
        answer.add_etag()
        return
    named = hashlib.sha256()
    for part in (site().digest, request.full_path, answer.content_type or "", language()):
        named.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    answer.set_etag(f"{site().digest[:12]}-{named.hexdigest()[:16]}")
