"""Questions sent by POST: a form with nothing but `query`, or the text alone, told from bytes.

What differs from one such request to the next is its length and its body, so both are taken out of
the head, which is then the same for all requests of one reader. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

FIRST: Final = b"POST /sparql HTTP/1.1\r\n"
TEXT: Final = b"application/sparql-query"
LONGEST: Final = 16_000  # bytes of a body
_LENGTH: Final = re.compile(rb"(?i:content-length):[ \t]*([0-9]{1,5})[ \t]*\r\n")
_TYPE: Final = re.compile(
    rb"(?i:content-type):[ \t]*(?i:(application/x-www-form-urlencoded|application/sparql-query))"
    rb"(?i:;[ \t]*charset=\"?utf-8\"?)?[ \t]*\r\n"
)
_LINES: Final = {b"content-length": _LENGTH, b"content-type": _TYPE}
_FORM: Final = re.compile(rb"query=([!\"$%'-~]+)")


@dataclass(frozen=True, slots=True)
class Posted:
    """A question that was sent.

    Attributes:
        head: The lines behind the first one, without those about the body.
        kind: The media type of the body, in small letters.
        asked: The body, or the value of `query` as it stands in a form.
    """

    head: bytes
    kind: bytes
    asked: bytes


def posted(held: bytes) -> Posted | None:
    """Return what was sent; None where it has not come whole, or is anything else."""
    end = held.find(b"\r\n\r\n")
    if not held.startswith(FIRST) or end < 0:
        return None
    head, body = held[len(FIRST) : end + 4], held[end + 4 :]
    length, kind = _only(b"content-length", head), _only(b"content-type", head)
    if length is None or kind is None or not 0 < len(body) <= LONGEST:
        return None
    if int(length[1]) != len(body):
        return None
    for found in sorted((length, kind), key=lambda found: -found.start()):
        head = head[: found.start()] + head[found.end() :]
    told = kind[1].lower()
    if told == TEXT:
        return Posted(head, told, body)
    form = _FORM.fullmatch(body)
    return Posted(head, told, form[1]) if form else None


def _only(name: bytes, head: bytes) -> re.Match[bytes] | None:
    """Return the line of a head with one name; None where there is none, or are several."""
    if head.lower().count(name + b":") != 1:
        return None
    found = _LINES[name].search(head)
    is_line = found and (found.start() == 0 or head[: found.start()].endswith(b"\r\n"))
    return found if is_line else None
