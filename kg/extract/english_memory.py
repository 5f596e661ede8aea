"""English words that point back to a party named before: `the company`, `she`, `it`. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.past import FIRMS
from kg.extract.words import either, table

if TYPE_CHECKING:
    from kg.extract.past import Past


_OTHERS: Final = (
    r"(?:large|small|smaller|other|parent|partner|sister|second|first|third|rival|new|same|policy|market"
    r"|average|typical|biggest|largest|next|last|original|former|local|decision)\s"
)


@cache
def pattern() -> re.Pattern[str]:
    """Return one pattern whose named groups are the kinds of pointers."""
    parts = [rf"(?P<{kind}>(?i:{either(words)}))" for kind, words in table("en/anaphors").items()]
    # "the aircraft maker", "the shipbuilder": one word more of what it makes
    parts.insert(
        0,
        rf"(?P<trade>[Tt]he\s(?!{_OTHERS})(?:[a-z]+\s)?[a-z]*(?:maker|builder|smith)(?!\w|['’]s\s))",
    )
    said = either(table("en/persons")["said"])
    parts.append(
        rf"(?P<surname>[A-Z][a-z]+)(?=\s{said})|(?:Mr|Ms|Mrs|Dr)\.?\s(?P<title>[A-Z][a-z]+)"
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def resolve(pointer: str, kind: str, past: Past) -> tuple[str, ...]:
    """Return the names an English pointer stands for; nothing when that is not clear."""
    if kind == "person":
        return tuple(past.people()[-1:])
    if kind in {"surname", "title"}:
        return tuple(name for name in past.people()[::-1] if pointer in name.split())[:1]
    if kind in {"trade", "body"}:
        return (_trade if kind == "trade" else _body)(pointer, past)
    if kind in {"former", "latter"}:
        both = past.parties_before()
        return (both[0 if kind == "former" else 1],) if len(both) == 2 else ()
    if kind == "several":
        together = past.parties_before()
        return tuple(together) if len(together) > 1 else ()
    count = {"both": 2, "three": 3}.get(kind)
    if count:
        near = past.firms()[-count:]
        return tuple(near) if len(near) == count else ()
    if kind == "it":
        return _it(pointer, past)
    return _topic(past) or tuple(past.firms()[-1:])


def _topic(past: Past) -> tuple[str, ...]:
    """Return the firm the sentence before began with: what "the company" goes on about."""
    if past.previous is None:
        return ()
    inside = [m for m in past.mentions if past.previous.holds(m.span) and m.type in FIRMS]
    return inside[0].names[:1] if inside else ()


def _trade(pointer: str, past: Past) -> tuple[str, ...]:
    """`The aircraft maker`: the firm that these words told of, or the only firm so far."""
    trade = pointer.split(maxsplit=1)[1].casefold()
    behind = re.compile(rf",\s(?:[^.;]{{0,40}}\s)?{re.escape(trade)}\b")
    for mention in reversed(past.mentions):
        start, end = mention.span.start, mention.span.end
        told = past.text[max(0, start - len(trade) - 1) : start].rstrip().casefold()
        if mention.type in FIRMS and (told.endswith(trade) or behind.match(past.text, end)):
            return mention.names[:1]
    firms = past.firms()
    return tuple(firms) if len(firms) == 1 else ()


def _body(pointer: str, past: Past) -> tuple[str, ...]:
    head = pointer.rsplit(maxsplit=1)[-1].casefold()
    for mention in reversed(past.mentions):
        if mention.type != "Person" and head in mention.names[0].casefold().split():
            return (mention.names[0],)
    return ()


def _it(pointer: str, past: Past) -> tuple[str, ...]:
    """`It` at the head of a sentence: the organisation the sentence before began with."""
    if pointer != "It" or past.previous is None:
        return ()
    inside = [m for m in past.mentions if past.previous.holds(m.span)]
    if inside and inside[0].type != "Person" and inside[0].span.start < past.previous.start + 60:
        return inside[0].names[:1]
    return ()
