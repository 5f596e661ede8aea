"""Words that point back to a party named before: `이 회사`, `양사`, `그는`, `김 대표`. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import english_memory, groups
from kg.extract.discourse.past import ORDERED, Past
from kg.extract.grammar import particles
from kg.extract.grammar.clauses import ends_phrase
from kg.extract.grammar.words import either, table
from kg.extract.reading import Mention
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import ActorType

_FAR: Final = 40  # mentions a pointer looks back over
_SMALL: Final = frozenset({"SME", "MidSizedEnterprise"})


def bind(reading: Reading) -> Reading:
    """Return the reading with mentions for the words that point back to named parties.

    A pointer whose party is not clear gets no mention. Parties without names (`협력사 17곳`)
    get mentions of kind `group` here, last: a pointer is never one of them.
    """
    types = {actor.name: actor.type for actor in reading.facts.actors}
    past: list[Mention] = []
    previous: Span | None = None
    for sentence in reading.sentences:
        own = list(reading.mentions_in(sentence.span))
        for pointer, kind, place in _pointers(reading, sentence):
            if any(place.meets(mention.span) for mention in own if mention.kind != "group"):
                continue
            before = [m for m in (*past[-_FAR:], *own) if m.span.end <= place.start]
            if reading.lang == "ko" and kind == "single":
                before = _without_doer(reading, sentence, place, before)
            named = tuple(mention for mention in before if mention.kind != "group")
            known = Past(
                mentions=named,
                previous=previous,
                types=types,
                text=reading.document.text,
                at=place.start,
            )
            if reading.document.text[: place.start].endswith("나머지 "):
                names = tuple(known.rest())
            elif kind == "several" and reading.lang == "ko" and _is_of_crowd(before, known):
                names = ()
            else:
                names = resolve(pointer, kind, known, reading.lang)
            if names:
                own = [m for m in own if not m.span.meets(place)]
                own.append(_anaphor(reading, place, names, types))
                own.sort(key=lambda mention: mention.span)
        own.extend(_unnamed(reading, sentence, own))
        past.extend(sorted(own, key=lambda mention: mention.span))
        previous = sentence.span
    bound = replace(reading, mentions=tuple(past))
    told = tuple(groups.listed(bound))
    found = (*told, *groups.counted(bound, told))
    return replace(bound, facts=replace(bound.facts, groups=found))


def again(reading: Reading) -> Reading:
    """Return an English reading with its pointers bound anew, now that sizes of firms are told."""
    if reading.lang != "en":
        return reading
    named = tuple(m for m in reading.mentions if m.kind in {"name", "alias"})
    return bind(replace(reading, mentions=named))


def _unnamed(reading: Reading, sentence: Sentence, own: list[Mention]) -> Iterator[Mention]:
    for mention in groups.unnamed_in(sentence, reading.lang, own):
        behind = particles.behind().match(reading.document.text, mention.span.end)
        yield replace(mention, particle=behind[0] if behind and reading.lang == "ko" else "")


def _anaphor(
    reading: Reading, place: Span, names: tuple[str, ...], types: dict[str, ActorType]
) -> Mention:
    behind = particles.behind().match(reading.document.text, place.end)
    return Mention(
        span=place,
        names=names,
        type=types.get(names[0]),
        kind="anaphor",
        particle=behind[0] if behind and reading.lang == "ko" else "",
    )


def _pointers(reading: Reading, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """Yield each word that may point back, its kind, and where it stands."""
    pattern = _korean_pattern() if reading.lang == "ko" else english_memory.pattern()
    for found in pattern.finditer(sentence.text):
        kind = str(found.lastgroup)
        place = sentence.span.start
        start, end = found.span(kind)
        if reading.lang == "ko" and not _stands_alone(sentence.text, start, end):
            continue
        yield found[kind], kind, Span(place + start, place + end)


def _without_doer(
    reading: Reading, sentence: Sentence, place: Span, before: list[Mention]
) -> list[Mention]:
    """Return the mentions without the subject of the same sentence: "가람은 이 회사에 …"."""
    glued = particles.behind().match(reading.document.text, place.end)
    if glued is None or glued[0][:1] in {"은", "는", "이", "가", ""}:
        return before
    return [
        mention
        for mention in before
        if not (sentence.span.holds(mention.span) and mention.particle in {"은", "는", "이", "가"})
    ]


def _is_of_crowd(before: list[Mention], past: Past) -> bool:
    """Tell whether "이들 업체" means a group without names told of just before, not named firms."""
    start = past.previous.start if past.previous else 0
    crowd = [m for m in before if m.kind == "group" and m.type is None and m.span.start >= start]
    together = past.parties_before()
    return bool(crowd) and not all(past.types.get(name) in _SMALL for name in together)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a bare noun points back, not heads a phrase: "전지 업체", "업체 8곳에"."""
    if text[start:end] not in table("ko/anaphors")["bare"]["bare"]:
        return True
    ahead = text[:start].rstrip().rsplit(" ", 1)[-1]
    behind = re.match(r"\s(?:약\s)?(?:\d|[한두세네]\s|[가-힣]{1,3}\s(?:곳|개))", text[end:])
    return (not ahead or ends_phrase(ahead)) and not behind


@cache
def _korean_pattern() -> re.Pattern[str]:
    """Return one pattern whose named groups are the kinds of pointers."""
    words = table("ko/anaphors")
    titles = either(table("ko/persons")["titles"])
    kinds = {**words["organisation"], **words["person"]}
    parts = [rf"(?P<{kind}>{either(own)})" for kind, own in kinds.items()]
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?:{'|'.join(parts)}|(?P<title>[가-힣]\s{titles}))"
        rf"{particles.behind().pattern}"
    )


def resolve(pointer: str, kind: str, past: Past, lang: str) -> tuple[str, ...]:
    """Return the names a pointer stands for; nothing when that is not clear."""
    if lang == "en":
        return english_memory.resolve(pointer, kind, past)
    if kind == "title":
        return tuple(name for name in past.people()[::-1] if name[0] == pointer[0])[:1]
    if kind == "person":
        return tuple(past.people()[-1:])
    if kind == "heads":
        return _by_head(pointer, past)
    return organisation(pointer, kind, past)


def organisation(pointer: str, kind: str, past: Past) -> tuple[str, ...]:
    """Return the organisations a pointer stands for."""
    if kind in ORDERED:
        return past.ordered(kind)
    count = {"both": 2, "three": 3, "four": 4}.get(kind)
    if count:
        together = past.parties_before()
        near = together if len(together) == count else past.firms()[-count:]
        return tuple(near) if len(near) == count else ()
    small = [name for name in past.firms() if past.types.get(name) in _SMALL]
    if small and "중소" in pointer:
        return (small[-1],)
    return tuple(past.topic() or past.firms()[-1:])


def _by_head(pointer: str, past: Past) -> tuple[str, ...]:
    """`재단`, `도`, `시`: the nearest body whose name ends so."""
    for mention in reversed(past.mentions):
        name = mention.names[0]
        ends = (pointer, *(long for long, short in _shortened() if short == pointer))
        if mention.type != "Person" and len(name) > len(pointer) and name.endswith(ends):
            return (name,)
    return ()


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    return tuple((long, short) for long, short in table("ko/names")["shortened"]["endings"])
