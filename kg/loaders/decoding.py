"""From bytes to text, by strict decoding only: a guess that loses a character is refused. Pure."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from kg.errors import SourceSyntax

if TYPE_CHECKING:
    from kg.model.source import Source

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is a part of it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HINT: Final = "save the file as UTF-8"


def decode(source: Source, *, declared: str = "") -> str:
    """Return the text of a source, without a byte-order mark and otherwise untouched.

    Tried in order: the encoding of a byte-order mark, UTF-8, the encoding the page itself
    declares, and CP949 (a superset of EUC-KR), the rule in Korean public data.

    Raises:
        SourceSyntax: None of them decodes every byte.
    """
    for mark, encoding in MARKS:
        if source.body.startswith(mark):
            return _strict(source, source.body[len(mark) :], encoding)
    try:
        return source.body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    for encoding in (declared, "cp949"):
        text = _attempt(source.body, encoding)
        if text is not None:
            return text
    line = source.body.count(b"\n", 0, place) + 1
    raise SourceSyntax(
        f"the text is neither UTF-8 nor CP949 (byte {place} is {source.body[place]:#04x})",
        where=f"{source.name}:{line}",
        hint=HINT,
    )


def _strict(source: Source, body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceSyntax(
            f"the byte-order mark says {encoding.upper()}, but byte {error.start} does not fit",
            where=source.name,
            hint=HINT,
        ) from error


def _attempt(body: bytes, encoding: str) -> str | None:
    """Return the text if `encoding` is known and decodes every byte plausibly."""
    try:
        text = body.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None
    if text is None or (encoding == "cp949" and not _is_plausible(text)):
        return None
    return text


def _is_plausible(text: str) -> bool:
    """Tell Korean from Western text that happens to decode as CP949.

    Curly quotes of Windows-1252 before a letter decode to the rare syllables that CP949 adds
    to EUC-KR; real Korean text hardly has any.
    """
    wide = [character for character in text if character > "\x7f"]
    # Python spells the rare ones out in eight bytes of jamo.
    rare = sum(len(character.encode("euc_kr", "replace")) != len(b"\xb0\xa1") for character in wide)
    return 2 * rare < len(wide)
