"""Korean particles that follow the sound a word ends in, for messages. Pure."""

from __future__ import annotations

import re
from typing import Final

_FIRST, _LAST, _CODAS = 0xAC00, 0xD7A3, 28
_RIEUL: Final = 8  # number of ㄹ among the final consonants
ENDS_IN_CONSONANT: Final = frozenset("lmnrLMNR013678")  # 엘, 엠, 엔, 알, 영, 일, 삼, 육, 칠, 팔
ENDS_IN_RIEUL: Final = frozenset("lrLR178")
# 96% is read aloud, as 구십육 퍼센트; in 증감률(%) nobody reads the sign.
PER_CENT: Final = re.compile(r"\d\s?[%％][^\w%％]*$")
# A foreign word, not an abbreviation, is said as it sounds: Motor 모터, Line 라인, Zip 집.
WORD: Final = re.compile(r"[A-Za-z]*[a-z]$")
CLOSED_WORD: Final = re.compile(r"(ng|[mnl]e?|ck|ic|[aeiou]p|[aeo]k)$", re.IGNORECASE)
RIEUL_WORD: Final = re.compile(r"le?$", re.IGNORECASE)
OPEN_E: Final = re.compile(r"^[^aeiou]*[mnl]e$", re.IGNORECASE)  # Me, one syllable: the e is said
FORMS: Final = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}


def with_particle(word: str, particle: str) -> str:
    """Return a word with the form of a particle that fits its last sound.

    Signs behind the last letter or digit are passed over, but for the % behind a number;
    a foreign letter counts as Korean says its name, a foreign word as it sounds.

    Args:
        word: Any text.
        particle: The form behind a consonant: `은`, `이`, `을`, `과` or `으로`.

    >>> with_particle("새봄정밀", "이"), with_particle("다온테크", "이")
    ('새봄정밀이', '다온테크가')
    >>> with_particle("서울", "으로")
    '서울로'
    >>> with_particle("96%", "으로")
    '96%로'
    """
    last = next((letter for letter in reversed(word) if letter.isalnum()), "")
    coda = (ord(last) - _FIRST) % _CODAS if last and _FIRST <= ord(last) <= _LAST else None
    is_rieul = coda == _RIEUL or last in ENDS_IN_RIEUL
    is_closed = coda > 0 if coda is not None else last in ENDS_IN_CONSONANT
    if foreign := WORD.search(re.sub(r"[^A-Za-z]+$", "", word) if last.isascii() else ""):
        is_rieul = RIEUL_WORD.search(foreign[0]) is not None
        is_closed = CLOSED_WORD.search(foreign[0]) is not None and not OPEN_E.match(foreign[0])
    if (particle == "으로" and is_rieul) or PER_CENT.search(word):
        is_closed = False
    return word + (particle if is_closed and last else FORMS[particle])
