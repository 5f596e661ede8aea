"""Korean firms behind words that call them firms: a trade, a workplace, what they make. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table
from kg.extract.names.naming import is_common, may_name
from kg.extract.names.organisations import NAME, candidate
from kg.extract.names.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.names.candidates import Candidate
    from kg.extract.reading import Sentence


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the words that a trade or a deed of firms stands right before."""
    yield from _apposed(sentence)
    yield from _behind_relative(sentence)


@cache
def _cue() -> re.Pattern[str]:
    endings = either(table("ko/names")["cues"]["firm_endings"])
    cues = table("ko/names")["cues"]
    nouns = f"(?:[가-힣]{{0,30}}{either(cues['workplaces'])}|{either(cues['firm_nouns'])})"
    return re.compile(
        rf"(?<![가-힣])(?:[가-힣A-Za-z0-9·]{{0,30}}{endings}|{nouns})(?:인)?,?\s['‘“]?({NAME})"
    )


def _apposed(sentence: Sentence) -> Iterator[Candidate]:
    """`농기계 부품업체 한들금속은`: the word behind a cue noun, cut at its particle."""
    for found in _cue().finditer(sentence.text):
        name, particle = particles.cut(found[1])
        if sentence.text[found.end() : found.end() + 2] == ", " and len(particle) == 1:
            name, particle = found[1], ""  # "제조업체 비막이, 지난해 …": no particle stands so
        if _is_quoted(sentence.text, found) and not is_common(found[1]) and not is_place(found[1]):
            yield candidate(sentence, found.start(1), found[1], "name.apposition", 0.8)
            continue
        if not particle and sentence.text[found.end() : found.end() + 1] in {".", ""}:
            name = _COPULA.sub("", name)
        if is_common(name) or is_common(found[1]) or not _is_name_like(name, particle):
            continue
        is_named = particle in _PARTIES and (may_name(name) or _is_cut_as_verb(name))
        if not (morphology.is_strange(name) or is_named):
            continue
        follows = sentence.text[found.end() : found.end() + 2]
        confidence = 0.88 if particle or follows[:1] in "(·,’'”" else 0.6
        yield candidate(sentence, found.start(1), name, "name.apposition", confidence)


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Tell whether the word stands alone between quotation marks: `사출 공장 ‘꼭맞음’`."""
    return text[found.start(1) - 1] in "'‘“" and text[found.end() : found.end() + 1] in _CLOSING


_CLOSING: Final = ("'", "’", "”")


def _is_cut_as_verb(name: str) -> bool:
    """Tell whether only a name can be cut so: "새움캔에", "따끈이는" are no verb and no subject."""
    return len(name) > _FEW and morphology.is_closed(name) and not morphology.is_noun(name)


_FEW: Final = 2  # letters too few to tell a name from a word

# "이 기계를 빌려준 곳은 냉동식품 기업 한들이다."
_COPULA: Final = re.compile(r"(?<=[가-힣]{2})(?:이었다|였다|이다|다|입니다|이었습니다|였습니다)$")


def _is_name_like(name: str, particle: str) -> bool:
    return bool(name) and not particle.startswith(("이라", "라", "이며", "며", "이고", "고", "자"))


@cache
def _relative() -> re.Pattern[str]:
    names = table("ko/names")
    makes = rf"[을를]\s(?:[가-힣]{{1,6}}\s)?{either(names['shaped']['makes'])}"
    relatives = rf"(?<=[가-힣\s]){either(names['cues']['relatives'])}"
    return re.compile(rf"(?:{relatives}|{makes})\s(?P<quote>['‘“])?(?P<name>{NAME})")


def _behind_relative(sentence: Sentence) -> Iterator[Candidate]:
    """`밸브를 만드는 한들은`, `아산에 있는 한들이`: a strange word behind what firms do."""
    for found in _relative().finditer(sentence.text):
        name, particle = particles.cut(found["name"])
        is_led = _head_follows().match(sentence.text, found.end()) is not None
        is_party = particle in _PARTIES or is_led
        if found["quote"] and sentence.text[found.end() : found.end() + 1] in _CLOSING:
            name, is_party = found["name"], bool(_MARKED.match(sentence.text, found.end() + 1))
        is_compound = len(name) > _SHORT and may_name(name)
        is_name = found["quote"] or morphology.is_strange(name) or is_compound
        is_name = is_name or _is_cut_as_verb(name)
        if is_party and is_name and not is_common(name) and not is_place(name):
            yield candidate(sentence, found.start("name"), name, "name.relative", 0.7)


_MARKED: Final = re.compile(r"(?:은|는|이|가|의|에|에서|에서는|도|와|과)\s")


_SHORT: Final = 3  # letters of a compound that may be any two words


@cache
def _head_follows() -> re.Pattern[str]:
    titles = either(table("ko/persons")["heads_of_firms"])
    return re.compile(rf"\s[가-힣]{{2,4}}(?:\([^()]*\))?\s[가-힣]{{0,6}}{titles}")


_PARTIES: Final = frozenset(
    [
        "은",
        "는",
        "이",
        "가",
        "의",
        "에",
        "과",
        "와",
        "도",
        "에는",
        "에도",
        "에게",
        "에게는",
        "에서는",
        "에서",
        "에서도",
        "로부터",
        "측은",
        "측이",
        "이다",
        "이었다",
        "였다",
        "입니다",
    ]
)
