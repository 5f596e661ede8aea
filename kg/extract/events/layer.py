"""Events: dated gatherings, who held them, who came, what was talked of. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.parties import in_role, parties
from kg.extract.events import gatherings as event_names
from kg.extract.events import talk as event_talk
from kg.extract.grammar.clauses import Stretch, pattern, words
from kg.extract.reading import When
from kg.model.evidence import Span
from kg.model.facts import Event

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.reading import Reading
    from kg.model.facts import ModeCode


# A signing is a gathering where the text says where it was held.
_SIGNED: Final = re.compile(r"에서\s.*업무협약.{0,12}(?:체결|맺)")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY: Final = re.compile(rf"\b(?<!next )(?<!every )({'|'.join(_DAYS)})\b(?!s)")
_PAIR: Final = 2  # more than two hold a gathering together, whatever the first of them is
_BODIES: Final = frozenset({"Person", "SME", "LighthouseFactory", "Media"})


def read(reading: Reading) -> Reading:
    """Add the gatherings of a document that have a date, or a holder and a date word."""
    found: list[Event] = []
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        for call in event_names.calls(reading, sentence):
            event = _event(reading, call)
            if event is None:
                continue
            known = next((item for item in found if _same(item, event)), None)
            if known is None:
                found.append(event)
            else:
                found[found.index(known)] = _merge(known, event)
    found = event_talk.read(reading, found)
    return replace(reading, facts=replace(reading.facts, events=tuple(found)))


def _event(reading: Reading, call: event_names.Call) -> Event | None:
    """Return the gathering, or None when nothing says that it was held on a day."""
    sentence = call.sentence
    when = _when(reading, call)
    held = pattern(reading.lang, "events", "held").search(sentence.text)
    if when is None or not held:
        return None
    holder = _holder(reading, call)
    signed = _signers(reading, call, holder)
    slots = {"name": call.span, "start": when.span}
    if holder is not None:
        slots["organizer"] = holder.span
    text = sentence.text
    if call.name.endswith("업무협약") and not _SIGNED.search(sentence.text):
        return None
    later = when.is_future or (
        not when.start and pattern(reading.lang, "events", "planned").search(text)
    )
    return Event(
        basis=reading.basis(sentence.span, f"event.{reading.lang}.gathering", 0.85, slots),
        name=call.name,
        aliases=_aliases(reading, call, holder),
        start=when.start,
        end=when.end or when.start,
        time_text=when.span.of(reading.document.text),
        organizer=signed,
        mode=_mode(text, reading.lang),
        status="planned" if later else "actual",
    )


def _when(reading: Reading, call: event_names.Call) -> When | None:
    """Return the time of a gathering: the nearest before its name, else the next behind it."""
    times = reading.times_in(call.sentence.span)
    inside = [time for time in times if call.span.holds(time.span)]
    before = [time for time in times if time.span.end <= call.span.start]
    behind = [time for time in times if time.span.start >= call.span.end]
    near = behind[0] if behind and reading.lang == "en" else None
    if near is not None:
        gap = reading.document.text[call.span.end : near.span.start]
        if re.fullmatch(r"\s(?:held\s)?(?:on|in|from)\s(?:the\s)?|,?\s", gap):
            return near
    if before:
        # "14일 … 회의에서 … 18일 밝혔다": the day of the saying stands behind.
        return before[-1]
    if behind:
        gap = reading.document.text[behind[0].span.end : call.sentence.span.end]
        told = re.match(r"\s?(?:밝혔|전했|말했|알렸|발표했)", gap)
        return None if told else behind[0]
    return inside[0] if inside else _weekday(reading, call)


def _weekday(reading: Reading, call: event_names.Call) -> When | None:
    """Return the last such day before the publication: "at the fair on Thursday"."""
    published = reading.document.meta.published
    found = _DAY.search(call.sentence.text) if reading.lang == "en" else None
    if found is None or published is None:
        return None
    back = (published.weekday() - _DAYS.index(found[1])) % len(_DAYS)
    day = (published - timedelta(days=back)).isoformat()
    place = call.sentence.span.start
    span = Span(place + found.start(1), place + found.end(1))
    return When(span=span, start=day, is_relative=True)


def _holder(reading: Reading, call: event_names.Call) -> Party | None:
    """Return who held a gathering: its subject, "hosted by", or the body in its name."""
    sentence = call.sentence
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    named = [party for party in parties(reading, stretch) if party.is_named]
    # A small firm holds a gathering only where nobody larger is named.
    listed = [p for p in named if p.type not in _BODIES or (p.is_list and len(p.names) > _PAIR)]
    if not listed:
        listed = [p for p in named if p.type == "SME" and in_role(p, "subject")]
    for party in listed:
        if party.span.holds(call.span):
            return None
        if party.span.start <= call.span.start + 1 and party.span.end > call.span.start:
            return party
    inner = [party for party in listed if call.span.holds(party.span)]
    return _subject(reading, call, listed) or (inner[0] if inner else None)


def _subject(reading: Reading, call: event_names.Call, listed: list[Party]) -> Party | None:
    text = reading.document.text
    behind = text[call.span.end : call.sentence.span.end]
    if reading.lang == "en":
        for party in listed:
            ahead = text[call.sentence.span.start : party.span.start]
            if re.search(rf"(?:{'|'.join(words('en', 'events')['by'])})\s(?:the\s)?$", ahead):
                return party
            gap = text[party.span.end : call.span.start] if party.span.end < call.span.start else ""
            if pattern("en", "events", "active").search(gap):
                return party
        return None
    for party in listed:
        after = text[party.span.end : party.span.end + 12]
        if re.match(r"(?:[이가]\s?|\s)?(?:주최|주관|개최)(?:로|한|하는)?", after.lstrip("이가 ")):
            return party
    active = pattern("ko", "events", "active").search(behind[:60])
    if not active:
        return None
    found = [
        party for party in listed if party.span.end <= call.span.start and in_role(party, "subject")
    ]
    return found[-1] if found else None


def _signers(reading: Reading, call: event_names.Call, holder: Party | None) -> tuple[str, ...]:
    """Return who held a gathering, those with whom its holder signed an agreement included."""
    if holder is None:
        return ()
    behind = reading.document.text[call.span.end : call.sentence.span.end]
    if reading.lang != "ko" or not _AGREED.match(behind):
        return holder.names
    stretch = Stretch(call.sentence.span.start, call.sentence.text, call.sentence)
    others = [
        name
        for party in parties(reading, stretch)
        if party.is_named and party.type != "Person" and in_role(party, "together")
        if holder.span.end <= party.span.start < call.span.start
        for name in party.names
    ]
    return tuple(dict.fromkeys((*holder.names, *others)))


_AGREED: Final = re.compile(r"[’'”\"」』]?[을를]?\s(?:[가-힣]+\s)?(?:맺|체결)")


def _mode(text: str, lang: str) -> ModeCode | None:
    if pattern(lang, "events", "hybrid").search(text):
        return "hybrid"
    return "online" if pattern(lang, "events", "online").search(text) else None


def _aliases(reading: Reading, call: event_names.Call, holder: Party | None) -> tuple[str, ...]:
    """Return the shorter name without the body in front, when there is one."""
    text = reading.document.text
    if holder is None or not call.span.meets(holder.span):
        return ()
    rest = re.sub(r"^\([^)]*\)", "", text[holder.span.end : call.span.end]).lstrip(" 의'’s")
    return (rest,) if " " in rest else ()


def _same(one: Event, other: Event) -> bool:
    names = {_key(name) for name in (one.name, *one.aliases)}
    more = {_key(name) for name in (other.name, *other.aliases)}
    if names & more:
        return one.start == other.start or not (one.start and other.start)
    nested = any(a.endswith(b) or b.endswith(a) for a in names for b in more)
    return nested and one.start == other.start


def _key(name: str) -> str:
    return re.sub(r"[\s()]", "", name).lower()


def _merge(known: Event, again: Event) -> Event:
    longest, other = sorted((known, again), key=lambda item: len(item.name), reverse=True)
    names = (*known.aliases, *again.aliases, other.name)
    return replace(
        known,
        name=longest.name,
        aliases=tuple(name for name in dict.fromkeys(names) if name != longest.name),
        start=known.start or again.start,
        end=known.end or again.end,
        organizer=known.organizer or again.organizer,
        mode=known.mode or again.mode,
    )
