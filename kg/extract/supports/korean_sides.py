"""Who helps whom in a Korean sentence, called back where the sentence leaves it out. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import recall, roles
from kg.extract.discourse.memory import GIVERS
from kg.extract.discourse.parties import Party, is_pointer
from kg.extract.discourse.recall import Sides
from kg.extract.grammar.clauses import words
from kg.extract.grammar.frames import kind_of
from kg.extract.supports import adnominals, korean_voices, makers, objects, takers

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger
    from kg.extract.reading import Reading
    from kg.model.facts import Support

_NEAR: Final = 2  # paragraphs
# "외부의 도움으로", "정부 지원을 받아": of others than those told of before
_OTHERS: Final = re.compile(
    r"(?:(?:외부|남|타인|이웃|주위|주변|누군가|여러\s곳|다른\s(?:곳|기업|회사)|정부|나라|국가|지자체|대기업|원청)"
    r"(?:의|나|로부터|에서)?\s(?:[가-힣]+\s)?)$"
)
_CHOSEN: Final = re.compile(
    r"(?:선정|참여|지원|수혜|대상|선발|협약)(?:된|한|받은)?\s?(?:대상\s?)?(?:기업|업체|공장|농가|사)"
)


def sides(
    reading: Reading, view: Scene, trigger: Trigger, memory: Memory, here: list[Support]
) -> Sides | None:
    """Return who helps whom at a trigger, or None when an end cannot be told."""
    if trigger.frame.follows and not _is_told_of(view, memory, here):
        return None
    if trigger.frame.voice in {"give", "passive"}:
        return _giving(reading, view, trigger, memory)
    return _receiving(reading, view, trigger, memory)


def _is_told_of(view: Scene, memory: Memory, here: list[Support]) -> bool:
    near = memory.paragraph == view.stretch.sentence.paragraph and bool(memory.supporters)
    later = any(not trigger.frame.follows for trigger in view.triggers)
    return bool(here) or near or later


def _giving(reading: Reading, view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    is_passive = trigger.frame.voice == "passive"
    giver = roles.source(view, trigger) if is_passive else roles.giver(view, trigger)
    if not _has_doer(view, trigger, giver):
        return None
    supporter = giver.names if giver else _called_back(reading, view, trigger, memory)
    if not supporter:
        return None
    taker = korean_voices.us(reading, view, trigger) or takers.taker(view, trigger, giver)
    back = recall.pointed(view, taker, memory)
    if back is None and (taker is None or (_only_points(taker) and not roles.is_each(view, taker))):
        aimed = trigger.frame.loose and "recipient" in trigger.frame.needs
        topical = None if aimed else takers.topic_taker(view, trigger.start, giver)
        if topical is not None and not set(topical.names) & set(supporter):
            taker = topical
    if trigger.frame.kind == "Funding" and giver is not None:
        supporter = recall.payers(giver, memory)
    return _with_taker(
        reading,
        view,
        trigger,
        Sides(supporter=supporter, recipient=(), giver=giver, taker=taker),
        memory,
    )


def _has_doer(view: Scene, trigger: Trigger, giver: Party | None) -> bool:
    """Tell whether those stand in the sentence whom the frame wants there."""
    needs = trigger.frame.needs.split()
    if "giver" in needs and giver is None and not view.stretch.is_quote:
        return False
    if (
        trigger.frame.default == "Other"
        and giver is None
        and _ANYBODY.match(view.stretch.text, trigger.end)
    ):
        return False
    if needs != ["people"]:
        return True
    return giver is not None and roles.acts_by_people(view, trigger, giver)


_BODY: Final = re.compile(
    r"(?<![가-힣])(시|군|구|도|조합|재단|센터|진흥원|연구원|협회|공단|회사|그룹|본사|모기업|원청)(?:은|는|이|가|측은|측이|에서는|에서도|에서)\s"
)


def _known_as(reading: Reading, word: str, memory: Memory) -> tuple[str, ...]:
    """Return the only body of the document that a bare word can mean: "구는", "재단이"."""
    if word in {"회사", "그룹", "본사", "모기업", "원청"}:
        return memory.supporters or (memory.topic.names if memory.topic else ())
    ends = (word, f"{word}청")
    found = [a.name for a in reading.facts.actors if a.name.endswith(ends) and a.type in GIVERS]
    return (found[0],) if len(found) == 1 else ()


# "도금조를 갈아 주는 주기": whoever does it
_ANYBODY: Final = re.compile(r"는\s(?!것|일|데|등|사업|프로그램|제도|활동|서비스|행사|방식|식)")


def _called_back(
    reading: Reading, view: Scene, trigger: Trigger, memory: Memory
) -> tuple[str, ...]:
    """Return who helps where the sentence names nobody."""
    own = korean_voices.speaking(reading, view, trigger)
    if own or view.stretch.is_quote:
        return own
    body = _BODY.search(view.stretch.text, view.clause(trigger.start), trigger.start)
    if body is not None:
        return _known_as(reading, body[1], memory)
    if recall.speaks_of_programme(view, memory):
        return memory.operators
    if trigger.frame.ministry or trigger.frame.voice == "passive":
        return _unsaid(view, trigger, memory)
    return recall.supporters(view, trigger.start, memory)


def _unsaid(view: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """Return who is behind what is told without them: "선정 기업에는 6천만 원이 주어진다"."""
    near = view.stretch.sentence.paragraph - memory.paragraph < _NEAR
    clause = view.stretch.text[view.clause(trigger.start) : trigger.start]
    if memory.payers and near and kind_of(clause, "ko") == "Funding":
        return memory.payers
    if memory.operators:
        return memory.operators[:1]
    return recall.supporters(view, trigger.start, memory) or (
        memory.topic.names if memory.topic else ()
    )


def _only_points(party: Party) -> bool:
    """Tell whether a party stands for one told of before: "해당 업체", "공장"."""
    return is_pointer(party, "ko") or party.group in words("ko", "parties")["bare"]


def _receiving(reading: Reading, view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    giver = roles.source(view, trigger)
    supporter = giver.names if giver is not None else _senders(view, trigger, memory)
    if not supporter:
        return None
    taker = adnominals.head_after(view, trigger)
    if taker is not None and giver is None and _only_points(taker):
        return None
    if taker is None or taker is giver:
        taker = takers.topic_taker(view, trigger.start, giver) or _later_taker(view, trigger, giver)
    if taker is None and (giver is None or giver.is_named):
        taker = korean_voices.speaking_firm(reading, view)
    if taker is None and memory.firm is not None and (giver is None or giver.is_named):
        taker = memory.firm
    if taker is None and giver is None:
        taker = _chosen_taker(view, trigger)
    if taker is None or set(taker.names) & set(supporter):
        return None
    if giver is not None and not giver.is_named and _only_points(taker):
        return None
    return Sides(
        supporter=supporter,
        recipient=taker.names,
        giver=giver,
        taker=taker,
        group=taker.group,
        product=taker.product,
    )


def _senders(view: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """Return who gave what is received where the clause names nobody."""
    if recall.speaks_of_programme(view, memory):
        return memory.operators
    if _OTHERS.search(view.stretch.text[view.clause(trigger.start) : trigger.start]):
        return ()
    if "source" in trigger.frame.needs and not roles.sent_people(view, trigger):
        return ()
    if memory.supporters and view.stretch.sentence.paragraph - memory.paragraph < _NEAR:
        return memory.supporters
    since = view.stretch.sentence.paragraph - memory.programme_paragraph
    if _chosen_taker(view, trigger) or (memory.programme and since < _NEAR):
        return memory.operators
    return ()


def _chosen_taker(view: Scene, trigger: Trigger) -> Party | None:
    """Return the firms a programme chose, where they receive: "선정 기업은 … 받는다"."""
    ahead = view.between(0, trigger.start)
    chosen = (
        one for one in ahead if _CHOSEN.match(one.group or "") and roles.is_subject(view, one)
    )
    return next(chosen, None)


def _later_taker(view: Scene, trigger: Trigger, giver: Party | None) -> Party | None:
    """Return the subject behind "X의 도움으로", if it is a firm that is helped."""
    for party in view.parties:
        if view.at(party)[0] >= trigger.end and party is not giver:
            if roles.is_subject(view, party) and takers.is_taker(view, party):
                return party
            if party.particle == "의" and takers.is_taker(view, party):
                return party
    return None


def _may_lack_taker(view: Scene, trigger: Trigger, sides: Sides) -> bool:
    """Tell whether a deed counts without those it is done for, told of before."""
    needs = trigger.frame.needs
    if "recipient" not in needs and "aimed" not in needs:
        return True
    if sides.giver is not None and objects.is_topical(view, trigger):
        return True
    if "people" in needs and sides.giver is not None:
        return roles.acts_by_people(view, trigger, sides.giver)
    return False


def _with_taker(
    reading: Reading, view: Scene, trigger: Trigger, sides: Sides, memory: Memory
) -> Sides | None:
    taker = sides.taker
    speaks = taker is None and korean_voices.speaking_firm(reading, view) is not None
    if taker is None and not speaks and not _may_lack_taker(view, trigger, sides):
        return None
    each = taker is not None and roles.is_each(view, taker)
    if each and taker is not None and _only_points(taker):
        known = recall.recipients(view, sides.supporter, memory)
        close = view.stretch.sentence.paragraph - memory.paragraph < _NEAR
        if (known is None or known.group is None) and memory.group and close:
            known = recall.Known(names=memory.recipients, group=memory.group)
        if known is not None and known.group is not None:
            return replace(sides, recipient=known.names, group=known.group, is_implied=True)
    if taker is not None and (not _only_points(taker) or each):
        group, product = makers.with_product(reading, view, taker, memory)
        names = (group,) if group and not taker.is_named else taker.names
        others = tuple(name for name in sides.supporter if name not in names)
        sides = replace(sides, supporter=others) if others else sides  # "두 회사는 가람 공장에"
        return replace(sides, recipient=names, group=group, product=product)
    if sides.giver is not None and not sides.giver.is_named and taker is None:
        return None
    speaker = korean_voices.speaking_firm(reading, view) if taker is None else None
    known = (
        (recall.Known(names=speaker.names) if speaker else None)
        or recall.chosen(taker, memory)
        or recall.pointed(view, taker, memory)
        or recall.recipients(view, sides.supporter, memory)
    )
    if known is None:
        other = taker if taker and not is_pointer(taker, "ko") else None
        other = other or takers.later_taker(view, trigger)
        known = recall.Known(names=other.names, group=other.group) if other else None
    if known is None or set(known.names) & set(sides.supporter):
        return None
    return replace(
        sides, recipient=known.names, group=known.group, product=known.product, is_implied=True
    )
