"""What a reader of supports calls back from the sentences before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import roles, scene
from kg.extract.discourse.memory import FIRMS, Memory, can_give, can_take
from kg.extract.discourse.parties import is_pointer
from kg.extract.discourse.trades import product_of, tells_trade
from kg.extract.grammar.clauses import Stretch
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import StatusCode

PARTICIPANTS: Final = {"ko": "참여기업", "en": "participating firms"}
_CHOOSE: Final = re.compile(
    r"((?:\S+\s)?\d[\d,]*\s?여?\s?(?:개사|개\s?기업|개\s?업체|곳|개\s?사))(?:을|를)?\s?"
    r"[^,.]{0,40}?(?:뽑|선정|선발|모집|고른|골라|지정)"
)
_OPENS: Final = re.compile(
    r"(?:시작|추진|시행|실시|모집|운영)한다|예정|계획|신청을 받|공고|앞으로|will|plans"
)
_BESIDE: Final = 4  # letters between a speaker and the firm
_NEAR: Final = 2  # paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who helps whom, as found for one trigger.

    Attributes:
        giver: Where the supporter is named; None when called back.
        taker: Where the recipient is named; None when called back.
        told: The words of the clause that tell the kind, in English.
        is_implied: Whether the recipient was called back.
    """

    supporter: tuple[str, ...]
    recipient: tuple[str, ...] = ()
    giver: Party | None = None
    taker: Party | None = None
    group: str | None = None
    product: str | None = None
    told: str = ""
    is_implied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Recipients called back, as a party would give them."""

    names: tuple[str, ...]
    group: str | None = None
    product: str | None = None


def before(reading: Reading, sentence: Sentence, memory: Memory) -> None:
    """Take note of the programme a sentence names and the firms it chooses."""
    for programme in reading.facts.programmes:
        if any(name in sentence.text for name in (programme.name, *programme.aliases)):
            memory.programme = programme.name
            memory.operators = programme.operator
            memory.agents = programme.participants
            memory.programme_paragraph = sentence.paragraph
            memory.is_promise = bool(_OPENS.search(sentence.text))
    chosen = _CHOOSE.search(sentence.text)
    if chosen:
        memory.chosen = _count_phrase(chosen[1])
        memory.choosers = _choosers(reading, sentence, chosen.start())


def _choosers(reading: Reading, sentence: Sentence, end: int) -> tuple[str, ...]:
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    view = scene.build(reading, stretch)
    found = [p for p in view.between(0, end) if roles.is_subject(view, p) and roles.may_give(p)]
    return found[-1].names if found else ()


def _count_phrase(text: str) -> str:
    found = re.search(r"(?:[가-힣]*(?:기업|업체|협력사|회원사|공장|농가)\s)?\d[\d,]*.*$", text)
    return found[0] if found else text


def after(view: Scene, memory: Memory) -> None:
    """Take note of what the sentence was about, and of the product it wanted or made."""
    for party in view.parties:
        if is_pointer(party, "ko"):
            continue
        if roles.is_subject(view, party) and party.kind != "group":
            _meet(view, party, memory)
        elif _is_case(view, party):
            memory.firm = party
        elif party.type in memory.helped:
            speaks = any(
                other.type == "Person" and abs(other.span.end - party.span.start) < _BESIDE
                for other in view.parties
            )
            if speaks or memory.firm is None:
                memory.firm = party
        if can_take(party) and re.search(r"\d|[가-힣]\s곳$", party.group or ""):
            memory.crowd, memory.crowd_paragraph = party, view.stretch.sentence.paragraph
        product = party.product or product_of(party.group or "")
        if product and can_take(party):
            memory.product = product
            memory.product_paragraph = view.stretch.sentence.paragraph


def _meet(view: Scene, party: Party, memory: Memory) -> None:
    memory.meet(party)
    if memory.topic is party:
        memory.topic_paragraph = view.stretch.sentence.paragraph
    crowd = memory.crowd.group or "" if memory.crowd else ""
    if party.type in memory.helped and re.search(r"\s(?:한|1)\s?(?:곳|군데|개사)$", crowd):
        memory.crowd = None  # "공장 한 곳을 다녀왔다. 가람은 …": the one just told of


def _is_case(view: Scene, party: Party) -> bool:
    """Tell whether a firm without a name is what is told of: "이웃 강정 공장은 사정이 달랐다"."""
    phrase = party.group or ""
    return (
        party.kind == "group"
        and party.particle in {"은", "는"}
        and not view.triggers
        and tells_trade(phrase)
        and not re.search(r"\d|들$|\s[가-힣]{1,3}\s곳$|^(?:국내|대부분|많은|모든|일부)", phrase)
    )


def helped(memory: Memory, sides: Sides, view: Scene) -> None:
    """Take note of a support just read."""
    memory.supporters = sides.supporter
    memory.recipients = sides.recipient
    memory.group = sides.group
    if sides.product:
        memory.product = sides.product
        memory.product_paragraph = view.stretch.sentence.paragraph
    memory.paragraph = view.stretch.sentence.paragraph


def supporters(view: Scene, place: int, memory: Memory) -> tuple[str, ...]:
    """Return who helps where the sentence names nobody."""
    here = view.stretch.sentence.paragraph
    near = here - max(memory.paragraph, memory.topic_paragraph) < _NEAR
    subject = [
        party
        for party in view.between(0, place)
        if roles.is_subject(view, party) and not is_pointer(party, "ko")
    ]
    if subject and not any(roles.may_give(party) for party in subject):
        # The subject is a firm that is helped, or a person: nobody is left out.
        return ()
    if memory.supporters and memory.paragraph == view.stretch.sentence.paragraph:
        return memory.supporters
    if memory.topic is not None and can_give(memory.topic) and near:
        return memory.topic.names
    return ()


def speaks_of_programme(view: Scene, memory: Memory) -> bool:
    """Tell whether an utterance names the programme in force, whose operators then help."""
    if not memory.programme or memory.programme not in view.stretch.sentence.text:
        return False
    owners = {name for party in view.parties if party.particle == "의" for name in party.names}
    named = {name for party in view.parties if party.is_named for name in party.names}
    return bool(memory.operators) and not (owners & named) - set(memory.operators)


def payers(giver: Party, memory: Memory) -> tuple[str, ...]:
    """Return who pays: an agent of a programme pays with the money of those who run it."""
    if memory.programme and set(giver.names) < set(memory.operators):
        agent = memory.operators[-1] in giver.names and giver.type not in {
            "LargeEnterprise",
            "MidSizedEnterprise",
            "Ministry",
        }
        return memory.operators if agent else giver.names
    return giver.names


def recipients(view: Scene, supporter: tuple[str, ...], memory: Memory) -> Known | None:
    """Return who is helped where the clause names nobody."""
    sentence = view.stretch.sentence
    if any(party.group == PARTICIPANTS["ko"] for party in view.parties):
        return Known(names=(PARTICIPANTS["ko"],), group=PARTICIPANTS["ko"])
    close = sentence.paragraph - memory.paragraph < _NEAR
    same = bool(set(supporter) & set(memory.supporters)) or (
        sentence.paragraph == memory.paragraph
        and (memory.programme is None or tells_trade(memory.group or ""))
    )
    if memory.recipients and close and (memory.group is None or same):
        product = memory.product if memory.product_paragraph == memory.paragraph else None
        return Known(names=memory.recipients, group=memory.group, product=product)
    return _expected(sentence, supporter, memory)


def _expected(sentence: Sentence, supporter: tuple[str, ...], memory: Memory) -> Known | None:
    """Return who would be helped, nobody having been told of: a programme's firms, the firm."""
    if memory.programme and memory.chosen and set(supporter) & set(memory.choosers):
        return Known(names=(memory.chosen,), group=memory.chosen)
    since = sentence.paragraph - memory.crowd_paragraph
    is_recent = since == 0 or (since == 1 and not memory.firm and not memory.programme)
    if memory.crowd is not None and is_recent:
        return Known(names=memory.crowd.names, group=memory.crowd.group)
    if memory.programme and (memory.group or memory.chosen or memory.firm is None):
        if memory.chosen and not memory.has_participants:
            return Known(names=(memory.chosen,), group=memory.chosen)
        if sentence.paragraph - memory.programme_paragraph < _NEAR:
            return Known(names=(PARTICIPANTS["ko"],), group=PARTICIPANTS["ko"])
        return None
    if memory.firm is not None:
        return Known(names=memory.firm.names, group=memory.firm.group)
    return Known(names=memory.only) if memory.only and memory.programme is None else None


def pointed(view: Scene, taker: Party | None, memory: Memory) -> Known | None:
    """Return the several helped before that "이들 업체" and "각 기업" point back to."""
    if taker is None or not _SEVERAL.match(taker.group or ""):
        return None
    near = view.stretch.sentence.paragraph - memory.paragraph < _NEAR
    is_several = memory.group is not None or len(memory.recipients) > 1
    if not near or not is_several:
        return None
    return Known(names=memory.recipients, group=memory.group)


_SEVERAL: Final = re.compile(
    r"(?:이들?|각|해당|그|두|세|네|나머지)\s?(?:[가-힣]+\s)?(?:업체|기업|회사|공장|협력사|곳|개사|사)(?:들)?$|이들$"
)


def chosen(taker: Party | None, memory: Memory) -> Known | None:
    """Return the firms a programme chooses, for "선정된 기업" and the like."""
    if taker is None or not re.match(r"선정|선발|뽑힌", taker.group or ""):
        return None
    name = memory.chosen or taker.group or ""
    return Known(names=(name,), group=name)


def programme(
    sentence: Sentence,
    memory: Memory,
    status: StatusCode,
    supporter: tuple[str, ...] = (),
    lang: str = "ko",
) -> str | None:
    """Return the programme a support belongs to.

    That is one named in its paragraph, one announced before, or one its supporters run.
    """
    if memory.programme is None:
        return None
    runs = set(supporter) & {*memory.operators, *memory.agents}
    is_near = lang == "en" and sentence.paragraph - memory.programme_paragraph < _NEAR
    if sentence.paragraph == memory.programme_paragraph or status == "planned" or runs or is_near:
        return memory.programme
    return None


def of_operators(supporter: tuple[str, ...], memory: Memory, reading: Reading) -> str | None:
    """Return the programme in force, or else the only one that these run anywhere in the text."""
    if memory.programme is not None:
        return memory.programme
    run = [
        item.name
        for item in reading.facts.programmes
        if set(supporter) & {*item.operator, *item.participants}
    ]
    return run[0] if len(run) == 1 else None


def motives(reading: Reading, view: Scene, at: int) -> tuple[str, ...]:
    """Return the circumstances told of in the same sentence before the deed at `at`."""
    place = view.stretch.start + at
    names = []
    caused = {item.caused_by for item in reading.facts.circumstances}
    for circumstance in reading.facts.circumstances:
        span = circumstance.basis.evidence[0].place
        if isinstance(span, Span) and view.stretch.start <= span.start < place:
            names.append(circumstance.name)
    kept = [name for name in names if name not in caused]
    return tuple(dict.fromkeys(kept or names))


def only_firm(reading: Reading) -> tuple[str, ...]:
    """Return the name of the only firm of a document that could be helped, or nothing."""
    firms = [actor.name for actor in reading.facts.actors if actor.type in FIRMS]
    return (firms[0],) if len(firms) == 1 else ()
