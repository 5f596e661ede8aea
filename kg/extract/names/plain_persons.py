"""Korean persons without a title: `나하늘 씨`, `나하늘(34)은`, `배우 나하늘은`, `김모(32)씨`. Pure.

A full name counts when Kiwi or its syllables take it for one. A surname or a letter alone
names nobody: it is a mention of the person of that surname told before, or of one the text
keeps nameless.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table, words
from kg.extract.names import organisations, person_names
from kg.extract.names.candidates import Candidate
from kg.extract.names.places import is_place
from kg.extract.reading import Mention
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.reading import Sentence

_CALLED: Final = r"\s?(?:씨|양|군|옹|여사|할머니|할아버지)(?![가-힣]{2})"
_AGE: Final = r"\s?\(\d{1,3}(?:[·∙,세)]|\s?세)"
_WORD: Final = re.compile(r"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]{3})(?![A-Za-z0-9])")
_TAIL: Final = re.compile(
    r"[·,)(\s'’\"”]|$|(?:[은는이가을를의과와도]|에게|에겐|께|께서|으로부터|만|보다|처럼)(?=[\s,.'’\"”]|$)"
)
_SURE: Final = re.compile(f"{_CALLED}|{_AGE}")
_PART: Final = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]|[A-Z])(?:\s?모)?\s?(?:\([^()\n]{1,12}\)\s?)?"
    r"(?:씨|(?<=[A-Z모)\s])(?:양|군|여인))(?=[은는이가을를의과와도에,.()\s]|부부|$)"
)
# 전 대표, 현 대표, 각 팀장: not surnames before a title
_NOT_SURNAMES: Final = frozenset("현한각본양두세제총부겸그전")


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the persons a sentence names in full without telling their post."""
    for found in _WORD.finditer(sentence.text):
        name, end = found["name"], found.end()
        if not person_names.is_name(name) or _is_verb_at(found):
            continue
        is_called = bool(_SURE.match(sentence.text, end))
        if _office().match(sentence.text, end):
            is_called |= _has_given(name) and not morphology.is_marked(name)
        if is_called or (
            _TAIL.match(sentence.text, end) and _reads_as_name(name, sentence.text[end : end + 2])
        ):
            if morphology.is_noun(name):
                continue
            place = sentence.span.start
            yield Candidate(
                span=Span(place + found.start(), place + end),
                name=name,
                type="Person",
                rule="name.plain-person",
                confidence=0.86 if is_called else 0.5,
            )
    yield from _foreign(sentence)


def _is_verb_at(found: re.Match[str]) -> bool:
    """Tell whether the letters are the head of a verb made of a noun: `유지하는`."""
    end = found.end()
    while end < len(found.string) and "가" <= found.string[end] <= "힣":
        end += 1
    return end > found.end() and morphology.is_derived(found.string[found.start() : end])


@cache
def _office() -> re.Pattern[str]:
    offices = either([*table("ko/persons")["offices"], *table("ko/persons")["posts"]])
    return re.compile(rf"\s(?:전\s)?{offices}(?=[은는이가을를의과와도에께,.\s]|$)")


def _reads_as_name(name: str, behind: str) -> bool:
    """Tell whether a word reads as a name by itself: a proper noun, or names' syllables.

    Kiwi often cuts a name into single letters, or takes its last for a particle: then the
    particle that comes `behind` shows that the letter is the name's own.
    """
    if name in words("ko/persons", "countries") or is_place(name) or organisations.type_of(name):
        return False
    if particles.is_particle(name[2:]) and morphology.is_noun(name[:2]):
        return False
    if not _has_given(name):
        return False
    return morphology.is_proper(name) or _in_pieces(name, behind)


def _has_given(name: str) -> bool:
    """Tell whether a surname is followed by syllables of given names, and not by a place's end."""
    given = words("ko/persons", "given")
    if not all(letter in given for letter in name[1:]) or name[-1] in _NO_ENDS:
        return False
    return name[0] in words("ko/persons", "common_surnames") or name[-1] not in _PLACES


def _in_pieces(name: str, behind: str) -> bool:
    """Tell whether a word that the dictionary lacks whole is cut as names are."""
    if organisations.is_firm_like(name):
        return False
    pieces = morphology.tokens(name)
    if [len(piece.form) for piece in pieces] == [1, 1, 1]:
        return not any(piece.tag[0] in "JEVX" for piece in pieces[1:])
    if name[0] not in words("ko/persons", "common_surnames") or name[-1] in _PLACES:
        return False
    if len(pieces) == 1:
        return not pieces[0].is_listed
    if [piece.tag for piece in pieces] in (["NNP", "NNG"], ["NNP", "NNP"]):
        return True
    return pieces[0].tag == "NNP" and len(pieces[0].form) > 1 and behind[:1] in _PARTICLES


_PARTICLES: Final = frozenset("은는이가을를의과와")
_NO_ENDS: Final = "동시군읍면산강역당대파리길섬만고생"
_PLACES: Final = "동구시군읍면도산강역당국원성사부대안파호"


def _foreign(sentence: Sentence) -> Iterator[Candidate]:
    """`치프라스 총리는`, `배우 블레이크 라이블리의`: strange words beside what one is."""
    for pattern in (_before_office(), _behind_craft()):
        for found in pattern.finditer(sentence.text):
            name = _strange_tail(found["name"])
            if len(name) < _FEW:
                continue
            start = sentence.span.start + found.end("name") - len(name)
            yield Candidate(
                span=Span(start, start + len(name)),
                name=name,
                type="Person",
                rule="name.plain-person",
                confidence=0.55,
            )


def _strange_tail(phrase: str) -> str:
    """Return the strange words a phrase ends in: `벨기에 루뱅대학의 프랑크` leaves `프랑크`."""
    kept: list[str] = []
    for part in reversed(phrase.split()):
        if part in words("ko/persons", "countries") or is_place(part) or part[-1] in _NOT_LAST:
            break
        if len(part) == _FEW and part[-1] == "모":  # 강모 경사: nobody is named
            break
        if organisations.type_of(part) or person_names.is_name(part) or not _is_foreign(part):
            break
        kept.append(part)
    return " ".join(reversed(kept))


def _is_foreign(part: str) -> bool:
    pieces = morphology.tokens(part)
    if len(pieces) == 1:
        return pieces[0].tag == "NNP" or not pieces[0].is_listed
    return morphology.is_strange(part) and (len(part) > _FEW or len(pieces[0].form) == 1)


_NOT_LAST: Final = "의은는을를에당대동구시도군측"
_FEW: Final = 2


@cache
def _before_office() -> re.Pattern[str]:
    offices = either(table("ko/persons")["offices"])
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]{{2,7}}(?:\s[가-힣]{{2,7}}){{0,2}})"
        rf"(?:\([^()]{{1,12}}\))?\s(?:전\s)?{offices}(?=[은는이가을를의과와도에께,.\s]|$)"
    )


@cache
def _behind_craft() -> re.Pattern[str]:
    crafts = either(table("ko/persons")["crafts"])
    return re.compile(
        rf"(?<![가-힣]){crafts}(?:인)?\s(?P<name>[가-힣]{{2,7}}(?:\s[가-힣]{{2,7}}){{0,2}}?)"
        rf"(?:은|는|이|가|을|를|의|과|와|도|에게|\()(?=[\s\d])"
    )


def partial(sentence: Sentence, known: Mapping[str, str]) -> Iterator[Mention]:
    """Yield `김 씨`, `이모(32)씨`, `박 전 차관`, `A군`.

    Each is the person of that surname in `known`, or one the text keeps nameless; a known
    one with a title is left to the words that point back.
    """
    titled = [one for one in _with_title().finditer(sentence.text) if one["name"] not in known]
    for found in (*_PART.finditer(sentence.text), *titled):
        letter = found["name"]
        if "가" <= letter <= "힣" and letter not in words("ko/persons", "surnames"):
            continue
        place = sentence.span.start
        name = known.get(letter)
        yield Mention(
            span=Span(place + found.start("name"), place + found.end("name")),
            names=(name or f"{letter} 씨",),
            type="Person",
            kind="alias" if name else "name",
        )


@cache
def _with_title() -> re.Pattern[str]:
    own = table("ko/persons")
    titles = either({*own["titles"], *own["offices"], *own["posts"]})
    surnames = "".join(words("ko/persons", "common_surnames") - _NOT_SURNAMES)
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[{surnames}])\s(?:전\s)?(?:[가-힣]{{2,3}})?{titles}"
        rf"(?=[은는이가을를의과와도에께,.\s]|$)"
    )
