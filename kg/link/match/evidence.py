"""What in a name speaks for an entity: the one channel by which it fits best. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.files import resource_toml
from kg.link.match.abbreviations import HOPELESS, strain
from kg.link.match.english import likeness
from kg.link.match.forms import forms
from kg.link.match.hanja import has_hanja, readings
from kg.link.match.sounds import consonants, romans, rough, slips
from kg.link.match.spelling import (
    english_words,
    is_korean,
    is_latin,
    is_spelled,
    spoken,
    tight,
    unfolded,
)
from kg.link.match.words import cut, grown, is_known, is_town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.link.match.known import Known, Mention, Name

WEIGHTS: Final = "link/weights.toml"
LONG: Final = 6  # letters: one slip in a shorter name is a bigger part of it
LONG_LATIN: Final = 12
SHORT_NICKNAME: Final = 3  # syllables
LEAST: Final = 4
_LATIN: Final = re.compile(r"[a-z0-9]+")
LEAST_SOUND: Final = 0.8
SURE_SOUND: Final = 0.9


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (weight above 0) or against an entity.

    Attributes:
        name: Name of the feature, a key of `data/link/weights.toml`.
        weight: Log-odds.
        told: The words it rests on.
    """

    name: str
    weight: float
    told: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.told, f"{self.weight:+.1f}")))


@cache
def weights(part: str) -> Mapping[str, float]:
    """Return one table of the packaged weights."""
    table: Mapping[str, float] = resource_toml(WEIGHTS)[part]
    return table


def number_evidence(mention: Mention, known: Known) -> Feature | None:
    """Return the registered number that mention and entity share; None where they share none."""
    mine = {(kind, text.replace("-", "").upper()) for kind, text in mention.numbers}
    for kind, text in known.numbers:
        if (kind, text.replace("-", "").upper()) in mine:
            return Feature("number", weights("name")["number"], f"{kind} {text}")
    return None


def name_evidence(
    mention: Mention, known: Known, learnt: Mapping[str, frozenset[str]]
) -> tuple[Feature, ...]:
    """Return what each name of an entity says for it, the strongest first.

    Args:
        mention: The name in a source.
        known: The entity.
        learnt: Tight abbreviation to the tight names it was seen to stand for.
    """
    found: list[Feature] = []
    is_foreign = not any(is_korean(each.text) for each in known.names)
    for form in forms(mention):
        text, less = form.text, weights("less")[form.less] if form.less else 0.0
        for name in known.names:
            found += [
                Feature(each.name, each.weight - less, each.told)
                for each in _of_name(text, name, known, learnt, is_foreign=is_foreign)
            ]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.name, each.told)))


def _of_name(
    text: str,
    name: Name,
    known: Known,
    learnt: Mapping[str, frozenset[str]],
    *,
    is_foreign: bool,
) -> Iterator[Feature]:
    strong, less = weights("name"), weights("less")
    for variant, is_whole in name.variants():
        channel = _same(text, variant)
        taken = 0.0 if is_whole else less["dirty"]
        if channel:
            is_other = not name.is_preferred and f"{channel}_other" in strong
            key = f"{channel}_other" if is_other else channel
            taken += _shared(text, name, known) if not name.is_preferred else 0.0
            yield Feature(key, strong[key] - taken, f"'{name.text}'")
            return
        if tight(variant) in learnt.get(tight(text), ()):
            yield Feature("learnt", strong["learnt"] - taken, f"'{text}' = '{variant}'")
            return
        for key, weight in _nearly(text, variant):
            # English words stand in for a Korean name only where the authority has none.
            if key == "words" and not is_foreign:
                continue
            # People shorten the name that is in use.
            is_older = key == "abbreviation" and not name.is_preferred
            off = taken + (less["of_other"] if is_older else 0.0)
            yield Feature(key, weight - off, f"'{name.text}'")


def _shared(text: str, name: Name, known: Known) -> float:
    """Return what is taken off because others may well be called so: acronyms and nicknames."""
    if _is_acronym(text):
        return weights("less").get(f"acronym_{len(tight(text))}", 0.0)
    key = tight(name.text)
    if not is_korean(key) or len(key) > SHORT_NICKNAME:
        return 0.0
    is_made = any(
        key in tight(each.text)
        or strain(key, tight(each.text)) < HOPELESS
        or _sound(key, each.text)
        for each in known.names
        if each.is_preferred
    )
    return 0.0 if is_made else weights("less")["nickname"]


@lru_cache(maxsize=1 << 16)
def _same(text: str, name: str) -> str:
    """Return the channel by which two names are one; empty when they are not."""
    key, other = tight(text), tight(name)
    if key == other:
        return "whole"
    if spoken(key) == spoken(other):
        return "letters"
    for one, two in ((text, other), (name, key)):
        if has_hanja(one) and any(spoken(tight(each)) == spoken(two) for each in readings(one)):
            return "reading"
    if is_korean(key) != is_korean(other) and set(romans(text)) & set(romans(name)):
        # The letters of an acronym are no syllables: 케이티 is no KEITI.
        return "" if _is_acronym(text) or _is_acronym(name) else "roman"
    if is_latin(text) and is_latin(name) and unfolded(text) == unfolded(name):
        return "written_out"
    return ""


@lru_cache(maxsize=1 << 16)
def _nearly(text: str, name: str) -> tuple[tuple[str, float], ...]:
    """Return the channels by which a name may be the other one, with their weights."""
    strong, less = weights("name"), weights("less")
    found: list[tuple[str, float]] = []
    key, other = tight(text), tight(name)
    if is_korean(key) and is_korean(other):
        far = strain(key, other)
        if far < HOPELESS:
            taken = less["strain"] * far + (less["two_letters"] if len(key) == 2 else 0)
            found.append(("abbreviation", strong["abbreviation"] - taken))
        if grown(key) == grown(other) != ("", ""):
            found.append(("former", strong["former"]))
    if slip := _slip(text, name):
        found.append(("slip", slip))
    if sound := _sound(text, name):
        found.append(("sound", sound))
    if is_korean(key) and is_latin(name) and (alike := likeness(key, name)):
        found.append(("words", strong["words"] - less["words"] * (1 - alike)))
    return tuple(found)


def _slip(text: str, name: str) -> float:
    """Return what a slip of the pen weighs; 0 where more than that parts two names."""
    key, other = tight(text), tight(name)
    if is_latin(text) and is_latin(name):
        return _latin_slip(english_words(text), english_words(name))
    if min(len(key), len(other)) < LEAST or _LATIN.findall(key) != _LATIN.findall(other):
        return 0.0  # 삼성SDI is no slip for 삼성SDS
    is_long = len(key) >= LONG
    count = slips(key, other, 2)
    if not 1 <= count <= (2 if is_long else 1) or _is_other_word(key, other):
        return 0.0
    if len(key) == len(other) and any(
        slips(mine, yours, 1) > 1 for mine, yours in zip(key, other, strict=True)
    ):
        return 0.0  # 해류 is no slip for 조류: a whole syllable is another one
    less = weights("less")
    taken = less["second_slip"] * (count - 1) + (0 if is_long else less["short_slip"])
    return weights("name")["slip"] - taken


def _is_acronym(text: str) -> bool:
    return is_latin(text) and text.isupper()


def _latin_slip(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    """Return what a slip in one long word weighs: Asan is no slip for Masan."""
    odd = [(one, two) for one, two in zip(mine, yours, strict=False) if one != two]
    if len(mine) != len(yours) or len(odd) != 1:
        return 0.0
    one, two = odd[0]
    is_plural = one.rstrip("s") == two.rstrip("s")
    is_long = min(len(one), len(two)) >= LONG and one[0] == two[0]
    is_slip = is_plural or (is_long and slips(one, two, 1) == 1)
    return weights("name")["slip"] if is_slip else 0.0


def _is_other_word(key: str, other: str) -> bool:
    """Tell whether the slip would turn one known word into another: 충주 is no slip for 청주."""
    mine, yours = set(cut(key)), set(cut(other))
    odd, even = mine - yours, yours - mine
    return bool(odd) and all(is_known(each) for each in odd) and any(map(is_known, even))


def _is_elsewhere(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """Tell whether two names name different towns: Chungju Hospital is not that of Cheongju."""
    towns = {each for each in mine if is_town(each)}, {each for each in yours if is_town(each)}
    return bool(towns[0] and towns[1]) and not towns[0] & towns[1]


def _sound(text: str, name: str) -> float:
    """Return what likeness of sound across scripts weighs; 0 where there is too little."""
    if is_korean(text) == is_korean(name) and not (is_latin(text) and is_latin(name)):
        return 0.0
    is_one_script = is_latin(text) and is_latin(name)
    if is_one_script and (_is_acronym(text) or _is_acronym(name)):
        return 0.0  # letters of an acronym are no sounds
    if is_one_script and _is_elsewhere(english_words(text), english_words(name)):
        return 0.0
    if is_spelled(tight(text)) or is_spelled(tight(name)):
        return 0.0  # 케이티 is KT, not KEITI
    best = 0.0
    # Between two Latin names a hard g is meant on both sides: Gyeonggi is no Cheongju.
    ways = (rough(text)[:1], rough(name)[:1]) if is_one_script else (rough(text), rough(name))
    for one in ways[0]:
        for other in ways[1]:
            same = consonants(one) == consonants(other) != ""
            alike = fuzz.ratio(one, other) / 100
            is_short = (
                not is_one_script and len(one) <= LONG_LATIN
            )  # in a long name a word may lack
            least = LEAST_SOUND if same else SURE_SOUND
            if (same or is_short) and alike >= least and len(one) >= LEAST <= len(other):
                best = max(best, alike)
    return weights("name")["sound"] - weights("less")["sound"] * (1 - best) if best else 0.0
