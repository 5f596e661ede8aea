"""What other sentences tell of a gathering: who came, what was discussed. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.events import hosts as event_holders
from kg.extract.grammar.clauses import is_speech, pattern
from kg.model.evidence import Slot, Span

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import Event

_BACK_KO: Final = re.compile(
    r"(?:이번|이날|해당|이|같은)\s?(?:\S+\s)?(회의|포럼|행사|협약식|설명회|간담회|박람회|세미나|컨퍼런스|콘퍼런스|토론회|개소식|총회|자리)"
)
_BACK_EN: Final = re.compile(
    r"\b(?:the|this)\s(forum|conference|meeting|ceremony|summit|event|expo|workshop|seminar|gathering)\b",
    re.IGNORECASE,
)
_SPLIT_KO: Final = re.compile(
    r",\s|\s및\s|·\s|\s그리고\s"
    # "가 같은 나", "가를 비롯한 나": the example is a topic of its own beside what it stands for
    r"|[와과]?\s같은\s|[을를]\s(?:비롯한|포함한)\s|\s등과\s같은\s|\s등의\s"
)
_BACK: Final = 3  # sentences after which "시상식은 …" still points back


def read(reading: Reading, events: list[Event]) -> list[Event]:
    """Return the events with aliases, attendees and topics from the whole document."""
    if not events:
        return events
    last: int | None = None
    quiet = 0
    found = list(events)
    for sentence in reading.sentences:
        index, back = _named(reading, sentence, found)
        if index is None:
            quiet += 1
            if last is not None and quiet <= _BACK and event_holders.points_back(sentence):
                found[last] = event_holders.with_holders(reading, sentence, found[last])
                continue
            if (
                last is None
                or quiet > 1
                or not re.match(r"이에|또|아울러|참석자|They|Participants", sentence.text)
            ):
                continue
            index = last
        else:
            last, quiet = index, 0
        event = found[index]
        if back and back not in event.aliases and back != event.name:
            event = replace(event, aliases=(*event.aliases, back))
        event = event_holders.with_holders(reading, sentence, event)
        event = _with_people(reading, sentence, event)
        found[index] = _with_topics(reading, sentence, event)
    return found


def _named(
    reading: Reading, sentence: Sentence, events: list[Event]
) -> tuple[int | None, str | None]:
    """Return which event a sentence is about, and the words that point back to it."""
    for index, event in enumerate(events):
        if any(name in sentence.text for name in (event.name, *event.aliases)) or _first(
            event
        ).meets(sentence.span):
            return index, None
    back = (_BACK_KO if reading.lang == "ko" else _BACK_EN).search(sentence.text)
    if back is None:
        return None, None
    before = [i for i, event in enumerate(events) if _first(event).start <= sentence.span.start]
    if not before:
        return None, None
    kin = [i for i in before if events[i].name.lower().endswith(back[1].lower())]
    return (kin or before)[-1], back[0] if kin else None


def _first(event: Event) -> Span:
    place = event.basis.evidence[0].place
    return place if isinstance(place, Span) else Span(0, 1)


def _with_people(reading: Reading, sentence: Sentence, event: Event) -> Event:
    came = pattern(reading.lang, "events", "attended").search(sentence.text)
    if not came:
        return event
    names = [
        mention
        for mention in reading.mentions_in(sentence.span)
        if mention.type == "Person" and mention.kind != "anaphor"
    ]
    if reading.lang == "ko":
        at = sentence.span.start + came.start()
        names = [m for m in names if _comes(reading, sentence, m.span, at)]
    people = tuple(dict.fromkeys((*event.attendees, *(m.names[0] for m in names))))
    if people == event.attendees:
        return event
    slots = tuple(Slot("attendees", reading.document.evidence(m.span)) for m in names)
    return replace(
        event,
        attendees=people,
        basis=replace(event.basis, slots=(*event.basis.slots, *slots)),
    )


def _comes(reading: Reading, sentence: Sentence, span: Span, at: int) -> bool:
    """Tell whether a person is who came: "참석한 홍길동", "홍길동 대표가 참석했다"."""
    text = reading.document.text
    if span.start > at:
        return bool(re.match(r"\S*[한던]\s", text[at : at + 8])) and span.start - at < 12
    gap = text[span.end : at]
    return (
        bool(re.search(r"[가-힣][이가은는도]\s|등(?:이|\s)|[,·]", gap))
        and "다." not in gap
        and len(gap) < 60
        and sentence.span.holds(span)
    )


def _with_topics(reading: Reading, sentence: Sentence, event: Event) -> Event:
    spans = _korean_topics(sentence) if reading.lang == "ko" else _english_topics(sentence)
    text = reading.document.text
    fresh = [span for span in spans if span.of(text) not in event.topics]
    if not fresh:
        return event
    slots = tuple(Slot("topics", reading.document.evidence(span)) for span in fresh)
    return replace(
        event,
        topics=(*event.topics, *(span.of(text) for span in fresh)),
        basis=replace(event.basis, slots=(*event.basis.slots, *slots)),
    )


def _korean_topics(sentence: Sentence) -> list[Span]:
    text = sentence.text
    passive = pattern("ko", "events", "topic_passive").search(text)
    if passive:
        head = text[: passive.start()].rstrip()
        begin = 0
        for mark in re.finditer(r"(?:에서는|에서도|에서|에선|에는)\s", head):
            begin = mark.end()
        phrase = re.sub(r"\s?(?:등도|등이|등을|등의|등)?\s?[이가도은는]?$", "", head[begin:])
        return _items(sentence, begin, phrase)
    talked = pattern("ko", "events", "topic_active").pattern
    about = r"(?:에\s대(?:해|한|해서|해서도|하여)|을\s주제로|를\s주제로)"
    active = re.search(rf"{about}\s?.{{0,14}}?(?:{talked})", text)
    if not active:
        return []
    head = text[: active.start()]
    begin = 0
    for mark in re.finditer(r"(?:에서는|에서도|에서|에선)\s|(?:이에|그에)\s대한\s|[은는]\s", head):
        begin = mark.end()
    return _items(sentence, begin, head[begin:], pair=True)


def _items(sentence: Sentence, begin: int, phrase: str, *, pair: bool = False) -> list[Span]:
    """Cut a list into its items, each with where it stands."""
    if is_speech(phrase, "ko") and "," not in phrase:
        return []
    split = re.compile(rf"{_SPLIT_KO.pattern}|(?<=[가-힣])[과와]\s") if pair else _SPLIT_KO
    spans = []
    at = 0
    for cut in [*split.finditer(phrase), None]:
        end = cut.start() if cut else len(phrase)
        raw = phrase[at:end]
        item = raw.strip()
        if item:
            start = sentence.span.start + begin + at + raw.index(item)
            spans.append(Span(start, start + len(item)))
        at = cut.end() if cut else at
    return spans


def _english_topics(sentence: Sentence) -> list[Span]:
    text = sentence.text
    passive = pattern("en", "events", "topic_passive").search(text)
    if passive:
        head = re.sub(r"\s(?:was|were)$", "", text[: passive.start()].rstrip())
        begin = max(
            head.rfind(", ") + 2
            if head.startswith(("At ", "During ")) and head.count(", ") == 1
            else 0,
            0,
        )
        return _english_items(sentence, begin, head[begin:])
    active = pattern("en", "events", "topic_active").search(text)
    if not active:
        return []
    tail = re.split(r"[.;]|\s(?:at|during|on)\s(?:the|\d)", text[active.end() :])[0]
    return _english_items(sentence, active.end(), tail)


def _english_items(sentence: Sentence, begin: int, phrase: str) -> list[Span]:
    spans = []
    at = 0
    for cut in [*re.finditer(r",\s(?:and\s)?|\sand\s", phrase), None]:
        end = cut.start() if cut else len(phrase)
        raw = phrase[at:end]
        item = raw.strip(" ,")
        if item and len(item) < 60:
            start = sentence.span.start + begin + at + raw.index(item)
            spans.append(Span(start, start + len(item)))
        at = cut.end() if cut else at
    return spans
