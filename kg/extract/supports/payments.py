"""Bills that several pay together: "설비값은 가람이 60%를, 나머지는 나래가 나눠 냈다". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import FIRMS, can_give
from kg.extract.grammar.clauses import pattern
from kg.model.facts import Support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.scene import Scene
    from kg.extract.reading import Reading

_RATIO: Final = re.compile(r"\d\s?(?:대|:|：)\s?\d")


_BILL: Final = re.compile(
    r"(?:비|비용|재원|자금|예산|기금|투자액|투자금|값)(?:\s[\d천백십만억조., ]+원)?"
    r"(?:은|는|을|를|이|가)?\s"
)
_SHARE: Final = re.compile(
    r"(?:이|가|은|는|에서|의)?\s(?:약\s|각각\s)?\d[\d.,]*\s?(?:천|백)?(?:만|억|%|퍼센트)[\s\d천백십만억]*(?:원)?"
    r"(?:,\s|\s등|으로|로|씩|을\s|를\s|\)|\s?$)"
)
_MADE_UP: Final = re.compile(r"나눠|나누어|마련|충당|조달|구성|분담|모아|모았|꾸렸|대\b|보탰|부담")


def listed(reading: Reading, view: Scene, memory: Memory, here: Sequence[Support]) -> list[Support]:
    """Return the help of those each named beside its share of one bill.

    "사업비 2억 원은 가람중공업 6천만 원, 정부 6천만 원, 나래정밀 8천만 원으로 나눠 마련했다"
    """
    text = view.stretch.text
    bill = _BILL.search(text)
    if bill is None or not _MADE_UP.search(text):
        return []
    shares = [
        party
        for party in view.parties
        if view.at(party)[0] >= bill.end() and _SHARE.match(text, view.at(party)[1])
    ]
    told = {name for one in here if one.kind == "Funding" for name in one.supporter}
    own = next((party for party in shares if party.type in FIRMS), memory.firm)
    helped = own.names if own else memory.recipients
    if len(shares) < _SEVERAL or not helped:
        return []
    return [
        Support(
            basis=reading.basis(
                view.stretch.sentence.span, "support.ko.shares", 0.7, {"supporter": party.span}
            ),
            supporter=party.names,
            recipient=helped,
            kind="Funding",
            status="actual",
            programme=memory.programme,
        )
        for party in shares
        if party.is_named and can_give(party) and not set(party.names) & (told | set(helped))
    ]


_SEVERAL: Final = 2


def joined(view: Scene, here: list[Support]) -> list[Support]:
    """Return the supports of an utterance, those who share one bill as one set of supporters."""
    text = view.stretch.text
    if not pattern("ko", "modality", "together").search(text) and not _RATIO.search(text):
        return here
    out: list[Support] = []
    for support in here:
        kin = next((one for one in out if _share(one, support)), None)
        if kin is None:
            out.append(support)
            continue
        names = tuple(dict.fromkeys((*kin.supporter, *support.supporter)))
        out[out.index(kin)] = replace(kin, supporter=names, product=kin.product or support.product)
    return out


def _share(one: Support, other: Support) -> bool:
    return (
        one.kind == other.kind == "Funding"
        and one.recipient == other.recipient
        and one.status == other.status
        and one.supporter != other.supporter
    )
