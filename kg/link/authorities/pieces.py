"""Files that come piece by piece, as text, lines or records: none is ever held whole. Pure.

What is wrong in a file is told with the place where it is, and what to do.
"""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceSyntax

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.link.match.known import Known

LITERALS: Final = ("true", "false", "null", "-")
WIDE: Final = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
LONGEST: Final = 1 << 26  # characters of one line or record; the longest of Wikidata have 5 million
AGAIN: Final = "fetch the file again"
# A decoder tells the beginning of what it misses: that much of the end may still be on its way.
_TAIL: Final = 16
_DIGITS: Final = "0123456789.eE+-"
_MISSHAPEN: Final = (KeyError, TypeError, AttributeError, ValueError)


def texts(pieces: Iterable[bytes], where: str) -> Iterator[str]:
    """Yield a file's text, stretch by stretch, without a byte order mark.

    Raises:
        SourceSyntax: It is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, at_start = 1, True
    for piece in _closed(pieces):
        if at_start and piece and piece[:2] in WIDE:
            raise _not_utf8(f"it is {WIDE[piece[:2]]}", where)
        try:
            text = decoder.decode(piece or b"", final=piece is None)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            wrong = f"0x{error.object[error.start]:02x}"
            raise _not_utf8(f"byte {wrong} is no UTF-8", f"{where}:{line}") from error
        if at_start and text:
            text, at_start = text.removeprefix("\ufeff"), False
        line += text.count("\n")
        yield text


def lines(pieces: Iterable[bytes], where: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number from 1, without its end.

    Raises:
        SourceSyntax: It is not UTF-8, or a line has no end.
    """
    rest: list[str] = []
    size, number = 0, 0
    for text in texts(pieces, where):
        *whole, last = text.split("\n")
        for each in whole:
            number += 1
            yield number, "".join((*rest, each))
            rest, size = [], 0
        rest.append(last)
        size += len(last)
        if size > LONGEST:
            raise SourceSyntax(
                f"the line is longer than {LONGEST:,}", where=f"{where}:{number + 1}"
            )
    if size:
        yield number + 1, "".join(rest)


def records(pieces: Iterable[bytes], where: str) -> Iterator[tuple[int, Any]]:
    """Yield each value of a JSON list with its number from 1; a lone value is a list of one.

    Any: JSON, looked at by the caller.

    Raises:
        SourceSyntax: It is not UTF-8 or no JSON, or the list has no end.
    """
    held = _Held(texts(pieces, where))
    is_list = held.begins("[")
    number = 0
    if not (is_list and held.begins("]")):
        while True:
            number += 1
            yield number, _value(held, number, where)
            if not (is_list and held.begins(",")):
                break
        if is_list and not held.begins("]"):
            if held.is_done():
                raise cut(f"the list ends after record {number} without a ]", where)
            place = f"{where}: record {number}"
            raise SourceSyntax("a comma is missing behind it", where=place, hint=AGAIN)
    if not held.is_done():
        raise SourceSyntax("there is more behind the end of the JSON", where=where, hint=AGAIN)


def _value(held: _Held, number: int, where: str) -> Any:  # Any: JSON
    """Return the value that begins here; ask for more where it does not fit."""
    held.is_done()
    while True:
        try:
            value, end = json.JSONDecoder().raw_decode(held.text, held.at)
        except ValueError as error:
            missed = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            if _may_go_on(error, held) and held.grow():
                continue
            if held.has_ended and _may_go_on(error, held):
                raise cut(f"the file ends in record {number}", where) from error
            place = f"{where}: record {number}"
            raise SourceSyntax(f"this is no JSON: {missed}", where=place, hint=AGAIN) from error
        is_open = isinstance(value, int | float) and not held.text[end:].strip(_DIGITS)
        if is_open and held.grow():
            continue  # a number may go on
        held.at = end
        return value


def shaped(read: Callable[[Any], Iterable[Known]], record: object, where: str) -> list[Known]:
    """Return what a reader makes of a record.

    Raises:
        SourceSyntax: The record is not of the form that the reader knows.
    """
    try:
        found = list(read(record))
        for each in found:
            _texts_only((each.iri, *(name.text for name in each.names)))
    except _MISSHAPEN as error:
        missed = f"{type(error).__name__}: {error}"
        raise SourceSyntax(
            f"the record is not as its schema has it ({missed})", where=where, hint=AGAIN
        ) from error
    return found


def _texts_only(values: Iterable[object]) -> None:
    for value in values:
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is no text")


def cut(message: str, where: str) -> SourceSyntax:
    """Return the error for a file of which the end is missing."""
    return SourceSyntax(f"{message}: its end is missing", where=where, hint=AGAIN)


class _Held:
    """The stretch of a text that is looked at; it grows where a record does not fit."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.text = ""
        self.at = 0
        self.has_ended = False

    def grow(self) -> bool:
        """Take as much again; False where there is no more, or too much without a record."""
        wanted = max(len(self.text) - self.at, 1)
        if self.has_ended or wanted > LONGEST:
            return False
        parts, size = [self.text[self.at :]], 0
        while size < wanted:
            piece = next(self.source, None)
            if piece is None:
                self.has_ended = True
                break
            parts.append(piece)
            size += len(piece)
        self.text, self.at = "".join(parts), 0
        return True

    def begins(self, mark: str) -> bool:
        """Pass over a mark and the blanks around it; False where something else stands."""
        if self.is_done() or self.text[self.at] != mark:
            return False
        self.at += 1
        self.is_done()
        return True

    def is_done(self) -> bool:
        """Pass over blanks and tell whether nothing follows."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in " \t\r\n":
                    return False
                self.at += 1
            if not self.grow():
                return True


def _may_go_on(error: ValueError, held: _Held) -> bool:
    """Tell whether a value may go on behind the text, or would have, had the text not ended."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    if error.msg.startswith("Unterminated"):
        return True
    rest = held.text[error.pos :]
    if not held.has_ended:
        return len(rest) < _TAIL
    begun = rest.strip()
    return not begun or begun.startswith("\\u") or any(each.startswith(begun) for each in LITERALS)


def _closed(pieces: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from pieces
    yield None


def _not_utf8(message: str, where: str) -> SourceSyntax:
    return SourceSyntax(message, where=where, hint="save the file as UTF-8")
