"""Firms told of as those a scheme or a deed for many reached: "참여사인 가람은 …". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import FIRMS
from kg.extract.grammar.clauses import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence
    from kg.model.facts import Support

_CONFIDENCE: Final = 0.5


def with_members(reading: Reading, found: list[Support]) -> list[Support]:
    """Return the supports with one more for the named firms among those a group stands for.

    "… 협력사 12곳을 돕는다. 참여사인 가람과 나래는 불량을 줄였다": both were helped, too.
    """
    base = next((one for one in found if _is_for_many(one)), None)
    if base is None:
        return found
    helped = {name for one in found for name in one.recipient}
    givers = {name for one in found for name in one.supporter}
    told = [
        (sentence, mention)
        for sentence in reading.sentences
        for mention in _members(reading, sentence)
        if not set(mention.names) & (helped | givers)
    ]
    if not told:
        return found
    sentence, mention = told[0]
    basis = reading.basis(
        sentence.span, "support.ko.member", _CONFIDENCE, {"recipient": mention.span}
    )
    names = tuple(dict.fromkeys(name for _, one in told for name in one.names))
    member = replace(
        base, basis=basis, recipient=names, recipient_group=None, product=None, status="actual"
    )
    return [*found, member]


def _is_for_many(support: Support) -> bool:
    return (
        support.status == "actual"
        and support.kind != "Funding"
        and support.recipient_group is not None
        and support.recipient == (support.recipient_group,)
    )


def _members(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    """Yield the firms of a sentence that it calls members of what was told before."""
    for mention in reading.mentions_in(sentence.span):
        if mention.type not in FIRMS or mention.kind not in {"name", "alias"}:
            continue
        at = mention.span.start - sentence.span.start
        ahead = sentence.text[:at]
        behind = sentence.text[mention.span.end - sentence.span.start :]
        if pattern("ko", "programmes", "member_before", behind=r"\s?(?:㈜|\(주\))?\s?$").search(
            ahead
        ) or re.match(rf"(?:은|는|이|가|도)\s(?:\S+\s)?(?:{_behind()})", behind):
            yield mention


def _behind() -> str:
    return pattern("ko", "programmes", "member_behind").pattern
