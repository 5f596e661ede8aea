"""Korean speech: `“…”라며`, `…다고 밝혔다`, `…할 계획이다`, and whose words they are. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import persons
from kg.extract.past import FIRMS
from kg.extract.speech import Said, kind_of
from kg.extract.words import either, table
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Mention, Reading, Sentence

_SHORTEST: Final = 8  # code points of a quote that needs no better sign to be speech
_MARKED: Final = 4  # the same behind a mark of speech ("라고")
_TOPIC: Final = re.compile(r"(?:\s?씨)?(?:은|는|이|가|께서는|께서|도|측은|측)(?=[\s,“\"]|$)")
_SUBJECTS: Final = ("은", "는", "이", "가", "도", "께서는", "께서", "측은", "측이", "측")


def find(reading: Reading, index: int, last: Said | None) -> Iterator[Said]:
    """Yield what is said in one sentence, in order."""
    sentence = reading.sentences[index]
    interview = _interview(reading, sentence)
    if interview:
        yield interview
        return
    quoted = list(_quoted(reading, sentence))
    if not quoted:
        yield from _reported(reading, sentence)
        return
    speaker: str | None = None
    place: Span | None = None
    start = sentence.span.start
    for quote in quoted:
        own: tuple[str, Span | None] | None
        own = _speaker_before(reading, sentence, Span(start, quote.start))
        own = own or ((speaker, place) if speaker else None)
        own = own or _speaker_after(reading, index, quote)
        own = own or _carried(reading, index, last)
        speaker, place = own or (None, None)
        verb = _verb(reading, sentence, quote, quoted)
        told = verb.of(reading.document.text) if verb else ""
        start = quote.end
        if speaker is None and not told:
            continue
        yield Said(
            quote=quote,
            speaker=speaker,
            kind=kind_of(quote.of(reading.document.text), told, "ko"),
            is_direct=True,
            confidence=0.9 if place else 0.7,
            speaker_at=place,
            verb=verb,
        )


_INTERVIEW: Final = re.compile(r"\s?[:：]\s?[\"“']?(?P<words>[^\]]{10,}?)[\"”']?\s*\]?$")


def _interview(reading: Reading, sentence: Sentence) -> Said | None:
    """`[나하늘 / 한들금속 대표 : …]`: a line of a broadcast, its speaker named first."""
    for person in persons.find(sentence):
        end = max(person.name.end, person.role.end if person.role else 0)
        found = _INTERVIEW.match(sentence.text, end - sentence.span.start)
        named = next(iter(reading.mentions_in(person.name)), None)
        if named and found and person.name.start - sentence.span.start <= 3:
            place = sentence.span.start
            quote = Span(place + found.start("words"), place + found.end("words"))
            kind = kind_of(found["words"], "", "ko")
            return Said(
                quote=quote,
                speaker=named.names[0],
                kind=kind,
                is_direct=True,
                confidence=0.8,
                speaker_at=person.name,
            )
    return None


def _quoted(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield the quoted stretches that are speech, not names or scare quotes."""
    if sentence.block in {"title", "caption"}:
        return
    text = reading.document.text
    for quote in sentence.quotes:
        words = quote.of(text)
        behind = text[quote.end + 1 : min(quote.end + 30, sentence.span.end)]
        mark = _marker().match(behind)
        if mark and _label().match(behind[mark.end() :]):
            continue
        is_double = text[quote.start - 1] in '“"＂'
        ends = _CLAUSE_END.search(words.strip())
        if (
            (is_double and mark and len(words) >= _MARKED and (ends or len(words) >= _SHORTEST))
            or (is_double and ends and len(words) >= _SHORTEST and " " in words.strip())
            or (not is_double and mark and ends and len(words) >= 2 * _SHORTEST)
        ):
            yield quote


_CLAUSE_END: Final = re.compile(
    r"(?:다|요|죠|까|자|것|음|임|셈|뿐|터|계획|방침|예정|정책|때문|덕분|수준|상황|목표|생각|때|중|점|일|곳|바람|결과|과제|기회|이유|지|네|라|야|게|데|걸|니)[.!?…]*$"
)


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(rf"\s?{either(table('ko/speech')['markers'])}(?![가-힣])")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[가-힣]+\s)?{either(table('ko/speech')['labels'])}")


def _speaker_before(
    reading: Reading, sentence: Sentence, part: Span | None
) -> tuple[str, Span] | None:
    """Return the subject nearest before a quote: a person with a title, else a party."""
    if part is None or part.end <= part.start:
        return None
    text = reading.document.text
    for person in reversed([p for p in persons.find(sentence) if part.holds(p.name)]):
        end = max(person.name.end, person.role.end if person.role else 0)
        behind = text[end : part.end]
        named = next((m for m in reading.mentions_in(person.name)), None)
        if named and (_TOPIC.match(behind) or _in_brackets(behind)):
            return named.names[0], person.name
    marked = [m for m in reading.mentions_in(part) if _is_subject(text, m, part)]
    people = [m for m in marked if m.type == "Person"]
    for mention in (*people[::-1], *[m for m in marked[::-1] if m.kind != "group"]):
        return mention.names[0], mention.span
    return None


def _in_brackets(behind: str) -> bool:
    found = re.match(r"\s?\([^()]*\)", behind)
    return bool(found and _TOPIC.match(behind[found.end() :]))


def _is_subject(text: str, mention: Mention, part: Span) -> bool:
    if mention.particle in _SUBJECTS:
        return True
    behind = text[mention.span.end : part.end]
    return bool(
        re.match(r"(?:의)?\s?(?:한\s)?(?:고위\s)?(?:관계자|담당자|측|대표|직원)[은는이가]", behind)
    )


def _speaker_in(reading: Reading, sentence: Sentence, tail: Span) -> tuple[str, Span] | None:
    """Return the speaker told behind a quote: `…고 나하늘 대표는 말했다`, `…게 그의 설명이다`."""
    text = reading.document.text
    for person in persons.find(sentence):
        end = max(person.name.end, person.role.end if person.role else 0)
        named = next((m for m in reading.mentions_in(person.name)), None)
        if named and tail.holds(person.name) and _SAYS.match(text[end : tail.end]):
            return named.names[0], person.name
    for mention in reading.mentions_in(tail):
        if mention.kind != "group" and _SAYS.match(text[mention.span.end : tail.end]):
            return mention.names[0], mention.span
    return None


def _speaker_after(reading: Reading, index: int, quote: Span) -> tuple[str, Span] | None:
    """Return the speaker told behind a quote, or in a next sentence that quotes nothing."""
    sentence = reading.sentences[index]
    own = None
    if quote.end < sentence.span.end:
        own = _speaker_in(reading, sentence, Span(quote.end, sentence.span.end))
    following = reading.sentences[index + 1 : index + 2]
    if (
        own
        or not following
        or following[0].quotes
        or _verbs().search(sentence.text, max(0, len(sentence.text) - 30))
    ):
        return own
    return _speaker_in(reading, following[0], following[0].span)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(either(table("ko/speech")["verbs"]))


_SAYS: Final = re.compile(
    r"(?:\s?\([^()]*\))?(?:은|는|이|가|도|의|측은|측의)\s(?:[가-힣0-9]+\s){0,3}?(?:말|설명|밝|강조|전했|덧붙|얘기|이야기|지적|주장|평가|소감|바람|포부|조언|당부|귀띔|소개|했다|입을)"
)


def _carried(reading: Reading, index: int, last: Said | None) -> tuple[str, Span | None] | None:
    """Return the last speaker, for words that go on in the next sentence or two."""
    sentence = reading.sentences[index]
    if last is None or last.speaker is None:
        return _last_person(reading, sentence)
    before = reading.sentences[max(0, index - 2) : index]
    near = any(one.span.holds(last.quote) for one in before)
    lead = sentence.text[:20].lstrip()
    is_lead = lead[:1] in '“"' or lead.startswith(tuple(table("ko/speech")["carrying"]))
    return (last.speaker, None) if near or is_lead else _last_person(reading, sentence)


def _last_person(reading: Reading, sentence: Sentence) -> tuple[str, Span | None] | None:
    """Return the person named last, not farther than the sentence or two before."""
    near = Span(max(0, sentence.span.start - 200), sentence.span.start + 1)
    people = [m for m in reading.mentions_in(near) if m.type == "Person"]
    return (people[-1].names[0], None) if people else None


def _verb(reading: Reading, sentence: Sentence, quote: Span, quoted: Sequence[Span]) -> Span | None:
    """Return where the verb that tells this quote stands, before the next quote begins."""
    following = [other.start for other in quoted if other.start > quote.end]
    end = following[0] if following else sentence.span.end
    found = _verbs().search(reading.document.text, quote.end, end)
    return Span(found.start(), found.end()) if found else None


def _reported(reading: Reading, sentence: Sentence) -> Iterator[Said]:
    """Yield `X는 … 다고 18일 밝혔다` and `X는 … 할 계획이다`, the subject being a party."""
    text = reading.document.text
    subject = _first_subject(reading, sentence)
    if subject is None or sentence.block in {"title", "caption"}:
        return
    start = subject.span.end + len(subject.particle)
    told = _told().search(text, start, sentence.span.end)
    planned = _planned().search(text, start, sentence.span.end)
    found = told or planned
    lead = len(text[start:]) if not found else 0
    if not found or found.start() <= start + lead + _SHORTEST:
        return
    end = found.start("end") if told else sentence.span.end
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip(" ,"))
    stop = start + len(words.rstrip(" ."))
    if stop <= begin:
        return
    verb = Span(found.start("verb"), found.end("verb")) if told else None
    quote = Span(begin, stop)
    kind = kind_of(quote.of(text), verb.of(text) if verb else "", "ko") if told else "Plan"
    yield Said(
        quote=quote,
        speaker=subject.names[0],
        kind=kind,
        is_direct=False,
        confidence=0.75,
        speaker_at=subject.span,
        verb=verb,
    )


def _first_subject(reading: Reading, sentence: Sentence) -> Mention | None:
    """Return the named party a sentence opens with as its topic."""
    for mention in reading.mentions_in(sentence.span):
        if mention.kind != "group" and mention.particle in {"은", "는", "측은"}:
            is_actor = mention.type not in FIRMS or mention.names
            return mention if is_actor else None
    return None


@cache
def _told() -> re.Pattern[str]:
    verbs = either(table("ko/speech")["announcing"])
    return re.compile(rf"(?P<end>(?<=[다라자냐])고)\s(?:[가-힣0-9]+\s){{0,3}}?(?P<verb>{verbs})")


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(table("ko/speech")["plain"]["plan"])
