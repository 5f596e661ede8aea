"""Bills that several pay together: "설비값은 가람이 60%를, 나머지는 나래가 나눠 냈다". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import pattern

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.model.facts import Support

_RATIO: Final = re.compile(r"\d\s?(?:대|:|：)\s?\d")


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
