"""Who fills which slot of a Korean sentence: the helper, the helped, partners, the object. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import Party, giver_words, in_role
from kg.extract.discourse.scene import is_note
from kg.extract.grammar.clauses import words

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger
    from kg.model.facts import ActorType

_TOGETHER: Final = re.compile(r"\s?(?:함께|손잡|공동|협력|협업|힘을\s합|손을\s잡|공조|협약|연계)")
_VIA: Final = re.compile(r"\s?(?:통해|거쳐|통한)")
_CASE: Final = re.compile(r"의\s경우(?:는|엔|에는)?\s")
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
        rf"(?:\s|의\s|에서\s온\s|[이가]\s(?:꾸린|보낸|파견한|뽑은|선발한|구성한)\s)(?:[가-힣]+\s){{0,2}}?"
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
            if is_subject(scene, party) and may_give(party) and not _only_describes(party)
        ]
        if found:
            topical = [party for party in found if party.particle in {"은", "는"}]
            return found[-1] if low == start or not topical else topical[-1]
    behind = _cleft(scene, trigger) or _described(scene, trigger)
    if behind is not None:
        return behind
    # "가람전자에서 장비를 지원해 줬다": a body may be the doer under 에서 too.
    inside = scene.between(start, trigger.start)
    body = next((p for p in inside if p.particle == "에서" and can_give(p)), None)
    return body or _unknown(scene, start, trigger.start)


def _only_describes(party: Party) -> bool:
    """Tell whether a group only says who people are: "대기업 퇴직 기술인력으로 구성된 코칭단"."""
    return party.type is None and party.particle == ""


def _described(scene: Scene, trigger: Trigger) -> Party | None:
    """Return who helped where the deed stands before the name: "전문가를 보낸 가람에 상을 줬다".

    Only where the clause has no other doer: "나래가 보낸 전문가" tells of what was sent.
    """
    text = scene.stretch.text
    found = _DEED_BEFORE.match(text, trigger.end - 1)
    low = scene.clause(trigger.start)
    if found is None or re.search(r"[가-힣](?:이|가|은|는)\s", text[low : trigger.start]):
        return None
    first = next((p for p in scene.parties if scene.at(p)[0] >= found.end()), None)
    if first is None or not can_give(first):
        return None
    gap = text[found.end() : scene.at(first)[0]]
    return first if re.fullmatch(r"(?:[^\s,.]*[^\s,.은는이가을를에의]\s){0,3}", gap) else None


_DEED_BEFORE: Final = re.compile(
    r"(?:[은는한던온준운낸댄친긴킨린뗀쓴둔]|[가-힣][가-힣]{0,1}[은는한던온준운낸댄친긴킨린]|\s?(?:준|드린))\s"
)
_ONE: Final = re.compile(
    r"[가-힣]{0,3}\s(?:[가-힣]+\s)?(?:곳|이|것|건|게|쪽|데|사람|주인공|기업|회사|업체|손|손길|주역|일등공신|해결사|은인|후원자)"
    r"(?:은|는|이|도)?,?\s(?:바로\s|다름\s아닌\s|다름\s아니라\s)?"
)
_IS: Final = re.compile(
    r"(?:[의\s][^.,]{0,24}?)?(?:이?다|이?였다|이었다|입니다|이었습니다|였습니다|이에요|예요|이죠|죠)[.!]?[”\"]?\s*$"
)


def _cleft(scene: Scene, trigger: Trigger) -> Party | None:
    """Return who helped where it is told behind the deed: "기계를 빌려준 곳은 가람이다"."""
    one = _ONE.match(scene.stretch.text, trigger.end - 1)
    if one is None:
        return None
    for party in scene.parties:
        begin, end = scene.at(party)
        if begin >= one.end() and may_give(party):
            gap = scene.stretch.text[one.end() : begin]
            is_told = _IS.match(scene.stretch.text, end)
            return party if is_told and not re.search(r"[,.]", gap) else None
    return None


def acts_by_people(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """Tell whether people of a party are those who act: "가람에서는 … 연구사가 격주로 온다"."""
    if belonging(scene, party):
        return True
    clause = scene.stretch.text[scene.at(party)[1] : trigger.start]
    return bool(_people_act().search(clause))


@cache
def _people_act() -> re.Pattern[str]:
    listed = "|".join((*words("ko", "parties")["people"], *words("ko", "kinds")["Mentoring"]))
    return re.compile(
        rf"(?:{listed})(?:들)?(?:\s(?:\d+|한|두|세|네|다섯|여섯|여러)\s?(?:여\s?)?(?:명|분|사람)(?:이서)?)?(?:이|가|은|는)\s"
    )


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
