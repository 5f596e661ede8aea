"""Firms at the head of list items and rows, and before brackets that tell their owner. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import morphology
from kg.extract.naming import is_common
from kg.extract.organisations import NAME, candidate, heads_a_firm
from kg.extract.words import table

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
_HEADED: Final = (
    rf"({NAME})\s?\((?:[가-힣]+\s)??([가-힣]{{2,4}})(?:\s직무대행)?\s[가-힣]{{2,4}}[),·]"
)


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
    yield from _headed(sentence)


def _headed(sentence: Sentence) -> Iterator[Candidate]:
    """`한들금속(대표 …)`, `들빛혁신원(원장 …)`: the head in brackets tells what it heads."""
    heads = table("ko/persons")["heads"]
    for found in _headed_pattern().finditer(sentence.text):
        if found[2] not in heads or is_common(found[1]):
            continue
        own = candidate(sentence, found.start(1), found[1], "name.bracket-owner", 0.93)
        yield replace(own, type=own.type or heads[found[2]] or None)


@cache
def _headed_pattern() -> re.Pattern[str]:
    return re.compile(_HEADED)
