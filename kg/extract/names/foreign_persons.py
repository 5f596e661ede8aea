"""Foreign persons written in Hangul: a given name and a strange word behind it. Pure.

`제임스 코든은`, `케빈 프린스 보아텡이`, `기무라 다쿠야(木村拓哉)`: a first name from the list
opens the name, or a Japanese one closes it, and nothing in the rest reads as a Korean word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import words
from kg.extract.names import organisations, titles
from kg.extract.names.candidates import Candidate
from kg.extract.names.places import is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Sentence

_WORD: Final = re.compile(r"[가-힣]+")
_HANJA: Final = re.compile(r"\s?\([一-鿿々]{3,6}[)·.,∙]")
_CUT: Final = re.compile(
    "[은는이가을를의과와도에만]|에게[는서]?|으로|처럼|보다|이?라[는고]|부터|까지|[과와]의|이[나라며]|측[은이]|께서"
)
_MOST: Final = 4  # words of a name
_LONGEST: Final = 8  # letters of one of them


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the foreign persons of a sentence, in order."""
    found = list(_WORD.finditer(sentence.text))
    index = 0
    while index < len(found) - 1:
        close = _by_given(sentence.text, found, index) or _by_japanese(sentence.text, found, index)
        if close is None:
            index += 1
            continue
        last, end = close
        start = found[index].start()
        yield Candidate(
            span=Span(sentence.span.start + start, sentence.span.start + end),
            name=sentence.text[start:end],
            type="Person",
            rule="name.foreign-person",
            confidence=0.9,
        )
        index = last + 1


def _by_given(text: str, found: Sequence[re.Match[str]], index: int) -> tuple[int, int] | None:
    """Return the last word of `제임스 코든은` and where the name ends, or None."""
    given = words("ko/foreign_persons", "given")
    if found[index][0] not in given or not _begins(text, found[index]):
        return None
    inner = given | words("ko/foreign_persons", "links")
    last, close = index, None
    while last + 1 < min(index + _MOST, len(found)) and _is_next(text, found, last):
        last += 1
        word = found[last][0]
        stem = _stem(word)
        is_sure = close is None or found[last - 1][0] in inner or _is_coined(stem)
        if is_sure and _may_close(text, stem, found[last].end()):
            close = (last, found[last].start() + len(stem))
        elif word not in inner:
            break
        if stem != word:
            break
    return close


def _by_japanese(text: str, found: Sequence[re.Match[str]], index: int) -> tuple[int, int] | None:
    """Return the same of `기무라 다쿠야는`, and of two strange words before Chinese letters."""
    first, second = found[index], found[index + 1]
    if not 2 <= len(first[0]) <= _LONGEST or not _is_next(text, found, index):
        return None
    is_told = bool(_HANJA.match(text, second.end()))
    end = second.end() if is_told else second.start() + _japanese(second[0])
    if end == second.start() or not _begins(text, first) or not _is_coined(first[0]):
        return None
    return (index + 1, end) if not is_told or _is_foreign(second[0]) else None


def _japanese(word: str) -> int:
    """Return how many letters of a word are a Japanese given name; the rest is a particle."""
    listed = words("ko/foreign_persons", "japanese")
    for end in range(len(word), 1, -1):
        if word[:end] in listed and (end == len(word) or particles.is_particle(word[end:])):
            return end
    return 0


def _begins(text: str, word: re.Match[str]) -> bool:
    return word.start() == 0 or not text[word.start() - 1].isalnum()


def _is_next(text: str, found: Sequence[re.Match[str]], index: int) -> bool:
    """Tell whether one blank, hyphen or dot parts a word from the one behind it."""
    return text[found[index].end() : found[index + 1].start()] in {" ", "-", "·"}


def _stem(word: str) -> str:
    """Return a word without its particle: `코든은` is `코든`, `폴로` stays, for it is a name."""
    if len(word) > 2 and morphology.is_proper(word):
        return word
    for cut in range(max(1, len(word) - 4), len(word)):
        stem, particle = word[:cut], word[cut:]
        if _CUT.fullmatch(particle) and particles.agrees(stem[-1], particle) and _is_long(stem):
            return stem
    return word


def _is_long(stem: str) -> bool:
    return len(stem) > 1 or stem in words("ko/foreign_persons", "short_surnames")


def _may_close(text: str, stem: str, end: int) -> bool:
    """Tell whether a word may be a foreign family name: strange, no title, place or body."""
    if not _is_long(stem) or len(stem) > _LONGEST:
        return False
    if len(stem) == 1 or _is_foreign(stem):
        return True
    is_noun = morphology.is_noun(stem) and not _is_korean(stem)
    return is_noun and bool(titles.title(text[end : end + 6].strip().partition(" ")[0]))


def _is_coined(stem: str) -> bool:
    """Tell whether Kiwi knows a word as one proper noun or not at all."""
    pieces = morphology.tokens(stem)
    is_whole = len(pieces) == 1 and (pieces[0].tag == "NNP" or not pieces[0].is_listed)
    return is_whole and not _is_korean(stem)


def _is_foreign(stem: str) -> bool:
    """Tell whether a word does not read as Korean nouns, verbs or a noun with a particle."""
    if _is_korean(stem) or morphology.is_listed(stem):
        return False
    first = morphology.tokens(stem)[0]
    if len(first.form) == 1 or not first.is_listed:  # 코든 is no nose
        return True
    return not (morphology.is_verb(stem) or morphology.is_phrase(stem))


def _is_korean(stem: str) -> bool:
    """Tell whether a word is a place, a title, a calling or the name of a body."""
    if stem in words("ko/persons", "countries") or is_place(stem) or titles.title(stem):
        return True
    if stem in words("ko/persons", "offices") or stem in words("ko/persons", "crafts"):
        return True
    return bool(organisations.type_of(stem))
