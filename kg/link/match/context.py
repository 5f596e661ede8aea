"""What stands around a name and speaks for or against an entity. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.link.match.evidence import Feature, weights
from kg.link.match.places import named_places, places_of
from kg.link.match.spelling import bared, english_words, is_korean, tight
from kg.link.match.words import cut, english, is_prefix, light_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.match.known import Known, Mention

CONTEXT: Final = "link/context.toml"
LEAST_NAME: Final = 4  # letters of a Korean name that is looked for in the context
LEAST_LATIN: Final = 8
LEAST_AKIN: Final = 3
DAY: Final = 10  # characters of a whole day: a year alone is a weak word
_WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}")
FORMER: Final = "former"
ANY_END: Final = frozenset((FORMER, "number"))  # what the end of the name tells does not count
WHOLE_NAMES: Final = frozenset(("whole", "whole_other", "letters", "reading", "roman", "number"))


def context_evidence(mention: Mention, known: Known, channel: str) -> Iterator[Feature]:
    """Yield what the context says of an entity, features of weight 0 left out.

    Args:
        mention: The name with its context.
        known: The entity.
        channel: The channel by which the name fits it.
    """
    yield from _neighbours(mention, known)
    yield from _said(mention, known)
    yield from _places(mention, known)
    yield from _notes(mention, known)
    yield from _kinds(mention, known, channel)
    yield from _days(mention, known, channel)


def _feature(name: str, told: str) -> Feature:
    return Feature(name, weights("context")[name], told)


def _neighbours(mention: Mention, known: Known) -> Iterator[Feature]:
    around, own = _tight(mention.context), tight(mention.text)
    names = [tight(text) for name in known.names for text, _ in name.variants()]
    for name in (*names, *map(_without_prefix, names)):
        least = LEAST_NAME if is_korean(name) else LEAST_LATIN
        if len(name) >= least and name not in own and own not in name and name in around:
            yield _feature("neighbour", f"'{name}'")
            return
    for word in _words(mention.context):
        if len(word) < LEAST_AKIN or word in own or own in word:
            continue
        for size in range(len(word), LEAST_AKIN - 1, -1):
            if any(name.startswith(word[:size]) for name in names if own not in name):
                yield _feature("akin", f"'{word[:size]}'")
                return


def _without_prefix(name: str) -> str:
    """Return a tight name without the word in front that talk leaves out: 한국."""
    words = cut(name) if is_korean(name) else ()
    return "".join(words[1:]) if len(words) > 2 and is_prefix(words[0]) else name


def _said(mention: Mention, known: Known) -> Iterator[Feature]:
    """Yield a Korean word of the context that the English name of a body without another says."""
    if any(is_korean(each.text) for each in known.names):
        return
    words = {word for each in known.names for word in english_words(each.text)} - light_english()
    for word in _words(mention.context):
        for part in cut(tight(word)) if word not in mention.text else ():
            heavy = [set(said) - light_english() for said in english(part)]
            if len(part) > 1 and any(said and said <= words for said in heavy):
                yield _feature("said", f"'{part}'")
                return


def _places(mention: Mention, known: Known) -> Iterator[Feature]:
    around = named_places(f"{mention.context} {mention.place}")
    where = places_of(known.places)
    if around & where:
        yield _feature("place", "·".join(sorted(around & where)))
    elif around and where:
        yield _feature("elsewhere", "·".join(sorted(where)))


def _notes(mention: Mention, known: Known) -> Iterator[Feature]:
    told = {word for note in known.notes for word in _words(note)} - _silent()
    if not told:
        return
    said = [word for word in sorted(told) if word in mention.context and word not in mention.text]
    if said:
        most, each = weights("context")["note_most"], weights("context")["note"]
        yield Feature("note", min(most, each * len(said)), "·".join(said))
    elif len(set(_words(mention.context)) - _silent() - {mention.text}) > 1:
        yield _feature("note_silent", "")


def _kinds(mention: Mention, known: Known, channel: str) -> Iterator[Feature]:
    if excluded := _excluded(mention.kind, known):
        # A shared number says that the kind was misread, unless one of the two is no organisation.
        is_number = channel == "number" and mention.kind in resource_toml(CONTEXT)["never"]
        yield _feature("other_kind" if is_number else "never", excluded)
        return
    kinds = set(known.kinds) | set(filter(None, (_end(each.text) for each in known.names)))
    apart: dict[str, list[str]] = resource_toml(CONTEXT)["apart"]
    if against := kinds & set(apart.get(mention.kind, ())):
        yield _feature("other_kind", f"{mention.kind}: {'·'.join(sorted(against))}")
        return
    own = _end(mention.text)
    ends = {_end(text) for each in known.names for text, _ in each.variants()} - {""}
    if own and ends and own not in ends and channel not in ANY_END:
        yield _feature("other_kind", f"{own}: {'·'.join(sorted(ends))}")
        return
    cues: dict[str, list[str]] = resource_toml(CONTEXT)["cues"]
    around = mention.context.replace(mention.text, " ").casefold()
    for kind in sorted(kinds & set(cues)):
        said = [cue for cue in cues[kind] if cue in around]
        if said:
            yield _feature("kind", f"'{said[0]}'")
            return


def _excluded(kind: str, known: Known) -> str:
    """Return why an entity can never be of a kind; empty when it may, or no kind is told."""
    told = resource_toml(CONTEXT)
    own: dict[str, list[str]] = told["own"]
    theirs = {name for name, kinds in own.items() if set(kinds) & set(known.kinds)}
    if kind and (kind in own or theirs) and kind not in theirs:
        return f"{kind}: {'·'.join(known.kinds)}"
    against = set(known.kinds) & set(told["never"].get(kind, ()))
    return f"{kind}: {'·'.join(sorted(against))}" if against else ""


def _days(mention: Mention, known: Known, channel: str) -> Iterator[Feature]:
    day = mention.when()
    if channel == FORMER and day and known.since and day < known.since[: len(day)]:
        pass  # under the head it bore before it began as what it is now
    elif day and known.since and day < known.since[: len(day)]:
        # Another name of its own may be the former one, of before the day it was renamed.
        is_sure = len(known.since) == DAY and not channel.endswith("_other")
        yield _feature("not_yet" if is_sure else "young", known.since)
    elif day and known.until and day > known.until[: len(day)]:
        if channel not in WHOLE_NAMES:
            yield _feature("ended", known.until)
    elif day and len(known.since or known.until) == DAY:
        yield _feature("stands", f"{known.since}/{known.until}")
    if known.is_gone:
        yield _feature("gone", "")


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, a Korean one without its particle."""
    found: dict[str, None] = {}
    for word in _WORD.findall(text):
        stems = bared(word)
        found[stems[0] if stems else word] = None
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _tight(text: str) -> str:
    return tight(text)


@lru_cache(maxsize=1 << 16)
def _end(text: str) -> str:
    """Return what kind of body the end of a name tells; empty when it tells none."""
    ends: dict[str, list[str]] = resource_toml(CONTEXT)["ends"]
    name = text.casefold().strip()
    for kind, words in ends.items():
        for word in words:
            if name.endswith(word) and len(tight(name)) > len(word) + 1:
                return {"bank": "Bank"}.get(kind, kind)
    return ""


@cache
def _silent() -> frozenset[str]:
    return frozenset(resource_toml(CONTEXT)["silent"]["words"])
