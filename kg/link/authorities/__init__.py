"""Authorities in the forms their owners publish: one reader a form, each gives `Known`. Pure.

To add a form, add a reader and a line in `FORMS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.link.authorities.ror import read_ror
from kg.link.authorities.tables import read_dart, read_geonames, read_gleif
from kg.link.authorities.wikidata import read_wikidata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.link.match.known import Known

HEAD: Final = 1 << 16  # bytes by which a form is told; ROR tells much before the first id


@dataclass(frozen=True, slots=True)
class Form:
    """One form that authorities come in.

    Attributes:
        head: What the first bytes of such a file look like.
        read: A file piece by piece, and its name, to its entities.
    """

    head: re.Pattern[bytes]
    read: Callable[[Iterable[bytes], str], Iterator[Known]]


FORMS: Final[dict[str, Form]] = {
    "wikidata": Form(
        re.compile(
            rb'\A(\xef\xbb\xbf)?\s*(\[\s*)?\{\s*("entities"\s*:|("type"\s*:\s*"(item|property)"|"id"\s*:\s*"[QP]\d))'
        ),
        read_wikidata,
    ),
    "ror": Form(
        re.compile(rb'\A(\xef\xbb\xbf)?\s*\[?\s*\{.*"https://ror\.org/', re.DOTALL), read_ror
    ),
    "gleif": Form(re.compile(rb'\A(\xef\xbb\xbf)?"?LEI"?,"?Entity\.LegalName'), read_gleif),
    "dart": Form(re.compile(rb"<result>\s*<list>\s*<corp_code>"), read_dart),
    "geonames": Form(
        re.compile(rb"\A(\xef\xbb\xbf)?\d+\t[^\t\n]+\t[^\t\n]*\t[^\t\n]*\t-?\d"), read_geonames
    ),
}


# What people have instead of such a file, what it is, and what to do.
OTHERWISE: Final = (
    (re.compile(rb"\A\s*\Z"), "the file is empty", "fetch it again"),
    (re.compile(rb"(?i)\A\s*<(!doctype html|html)"), "this is a web page", "fetch the file itself"),
    (
        re.compile(rb"<result>\s*<status>(?P<told>.*?)</result>", re.DOTALL),
        "OpenDART answers with an error",
        "see what it says, mend the key, and fetch the file again",
    ),
    (
        re.compile(rb"<(\w+:)?LEIData\b|\A\s*\{\s*\"records\"\s*:\s*\[\s*\{\s*\"LEI\""),
        "GLEIF's files are read as CSV",
        "fetch the CSV of the golden copy",
    ),
    (
        re.compile(rb"\Aversion https://git-lfs"),
        "this is a pointer of Git LFS",
        "fetch the file itself: git lfs pull",
    ),
    (re.compile(rb"\A(\xff\xfe|\xfe\xff)"), "the file is UTF-16", "save it as UTF-8"),
)


def form_of(body: bytes) -> Form | None:
    """Return the form of a file by its first bytes; None when it is none of these."""
    head = body[:HEAD]
    return next((form for form in FORMS.values() if form.head.search(head)), None)


def instead(body: bytes) -> tuple[str, str] | None:
    """Return what a file is that is no authority, and what to do; None where nobody knows."""
    for head, message, hint in OTHERWISE:
        found = head.search(body[:HEAD])
        if found:
            told = found.groupdict().get("told") or b""
            more = " ".join(re.sub(rb"<[^<>]*>", b" ", told).decode("utf-8", "replace").split())
            return (f"{message}: {more}" if more else message), hint
    return None
