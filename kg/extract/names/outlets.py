"""News outlets by where they sign a story: its dateline, its byline, its sign-off. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.names.organisations import NAME, candidate
from kg.extract.names.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.names.candidates import Candidate
    from kg.extract.reading import Sentence


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the outlets that signed a story."""
    for found in _SIGNED_OFF.finditer(sentence.text):
        own = candidate(sentence, found.start(1), found[1], "name.sign-off", 0.9)
        yield replace(own, type="Media")
    for pattern in (_DATELINE, _BYLINE):
        for found in pattern.finditer(sentence.text[:_TOP]):
            if not is_place(found[1]):
                own = candidate(sentence, found.start(1), found[1], "name.dateline", 0.93)
                yield replace(own, type="Media")


# `(가온=한들통신) 나하늘 기자 =`, `[한들경제 나하늘 기자]`: who sent the story
_TOP: Final = 60  # letters of a line in which its sender stands
_DATELINE: Final = re.compile(rf"^\W{{0,3}}[(\[][가-힣·,\s]{{2,12}}=\s?({NAME})[)\]]")
_BYLINE: Final = re.compile(
    r"^\W{0,3}[\[(]([가-힣A-Za-z]{3,10})\s?(?:=\s?)?[가-힣]{2,4}\s?(?:[가-힣]{0,3}기자|특파원)[\])]"
)
# `KLN 나하늘입니다.`, `DBN 뉴스 나하늘입니다.`: letters before who signs off are an outlet
_SIGNED_OFF: Final = re.compile(
    r"(?<![A-Za-z가-힣])([A-Z]{2,5}(?:\s(?:뉴스|방송))?)\s[가-힣]{2,4}(?:입니다|이었습니다|였습니다)[.]?$"
)
