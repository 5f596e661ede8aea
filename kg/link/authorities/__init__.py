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
    from collections.abc import Callable, Iterator

    from kg.link.match.known import Known

HEAD: Final = 4096  # bytes by which a form is told


@dataclass(frozen=True, slots=True)
class Form:
    """One form that authorities come in.

    Attributes:
        head: What the first bytes of such a file look like.
        read: Bytes and name of a file to its entities.
    """

    head: re.Pattern[bytes]
    read: Callable[[bytes, str], Iterator[Known]]


FORMS: Final[dict[str, Form]] = {
    "wikidata": Form(
        re.compile(rb'\A\s*(\[\s*)?\{\s*("entities"\s*:|("type"\s*:\s*"item"|"id"\s*:\s*"Q\d))'),
        read_wikidata,
    ),
    "ror": Form(re.compile(rb'\A\s*\[?\s*\{.*"https://ror\.org/', re.DOTALL), read_ror),
    "gleif": Form(re.compile(rb'\A(\xef\xbb\xbf)?"?LEI"?,"?Entity\.LegalName'), read_gleif),
    "dart": Form(re.compile(rb"<list>\s*<corp_code>"), read_dart),
    "geonames": Form(re.compile(rb"\A\d+\t[^\t\n]+\t[^\t\n]*\t[^\t\n]*\t-?\d"), read_geonames),
}


def form_of(body: bytes) -> Form | None:
    """Return the form of a file by its first bytes; None when it is none of these."""
    head = body[:HEAD]
    return next((form for form in FORMS.values() if form.head.search(head)), None)
