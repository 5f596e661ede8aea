"""What a Korean title tells: that it is one, and the body its bearer heads. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table, words
from kg.extract.names import gazetteer, organisations, places

_SHORTEST: Final = 3  # letters of a place's name with its ending


def title(word: str) -> str:
    """Return the title a word holds, department included, without its particle; or empty."""
    found = _title().match(word)
    if found:
        return found[1]
    return ""


@cache
def _title() -> re.Pattern[str]:
    titles = either(table("ko/persons")["titles"])
    return re.compile(rf"([가-힣A-Za-z0-9·&]*{titles}){particles.behind().pattern}")


def unit(role: str) -> int:
    """Return how many letters of a role are the body it heads, or 0.

    A head's title is glued to the body's name and shares its last letter:
    `들빛진흥원장` is the 원장 of 들빛진흥원, `산업부장관` the 장관 of 산업부.
    """
    for ending, shared in (("시장", 1), ("군수", 1), ("구청장", 1), ("도지사", 1), ("지사", 0)):
        body = role.removesuffix(ending) + ending[:shared]
        if role.endswith(ending) and (
            places.is_local_government(body) or (shared and _is_strange_place(body, ending))
        ):
            return len(body)
    if role.endswith("장") and organisations.type_of(role[:-1]) not in {None, "LargeEnterprise"}:
        return len(role) - 1
    for size in range(len(role) - 2, 1, -1):
        if role[size:] in _state_titles() and gazetteer.is_of_state(role[:size]):
            return size
    return 0


def _is_strange_place(body: str, ending: str) -> bool:
    """Tell whether a body may be a city or county that no list has: 전통시 is none."""
    if len(body) < _SHORTEST:
        return False
    if ending != "시장":  # 시장 is a market, too; a 군수 heads a county, whatever its name means
        return body[:-1] not in words("ko/persons", "former")
    return not morphology.is_listed(body[:-1])


def _state_titles() -> frozenset[str]:
    return words("ko/persons", "state_titles")
