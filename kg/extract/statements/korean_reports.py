"""Korean speech without quotation marks. Pure.

`…다고 밝혔다`, `…사례를 소개했다`, `…할 계획이다`, and what a public body does from now on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import particles
from kg.extract.grammar.words import either, table, words
from kg.extract.statements import korean_speakers
from kg.extract.statements.speech import Said, kind_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence
    from kg.model.facts import StatementKind

_SHORTEST: Final = 8  # code points of what is told
_BODIES: Final = frozenset({"Ministry", "PublicAgency", "IndustryAssociation"})
_TOLD_BY_NOBODY: Final = 0.5  # confidence in a claim that only the text itself makes


def find(reading: Reading, sentence: Sentence) -> Iterator[Said]:
    """Yield what a party is told to have said or to mean to do, in a sentence without quotes."""
    if sentence.block in {"title", "caption"}:
        return
    said = _told_by(reading, sentence) or _deed(reading, sentence) or _of_nation(reading, sentence)
    if said is not None:
        yield said


def _told_by(reading: Reading, sentence: Sentence) -> Said | None:
    """`X는 … 다고 18일 밝혔다`, `X는 … 사례를 소개했다`, `X는 … 할 계획이다`."""
    subject = korean_speakers.topic(reading, sentence)
    if subject is None:
        return None
    text = reading.document.text
    name, at, start = subject
    found = (
        _told().search(text, start, sentence.span.end)
        or _presented().search(text, start, sentence.span.end)
        or _planned().search(text, start, sentence.span.end)
    )
    if not found:
        return None
    is_plan = found.re is _planned()
    quote = _trimmed(text, start, sentence.span.end if is_plan else found.end("said"))
    if quote is None:
        return None
    verb = None if is_plan else Span(found.start("verb"), found.end("verb"))
    kind: StatementKind = "Plan"
    if verb is not None:
        kind = kind_of(quote.of(text), verb.of(text), "ko")
    return _said(quote, name, at, kind, verb=verb)


def _deed(reading: Reading, sentence: Sentence) -> Said | None:
    """`정부가 … 사례를 전 세계와 공유한다`: what a public body does from now on is its plan."""
    text = reading.document.text
    subject = _acting(reading, sentence)
    if subject is None or not _is_deed(sentence.text):
        return None
    quote = _trimmed(text, subject.span.end + len(subject.particle), sentence.span.end)
    if quote is None:
        return None
    return _said(quote, subject.names[0], subject.span, "Plan", confidence=0.6)


def _is_deed(text: str) -> bool:
    """Tell whether a sentence ends in a verb of doing, in the present: `지원한다`, `뽑는다`."""
    found = _ENDS.search(text)
    if not found:
        return False
    verb = found[1]
    is_present = verb[-1] == "는" or particles.ends_in_n(verb[-1])
    return is_present and not verb.endswith(tuple(table("ko/speech")["plain"]["not_deeds"]))


_ENDS: Final = re.compile(r"([가-힣]+)다\.?$")


def _of_nation(reading: Reading, sentence: Sentence) -> Said | None:
    """`우리나라는 … 성공적으로 공급하고 있다`: the text's own claim of a nation's feat."""
    text = reading.document.text
    if not _feat().search(sentence.text):
        return None
    quote = _trimmed(text, sentence.span.start, sentence.span.end)
    return _said(quote, None, None, "Claim", confidence=_TOLD_BY_NOBODY) if quote else None


def _said(
    quote: Span,
    speaker: str | None,
    at: Span | None,
    kind: StatementKind,
    *,
    verb: Span | None = None,
    confidence: float = 0.75,
) -> Said:
    return Said(
        quote=quote,
        speaker=speaker,
        kind=kind,
        is_direct=False,
        confidence=confidence,
        speaker_at=at,
        verb=verb,
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return `[start, end)` without blanks and the full stop, or None when it tells too little."""
    told = text[start:end]
    begin = start + len(told) - len(told.lstrip(" ,"))
    stop = start + len(told.rstrip(" ."))
    return Span(begin, stop) if stop - begin > _SHORTEST else None


def _acting(reading: Reading, sentence: Sentence) -> Mention | None:
    """Return the public body a sentence begins with as its subject."""
    for mention in reading.mentions_in(sentence.span)[:1]:
        is_body = mention.type in _BODIES or mention.names[0] in words(
            "ko/speech", "plain", "state"
        )
        if is_body and mention.particle in {"은", "는", "이", "가"}:
            return mention if _acts_alone(reading, sentence, mention) else None
    return None


def _acts_alone(reading: Reading, sentence: Sentence, subject: Mention) -> bool:
    """Tell whether a sentence tells what one body does: no topic before it, no doer behind."""
    lead = sentence.text[: subject.span.start - sentence.span.start]
    rest = Span(subject.span.end, sentence.span.end)
    others = (one for one in reading.mentions_in(rest) if one.type != "Person")
    return not _TOPIC.search(lead) and not any(one.particle in {"이", "가"} for one in others)


_TOPIC: Final = re.compile(r"[가-힣](?:은|는)\s")


@cache
def _told() -> re.Pattern[str]:
    verbs = either(table("ko/speech")["announcing"])
    return re.compile(
        rf"(?P<said>)(?P<end>(?<=[다라자냐])고)\s(?:[가-힣0-9]+\s){{0,3}}?(?P<verb>{verbs})"
    )


@cache
def _presented() -> re.Pattern[str]:
    plain = table("ko/speech")["plain"]
    nouns, verbs = either(plain["presented"]), either(plain["presenting"])
    return re.compile(rf"{nouns}(?P<said>)[을를]\s(?:[가-힣0-9]+\s){{0,3}}?(?P<verb>{verbs})")


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(table("ko/speech")["plain"]["plan"])


@cache
def _feat() -> re.Pattern[str]:
    plain = table("ko/speech")["plain"]
    return re.compile(
        rf"(?:^|\s){either(plain['nations'])}(?:은|는|이|가)\s.*{either(plain['feats'])}"
    )
