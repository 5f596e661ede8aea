"""Parties told of together: lists with names, and numbers of firms without. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import unnamed
from kg.extract.names import lists
from kg.extract.reading import Mention
from kg.model.evidence import Span
from kg.model.facts import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.names.lists import Listing
    from kg.extract.reading import Reading, Sentence

_NUMBER: Final = re.compile(r"(?<![\d.])(\d[\d,]*)(?![\d.%]|\s?(?:차|기|단계|년|회차)(?![가-힣]))")
_BARE: Final = re.compile(
    r"(?:총|약|모두)?\s?[\d,]+\s?여?\s?(?:곳|개사|개\s사|개소|개\s?업체|개\s?기업|개)"
)


def listed(reading: Reading) -> Iterator[Group]:
    """Yield the lists of named parties, with what the text says of their number."""
    if reading.lang != "ko":
        return
    text = reading.document.text
    for sentence in reading.sentences:
        for listing in lists.find(sentence):
            names = _members(reading, listing)
            if len(names) < 2 or len(names) < len(listing.items):
                continue
            yield Group(
                basis=reading.basis(listing.whole, "group.list", 0.9, {"name": listing.noun}),
                name=listing.noun.of(text),
                members=names,
                count=listing.count,
                is_complete=listing.count == len(names),
                product=listing.product,
            )


def _members(reading: Reading, listing: Listing) -> tuple[str, ...]:
    found = [
        mention.names[0]
        for item in listing.items
        for mention in reading.mentions_in(item)[:1]
        if mention.kind in {"name", "alias"}
    ]
    return tuple(dict.fromkeys(found))


def unnamed_in(sentence: Sentence, lang: str, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions of parties without names (`협력사 17곳`, `60 suppliers`)."""
    place = sentence.span.start
    used = [(m.span.start - place, _printed_end(sentence, m)) for m in taken]
    for start, end in unnamed.phrases(sentence.text, lang, used):
        if start < end:
            span = Span(place + start, place + end)
            name = sentence.text[start:end]
            yield Mention(span=span, names=(name,), type=None, kind="group")


def _printed_end(sentence: Sentence, mention: Mention) -> int:
    """Return where a name ends, the whole of it where its short form was found inside."""
    start = mention.span.start - sentence.span.start
    name = mention.names[0]
    is_whole = mention.kind == "alias" and sentence.text.startswith(name, start)
    return start + len(name) if is_whole else mention.span.end - sentence.span.start


def counted(reading: Reading, told: Sequence[Group] = ()) -> Iterator[Group]:
    """Yield the groups without names whose number the text tells, not those `told` with names."""
    named = {group.name for group in told}
    for mention in reading.mentions:
        if mention.names[0] in named:
            continue
        if mention.kind != "group" or _BARE.fullmatch(mention.names[0]):
            continue  # "14곳": a number, of whatever was counted
        numbers = _NUMBER.findall(mention.names[0])
        if numbers:
            yield Group(
                basis=reading.basis(mention.span, "group.counted", 0.8),
                name=mention.names[0],
                count=int(numbers[-1].replace(",", "")),
            )
