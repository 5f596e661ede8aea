"""Supports told of in Korean sentences. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import recall, roles, scene
from kg.extract.discourse.memory import FIRMS
from kg.extract.grammar.clauses import pattern, stretches
from kg.extract.grammar.modality import is_denied, status_of
from kg.extract.supports import binding, fields, help_tables, joining, objects, payments, rows
from kg.extract.supports import korean_kinds as kinds_ko
from kg.extract.supports import korean_sides as sides_ko
from kg.model.evidence import Span
from kg.model.facts import Support

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.recall import Sides
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.clauses import Stretch
    from kg.extract.grammar.frames import Trigger
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import KindCode
_TAUGHT: Final = frozenset({"KnowHowTransfer"})
_CLOSE: Final = 4  # letters between a sentence and the next
_NEAR: Final = 2  # paragraphs
_UNNAMED: Final = 0.5
# "소공인을 돕는 '골목 도약 사업'": what a programme is for, told by what it then does
_NAMED: Final = re.compile(
    r"(?:[는을]|도록)?\s(?:['‘“「『<〈《]|(?:[가-힣·]+\s){0,2}?[가-힣]*(?:사업|프로그램|제도|바우처|공모전?)(?![가-힣]*이다))"
)
# "연마기를 손봐 줄 정비사": what somebody is for
_WOULD: Final = re.compile(
    r"[줄릴댈낼할길을칠켤뺄꿀쓸]\s(?!계획|예정|방침|것|수\s|전망|생각|작정|때|만큼|뿐|참|셈|구상|요량)"
)
# "12억 원을 들여 … 설치했다": money spent on the deed that follows
_SPENT: Final = re.compile(
    r"\S{0,6}?\s?(?:투입|투자|출연|편성|활용)해\s|\S{0,6}?\s?(?:들여|써서|모아|털어)\s"
)
# "6곳으로 넓히기 위해 예산을 짠다"
_TO_DO: Final = re.compile(r"[가-힣]{0,2}?기\s위(?:해|한)")
_ASKED: Final = re.compile(r"^(?:[―—–]\s|(?:Q|문|질문)\d{0,2}\s?[.:)]\s?)")  # an interviewer asks


def read(reading: Reading, memory: Memory) -> list[Support]:
    """Return the supports of a Korean document in the order of their evidence."""
    found: list[Support] = []
    reading = _in_sections(reading)
    tables = list(help_tables.find(reading))
    memory.only = recall.only_firm(reading)
    memory.has_participants = recall.PARTICIPANTS["ko"] in reading.document.text
    for sentence in reading.sentences:
        if sentence.block == "byline" or _ASKED.match(sentence.text):
            continue
        if tables and help_tables.holds(tables[0], sentence):
            continue
        if tables and sentence.span.start > tables[0].span.end:
            found.extend(help_tables.read(reading, tables.pop(0), memory))
        recall.before(reading, sentence, memory)
        found = _without_broken(found, sentence)
        row = fields.read(reading, sentence, memory)
        if row is None:
            row = rows.read(reading, sentence, memory)
        if row is not None:
            found.extend(row)
            continue
        for stretch in stretches(reading, sentence):
            found = _read_stretch(reading, stretch, memory, found)
    for table in tables:
        found.extend(help_tables.read(reading, table, memory))
    return joining.with_members(reading, found)


def _in_sections(reading: Reading) -> Reading:
    """Return the reading with the items of a list counted as one paragraph with its heading."""
    shift, last = 0, -1
    counted = []
    for sentence in reading.sentences:
        if sentence.paragraph != last and sentence.block == "list_item" and last >= 0:
            shift += 1
        last = sentence.paragraph
        counted.append(replace(sentence, paragraph=sentence.paragraph - shift))
    return replace(reading, sentences=tuple(counted))


def _read_stretch(
    reading: Reading, stretch: Stretch, memory: Memory, found: list[Support]
) -> list[Support]:
    view = scene.build(reading, stretch)
    found = _read_scene(reading, view, memory, found)
    named = binding.named(found, view)
    if named != found and stretch.sentence.paragraph - memory.paragraph < _NEAR:
        memory.recipients, memory.group = named[-1].recipient, None
    if not stretch.is_quote:
        recall.after(view, memory)
    return named


def _without_broken(found: list[Support], sentence: Sentence) -> list[Support]:
    """Drop promises that a sentence right behind takes back: "그러나 약속은 지켜지지 않았다"."""
    turns = pattern("ko", "modality", "turns").match(sentence.text)
    if not turns or not pattern("ko", "modality", "broken").search(sentence.text):
        return found
    return [one for one in found if one.status != "planned" or not _is_close(one, sentence)]


def _is_close(support: Support, sentence: Sentence) -> bool:
    place = support.basis.evidence[0].place
    return isinstance(place, Span) and 0 <= sentence.span.start - place.end < _CLOSE


def _read_scene(
    reading: Reading, view: Scene, memory: Memory, found: list[Support]
) -> list[Support]:
    here: list[Support] = []
    told: set[int] = set()  # where the clauses start that have told of help
    for index, trigger in enumerate((*view.triggers, *view.spare)):
        low = view.clause(trigger.start)
        if index >= len(view.triggers) and (low in told or not _is_open(view, low)):
            continue
        if not _counts(view, index, trigger):
            continue
        sides = sides_ko.sides(reading, view, trigger, memory, here)
        if sides is None:
            continue
        bound = binding.bind(found, sides, trigger.frame, view)
        if bound is not None:
            found = bound
            recall.helped(memory, sides, view)
            told.add(low)
            continue
        new = _supports(reading, view, trigger, sides, memory)
        here.extend(new)
        if new:
            told.add(low)
            _remember(view, sides, new[-1], memory)
    here.extend(payments.listed(reading, view, memory, here))
    return [*found, *payments.joined(view, here)]


def _remember(view: Scene, sides: Sides, last: Support, memory: Memory) -> None:
    memory.kind = last.kind
    if memory.kind == "Funding":
        memory.payers = last.supporter
    memory.introduce(sides.giver)
    memory.introduce(sides.taker)
    recall.helped(memory, sides, view)


def _is_open(view: Scene, low: int) -> bool:
    """Tell whether the frames of a clause failed only for what was given, or to whom."""
    strict = (one for one in view.triggers if not one.frame.loose)
    own = [one.frame for one in strict if view.clause(one.start) == low]
    return all(frame.takes or {"cue", "recipient"} & set(frame.needs.split()) for frame in own)


def _counts(view: Scene, index: int, trigger: Trigger) -> bool:
    """Tell whether a trigger tells of a deed: not denied, not a means, with the words it needs."""
    frame, text = trigger.frame, view.stretch.text
    meant = frame.again and _TO_DO.match(text, trigger.end - 1)
    if (not (frame.free or meant) and is_denied(text, *trigger.said, "ko")) or (
        frame.instrument and _serves(view, index)
    ):
        return False
    if _SPENT.match(text, trigger.start) and any(
        later.frame.kind != "Funding" and later.frame.voice == "give"
        for later in view.triggers[index + 1 : index + 2]
    ):
        return False
    if "cue" in frame.needs + "cue" * (frame.id == "해-주다") and _WOULD.match(
        text, trigger.end - 1
    ):
        return False
    if frame.id == "돕다" and _NAMED.match(text, trigger.end):
        return False
    if frame.ministry and any(later.frame.voice == "give" for later in view.triggers[index + 1 :]):
        return False
    low = view.clause(trigger.start)
    if frame.only and not (frame.only.search(text, low, trigger.start) or _names(view, trigger)):
        return False
    return not (
        frame.bars
        and (
            frame.bars.search(text[low : trigger.start])
            or frame.bars.search(text[low : trigger.end])
        )
    )


def _names(view: Scene, trigger: Trigger) -> bool:
    """Tell whether the clause of a loose deed names a firm that does not do it itself."""
    if not trigger.frame.loose or view.stretch.is_quote:
        return False
    inside = view.between(view.clause(trigger.start), trigger.start)
    return any(party.type in FIRMS and not roles.is_subject(view, party) for party in inside)


def _serves(view: Scene, index: int) -> bool:
    """Tell whether the next deed is what the one at `index` was for ("보내 … 진단했다")."""
    rest = view.triggers[index + 1 :]
    between = view.stretch.text[view.triggers[index].end : rest[0].start] if rest else ""
    teaches = bool(rest) and rest[0].frame.default in _TAUGHT and not between.startswith("고")
    if re.search(r"[은는이가]\s|[았었였했줬냈놨]고,?\s", between):
        return False  # another's deed, or another deed
    return bool(
        rest
        and (rest[0].frame.kind == "Diagnosis" or teaches)
        and "멘토" not in view.stretch.text[: rest[0].start]
        and len(between) < 40
    )


def _supports(
    reading: Reading, view: Scene, trigger: Trigger, sides: Sides, memory: Memory
) -> list[Support]:
    span = objects.object_phrase(view, trigger, (sides.giver, sides.taker))
    kinds = kinds_ko.kinds(view, trigger, span)
    if trigger.frame.again:
        kinds = (memory.kind,) if memory.kind else ()
    if trigger.frame.takes:
        kinds = tuple(kind for kind in kinds if kind in trigger.frame.takes)
    if not kinds and trigger.frame.id == "해-주다" and sides.giver is not None:
        kinds = ("Mentoring",) if roles.acts_by_people(view, trigger, sides.giver) else ()
    if not kinds and ("cue" in trigger.frame.needs or trigger.frame.again):
        return []
    if "object" in trigger.frame.needs and not objects.has_object(view, trigger):
        return []
    is_bare = not kinds and trigger.frame.default == "TechnologySupport"
    is_bare = is_bare or kinds_ko.is_plain(view, trigger, kinds)
    tail = ".again" if trigger.frame.again else ".bare" if is_bare else ""
    rule = f"support.ko.{trigger.frame.id}{tail}"
    status = status_of(view.stretch.text, *trigger.said, "ko")
    if trigger.frame.ministry and memory.is_promise:
        status = "planned"
    slots = _slots(view, trigger, sides, span)
    aim = objects.purpose(view, trigger)
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
            programme=recall.programme(view.stretch.sentence, memory, status, sides.supporter),
            product=sides.product
            or kinds_ko.thing(view, span, kind)
            or kinds_ko.topic_thing(view, trigger, kind),
            partners=_partners(view, trigger, sides),
            recipient_group=sides.group,
            purpose=aim.of(reading.document.text) if aim else None,
            motivated_by=recall.motives(reading, view, trigger.start),
            heard=kinds_ko.told_words(view, trigger, span) if kind == "DifficultyHearing" else (),
            yielded=kinds_ko.told_words(view, trigger, span) if kind == "TaskDerivation" else (),
            mentor_affiliation=_mentors(view, sides, kind),
        )
        for kind in kinds or (trigger.frame.default,)
    ]


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
    beside = roles.partners(view, 0, trigger.start)
    return tuple(
        name
        for party in beside
        for name in party.names
        if name not in sides.supporter and name not in sides.recipient
    )


def _mentors(view: Scene, sides: Sides, kind: KindCode) -> str | None:
    if kind != "Mentoring" or sides.giver is None:
        return None
    people = roles.belonging(view, sides.giver)
    return sides.giver.names[0] if people else None
