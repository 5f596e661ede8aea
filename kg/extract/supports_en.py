"""Supports told of in English sentences. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract import recall, rows, sides_en
from kg.extract.clauses import stretches
from kg.extract.discourse import Memory, can_take
from kg.extract.frames import kind_of, triggers
from kg.extract.modality import is_denied, status_of
from kg.extract.parties import parties
from kg.extract.scene import Scene
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.frames import Trigger
    from kg.extract.reading import Reading
    from kg.extract.recall import Sides
    from kg.model.facts import KindCode
_CUT: Final = re.compile(
    r";\s|,\s(?:and|but|while|which|who|where|so|then|with)\s|\s(?:while|because|after|before|when|but)\s|:\s|,\s(?=\w+ing\s)"
)
_AIM: Final = re.compile(
    r"\b(?:to|in order to)\s((?:raise|improve|boost|increase|cut|lift|reduce)\s[^,.;]{3,60})"
)
_HEAD: Final = re.compile(r"\b(?:for|of|to|in|from|with|at|that|which|so|worth)\b")


def read(reading: Reading, memory: Memory) -> list[Support]:
    """Return the supports of an English document in the order of their evidence."""
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
            view = Scene(
                stretch=stretch,
                parties=parties(reading, stretch),
                triggers=triggers(stretch.text, "en"),
                bounds=(0, *(cut.end() for cut in _CUT.finditer(stretch.text))),
            )
            found.extend(_read_scene(reading, view, memory, has_before=bool(found)))
            if not stretch.is_quote:
                _remember(view, memory)
    return found


def _read_scene(
    reading: Reading, view: Scene, memory: Memory, *, has_before: bool
) -> list[Support]:
    found: list[Support] = []
    for index, trigger in enumerate(view.triggers):
        if is_denied(view.stretch.text, trigger.start, trigger.end, "en"):
            continue
        follows = view.triggers[index + 1 : index + 2]
        if trigger.frame.instrument and follows and follows[0].frame.kind == "Diagnosis":
            continue
        if trigger.frame.follows and not (found or (has_before and memory.supporters)):
            continue
        ends = sides_en.ends(view, trigger, memory)
        if ends is None:
            continue
        kind = _kind(trigger, ends, view)
        if kind is None:
            continue
        found.append(_support(reading, view, trigger, ends, kind, memory))
        recall.helped(memory, ends, view)
    return found


def _kind(trigger: Trigger, ends: Sides, view: Scene) -> KindCode | None:
    frame = trigger.frame
    if frame.kind is not None:
        return frame.kind
    phrase = ends.told
    own = view.stretch.text[trigger.start : trigger.end]
    rest = phrase.removeprefix(own)
    head = _HEAD.split(rest)[0]
    kind = (
        kind_of(head, "en")
        or kind_of(rest, "en")
        or (kind_of(own, "en") if frame.voice == "noun" else None)
    )
    if kind is None and frame.needs == "cue":
        return None
    return kind or frame.default


def _support(
    reading: Reading, view: Scene, trigger: Trigger, ends: Sides, kind: KindCode, memory: Memory
) -> Support:
    text = view.stretch.text
    status = status_of(text, trigger.start, trigger.end, "en")
    slots = {"kind": view.stretch.span(trigger.start, trigger.end)}
    if ends.giver is not None:
        slots["supporter"] = ends.giver.span
    if ends.taker is not None:
        slots["recipient"] = ends.taker.span
    confidence = 0.85 if ends.giver is not None and ends.giver.is_named else 0.6
    aim = _AIM.search(text, trigger.end)
    return Support(
        basis=reading.basis(
            view.stretch.sentence.span, f"support.en.{trigger.frame.id}", confidence, slots
        ),
        supporter=ends.supporter,
        recipient=ends.recipient,
        kind=kind,
        status=status,
        programme=recall.programme(view.stretch.sentence, memory, status),
        recipient_group=ends.group,
        purpose=aim[1] if aim else None,
        motivated_by=recall.motives(reading, view, trigger),
    )


def _remember(view: Scene, memory: Memory) -> None:
    """Take note of the sentence's subject and of the firms it told of."""
    subject = None
    for party in view.parties:
        if (
            not sides_en.BEFORE.search(view.stretch.text[: view.at(party)[0]])
            and sides_en.gives(party)
            and party.is_named
        ):
            subject = party
            break
    if subject is not None:
        memory.topic = subject
    takers = [party for party in view.parties if can_take(party) and party.is_named]
    if takers:
        memory.firm = takers[0]
