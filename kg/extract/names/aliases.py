"""Other names a document gives its parties: in brackets, and shortened later. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.names.candidates import Candidate

_BRACKET: Final = re.compile(
    r"\s?\((?:이하|약칭|옛|구|영문명)?[:,\s]*['‘“\"]?([^()'’”\"\s,·:]{2,20})['’”\"]?\)"
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z0-9&\-]{1,9}$")


def in_brackets(text: str, candidate: Candidate) -> tuple[int, str]:
    """Return where the short form in brackets behind a name starts, and the form, or (0, "").

    `한국들빛협회(들빛협)`, `Korea Field Agency (KFA)`; a place or a trade is no short form.
    """
    found = _BRACKET.match(text, candidate.span.end)
    if not found:
        return 0, ""
    short = found[1]
    is_told = "이하" in found[0] or "약칭" in found[0]
    if is_told or _ACRONYM.match(short) or _is_drawn_from(short, candidate.name):
        return found.start(1), short
    return 0, ""


def _is_drawn_from(short: str, name: str) -> bool:
    """Tell whether the letters of `short` stand in `name` in order, the first at a word's head."""
    rest = iter(name)
    return len(short) < len(name) and all(letter in rest for letter in short)


@cache
def _tail() -> re.Pattern[str]:
    names = table("ko/names")
    return re.compile(rf"{either(names['firms']['suffixes'])}$")


def shortened(names: Iterable[str], lang: str) -> dict[str, str]:
    """Return the short forms that point to one name only, each with that name.

    `한들정밀` may be called `한들` later, `Hanul Precision` `Hanul`. Two names with one head
    leave it to neither.
    """
    owners: dict[str, set[str]] = {}
    for name in names:
        for head in _english_heads(name) if lang == "en" else _korean_heads(name):
            owners.setdefault(head, set()).add(name)
    return {head: own.pop() for head, own in owners.items() if len(own) == 1}


def by_ending(names: Iterable[str]) -> dict[str, str]:
    """Return the names with their endings shortened as Korean does, each with its name.

    `들빛상공회의소` is called `들빛상의`, `들빛테크노파크` `들빛TP`.
    """
    pairs = table("ko/names")["shortened"]["endings"]
    return {
        name.removesuffix(long) + short: name
        for name in names
        for long, short in pairs
        if name.endswith(long) and len(name) > len(long)
    }


def _korean_heads(name: str) -> Iterator[str]:
    found = _tail().search(name)
    head = name[: found.start()] if found else ""
    if len(head) >= 2 and head not in words("ko/names", "firms", "common_prefixes"):
        yield head


def _english_heads(name: str) -> Iterator[str]:
    parts = name.split()
    bad = words("en/names", "common", "words") | words("en/names", "common", "places")
    for size in range(1, len(parts)):
        head = " ".join(parts[:size])
        if head not in bad and len(head) > 1:
            yield head


def by_seat(names: Iterable[str]) -> dict[str, str]:
    """Return the plain names of places with those of their governments: both are one body.

    >>> by_seat(["Garam Province", "Garam Provincial Government", "Nari City"])
    {'Garam Province': 'Garam Provincial Government'}
    """
    known = set(names)
    found = {}
    for name in known:
        for tail, seat in _SEATS.items():
            plain = name.removesuffix(tail) + seat
            if name.endswith(tail) and plain in known:
                found[plain] = name
        turned = re.fullmatch(r"(.* Government) of (.*)", name)
        if turned and f"{turned[2]} {turned[1]}" in known:
            found[name] = f"{turned[2]} {turned[1]}"
    return dict(sorted(found.items()))


_SEATS: Final = {
    " Provincial Government": " Province",
    " City Government": " City",
    " City Hall": " City",
    " City Council": " City",
    " County Office": " County",
    " County Government": " County",
    " Metropolitan Government": " Metropolitan City",
    " District Office": " District",
    " Town Hall": " Town",
}


def shouted(names: Iterable[str], text: str) -> dict[str, str]:
    """Return the names that a text also prints in capitals, as scripts do: "HANUL MEDICAL"."""
    loud = {name.upper(): name for name in names if len(name) > _LOUD and name.upper() != name}
    return {printed: name for printed, name in loud.items() if printed in text}


_LOUD: Final = 4  # letters of a name worth looking for in capitals, less one
