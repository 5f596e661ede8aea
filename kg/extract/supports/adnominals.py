"""Verbs before a noun: "지원한 장비", "지원을 받은 가람", and the firm they describe. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import Party
from kg.extract.grammar import morphology

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger

_HEAD: Final = re.compile(r"(?:㈜|\(주\))?([가-힣A-Za-z0-9&]{2,10}?)(은|는|이|가|의|에서는)\s")
_TIMED: Final = re.compile(
    r"(?:뒤|후|다음|이후|직후|이래|끝에|덕분|덕에|결과|데다|만큼|채)(?![가-힣]{2})"
)


def head_after(scene: Scene, trigger: Trigger) -> Party | None:
    """Return the party a relative clause describes: "…을 받은 A, B", "지원한 업체"."""
    tail = scene.stretch.text[trigger.end :]
    match = re.match(r"\s?(?:준|줄|주는|드린|드릴)\s|[가-힣]{0,3}\s", tail)
    if not match:
        return None
    first = trigger.end + match.end()
    form = scene.stretch.text[trigger.end - 1 : first - 1]
    if form[-1] not in "은는한던온준운을할":
        return None
    if _TIMED.match(scene.stretch.text, first):
        return None  # "지원을 받은 뒤 작업장을": when, not whose
    for party in scene.parties:
        begin = scene.at(party)[0]
        between = scene.stretch.text[first:begin] if begin >= first else "|"
        if (
            begin >= first
            and not re.search(r"[,.]|[은는이가을를에]\s", between)
            and len(between) < 25
        ):
            return party if can_take(party) or party.type == "LargeEnterprise" else None
    return _unknown_head(scene, first)


def _unknown_head(scene: Scene, first: int) -> Party | None:
    """Return a firm nobody knew, right behind a verb of receiving: "특허를 이어받은 렌즈온은"."""
    found = _HEAD.match(scene.stretch.text, first)
    if found is None or not morphology.is_strange(found[1]):
        return None
    span = scene.stretch.span(found.start(1), found.end(1))
    return Party(span=span, names=(found[1],), type="SME", kind="name", particle=found[2])


def is_adnominal(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a trigger stands before a noun ("지원한 장비")."""
    match = re.match(r"[가-힣]{0,2}\s", scene.stretch.text[trigger.end :])
    form = scene.stretch.text[trigger.end - 1 : trigger.end + (match.end() - 1 if match else 0)]
    return bool(match) and form[-1] in "은는한던온준운을할된"
