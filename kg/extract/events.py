"""Events: dated gatherings, who held them, who came, what was talked of. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import event_talk
from kg.extract.clauses import Stretch, pattern, phrase_start, words
from kg.extract.parties import in_role, parties
from kg.model.evidence import Span
from kg.model.facts import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.parties import Party
    from kg.extract.reading import Reading, Sentence, When
    from kg.model.facts import ModeCode

_MARKS: Final = "\"'“”‘’「」『』<>〈〉《》"
_LONGEST: Final = 60
_BODIES: Final = frozenset({"Person", "SME", "LighthouseFactory", "Media"})


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a gathering is named; `name` is without quotation marks."""

    span: Span
    name: str
    sentence: Sentence


def read(reading: Reading) -> Reading:
    """Add the gatherings of a document that have a date, or a holder and a date word."""
    found: list[Event] = []
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        for call in calls(reading, sentence):
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


def calls(reading: Reading, sentence: Sentence) -> Iterator[Call]:
    """Yield the names of gatherings in a sentence, the widest where two meet."""
    find = _korean if reading.lang == "ko" else _english
    spans: list[Span] = []
    for match in _heads(reading.lang).finditer(sentence.text):
        span = find(sentence, match)
        if span is None:
            continue
        spans = [other for other in spans if not span.holds(other)]
        if not any(other.meets(span) for other in spans):
            spans.append(span)
    for span in spans:
        name = span.of(reading.document.text)
        if not _inner_quotes(name):
            name = name.strip(_MARKS)
        clean = re.sub(f"[{_MARKS}]", "", name) if reading.lang == "ko" else name
        if not _is_body(reading, sentence, span):
            yield Call(span, clean.strip(), sentence)


def _is_body(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """Tell whether a name is that of a body here, not of the gathering it holds."""
    if not any(mention.span.holds(span) for mention in reading.mentions_in(sentence.span)):
        return False
    text = reading.document.text
    ahead = text[sentence.span.start : span.start]
    behind = text[span.end : sentence.span.end]
    if reading.lang == "en":
        return not re.match(
            r"\s(?:will be held|was held|takes place|took place|to be held)", behind
        )
    return not (
        re.search(r"(?:개최되는|열리는|열린|열릴|개최된|개최될|개최하는)\s[\"'“‘]?$", ahead)
        or re.match(r"\S{0,4}\s(?:개막|개회|폐막|참석|열)", behind)
    )


def _inner_quotes(name: str) -> bool:
    return bool(re.search(rf"[{_MARKS}].+[{_MARKS}].", name))


@cache
def _heads(lang: str) -> re.Pattern[str]:
    table = words(lang, "events")
    if lang == "en":
        heads, plain = "|".join(table["heads"]), "|".join(table["plain"])
        return re.compile(rf"\b(?:(?:{heads})\b(?!\s[A-Z][a-z]+\s(?:\(|said))|(?i:{plain})\b)")
    listed = "|".join(sorted(table["heads"], key=len, reverse=True))
    return re.compile(
        rf"(?:{listed})(?=[{_MARKS}]?(?:\([^)]*\))?(?:은|는|이|가|을|를|에|에서|에서는|에도|의|와|과|로|으로|도|에는|에선|인|서|서는)?(?:[\s,.”’\"'()]|$))"
    )


def _korean(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Return the noun phrase that ends in a gathering's head, quoted parts included."""
    text = sentence.text
    limit = 0
    for mark in re.finditer(r"[,.;:△→]\s+|\)\s?(?=[은는이가])", text[: match.start()]):
        limit = mark.end()
    flat = _flat(text, match.start())
    start = phrase_start(flat, match.start(), limit)
    start = _past_opening(text, start, match.start())
    name = text[start : match.end()]
    first = name.split(" ")[0]
    table = words("ko", "events")
    while first in table["pointers"] and " " in name:
        if name.count(" ") == 1 or first in {"이번", "이날"}:
            return None
        start += len(first) + 1
        name = text[start : match.end()]
        first = name.split(" ")[0]
    if re.match(r"\d+(?:일|월|년)$", first):
        start += len(first) + 1
        name = text[start : match.end()]
    if any(
        word in name.replace(" ", "") + text[match.end() : match.end() + 1]
        for word in table["not_events"]
    ):
        return None
    if len(name) > _LONGEST or len(name.replace(" ", "")) < 4 or start >= match.end():
        return None
    end = match.end() + (
        text[match.end() : match.end() + 1] in set("”’\"'」』") and text[start] in _MARKS
    )
    return Span(sentence.span.start + start, sentence.span.start + end)


def _flat(text: str, head: int) -> str:
    """Return the text with the blanks and particles inside quotes of a name made harmless."""
    flat = list(text)
    for quote in re.finditer(
        r"[‘'“\"「『<〈《]([^’'”\"」』>〉》]{2,40})[’'”\"」』>〉》](?=\s|$)", text[:head]
    ):
        for at in range(quote.start(), quote.end()):
            flat[at] = "명"
    return "".join(flat)


def _past_opening(text: str, start: int, head: int) -> int:
    """Move into a quotation that opens inside the phrase and closes behind the head."""
    opened = max(text.rfind(mark, start, head) for mark in "‘“\"'「『")
    if opened < 0:
        return start
    closer = re.search(r"[’”\"'」』]", text[opened + 1 : head])
    return start if closer else opened + 1


def _english(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Return the capitalised words before a head, or the plain phrase itself."""
    text = sentence.text
    if match[0][0].isupper() and match[0] in text:
        before = re.search(
            r"(?:(?:[A-Z][\w.&'’/-]*|\d{4}|of|on|for|and|the|in)\s)*$", text[: match.start()]
        )
        start = before.start() if before else match.start()
        name = text[start : match.end()]
        while re.match(r"(?:the|The|on|On|of|for|in|In|and|At|A|An|This|That|Its|For)\s", name):
            start += name.index(" ") + 1
            name = text[start : match.end()]
        behind = re.match(
            r"\s(?:on|of|for|in)\s(?:the\s)?(?:[A-Z][\w-]*(?:\s(?:and\s)?[A-Z][\w-]*)*)",
            text[match.end() :],
        )
        end = match.end()
        if behind and not re.search(
            r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Seoul|Busan|Davos",
            behind[0],
        ):
            end += behind.end()
        if " " not in name:
            return None
        return Span(sentence.span.start + start, sentence.span.start + end)
    before = re.search(r"((?:[a-z]+(?:-[a-z]+)*|[A-Z][\w-]+)\s){0,3}$", text[: match.start()])
    start = match.start()
    if before:
        stop = None
        for stop in re.finditer(
            r"\b(?:a|an|the|its|this|at|of|to|in|on|held|hosted|for|their)\s", before[0]
        ):
            pass
        start = before.start() + (stop.end() if stop else 0)
    return Span(sentence.span.start + start, sentence.span.start + match.end())


def _event(reading: Reading, call: Call) -> Event | None:
    """Return the gathering, or None when nothing says that it was held on a day."""
    sentence = call.sentence
    when = _when(reading, call)
    held = pattern(reading.lang, "events", "held").search(sentence.text)
    if when is None or not held:
        return None
    holder = _holder(reading, call)
    slots = {"name": call.span, "start": when.span}
    if holder is not None:
        slots["organizer"] = holder.span
    text = sentence.text
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
        organizer=holder.names if holder else (),
        mode=_mode(text, reading.lang),
        status="planned" if later else "actual",
    )


def _when(reading: Reading, call: Call) -> When | None:
    """Return the time of a gathering: the nearest before its name, else the next behind it."""
    times = reading.times_in(call.sentence.span)
    inside = [time for time in times if call.span.holds(time.span)]
    before = [time for time in times if time.span.end <= call.span.start]
    behind = [time for time in times if time.span.start >= call.span.end]
    if before:
        # "14일 … 회의에서 … 18일 밝혔다": the day of the saying stands behind.
        return before[-1]
    if behind:
        gap = reading.document.text[behind[0].span.end : call.sentence.span.end]
        told = re.match(r"\s?(?:밝혔|전했|말했|알렸|발표했)", gap)
        return None if told else behind[0]
    return inside[0] if inside else None


def _holder(reading: Reading, call: Call) -> Party | None:
    """Return who held a gathering: its subject, "hosted by", or the body in its name."""
    sentence = call.sentence
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    listed = [
        party for party in parties(reading, stretch) if party.is_named and party.type not in _BODIES
    ]
    for party in listed:
        if party.span.holds(call.span):
            return None
        if party.span.start <= call.span.start + 1 and party.span.end > call.span.start:
            return party
    inner = [party for party in listed if call.span.holds(party.span)]
    return _subject(reading, call, listed) or (inner[0] if inner else None)


def _subject(reading: Reading, call: Call, listed: list[Party]) -> Party | None:
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


def _mode(text: str, lang: str) -> ModeCode | None:
    if pattern(lang, "events", "hybrid").search(text):
        return "hybrid"
    return "online" if pattern(lang, "events", "online").search(text) else None


def _aliases(reading: Reading, call: Call, holder: Party | None) -> tuple[str, ...]:
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
