"""The names of gatherings in a sentence, quoted parts and the body in front included. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import phrase_start, words
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading, Sentence

_MARKS: Final = "\"'“”‘’「」『』<>〈〉《》"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a gathering is named; `name` is without quotation marks."""

    span: Span
    name: str
    sentence: Sentence


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
        return re.compile(
            rf"\b(?:(?:{heads})\b(?!\s[A-Z][a-z]+\s(?:\(|said)|\s(?:Cent(?:er|re)|Hall|Hotel|Complex)\b)|(?i:{plain})\b)"
        )
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
    start = _with_purpose(text, start, match.start(), limit)
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


def _with_purpose(text: str, start: int, head: int, limit: int) -> int:
    """Return where "부품업체의 디지털 전환을 위한 협약식" begins, its purpose told in front."""
    if start != head:
        return start
    aim = _PURPOSE.search(text, limit, head)
    if aim is None:
        return start
    begin = phrase_start(text, aim.start("last"), limit)
    owner = _OWNER.search(text, limit, begin)
    return phrase_start(text, owner.start(), limit) if owner else begin


_PURPOSE: Final = re.compile(r"(?P<last>[가-힣A-Za-z0-9]+)[을를]\s위한\s$")
_OWNER: Final = re.compile(r"[가-힣A-Za-z0-9]+의\s$")


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
    # A straight mark opens and closes alike: a pair of them is shut.
    open_marks = (
        mark for mark in "‘“\"'「『" if mark not in "\"'" or text.count(mark, start, head) % 2
    )
    opened = max((text.rfind(mark, start, head) for mark in open_marks), default=-1)
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
            r"\s(?:on|of|for)\s(?:the\s)?(?:[A-Z][\w-]*(?:\s(?:and\s)?[A-Z][\w-]*)*)",
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
        stops = re.finditer(
            r"\b(?:a|an|[Tt]he|[Ii]ts|[Tt]his|at|of|to|in|on|held|hosted|for|their)\s", before[0]
        )
        start = before.start() + max((stop.end() for stop in stops), default=0)
    more = re.search(r"(?:[A-Z][a-z-]+\s)+$", text[:start])
    if more and re.match(r"[A-Z][a-z-]+\sand\s[A-Z]", text[start:]):
        start = more.start()  # "Garam Fisheries and Harbours strategy meeting"
    return Span(sentence.span.start + start, sentence.span.start + match.end())
