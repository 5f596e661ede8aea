"""Words around a number: how exact it is, and over what time it is counted. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.model.source import Language


@cache
def _qualifiers(lang: Language, side: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for name, words in resource_toml(f"words/{lang}/quantities.toml")[side].items():
        choices = "|".join(sorted(words, key=len, reverse=True))
        edge = rf"(?:^|(?<=[\s(,]))(?:{choices})\s?$" if side == "before" else rf"^\s?(?:{choices})"
        found.append((re.compile(edge, re.IGNORECASE), name))
    return tuple(found)


def qualifier(before: str, behind: str, lang: Language) -> str:
    """Return `about`, `over`, `under`, `up-to` or nothing, from the words around a number."""
    for side, words in (("behind", behind), ("before", before)):
        for words_of, name in _qualifiers(lang, side):
            if words_of.search(words):
                return name
    return ""


@cache
def _periods(lang: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for name, words in resource_toml(f"words/{lang}/quantities.toml")["per"].items():
        choices = "|".join(sorted(words, key=len, reverse=True))
        if lang == "ko":
            opens = rf"(?:^|(?<=[\s(]))(?:{choices})\s"
            edge = rf"{opens}(?:(?:평균|약|최대|총|무려)\s)?$"
            if name == "PT1H":
                edge += r"|시간당\s?$|시간당\s(?:[가-힣]{1,8}\s){1,2}$"  # "시간당 보는 패널이 80장"
            if name in ("P1D", "PT1H"):  # "하루 김 3만 장": what is counted may stand between
                edge += rf"|{opens}[가-힣]{{1,6}}(?<![에로은는이가을를의만])\s$"
        else:
            edge = rf"^\s?(?:[a-z]+\s)?(?:{choices})\b"
        found.append((re.compile(edge, re.IGNORECASE), name))
    return tuple(found)


def period(before: str, behind: str, lang: Language) -> str | None:
    """Return the ISO 8601 duration a number is counted over, or None."""
    words = before if lang == "ko" else behind
    return next((name for words_of, name in _periods(lang) if words_of.search(words)), None)
