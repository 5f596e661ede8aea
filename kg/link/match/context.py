"""What stands around a name and speaks for or against an entity. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.link.match.evidence import Feature, weights
from kg.link.match.places import named_places, places_of
from kg.link.match.spelling import bared, is_korean, tight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.match.known import Known, Mention

CONTEXT: Final = "link/context.toml"
LEAST_NAME: Final = 4  # letters of a Korean name that is looked for in the context
LEAST_LATIN: Final = 8
LEAST_AKIN: Final = 3
DAY: Final = 10  # characters of a whole day: a year alone is a weak word
_WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}")
WHOLE_NAMES: Final = frozenset(("whole", "whole_other", "letters", "reading", "roman", "number"))


def context_evidence(mention: Mention, known: Known, channel: str) -> Iterator[Feature]:
    """Yield what the context says of an entity, features of weight 0 left out.

    Args:
        mention: The name with its context.
        known: The entity.
        channel: The channel by which the name fits it.
    """
    yield from _neighbours(mention, known)
    yield from _places(mention, known)
    yield from _notes(mention, known)
    yield from _kinds(mention, known)
    yield from _days(mention, known, channel)


def is_common(text: str) -> bool:
    """Tell whether a mention is a common noun and no name."""
    return tight(text) in _common()


def _feature(name: str, told: str) -> Feature:
    return Feature(name, weights("context")[name], told)


def _neighbours(mention: Mention, known: Known) -> Iterator[Feature]:
    around, own = _tight(mention.context), tight(mention.text)
    names = [tight(text) for name in known.names for text, _ in name.variants()]
    for name in names:
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


def _kinds(mention: Mention, known: Known) -> Iterator[Feature]:
    kinds = set(known.kinds) | set(filter(None, (_end(each.text) for each in known.names)))
    apart: dict[str, list[str]] = resource_toml(CONTEXT)["apart"]
    if against := kinds & set(apart.get(mention.kind, ())):
        yield _feature("other_kind", f"{mention.kind}: {'·'.join(sorted(against))}")
        return
    own = _end(mention.text)
    ends = {_end(text) for each in known.names for text, _ in each.variants()} - {""}
    if own and ends and own not in ends:
        yield _feature("other_kind", f"{own}: {'·'.join(sorted(ends))}")
        return
    cues: dict[str, list[str]] = resource_toml(CONTEXT)["cues"]
    around = mention.context.replace(mention.text, " ").casefold()
    for kind in sorted(kinds & set(cues)):
        said = [cue for cue in cues[kind] if cue in around]
        if said:
            yield _feature("kind", f"'{said[0]}'")
            return


def _days(mention: Mention, known: Known, channel: str) -> Iterator[Feature]:
    day = mention.when()
    if day and known.since and day < known.since[: len(day)]:
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


@cache
def _common() -> frozenset[str]:
    return frozenset(map(tight, resource_toml(CONTEXT)["common"]["words"]))
