"""Korean speech in quotation marks, `“…”라며`, and whose words it is. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table
from kg.extract.names import persons
from kg.extract.statements import korean_reports, korean_speakers
from kg.extract.statements.speech import Said, kind_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading, Sentence

_SHORTEST: Final = 8  # code points of a quote that needs no better sign to be speech
_MARKED: Final = 4  # the same behind a mark of speech ("라고")


def find(reading: Reading, index: int, last: Said | None) -> Iterator[Said]:
    """Yield what is said in one sentence, in order."""
    sentence = reading.sentences[index]
    interview = _interview(reading, sentence)
    if interview:
        yield interview
        return
    quoted = list(_quoted(reading, sentence))
    if not quoted:
        yield from korean_reports.find(reading, sentence)
        return
    speaker: str | None = None
    place: Span | None = None
    start = sentence.span.start
    for quote in quoted:
        if _COUNTED.search(reading.document.text, start, quote.start - 1):
            start = quote.end
            continue  # what a share of those asked said is a figure, not a statement
        own: tuple[str, Span | None] | None
        own = korean_speakers.before(reading, sentence, Span(start, quote.start))
        own = own or ((speaker, place) if speaker else None)
        own = own or korean_speakers.behind(reading, index, quote)
        own = own or korean_speakers.carried(reading, index, last)
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


_SPOKEN: Final = re.compile(
    r"(?:㈜|\(주\))?\s(?:[가-힣A-Za-z]+\s){0,2}(?:관계자|담당자|직원|대변인|실무자|근로자|작업자|노동자|주민|임원|간부)"
    r"(?:\([^()]*\))?\s?[:：]\s?[\"“']?(?P<words>[^\]]{10,}?)[\"”']?\s*\]?$"
)
_INTERVIEW: Final = re.compile(
    r"\s?\)?\s?(?:[:：]|\])\s?[\"“']?(?P<words>[^\]]{10,}?)[\"”']?\s*\]?$"
)


_LEAD: Final = re.compile(r"\W{0,3}(?:\[[^\]]{1,8}\]|인터뷰|녹취|싱크|현장음|Q|A)?\W{0,3}")


def _interview(reading: Reading, sentence: Sentence) -> Said | None:
    """`[나하늘 / 한들금속 대표 : …]`: a line of a broadcast, its speaker named first."""
    for person in persons.find(sentence):
        end = max(person.name.end, person.role.end if person.role else 0)
        found = _INTERVIEW.match(sentence.text, end - sentence.span.start)
        named = next(iter(reading.mentions_in(person.name)), None)
        lead = sentence.text[: person.name.start - sentence.span.start]
        if named and found and _LEAD.fullmatch(lead):
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
    return _answer(reading, sentence) or _spoken_for(reading, sentence)


def _answer(reading: Reading, sentence: Sentence) -> Said | None:
    """`답: …`, `A. …`: what the one person of an interview answers."""
    found = _ANSWER.match(sentence.text)
    people = [one.name for one in reading.facts.actors if one.type == "Person"]
    if not found or not people or not _asks(reading):
        return None
    posts = [one.person for one in reading.facts.affiliations if one.role != "기자"]
    speaker = posts[0] if posts else people[0]
    place = sentence.span.start
    quote = Span(place + found.start("words"), place + found.end("words"))
    return Said(
        quote=quote,
        speaker=speaker,
        kind=kind_of(found["words"], "", "ko"),
        is_direct=True,
        confidence=0.75,
        speaker_at=None,
        verb=None,
    )


_ANSWER: Final = re.compile(r"(?:답변?|A\d{0,2})\s?[:：.)]\s?[“\"]?(?P<words>.{8,}?)[”\".]*$")
_QUESTION: Final = re.compile(r"(?:문|질문|Q\d{0,2})\s?[:：.)]\s?\S")


def _asks(reading: Reading) -> bool:
    return any(_QUESTION.match(one.text) for one in reading.sentences)


def _spoken_for(reading: Reading, sentence: Sentence) -> Said | None:
    """`[한들금속 상생팀 관계자 : …]`: a line of a broadcast, its speaker a body's unnamed one."""
    for mention in reading.mentions_in(sentence.span)[:1]:
        start, end = (
            place - sentence.span.start for place in (mention.span.start, mention.span.end)
        )
        found = _SPOKEN.match(sentence.text, end)
        if mention.kind == "group" or not found or not _LEAD.fullmatch(sentence.text[:start]):
            continue
        place = sentence.span.start
        return Said(
            quote=Span(place + found.start("words"), place + found.end("words")),
            speaker=mention.names[0],
            kind=kind_of(found["words"], "", "ko"),
            is_direct=True,
            confidence=0.8,
            speaker_at=mention.span,
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


_COUNTED: Final = re.compile(
    r"(?:\d\s?(?:%|퍼센트|명|곳|개사)|응답자(?:들)?|응답\s?기업)(?:은|는|이|가)\s$"
)
_CLAUSE_END: Final = re.compile(
    r"(?:다|요|죠|까|자|것|음|임|셈|뿐|터|계획|방침|예정|정책|때문|덕분|수준|상황|목표|생각|때|중|점|일|곳|바람|결과|과제|기회|이유|지|네|라|야|게|데|걸|니)[.!?…]*$"
)


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(rf"\s?{either(table('ko/speech')['markers'])}(?![가-힣])")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[가-힣]+\s)?{either(table('ko/speech')['labels'])}")


def _verb(reading: Reading, sentence: Sentence, quote: Span, quoted: Sequence[Span]) -> Span | None:
    """Return where the verb that tells this quote stands, before the next quote begins."""
    following = [other.start for other in quoted if other.start > quote.end]
    end = following[0] if following else sentence.span.end
    found = korean_speakers.verbs().search(reading.document.text, quote.end, end)
    return Span(found.start(), found.end()) if found else None
