"""What a firm says of its own in a quotation: "우리를 골라 …", "심어 드렸습니다". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import FIRMS, GIVERS
from kg.extract.discourse.parties import Party
from kg.extract.grammar import morphology
from kg.extract.grammar.modality import status_of

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger
    from kg.extract.reading import Reading


def speaking(reading: Reading, view: Scene, trigger: Trigger) -> tuple[str, ...]:
    """Return whose words a quotation is, where they tell what they gave: "심어 드렸습니다".

    Only of one who can help, and of deeds done: a promise in a quotation is a statement,
    unless it tells how many will be helped.
    """
    if not view.stretch.is_quote or trigger.frame.voice != "give":
        return ()
    clause = view.stretch.text[view.clause(trigger.start) : trigger.start]
    is_done = status_of(view.stretch.text, *trigger.said, "ko") == "actual"
    if not is_done and not _COUNTED.search(clause):
        return ()
    if _has_subject(clause) and not _WE.search(clause):
        return ()
    if _URGED.search(view.stretch.text):
        return ()
    own = _speakers(reading, view)
    types = {actor.name: actor.type for actor in reading.facts.actors}
    to_suppliers = _SUPPLIERS.search(clause) is not None
    gives = {one for one in own if types.get(one) in GIVERS or to_suppliers}
    return tuple(gives) if len(own) == 1 else ()


def _speakers(reading: Reading, view: Scene) -> set[str]:
    """Return whose words a quotation is: the organisations of those beside it, or the only one."""
    sentence = view.stretch.sentence.span
    posts = {p.person: p.organization for p in reading.facts.affiliations if p.organization}
    beside = [m.names[0] for m in reading.mentions_in(sentence) if m.names[0] in posts]
    speakers = beside or (list(posts) if len(posts) == 1 else [])
    return {str(posts[name]) for name in speakers} or _body_speaking(reading, view)


def _body_speaking(reading: Reading, view: Scene) -> set[str]:
    """Return the body or firm that is quoted by itself: "가람시는 “…”고 밝혔다"."""
    sentence = view.stretch.sentence
    ahead = [m for m in reading.mentions_in(sentence.span) if m.span.end < view.stretch.start]
    said = [m for m in ahead if m.particle in {"은", "는", "이", "가", "측은"} and m.type]
    return {said[-1].names[0]} if said and said[-1].type != "Person" else set()


def speaking_firm(reading: Reading, view: Scene) -> Party | None:
    """Return the firm whose words a quotation is, if it is one that is helped."""
    own = _speakers(reading, view) if view.stretch.is_quote else set()
    if len(own) != 1:
        return None
    (name,) = own
    types = {actor.name: actor.type for actor in reading.facts.actors}
    kind = types.get(name)
    span = view.stretch.sentence.span
    return Party(span=span, names=(name,), type=kind, kind="name") if kind in FIRMS else None


def us(reading: Reading, view: Scene, trigger: Trigger) -> Party | None:
    """Return the firm that speaks, where its own words say that it was helped: "우리를 골라"."""
    if not view.stretch.is_quote:
        return None
    low = view.clause(trigger.start)
    told = _TO_US.search(view.stretch.text, low, trigger.start)
    return speaking_firm(reading, view) if told else None


_TO_US: Final = re.compile(
    r"(?:우리|저희)(?:들)?(?:를|에게|한테|에|에게도|한테도|도)?\s(?:회사|공장|직원들?|작업장|현장|라인|사람들?)?(?:을|를|에|에게|한테|의)?"
)
_SUBJECT: Final = re.compile(r"(?<![가-힣])([가-힣]+(?:이|가|은|는|께서))\s")


def _has_subject(clause: str) -> bool:
    """Tell whether a clause has a doer: neither "세척하는 장치" nor "내년에는" is one."""
    return any(
        not found[1].endswith(_TIMES) and not morphology.is_adnominal(found[1])
        for found in _SUBJECT.finditer(clause)
    )


_URGED: Final = re.compile(r"(?:자|시다|어라|아라|십시오|주세요)[.!]?\s*$")
_TIMES: Final = ("에는", "에서는", "으로는", "로는", "까지는", "부터는", "에게는")
_SUPPLIERS: Final = re.compile(
    r"(?:협력사|협력업체|협력회사|하청)[가-힣\s\d]{0,8}(?:에|에게|에도)\s"
)
_COUNTED: Final = re.compile(
    r"(?:\d|[한두세네열러섯곱덟홉무])\s?(?:여\s?)?(?:곳|개사|개\s?업체|개\s?기업|군데)(?:(?:에|에게|에도)\s|[을를]\s(?:[^\s,]+\s)?(?:선정|뽑|골라|선발))"
)
_WE: Final = re.compile(
    r"(?:저희|우리|저|제)(?:가|는|도|들이)\s|(?:저희|우리)\s(?:[^\s,]+\s){0,3}?[^\s,]+(?:이|가|은|는|도|에서)\s"
)
