"""Whether a Korean word may name a party, or is too common a word for it. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.extract.grammar import morphology
from kg.extract.grammar.words import either, table, words
from kg.extract.names.places import is_place

_NUMBER: Final = re.compile(r"(?:약|총|연)?\d[\d,.]*(?:[가-힣%]+)?$")
_ORDINARY: Final = re.compile(
    r"^[0-9]|[0-9%]$|(?:들|적|씨|팀|측|것|성|률|율|량|액|력|화|용|형|식|법|론|제|권|점|별|당|간|때|중|후|전|내|외)$"
)


def is_common(word: str) -> bool:
    """Tell whether a word is a common noun that a name rule must not take."""
    return (
        word in words("ko/names", "common", "words")
        or word in words("ko/names", "cues", "firm_nouns")
        or word.isdigit()
        or len(word) < 2
        or bool(_NUMBER.match(word))
        or word.endswith(tuple(words("ko/names", "cues", "firm_endings")))
    )


def may_name(stem: str) -> bool:
    """Tell whether a stem may be a firm's name for all that its own letters say.

    A word the dictionary has whole, or a compound that ends in what firms have or do, is none.
    """
    if is_common(stem) or is_place(stem) or morphology.is_listed(stem):
        return False
    if morphology.is_proper(stem) or _ORDINARY.search(stem) or _title().search(stem):
        return False
    if not morphology.is_nominal(stem):
        return False
    if ends_common(stem) and not _is_coined_before_thing(stem):
        return False
    return morphology.is_strange(stem) or morphology.is_compound(stem)


def _is_coined_before_thing(stem: str) -> bool:
    """Tell whether a coined word stands before a thing: `우림상자`, `하람백신`, `한별백신`."""
    cut = next((cut for cut in range(1, len(stem) - 1) if stem[cut:] in _common()), 0)
    head = stem[:cut]
    if cut < _COINED or morphology.is_noun(head) or is_common(head) or is_place(head):
        return False
    return morphology.is_coined(stem) or morphology.is_coined_head(head)


_COINED: Final = 2  # letters of a coined word before a thing


def ends_common(stem: str) -> bool:
    """Tell whether the last part of a compound is a word for things firms have or do."""
    if morphology.tokens(stem)[-1].form in _common():
        return True
    return any(stem[cut:] in _common() for cut in range(1, len(stem) - 1))


@cache
def _common() -> frozenset[str]:
    return words("ko/names", "common", "words") | words("ko/names", "strangers", "heads")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"{either(table('ko/persons')['titles'])}$")
