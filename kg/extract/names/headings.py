"""Firms at the head of list items and rows, and before brackets that tell their owner. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology
from kg.extract.grammar.words import table
from kg.extract.names import grids
from kg.extract.names.naming import is_common, may_name
from kg.extract.names.organisations import NAME, candidate, heads_a_firm
from kg.extract.names.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.names.candidates import Candidate
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
    if head and not is_common(head[1]) and head[1] not in table("ko/parties")["labels"]:
        yield candidate(sentence, head.start(1), head[1], "name.list-head", 0.93)
    row = _ROW.match(sentence.text)
    if row and not is_common(row[1]) and (morphology.is_strange(row[1]) or heads_a_firm(row[1])):
        yield candidate(sentence, row.start(1), row[1], "name.row-head", 0.9)
    yield from _headed(sentence)
    yield from _case(sentence)
    yield from _bracketed(sentence)
    yield from _labelled(sentence)
    yield from _titled(sentence)
    item = _ITEM.match(sentence.text)
    if item and may_name(item[1]) and item[1] not in table("ko/parties")["labels"]:
        yield candidate(sentence, item.start(1), item[1], "name.list-head", 0.8)


_ITEM: Final = re.compile(rf"^[^\w(㈜]{{1,4}}({NAME})\s?[:：]\s(?=.*\d)")


def _case(sentence: Sentence) -> Iterator[Candidate]:
    """`[사례 4] 모래시계 ― …`, `사례 07. ㈜다락 — …`: what a case is headed with is its firm."""
    found = _CASE.match(sentence.text)
    if found and not is_common(found[1]) and not is_place(found[1]):
        yield candidate(sentence, found.start(1), found[1], "name.case-head", 0.93)
        return
    # "[사례 5] 감칠맛을 재다, 참바다젓갈": the firm behind the slogan
    behind = _BEHIND.match(sentence.text)
    if behind and (may_name(behind[1]) or heads_a_firm(behind[1])):
        yield candidate(sentence, behind.start(1), behind[1], "name.case-head", 0.9)


_CASE: Final = re.compile(
    rf"^\W*(?:\[[^\]\n]{{0,8}}사례\s?\d*\]|(?:[가-힣]+\s?)?사례\s?[#№]?(?:\d{{1,3}}\s?[.):|]|[①-⑳❶-❿]\s?[.):|]?)|(?:[가-힣]+\s?)사례\s?[:：])"
    rf"\s?(?:㈜|\(주\)|주식회사\s)?({NAME})(?:㈜|\(주\))?(?:\s?\([^()]*\))?\s?(?:$|[―—–|:：“\"'‘,/]|-\s)"
)


_BEHIND: Final = re.compile(
    rf"^\W*(?:\[[^\]\n]{{0,8}}사례\s?\d*\]|(?:[가-힣]+\s?)?사례\s?[#№]?\d{{1,3}}\s?[.):|\]])[^,―—–|:]{{4,40}}?"
    rf"(?:\s?(?:,|―|—|–|\s-|:|\|)\s['‘“]?|\s['‘“])(?:㈜|\(주\)|주식회사\s)?({NAME})(?:㈜|\(주\))?['’”]?"
    rf"(?:\s?\([^()]*\))?\s*$"
)


def _titled(sentence: Sentence) -> Iterator[Candidate]:
    """`2024년 협력사 지원 내역(한들철강)`: the one whose help a title is about."""
    found = _TITLED.fullmatch(sentence.text)
    if found and not is_common(found[1]) and not is_place(found[1]):
        own = candidate(sentence, found.start(1), found[1], "name.title-owner", 0.8)
        yield replace(own, type=own.type or "LargeEnterprise")


_TITLED: Final = re.compile(
    rf"[^()]{{0,40}}(?:지원|상생|동반\s?성장|협력|멘토링|보급)[^()]{{0,12}}(?:내역|현황|실적|목록|결과|명단|총괄표?|일람표?|요약|성과)\s?\(({NAME})\)"
)


def _bracketed(sentence: Sentence) -> Iterator[Candidate]:
    """`- (바다솔김치) 원가 9% 절감`: a strange word in brackets that heads a line of figures."""
    found = _IN_BRACKETS.match(sentence.text)
    if found and len(found[1]) > _FEW and may_name(found[1]):
        yield candidate(sentence, found.start(1), found[1], "name.bracket-head", 0.8)


_FEW: Final = 2
_IN_BRACKETS: Final = re.compile(rf"^\W{{0,4}}\(({NAME})\)\s(?=.*\d)")


def _labelled(sentence: Sentence) -> Iterator[Candidate]:
    """`○ 지원기관: 노을중공업(기술 인력), 들빛진흥원`: those a label says have helped."""
    label = _LABEL.match(sentence.text)
    side = grids.side(label[1]) if label else None
    if label and side in {"helper", "body"}:
        cell = grids.Cell(sentence.span.start + label.end(), sentence.text[label.end() :])
        yield from grids.named(cell, side)


_LABEL: Final = re.compile(r"^\W{0,4}([가-힣·/]{2,8}(?:\s[가-힣]{1,4}){0,2})\s?[:：]\s?")


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
