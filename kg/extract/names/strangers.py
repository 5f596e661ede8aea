"""Korean firms that only the text around them shows: nothing in their name says firm. Pure.

`눈결은 종업원 열둘의 작은 회사다`, `이 가운데 삼각닻은`, or a strange word that acts in one
sentence and is met again in another. The whole document is looked at, for a name is used
more than once and a common word in a firm's place rarely twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table
from kg.extract.names import organisations, person_names
from kg.extract.names.candidates import Candidate
from kg.extract.names.naming import ends_common, is_common, may_name
from kg.extract.names.places import is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading, Sentence

_WORD: Final = re.compile(organisations.NAME)
_LONGEST: Final = 12  # letters of a name
_TOPICS: Final = frozenset({"은", "는"})
_ACTS: Final = frozenset({"은", "는", "이", "가", "도", "측은", "에서는", "의"})
_MEETS: Final = frozenset({*_ACTS, "에", "에게", "와", "과", "에서", "에도", "로부터", "으로부터"})
_CUED, _AGAIN, _LISTED = 0.8, 0.62, 0.7  # confidence by what shows the name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a stem stands: its sentence by number, its span and the particle behind it."""

    index: int
    start: int
    end: int
    particle: str


def find(reading: Reading, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the firms shown by what is said of them, clear of the names already taken."""
    known = {candidate.name for candidate in taken}
    used = {place for one in taken for place in range(one.span.start, one.span.end)}
    found: dict[str, tuple[str, float]] = {}
    places = _places(reading, used)
    for stem, own in places.items():
        if stem in known:
            continue
        if _is_introduced(reading, stem, own):
            found[stem] = ("name.told-firm", _CUED)
            continue
        if not (may_name(stem) or _heads_its_story(reading, stem, own)):
            continue
        shown = _shown(reading, stem, own)
        if shown:
            found[stem] = shown
    for stem in _listed(reading, places, used):
        if stem not in known:
            found.setdefault(stem, ("name.plain-list", _LISTED))
    for stem, (rule, confidence) in found.items():
        for place in places[stem]:
            yield Candidate(
                span=Span(place.start, place.end),
                name=stem,
                type=organisations.type_of(stem),
                rule=rule,
                confidence=confidence,
            )


def _places(reading: Reading, used: set[int]) -> dict[str, list[_Place]]:
    """Return every stem of the text, cut at each particle that fits, with its places."""
    found: dict[str, list[_Place]] = {}
    for index, sentence in enumerate(reading.sentences):
        for word in _WORD.finditer(sentence.text):
            start = sentence.span.start + word.start()
            if start in used or morphology.is_verb(word[0]):
                continue
            for stem in organisations.stems(word[0]):
                if not 2 <= len(stem) <= _LONGEST:
                    continue
                particle = word[0][len(stem) :]
                place = _Place(index=index, start=start, end=start + len(stem), particle=particle)
                found.setdefault(stem, []).append(place)
    return found


def _shown(reading: Reading, stem: str, own: Sequence[_Place]) -> tuple[str, float] | None:
    """Return the rule and confidence by which the text shows a stem to be a firm, or None."""
    is_strange = morphology.is_strange(stem)
    if any(_is_cued(reading.sentences[place.index], place) for place in own):
        return "name.told-firm", _CUED
    if _heads_a_line(reading, own) and any(place.particle in _ACTS for place in own):
        return "name.headline", _CUED
    if person_names.is_name(stem) or len(stem) < _SHORTEST:
        return None
    topics = {place.index for place in own if place.particle in _TOPICS}
    met = {place.index for place in own if place.particle in _MEETS}
    is_business = any(_business().search(reading.sentences[index].text) for index in topics)
    if topics and len(met) > 1 and is_business and is_strange:
        return "name.met-again", _AGAIN
    return None


def _heads_a_line(reading: Reading, own: Sequence[_Place]) -> bool:
    """Tell whether a headline begins with the stem and a comma: `▲꽃담, 로봇 도입 = …`."""
    for place in own:
        sentence = reading.sentences[place.index]
        lead = sentence.text[: place.start - sentence.span.start]
        behind = sentence.text[place.end - sentence.span.start :]
        is_headline = sentence.block == "title" or not _FINITE.search(behind) or " = " in behind
        if not lead.strip(_SIGNS) and behind.startswith(", ") and is_headline:
            return True
    return False


def _heads_its_story(reading: Reading, stem: str, own: Sequence[_Place]) -> bool:
    """Tell whether a headline begins with a strange word that then acts: `▲X, … = X가 …`."""
    acts = any(place.particle in _ACTS for place in own)
    if not acts or len(own) < 2 or is_common(stem) or not morphology.is_strange(stem):
        return False
    return len(stem) >= _SHORTEST and _heads_a_line(reading, own)


def _is_introduced(reading: Reading, stem: str, own: Sequence[_Place]) -> bool:
    """Tell whether a word of the dictionary is called a firm once, and acts as one again."""
    if len(own) < _OFTEN or is_common(stem) or is_place(stem) or stem in _heads():
        return False
    called = acting = 0
    for place in own:
        sentence = reading.sentences[place.index]
        start, end = place.start - sentence.span.start, place.end - sentence.span.start
        lead, behind = sentence.text[max(0, start - 24) : start], sentence.text[end:]
        is_party = place.particle in _ACTS
        called += is_party and bool(_called_firm().search(lead))
        acting += place.particle in _TOPICS and bool(_acts().search(behind[:_REACH]))
    return called > 0 and acting > 0


_OFTEN: Final = 2  # places a common word must stand in as a firm
_REACH: Final = 100  # letters behind a topic in which its deed is told


@cache
def _called_firm() -> re.Pattern[str]:
    cues = table("ko/names")["cues"]
    nouns = either([*cues["firm_endings"], *cues["firm_nouns"], *cues["workplaces"]])
    return re.compile(rf"[가-힣]{nouns}\s$|(?:^|\s){nouns}\s$")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile("|".join(table("ko/names")["shaped"]["deeds"]))


@cache
def _heads() -> frozenset[str]:
    return frozenset(table("ko/names")["strangers"]["heads"])


_SHORTEST: Final = 3  # letters of a name that only its place in sentences tells
_SIGNS: Final = " ▲△▶▷■□◆◇●○·※<[〈《-*"
_FINITE: Final = re.compile(r"[다요죠][.!?]?[”\"’']?$")


def _is_cued(sentence: Sentence, place: _Place) -> bool:
    start, end = place.start - sentence.span.start, place.end - sentence.span.start
    before = sentence.text[max(0, start - 60) : start]
    behind = sentence.text[end : end + 160]
    if place.particle in _ACTS and (_lead().search(before) or _is_firm().match(behind)):
        return True
    return bool(trait().match(behind))


@cache
def _lead() -> re.Pattern[str]:
    # "그중 접착 공정까지 손본 X는": what it did may stand between
    relative = r"(?:(?:[^\s,.]+\s){0,5}?[가-힣]*[한된은는던본운킨난진친춘룬온쓴연산탄낸준]\s)?"
    return re.compile(rf"(?:^|[\s(]){either_of('leads')},?\s{relative}['‘“]?$")


@cache
def _is_firm() -> re.Pattern[str]:
    nouns = either(table("ko/names")["strangers"]["kinds"])
    return re.compile(
        rf"(?:은|는|이|가|도)\s(?:[^.,]|,\s)*?(?<=[가-힣]\s|[가-힣][가-힣])"
        rf"{nouns}(?:이다|다|였다|이었다|입니다|이에요|예요|이죠|이었습니다|로,|인데)(?=[.\s]|$)"
    )


@cache
def trait() -> re.Pattern[str]:
    """Return the pattern of what only firms have, behind a name and its particle."""
    return re.compile(rf"(?:의|(?:은|는|이|가)(?:\s\S+){{0,3}}?)\s{either_of('traits')}")


def either_of(kind: str) -> str:
    """Return the pattern of a list of regular expressions in the word file."""
    return f"(?:{'|'.join(table('ko/names')['strangers'][kind])})"


@cache
def _business() -> re.Pattern[str]:
    return re.compile(either(table("ko/names")["cues"]["business"]))


_PLAIN: Final = re.compile(rf"({organisations.NAME})(?:,\s({organisations.NAME}))+(?=\s|$|[.,])")


def _listed(reading: Reading, places: dict[str, list[_Place]], used: set[int]) -> Iterator[str]:
    """Yield the members of `A, B, C를 … 대상으로 뽑았다`: strange words in a row, chosen."""
    for sentence in reading.sentences:
        if not _chosen().search(sentence.text):
            continue
        for row in _PLAIN.finditer(sentence.text):
            members = [particles.cut(word)[0] for word in re.split(r",\s", row[0])]
            known = sentence.span.start + row.start() in used
            named = [m for m in members if _is_member(m) and m in places]
            strange = [m for m in named if morphology.is_strange(m)]
            enough = len(members) > 2 - known and len(named) == len(members)
            if enough and strange:
                yield from named


def _is_member(word: str) -> bool:
    return len(word) > 1 and not (
        is_common(word)
        or is_place(word)
        or morphology.is_listed(word)
        or person_names.is_name(word)
        or ends_common(word)
    )


@cache
def _chosen() -> re.Pattern[str]:
    return re.compile(either_of("chosen"))
