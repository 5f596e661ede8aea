"""Named plants where a text speaks of lighthouse factories: `POSCO's Pohang works`. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names.candidates import Candidate
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Sentence

_CAP: Final = r"[A-Z][\w&-]*"


def find(
    sentence: Sentence, lang: str, owners: Sequence[Candidate], *, is_near: bool
) -> Iterator[Candidate]:
    """Yield the plants a sentence names, as candidates surer than the firm's name in them.

    Only where this sentence or a neighbour speaks of lighthouse factories (`is_near`) is a
    plant a party. `owners` are the organisations of the sentence, in order.
    """
    if not is_near:
        return
    if lang == "en":
        yield from _english(sentence)
        return
    yield from _korean(sentence, owners)


def speaks_of_lighthouses(text: str, lang: str) -> bool:
    """Tell whether a text has a word for lighthouse factories."""
    return bool(_cues(lang).search(text))


@cache
def _cues(lang: str) -> re.Pattern[str]:
    return re.compile(either(table(f"{lang}/sites")["cues"]), re.IGNORECASE)


def _site(sentence: Sentence, start: int, end: int, also: str) -> Candidate:
    place = sentence.span.start
    return Candidate(
        span=Span(place + start, place + end),
        name=sentence.text[start:end],
        type="LighthouseFactory",
        rule="name.site",
        confidence=0.985,
        also=also,
    )


@cache
def _english_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sites = table("en/sites")
    owned = re.compile(
        rf"\b({_CAP}(?:\s{_CAP}){{0,3}})(?:'s|’s|'|’)\s((?:{_CAP}\s){{1,3}}{either(sites['nouns'])})\b"
    )
    own = re.compile(rf"\b((?:{_CAP}\s){{1,3}}{either(sites['endings'])})\b")
    return owned, own


def _english(sentence: Sentence) -> Iterator[Candidate]:
    """`POSCO's Pohang works`: the plant's own name is what stands behind the owner."""
    owned, own = _english_patterns()
    for found in owned.finditer(sentence.text):
        yield _site(sentence, found.start(2), found.end(2), found[0])
    common = words("en/names", "common", "words")
    for found in own.finditer(sentence.text):
        start = found.start()
        first = found[1].split(maxsplit=1)[0]
        if first in common:
            start += len(first) + 1
        name = sentence.text[start : found.end()]
        if " " in name and name.split(maxsplit=1)[0] not in common:
            yield _site(sentence, start, found.end(), "")


@cache
def _korean_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sites = table("ko/sites")
    behind = re.compile(
        rf"(?:의)?\s((?:[가-힣A-Za-z]+\s)??(?:[가-힣A-Za-z]+?\s?)??{either(sites['nouns'])})(?![가-힣A-Za-z]{{3}})"
    )
    alone = re.compile(rf"(?<![가-힣A-Za-z])([가-힣A-Za-z]+\s?{either(sites['endings'])})")
    return behind, alone


def _korean(sentence: Sentence, owners: Sequence[Candidate]) -> Iterator[Candidate]:
    if not re.search(either(table("ko/sites")["verbs"]), sentence.text):
        return
    behind, alone = _korean_patterns()
    place = sentence.span.start
    for owner in owners:
        found = behind.match(sentence.text, owner.span.end - place)
        if found and _is_own_name(found[1]):
            yield _site(sentence, found.start(1), found.end(1), f"{owner.name}{found[0]}")
    for found in alone.finditer(sentence.text):
        yield _site(sentence, found.start(1), found.end(1), "")


def _is_own_name(name: str) -> bool:
    """Tell whether a plant's words name it: a common word before 공장 does not."""
    sites = table("ko/sites")
    first = re.sub(rf"\s?{either(sites['nouns'])}$", "", name).split()
    return bool(first) and not any(word in sites["common"] for word in first)
