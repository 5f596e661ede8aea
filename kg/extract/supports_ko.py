"""Supports told of in Korean sentences. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract import recall, rows, scene
from kg.extract.clauses import stretches, words
from kg.extract.discourse import Memory
from kg.extract.frames import is_denied, kind_of, objects, status_of
from kg.extract.parties import is_pointer
from kg.extract.recall import Sides
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.frames import Trigger
    from kg.extract.parties import Party
    from kg.extract.reading import Reading
    from kg.extract.scene import Scene
    from kg.model.facts import KindCode

_PLAIN: Final = re.compile(r"지원|도움|후원|협력|투자|돕|도와|뒷받침")
_UNNAMED: Final = 0.5
_NEAR: Final = 2  # paragraphs


def read(reading: Reading) -> list[Support]:
    """Return the supports of a Korean document in the order of their evidence."""
    memory = Memory()
    found: list[Support] = []
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        recall.before(reading, sentence, memory)
        row = rows.read(reading, sentence, memory)
        if row is not None:
            found.extend(row)
            continue
        for stretch in stretches(reading, sentence):
            view = scene.build(reading, stretch)
            found = _read_scene(reading, view, memory, found)
            if not stretch.is_quote:
                recall.after(view, memory)
    return found


def _read_scene(
    reading: Reading, view: Scene, memory: Memory, found: list[Support]
) -> list[Support]:
    here: list[Support] = []
    for index, trigger in enumerate(view.triggers):
        if is_denied(view.stretch.text, *trigger.said, "ko"):
            continue
        if trigger.frame.instrument and _serves(view, index):
            continue
        if trigger.frame.only and not trigger.frame.only.search(
            view.stretch.text, view.clause(trigger.start), trigger.start
        ):
            continue
        sides = _sides(reading, view, trigger, memory, here)
        if sides is None:
            continue
        bound = recall.bind(found, sides.supporter, sides.taker, trigger.frame.voice, view)
        if bound is not None:
            found = bound
            recall.helped(memory, sides, view)
            continue
        new = _supports(reading, view, trigger, sides, memory)
        here.extend(new)
        found = [*found, *new]
        if new:
            recall.helped(memory, sides, view)
    return found


def _serves(view: Scene, index: int) -> bool:
    """Tell whether the next deed is what the one at `index` was for ("보내 … 진단했다")."""
    rest = view.triggers[index + 1 :]
    between = view.stretch.text[view.triggers[index].end : rest[0].start] if rest else ""
    return bool(
        rest
        and rest[0].frame.kind == "Diagnosis"
        and "멘토" not in view.stretch.text[: rest[0].start]
        and len(between) < 40
    )


def _sides(
    reading: Reading, view: Scene, trigger: Trigger, memory: Memory, here: list[Support]
) -> Sides | None:
    if trigger.frame.follows and not _is_told_of(view, memory, here):
        return None
    if trigger.frame.voice == "give":
        return _giving(reading, view, trigger, memory)
    return _receiving(view, trigger, memory)


def _is_told_of(view: Scene, memory: Memory, here: list[Support]) -> bool:
    near = memory.paragraph == view.stretch.sentence.paragraph and bool(memory.supporters)
    later = any(not trigger.frame.follows for trigger in view.triggers)
    return bool(here) or near or later


def _giving(reading: Reading, view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    giver = scene.giver(view, trigger)
    if giver is None and view.stretch.is_quote:
        return None
    if giver is not None:
        supporter = giver.names
    elif trigger.frame.ministry:
        supporter = memory.operators[:1] or (memory.topic.names if memory.topic else ())
    else:
        supporter = recall.supporters(view, trigger.start, memory)
    if not supporter:
        return None
    taker = scene.taker(view, trigger, giver)
    if taker is None or _only_points(taker):
        topical = scene.topic_taker(view, trigger.start, giver)
        if topical is not None and not set(topical.names) & set(supporter):
            taker = topical
    if trigger.frame.kind == "Funding" and giver is not None:
        supporter = recall.payers(supporter, memory)
    return _with_taker(
        reading,
        view,
        taker,
        Sides(supporter=supporter, recipient=(), giver=giver, taker=taker),
        memory,
    )


def _only_points(party: Party) -> bool:
    """Tell whether a party stands for one told of before: "해당 업체", "공장"."""
    return is_pointer(party, "ko") or party.group in words("ko", "parties")["bare"]


def _receiving(view: Scene, trigger: Trigger, memory: Memory) -> Sides | None:
    giver = scene.source(view, trigger)
    if giver is not None:
        supporter = giver.names
    elif memory.supporters and view.stretch.sentence.paragraph - memory.paragraph < _NEAR:
        supporter = memory.supporters
    else:
        return None
    taker = scene.head_after(view, trigger)
    if taker is None or taker is giver:
        taker = scene.topic_taker(view, trigger.start, giver) or _later_taker(view, trigger, giver)
    if taker is None and memory.firm is not None and (giver is None or giver.is_named):
        taker = memory.firm
    if taker is None or set(taker.names) & set(supporter):
        return None
    return Sides(
        supporter=supporter,
        recipient=taker.names,
        giver=giver,
        taker=taker,
        group=taker.group,
        product=taker.product,
    )


def _later_taker(view: Scene, trigger: Trigger, giver: Party | None) -> Party | None:
    """Return the subject behind "X의 도움으로", if it is a firm that is helped."""
    for party in view.parties:
        if view.at(party)[0] >= trigger.end and party is not giver:
            if scene.is_subject(view, party) and scene.is_taker(view, party):
                return party
            if party.particle == "의" and scene.is_taker(view, party):
                return party
    return None


def _with_taker(
    reading: Reading, view: Scene, taker: Party | None, sides: Sides, memory: Memory
) -> Sides | None:
    if taker is not None and not _only_points(taker):
        group, product = recall.with_product(reading, view, taker, memory)
        names = (group,) if group and not taker.is_named else taker.names
        return replace(sides, recipient=names, group=group, product=product)
    if sides.giver is not None and not sides.giver.is_named and taker is None:
        return None
    known = recall.chosen(taker, memory) or recall.recipients(view, sides.supporter, memory)
    if known is None and taker is not None and not is_pointer(taker, "ko"):
        known = recall.Known(names=taker.names, group=taker.group)
    if known is None or set(known.names) & set(sides.supporter):
        return None
    return replace(
        sides, recipient=known.names, group=known.group, product=known.product, is_implied=True
    )


def _supports(
    reading: Reading, view: Scene, trigger: Trigger, sides: Sides, memory: Memory
) -> list[Support]:
    span = scene.object_phrase(view, trigger, (sides.giver, sides.taker))
    kinds = _kinds(view, trigger, span)
    if not kinds and trigger.frame.needs == "cue":
        return []
    is_bare = not kinds and trigger.frame.default == "TechnologySupport"
    rule = f"support.ko.{trigger.frame.id}{'.bare' if is_bare else ''}"
    status = status_of(view.stretch.text, *trigger.said, "ko")
    if trigger.frame.ministry and memory.is_promise:
        status = "planned"
    slots = _slots(view, trigger, sides, span)
    aim = scene.purpose(view, trigger)
    start = view.clause(trigger.start)
    if sides.giver is not None and sides.giver.span.start - view.stretch.start > trigger.start:
        start = 0
    confidence = 0.85 - 0.15 * sides.is_implied - 0.1 * (sides.giver is None)
    if sides.giver is not None and not sides.giver.is_named:
        confidence = _UNNAMED
    return [
        Support(
            basis=reading.basis(view.stretch.sentence.span, rule, confidence, slots),
            supporter=sides.supporter,
            recipient=sides.recipient,
            kind=kind,
            status=status,
            programme=recall.programme(view.stretch.sentence, memory, status),
            product=sides.product or _thing(view, span, kind),
            partners=_partners(view, trigger, sides),
            recipient_group=sides.group,
            purpose=aim.of(reading.document.text) if aim else None,
            motivated_by=recall.motives(reading, view, trigger),
            heard=_words(view, trigger, span) if kind == "DifficultyHearing" else (),
            yielded=_words(view, trigger, span) if kind == "TaskDerivation" else (),
            mentor_affiliation=_mentors(view, sides, kind),
        )
        for kind in kinds or (trigger.frame.default,)
    ]


def _kinds(view: Scene, trigger: Trigger, span: Span | None) -> tuple[KindCode, ...]:
    """Return the kinds the words tell, none when they tell of support only."""
    frame = trigger.frame
    if frame.kind is not None:
        return (frame.kind,)
    text = view.stretch.text
    own = text[trigger.start : trigger.end]
    phrase = scene.told_object(view, trigger, span)
    if frame.voice == "noun":
        return _noun_kinds(text, trigger, phrase)
    if re.search(r"[을를]", own) or frame.needs == "cue":
        phrase = f"{phrase} {own}"
    kinds = _each(phrase)
    if not kinds and scene.is_adnominal(view, trigger):
        # "가람이 지원한 검사 장비": what was given stands behind the verb.
        behind = re.match(r"\S*\s([^,.]*?)(?:[을를은는이가의]|으?로)\s", text[trigger.end :])
        kinds = _each(behind[1]) if behind else ()
    return kinds


def _each(phrase: str) -> tuple[KindCode, ...]:
    kinds = [kind_of(part, "ko") for part in objects(phrase)]
    return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))


def _noun_kinds(text: str, trigger: Trigger, phrase: str) -> tuple[KindCode, ...]:
    """Return the kind of "X 멘토링으로", or of "X 지원으로 공정 자동화"."""
    own = text[trigger.start : trigger.end]
    if not _PLAIN.match(own):
        return _each(own)
    behind = re.split(r"[,→.]", text[trigger.end :], maxsplit=1)[0]
    return _each(phrase) or (_each(behind) if "→" in text else ())


def _slots(view: Scene, trigger: Trigger, sides: Sides, span: Span | None) -> dict[str, Span]:
    slots: dict[str, Span] = {}
    if sides.giver is not None:
        slots["supporter"] = sides.giver.span
    if sides.taker is not None and not sides.is_implied:
        slots["recipient"] = sides.taker.span
    low = span.start if span else trigger.start
    slots["kind"] = view.stretch.span(low, trigger.end)
    return {
        name: place for name, place in slots.items() if place.end <= view.stretch.sentence.span.end
    }


def _partners(view: Scene, trigger: Trigger, sides: Sides) -> tuple[str, ...]:
    beside = scene.partners(view, 0, trigger.start)
    return tuple(
        name
        for party in beside
        for name in party.names
        if name not in sides.supporter and name not in sides.recipient
    )


def _thing(view: Scene, span: Span | None, kind: KindCode) -> str | None:
    """Return the equipment given, as printed: "자동화 설비"."""
    if span is None or kind not in {"FacilityInvestment", "Funding"}:
        return None
    phrase = view.stretch.text[span.start : span.end]
    parts = [part for part in objects(phrase) if kind_of(part, "ko") == "FacilityInvestment"]
    if not parts:
        return None
    if kind == "Funding":
        return (
            re.split(r"\s?(?:구축|설치|구입|도입|교체|설비)\s?(?:비|자금)|\s?비용", phrase)[0]
            or None
        )
    thing = re.split(r"[을를은는이가에]\s", parts[-1])[-1]
    thing = re.sub(r"(?:을|를|도|까지)$", "", thing).strip()
    return re.sub(r"\s?(?:구축\s?지원|구축|설치|지원).*$", "", thing) or None


def _words(view: Scene, trigger: Trigger, span: Span | None) -> tuple[str, ...]:
    """Return the noun phrase a hearing or a task was about, as printed."""
    low = span.start if span else trigger.start
    phrase = view.stretch.text[low : trigger.end]
    found = re.match(r"(.*?(?:애로사항|애로|어려움|고충|과제|방안|개선점|사항))", phrase)
    text = found[1] if found else phrase
    text = re.split(r"(?:돼|되어|해|하고|통해|으로|찾아)\s", text)[-1]
    return (text.strip(),)


def _mentors(view: Scene, sides: Sides, kind: KindCode) -> str | None:
    if kind != "Mentoring" or sides.giver is None:
        return None
    people = scene.belonging(view, sides.giver)
    return sides.giver.names[0] if people else None
