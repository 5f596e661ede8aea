"""Firms at the head of list items and rows, and before brackets that tell their owner. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract import morphology
from kg.extract.organisations import NAME, candidate, heads_a_firm, is_common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.candidates import Candidate
    from kg.extract.reading import Sentence

_BRACKETED: Final = re.compile(
    rf"^\W*(?:\d{{1,2}}[.)]\s)?(?:㈜|\(주\)|주식회사\s)?({NAME}(?:\s{NAME})?)\s?\(([^()\n]{{2,40}})\)\s*[:：\-–]"
)
# "한들금속 | 대구 | …" and "3. 한들금속 - …": the head of a row or an item
_ROW: Final = re.compile(
    rf"^(?:[^\w㈜(]*(?:\d{{1,2}}[.)]\s)?)(?:㈜|\(주\)|주식회사\s)?({NAME})(?:\s?[|\t](?=.*[|\t])|\s[-–]\s)"
)
_OWNER: Final = re.compile(rf"({NAME})\s?\(대표(?:이사)?\s[가-힣]{{2,4}}\)")


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the firms at the head of an item or row, and those whose owner stands in brackets.

    `△한들금속(대구, 주물): …`, `한들금속 | 대구 | …`, `한들금속(대표 …)`.
    """
    head = _BRACKETED.match(sentence.text)
    if head and not is_common(head[1]):
        yield candidate(sentence, head.start(1), head[1], "name.list-head", 0.93)
    row = _ROW.match(sentence.text)
    if row and not is_common(row[1]) and (morphology.is_strange(row[1]) or heads_a_firm(row[1])):
        yield candidate(sentence, row.start(1), row[1], "name.row-head", 0.9)
    for owner in _OWNER.finditer(sentence.text):
        if not is_common(owner[1]):
            yield candidate(sentence, owner.start(1), owner[1], "name.bracket-owner", 0.93)
