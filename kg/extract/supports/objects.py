"""What a Korean sentence says is given, and what for. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.parties import in_role
from kg.extract.grammar.clauses import phrase_start
from kg.extract.grammar.frames import kind_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger


_EACH: Final = re.compile(r"(?:당|마다|별로?)\s(?:최대\s|약\s|평균\s)?")
TOPIC: Final = re.compile(r"\s*([^,]*?[가-힣%)\d])(?:은|는|도)\s")


def object_phrase(scene: Scene, trigger: Trigger, taken: tuple[Party | None, ...]) -> Span | None:
    """Return where the object of a trigger stands: behind its parties, before the verb."""
    start = scene.clause(trigger.start)
    for party in taken:
        if party is not None and start <= scene.at(party)[0] < trigger.start:
            start = max(start, scene.at(party)[1] + len(party.particle))
            each = _EACH.match(scene.stretch.text, start)
            start = each.end() if each else start
    text = scene.stretch.text
    while start < trigger.start and text[start] in " ,·":
        start += 1
    end = trigger.start
    while end > start and text[end - 1] == " ":
        end -= 1
    return Span(start, end) if end > start else None


def has_object(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the clause of a trigger says what was done: a word under 을 or 를."""
    low = scene.clause(trigger.start)
    said = scene.stretch.text[low : trigger.start]
    if re.search(r"[가-힣)\d](?:[을를도]|까지)\s", said):
        return True
    topic = TOPIC.match(said)  # "포장 로봇은 나래가 기증했다"
    return bool(topic and kind_of(topic[1], "ko"))


def is_topical(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a thing is what the clause is about: "카메라는 가람이 달았다"."""
    low = scene.clause(trigger.start)
    topic = TOPIC.match(scene.stretch.text[low : trigger.start])
    end = low + topic.end() if topic else low
    doers = [p for p in scene.between(end, trigger.start) if in_role(p, "subject")]
    return bool(topic and doers and kind_of(topic[1], "ko"))


def told_object(scene: Scene, trigger: Trigger, span: Span | None) -> str:
    """Return the words of the object, also where the one helped stands between it and the verb.

    "설비를 가람정밀에 지원했다": what stands right before the verb is no object.
    """
    text = scene.stretch.text
    near = text[span.start : span.end] if span else ""
    near = _without_places(near)
    if kind_of(near, "ko") or re.search(r"[을를]\s?$", near):
        return near
    low = scene.clause(trigger.start)
    high = span.start if span else trigger.start
    helped = [scene.at(p)[0] for p in scene.between(low, high) if in_role(p, "recipient")]
    high = min([high, *helped])
    far = list(re.finditer(r"[을를]\s", text[low:high]))
    if not far or trigger.frame.voice != "give":
        return near
    end = low + far[-1].start()
    begin = max(
        (end for _, end in map(scene.at, scene.parties) if low <= end <= low + far[-1].start()),
        default=low,
    )
    return text[begin:end]


def _without_places(phrase: str) -> str:
    """Return an object phrase without the words behind it that say where: "센서를 작업장에"."""
    found = _PLACED.search(phrase)
    return phrase[: found.start()] if found else phrase


_PLACED: Final = re.compile(
    r"(?<=[을를도])(?:\s[^\s,]*[^\s,을를])*?\s[가-힣]+(?:에|에서|에게|까지|(?<=[가-힣]{2})으로|비로)\s?$"
    r"|^[가-힣\s]{2,20}(?:에|에서|에게)\s?$"
)


def purpose(scene: Scene, trigger: Trigger) -> Span | None:
    """Return the words of what a support is for: "생산성 향상을 위한"."""
    start = scene.clause(trigger.start)
    found = re.search(
        r"(\S+?)[을를]\s?위(?:한|해)\s|(\S+?)(?:하기|키기)\s위(?:한|해)\s",
        scene.stretch.text[start : trigger.start],
    )
    if not found or not found[1]:
        return None
    end = start + found.end(1)
    begin = phrase_start(scene.stretch.text, start + found.start(1), start)
    if any(scene.at(party)[0] < end and begin < scene.at(party)[1] for party in scene.parties):
        return None
    return scene.stretch.span(begin, end)
