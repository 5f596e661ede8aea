"""Whose words a Korean text tells: before a quote, behind it, or carried from before. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table
from kg.extract.names import persons
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.reading import Mention, Reading, Sentence
    from kg.extract.statements.speech import Said

_TOPIC: Final = re.compile(r"(?:\s?씨)?(?:은|는|이|가|께서는|께서|도|측은|측)(?=[\s,“\"]|$)")
_SUBJECTS: Final = ("은", "는", "이", "가", "도", "께서는", "께서", "측은", "측이", "측")


def before(reading: Reading, sentence: Sentence, part: Span | None) -> tuple[str, Span] | None:
    """Return the subject nearest before a quote: a person with a title, else a party."""
    if part is None or part.end <= part.start:
        return None
    text = reading.document.text
    for person in reversed([p for p in persons.find(sentence) if part.holds(p.name)]):
        end = max(person.name.end, person.role.end if person.role else 0)
        behind = text[end : part.end]
        named = next((m for m in reading.mentions_in(person.name)), None)
        if named and (_TOPIC.match(behind) or _in_brackets(behind) or _LABEL.fullmatch(behind)):
            return named.names[0], person.name
    marked = [m for m in reading.mentions_in(part) if _is_subject(text, m, part)]
    people = [m for m in marked if m.type == "Person"]
    for mention in (*people[::-1], *[m for m in marked[::-1] if m.kind != "group"]):
        return mention.names[0], mention.span
    return None


# `(발언) 나하늘 들빛부 차관, “…”`: in notes a name and a comma stand for "said"
_LABEL: Final = re.compile(r"\s?[,:：]?\s?[“\"]")


def topic(reading: Reading, sentence: Sentence) -> tuple[str, Span, int] | None:
    """Return the party a sentence has as its topic, where it stands, where its words begin."""
    text = reading.document.text
    found: list[tuple[str, Span, int]] = []
    for person in persons.find(sentence):
        end = max(person.name.end, person.role.end if person.role else 0)
        named = next((m for m in reading.mentions_in(person.name)), None)
        mark = _LED.match(text, end)
        if named and mark:
            found.append((named.names[0], person.name, mark.end()))
    found.extend(
        (mention.names[0], mention.span, mention.span.end + len(mention.particle))
        for mention in reading.mentions_in(sentence.span)
        if mention.kind != "group" and mention.particle in {"은", "는", "측은"}
    )
    return min(found, key=lambda one: one[1], default=None)


_LED: Final = re.compile(r"(?:\s?\([^()]*\))?(?:은|는|측은)(?=[\s,])")


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


def behind(reading: Reading, index: int, quote: Span) -> tuple[str, Span] | None:
    """Return the speaker told behind a quote, or in a next sentence that quotes nothing."""
    sentence = reading.sentences[index]
    own = _bracketed(reading, sentence, quote) or _alone(reading, index, quote)
    own = own or _headed(reading, sentence, quote)
    if own:
        return own
    if quote.end < sentence.span.end:
        own = _speaker_in(reading, sentence, Span(quote.end, sentence.span.end))
    following = reading.sentences[index + 1 : index + 2]
    if (
        own
        or not following
        or following[0].quotes
        or verbs().search(sentence.text, max(0, len(sentence.text) - 30))
    ):
        return own
    return _speaker_in(reading, following[0], following[0].span)


def _bracketed(reading: Reading, sentence: Sentence, quote: Span) -> tuple[str, Span] | None:
    """`“…” (나하늘 대표)`: the speaker in brackets right behind the words."""
    text = reading.document.text
    bracket = _BRACKET.match(text, quote.end + 1, sentence.span.end)
    if not bracket:
        return None
    inside = Span(bracket.start(), bracket.end())
    return next(((m.names[0], m.span) for m in reading.mentions_in(inside) if _speaks(m)), None)


def _headed(reading: Reading, sentence: Sentence, quote: Span) -> tuple[str, Span] | None:
    """`“…” 한들금속 나하늘 대표`: a headline's words, the line ending in who says them."""
    text = reading.document.text
    for person in persons.find(sentence):
        end = max(person.name.end, person.role.end if person.role else 0)
        if person.role is None or person.name.start < quote.end:
            continue
        named = next(iter(reading.mentions_in(person.name)), None)
        between = text[quote.end + 1 : person.name.start]
        if named and _LAST.fullmatch(text, end, sentence.span.end) and _SHORT.fullmatch(between):
            return named.names[0], person.name
    return None


_LAST: Final = re.compile(r"\s?(?:인터뷰|대담|특별인터뷰|기고)?\W*")
_SHORT: Final = re.compile(r"[\s…·.,―—–|-]*(?:[가-힣A-Za-z㈜()]+\s?){0,3}")
_BRACKET: Final = re.compile(r"[\s.,]{0,2}[(\[―—–-]\s?[^()\[\]\n]{2,40}[)\]]?")


def _speaks(mention: Mention) -> bool:
    return mention.type == "Person"


def _alone(reading: Reading, index: int, quote: Span) -> tuple[str, Span] | None:
    """`“….” 나하늘 대표가 손을 털었다.`: words that stand alone are those of the next subject."""
    sentence = reading.sentences[index]
    if len(quote) + _MARKS < len(sentence.span):
        return None
    for following in reading.sentences[index + 1 : index + 2]:
        if following.quotes or following.paragraph != sentence.paragraph:
            return None
        for person in persons.find(following):
            end = max(person.name.end, person.role.end if person.role else 0)
            named = next(iter(reading.mentions_in(person.name)), None)
            if named and _TOPIC.match(reading.document.text, end):
                return named.names[0], person.name
    return None


_MARKS: Final = 4  # marks and blanks around words that are a sentence of their own


@cache
def verbs() -> re.Pattern[str]:
    """Return the pattern of a verb of saying."""
    return re.compile(either(table("ko/speech")["verbs"]))


_SAYS: Final = re.compile(
    r"(?:\s?\([^()]*\))?(?:은|는|이|가|도|의|측은|측의)\s(?:[가-힣0-9]+\s){0,3}?(?:말|설명|밝|강조|전했|덧붙|얘기|이야기|지적|주장|평가|소감|바람|포부|조언|당부|귀띔|소개|했다|입을)"
)


def carried(reading: Reading, index: int, last: Said | None) -> tuple[str, Span | None] | None:
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
