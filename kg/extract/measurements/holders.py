"""Whose figure it is: the party that fits best in the sentence, else the one told of. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import chains
from kg.extract.discourse import memory as discourse
from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import korean_holders
from kg.extract.measurements.holder import NOBODY, STRONG, WEIGHT, Holder, Side
from kg.files import resource_toml
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.reading import Mention, Reading, Sentence
    from kg.model.source import Language

NEXT: Final = 200  # code points a name may come after its figure ("..." said Kim of Garam)
APART: Final = 5  # code points between a noun phrase and the name it describes
LOOK_BACK: Final = 14  # sentences
POINTER: Final = re.compile(r"(?:이|그|해당|the|this|that|its)\s", re.IGNORECASE)
PUBLIC: Final = re.compile(r"(?:정부|나라|국가|지자체|당국|부처|대학|기관|은행)$")
BULLET: Final = re.compile(r"\s*(?:[△▲▷▶■□◆◇●○•‣▪◦※①-⑳*-]|\d{1,2}[.)])")


@cache
def _pattern(lang: Language, key: str, tail: str = "") -> re.Pattern[str]:
    listed = resource_toml(f"words/{lang}/holders.toml")[key]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(listed, key=len, reverse=True))
    return re.compile(f"(?:{choices}){tail}", re.IGNORECASE)


def find(reading: Reading, index: int, anchor: Span, side: Side) -> Holder:
    """Return the holder of the figure at `anchor` in sentence `index`.

    First the best mention of the sentence, then the nearest party told of before,
    then the only one there is.
    """
    sentence = reading.sentences[index]
    sender = _sender(reading, sentence, anchor) if side == "payer" else None
    if sender is not None:
        return sender
    generic = _generic(reading, sentence, anchor) if side == "firm" else None
    best = _best(reading, sentence, anchor, side)
    if best is not None:
        if (
            generic is not None
            and generic.start > best.span.start
            and not _in_chain(reading, best, generic)
        ):
            return Holder(group=generic.of(reading.document.text), span=generic)
        is_strange = side == "firm" and best.type is not None and best.type not in STRONG[side]
        many = _many(reading, index, anchor) if is_strange else None
        return many or _holder(reading, best, side)
    if generic is not None:
        return Holder(group=generic.of(reading.document.text), span=generic)
    if side == "firm" and _is_survey(reading, index):
        return NOBODY
    return _told_before(reading, index, side) or _only(reading, anchor, side)


def _sender(reading: Reading, sentence: Sentence, anchor: Span) -> Holder | None:
    """Return who gave a sum by the turns of Korean that say so; NOBODY where they have no name."""
    if reading.lang != "ko":
        return None
    sender = korean_holders.payer(reading, sentence, anchor)
    sender = sender or korean_holders.spoken_for(reading, sentence, anchor)
    if sender is not None:
        return _holder(reading, sender, "payer")
    return NOBODY if korean_holders.is_from_nobody_named(reading, sentence, anchor) else None


def _many(reading: Reading, index: int, anchor: Span) -> Holder | None:
    """Return the firms asked or helped where the sentence names only who asked or helped."""
    if reading.lang != "ko":
        return None
    if _is_survey(reading, index):
        return NOBODY
    group = korean_holders.group_of_mean(reading, reading.sentences[index], anchor)
    return Holder(group=group.of(reading.document.text), span=group) if group else None


def _generic(reading: Reading, sentence: Sentence, anchor: Span) -> Span | None:
    """Return the nearest noun phrase without a name that is the subject ahead of a figure."""
    begin = max(sentence.span.start, anchor.start - NEXT)
    text = reading.document.text[begin : anchor.start]
    found = list(_pattern(reading.lang, "generic").finditer(text))
    if reading.lang == "en":
        found = [
            one
            for one in found
            if pattern("en", "holders", "opens").search(text[: one.start()][-12:])
        ]
    if not found:
        return None
    words = found[-1][0]
    bare = re.sub(r"(?:은|는|이|가|의|에서는?|에선)$", "", words) if reading.lang == "ko" else words
    start = begin + found[-1].start()
    return Span(start, start + len(bare))


def _in_chain(reading: Reading, best: Mention, generic: Span) -> bool:
    """Tell whether a noun phrase only sums up the names before it ("가, 나 등 4개 업체")."""
    between = reading.document.text[best.span.end : generic.start]
    return best.span.meets(generic) or (
        bool(re.fullmatch(r"[^.]{0,6}(?:\s?등)?\s?[\w\s]{0,12}", between))
        and ("등" in between or not between.strip())
    )


def _best(reading: Reading, sentence: Sentence, anchor: Span, side: Side) -> Mention | None:
    scored = []
    names = [one.span.start for one in _mentions(reading, sentence) if one.kind == "name"]
    for place, mention in enumerate(_mentions(reading, sentence)):
        if mention.kind == "group" and any(0 <= at - mention.span.end <= APART for at in names):
            continue  # "어묵 제조업체 (유)물결푸드": the name itself stands behind
        if side == "firm" and korean_holders.is_counted(reading, mention, anchor):
            continue  # "거래처가 9곳에서 22곳으로": what is counted owns no count
        score = _score(reading, mention, anchor, side) + (
            1.5 if place == 0 and reading.lang == "en" else 0
        )
        if (
            place == 0
            and side == "firm"
            and (sentence.block == "list_item" or BULLET.match(sentence.text))
        ):
            score += 5 if _weight(mention, side) > 0 else 0
        scored.append((score, mention.span.start, mention))
    if not scored:
        return None
    score, _, mention = max(scored, key=lambda one: one[:2])
    return mention if score >= 3.4 else None


def _mentions(reading: Reading, sentence: Sentence) -> Sequence[Mention]:
    low = bisect_left(reading.mentions, sentence.span.start, key=lambda one: one.span.start)
    high = bisect_left(reading.mentions, sentence.span.end, key=lambda one: one.span.start)
    return reading.mentions[low:high]


def _weight(mention: Mention, side: Side) -> float:
    if mention.type is None and POINTER.match(mention.names[0] if mention.names else ""):
        return -10  # "이 공장": nothing but what was told before
    if mention.type is None and side == "firm" and PUBLIC.search(mention.names[0]):
        return -10
    if mention.type is None:
        return 1.8 if side == "firm" and mention.kind in ("group", "anaphor") else -10
    return WEIGHT[side].get(mention.type, -10)


def _score(reading: Reading, mention: Mention, anchor: Span, side: Side) -> float:
    weight = _weight(mention, side)
    if weight < 0:
        return -10
    text = reading.document.text
    is_before = mention.span.end <= anchor.start
    distance = anchor.start - mention.span.end if is_before else mention.span.start - anchor.end
    if reading.lang == "en":
        return weight + _place_en(text, mention, is_before=is_before) - max(0, distance) / 60
    if not is_before and side == "payer":
        return -10
    score = (
        weight
        + korean_holders.weight(korean_holders.particle_of(reading, mention))
        - max(0, distance) / 50
    )
    tail = text[
        mention.span.end + len(mention.particle) : mention.span.end + len(mention.particle) + 12
    ]
    if side == "firm" and _pattern("ko", "supporter_tail").match(tail.lstrip()):
        score -= 4
    if is_before:
        return score + 1
    is_described = pattern("ko", "holders", "described").fullmatch(
        text, anchor.end, mention.span.start
    ) or korean_holders.is_winner(reading, mention, anchor, _ahead(reading, anchor, side))
    return score + (1 if is_described else -1.5)


def _ahead(reading: Reading, anchor: Span, side: Side) -> list[Mention]:
    """Return the parties that stand in the figure's sentence ahead of it and could own it."""
    place = bisect_left(reading.mentions, anchor.start, key=lambda one: one.span.start)
    start = reading.document.text.rfind(".", 0, anchor.start)
    near = reading.mentions[max(0, place - 4) : place]
    return [one for one in near if one.span.start > start and _weight(one, side) > 0]


def _place_en(text: str, mention: Mention, *, is_before: bool) -> float:
    head = text[max(0, mention.span.start - 14) : mention.span.start]
    tail = text[mention.span.end : mention.span.end + 12]
    score = 1.5 if is_before else -1.0
    if _pattern("en", "supporter_head", r"\s(?:the\s)?$").search(head):
        score -= 1.8
    if re.match(r"[’']s?\s", tail):
        score += 1.0
    return score + (0.5 if re.match(r",?\s", tail) else 0)


def _holder(reading: Reading, mention: Mention, side: Side) -> Holder:
    """Return the mention's parties, with those listed beside it."""
    known = {actor.name for actor in reading.facts.actors}
    chain = chains.of(reading, mention)
    names: list[str] = []
    group = None
    for one in chain:
        if one.kind == "group":
            group = one.span.of(reading.document.text)
        strong = one.type in (discourse.GIVERS if side == "payer" else STRONG[side])
        if one.kind == "group" and not set(one.names) <= known:
            continue
        if strong or not any(other.type in STRONG[side] for other in chain):
            names += [name for name in one.names if name not in names]
    span = Span(chain[0].span.start, chain[-1].span.end)
    return Holder(names=tuple(names), group=group, span=span)


def _told_before(reading: Reading, index: int, side: Side) -> Holder | None:
    """Return the nearest party that an earlier sentence tells of."""
    paragraph = reading.sentences[index].paragraph
    weaker: Holder | None = None
    for back in range(index - 1, max(-1, index - LOOK_BACK), -1):
        sentence = reading.sentences[back]
        fitting = [one for one in _mentions(reading, sentence) if _weight(one, side) > 0]
        givers = {
            n
            for one in fitting
            if korean_holders.is_giving(reading, one, sentence)
            for n in one.names
        }
        strong = [
            one
            for one in fitting
            if one.type in STRONG[side]
            and (side == "payer" or not givers & set(one.names))
            and _is_told(reading, one, sentence)
        ]
        if strong:
            best = max(
                strong, key=lambda one: (_score_near(reading, one, sentence), -one.span.start)
            )
            return _holder(reading, best, side)
        if side == "firm" and sentence.paragraph == paragraph and _is_survey(reading, back):
            return NOBODY
        if side == "firm" and reading.lang == "ko":
            group = korean_holders.headed_by(sentence)
            if group is not None:
                return Holder(group=group.of(reading.document.text), span=group)
        if weaker is None and (side == "firm" or reading.lang == "ko"):
            topic = [
                one
                for one in fitting
                if one.type is not None
                and korean_holders.particle_of(reading, one).endswith(korean_holders.TOPIC)
                and (side == "firm" or one.type not in STRONG["firm"])
            ]
            first = fitting[:1] if reading.lang == "en" else []
            for one in topic or first:
                weaker = _holder(reading, one, side)
    return weaker


def _is_told(reading: Reading, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a sentence is about a party rather than naming it by the way."""
    bullet = BULLET.match(sentence.text)
    is_label = bullet is not None and mention.span.start - sentence.span.start <= bullet.end() + 4
    if reading.lang == "en" or is_label:
        return True
    tail = reading.document.text[mention.span.end + len(mention.particle) : sentence.span.end]
    if _pattern("ko", "supporter_tail").match(tail[:12].lstrip()):
        return False
    return not korean_holders.is_giving(reading, mention, sentence)


def _score_near(reading: Reading, mention: Mention, sentence: Sentence) -> float:
    if reading.lang == "ko":
        return korean_holders.weight(mention.particle)
    head = reading.document.text[max(0, mention.span.start - 14) : mention.span.start]
    is_helper = _pattern("en", "supporter_head", r"\s(?:the\s)?$").search(head)
    return (0 if is_helper else 1) + (1 if mention.span.start == sentence.span.start else 0)


def _is_survey(reading: Reading, index: int) -> bool:
    return _pattern(reading.lang, "survey").search(reading.sentences[index].text) is not None


def _only(reading: Reading, anchor: Span, side: Side) -> Holder:
    """Return the one firm there is, unless the text names it only much later."""
    names = [actor.name for actor in reading.facts.actors if actor.type in STRONG[side]]
    if len(names) != 1 or side != "firm":
        return NOBODY
    first = next((one.span.start for one in reading.mentions if names[0] in one.names), 0)
    return Holder(names=(names[0],)) if first < anchor.end + NEXT else NOBODY
