"""English supports told twice: people sent and what they did, equipment and its money. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.supports.english_deeds import Deed
    from kg.model.facts import StatusCode, Support


@dataclass(frozen=True, slots=True)
class Told:
    """A support with the deed it was read from."""

    support: Support
    deed: Deed | None


def told_once(text: str, found: list[tuple[Deed, StatusCode]]) -> list[tuple[Deed, StatusCode]]:
    """Drop help in general where the same sentence says by what: "will help firms by lending"."""
    means = [deed for deed, _ in found if deed.group_start and _BY.search(text[: deed.group_start])]
    return [
        (deed, status)
        for deed, status in found
        if deed.frame.id != "help"
        or not any(
            one.start > deed.start and set(one.supporter) & set(deed.supporter) for one in means
        )
    ]


_BY: Final = re.compile(r"\b(?:by|through)\s(?:both\s|also\s)?$")


def served(found: list[Told]) -> list[Told]:
    """Drop the sending of people where a later deed says what they did, and what is told twice."""
    out: list[Told] = []
    found = list(found)
    for index, told in enumerate(found):
        if told.deed is not None and (told.deed.frame.via or _is_doer(told, found, index)):
            near = range(index + 1, min(index + _AHEAD, len(found)))
            served = next((at for at in near if _serves(told, found[at])), None)
            if served is not None:
                found[served] = _with_giver(found[served], told)
                continue
        if told.deed is not None and _is_same_money(told, [*out, *found[index + 1 :]]):
            continue
        out.append(told)
    return out


def _is_doer(told: Told, found: list[Told], index: int) -> bool:
    """Tell whether people are only named as those who work: "consultants from X redrew"."""
    if told.deed is None or told.deed.frame.id != "noun" or told.support.kind != "Mentoring":
        return False
    later = found[index + 1] if index + 1 < len(found) else None
    if later is None or later.deed is None or not later.deed.frame.works:
        return False
    return 0 <= later.deed.start - told.deed.end < _DOER


_DOER: Final = 80  # code points between people and what they do


def _with_giver(later: Told, sent: Told) -> Told:
    """Return a deed with the words that name who sent the people, when it has none itself."""
    basis = later.support.basis
    if any(slot.field == "supporter" for slot in basis.slots):
        return later
    slots = tuple(slot for slot in sent.support.basis.slots if slot.field == "supporter")
    support = replace(later.support, basis=replace(basis, slots=(*basis.slots, *slots)))
    return Told(support, later.deed)


def _serves(sent: Told, later: Told) -> bool:
    """Tell whether a deed is what the people sent before did."""
    if later.deed is None or later.deed.frame.via or later.support.kind in _OTHER:
        return False
    if not set(sent.support.supporter) & set(later.support.supporter):
        return False
    close = _start(later) - _start(sent) < _CLOSE
    if _is_adnominal(sent, later):
        return True
    same = set(sent.support.recipient) & set(later.support.recipient)
    implied = sent.deed is not None and sent.deed.taker.start < 0
    return close and bool(same or implied) and later.support.status == sent.support.status


def _is_adnominal(sent: Told, later: Told) -> bool:
    """Tell whether people sent are only the subject of the deed: "mentors sent by X will visit"."""
    one, two = sent.support, later.support
    same = one.supporter == two.supporter and one.recipient == two.recipient
    near = one.basis.evidence[0].place == two.basis.evidence[0].place
    return (
        same
        and near
        and sent.deed is not None
        and not sent.deed.by_people
        and one.status != two.status
    )


def _is_same_money(told: Told, before: list[Told]) -> bool:
    """Tell whether "paid for the hardware" only says again how equipment was given."""
    deed = told.deed
    if deed is None or deed.kind != "Funding" or _SHARE.search(deed.told):
        return False
    return any(
        other.support.kind in _BOUGHT
        and (other.deed is None or other.deed.frame.id != "help")
        and other.support.supporter == told.support.supporter
        and other.support.recipient == told.support.recipient
        and (deed.taker.start < 0 or (deed.frame.id == "spend" and _start(other) == _start(told)))
        for other in before
    )


def _start(told: Told) -> int:
    place = told.support.basis.evidence[0].place
    return place.start if isinstance(place, Span) else 0


_SHARE: Final = re.compile(r"\d|\b(?:half|third|quarter|remaining|rest)\b")  # a sum of its own


_OTHER: Final = frozenset({"FacilityInvestment", "Funding"})  # not what people sent do


_BOUGHT: Final = frozenset({"FacilityInvestment"})  # what money for equipment says again


_AHEAD: Final = 4  # supports after sending people in which theirs may be


_CLOSE: Final = 400  # code points between sending people and what they did
