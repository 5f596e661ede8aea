"""Rows of numbers written as JSON, the same bytes as the engine writes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kg.query.tally.solutions import UNBOUND
from kg.query.tally.terms import NotHere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.query.tally.solutions import Rows
    from kg.query.tally.terms import Terms

ROWS: Final = 2_000  # written at once
MOST: Final = 2_000_000  # terms of an answer that is held while it is written
_ESCAPED: Final = re.compile(rb"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def json_pieces(terms: Terms, names: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Yield an answer as JSON (SPARQL 1.1 Query Results JSON Format).

    Raises:
        NotHere: It has a blank node, a triple as a term, or is long; before the first piece.
    """
    if rows.count * len(names) > MOST or not names:
        raise NotHere
    columns = [_column(terms, rows.columns[name].tolist(), name) for name in names]
    head = json.dumps({"vars": list(names)}, ensure_ascii=False, separators=(",", ":"))
    yield b'{"head":' + head.encode() + b',"results":{"bindings":['
    for start in range(0, rows.count, ROWS):
        parts = [column[start : start + ROWS] for column in columns]
        lines: Iterable[bytes] = parts[0]
        if len(parts) > 1:
            told = zip(*parts, strict=True)
            lines = map(b",".join, map(_bound, told) if rows.open else told)
        yield (b",{" if start else b"{") + b"},{".join(lines) + b"}"
    yield b"]}}"


def _bound(row: Sequence[bytes]) -> list[bytes]:
    return [each for each in row if each]


def _column(terms: Terms, numbers: Sequence[int], name: str) -> list[bytes]:
    begin = json.dumps(name, ensure_ascii=False).encode() + b":"
    told = {number: begin + _told(terms.text(number)) for number in set(numbers) if number >= 0}
    told[UNBOUND] = b""
    return [told[number] for number in numbers]


def _told(text: bytes) -> bytes:
    """Return a term as JSON; escapes of N-Triples are escapes of JSON, but for long ones."""
    if text.startswith(b"<") and not text.startswith(b"<<"):
        return b'{"type":"uri","value":"' + _plain(text[1:-1]) + b'"}'
    if not text.startswith(b'"'):
        raise NotHere
    if text.endswith(b'"'):
        return b'{"type":"literal","value":' + _plain(text) + b"}"
    if text.endswith(b">"):
        cut = text.rfind(b'"^^<') + 1
        typed = b',"datatype":"' + text[cut + 3 : -1] + b'"}'
        return b'{"type":"literal","value":' + _plain(text[:cut]) + typed
    cut = text.rfind(b'"@') + 1
    if b"--" in text[cut:]:
        raise NotHere  # a direction
    tagged = b',"xml:lang":"' + text[cut + 1 :] + b'"}'
    return b'{"type":"literal","value":' + _plain(text[:cut]) + tagged


def _plain(text: bytes) -> bytes:
    r"""Return a text in which only control characters are written by number, as \u00xx."""
    if b"\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _letter(int(found[1] or found[2], 16)), text)


def _letter(number: int) -> bytes:
    if number < ord(" "):
        return b"\\u%04x" % number
    return chr(number).encode("utf-8", "surrogatepass")
