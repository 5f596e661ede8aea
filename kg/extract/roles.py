"""Who fills which slot of a Korean sentence: the helper, the helped, partners, the object. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from kg.extract import adnominals
from kg.extract.clauses import pattern, words
from kg.extract.discourse import can_give, can_take
from kg.extract.parties import Party, giver_words, in_role, is_pointer
from kg.extract.scene import is_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.frames import Trigger
    from kg.extract.scene import Scene
    from kg.model.facts import ActorType

_TOGETHER: Final = re.compile(r"\s?(?:함께|손잡|공동|협력|협업|힘을\s합|손을\s잡|공조|협약|연계)")
_VIA: Final = re.compile(r"\s?(?:통해|거쳐|통한)")
_TARGET: Final = re.compile(r"\s?(?:대상|상대|위해|위한)")
_AGREES: Final = re.compile(r"\s(?:[가-힣]+\s){0,3}(?:협약|계약|협정|MOU)[을를]?\s?(?:맺|체결)")
_CASE: Final = re.compile(r"의\s경우(?:는|엔|에는)?\s")
_SUPPLIERS: Final = re.compile(r"협력|하청|도급|벤처")  # "사내 협력사" is no part of one's own firm
_COUNT_ALONE: Final = re.compile(r"(?:[\d,]+|[가-힣]{1,4})\s?여?\s?(?:곳|군데)")
_LED: Final = re.compile(r"\s?(?:주도|주관|주최)로\s")


def is_subject(scene: Scene, party: Party) -> bool:
    """Tell whether a party is what its clause is about, directly or by its people."""
    behind = scene.after(party)
    if _CASE.match(behind) or _LED.match(behind):
        return True
    if in_role(party, "subject") or _heads_a_note(scene, party):
        return True
    return bool(belonging(scene, party))


def _heads_a_note(scene: Scene, party: Party) -> bool:
    """Tell whether a bulleted line begins with a party and a comma: `○ 나래그룹, … 지원`."""
    lead = scene.stretch.text[: scene.at(party)[0]]
    is_first = not re.search(r"[가-힣A-Za-z]", lead.rpartition(": ")[2])
    behind = scene.after(party)
    is_left = behind.startswith((", ", "), ")) or (
        behind.startswith(" ") and party.particle == "" and can_give(party)
    )
    return is_first and is_left and party.is_named and is_note(scene.stretch.sentence)


def belonging(scene: Scene, party: Party) -> str | None:
    """Return the people of a party that act for it ("가람 소속 직원이"), or None."""
    listed = "|".join(words("ko", "parties")["belonging"])
    found = re.match(
        rf"(?:\s|의\s|에서\s온\s|[이가]\s(?:꾸린|보낸|파견한|뽑은|선발한|구성한)\s)(?:[가-힣]+\s)??"
        rf"((?:{listed})\S*?(?:\s[^\s,]*[^\s,을를에의]){{0,3}}?(?:이|가|은|는))\s",
        scene.after(party, 48),
    )
    return found[1] if found else None


def is_partner(scene: Scene, party: Party) -> bool:
    """Tell whether a party only stands beside the doer ("… 와 함께")."""
    return in_role(party, "together") and bool(
        _TOGETHER.match(scene.after(party)[len(party.particle) :])
    )


def is_agent(scene: Scene, party: Party) -> bool:
    """Tell whether something is done through a party ("… 을 통해")."""
    return in_role(party, "object") and bool(_VIA.match(scene.after(party)[len(party.particle) :]))


def is_each(scene: Scene, party: Party) -> bool:
    """Tell whether something is given to each of a kind: "업체당 1천만 원", "공장마다"."""
    return party.kind == "group" and bool(re.match(r"당\s|마다\s|별로\s", scene.after(party)))


def partners(scene: Scene, start: int, end: int) -> tuple[Party, ...]:
    """Return the parties that took part beside the doer in `[start, end)`."""
    return tuple(party for party in scene.between(start, end) if is_partner(scene, party))


def giver(scene: Scene, trigger: Trigger) -> Party | None:
    """Return the subject that helps: the nearest in the clause, then in the sentence."""
    start = scene.clause(trigger.start)
    for low, high in ((start, trigger.start), (0, start)):
        found = [
            party
            for party in scene.between(low, high)
            if is_subject(scene, party) and may_give(party)
        ]
        if found:
            topical = [party for party in found if party.particle in {"은", "는"}]
            return found[-1] if low == start or not topical else topical[-1]
    # "가람전자에서 장비를 지원해 줬다": a body may be the doer under 에서 too.
    inside = scene.between(start, trigger.start)
    body = next((p for p in inside if p.particle == "에서" and can_give(p)), None)
    return body or _unknown(scene, start, trigger.start)


def _unknown(scene: Scene, start: int, end: int) -> Party | None:
    """Return a subject that no name list knows but whose ending says that it is a body."""
    for kind, endings in words("ko", "parties")["bodies"].items():
        found = re.search(
            rf"(?:^|\s)({'|'.join(endings)})(은|는|이|가)\s", scene.stretch.text[start:end]
        )
        if found is None:
            continue
        span = scene.stretch.span(start + found.start(1), start + found.end(1))
        if not any(party.span.meets(span) for party in scene.parties):
            return Party(
                span=span,
                names=(found[1],),
                type=cast("ActorType", kind),
                kind="name",
                particle=found[2],
            )
    return None


def may_give(party: Party) -> bool:
    """Tell whether a party can stand as supporter: by its type, or as a group known to give."""
    if can_give(party):
        return True
    return (
        party.type is None
        and not party.is_list
        and bool(giver_words("ko").match(party.group or ""))
    )


def source(scene: Scene, trigger: Trigger) -> Party | None:
    """Return the party from which something is received: "X의 지원을 받", "X에서", "X 지원으로"."""
    start = scene.clause(trigger.start)
    found = [party for party in scene.between(start, trigger.start) if may_give(party)]
    for party in reversed(found):
        if in_role(party, "source"):
            return party
        gap = scene.stretch.text[scene.at(party)[1] : trigger.start]
        if party.particle == "" and not re.search(r"[,:;]|[은는이가]\s", gap):
            return party
        if in_role(party, "together"):
            return party
    return None


def sent_people(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether something is received from people sent before: "그 명장에게 배워"."""
    listed = "|".join(words("ko", "parties")["people"])
    clause = scene.stretch.text[scene.clause(trigger.start) : trigger.start]
    return bool(re.search(rf"(?:{listed})(?:들)?(?:에게서?|한테서?|로부터|으로부터|의)\s", clause))


def taker(scene: Scene, trigger: Trigger, giver_party: Party | None) -> Party | None:
    """Return the party that is helped, as the words around a giving verb tell it."""
    start = scene.clause(trigger.start)
    # "방식을 협력사 9곳으로 확대": whom it reaches may stand inside the words of the deed
    inside = [
        party
        for party in scene.between(start, trigger.end)
        if party is not giver_party and is_taker(scene, party)
    ]
    if trigger.frame.again:
        return next((p for p in reversed(inside) if _is_reach(scene, p)), None)
    if "recipient" in trigger.frame.needs:
        found = next((p for p in reversed(inside) if _is_elsewhere(p)), None)
        return owner_of(scene, found, inside) if found else None
    for role in ("recipient", "object"):
        for party in reversed(inside):
            if in_role(party, role) and not is_agent(scene, party):
                return owner_of(scene, party, inside)
    unknown = _unknown_taker(scene, start, trigger.start)
    if unknown is not None:
        return unknown
    for party in reversed(inside):
        if party.particle in {"의", "", "들의", "들", "마다"} and not belonging(scene, party):
            return party
    head = adnominals.head_after(scene, trigger)
    if head is not None and head is not giver_party:
        return head
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
    if is_partner(scene, party) or is_agent(scene, party) or party.type == "Person":
        return False
    if party.type is None and giver_words("ko").match(party.group or ""):
        return False
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
            subject = is_subject(scene, party)
            return None if subject else party
    return None


def topic_taker(scene: Scene, place: int, not_this: Party | None) -> Party | None:
    """Return a firm that the sentence is about before `place` and that is helped."""
    found = [
        party
        for party in scene.between(0, place)
        if party is not not_this
        and can_take(party)
        and not party.names[0].endswith(tuple(words("ko", "parties")["never_helped"]))
        and not is_pointer(party, "ko")
        and (
            is_subject(scene, party)
            or (party.is_named and party.particle in {"에", "에는", "에서", "에서는", "의"})
        )
    ]
    return found[-1] if found else None
