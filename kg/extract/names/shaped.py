"""Korean firms made of plain words, told by their ending and by what they do. Pure.

`하늘건설`, `별빛광학`, `한목재`: each part is a common word, so only the whole document tells the
firm from a thing. A thing is not told to sign, to apply or to send; a firm is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import frames, morphology
from kg.extract.grammar.words import either, table
from kg.extract.names import organisations, strangers
from kg.extract.names.candidates import Candidate
from kg.extract.names.places import is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading, Sentence

_WORD: Final = re.compile(organisations.NAME)
_ACTS: Final = frozenset({"은", "는", "이", "가", "도", "측은", "측이", "에서는", "에서도"})
_MEETS: Final = frozenset(
    {*_ACTS, "에", "에게", "에는", "에게는", "에도", "와", "과", "과는", "와는", "의", "에서"}
    | {"로부터", "으로부터", "을", "를"}
)
_SHORTEST, _LONGEST = 3, 12  # letters of such a name
_REACH: Final = 100  # letters behind a subject in which its deed is told
_CONFIDENCE: Final = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a name may stand: its sentence, its span there, and the particle behind it."""

    sentence: Sentence
    start: int
    end: int
    particle: str


def find(reading: Reading, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the firms of plain words, clear of the names already taken."""
    used = {place for one in taken for place in range(one.span.start, one.span.end)}
    known = {one.name for one in taken}
    bodies = [one.span for one in taken if one.type != "Person"]
    for name, places in _places(reading, used).items():
        if name in known or not _is_firm(reading, places, bodies):
            continue
        for place in places:
            yield Candidate(
                span=Span(
                    place.sentence.span.start + place.start, place.sentence.span.start + place.end
                ),
                name=name,
                type=None,
                rule="name.shaped",
                confidence=_CONFIDENCE,
            )


def _places(reading: Reading, used: set[int]) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = {}
    for sentence in reading.sentences:
        for word in _WORD.finditer(sentence.text):
            if sentence.span.start + word.start() in used:
                continue
            for stem in organisations.stems(word[0]):
                if is_shaped(stem):
                    end = word.start() + len(stem)
                    place = _Place(
                        sentence=sentence,
                        start=word.start(),
                        end=end,
                        particle=word[0][len(stem) :],
                    )
                    found.setdefault(stem, []).append(place)
                    break
    return found


def is_shaped(name: str) -> bool:
    """Tell whether a word ends as firms do, and is no word of the dictionary itself."""
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and organisations.is_named_firm(name)
        and not is_place(name)
        and not morphology.is_noun(name)
    )


def _is_firm(reading: Reading, places: Sequence[_Place], bodies: Sequence[Span]) -> bool:
    """Tell whether the places of a word show that it acts, has or is what only firms do."""
    if any(_acts(place) or _is_told(place) for place in places):
        return True
    if any(_is_joined(reading, place, bodies) for place in places):
        return True
    met = {place.sentence.span.start for place in places if place.particle in _MEETS}
    deeds = any(frames.triggers(place.sentence.text, "ko") for place in places)
    return deeds and len(met) > 1 and any(place.particle in _ACTS for place in places)


def _acts(place: _Place) -> bool:
    if place.particle not in _ACTS:
        return False
    behind = place.sentence.text[place.end + len(place.particle) :][:_REACH]
    own = _OTHER.split(behind, maxsplit=1)[0]
    return bool(_deeds().search(own))


# Another subject or topic takes the deed over: "가구가 … 회사가 샀다"
_OTHER: Final = re.compile(r"(?<=[가-힣])(?:은|는|이|가)\s(?=[가-힣])")


def _is_told(place: _Place) -> bool:
    """Tell whether what stands around says firm: "…를 만드는 X다", "X의 매출"."""
    text = place.sentence.text
    if place.particle in _COPULAS and _makes().search(text[: place.start]):
        return True
    if place.particle in _ACTS and _makes_things().search(text[: place.start][-_REACH:]):
        return True
    return bool(strangers.trait().match(text[place.end : place.end + 160]))


_COPULAS: Final = frozenset({"다", "이다", "였다", "이었다", "입니다", "이라는", "라는"})


def _is_joined(reading: Reading, place: _Place, bodies: Sequence[Span]) -> bool:
    """Tell whether the word stands in a list beside a name: "X와 가람정밀", "가람정밀과 X"."""
    start = place.sentence.span.start + place.start
    end = place.sentence.span.start + place.end
    text = reading.document.text
    for body in bodies:
        if body.start > end and _JOINT.fullmatch(text[end : body.start]):
            return True
        if body.end < start and _JOINT.fullmatch(text[body.end : start]):
            return True
    return False


_JOINT: Final = re.compile(r"(?:과|와|이랑|랑|하고)\s|\s?[·ㆍ]\s?")


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile("|".join(table("ko/names")["shaped"]["deeds"]))


@cache
def _makes_things() -> re.Pattern[str]:
    """Return the pattern of what firms do to things, before their name: "브래킷을 찍는"."""
    verbs = either(table("ko/names")["shaped"]["makes"])
    return re.compile(rf"[을를]\s(?:[가-힣]{{1,6}}\s)?(?:{verbs})\s$")


@cache
def _makes() -> re.Pattern[str]:
    return re.compile(rf"{either(table('ko/names')['cues']['relatives'])}\s$")
