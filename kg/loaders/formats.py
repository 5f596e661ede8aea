"""Which format a file is in, by its name and its first bytes. Pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from kg.errors import UnknownFormat

HEAD: Final = 4096  # bytes that are looked at
SUFFIXES: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".tab": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".rdf": "application/rdf+xml",
    ".owl": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".n3": "text/n3",
}
# What begins like this is no text, whatever its name says.
MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (HWPX, DOCX and XLSX are such)"),
    (b"\xd0\xcf\x11\xe0", "an old office file (HWP, DOC, XLS)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_RDF_XML: Final = re.compile(rb"<(?:\w+:)?RDF\b")
HINT: Final = (
    "read are text, HTML, CSV, TSV, JSON, JSON Lines and RDF; save the file as one of them"
)


def media_type(name: str, head: bytes) -> str:
    """Return the media type of a file by its suffix, or by its first bytes without a known one.

    Raises:
        UnknownFormat: It is not text, or nothing tells what it is.

    >>> media_type("a/releases.CSV", b"id,name")
    'text/csv'
    >>> media_type("notice", b"<!DOCTYPE html><title>x</title>")
    'text/html'
    """
    mark = head.removeprefix(b"\xef\xbb\xbf")[:HEAD]
    for magic, kind in MAGIC:
        if mark.startswith(magic):
            raise UnknownFormat(f"this is {kind}", where=name, hint=HINT)
    suffix = PurePosixPath(name).suffix.lower()
    told = SUFFIXES.get(suffix, "")
    if told == "application/json" and b'"@context"' in mark:
        return "application/ld+json"
    if told:
        return told
    if suffix in {"", ".xml"}:
        return _sniffed(name, mark, suffix)
    raise UnknownFormat(f"no loader takes {suffix} files", where=name, hint=HINT)


def _sniffed(name: str, head: bytes, suffix: str) -> str:
    if _HTML.match(head):
        return "text/html"
    if _RDF_XML.search(head):
        return "application/rdf+xml"
    if suffix == ".xml":
        raise UnknownFormat("of XML files only RDF/XML and XHTML are read", where=name, hint=HINT)
    if b"\x00" in head and not head.startswith(UTF16):
        raise UnknownFormat("this is no text", where=name, hint=HINT)
    return "text/plain"
