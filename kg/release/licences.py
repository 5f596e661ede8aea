"""One IRI and one name for a data set's licence, however its owner wrote it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SPDX: Final = "https://spdx.org/licenses/"
_AROUND: Final = re.compile(r"^https?://(?:www\.)?|/?(?:deed|legalcode)(?:\.[\w-]+)?$|/+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence as catalogues name it.

    Attributes:
        iri: Its address, the one its authors give it where we know it.
        id: What it is known by, an SPDX id where it has one; empty where we do not know it.
        titles: Language to name; the language is empty for a name that lists compare by.
        kinds: What it asks, by a term of ADMS, with its names.
    """

    iri: str
    id: str
    titles: Mapping[str, str]
    kinds: Mapping[str, Text] = field(default_factory=dict)


def licence_of(told: str) -> Licence | None:
    """Return the licence that a setting names; None where it names none by id or address.

    >>> licence_of("cc-by-4.0").iri == licence_of("http://creativecommons.org/licenses/by/4.0").iri
    True
    """
    told = told.strip()
    if not told or " " in told:
        return None
    known = _known().get(_key(told))
    if known:
        return known
    if "://" in told:
        return Licence(iri=told, id="", titles={})
    return Licence(iri=SPDX + told, id=told, titles={})


@cache
def _known() -> Mapping[str, Licence]:
    found: dict[str, Licence] = {}
    table = resource_toml("release/licences.toml")
    for row in table["licence"]:
        title = row["title"]
        titles = {"": title} if isinstance(title, str) else title
        kinds = {each: Text(**table["kind"][each]) for each in row["kinds"]}
        one = Licence(iri=row["iri"], id=row["id"], titles=titles, kinds=kinds)
        for name in (one.id, SPDX + one.id, one.iri):
            found[_key(name)] = one
    return found


def _key(told: str) -> str:
    return _AROUND.sub("", _AROUND.sub("", told)).casefold()
