"""Circumstances: shortages, surges and crises that support answers to. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import ends_phrase, phrase_start, words
from kg.model.evidence import Span
from kg.model.facts import Circumstance

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence

_LEAD: Final = re.compile(
    r"\b(?:a|an|the|of|by|to|in|as|from|amid|and|during|severe|when|while|with|this|that)\s"
)
_CONJUNCT: Final = re.compile(r"[과와]$|·$|,$")
_NOT_PRODUCTS: Final = re.compile(
    r"수출주문|수출|주문|수요|공급|해외|국내|세계|가격|심각한|물량|생산량|심각|전국|극심한|만성적|인한|현상|문제|인력|자금|물류|숙련|구인|재고|전력"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A circumstance as found: its words, its name, and where."""

    span: Span
    name: str
    phrase: str
    sentence: Sentence


def read(reading: Reading) -> Reading:
    """Add the circumstances of a document, each with its cause where one is said."""
    found: list[Circumstance] = []
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        told = _korean(reading, sentence) if reading.lang == "ko" else _english(reading, sentence)
        cause = _cause(reading, sentence)
        for item in told:
            by = cause if cause is not None and not cause[0].meets(item.span) else None
            found.append(_circumstance(reading, item, by))
            if by is not None:
                found.append(_circumstance(reading, Told(by[0], by[1], "", sentence), None))
    return replace(reading, facts=replace(reading.facts, circumstances=_once(found)))


def _circumstance(reading: Reading, item: Told, cause: tuple[Span, str] | None) -> Circumstance:
    slots = {"name": item.span}
    if cause is not None:
        slots["caused_by"] = cause[0]
    return Circumstance(
        basis=reading.basis(item.span, f"circumstance.{reading.lang}.cue", 0.75, slots),
        name=item.name,
        caused_by=cause[1] if cause else None,
        product=_product(item.phrase, reading.lang),
    )


def _once(found: list[Circumstance]) -> tuple[Circumstance, ...]:
    """Keep each name once, with whatever cause and product any of its tellings gave."""
    merged: dict[str, Circumstance] = {}
    for item in found:
        known = merged.get(item.name)
        merged[item.name] = (
            replace(
                known,
                caused_by=known.caused_by or item.caused_by,
                product=known.product or item.product,
            )
            if known
            else item
        )
    return tuple(sorted(merged.values(), key=_place))


def _place(item: Circumstance) -> int:
    place = item.basis.evidence[0].place
    return place.start if isinstance(place, Span) else 0


@cache
def _nouns(lang: str) -> re.Pattern[str]:
    listed = "|".join(sorted(words(lang, "circumstances")["nouns"], key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
    return re.compile(rf"(?:{listed})(?=[은는이가을를에의과와도로으,. ]|$)")


def _korean(reading: Reading, sentence: Sentence) -> list[Told]:
    found = []
    causes = _known_causes("ko")
    for match in _nouns("ko").finditer(sentence.text):
        if any(
            place.start() <= match.start() and match.end() <= place.end()
            for place in causes.finditer(sentence.text)
        ):
            continue
        start = _list_start(sentence.text, match.start())
        phrase = sentence.text[start : match.start()].strip()
        bare = not phrase
        span = Span(sentence.span.start + start, sentence.span.start + match.end())
        name = sentence.text[start : match.end()]
        if bare:
            thing = _modified(sentence.text, match.end())
            if thing is None:
                continue
            span = Span(span.start, sentence.span.start + thing[1])
            name, phrase = f"{thing[0]} {match[0]}", thing[0]
        found.append(Told(span, name, phrase, sentence))
    for entry in words("ko", "circumstances")["verbs"]:
        for match in re.finditer(
            rf"(?<!\S)(\S{{1,40}}?)[이가은는]\s(?:\S{{1,40}}\s)?{entry['stems']}", sentence.text
        ):
            begin = _list_start(sentence.text, match.start(1))
            phrase = sentence.text[begin : match.end(1)]
            if not re.search(
                r"주문|수요|물량|수출|공급|인력|자재|가격|규제|재고|원료|부품", phrase
            ):
                continue
            span = Span(sentence.span.start + begin, sentence.span.start + match.end())
            found.append(Told(span, f"{phrase} {entry['name']}", phrase, sentence))
    del reading
    return found


def _list_start(text: str, head: int) -> int:
    """Return where "장갑과 주사기 부족" starts: like a noun phrase, over "와" and "·"."""
    limit = max((mark.end() for mark in re.finditer(r"[.;:△→“”‘’\"]\s*", text[:head])), default=0)
    start = phrase_start(text, head, limit)
    while True:
        before = re.search(r"(\S+)\s$", text[limit:start])
        if before is None or not _CONJUNCT.search(before[1]) or before[1].endswith(","):
            break
        if ends_phrase(before[1][:-1]) and len(before[1]) < 3:
            break
        start = limit + before.start(1)
    return start


def _modified(text: str, end: int) -> tuple[str, int] | None:
    """Return what "동이 난 장갑과 주사기" was scarce of, and where it ends."""
    found = re.match(
        r"[이가]?\s(?:\S+\s)?\S*(?:던|난|한|은|린|된|친)\s((?:[가-힣A-Za-z0-9]+(?:와|과|,|·)\s)*[가-힣A-Za-z0-9]+?)(?=(?:\s등\S{0,2}|[은는을를이가의에])(?:\s|$))",
        text[end:],
    )
    return (found[1], end + found.end(1)) if found else None


@cache
def _known_causes(lang: str) -> re.Pattern[str]:
    table = words(lang, "circumstances")["causes"]
    listed = "|".join(re.escape(w) for w in sorted(table["events"], key=len, reverse=True))
    marks = "|".join(sorted(table["marks"], key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"\b(?:{marks})\s(?P<cause>{listed})", re.IGNORECASE)
    return re.compile(rf"(?P<cause>{listed})(?:{marks})(?=\s)")


def _cause(reading: Reading, sentence: Sentence) -> tuple[Span, str] | None:
    match = _known_causes(reading.lang).search(sentence.text)
    if match is None:
        return None
    start, end = match.span("cause")
    return Span(sentence.span.start + start, sentence.span.start + end), match["cause"]


def _english(reading: Reading, sentence: Sentence) -> list[Told]:
    found = []
    for match in _nouns("en").finditer(sentence.text):
        before = re.search(r"((?:[a-z-]+\s){0,3})$", sentence.text[: match.start()])
        lead = before[1] if before else ""
        lead = lead[max((stop.end() for stop in _LEAD.finditer(lead)), default=0) :]
        behind = _behind().match(sentence.text, match.end())
        start = match.start() - len(lead)
        end = behind.end() if behind else match.end()
        if start == match.start() and end == match.end():
            continue
        span = Span(sentence.span.start + start, sentence.span.start + end)
        thing = (behind[0].split(maxsplit=1)[1] if behind else lead).strip()
        found.append(Told(span, span.of(reading.document.text), thing, sentence))
    for entry in words("en", "circumstances")["verbs"]:
        for match in re.finditer(
            rf"\b((?:[a-z-]+\s){{0,3}}(?:orders|demand|exports|supplies|supply|stocks?|masks?|parts|prices)(?:\sfor\s(?:[a-z-]+\s?){{1,3}}?)?)\s(?:had\s|have\s)?{entry['stems']}",
            sentence.text,
        ):
            span = Span(sentence.span.start + match.start(1), sentence.span.start + match.end())
            found.append(Told(span, f"{match[1].strip()} {entry['name']}", match[1], sentence))
    return found


@cache
def _behind() -> re.Pattern[str]:
    """Return the pattern of "of syringes and masks" behind a shortage."""
    then = "|".join(words("en", "circumstances")["then"])
    return re.compile(
        rf"\s(?:of|in)\s[a-z-]+(?:\s(?:and\s)?(?!(?:{then})\b)[a-z-]+){{0,2}}?(?=[,.;]|\s(?:{then})\b|$)"
    )


def _product(phrase: str, lang: str) -> str | None:
    """Return what is scarce or wanted, as printed, without words that only say how."""
    if lang == "en":
        words_kept = re.sub(
            r"\b(?:export|exports|orders?|demand|supply|supplies|for|labou?r|global|worldwide|severe|acute|the|of|in|and|when|as|overseas|foreign|supply)\b",
            "",
            phrase,
        ).strip()
        return re.sub(r"\s+", " ", words_kept) or None
    if re.match("|".join(words("ko", "circumstances")["causes"]["events"]), phrase):
        return None
    kept = [word for word in phrase.split() if not _NOT_PRODUCTS.fullmatch(word)]
    kept = [re.sub(r"(?:수출|주문|수요|수출주문)$", "", word) for word in kept]
    text = " ".join(word for word in kept if word)
    return text if text and len(text) < 30 and not _NOT_PRODUCTS.fullmatch(text) else None
