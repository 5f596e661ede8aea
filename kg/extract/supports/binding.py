"""Names given in a later sentence to a group that help was told of before. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import roles
from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import in_role
from kg.extract.discourse.recall import PARTICIPANTS
from kg.extract.discourse.trades import product_of
from kg.extract.values import numbers
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.recall import Sides
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Frame
    from kg.model.facts import Support

_PICKS: Final = re.compile(r"뽑|선정|선발|골랐|고른|지정|낙점|확정")


def named(found: list[Support], view: Scene) -> list[Support]:
    """Return the supports, groups replaced by the names of those chosen in a later sentence.

    "가람군이 두부 공장 세 곳의 설비를 고쳐 준다. 군은 가, 나, 다를 대상으로 뽑았다."
    """
    if not _PICKS.search(view.stretch.text):
        return found
    picked = [p for p in view.parties if p.is_list and p.is_named and in_role(p, "object")]
    if not picked or not can_take(picked[0]):
        return found
    choosers = {n for p in view.parties if roles.is_subject(view, p) for n in p.names}
    return [
        replace(support, recipient=picked[0].names)
        if set(support.supporter) & choosers
        and _is_near(support, view)
        and support.recipient == (support.recipient_group,)
        and _agree(support, picked[0])
        else support
        for support in found
    ]


def bind(found: list[Support], sides: Sides, frame: Frame, view: Scene) -> list[Support] | None:
    """Give supports to a group the names a later sentence lists, or None if it tells more.

    "… 업체에 설비를 지원했다. 이들의 지원을 받은 A, B 등 2개 업체": A and B are the group.
    """
    taker, supporter = sides.taker, sides.supporter
    if frame.voice != "receive" or frame.kind or "cue" in frame.needs:
        return None
    if taker is None or not taker.is_named:
        return None
    told = False
    out: list[Support] = []
    for support in found:
        near = _is_near(support, view)
        shared = set(support.supporter) & set(supporter)
        unnamed = support.recipient_group is not None and support.recipient == (
            support.recipient_group,
        )
        unnamed = unnamed and support.recipient_group not in PARTICIPANTS.values()
        if near and shared and unnamed and _agree(support, taker):
            told = True
            group = taker.group if taker.is_list and taker.group else support.recipient_group
            out.append(replace(support, recipient=taker.names, recipient_group=group))
        else:
            told = told or (near and bool(shared) and set(taker.names) <= set(support.recipient))
            out.append(support)
    return out if told else None


def _is_near(support: Support, view: Scene) -> bool:
    place = support.basis.evidence[0].place
    return isinstance(place, Span) and 0 <= view.stretch.start - place.start < 600


def _count_of(group: str) -> int | None:
    """Return how many a group says it has: "두부 공장 세 곳" says 3."""
    found = re.search(r"(\S+)\s?(?:곳|군데|개사|개\s?\S+|개소)$", group)
    number = numbers.parse(found[1], 0) if found else None
    return int(number.value) if number else None


def _agree(support: Support, taker: Party) -> bool:
    """Tell whether a group and a list can be the same firms: same product, or none said."""
    count = _count_of(support.recipient_group or "")
    if len(taker.names) < 2 or (count is not None and count != len(taker.names)):
        return False
    product = taker.product or product_of(taker.group or "")
    return product is None or support.product is None or product in support.product
