"""Who is helped in a Korean sentence, as the words around a deed tell it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import roles
from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import Party, giver_words, in_role, is_pointer
from kg.extract.grammar.clauses import pattern, words
from kg.extract.supports import adnominals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger

_OF_THEM: Final = re.compile(r"\s(?:가운데|중)(?:에서|에서는|에서도|에는)?\s")
# "협력사 전용 장비실": the group only says what kind of a thing it is
_DESCRIBES: Final = re.compile(
    r"\s?(?:전용|전담|출신|수준|관련|공용|공동|상생|지원|협의회|모임|담당|간담회)"
)
_TARGET: Final = re.compile(r"\s?(?:대상|상대|위해|위한)")
_AGREES: Final = re.compile(r"\s(?:[가-힣]+\s){0,3}(?:협약|계약|협정|MOU)[을를]?\s?(?:맺|체결)")
_SUPPLIERS: Final = re.compile(r"협력|하청|도급|벤처")  # "사내 협력사" is no part of one's own firm
_COUNT_ALONE: Final = re.compile(r"(?:[\d,]+|[가-힣]{1,4})\s?여?\s?(?:곳|군데)")
_GIVES_TO_BODIES: Final = re.compile(r"기부|기증|기탁|희사|쾌척")  # to an association, too


def taker(scene: Scene, trigger: Trigger, giver_party: Party | None) -> Party | None:
    """Return the party that is helped, as the words around a giving verb tell it."""
    start = scene.clause(trigger.start)
    # "방식을 협력사 9곳으로 확대": whom it reaches may stand inside the words of the deed
    given = set(giver_party.names) if giver_party else set()
    inside = [
        party
        for party in scene.between(start, trigger.end)
        if party is not giver_party
        and is_taker(scene, party)
        and not (party.kind == "anaphor" and given & set(party.names))
    ]
    if trigger.frame.again:
        return next((p for p in reversed(inside) if _is_reach(scene, p)), None)
    if "recipient" in trigger.frame.needs:
        found = next((p for p in reversed(inside) if _is_elsewhere(p)), None)
        return owner_of(scene, found, inside) if found else None
    inside = _without_each(scene, inside)
    for role in ("recipient", "object"):
        for party in reversed(inside):
            if in_role(party, role) and not roles.is_agent(scene, party):
                return owner_of(scene, party, inside)
    return _unmarked(scene, trigger, inside) or _elsewhere(scene, trigger, giver_party)


def _without_each(scene: Scene, inside: list[Party]) -> list[Party]:
    """Return the parties without "기업당" where the clause says which firms these are."""
    told = [party for party in inside if not roles.is_each(scene, party)]
    return told or inside


def _unmarked(scene: Scene, trigger: Trigger, inside: Sequence[Party]) -> Party | None:
    """Return who is helped without a particle that says so: "협력사인 새움에", "가람의 설비를"."""
    unknown = _unknown_taker(scene, scene.clause(trigger.start), trigger.start)
    if unknown is not None:
        return unknown
    for party in reversed(inside):
        may = party.kind != "group" or not _DESCRIBES.match(scene.after(party))
        is_own = party.particle in {"의", "", "들의", "들", "마다"}
        if is_own and may and not roles.belonging(scene, party):
            return party
    return None


def _elsewhere(scene: Scene, trigger: Trigger, giver_party: Party | None) -> Party | None:
    """Return who is helped behind the verb, a body that gifts go to, or the side that signed."""
    start = scene.clause(trigger.start)
    head = adnominals.head_after(scene, trigger)
    if head is not None and head is not giver_party:
        return head
    if _GIVES_TO_BODIES.search(scene.stretch.text[trigger.start : trigger.end]):
        for party in reversed(scene.between(start, trigger.end)):
            if party is not giver_party and party.is_named and in_role(party, "recipient"):
                return party if party.type != "Person" else None
    return _signed_with(scene, trigger, giver_party)


def _signed_with(scene: Scene, trigger: Trigger, giver_party: Party | None) -> Party | None:
    """Return the smaller side of an agreement: "업체 9곳과 협약을 맺고 기술을 이전했다"."""
    for party in scene.between(0, trigger.start):
        signs = _AGREES.match(scene.after(party, 40)[len(party.particle) :])
        if party is not giver_party and in_role(party, "together") and can_take(party) and signs:
            return party
    return None


def owner_of(scene: Scene, place: Party, others: Sequence[Party]) -> Party:
    """Return whose a plant or workshop is ("주물 업체 아홉 곳의 용해 작업장"), else itself."""
    if place.is_named or not pattern("ko", "parties", "places", behind="$").search(
        place.group or ""
    ):
        return place
    begin = scene.at(place)[0]
    for party in reversed(others):
        gap = scene.stretch.text[scene.at(party)[1] : begin]
        if party is not place and re.fullmatch(r"의?\s(?:[^\s,]+[^\s,을를에은는]\s){0,3}", gap):
            return party
    return place


def _is_reach(scene: Scene, party: Party) -> bool:
    """Tell whether help is widened to a party: "협력사 스무 곳으로", "2차 협력사까지".

    "스무 곳" alone is how many, and not who.
    """
    if _COUNT_ALONE.fullmatch(party.group or ""):
        return False
    if party.particle in {"로", "으로", "까지", "로까지", "으로까지", "에", "에도"}:
        return True
    return in_role(party, "object") and bool(_TARGET.match(scene.after(party)[1:]))


def _unknown_taker(scene: Scene, start: int, end: int) -> Party | None:
    """Return a firm that no name list knows, where "협력사인" or "업체" stands before it."""
    cues = "|".join(words("ko", "parties")["introduces"])
    found = re.search(
        rf"(?:{cues})\s([가-힣A-Za-z0-9&]{{2,12}}?)(에|에게|에는|에도)\s",
        scene.stretch.text[start:end],
    )
    if found is None:
        return None
    span = scene.stretch.span(start + found.start(1), start + found.end(1))
    if any(party.span.meets(span) for party in scene.parties):
        return None
    return Party(span=span, names=(found[1],), type="SME", kind="name", particle=found[2])


def _is_elsewhere(party: Party) -> bool:
    """Tell whether something is put up at another firm's, not at a plant of one's own."""
    if not in_role(party, "recipient"):
        return False
    return party.is_named or not re.search(r"(?:공장|사업장|현장)들?$", party.group or "")


def is_taker(scene: Scene, party: Party) -> bool:
    """Tell whether a party may be helped: not a partner, an agent, a giver's unit or a person."""
    if roles.is_partner(scene, party) or roles.is_agent(scene, party) or party.type == "Person":
        return False
    if party.type is None and giver_words("ko").match(party.group or ""):
        return False
    if _OF_THEM.match(scene.after(party)):
        return False  # "협력사 가운데 우리를 골라"
    if party.kind == "anaphor" and not can_take(party):
        return False  # "업체에": those told of as helped, not the one that helps
    table = words("ko", "parties")
    if party.names[0].endswith(tuple(table["never_helped"])):
        return False
    is_own = party.names[0].split()[0] in table["own"]
    if party.kind == "group" and is_own and not _SUPPLIERS.search(party.names[0]):
        return False
    if can_take(party):
        return True
    return party.type == "LargeEnterprise" and (
        in_role(party, "recipient") or in_role(party, "object")
    )


def later_taker(scene: Scene, trigger: Trigger) -> Party | None:
    """Return whom a later clause of the sentence helps, for "A는 돈을 내고, B는 C를 돕는다"."""
    for party in scene.parties:
        counted = party.is_named or re.search(r"\d", party.group or "")
        if scene.at(party)[0] >= trigger.end and counted and is_taker(scene, party):
            subject = roles.is_subject(scene, party)
            return None if subject else party
    return None


def topic_taker(scene: Scene, place: int, not_this: Party | None) -> Party | None:
    """Return a firm that the sentence is about before `place` and that is helped."""
    found = [
        party
        for party in scene.between(0, place)
        if party is not not_this
        and can_take(party)
        and not (party.type is None and giver_words("ko").match(party.group or ""))
        and not _OF_THEM.match(scene.after(party))
        and not party.names[0].endswith(tuple(words("ko", "parties")["never_helped"]))
        and not is_pointer(party, "ko")
        and (
            roles.is_subject(scene, party)
            or (party.is_named and party.particle in {"에", "에는", "에서", "에서는", "의"})
        )
    ]
    return found[-1] if found else None
