"""What a reader of supports calls back from the sentences before. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract import roles, scene
from kg.extract.clauses import Stretch
from kg.extract.discourse import FIRMS, Memory, can_give, can_take
from kg.extract.parties import is_pointer
from kg.extract.unnamed import product_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.frames import Trigger
    from kg.extract.parties import Party
    from kg.extract.reading import Reading, Sentence
    from kg.extract.scene import Scene
    from kg.model.facts import StatusCode, Support

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
    found = re.search(r"\d[\d,]*.*$", text)
    return found[0] if found else text


def after(view: Scene, memory: Memory) -> None:
    """Take note of what the sentence was about, and of the product it wanted or made."""
    for party in view.parties:
        if is_pointer(party, "ko"):
            continue
        if roles.is_subject(view, party) and party.kind != "group":
            memory.meet(party)
        elif party.type in FIRMS:
            speaks = any(
                other.type == "Person" and abs(other.span.end - party.span.start) < _BESIDE
                for other in view.parties
            )
            if speaks or memory.firm is None:
                memory.firm = party
        product = party.product or product_of(party.group or "")
        if product and can_take(party):
            memory.product = product
            memory.product_paragraph = view.stretch.sentence.paragraph


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
    near = view.stretch.sentence.paragraph - memory.paragraph < _NEAR
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


def payers(supporter: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Return who pays: an agent of a programme pays with the money of those who run it."""
    if memory.programme and set(supporter) < set(memory.operators):
        agent = len(memory.operators) > 1 and memory.operators[-1] in supporter
        return memory.operators if agent else supporter
    return supporter


def recipients(view: Scene, supporter: tuple[str, ...], memory: Memory) -> Known | None:
    """Return who is helped where the clause names nobody."""
    sentence = view.stretch.sentence
    if any(party.group == PARTICIPANTS["ko"] for party in view.parties):
        return Known(names=(PARTICIPANTS["ko"],), group=PARTICIPANTS["ko"])
    close = sentence.paragraph - memory.paragraph < _NEAR
    if memory.recipients and close and (memory.group is None or supporter == memory.supporters):
        product = memory.product if memory.product_paragraph == memory.paragraph else None
        return Known(names=memory.recipients, group=memory.group, product=product)
    if memory.programme and memory.chosen and set(supporter) & set(memory.choosers):
        return Known(names=(memory.chosen,), group=memory.chosen)
    if memory.programme and (memory.group or memory.chosen or memory.firm is None):
        if sentence.paragraph - memory.programme_paragraph < _NEAR:
            return Known(names=(PARTICIPANTS["ko"],), group=PARTICIPANTS["ko"])
        return None
    if memory.firm is not None:
        return Known(names=memory.firm.names)
    return None


def chosen(taker: Party | None, memory: Memory) -> Known | None:
    """Return the firms a programme chooses, for "선정된 기업" and the like."""
    if taker is None or not re.match(r"선정|선발|뽑힌", taker.group or ""):
        return None
    name = memory.chosen or taker.group or ""
    return Known(names=(name,), group=name)


def with_product(
    reading: Reading, view: Scene, party: Party, memory: Memory
) -> tuple[str | None, str | None]:
    """Return a group's noun phrase and product, the product called back for bare makers.

    After "검사키트 주문이 몰리자", "국내 제조업체" are makers of test kits.
    """
    if party.kind != "group" or party.type is not None:
        return party.group, party.product
    phrase = party.group or ""
    if party.product or not re.search(r"(?:제조|생산)\s?(?:업체|기업|사)(?:들)?$", phrase):
        return phrase, party.product
    product = _product_before(reading, view, party) or (
        memory.product if memory.product_paragraph == view.stretch.sentence.paragraph else None
    )
    if product is None:
        return phrase, None
    head = re.search(r"(?:제조|생산)\s?(?:업체|기업|사)(?:들)?$", phrase)
    return f"{product} {head[0] if head else phrase}", product


def _product_before(reading: Reading, view: Scene, party: Party) -> str | None:
    """Return the product of a circumstance that the same sentence told of before the party."""
    for circumstance in reversed(reading.facts.circumstances):
        place = circumstance.basis.evidence[0].place
        if (
            circumstance.product
            and isinstance(place, Span)
            and view.stretch.start <= place.start < party.span.start
        ):
            return circumstance.product
    return None


def programme(sentence: Sentence, memory: Memory, status: StatusCode) -> str | None:
    """Return the programme a support belongs to: named in its paragraph, or announced before."""
    if memory.programme is None:
        return None
    if sentence.paragraph == memory.programme_paragraph or status == "planned":
        return memory.programme
    return None


def motives(reading: Reading, view: Scene, trigger: Trigger) -> tuple[str, ...]:
    """Return the circumstances told of in the same sentence before the deed."""
    place = view.stretch.start + trigger.start
    names = []
    caused = {item.caused_by for item in reading.facts.circumstances}
    for circumstance in reading.facts.circumstances:
        span = circumstance.basis.evidence[0].place
        if isinstance(span, Span) and view.stretch.start <= span.start < place:
            names.append(circumstance.name)
    kept = [name for name in names if name not in caused]
    return tuple(dict.fromkeys(kept or names))


def bind(
    found: list[Support],
    supporter: tuple[str, ...],
    taker: Party | None,
    voice: str,
    view: Scene,
) -> list[Support] | None:
    """Give supports to a group the names a later sentence lists, or None if it tells more.

    "… 업체에 설비를 지원했다. 이들의 지원을 받은 A, B 등 2개 업체": A and B are the group.
    """
    if voice != "receive" or taker is None or not taker.is_named:
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


def _agree(support: Support, taker: Party) -> bool:
    """Tell whether a group and a list can be the same firms: same product, or none said."""
    count = re.search(r"\d[\d,]*", support.recipient_group or "")
    if len(taker.names) < 2 or (count and int(count[0].replace(",", "")) != len(taker.names)):
        return False
    product = taker.product or product_of(taker.group or "")
    return product is None or support.product is None or product in support.product
