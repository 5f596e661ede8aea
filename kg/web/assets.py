"""Scripts, styles and pictures of the pages: packed once, kept by readers for good.

Addresses on pages carry a digest of the bytes, so what they name never changes; an address
without one, or with another, is kept and asked for again each time.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Response, abort, request
from werkzeug.security import safe_join

from kg.web.headers import SHORT, is_compressible, takes_gzip

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from flask import Flask

PLACE: Final = Path(__file__).parent / "static"
ENDPOINT: Final = "static"
DIGEST: Final = "v"  # the part of an address that names the bytes
FORMS: Final = {  # said here, since what a system's table says of scripts differs
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain",
}
LEVEL: Final = 9  # once for each file and start: a second for a megabyte is well spent
FOR_GOOD: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's bytes, plain and packed; not packed where that makes it no shorter."""

    plain: bytes
    packed: bytes
    form: str
    digest: str


def register(app: Flask) -> None:
    """Serve the files, and let every address of one name its bytes."""
    app.add_url_rule("/static/<path:filename>", ENDPOINT, asset)
    app.url_defaults(_name_bytes)


def asset(filename: str) -> Response:
    """Give a file, packed where the reader takes it; whole or the part that is asked for."""
    found = _found(filename)
    if found is None:
        abort(404)
    is_packed = bool(found.packed) and takes_gzip()
    body = found.packed if is_packed else found.plain
    answer = Response(body, content_type=found.form)
    if found.packed:
        answer.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(f"{found.digest}-gzip" if is_packed else found.digest)
    is_named = request.args.get(DIGEST) == found.digest
    answer.headers["Cache-Control"] = FOR_GOOD if is_named else ASK_AGAIN
    answer.make_conditional(request, accept_ranges=True, complete_length=len(body))
    return answer


def prepare() -> None:
    """Read and pack every file, so that no reader waits for it."""
    for path in PLACE.rglob("*"):
        if path.is_file():
            _found(path.relative_to(PLACE).as_posix())


def _name_bytes(endpoint: str, values: MutableMapping[str, Any]) -> None:  # Any: Flask's own
    if endpoint == ENDPOINT and (found := _found(str(values.get("filename", "")))):
        values.setdefault(DIGEST, found.digest)


def _found(filename: str) -> Asset | None:
    """Return a file below `static`, read anew only when it was written anew."""
    joined = safe_join(str(PLACE), filename)
    if joined is None:
        return None
    path = Path(joined)
    try:
        is_file, told = path.is_file(), path.stat()
    except (OSError, ValueError):
        return None
    return _read(path, told.st_mtime_ns, told.st_size) if is_file else None


@lru_cache(maxsize=64)
def _read(path: Path, _written: int, _size: int) -> Asset:
    plain = path.read_bytes()
    form = FORMS.get(path.suffix, "application/octet-stream")
    packed = b""
    if is_compressible(form) and len(plain) >= SHORT:
        packed = gzip.compress(plain, LEVEL, mtime=0)
    if form.startswith("text/"):
        form += "; charset=utf-8"
    return Asset(plain, packed, form, hashlib.sha256(plain).hexdigest()[:12])
