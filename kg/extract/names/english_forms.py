"""What the form of an English name tells: its type by its last word or its head. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import table, words

if TYPE_CHECKING:
    from kg.model.facts import ActorType

_HEADED: Final = re.compile(r"([A-Z]\w+)\s(?:of|for|on)\s")


def firm_words(name: str) -> frozenset[str]:
    """Return the endings of firms, none for a name that begins with a place: "Pohang Works"."""
    first = name.split(maxsplit=1)[0]
    if first in words("en/names", "common", "places") or first in words(
        "en/names", "firms", "groups"
    ):
        return frozenset()
    return words("en/names", "firms", "suffixes")


def is_lender(name: str) -> bool:
    """Tell whether a name is that of a bank, a fund or a foundation: they are not helped."""
    return name.endswith(" Fund") or type_of(name) == "OtherOrganization"


@cache
def endings() -> dict[str, ActorType]:
    """Return the last words of bodies' names with the type they tell."""
    return {e: kind for kind, own in table("en/names")["suffixes"].items() for e in own}


def type_of(name: str) -> ActorType | None:
    """Return the type an English name's form tells; None for a firm of unknown size."""
    names = table("en/names")
    for group in names["firms"]["groups"]:
        if name == group or (name.startswith(f"{group} ") and not _ends_like_body(name)):
            return None if _is_plant(name) else "LargeEnterprise"
    for kind, own in names["starts"].items():
        if " " in name and name.split(maxsplit=1)[0] in own and not _is_firm(name):
            start: ActorType = kind
            return start
    headed = _HEADED.search(name)
    if headed:
        for kind, own in names["heads"].items():
            if headed[1] in own:
                head: ActorType = kind
                return head
    for size in (5, 4, 3, 2, 1):
        tail = " ".join(name.split()[-size:])
        if tail in endings() and (len(name.split()) > size or " " in tail):
            return endings()[tail]
    return None


def _is_firm(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1] in words("en/names", "firms", "suffixes")


@cache
def lone() -> frozenset[str]:
    """Return the words that head the names of bodies, which name nobody alone: "Ministry"."""
    names = table("en/names")
    heads = {word for own in names["heads"].values() for word in own}
    return frozenset(heads | {word for word in endings() if " " not in word})


def _ends_like_body(name: str) -> bool:
    return (
        name.rsplit(maxsplit=1)[-1] in endings()
        and endings()[name.rsplit(maxsplit=1)[-1]] != "LargeEnterprise"
    )


def _is_plant(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1] in table("en/names")["plants"]["endings"]


def is_firm_like(name: str) -> bool:
    """Tell whether a name of two words or more ends as firms' names do."""
    parts = name.split()
    ends = parts[-1] in words("en/names", "firms", "suffixes")
    return len(parts) > 1 and (ends or parts[0] in words("en/names", "firms", "prefixes"))
