"""Korean in Latin letters: the Revised Romanisation (2000), with sound changes. Pure.

Source: Ministry of Culture and Tourism notice 2000-8. Names are nouns, so an ㅎ behind
ㄱ, ㄷ, ㅂ stays an h (묵호 Mukho), and tensing is not written. An inserted ㄴ (알약 allyak)
depends on the word, which no table of sounds can know: it is not written either.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

ONSETS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
CLUSTERS: Final = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
ONSET_LETTERS: Final = {
    "ㄱ": "g", "ㄲ": "kk", "ㄴ": "n", "ㄷ": "d", "ㄸ": "tt", "ㄹ": "r", "ㅁ": "m", "ㅂ": "b",
    "ㅃ": "pp", "ㅅ": "s", "ㅆ": "ss", "ㅇ": "", "ㅈ": "j", "ㅉ": "jj", "ㅊ": "ch", "ㅋ": "k",
    "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
VOWEL_LETTERS: Final = {
    "ㅏ": "a", "ㅐ": "ae", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "eo", "ㅔ": "e", "ㅕ": "yeo", "ㅖ": "ye",
    "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe", "ㅛ": "yo", "ㅜ": "u", "ㅝ": "wo", "ㅞ": "we",
    "ㅟ": "wi", "ㅠ": "yu", "ㅡ": "eu", "ㅢ": "ui", "ㅣ": "i",
}  # fmt: skip
FINAL_SOUNDS: Final = {
    "ㄱ": "ㄱㄲㅋㄳㄺ", "ㄴ": "ㄴㄵㄶ", "ㄷ": "ㄷㅅㅆㅈㅊㅌㅎ", "ㄹ": "ㄹㄼㄽㄾㅀ", "ㅁ": "ㅁㄻ",
    "ㅂ": "ㅂㅍㅄㄿ", "ㅇ": "ㅇ",
}  # fmt: skip
SOUND_OF: Final = {coda: sound for sound, codas in FINAL_SOUNDS.items() for coda in codas}
CODA_LETTERS: Final = {
    "": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng",
}  # fmt: skip
NASAL: Final = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
ASPIRATED: Final = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
# Sino-Korean endings that keep ㄴ before ㄹ apart: 신문로 Sinmunno, but 대관령 Daegwallyeong.
SEPARATE_ENDINGS: Final = "로량력론료란례"
# Two-syllable surnames; every other Korean surname has one.
DOUBLE_SURNAMES: Final = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
HANGUL: Final = re.compile(r"[가-힣]+")
_FIRST, _VOWEL_STEP, _ONSET_STEP = 0xAC00, 28, 588

Pair = tuple[str, str]


def romanise(text: str) -> str:
    """Return `text` with its Hangul in lower-case Latin letters; all else stays.

    >>> romanise("종로 3가")
    'jongno 3ga'
    """
    return HANGUL.sub(lambda found: _word(found[0]), text)


def romanise_name(text: str) -> str:
    """Return a name with each Hangul stretch capitalised and set apart from Latin words.

    >>> romanise_name("한빛LED조명 부산공장")
    'Hanbit LED Jomyeong Busangongjang'
    """
    apart = re.sub(r"(?<=[가-힣])(?=[A-Za-z])|(?<=[A-Za-z])(?=[가-힣])", " ", text)
    return HANGUL.sub(lambda found: _word(found[0]).capitalize(), apart)


def romanise_person(name: str) -> str:
    """Return a Korean person's name: surname, then the given name in one word.

    Between the syllables of a name sounds do not change (notice 2000-8, 3-4).

    >>> romanise_person("한복남")
    'Han Boknam'
    """
    plain = name.strip()
    if not HANGUL.fullmatch(plain) or len(plain) < 2:
        return romanise_name(plain)
    cut = 2 if plain.startswith(DOUBLE_SURNAMES) and len(plain) > 2 else 1
    family, given = (_letters(_join_only(part)) for part in (plain[:cut], plain[cut:]))
    return f"{family.capitalize()} {given.capitalize()}"


def _word(hangul: str) -> str:
    syllables = [_parts(syllable) for syllable in hangul]
    for index in range(len(syllables) - 1):
        left, right = syllables[index], syllables[index + 1]
        ends_apart = (
            index + 2 == len(syllables) and len(hangul) > 2 and hangul[-1] in SEPARATE_ENDINGS
        )
        left[2], right[0] = _meet((left[2], right[0]), right[1], ends_apart=ends_apart)
    return _letters(syllables)


def _join_only(hangul: str) -> list[list[str]]:
    """Carry a final consonant over to a following vowel and change nothing else."""
    syllables = [_parts(syllable) for syllable in hangul]
    for left, right in itertools.pairwise(syllables):
        if right[0] == "ㅇ" and left[2] not in ("", "ㅇ"):
            left[2], right[0] = _split(left[2])
    return syllables


def _parts(syllable: str) -> list[str]:
    code = ord(syllable) - _FIRST
    onset, rest = divmod(code, _ONSET_STEP)
    vowel, coda = divmod(rest, _VOWEL_STEP)
    return [ONSETS[onset], VOWELS[vowel], CODAS[coda]]


def _meet(pair: Pair, vowel: str, *, ends_apart: bool) -> Pair:
    """Return coda and onset as they sound when they meet before `vowel`."""
    coda, onset = pair
    if not coda:
        return pair
    if onset == "ㅎ":
        return _before_h(coda, vowel)
    if coda in "ㅎㄶㅀ":
        return _after_h(coda, onset)
    if onset == "ㅇ":
        return pair if coda == "ㅇ" else _before_vowel(coda, vowel)
    return _assimilate(SOUND_OF.get(coda, coda), onset, ends_apart=ends_apart)


def _before_h(coda: str, vowel: str) -> Pair:
    rest, last = _split(coda)
    if last == "ㅈ" or (last in "ㄷㅌ" and vowel in "ㅣㅕ"):
        return rest, "ㅊ"
    return ("", "ㅎ") if coda == "ㅎ" else (coda, "ㅎ")


def _after_h(coda: str, onset: str) -> Pair:
    rest = _split(coda)[0]
    if onset in ASPIRATED:
        return rest, ASPIRATED[onset]
    if onset == "ㅇ":
        return "", rest or "ㅇ"
    if onset == "ㄴ":
        return ("ㄹ", "ㄹ") if rest == "ㄹ" else ("ㄴ", "ㄴ")
    return rest, onset


def _before_vowel(coda: str, vowel: str) -> Pair:
    rest, last = _split(coda)
    if vowel == "ㅣ" and last in "ㄷㅌ":
        return rest, "ㅈ" if last == "ㄷ" else "ㅊ"
    return _split(coda)


def _assimilate(sound: str, onset: str, *, ends_apart: bool) -> Pair:
    if onset in "ㄴㅁ" and sound in NASAL:
        return NASAL[sound], onset
    if onset == "ㄴ" and sound == "ㄹ":
        return "ㄹ", "ㄹ"
    if onset == "ㄹ":
        if sound == "ㄴ":
            return ("ㄴ", "ㄴ") if ends_apart else ("ㄹ", "ㄹ")
        if sound != "ㄹ":
            return NASAL.get(sound, sound), "ㄴ"
    return sound, onset


def _split(coda: str) -> Pair:
    pair = CLUSTERS.get(coda, coda)
    return (pair[0], pair[1]) if len(pair) == 2 else ("", pair)


def _letters(syllables: list[list[str]]) -> str:
    written: list[str] = []
    before = ""
    for onset, vowel, coda in syllables:
        doubled = onset == "ㄹ" and before == "ㄹ"
        head = "l" if doubled else ONSET_LETTERS[onset]
        before = SOUND_OF.get(coda, "")
        written.append(head + VOWEL_LETTERS[vowel] + CODA_LETTERS[before])
    return "".join(written)
