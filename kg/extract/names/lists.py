"""Parties told of one after another: `A, B, C 등 4개 업체`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table
from kg.extract.names.candidates import Candidate
from kg.extract.names.naming import is_common
from kg.extract.names.organisations import type_of
from kg.extract.names.places import is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Sentence

_ITEM: Final = r"[가-힣A-Za-z0-9㈜(][가-힣A-Za-z0-9&+.\-㈜()]*"
_JOIN: Final = r"\s?[,、·ㆍ]\s?|(?:와|과|및|\s및)\s"
_GOES_ON: Final = re.compile(r"\s?[,、·ㆍ]\s?|(?:와|과)\s|\s(?:및|등|대표)(?![가-힣]{2})")
_GAP: Final = re.compile(r"\s?[,、·ㆍ]\s?|(?:와|과)\s|\s및\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that ends in 등, or in the number of its members.

    Attributes:
        items: Where each member stands, legal forms included.
        noun: Where the noun phrase that sums them up stands (`4개 가구 업체`).
        count: How many the text says there are; None when it does not.
        product: What stands before the noun for a firm, such as `가구`.
    """

    items: tuple[Span, ...]
    noun: Span
    count: int | None
    product: str | None

    @property
    def whole(self) -> Span:
        """From the first member to the end of the noun phrase."""
        return Span(self.items[0].start, self.noun.end)


def find(sentence: Sentence) -> Iterator[Listing]:
    """Yield the lists of a sentence that say they are lists of firms or bodies."""
    for found in _tail().finditer(sentence.text):
        items = _items(sentence.text, found.start())
        if len(items) < 1:
            continue
        place = sentence.span.start
        start = found.start("noun")
        yield Listing(
            items=tuple(Span(place + begin, place + end) for begin, end in items),
            noun=Span(place + start, place + found.end("noun")),
            count=_count(found["digits"], found["word"]),
            product=(found["product"] or "").strip() or None,
        )


def candidates(sentence: Sentence, listing: Listing) -> Iterator[Candidate]:
    """Yield the members as names, unless they are kinds of things rather than parties."""
    place = sentence.span.start
    named = []
    for span in listing.items:
        printed = sentence.text[span.start - place : span.end - place]
        name = re.sub(r"^(?:㈜|\(주\))|(?:㈜|\(주\))$", "", printed)
        start = span.start + printed.find(name)
        if len(name) >= 2 and not is_common(name) and not is_place(name):
            named.append((start, name, printed))
    strange = sum(1 for _, name, _ in named if morphology.is_strange(name))
    if strange * 2 < len(listing.items) or len(named) < len(listing.items):
        return
    for start, name, printed in named:
        yield Candidate(
            span=Span(start, start + len(name)),
            name=name,
            type=type_of(name),
            rule="name.list",
            confidence=0.92,
            also=printed if printed != name else "",
        )


@cache
def _tail() -> re.Pattern[str]:
    """Return the pattern of what ends a list: 등, perhaps a number, a noun for parties."""
    counted = either(table("ko/names")["cues"]["counted"])
    numbers = either(table("ko/names")["numbers"])
    return re.compile(
        r"\s등(?:의|이|은)?(?:\s(?:총\s)?|(?=\d))"
        rf"(?P<noun>(?:(?P<digits>\d[\d,]*)\s?여?\s?개?\s?|(?P<word>{numbers})\s(?:개\s)?)?"
        rf"(?P<product>(?:[가-힣A-Za-z]+\s){{0,2}})?[가-힣A-Za-z]*{counted})"
        rf"{particles.behind().pattern}"
    )


def _items(text: str, end: int) -> list[tuple[int, int]]:
    """Return the places of the members before `end`, in order, walking left from the last."""
    items: list[tuple[int, int]] = []
    stop = end
    while stop > 0:
        found = re.search(rf"{_ITEM}$", text[max(0, stop - 40) : stop])
        if not found:
            break
        start = max(0, stop - 40) + found.start()
        items.append((start, stop))
        gap = re.search(rf"(?:{_JOIN})$", text[max(0, start - 3) : start])
        if not gap:
            break
        stop = max(0, start - 3) + gap.start()
    return items[::-1]


def _count(digits: str | None, word: str | None) -> int | None:
    if digits:
        return int(digits.replace(",", ""))
    if word:
        number: int = table("ko/names")["numbers"][word]
        return number
    return None


def chained(sentence: Sentence, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what stands in one list with a name already found: `A와 B는`, `A, B, C에`."""
    place = sentence.span.start
    for candidate in named:
        end = candidate.span.end - place
        while gap := _GAP.match(sentence.text, end):
            item = re.compile(_ITEM).match(sentence.text, gap.end())
            if not item:
                break
            name, particle = particles.cut(item[0])
            if morphology.is_verb(item[0]):
                break  # "A와 협력하는"
            joins = _GOES_ON.match(sentence.text, gap.end() + len(name))
            if is_common(name) or not (particle or joins) or not morphology.is_strange(name):
                break
            end = gap.end() + len(name)
            yield Candidate(
                span=Span(place + gap.end(), place + end),
                name=name,
                type=type_of(name),
                rule="name.chain",
                confidence=0.75,
            )
