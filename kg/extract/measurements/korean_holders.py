"""Whose figure it is by Korean turns of speech: senders, payers behind, means over groups. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import GIVERS
from kg.extract.grammar import particles
from kg.extract.grammar.patterns import pattern
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.reading import Mention, Reading, Sentence

TOPIC: Final = ("은", "는", "도", "에서는", "에선", "께서는", "만은", "측은")
SUBJECT: Final = ("이", "가", "에서", "측이")
BRACKET: Final = 40  # code points a bracket behind a name takes
FAR: Final = 200  # code points between a deed and the name behind it
SENDERS: Final = ("으로부터", "로부터", "에게서", "한테서")
PLACES: Final = ("에서", "의", "에서는")
SMALL: Final = ("SME", "MidSizedEnterprise", "LighthouseFactory")


def payer(reading: Reading, sentence: Sentence, anchor: Span) -> Mention | None:
    """Return who gave a sum by its particle or by the verb behind its name.

    "가온도로부터 1억 원을 지원받았다", "구입비 2억 원도 한빛전자가 전액 부담했다".
    """
    text = reading.document.text
    tail = text[anchor.end : min(sentence.span.end, anchor.end + FAR)]
    is_received = pattern("ko", "amounts", "received_later").match(tail) is not None
    for mention in reversed(reading.mentions_in(sentence.span)):
        if mention.type not in GIVERS:
            continue
        if mention.span.end <= anchor.start:
            is_sender = mention.particle in SENDERS
            if is_sender or (is_received and mention.particle in PLACES):
                return mention
        elif pattern("ko", "amounts", "payer_deed").match(text, mention.span.end):
            between = text[anchor.end : mention.span.start]
            if pattern("ko", "amounts", "payer_behind").fullmatch(between):
                return mention
    return None


def gives(tail: str, particle: str) -> bool:
    """Tell whether a subject helps another in its clause: "가람은 짜는 법을 알려 줬다"."""
    if not particle.endswith((*TOPIC, *SUBJECT)):
        return False
    return pattern("ko", "holders", "gives").match(tail) is not None


def spoken_for(reading: Reading, sentence: Sentence, anchor: Span) -> Mention | None:
    """Return the body whose speaker promises a sum: `나래전자 실장은 “12곳을 돕겠다”`."""
    said = next((one for one in sentence.quotes if one.holds(anchor)), None)
    if said is None or any(one.particle in SUBJECTS for one in reading.mentions_in(said)):
        return None
    bodies = {post.organization for post in reading.facts.affiliations if post.organization}
    parties = [one for one in reading.mentions_in(sentence.span) if one.names[0] in bodies]
    if not parties and len(bodies) == 1 and len(said) > len(sentence.span) - _MARKS:
        # an answer of an interview: "저희가 협력사 30곳에 깔아 드렸습니다"
        parties = [one for one in reading.mentions if one.names[0] in bodies]
    return next((one for one in parties if one.type in GIVERS), None)


_MARKS: Final = 4  # marks and blanks around an answer


SUBJECTS: Final = frozenset({"은", "는", "이", "가"})


def is_from_nobody_named(reading: Reading, sentence: Sentence, anchor: Span) -> bool:
    """Tell whether a sum came from a body without a name: "나라에서 2억 원을 받아"."""
    text = reading.document.text
    head = text[max(sentence.span.start, anchor.start - 24) : anchor.start]
    ahead = text[sentence.span.start : anchor.start]
    if pattern("ko", "amounts", "unnamed_shares").search(ahead):
        return True
    sender = pattern("ko", "amounts", "unnamed_sender").search(head)
    tail = text[anchor.end : sentence.span.end]
    return bool(sender and pattern("ko", "amounts", "received").match(tail))


def as_givers(reading: Reading) -> Reading:
    """Return the reading with firms that only help others seen as givers, not as small firms.

    Their names alone may not tell; what was read of support does.
    """
    givers = {name for support in reading.facts.supports for name in support.supporter}
    takers = {name for support in reading.facts.supports for name in support.recipient}
    only = givers - takers
    mentions = tuple(
        replace(one, type="LargeEnterprise")
        if one.type in SMALL and set(one.names) <= only
        else one
        for one in reading.mentions
    )
    return replace(reading, mentions=mentions)


def group_of_mean(reading: Reading, sentence: Sentence, anchor: Span) -> Span | None:
    """Return the unnamed firms a mean is taken over: "협력사 32곳에 … 생산성이 평균 21%"."""
    text = reading.document.text
    start = max(sentence.span.start, anchor.start - 8)
    if reading.lang != "ko" or "평균" not in text[start : anchor.end]:
        return None
    found = None
    head = text[sentence.span.start : anchor.start]
    for match in pattern("ko", "holders", "counted_firms").finditer(head):
        found = match
    if found is None:
        return None
    return Span(sentence.span.start + found.start(), sentence.span.start + found.end())


def headed_by(sentence: Sentence) -> Span | None:
    """Return the unnamed firms a line above a list tells of: "참여기업의 성과는 다음과 같다"."""
    found = pattern("ko", "holders", "group_head").search(sentence.text)
    if found is None:
        return None
    start = sentence.span.start
    return Span(start + found.start("group"), start + found.end("group"))


def is_winner(reading: Reading, mention: Mention, anchor: Span, before: Sequence[Mention]) -> bool:
    """Tell whether a name behind all its deeds is whose they are: "… 줄이고 … 단축한 가람이".

    `before` are the parties of the sentence that stand ahead of the figure and could own it.
    """
    between = reading.document.text[anchor.end : mention.span.start]
    return not before and bool(
        len(between) < FAR and pattern("ko", "holders", "deeds").fullmatch(between)
    )


def particle_of(reading: Reading, mention: Mention) -> str:
    """Return a name's particle, one behind its brackets too: "가람전자(대표 나하늘)는"."""
    text = reading.document.text
    if mention.particle or text[mention.span.end : mention.span.end + 1] != "(":
        return mention.particle
    close = text.find(")", mention.span.end, mention.span.end + BRACKET)
    found = particles.behind().match(text, close + 1) if close > 0 else None
    return found[0] if found else ""


def weight(particle: str) -> float:
    """Return how surely a name with a particle is what its sentence is about."""
    if particle.endswith(TOPIC):
        return 3
    if particle in SUBJECT or particle.endswith(("이", "가")):
        return 2
    if particle == "의":
        return 1.5
    return 0.8 if not particle else -1


def is_counted(reading: Reading, mention: Mention, anchor: Span) -> bool:
    """Tell whether a group without a name is what the figure at `anchor` counts."""
    if mention.kind != "group" or reading.lang != "ko":
        return False
    between = reading.document.text[mention.span.end : anchor.start]
    counts = pattern("ko", "holders", "counts_firms").match(reading.document.text, anchor.start)
    is_beside = counts is not None and re.fullmatch(r"[이가은는을를도]?\s", between) is not None
    return is_beside or mention.span.meets(anchor)


def is_giving(reading: Reading, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a Korean subject helps another in its clause."""
    tail = reading.document.text[mention.span.end + len(mention.particle) : sentence.span.end]
    return reading.lang == "ko" and gives(tail, mention.particle)
